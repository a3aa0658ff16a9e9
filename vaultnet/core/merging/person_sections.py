"""The text of a second note, put into the first section by section."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from vaultnet.core.config import Words
from vaultnet.core.notes.lines import line_end, split_lines, with_end
from vaultnet.core.notes.note import Heading, Note
from vaultnet.core.notes.visible import visible
from vaultnet.core.people.favours import FAVOUR_HEADINGS
from vaultnet.core.people.interactions import log_sections
from vaultnet.core.people.logbook import below_heading
from vaultnet.core.values import fold

_LOG, _FAVOURS, _TITLE = "#log", "#favours", "#title"
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_NO_HEADING = re.compile(r"[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t]")
_MARKS = re.compile(r"^[\W_]+|[\W_]+$")

A_YEAR = re.compile(r"\d{4}(?:-\d{2})?")
"""A heading that parts a log, and says no more than the days below it."""


@dataclass(slots=True, eq=False)
class _Part:
    """A heading with its own text and the parts below it; the top has no heading."""

    level: int
    key: str
    head: list[str]
    own: list[str] = field(default_factory=list)
    below: list[_Part] = field(default_factory=list)
    above: _Part | None = None

    def lines(self) -> Iterator[list[str]]:
        """Give the lists of its lines in their order, each ready to be changed."""
        yield self.head
        yield self.own
        for each in self.below:
            yield from each.lines()

    def parts(self) -> Iterator[_Part]:
        """Give it and all that is below it."""
        yield self
        for each in self.below:
            yield from each.parts()


_Known: TypeAlias = dict[tuple[int, str], list[_Part]]


def join_sections(
    ours: Note,
    theirs: Note,
    done: Collection[int],
    names: Collection[str],
    headings: Words,
) -> str:
    """Give a note's text with all that another note says below its fields.

    ``done`` are the lines of the other note that stand there already. ``names`` are
    what the person is called: a first heading that is one of them is the title.
    Text goes below the same heading, behind what is there; other sections come
    with their heading.
    """
    top = _tree(ours, names, headings, frozenset())
    more = _tree(theirs, names, headings, frozenset(done))
    end = line_end(ours.text)
    for part in more.parts():
        for lines in (part.head, part.own):
            lines[:] = [with_end(each, end) for each in lines]
    target, source = _intro(top), _intro(more)
    if source is not more:
        more.below.remove(source)
        _join(target, more.own, end)
    _join(target, source.own, end)
    known = _named(top)
    for part in [each for each in more.parts() if (0, each.key) in known]:
        if part.above is not None:  # a log is one, wherever it stands
            part.above.below.remove(part)
        _take(known, target, part, end)
    _keep_apart(more, end)
    for part in [*source.below, *(more.below if source is not more else ())]:
        _take(known, target, part, end)
    return _text(ours, top)


def _keep_apart(top: _Part, end: str) -> None:
    """Keep an underlined heading from taking in a text from which it was parted."""
    above = ""
    for part in top.parts():
        if part.head and part.head[0][:1] != "#" and above.strip():
            part.head.insert(0, end)
        above = [above, *part.head, *part.own][-1]


def add_remarks(note: Note, heading: str, remarks: Sequence[str]) -> str:
    """Give a note's text with more items under a heading, which is made if need be."""
    if not remarks:
        return note.text
    top = _tree(note, (), (), frozenset())
    end = line_end(note.text)
    part = _Part(2, heading_key(heading), [f"## {heading}{end}"])
    part.own = [f"- {each}{end}" for each in remarks]
    like = next((each for each in top.parts() if each.key == part.key), None)
    if like is not None:
        there = {each.strip() for each in like.own}
        _join(like, [each for each in part.own if each.strip() not in there], end)
    else:
        first = top.below[0] if top.below else None
        is_title = first is not None and first.level == 1 and len(top.below) == 1
        _insert(first if first is not None and is_title else top, part, end)
    return _text(note, top)


def _text(note: Note, top: _Part) -> str:
    head = note.text[: note.body_start]
    body = "".join(line for lines in top.lines() for line in lines)
    gap = line_end(head) if head and body and not head.endswith("\n") else ""
    return f"{head}{gap}{body}"


def _tree(
    note: Note, names: Collection[str], headings: Words, done: frozenset[int]
) -> _Part:
    """Read a body as parts; lines that are done are left out."""
    lines = split_lines(note.text)
    sorts = {each.heading.line: _LOG for each in log_sections(note.body, headings)}
    for each in log_sections(note.body, FAVOUR_HEADINGS):
        sorts.setdefault(each.heading.line, _FAVOURS)
    found = [each for each in note.body.headings if _is_plain(lines, each)]
    found = [each for each in found if each.line not in done]
    called = set(map(heading_key, names))
    part = top = _Part(0, "", [])
    at = 1 + len(split_lines(note.text[: note.body_start]))
    for heading in found:
        part.own = _kept(lines, at, heading.line, done)
        at = below_heading(lines, heading)
        while part.above is not None and part.level >= heading.level:
            part = part.above
        key = sorts.get(heading.line) or heading_key(heading.text)
        is_title = heading is found[0] and heading_key(heading.text) in called
        head = _kept(lines, heading.line, at, done)
        new = _Part(heading.level, _TITLE if is_title else key, head, above=part)
        part.below.append(new)
        part = new
    part.own = _kept(lines, at, len(lines) + 1, done)
    if done:
        _leave_out_years(top)
    return top


def _is_plain(lines: Sequence[str], heading: Heading) -> bool:
    """Tell whether a heading stands by itself, not in a quote or a list."""
    return not _NO_HEADING.match(lines[heading.line - 1])


def _kept(
    lines: Sequence[str], first: int, end: int, done: frozenset[int]
) -> list[str]:
    numbered = enumerate(lines[first - 1 : end - 1], first)
    return [line for number, line in numbered if number not in done]


def heading_key(text: str) -> str:
    """Give what two headings have in common that are one: their words."""
    words = " ".join(visible(text).split())
    return fold(_MARKS.sub("", words) or words)


def _leave_out_years(top: _Part) -> None:
    """Leave out the years of a log whose entries have all found their place."""
    for part in [each for each in top.parts() if each.key == _LOG]:
        part.below = [
            each
            for each in part.below
            if each.below or any(map(str.strip, each.own))
            or not A_YEAR.fullmatch(each.key)
        ]  # fmt: skip


def _intro(top: _Part) -> _Part:
    """Give the part that says who it is about: the title if that comes first."""
    first = top.below[0] if top.below else None
    return first if first is not None and first.key == _TITLE else top


def _named(top: _Part) -> _Known:
    """Give the parts by that below which they stand, and by name."""
    known: _Known = {}
    for each in top.parts():
        is_one = each.key in (_LOG, _FAVOURS)
        known.setdefault((0 if is_one else id(each.above), each.key), []).append(each)
    return known


def _take(known: _Known, target: _Part, part: _Part, end: str) -> None:
    """Put a part where there is one of its name, or else behind the others."""
    like = _like(known, target, part)
    if like is None:
        _insert(target, part, end)
        return
    _join(like, part.own, end)
    for each in part.below:
        _take(known, like, each, end)


def _like(known: _Known, target: _Part, part: _Part) -> _Part | None:
    """Give the part of that name; of several each is taken in its turn."""
    places = [0] if part.key in (_LOG, _FAVOURS) else [id(target)]
    if target.key == _TITLE:
        places.append(id(target.above))
    found = [same for each in places if (same := known.get((each, part.key)))]
    if not found:
        return None
    return found[0].pop(0) if sum(map(len, found)) > 1 else found[0][0]


def _join(part: _Part, more: Sequence[str], end: str) -> None:
    """Put lines behind a part's own text, unless they stand in it already."""
    new = _trimmed(more)
    if not new or _holds(part.own, new):
        return
    own = _trimmed(part.own, front=False)
    tail = part.own[len(own) :]
    before = own or part.head
    if before:
        _end_line(before, end)
    is_list = bool(own) and bool(_ITEM.match(own[-1]) and _ITEM.match(new[0]))
    is_led = bool(part.head) and not more[0].strip()
    is_led = is_led or bool(part.key == _TITLE and part.own)
    is_close = is_list or not (own or is_led)
    gap = [] if is_close else [end]
    tail = tail or ([end] if _is_followed(part) else [])
    part.own = [*own, *gap, *new, *tail]


def _is_followed(part: _Part) -> bool:
    """Tell whether another part stands behind a part's own text."""
    if part.below:
        return True
    while part.above is not None:
        if part.above.below[-1] is not part:
            return True
        part = part.above
    return False


def _trimmed(lines: Sequence[str], *, front: bool = True) -> list[str]:
    first, last = 0, len(lines)
    while front and first < last and not lines[first].strip():
        first += 1
    while last > first and not lines[last - 1].strip():
        last -= 1
    return list(lines[first:last])


def _holds(own: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether lines stand among others in their order."""
    there = iter([each.strip() for each in own])
    return all(line in there for line in map(str.strip, new) if line)


def _end_line(lines: list[str], end: str) -> None:
    if not lines[-1].endswith("\n"):
        lines[-1] += end


def _insert(target: _Part, part: _Part, end: str) -> None:
    """Put a part below another, where it neither swallows nor is swallowed."""
    while target.above is not None and target.level >= part.level:
        target = target.above
    at = len(target.below)
    while at and target.below[at - 1].level < part.level:
        at -= 1
    target.below.insert(at, part)
    part.above = target
    before = target.below[at - 1] if at else None
    above = list(before.lines()) if before else [target.head, target.own]
    last = next((lines for lines in reversed(above) if lines), None)
    if last is not None and last[-1].strip():
        _end_line(last, end)
        last.append(end)
    ours = next(lines for lines in reversed(list(part.lines())) if lines)
    if ours[-1].strip() and _is_followed(next(reversed(list(part.parts())))):
        _end_line(ours, end)
        ours.append(end)
