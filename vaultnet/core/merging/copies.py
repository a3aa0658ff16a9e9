"""A note and a copy of it whose common origin nobody knows, made into one note.

What both share counts as what they come from, so that nothing counts as taken out:
no word of either is lost, and a line that one of them deleted may come back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vaultnet.core.config import Log
from vaultnet.core.merging.diff import match
from vaultnet.core.merging.fields import Head, read_head
from vaultnet.core.merging.kept import lost_words
from vaultnet.core.merging.lines import Marks
from vaultnet.core.merging.markers import SMALLEST, Unclear, parse_marked
from vaultnet.core.merging.note import MergedNote, merge_notes
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.note import State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.values import NotePath

_ENOUGH = 3  # lines
_SIGN_RUN = re.compile(rb"^(?:<+|\|+|=+|>+)", re.MULTILINE)
_TELLING = re.compile(r"(?!#{1,6} |[\w -]+:$)(?=.*\w)")


@dataclass(frozen=True, slots=True)
class United:
    """Two notes made into one; ``doubled`` is how often both versions stand there.

    That is where both say the same thing in two ways: one below the other in the
    text, and of a field the other value in a callout.
    """

    data: bytes
    doubled: int


def unite_notes(
    base: bytes | None,
    ours: bytes,
    theirs: bytes,
    path: NotePath,
    *,
    headings: Sequence[str] = Log().headings,
    dialect: Dialect | None = None,
) -> United | None:
    """Make one note of two without asking anybody.

    ``base`` is what both come from, None where that is not certain. It counts only
    where with it every word of both stands in the result. None where this cannot
    be done safely: no UTF-8 text, fields that cannot be read, or marked conflicts.
    """
    marks = Marks(size=_longest_run(ours, theirs) + 1)
    known = [] if base is None else [base]
    for origin in (*known, shared_base(ours, theirs, path), None):
        merged = merge_notes(
            origin, ours, theirs, path, headings=headings, dialect=dialect, marks=marks
        )
        united = _with_both(merged, marks.size) if merged else None
        if united and not any(lost_line(each, united.data) for each in (ours, theirs)):
            return united
    return None


def lost_line(side: bytes, merged: bytes, base: bytes = b"") -> str:
    """Give the first line of a note whose words a merged one does not hold.

    A line of the ``base`` may have been taken out.
    """
    texts = (each.decode("utf-8-sig", "replace") for each in (side, merged, base))
    return lost_words(*texts)


def _with_both(merged: MergedNote, size: int) -> United | None:
    """Put both sides of each conflict one below the other."""
    if not merged.conflicts:
        return United(merged.data, 0)
    marked = parse_marked(merged.data.decode(), size)
    if isinstance(marked, Unclear):
        return None
    return United(marked.both.encode(), merged.conflicts)


def _longest_run(*sides: bytes) -> int:
    """Give the length of the longest line of signs that could be a marker."""
    runs = _SIGN_RUN.findall(b"\n".join(sides))
    return max((len(each) for each in runs), default=SMALLEST)


def shared_base(ours: bytes, theirs: bytes, path: NotePath) -> bytes | None:
    """Give a note of what two have in common, None where that cannot be told.

    Whole fields and whole lines, in an order that does not depend on the sides.
    """
    try:
        texts = sorted(each.decode("utf-8-sig") for each in (ours, theirs))
    except UnicodeDecodeError:
        return None
    heads = [read_head(path, text) for text in texts]
    if heads[0] is None or heads[1] is None:
        return None
    bodies = [
        split_lines(text[head.end :])
        for text, head in zip(texts, heads, strict=True)
        if head is not None
    ]
    body = "".join(bodies[0][i] for i, _ in match(bodies[0], bodies[1]))
    return f"{_shared_head(heads[0], heads[1])}{body}".encode()


def _shared_head(one: Head, other: Head) -> str:
    same = {*one.blocks}.intersection(other.blocks)
    blocks = tuple(each for each in one.blocks if each in same)
    return Head(one.opening, one.closing, blocks, {}, 0).text if blocks else ""


def is_same_person(ours: bytes, theirs: bytes, path: NotePath) -> bool:
    """Say whether two notes carry the same mark of identity."""
    uids = [_uid(each, path) for each in (ours, theirs)]
    return all(uids) and uids[0] == uids[1]


def is_same_text(ours: bytes, theirs: bytes) -> bool:
    """Say whether at least half of what either of two notes says is the same.

    Headings and fields without a value say nothing: a template brings them.
    """
    lines = [_telling(each) for each in (ours, theirs)]
    common = len(lines[0] & lines[1])
    return common >= _ENOUGH and 2 * common >= max(map(len, lines))


def is_other_person(ours: bytes, theirs: bytes, path: NotePath) -> bool:
    """Say whether two notes carry different marks of identity."""
    uids = [_uid(each, path) for each in (ours, theirs)]
    return all(uids) and uids[0] != uids[1]


def _uid(data: bytes, path: NotePath) -> str:
    note = parse_note(path, data)
    groups = Dialect({}).sort(note.fields) if note.state is State.READ else {}
    return next((str(each.value) for each in groups.get("uid", ()) if each.value), "")


def _telling(data: bytes) -> set[str]:
    """Give the lines that say something: no heading, and no field without a value."""
    lines = (line.strip() for line in data.decode("utf-8-sig", "replace").split("\n"))
    return {line for line in lines if _TELLING.match(line)}
