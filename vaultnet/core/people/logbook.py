"""Adding an entry to a contact's log, and touching nothing else.

The entry goes under the heading that is there, in the order and the style that
the log already has. A note without a log gets one at its end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from vaultnet.core.config import Words
from vaultnet.core.dates.alike import render_alike
from vaultnet.core.dates.moment import parse_date, render_date
from vaultnet.core.kinds import Kind
from vaultnet.core.notes.lines import insert_lines, line_end, split_lines
from vaultnet.core.notes.note import Heading, ListItem, Note
from vaultnet.core.people.interactions import (
    Section,
    log_sections,
    shown_date,
    take_date,
)

_MARK = re.compile(r"\S")
_TIME = re.compile(r"[0-9]:[0-9]")  # of the neighbour's day, not of this one


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that is to go into a log.

    ``said`` is what stands after the date, ``below`` the lines to indent under it.
    ``head`` is the date as it is to be written, with what parts it from the words;
    empty, to have it written as the neighbours' are.
    """

    on: date
    said: str
    below: tuple[str, ...] = ()
    head: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """A note's text with an entry in it, and the line on which the entry stands."""

    text: str
    line: int


def render_entry(kind: Kind | None, text: str) -> str:
    """Write what happened as a log has it: ``call: moving to Lisbon``."""
    words = " ".join(text.split())
    return f"{kind}: {words}" if kind and words else words or str(kind or "")


def add_entry(
    note: Note,
    on: date,
    entry: str,
    *,
    below: Sequence[str] = (),
    headings: Words,
    daily_format: str,
) -> Logged:
    """Give the note with one more entry in its log.

    ``entry`` is what stands after the date, ``below`` the lines to indent under it;
    ``daily_format`` serves logs whose dates are links to daily notes.
    """
    new = NewEntry(on, entry, tuple(below))
    section = next(log_sections(note.body, headings), None)
    if section is None:
        return add_section(note, _plain(new), headings[0])
    return _insert(note, *_Placing(note, section, daily_format).place(new))


def place_entries(
    note: Note, entries: Sequence[NewEntry], *, headings: Words, daily_format: str
) -> list[tuple[int, list[str]]]:
    """Give where entries go in the log of a note: before which line, as what lines.

    Those for one line stand in the order of the log. Nothing for a note without one.
    """
    section = next(log_sections(note.body, headings), None)
    if section is None:
        return []
    placing = _Placing(note, section, daily_format)
    return [placing.place(each) for each in placing.sorted(entries)]


def _plain(new: NewEntry) -> list[str]:
    first = f"- {new.head or f'{new.on} '}{new.said}".rstrip()
    return [first, *_indented(new.below, "  ")]


def _indented(lines: Sequence[str], margin: str) -> list[str]:
    return [f"{margin}{each}".rstrip() for each in lines]


class _Placing:
    """A log, and where in it an entry goes."""

    def __init__(self, note: Note, section: Section, daily_format: str) -> None:
        self._lines = split_lines(note.text)
        self._section = section
        self._daily = daily_format
        self._items = _dated_items(section)
        self._days = _Days([day for day, _ in self._items])
        found = ((take_date(each.text)[0], each) for each in section.inner)
        self._dated = [(day, each) for day, each in found if day]

    def sorted(self, entries: Sequence[NewEntry]) -> list[NewEntry]:
        """Give entries in the order of the log, as they are where it has none."""
        days = [day for day, _ in self._items or self._dated]
        if not days:
            return list(entries)
        return sorted(entries, key=_day, reverse=_is_newest_first(days))

    def place(self, new: NewEntry) -> tuple[int, list[str]]:
        """Give the line before which an entry goes, and its lines."""
        if self._items:
            beside = self._days.beside(new.on)
            return _beside_item(self._lines, self._items, beside, new, self._daily)
        if self._dated:
            last = min(self._section.last_line, len(self._lines)) + 1
            return _beside_heading(last, self._dated, new, self._daily)
        line = below_heading(self._lines, self._section.heading)
        under = self._lines[line - 1 :][:1]
        gap = [""] if under and under[0].lstrip().startswith("|") else []  # a table
        return line, [*_plain(new), *gap]


def below_heading(lines: Sequence[str], heading: Heading) -> int:
    """Give the line below a heading, which may be underlined over several lines."""
    line = lines[heading.line - 1]
    if not heading.text or "#" in line.partition(heading.text)[0]:
        return heading.line + 1
    at = heading.line + 1
    while at < len(lines) and lines[at - 1].strip(" \t\r\n>").strip("=-"):
        at += 1
    return at + 1


def _day(entry: NewEntry) -> date:
    return entry.on


def _dated_items(section: Section) -> list[tuple[date, ListItem]]:
    """The entries of the outermost list: what is quoted or indented is no neighbour."""
    found = [
        (day, item)
        for item in section.items
        if item.quote == 0 and (day := take_date(item.text)[0])
    ]
    outermost = min((item.indent for _, item in found), default=0)
    return [(day, item) for day, item in found if item.indent == outermost]


def _is_newest_first(days: Sequence[date]) -> bool:
    return days[0] >= days[-1]


class _Days:
    """The days of a log in its order, and beside which of them another one goes."""

    def __init__(self, days: list[date]) -> None:
        self._is_newest_first = bool(days) and _is_newest_first(days)
        self._last = len(days) - 1
        if self._is_newest_first:  # the earliest day down to each, which only falls
            self._least = [-each.toordinal() for each in accumulate(days, min)]
        else:  # the earliest from each on, which only grows
            least = [*accumulate(reversed(days), min)]
            self._least = [each.toordinal() for each in reversed(least)]

    def beside(self, on: date) -> tuple[int, bool]:
        """Give the number of the neighbour, and whether the day goes behind it."""
        if self._is_newest_first:
            found = bisect_left(self._least, -on.toordinal())
            return min(found, self._last), found > self._last
        found = bisect_right(self._least, on.toordinal()) - 1
        return max(found, 0), found >= 0


def _beside_item(
    lines: Sequence[str],
    items: list[tuple[date, ListItem]],
    beside: tuple[int, bool],
    new: NewEntry,
    daily_format: str,
) -> tuple[int, list[str]]:
    number, is_behind = beside
    on, (day, item) = new.on, items[number]
    line = item.last_line + 1 if is_behind else item.line
    lead = lines[item.line - 1][: item.start]
    if item.task is not None:
        lead = lead.partition("[")[0]
    if item is items[-1][1] and line > item.line:
        lead = lead.replace(item.marker, _next_marker(items), 1)
    head = new.head or head_like(item.text, day, on, daily_format)
    below = _indented(new.below, _MARK.sub(" ", lead))
    return line, [f"{lead}{head}{new.said}".rstrip(), *below]


def _next_marker(items: Sequence[tuple[date, ListItem]]) -> str:
    """Give the marker behind a list: the next number where the list counts up."""
    markers = [item.marker for _, item in items[-2:]]
    numbers = [int(each[:-1]) for each in markers if each[:-1].isdecimal()]
    last = markers[-1]
    if len(numbers) < len(markers) or (
        len(numbers) > 1 and numbers[0] + 1 != numbers[1]
    ):
        return last
    return f"{numbers[-1] + 1}{last[-1]}"


def head_like(text: str, day: date, on: date, daily_format: str) -> str:
    """Write a date the way a neighbour does; plainly where that is not sure.

    ``text`` begins with the neighbour's date, which is ``day``; what comes back
    ends with a space.
    """
    rest = take_date(text)[1]
    head = text[: len(text) - len(rest)] if rest else text.rstrip() + " "
    if _TIME.search(head):
        return f"{on} "
    shown = shown_date(head)
    new = head.replace(day.isoformat(), on.isoformat())
    if new == head and not shown.startswith(("[[", "![[")):
        new = head.replace(shown, render_alike(shown, day, on) or shown, 1)
    target = head.partition("[[")[2].partition("]]")[0].partition("|")[0]
    if target and parse_date(daily_format, target) == day:
        new = new.replace(f"[[{target}", f"[[{render_date(daily_format, on)}", 1)
    is_same = take_date(new + "x")[0] == on and new.endswith(" ")
    return new if is_same and (not target or f"[[{target}" not in new) else f"{on} "


def _beside_heading(
    last: int,
    dated: list[tuple[date, Heading]],
    new: NewEntry,
    daily_format: str,
) -> tuple[int, list[str]]:
    on = new.on
    if _is_newest_first([day for day, _ in dated]):
        at = next((h.line for day, h in dated if day <= on), None)
    else:
        at = next((h.line for day, h in dated if day > on), None)
    line = min(at or last, last)
    day, like = dated[0]
    title = head_like(like.text, day, on, daily_format).rstrip()
    first = f"- {new.head}{new.said}".rstrip()
    below = _indented(new.below, "  ")
    return line, [f"{'#' * like.level} {title}", first, *below, ""]


def add_section(
    note: Note, lines: Sequence[str], heading: str, level: int = 2
) -> Logged:
    """Give the note with one more section at its end, and these lines in it."""
    end = line_end(note.text)
    gap = "" if note.text.endswith("\n") or not note.text else end
    blank = "" if not note.text.strip() else end
    before = f"{note.text}{gap}{blank}{'#' * level} {heading}{end}"
    block = "".join(f"{line}{end}" for line in lines)
    return Logged(f"{before}{block}", before.count("\n") + 1)


def _insert(note: Note, line: int, new: list[str]) -> Logged:
    return Logged(insert_lines(note.text, line, new), line)
