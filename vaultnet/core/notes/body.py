"""The body of a note in one pass: headings, list items, links and tags."""

from __future__ import annotations

import re

from vaultnet.core.notes.links import find_links, find_tags
from vaultnet.core.notes.masks import masked
from vaultnet.core.notes.note import Body, Heading, Link, ListItem
from vaultnet.core.notes.opaque import Opaque, opaque_at

_DEEPEST = 24  # list items and quotes in each other; deeper ones are text
_CODE_INDENT = 4  # columns beyond its container at which a line is code
_TAB = 4
_LEVELS = 6  # of headings
_RULE = 3  # marks at least
_MARKER = re.compile(r"([-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_MARKERS = frozenset("-*+0123456789")
_TASK = re.compile(r"\[(.)\](?:[ \t]+|$)")
_BLOCKS = frozenset(">#`~<%$=_") | _MARKERS  # with which a line may be no plain text


def parse_body(text: str, first_line: int = 1) -> Body:
    """Read the body of a note; ``first_line`` is the line on which it begins."""
    scan = _Scan(text, first_line)
    for line in text.split("\n"):
        scan.read(line[:-1] if line.endswith("\r") else line)
    return scan.body()


class _Open:
    """A quote or list item that is open: what a line must have to belong to it.

    A list item wants ``column`` columns of indentation, a quote (column -1) a
    ``>``. The rest is what will be its ListItem.
    """

    __slots__ = (
        "column", "indent", "last", "line", "links", "marker", "quote", "start",
        "task", "text",
    )  # fmt: skip

    def __init__(self, column: int, line: int) -> None:
        self.column = column
        self.line = self.last = line
        self.quote = self.indent = self.start = 0
        self.marker = self.text = ""
        self.task: str | None = None
        self.links: list[Link] = []


class _Scan:
    """Where the pass stands, and what it has found.

    In the line at hand ``_at`` is the first character not yet read, ``_column``
    its column within the innermost quote, ``_floor`` the column at which the
    content of the innermost list item begins.
    """

    __slots__ = (
        "_at", "_column", "_content", "_ends", "_first", "_floor", "_headings",
        "_items", "_line", "_links", "_number", "_opaque", "_paragraph", "_quote",
        "_stack", "_tags",
    )  # fmt: skip

    def __init__(self, text: str, first_line: int) -> None:
        self._first = first_line
        self._number = first_line - 1
        self._line = ""
        self._at = self._column = self._floor = self._quote = 0
        self._stack: list[_Open] = []
        self._opaque: Opaque | None = None
        self._paragraph: list[str] = []  # the lines of the paragraph that is open
        self._content: list[str] = []
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
        below = self._content[
            found.line + 1 - self._first : found.last + 1 - self._first
        ]
        return ListItem(
            line=found.line,
            last_line=found.last,
            indent=found.indent,
            quote=found.quote,
            marker=found.marker,
            task=found.task,
            text=found.text,
            start=found.start,
            below=tuple(filter(None, below)),
            links=tuple(found.links),
        )

    def read(self, line: str) -> None:
        """Take the next line."""
        self._number += 1
        self._line = line
        self._at = self._column = self._floor = self._quote = 0
        self._skip_spaces()
        matched = self._match() if self._stack else 0
        self._content.append(line[self._at :])
        if self._opaque and matched == len(self._stack):
            self._read_opaque(self._opaque)
        elif self._at == len(line):
            self._opaque = None
            self._paragraph = []
            self._close(matched)
        else:
            self._opaque = None
            self._read_text(matched)

    def _skip_spaces(self) -> None:
        line, at = self._line, self._at
        rest = line[at:].lstrip(" \t")
        end = len(line) - len(rest)
        if "\t" not in line[at:end]:
            self._column += end - at
        else:
            for character in line[at:end]:
                step = _TAB - self._column % _TAB if character == "\t" else 1
                self._column += step
        self._at = end

    def _match(self) -> int:
        """Walk past what the open quotes and list items ask for; give how many."""
        matched = 0
        is_blank = self._at == len(self._line)
        for each in self._stack:
            if each.column < 0:
                if is_blank or self._line[self._at] != ">" or self._is_code():
                    break
                self._pass_quote()
                is_blank = self._at == len(self._line)
            elif is_blank or self._column >= each.column:
                self._floor = each.column
            else:
                break
            matched += 1
        return matched

    def _is_code(self) -> bool:
        return self._column - self._floor >= _CODE_INDENT

    def _pass_quote(self) -> None:
        self._at += 1
        self._at += self._line[self._at : self._at + 1] == " "
        self._column = self._floor = 0
        self._quote += 1
        self._skip_spaces()

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

    def _read_opaque(self, opaque: Opaque) -> None:
        if self._at < len(self._line):
            self._touch()
        if opaque.is_read:
            self._scan_text()
        if opaque.ends_in(self._line[self._at :]):
            self._opaque = None

    def _read_text(self, matched: int) -> None:
        """Open what the line opens, then read what is left of it."""
        depth, length = matched, len(self._line)
        while (
            depth < _DEEPEST
            and self._at < length
            and self._line[self._at] in _BLOCKS
            and not self._is_code()
            and self._open(depth)
        ):
            depth += 1
            self._paragraph = []
        if self._at == length:
            return
        if self._is_code() and not self._paragraph:
            self._close(depth)
            self._touch()
        elif self._line[self._at] not in _BLOCKS or not self._read_leaf(depth):
            self._read_paragraph(depth)

    def _open(self, depth: int) -> bool:
        """Open a quote or list item where the line has one."""
        line, at = self._line, self._at
        if line[at] == ">":
            self._close(depth)
            self._stack.append(_Open(-1, self._number))
            self._pass_quote()
            return True
        marker = _MARKER.match(line, at) if line[at] in _MARKERS else None
        if marker is None or not self._may_start(marker[1], depth):
            return False
        self._close(depth)
        self._open_item(marker[1])
        return True

    def _may_start(self, marker: str, depth: int) -> bool:
        """Say whether a list may start here: not in a rule, nor within a sentence.

        A paragraph is interrupted by a bullet or a first number with some text.
        """
        rest = self._line[self._at :].rstrip()
        if _is_rule(rest) or self._is_underline(rest, depth):
            return False
        if not self._paragraph or depth < len(self._stack):
            return True
        return len(rest) > len(marker) and (
            not marker[0].isdigit() or marker[:-1] == "1"
        )

    def _open_item(self, marker: str) -> None:
        item = _Open(0, self._number)
        item.quote, item.indent, item.marker = self._quote, self._column, marker
        self._at += len(marker)
        self._column += len(marker)
        text_column = self._column + 1
        self._skip_spaces()
        rest = self._line[self._at :]
        if rest and self._column - text_column < _CODE_INDENT:
            text_column = self._column
        item.column = self._floor = text_column
        task = _TASK.match(rest) if rest[:1] == "[" else None
        item.task = task[1] if task else None
        item.start = self._at + (task.end() if task else 0)
        item.text = self._line[item.start :].rstrip()
        self._stack.append(item)
        self._items.append(item)

    def _read_leaf(self, depth: int) -> bool:
        """Read a line that is a heading, a rule, or opens an opaque stretch."""
        if self._is_code():
            return False
        rest = self._line[self._at :].rstrip()
        if rest[0] == "#":
            return self._read_heading(rest, depth)
        if self._is_underline(rest, depth):
            self._underline(rest)
            return True
        if _is_rule(rest):
            self._end_paragraph(depth)
            return True
        return self._read_opening(rest, depth)

    def _end_paragraph(self, depth: int) -> None:
        self._close(depth)
        self._touch()
        self._paragraph = []

    def _read_heading(self, rest: str, depth: int) -> bool:
        text = rest.lstrip("#")
        level = len(rest) - len(text)
        if level > _LEVELS or (text and text[0] not in " \t"):
            return False
        self._end_paragraph(depth)
        bare = text.rstrip("#")
        if bare[-1:] in ("", " ", "\t"):
            text = bare
        self._headings.append(Heading(self._number, level, text.strip(" \t")))
        self._scan_text()
        return True

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

    def _read_paragraph(self, depth: int) -> None:
        if not self._paragraph:
            self._close(depth)
        self._paragraph.append(self._line[self._at :])
        self._touch()
        self._scan_text()

    def _scan_text(self) -> None:
        """Take the links and tags of the line."""
        line = self._line
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


def _is_rule(rest: str) -> bool:
    first = rest[0]
    if first not in "-*_" or rest[-1] != first:
        return False
    marks = rest.replace(" ", "").replace("\t", "")
    return len(marks) >= _RULE and not marks.strip(first)
