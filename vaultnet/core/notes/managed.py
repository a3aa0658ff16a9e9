"""Managed blocks: the parts of a note that vaultnet owns, between two markers.

``%% vaultnet:begin NAME %%`` and ``%% vaultnet:end NAME %%``, each alone on its
line; ``%%`` is Obsidian's comment, so that a reader does not see them. Everything
outside is the user's. Where markers are damaged nothing is written: no guess is
made about what was meant to be whose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_MARKER = re.compile(
    r"^[ \t]*(?:>[ \t]*)*%%[ \t]*vaultnet:(begin|end)[ \t]+([\w-]+)[ \t]*%%[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """What lies between two markers: offsets in the text, and the first line."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Damage:
    """Markers that do not fit together: the block, the line, what is wrong."""

    name: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """The sound blocks of a note by name, and the damaged ones."""

    sound: Mapping[str, Block]
    damaged: tuple[Damage, ...] = ()


def read_blocks(text: str) -> Blocks:
    """Find the managed blocks of a note.

    A begin without an end, an end without a begin, one block inside another and
    a block that stands twice are damage.
    """
    reader = _Reader(text)
    for marker in _MARKER.finditer(text):
        if marker[1].casefold() == "begin":
            reader.begin(marker)
        else:
            reader.end(marker)
    return reader.blocks()


class _Reader:
    """Pairs the markers of one text, from its first line to its last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: re.Match[str] | None = None
        self._found: dict[str, Block] = {}
        self._damaged: dict[str, Damage] = {}
        self._unclosed: dict[str, int] = {}

    def begin(self, marker: re.Match[str]) -> None:
        if self._open is not None:
            self._damage(self._open, "its end marker is missing")
            self._unclosed[self._open[2].casefold()] = self._open.start()
        self._open = marker

    def end(self, marker: re.Match[str]) -> None:
        name = marker[2].casefold()
        if self._open is None or self._open[2].casefold() != name:
            self._damage(marker, "it ends where it has not begun")
            self._damage_inside(self._unclosed.pop(name, marker.start()))
            if self._open is not None:
                self._damage(self._open, "another block's marker stands inside it")
            return
        if name in self._found:
            self._damage(marker, "it stands twice")
        start = min(self._open.end() + 1, marker.start())
        self._found[name] = Block(start, marker.start(), self._line(start))
        self._open = None

    def blocks(self) -> Blocks:
        if self._open is not None:
            self._damage(self._open, "its end marker is missing")
        sound = {k: v for k, v in self._found.items() if k not in self._damaged}
        return Blocks(sound, tuple(self._damaged.values()))

    def _damage(self, marker: re.Match[str], message: str) -> None:
        name = marker[2].casefold()
        damage = Damage(name, self._line(marker.start()), message)
        self._damaged.setdefault(name, damage)

    def _damage_inside(self, start: int) -> None:
        """A block that turns out to have an end after all holds others inside it."""
        for name, block in self._found.items():
            if block.start > start:
                message = "it stands inside another block"
                self._damaged.setdefault(name, Damage(name, block.line, message))

    def _line(self, offset: int) -> int:
        return self._text.count("\n", 0, offset) + 1


def replace_block(text: str, block: Block, inside: str) -> str:
    """Put new text into a block; everything else stays as it is."""
    return text[: block.start] + inside + text[block.end :]
