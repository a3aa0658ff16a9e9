"""Whether a note in conflict is still as git left it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from vaultnet.core.notes.lines import split_lines

_MOST = 20
"""So many lines that look like a marker are tried as one; notes have two or three."""


def is_untouched(text: str, base: str, ours: str, theirs: str, size: int) -> bool:
    """Say whether a text is made of two sides, with its conflicts marked.

    ``ours`` and ``theirs`` are the whole text with all conflicts settled either way.
    Knowing them tells a separator from the underline of a heading. The names of the
    sides make no difference, nor whether lines of the ``base`` are shown.
    """
    sides = split_lines(ours), split_lines(theirs)
    return _Walk(split_lines(text), sides, bare_lines(base), size).ends()


def bare_lines(text: str) -> set[str]:
    """Give the lines of a text without their ends."""
    return {line.rstrip("\r\n") for line in split_lines(text)}


class _Walk:
    """Goes through a text and both sides at once."""

    def __init__(
        self,
        lines: list[str],
        sides: tuple[list[str], list[str]],
        base: set[str],
        size: int,
    ) -> None:
        self._lines, self._sides, self._base, self._size = lines, sides, base, size

    def ends(self) -> bool:
        """Say whether all three come to their ends together."""
        ours, theirs = self._sides
        at = i = j = 0
        while at < len(self._lines):
            line = self._lines[at]
            if self._is(line, "<"):
                step = next(self._hunks(at, i, j), None)
                if step is None:
                    return False
                at, i, j = step
            elif [line] == ours[i : i + 1] == theirs[j : j + 1]:
                at, i, j = at + 1, i + 1, j + 1
            else:
                return False
        return (i, j) == (len(ours), len(theirs))

    def _hunks(self, at: int, i: int, j: int) -> Iterator[tuple[int, int, int]]:
        """Give the places behind a conflict, in each way in which it can be read."""
        ours, theirs = self._sides
        first = at + 1
        for end in self._places(first, len(self._lines), ">"):
            for middle in self._places(first, end, "="):
                told = self._lines[middle + 1 : end]
                if not _is_at(told, theirs, j):
                    continue
                for last in (middle, *self._places(first, middle, "|")):
                    shown = self._lines[last + 1 : middle]
                    is_base = all(each.rstrip("\r\n") in self._base for each in shown)
                    if is_base and _is_at(self._lines[first:last], ours, i):
                        yield end + 1, i + last - first, j + len(told)

    def _places(self, start: int, end: int, sign: str) -> list[int]:
        found = (n for n in range(start, end) if self._is(self._lines[n], sign))
        return list(islice(found, _MOST))

    def _is(self, line: str, sign: str) -> bool:
        bare = line.rstrip("\r\n")
        mark = sign * self._size
        return bare == mark or (sign != "=" and bare.startswith(f"{mark} "))


def _is_at(part: Sequence[str], side: Sequence[str], at: int) -> bool:
    """Say whether lines stand at a place; the last one of a side may lack its end."""
    there = list(side[at : at + len(part)])
    if there and at + len(part) == len(side) and not there[-1].endswith("\n"):
        there[-1] += "\r\n" if part[-1].endswith("\r\n") else "\n"
    return there == list(part)
