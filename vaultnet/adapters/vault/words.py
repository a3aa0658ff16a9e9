"""What two hands wrote into one note, put together; and whether ours is in it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from vaultnet.core.merging.lines import unite_lines
from vaultnet.core.notes.frontmatter import parse_frontmatter
from vaultnet.core.notes.note import State
from vaultnet.core.values import NotePath

_MARKERS = re.compile(rb"^(?:<{7}|>{7}) ", re.MULTILINE)
_WORD = re.compile(r"\w+")
_ALIKE = 0.6  # of the words of two lines


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
    put_in = {*_lines(after)}.difference(_lines(before))
    missing = put_in.difference(_lines(now))
    if not missing:
        return True
    return set(map(_words, missing)) <= set(map(_words, _lines(now)))


def is_reworded(before: bytes | None, after: bytes | None, now: bytes | None) -> bool:
    """Tell whether somebody has worked on the lines that a change put in.

    A line that stands neither in the earlier text nor in ours and is like one of
    ours was made of it, so it has been seen, and changed on purpose.
    """
    earlier = {*_lines(before)}
    ours = {*_lines(after)} - earlier
    new = {*_lines(now)} - earlier - ours
    missing = ours.difference(_lines(now))
    return any(_is_like(mine, other) for mine in missing for other in new)


def _is_like(one: bytes, other: bytes) -> bool:
    words = (one.split(), other.split())
    if not all(words):
        return False
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= _ALIKE


def is_edit_of(before: bytes | None, now: bytes | None) -> bool:
    """Tell whether a note is an earlier text with other words in it.

    Not where it is that very text, which somebody brought back, nor another one.
    """
    lines = {*_lines(before)} - {b""}
    kept = lines.intersection(_lines(now))
    return now != before and 2 * len(kept) >= len(lines)


def _lines(data: bytes | None) -> list[bytes]:
    return (data or b"").split(b"\n")


def _words(line: bytes) -> tuple[str, ...]:
    return tuple(_WORD.findall(line.decode("utf-8", "replace")))


def spoils(before: bytes, after: bytes) -> bool:
    """Tell whether a note's frontmatter could be read before, and not after."""
    return before != after and _is_broken(after) and not _is_broken(before)


def _is_broken(data: bytes) -> bool:
    text = data.decode("utf-8-sig", "replace")
    return parse_frontmatter(NotePath(""), text).state is State.BROKEN
