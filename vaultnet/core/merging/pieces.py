"""The pieces that a merge moves about: lines, words, entries, whole sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from vaultnet.core.notes.lines import split_lines


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is kept, moved or taken out as a whole.

    ``end`` is what parts it from the next piece: the end of a line, or a space.
    A piece with a ``name`` is the same piece whatever it says and wherever it
    stands; one without is known by its text.
    """

    text: str
    end: str
    name: str = ""

    @property
    def key(self) -> str:
        """What makes it the same piece on another side."""
        return self.name or self.text

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it to be read."""
        return not self.text or self.text.isspace()


@dataclass(frozen=True, slots=True)
class Clash:
    """One stretch that was rewritten in two ways, which only a person can settle."""

    ours: tuple[Piece, ...]
    theirs: tuple[Piece, ...]


Part: TypeAlias = Piece | Clash
"""What a merge is made of."""


def line_pieces(text: str) -> list[Piece]:
    """Give the lines of a text; joined they are the text again."""
    return [_line_piece(line) for line in split_lines(text)]


def _line_piece(line: str) -> Piece:
    end = "\r\n" if line.endswith("\r\n") else "\n" if line.endswith("\n") else ""
    return Piece(line.removesuffix(end), end)


def join_pieces(pieces: Sequence[Piece], end: str) -> str:
    """Put pieces together; one without an end gets this one, but for the last."""
    parts = [f"{piece.text}{piece.end or end}" for piece in pieces[:-1]]
    return "".join((*parts, *(f"{last.text}{last.end}" for last in pieces[-1:])))


def text_of(pieces: Iterable[Piece]) -> str:
    """Give what pieces say, in a form by which they can be put in an order."""
    return "\n".join(piece.text for piece in pieces)


def merge_ends(base: str, ours: str, theirs: str) -> str:
    """Give the end that was changed; of two changes the greater one."""
    if base in (ours, theirs):
        return theirs if ours == base else ours
    return max(ours, theirs)
