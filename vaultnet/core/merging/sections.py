"""The sections of a body that are merged by rules of their own, found and cut out.

A section becomes one piece with a name, so that the lines around it are merged as
if it were one line; what is in it is merged afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vaultnet.core.merging.pieces import Piece, line_pieces
from vaultnet.core.notes.body import parse_body
from vaultnet.core.notes.managed import read_blocks
from vaultnet.core.notes.note import Body
from vaultnet.core.people.favours import FAVOUR_HEADINGS
from vaultnet.core.people.interactions import log_sections


class Sort(StrEnum):
    """What kind of section a piece is; its name begins with it."""

    LOG = "#log"
    FAVOURS = "#favours"
    PROMPTS = "#prompts"
    CURRENT = "#current"
    PEOPLE = "#people"

    @classmethod
    def of(cls, name: str) -> Sort:
        """Give the sort of a piece by its name."""
        return cls(name.partition(" ")[0])


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Lines that belong together, counted from 0; ``last`` is not among them."""

    first: int
    last: int
    name: str


def cut_body(text: str, headings: Sequence[str], *, managed: bool) -> list[Piece]:
    """Give a body as lines and sections; ``managed`` says whether blocks are some."""
    lines = line_pieces(text)
    found = [*_sections(parse_body(text), headings)]
    found += _blocks(text) if managed else ()
    return cut(lines, found)


def cut(lines: Sequence[Piece], stretches: Iterable[Stretch]) -> list[Piece]:
    """Make one named piece of each stretch, without the blank lines at its end.

    A stretch that begins inside another one is a part of that one.
    """
    pieces: list[Piece] = []
    at = 0
    for each in sorted(stretches):
        last = min(each.last, len(lines))
        while last > each.first and lines[last - 1].is_blank:
            last -= 1
        if each.first < at or last <= each.first:
            continue
        pieces += lines[at : each.first]
        pieces.append(as_one(lines[each.first : last], each.name))
        at = last
    return [*pieces, *lines[at:]]


def has_sound_blocks(text: str) -> bool:
    """Say whether no managed block of a text is damaged."""
    return not read_blocks(text).damaged


def as_one(lines: Sequence[Piece], name: str) -> Piece:
    """Make one named piece of lines."""
    text = "".join(f"{each.text}{each.end}" for each in lines[:-1])
    return Piece(f"{text}{lines[-1].text}", lines[-1].end, name)


def lines_of(piece: Piece | None) -> list[Piece]:
    """Give the lines of a piece, none where it is not there."""
    return line_pieces(f"{piece.text}{piece.end}") if piece else []


def _sections(body: Body, headings: Sequence[str]) -> Iterator[Stretch]:
    for sort, words in ((Sort.LOG, headings), (Sort.FAVOURS, FAVOUR_HEADINGS)):
        for number, each in enumerate(log_sections(body, tuple(words))):
            yield Stretch(each.heading.line - 1, each.last_line, f"{sort} {number}")


def _blocks(text: str) -> Iterator[Stretch]:
    for name, block in read_blocks(text).sound.items():
        last = text.count("\n", 0, block.end) + 1
        sort = {"prompts": Sort.PROMPTS, "current": Sort.CURRENT}.get(name, Sort.PEOPLE)
        yield Stretch(block.line - 2, last, f"{sort} {name}")
