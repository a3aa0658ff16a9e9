"""A note that was left in conflict, made whole again as far as nobody has to choose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vaultnet.core.config import Log
from vaultnet.core.merging.copies import lost_line, shared_base, unite_notes
from vaultnet.core.merging.lines import Marks
from vaultnet.core.merging.markers import SMALLEST, Marked, Unclear, parse_marked
from vaultnet.core.merging.note import merge_notes
from vaultnet.core.merging.untouched import bare_lines, is_untouched
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.values import NotePath

_LABEL = re.compile(rb"^(<{7,}|\|{7,}|>{7,}) [^\n]*", re.MULTILINE)
_UNSAFE = (
    "the two sides cannot be put together safely (no UTF-8 text, or fields that cannot"
    " be read); mend it by hand"
)


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a note between which git leaves the choice.

    Bytes as they would stand in the vault; None where that side has no such note.
    ``written`` is what git itself makes of them, settled for us and for them.
    """

    base: bytes | None
    ours: bytes | None
    theirs: bytes | None
    marker_size: int = SMALLEST
    written: tuple[bytes, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The configuration that a merge follows: headings of the log, spellings."""

    headings: Sequence[str] = Log().headings
    dialect: Dialect | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a note should be now, and why it is not settled, if it is not.

    ``data`` is None where it should stay as it is; ``line`` is where to look, 0 for
    the note as a whole; ``doubled`` is how often it holds both versions of something.
    """

    data: bytes | None = None
    why: str = ""
    line: int = 0
    doubled: int = 0


def settle_conflict(
    now: bytes, versions: Versions | None, path: NotePath, rules: Rules
) -> Outcome:
    """Settle a note in conflict, as it stands in the vault now.

    ``versions`` are those of git's index, None where the markers are all there is.
    What was written into the note by hand since stays.
    """
    try:
        text = now.decode()
    except UnicodeDecodeError:
        return Outcome(why=_UNSAFE)
    if versions is not None and _is_as_git_left_it(text, versions):
        return _unless_same(_merge_versions(versions, path, rules), now)
    smallest = min(SMALLEST, versions.marker_size) if versions else SMALLEST
    marked = parse_marked(text, smallest)
    if isinstance(marked, Unclear):
        why = f"{marked.why}; mend it by hand"
        return Outcome(why=why, line=marked.line)
    if versions is not None:
        return _with_versions(now, marked, versions, path, rules)
    if marked.in_code:
        why = (
            "the markers stand in a block of code; if they are an example, put a space"
            " before each, else mend it by hand"
        )
        return Outcome(why=why, line=marked.in_code)
    return _with_markers_alone(marked, path, rules) if marked.hunks else Outcome()


def _with_versions(
    now: bytes, marked: Marked, versions: Versions, path: NotePath, rules: Rules
) -> Outcome:
    ours, theirs = versions.ours, versions.theirs
    if ours is None or theirs is None:
        why = (
            "one side has deleted it and the other one changed it; keep it with git"
            " add, or delete it with git rm"
        )
        return Outcome(why=why)
    merged = _merge_versions(versions, path, rules)
    if merged.data is not None and _plain(merged.data) == _plain(now):
        return _unless_same(merged, now)
    if not marked.hunks:
        by_driver = now in (ours, theirs)  # of which one side is all that is left
        return merged if by_driver else _settled_by_hand(now, versions)
    odd = _in_dropped_part(marked, versions)
    if odd:
        why = (
            "something was written between the lines ||||||| and =======, where it"
            " would get lost; move it elsewhere in the note"
        )
        return Outcome(why=why, line=odd)
    sides = (marked.ours.encode(), marked.theirs.encode())
    merged = _merge(versions.base, *sides, path, rules, versions.marker_size)
    return _unless_same(merged, now)


def _in_dropped_part(marked: Marked, versions: Versions) -> int:
    """Give the line of a conflict whose part of the base holds other words, or 0."""
    base = bare_lines((versions.base or b"").decode("utf-8", "replace"))
    for hunk in marked.hunks:
        if any(line.rstrip("\r\n") not in base for line in hunk.base or ()):
            return hunk.line
    return 0


def _is_as_git_left_it(text: str, versions: Versions) -> bool:
    if versions.written is None:
        return False
    known = (versions.base or b"", *versions.written)
    base, ours, theirs = (each.decode("utf-8", "replace") for each in known)
    is_marked = ours != theirs
    return is_marked and is_untouched(text, base, ours, theirs, versions.marker_size)


def _merge_versions(versions: Versions, path: NotePath, rules: Rules) -> Outcome:
    base, ours, theirs = versions.base, versions.ours or b"", versions.theirs or b""
    return _merge(base, ours, theirs, path, rules, versions.marker_size)


def _settled_by_hand(now: bytes, versions: Versions) -> Outcome:
    """A note without markers that nobody but its owner can have made."""
    for side in (versions.ours, versions.theirs):
        line = lost_line(side or b"", now, versions.base or b"")
        if line:
            why = (
                "was mended by hand, and this line of one side is not in it:"
                f" “{line}”; if that is meant, say git add"
            )
            return Outcome(why=why)
    return Outcome()


def _with_markers_alone(marked: Marked, path: NotePath, rules: Rules) -> Outcome:
    ours, theirs = marked.ours.encode(), marked.theirs.encode()
    if marked.has_base:
        merged = _merge(marked.base.encode(), ours, theirs, path, rules, SMALLEST)
        if merged.data is not None:
            return merged
    united = unite_notes(
        None, ours, theirs, path, headings=rules.headings, dialect=rules.dialect
    )
    if united is None:
        return Outcome(why=_UNSAFE, line=marked.hunks[0].line)
    return Outcome(united.data, doubled=united.doubled)


def _merge(
    base: bytes | None,
    ours: bytes,
    theirs: bytes,
    path: NotePath,
    rules: Rules,
    size: int,
) -> Outcome:
    """Merge, with what both share as the base where there is none."""
    origin = shared_base(ours, theirs, path) if base is None else base
    merged = merge_notes(
        origin,
        ours,
        theirs,
        path,
        headings=rules.headings,
        dialect=rules.dialect,
        marks=Marks(size=size),
    )
    if merged is None or _loses(origin or b"", ours, theirs, merged.data):
        return Outcome(why=_UNSAFE)
    marked = parse_marked(merged.data.decode(), min(SMALLEST, size))
    if isinstance(marked, Unclear):
        return Outcome(why=_UNSAFE)
    if not marked.hunks:
        return Outcome(merged.data, doubled=merged.conflicts)
    why = "both sides rewrote this; choose, and take the markers out"
    return Outcome(merged.data, why, marked.hunks[0].line)


def _loses(base: bytes, ours: bytes, theirs: bytes, merged: bytes) -> bool:
    """Say whether a line is gone that neither side took out.

    A base that was read from markers may hold a line more often than it was there:
    zdiff3 shows it between them, and moves the sides' own out of the conflict.
    """
    there = {*theirs.splitlines()}
    shared = b"\n".join(line for line in ours.splitlines() if line in there)
    if lost_line(shared, merged):
        return True
    return any(lost_line(each, merged, base) for each in (ours, theirs))


def _unless_same(outcome: Outcome, now: bytes) -> Outcome:
    """Leave a note as it is where nothing but the names of the sides would change."""
    if outcome.data is None or _plain(outcome.data) != _plain(now):
        return outcome
    return Outcome(None, outcome.why, outcome.line, outcome.doubled)


def _plain(data: bytes) -> bytes:
    return _LABEL.sub(rb"\1", data)
