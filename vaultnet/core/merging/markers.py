"""A text that holds both sides of conflicts, taken apart into its sides.

Markers are those of git in the styles merge, diff3 and zdiff3, of any length from
seven on, nested ones, and those that isomorphic-git writes (obsidian-git on phones).
Source of the styles: git-merge-file(1) and gitattributes(5), conflict-marker-size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from vaultnet.core.merging.diff import match
from vaultnet.core.merging.lines import unite_lines
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.opaque import Opaque, opaque_at

SMALLEST = 7

_Side: TypeAlias = "Callable[[Hunk], tuple[str, ...]]"

_MARK = re.compile(r"(<+|\|+|=+|>+)(?: [^\n]*)?\r?\n?")
_QUOTE = re.compile(r"(?:[ \t]*>)*[ \t]*")
_GLUED_MIDDLE = re.compile(r"(?<=[^=\n])={7}\n")
_GLUED_END = re.compile(r"(?<=[^>\n])>{7} [^\n]*\n?\Z")


@dataclass(frozen=True, slots=True)
class Unclear:
    """Markers that do not pair up: the line, and what is wrong there."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """One conflict: its sides as lines; ``base`` is None where the style has none."""

    line: int
    ours: tuple[str, ...]
    base: tuple[str, ...] | None
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as stretches that both sides share, and conflicts between them.

    ``in_code`` is the line of a conflict that stands in a block of code, 0 for none.
    """

    parts: tuple[str | Hunk, ...]
    in_code: int = 0

    @property
    def hunks(self) -> list[Hunk]:
        """The conflicts, from the first line to the last."""
        return [each for each in self.parts if isinstance(each, Hunk)]

    @property
    def ours(self) -> str:
        """The whole text as our side had it."""
        return self._side(lambda hunk: hunk.ours)

    @property
    def theirs(self) -> str:
        """The whole text as their side had it."""
        return self._side(lambda hunk: hunk.theirs)

    @property
    def both(self) -> str:
        """The text with both sides of each conflict, one below the other."""
        return self._side(lambda hunk: (*_ended(hunk.ours), *hunk.theirs))

    @property
    def base(self) -> str:
        """The text that both come from; where it is not told, what they share."""
        return self._side(
            lambda hunk: _shared(hunk) if hunk.base is None else hunk.base
        )

    @property
    def has_base(self) -> bool:
        """Whether each conflict tells what both sides come from."""
        return all(each.base is not None for each in self.hunks)

    def _side(self, side: _Side) -> str:
        return "".join(
            each if isinstance(each, str) else "".join(side(each))
            for each in self.parts
        )


def parse_marked(text: str, smallest: int = SMALLEST) -> Marked | Unclear:
    """Take a text apart; ``smallest`` is how long a marker is at least.

    A nested conflict becomes lines of both its sides. Unclear where markers do not
    pair up, or a line could be a heading's underline as well as a separator.
    """
    marked = _Reader(split_lines(text), smallest).read()
    if isinstance(marked, Unclear):
        for parted in _unglued(text):
            again = _Reader(split_lines(parted), smallest).read()
            if isinstance(again, Marked):
                return again
    return marked


def _unglued(text: str) -> Iterator[str]:
    """Part the markers that stick to the end of a note without a last line end.

    So isomorphic-git writes them in the last conflict: ``last line=======``.
    """
    at = text.rfind("\n<<<<<<< ") + 1
    before, last = text[:at], text[at:]
    parted = _GLUED_END.sub(r"\n\g<0>", last)
    yield before + parted
    for each in (last, parted):
        yield before + _GLUED_MIDDLE.sub(r"\n\g<0>", each, count=1)


@dataclass(slots=True)
class _Open:
    """A conflict that has begun: its lines so far, by part."""

    size: int
    line: int
    ours: list[str] = field(default_factory=list)
    base: list[str] | None = None
    theirs: list[str] | None = None
    is_base_sure: bool = True

    def take(self, lines: Sequence[str]) -> None:
        if self.theirs is not None:
            self.theirs.extend(lines)
        elif self.base is not None:
            self.base.extend(lines)
        else:
            self.ours.extend(lines)

    def close(self) -> Hunk:
        base = tuple(self.base) if self.base is not None else None
        return Hunk(
            self.line,
            tuple(self.ours),
            base if self.is_base_sure else None,
            tuple(self.theirs or ()),
        )


class _Reader:
    """Pairs the markers of one text, from its first line to its last."""

    def __init__(self, lines: Sequence[str], smallest: int) -> None:
        self._lines = lines
        self._smallest = smallest
        self._parts: list[str | Hunk] = []
        self._stack: list[_Open] = []
        self._fence: Opaque | None = None
        self._in_code = 0

    def read(self) -> Marked | Unclear:
        for number, line in enumerate(self._lines, 1):
            unclear = self._line(number, line)
            if unclear is not None:
                return unclear
        if self._stack:
            return Unclear(self._stack[-1].line, "a conflict begins that has no end")
        return Marked(tuple(self._parts), self._in_code)

    def _line(self, number: int, line: str) -> Unclear | None:
        mark = _MARK.fullmatch(line)
        size = len(mark[1]) if mark else 0
        if mark is None or size < self._smallest:
            self._take(line)
            return None
        if mark[1][0] == "<":
            self._stack.append(_Open(size, number))
            return None
        if mark[1][0] == ">":
            return self._end(number, line, size)
        if not self._stack or size != self._stack[-1].size:
            self._take(line)
            return None
        return self._part(number, line, mark[1][0])

    def _part(self, number: int, line: str, sign: str) -> Unclear | None:
        """Begin the next part of the innermost conflict."""
        inner = self._stack[-1]
        if sign == "=" and not line.strip("=\r\n "):
            if inner.theirs is not None:
                return Unclear(number, "nobody can tell which line parts the sides")
            inner.theirs = []
        elif sign == "|" and inner.base is None and inner.theirs is None:
            inner.base = []
        else:
            inner.take([line])
        return None

    def _end(self, number: int, line: str, size: int) -> Unclear | None:
        if not self._stack:
            return Unclear(number, "a conflict ends that has no beginning")
        if size != self._stack[-1].size:
            if any(each.size == size for each in self._stack):
                return Unclear(self._stack[-1].line, "a conflict begins without an end")
            self._take(line)
            return None
        if self._stack[-1].theirs is None:
            return Unclear(number, "a conflict ends, and no line parts its sides")
        self._close(self._stack.pop().close())
        return None

    def _close(self, hunk: Hunk) -> None:
        """Put a conflict that has ended where it belongs."""
        if not self._stack:
            self._parts.append(hunk)
            if self._fence is not None:
                self._in_code = self._in_code or hunk.line
            for each in hunk.ours:
                self._see_fence(each)
            return
        outer = self._stack[-1]
        if outer.base is not None and outer.theirs is None:
            outer.is_base_sure = False  # it holds more than either side ever did
        ours, theirs = "".join(hunk.ours), "".join(hunk.theirs)
        outer.take(split_lines(unite_lines("", ours, theirs)))

    def _take(self, line: str) -> None:
        if self._stack:
            self._stack[-1].take([line])
        else:
            self._parts.append(line)
            self._see_fence(line)

    def _see_fence(self, line: str) -> None:
        bare = line[_end_of_quote(line) :].strip()
        if self._fence is not None:
            self._fence = None if self._fence.ends_in(bare) else self._fence
        elif bare:
            opened = opaque_at(bare)
            self._fence = opened if opened and opened.is_fence else None


def _end_of_quote(line: str) -> int:
    quote = _QUOTE.match(line)
    return quote.end() if quote else 0


def _ended(lines: Sequence[str]) -> tuple[str, ...]:
    """Give lines of which the last one has an end, too."""
    if lines and not lines[-1].endswith("\n"):
        return (*lines[:-1], f"{lines[-1]}\n")
    return tuple(lines)


def _shared(hunk: Hunk) -> tuple[str, ...]:
    first, second = sorted((hunk.ours, hunk.theirs))
    return tuple(first[i] for i, _ in match(first, second))
