"""Two texts and the one they come from, line by line.

``unite_lines`` never asks anybody: it keeps what both sides wrote. ``merge_lines``
is careful where git is, and leaves to a person what git would leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaultnet.core.merging.diff import match
from vaultnet.core.merging.pieces import Clash, Part, Piece, join_pieces, line_pieces
from vaultnet.core.merging.weave import Rules, merge_pieces
from vaultnet.core.notes.lines import line_end


@dataclass(frozen=True, slots=True)
class Marks:
    """How a conflict is marked: how long the markers are, what the sides are called."""

    size: int = 7
    ours: str = "ours"
    theirs: str = "theirs"


@dataclass(frozen=True, slots=True)
class Merged:
    """A text in which ``conflicts`` stretches stand between git's markers."""

    text: str
    conflicts: int


def unite_lines(base: str, ours: str, theirs: str) -> str:
    """Give a text with all lines that either side put in.

    A line that one side took out and the other left alone is gone. A line that
    both rewrote stands there in both ways. Line ends stay with their lines, and
    the order does not depend on which side is which.
    """
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    old, left, right = map(line_pieces, (base, ours, theirs))
    parts = merge_pieces(old, left, right, Rules())
    return render_parts(parts, line_end(max(ours, theirs)), Marks()).text


def merge_lines(
    base: str, ours: str, theirs: str, marks: Marks | None = None
) -> Merged:
    """Merge line by line as git does: what both touched in one place is a conflict."""
    sides = [line_pieces(text) for text in (base, ours, theirs)]
    keys = [[f"{each.text}{each.end}" for each in side] for side in sides]
    parts: list[Part] = []
    for old, left, right in _stretches(keys):
        parts.extend(_choose(sides, keys, (old, left, right)))
    return render_parts(parts, line_end(max(ours, theirs)), marks or Marks())


def _stretches(keys: Sequence[Sequence[str]]) -> Iterator[tuple[slice, slice, slice]]:
    """Give by turns what all three have, and what lies between, as slices of each."""
    base, ours, theirs = keys
    right = dict(match(base, theirs))
    shared = [(i, j, right[i]) for i, j in match(base, ours) if i in right]
    at = (0, 0, 0)
    for place in [*shared, (len(base), len(ours), len(theirs))]:
        yield _slices(at, place)
        after = (place[0] + 1, place[1] + 1, place[2] + 1)
        yield _slices(place, after)
        at = after


def _slices(
    start: tuple[int, int, int], end: tuple[int, int, int]
) -> tuple[slice, slice, slice]:
    return slice(start[0], end[0]), slice(start[1], end[1]), slice(start[2], end[2])


def _choose(
    sides: Sequence[Sequence[Piece]],
    keys: Sequence[Sequence[str]],
    slices: tuple[slice, slice, slice],
) -> list[Part]:
    old, left, right = (each[at] for each, at in zip(keys, slices, strict=True))
    ours, theirs = sides[1][slices[1]], sides[2][slices[2]]
    if left in (old, right):
        return list(theirs)
    if right == old:
        return list(ours)
    head = _length_alike(left, right)
    tail = _length_alike(left[head:][::-1], right[head:][::-1])
    inner = Clash(
        tuple(ours[head : len(ours) - tail]), tuple(theirs[head : len(theirs) - tail])
    )
    return [*ours[:head], inner, *ours[len(ours) - tail :]]


def _length_alike(left: Sequence[str], right: Sequence[str]) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(left), len(right)))


def render_parts(parts: Sequence[Part], end: str, marks: Marks) -> Merged:
    """Put a merge together, with the smaller side of a conflict first.

    ``end`` is the line end for lines that have none and are not the last.
    """
    lines: list[Piece] = []
    conflicts = 0
    for part in _joined(parts):
        if isinstance(part, Piece):
            lines.append(part)
        else:
            conflicts += 1
            lines += _hunk(part, end, marks)
    return Merged(join_pieces(lines, end), conflicts)


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """Make one conflict of those that touch."""
    open_: Clash | None = None
    for part in parts:
        if isinstance(part, Clash):
            ours, theirs = (open_.ours, open_.theirs) if open_ else ((), ())
            open_ = Clash((*ours, *part.ours), (*theirs, *part.theirs))
            continue
        if open_:
            yield open_
            open_ = None
        yield part
    if open_:
        yield open_


def _hunk(hunk: Clash, end: str, marks: Marks) -> Iterator[Piece]:
    sides = [(hunk.ours, marks.ours), (hunk.theirs, marks.theirs)]
    (first, above), (second, below) = sorted(sides, key=lambda side: _value(side[0]))
    yield Piece(f"{'<' * marks.size} {above}".rstrip(), end)
    yield from first
    yield Piece("=" * marks.size, end)
    yield from second
    yield Piece(f"{'>' * marks.size} {below}".rstrip(), end)


def _value(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    return [(each.text, each.end) for each in pieces]
