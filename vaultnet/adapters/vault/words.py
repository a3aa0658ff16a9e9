"""What two hands wrote into one note, put together; and whether ours is in it."""

from __future__ import annotations

import re

from vaultnet.core.merging.lines import unite_lines
from vaultnet.core.notes.note import State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath

_MARKERS = re.compile(rb"^(?:<{7}|>{7}) ", re.MULTILINE)
_WORD = re.compile(r"\w+")


def unite(base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes:
    """Give the bytes of a note with what both sides put into it."""
    sides = (base or b"", ours or b"", theirs or b"")
    united = unite_lines(*(each.decode("utf-8", "surrogateescape") for each in sides))
    return united.encode("utf-8", "surrogateescape")


def has_markers(data: bytes | None) -> bool:
    """Tell whether a note holds what a failed merge leaves in it."""
    return data is not None and _MARKERS.search(data) is not None


def is_in(before: bytes | None, after: bytes | None, now: bytes | None) -> bool:
    """Tell whether the lines that a change put in stand in a note.

    Only their words count, and the x of a box that is set, so that a formatter which
    ran over a line has not taken it away.
    """
    return _lines(after) - _lines(before) <= _lines(now)


def _lines(data: bytes | None) -> set[tuple[str, ...]]:
    text = (data or b"").decode("utf-8", "surrogateescape")
    return {words for line in text.split("\n") if (words := (*_WORD.findall(line),))}


def spoils(before: bytes, after: bytes) -> bool:
    """Tell whether a note's frontmatter could be read before, and not after."""
    return _is_broken(after) and not _is_broken(before)


def _is_broken(data: bytes) -> bool:
    return parse_note(NotePath("note.md"), data).state is State.BROKEN
