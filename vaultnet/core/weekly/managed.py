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
    found: dict[str, Block] = {}
    damaged: dict[str, Damage] = {}
    opened: re.Match[str] | None = None

    def damage(match: re.Match[str], message: str) -> None:
        name = match[2].casefold()
        line = text.count("\n", 0, match.start()) + 1
        damaged.setdefault(name, Damage(name, line, message))

    for match in _MARKER.finditer(text):
        name = match[2].casefold()
        if match[1].casefold() == "begin":
            if opened is not None:
                damage(opened, "its end marker is missing")
                damage(match, "it begins inside another block")
            opened = match
        elif opened is None or opened[2].casefold() != name:
            damage(match, "it ends where it has not begun")
            if opened is not None:
                damage(opened, "another block's marker stands inside it")
        else:
            if name in found:
                damage(match, "it stands twice")
            start = min(opened.end() + 1, match.start())
            found[name] = Block(start, match.start(), text.count("\n", 0, start) + 1)
            opened = None
    if opened is not None:
        damage(opened, "its end marker is missing")
    sound = {name: block for name, block in found.items() if name not in damaged}
    return Blocks(sound, tuple(damaged.values()))


def replace_block(text: str, block: Block, inside: str) -> str:
    """Put new text into a block; everything else stays as it is."""
    return text[: block.start] + inside + text[block.end :]
