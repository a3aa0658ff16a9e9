"""The body of a note in one pass: headings, list items, links and tags."""

from __future__ import annotations

import re

from vaultnet.core.notes.cursor import Cursor
from vaultnet.core.notes.headings import is_rule, parse_heading
from vaultnet.core.notes.links import find_links, find_tags
from vaultnet.core.notes.masks import masked
from vaultnet.core.notes.note import Body, Heading, Link, ListItem
from vaultnet.core.notes.opaque import Opaque, opaque_at

_DEEPEST = 24  # list items and quotes in each other; deeper ones are text
_MARKER = re.compile(r"([-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_TASK = re.compile(r"\[(.)\](?:[ \t]+|$)")
_MARKERS = frozenset("-*+0123456789")
_LEAVES = frozenset("#`~<%$=_-*")  # with which a heading, rule or code may begin
_NO_PROSE = _MARKERS | _LEAVES | frozenset("> \t")


def parse_body(text: str, first_line: int = 1) -> Body:
    """Read the body of a note; ``first_line`` is the line on which it begins."""
    scan = _Scan(text, first_line)
    for line in text.split("\n"):
        scan.read(line[:-1] if line.endswith("\r") else line)
    return scan.body()


class _Open:
    """A quote or list item that is open, and what a line needs to belong to it.

    A list item wants ``column`` columns of indentation, a quote (column -1) a
    ``>``. The rest is what will be its ListItem.
    """

    __slots__ = (
        "column", "indent", "is_empty", "last", "line", "links", "marker", "quote",
        "start", "task", "text",
    )  # fmt: skip

    indent: int
    marker: str
    quote: int
    start: int
    task: str | None
    text: str

    def __init__(self, column: int, line: int) -> None:
        self.column = column
        self.line = self.last = line
        self.links: list[Link] = []
        self.is_empty = False


class _Scan:
    """Where the pass stands, and what it has found."""

    __slots__ = (
        "_content", "_ends", "_first", "_headings", "_items", "_links", "_number",
        "_opaque", "_paragraph", "_stack", "_tags",
    )  # fmt: skip

    def __init__(self, text: str, first_line: int) -> None:
        self._first = first_line
        self._number = first_line - 1
        self._stack: list[_Open] = []
        self._opaque: Opaque | None = None
        self._paragraph: list[str] = []  # the lines of the paragraph that is open
        self._content: list[str] = []  # each line without its indentation
        self._headings: list[Heading] = []
        self._items: list[_Open] = []
        self._links: list[Link] = []
        self._tags: dict[str, None] = {}
        self._ends = {mark: _last_line(text, mark, first_line) for mark in ("%%", "$$")}

    def body(self) -> Body:
        """Give what was found, once all lines are read."""
        self._close(0)
        return Body(
            headings=tuple(self._headings),
            items=tuple(map(self._item, self._items)),
            links=tuple(self._links),
            tags=tuple(self._tags),
        )

    def _item(self, found: _Open) -> ListItem:
        line, last = found.line, found.last
        below: tuple[str, ...] = ()
        if last > line:
            content = self._content[line + 1 - self._first : last + 1 - self._first]
            below = tuple(filter(None, content))
        return ListItem(
            line, last, found.indent, found.quote, found.marker, found.task,
            found.text, found.start, below, tuple(found.links),
        )  # fmt: skip

    def read(self, line: str) -> None:
        """Take the next line."""
        self._number += 1
        if self._opaque is None and line and line[0] not in _NO_PROSE:
            self._content.append(line)
            self._read_paragraph(Cursor(line), 0)
            return
        cursor = Cursor(line)
        matched = self._match(cursor) if self._stack else 0
        self._content.append(line[cursor.at :])
        if self._opaque and matched == len(self._stack):
            self._read_opaque(self._opaque, cursor)
            return
        self._opaque = None
        if cursor.is_at_end():
            self._paragraph = []
            self._close(matched - self._is_hollow(matched))
        else:
            self._read_text(cursor, matched)

    def _match(self, cursor: Cursor) -> int:
        """Walk past what the open quotes and list items ask for; give how many."""
        matched = 0
        for each in self._stack:
            if each.column < 0:
                if cursor.line[cursor.at : cursor.at + 1] != ">" or cursor.is_code():
                    break
                cursor.pass_quote()
            elif cursor.column >= each.column or cursor.is_at_end():
                cursor.floor = each.column
            else:
                break
            matched += 1
        return matched

    def _is_hollow(self, depth: int) -> bool:
        """Say whether the innermost item ends here: nothing, then a blank line."""
        item = self._stack[depth - 1] if depth else None
        return item is not None and item.is_empty and item.line == self._number - 1

    def _close(self, depth: int) -> None:
        """Close what is deeper; its last line is also that of what holds it."""
        stack = self._stack
        while len(stack) > depth:
            closed = stack.pop()
            if stack and closed.last > stack[-1].last:
                stack[-1].last = closed.last

    def _touch(self) -> None:
        if self._stack:
            self._stack[-1].last = self._number

    def _read_opaque(self, opaque: Opaque, cursor: Cursor) -> None:
        if not cursor.is_at_end():
            self._touch()
        if opaque.is_read:
            self._scan_text(cursor.line)
        is_inside = opaque.is_fence and cursor.is_code()
        if not is_inside and opaque.ends_in(cursor.line[cursor.at :]):
            self._opaque = None

    def _read_text(self, cursor: Cursor, matched: int) -> None:
        """Open what the line opens, then read what is left of it."""
        depth = matched
        while depth < _DEEPEST and not cursor.is_code() and self._open(cursor, depth):
            depth += 1
            self._paragraph = []
            if cursor.is_at_end():
                return
        if cursor.is_code():
            self._read_indented(cursor, depth)
        elif cursor.line[cursor.at] not in _LEAVES or not self._read_leaf(
            cursor, depth
        ):
            self._read_paragraph(cursor, depth)

    def _open(self, cursor: Cursor, depth: int) -> bool:
        """Open a quote or list item where the line has one."""
        line, at = cursor.line, cursor.at
        if line[at] == ">":
            self._close(depth)
            self._stack.append(_Open(-1, self._number))
            cursor.pass_quote()
            return True
        marker = _MARKER.match(line, at) if line[at] in _MARKERS else None
        if marker is None or not self._may_start(marker[1], line[at:], depth):
            return False
        self._close(depth)
        self._open_item(cursor, marker[1])
        return True

    def _may_start(self, marker: str, rest: str, depth: int) -> bool:
        """Say whether a list may start here: not in a rule, nor within a sentence.

        A paragraph is interrupted by a bullet or a first number with some text.
        """
        if rest[-1] in "-* \t" and is_rule(rest.rstrip()):
            return False
        if not self._paragraph or depth < len(self._stack):
            return True
        if self._is_underline(rest.rstrip(), depth) or not rest[len(marker) :].strip():
            return False
        return not marker[0].isdigit() or marker[:-1] == "1"

    def _open_item(self, cursor: Cursor, marker: str) -> None:
        item = _Open(0, self._number)
        item.quote, item.indent, item.marker = cursor.quote, cursor.column, marker
        cursor.pass_marker(len(marker))
        item.column = cursor.floor
        item.is_empty = cursor.is_at_end()
        line, at = cursor.line, cursor.at
        task = _TASK.match(line, at) if line[at : at + 1] == "[" else None
        item.task = task[1] if task else None
        item.start = task.end() if task else at
        item.text = line[item.start :].rstrip()
        self._stack.append(item)
        self._items.append(item)

    def _read_indented(self, cursor: Cursor, depth: int) -> None:
        if self._paragraph:
            self._read_paragraph(cursor, depth)
            return
        self._close(depth)
        self._touch()

    def _read_leaf(self, cursor: Cursor, depth: int) -> bool:
        """Read a line that is a heading, a rule, or opens an opaque stretch."""
        rest = cursor.line[cursor.at :].rstrip()
        heading = parse_heading(rest)
        if heading:
            self._end_paragraph(depth)
            self._headings.append(Heading(self._number, *heading))
            self._scan_text(cursor.line)
            return True
        if self._is_underline(rest, depth):
            self._underline(rest)
            return True
        if is_rule(rest):
            self._end_paragraph(depth)
            return True
        return self._read_opening(rest, depth)

    def _end_paragraph(self, depth: int) -> None:
        self._close(depth)
        self._touch()
        self._paragraph = []

    def _is_underline(self, rest: str, depth: int) -> bool:
        """Say whether the line makes the paragraph above it a heading."""
        return (
            bool(self._paragraph)
            and depth == len(self._stack)
            and rest[0] in "=-"
            and not rest.strip(rest[0])
        )

    def _underline(self, rest: str) -> None:
        line = self._number - len(self._paragraph)
        text = " ".join(self._paragraph).strip()
        self._headings.append(Heading(line, 1 if rest[0] == "=" else 2, text))
        self._touch()
        self._paragraph = []

    def _read_opening(self, rest: str, depth: int) -> bool:
        opaque = opaque_at(rest)
        if opaque is None or not self._is_ended(opaque, rest):
            return False
        self._end_paragraph(depth)
        if not opaque.end or opaque.is_fence or opaque.end not in rest[2:]:
            self._opaque = opaque
        return True

    def _is_ended(self, opaque: Opaque, rest: str) -> bool:
        """Say whether a comment or formula ends, and on a line further down."""
        last = self._ends.get(opaque.end)
        return last is None or (last > self._number and opaque.end not in rest[2:])

    def _read_paragraph(self, cursor: Cursor, depth: int) -> None:
        if not self._paragraph:
            self._close(depth)
        self._paragraph.append(cursor.line[cursor.at :])
        self._touch()
        self._scan_text(cursor.line)

    def _scan_text(self, line: str) -> None:
        """Take the links and tags of a line."""
        has_links = "[[" in line or "](" in line
        if not has_links and "#" not in line:
            return
        seen = masked(line)
        links = find_links(line, self._number, seen) if has_links else []
        if links:
            self._links += links
            if self._stack:
                self._stack[-1].links += links
        if "#" in seen:
            self._tags.update(dict.fromkeys(find_tags(line, seen, links)))


def _last_line(text: str, mark: str, first_line: int) -> int:
    return first_line + text.count("\n", 0, max(text.rfind(mark), 0))
