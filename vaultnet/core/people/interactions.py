"""What happened between you and somebody, and when, as a contact's note tells it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from vaultnet.core.config import Words
from vaultnet.core.dates.week import parse_week
from vaultnet.core.dates.when import parse_note_date
from vaultnet.core.kinds import Kind, split_kind
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.note import Body, Field, Heading, ListItem, Note
from vaultnet.core.notes.visible import visible
from vaultnet.core.values import NotePath, Problem, fold


class Source(StrEnum):
    """Where an interaction was read."""

    LOG = "log"
    DIARY = "diary"  # a daily or meeting note: shown to the user, never in a draft
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Interaction:
    """Something that happened, dated.

    ``kind`` is None where it is not named. ``week_key`` is the label of the link
    to a weekly note that ends the entry (``2026-W48``): entries of one contact
    with one key are one entry. ``thread`` is what to come back to next time
    (``next: ask how the marathon went``), as the user worded it after ``next:``.
    """

    on: date
    kind: Kind | None
    text: str
    path: NotePath
    line: int
    source: Source = Source.LOG
    thread: str | None = None
    week_key: str | None = None


_DATE = re.compile(
    r"""\s*(?:\*\*|__|\()?
    (?P<date>
      !?\[\[[^\[\]]{1,200}\]\]
    | \d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T[\d:]+)?
    | \d{8}(?!\d)
    | \d{1,2}[./-]\d{1,2}[./-]\d{4}
    | \d{1,2}\.?\s+[^\W\d_]{3,12}\.?,?\s+\d{4}
    | [^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}
    )
    (?:\s+\d{1,2}:\d{2})?(?:\*\*|__|\))?\s*(?:[:–—|,·-]+(?=\s|$)|:(?=\w))?\s*""",
    re.VERBOSE,
)
_WEEK_KEY = re.compile(
    r"(?<!\s)\s*(?:\[\[(?:[^\[\]|]*\|)?(?P<wiki>\d{4}-W\d{2})\]\]"
    r"|\[(?P<label>\d{4}-W\d{2})\]\([^()\s]*\))\s*$"
)
_THREAD = re.compile(r"(?:^|(?<=[\s;,.–—(]))next(?: time)?:\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+(?:\[.\]\s+)?")
_NAME_MARKS = re.compile(r"^[\W_]+|[\W_]+$")


def take_date(text: str) -> tuple[date | None, str, bool]:
    """Take the date off the front of a line.

    Gives the date, what follows, and whether the line begins with something that
    looks like a date at all, so that ``2026-13-45`` can be reported.
    """
    match = _DATE.match(text)
    if match is None:
        return None, text.strip(), False
    day = parse_note_date(match["date"])
    if day is None:
        looks = not match["date"].lstrip("!").startswith("[[")
        return None, text.strip(), looks
    return day, text[match.end() :].strip(), True


def shown_date(text: str) -> str:
    """Give what looks like a date at the front of a line, as it is written there."""
    match = _DATE.match(text)
    return match["date"] if match else ""


def read_log(
    note: Note, headings: Words
) -> tuple[tuple[Interaction, ...], tuple[Problem, ...]]:
    """Give the interactions in a contact's log, in the order of the lines.

    An entry is a list item that begins with a date, or a heading that does, with
    what stands under it. Open boxes and quotes are intentions or somebody
    else's words and do not count.
    """
    lines = split_lines(note.text)
    entries: list[Interaction] = []
    problems: list[Problem] = []
    for section in log_sections(note.body, headings):
        entries.extend(_under_headings(note.path, section, lines))
        for item in section.items:
            if not has_happened(item):
                continue
            day, rest, looks_dated = take_date(item.text)
            if day is not None:
                entries.append(_entry(note.path, item.line, day, rest, item.below))
            elif looks_dated:
                problems.append(_unreadable(note.path, item))
    entries.sort(key=lambda entry: entry.line)
    return tuple(entries), tuple(problems)


@dataclass(frozen=True, slots=True)
class Section:
    """A log: its heading, the headings and the list items inside it."""

    heading: Heading
    last_line: int
    inner: tuple[Heading, ...]
    items: tuple[ListItem, ...]


def log_sections(body: Body, headings: Words) -> Iterator[Section]:
    """Give the sections whose heading is one of these words, emoji aside."""
    wanted = _folded(headings)
    found, end = body.headings, 0
    for number, heading in enumerate(found):
        if heading.line < end:  # a log inside a log is a part of it
            continue
        if fold(_NAME_MARKS.sub("", visible(heading.text))) not in wanted:
            continue
        later = range(number + 1, len(found))
        after = next((n for n in later if found[n].level <= heading.level), len(found))
        end = found[after].line if after < len(found) else 1 << 30
        items = _items_between(body.items, heading.line, end)
        yield Section(heading, end - 1, found[number + 1 : after], items)


@lru_cache
def _folded(headings: Words) -> frozenset[str]:
    return frozenset(fold(each) for each in headings)


def _items_between(
    items: tuple[ListItem, ...], line: int, end: int
) -> tuple[ListItem, ...]:
    """Give the items below a line and above another; they are in their order."""
    first = bisect_right(items, line, key=lambda item: item.line)
    return items[first : bisect_left(items, end, lo=first, key=lambda item: item.line)]


def read_fields(
    path: NotePath, fields: Sequence[Field]
) -> tuple[tuple[Interaction, ...], tuple[Problem, ...]]:
    """Give one interaction without details for each date in these fields."""
    found: list[Interaction] = []
    problems: list[Problem] = []
    for field in fields:
        for source in filter(str.strip, field.sources):
            day = parse_note_date(source)
            if day is None:
                problems.append(
                    Problem(
                        path,
                        field.line,
                        "date",
                        f"“{field.key}: {source.strip()[:60]}” is no date that can be"
                        " read; write year-month-day, such as 2026-08-02",
                    )
                )
                continue
            found.append(
                Interaction(day, None, "", path, field.line, source=Source.FIELD)
            )
    return tuple(dict.fromkeys(found)), tuple(problems)


def read_dated_list(path: NotePath, fields: Sequence[Field]) -> tuple[Interaction, ...]:
    """Give the interactions of a plugin's ``interactions: [{date, text}]``."""
    found: list[Interaction] = []
    for field in fields:
        for each in field.value if isinstance(field.value, list) else ():
            if not isinstance(each, dict):
                continue
            day = parse_note_date(str(each.get("date", "")))
            if day is not None:
                kind, text = split_kind(str(each.get("text") or ""))
                found.append(Interaction(day, kind, text, path, field.line))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class WeekKey:
    """The link to a weekly note at the end of an entry: its label, where it begins."""

    week: str
    start: int


def find_week_key(text: str) -> WeekKey | None:
    """Give the week key that ends a text: ``[[Due 2026-W48|2026-W48]]``.

    A weekly note that is called by its week needs no label: ``[[2026-W48]]``.
    """
    match = _WEEK_KEY.search(text)
    week = (match["wiki"] or match["label"]) if match else ""
    return WeekKey(week, match.start()) if match and parse_week(week) else None


def split_thread(text: str) -> tuple[str, str | None]:
    """Part what happened from what to come back to: ``… next: ask about Lisbon``."""
    match = _THREAD.search(text)
    if match is None:
        return text, None
    thread = text[match.end() :].strip().rstrip(").")
    return text[: match.start()].rstrip(" ;,–—("), thread or None


def _entry(
    path: NotePath, line: int, day: date, rest: str, below: Sequence[str]
) -> Interaction:
    key = find_week_key(rest)
    kind, text = split_kind(rest[: key.start] if key else rest)
    text, thread = split_thread(text)
    for each in below:
        more, found = split_thread(_BULLET.sub("", each).strip())
        thread = thread or found
        text = text or more
    return Interaction(
        on=day,
        kind=kind,
        text=text,
        path=path,
        line=line,
        thread=thread,
        week_key=key.week if key else None,
    )


def _under_headings(
    path: NotePath, section: Section, lines: Sequence[str]
) -> Iterator[Interaction]:
    """Entries whose date is a heading; items that carry a date speak for themselves."""
    ends = [heading.line for heading in section.inner[1:]] + [section.last_line + 1]
    for heading, end in zip(section.inner, ends, strict=False):
        day, rest, _ = take_date(heading.text)
        if day is None:
            continue
        other = {
            line
            for item in _items_between(section.items, heading.line, end)
            if not has_happened(item) or take_date(item.text)[0]
            for line in range(item.line, item.last_line + 1)
        }
        below = range(heading.line + 1, min(end, len(lines) + 1))
        own = [
            _BULLET.sub("", lines[line - 1]).strip()
            for line in below
            if line not in other and lines[line - 1].strip()
        ]
        if own or not other:
            first = [rest] if rest else own[:1]
            told = own if rest else own[1:]
            yield _entry(path, heading.line, day, " ".join(first), told)


def has_happened(item: ListItem) -> bool:
    """Tell whether an item of a log is no intention and nobody else's words."""
    return item.quote == 0 and item.task in (None, "x", "X")


def _unreadable(path: NotePath, item: ListItem) -> Problem:
    return Problem(
        path,
        item.line,
        "date",
        f"the log entry “{item.text[:40]}” begins with a date that cannot be read;"
        " write year-month-day, such as 2026-08-02",
    )
