"""Adding an entry to a contact's log, and touching nothing else.

The entry goes under the heading that is there, in the order and the style that
the log already has. A note without a log gets one at its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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

_TIME = re.compile(r"[0-9]:[0-9]")  # of the neighbour's day, not of this one


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
    section = next(log_sections(note.body, headings), None)
    said = [entry, *(f"  {each}" for each in below)]
    plain = [f"- {on} {entry}".rstrip(), *said[1:]]
    if section is None:
        return add_section(note, plain, headings[0])
    items = _dated_items(section)
    if items:
        return _beside_item(note, items, on, said, daily_format)
    dated = [(day, each) for each in section.inner if (day := take_date(each.text)[0])]
    if dated:
        return _beside_heading(note, section, dated, on, said, daily_format)
    under = split_lines(note.text)[section.heading.line :][:1]
    gap = [""] if under and under[0].lstrip().startswith("|") else []  # a table
    return _insert(note, section.heading.line + 1, [*plain, *gap])


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


def _beside_item(
    note: Note,
    items: list[tuple[date, ListItem]],
    on: date,
    said: Sequence[str],
    daily_format: str,
) -> Logged:
    if _is_newest_first([day for day, _ in items]):
        later = next((pair for pair in items if pair[0] <= on), None)
        day, item = later or items[-1]
        line = item.line if later else item.last_line + 1
    else:
        earlier = [pair for pair in items if pair[0] <= on]
        day, item = earlier[-1] if earlier else items[0]
        line = item.last_line + 1 if earlier else item.line
    lead = split_lines(note.text)[item.line - 1][: item.start]
    if item.task is not None:
        lead = lead.partition("[")[0]
    if item is items[-1][1] and line > item.line:
        lead = lead.replace(item.marker, _next_marker(items), 1)
    head = head_like(item.text, day, on, daily_format)
    margin = lead[: len(lead) - len(lead.lstrip())]
    below = [f"{margin}{each}" for each in said[1:]]
    return _insert(note, line, [f"{lead}{head}{said[0]}".rstrip(), *below])


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
    note: Note,
    section: Section,
    dated: list[tuple[date, Heading]],
    on: date,
    said: Sequence[str],
    daily_format: str,
) -> Logged:
    after = [*(each.line for _, each in dated[1:]), section.last_line + 1]
    if _is_newest_first([day for day, _ in dated]):
        at = next((h.line for day, h in dated if day <= on), None)
    else:
        at = next((h.line for day, h in dated if day > on), None)
    count = len(split_lines(note.text))
    line = min(at or after[-1], count + 1)
    day, like = dated[0]
    title = head_like(like.text, day, on, daily_format).rstrip()
    block = [f"{'#' * like.level} {title}", f"- {said[0]}".rstrip(), *said[1:], ""]
    return _insert(note, line, block)


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
