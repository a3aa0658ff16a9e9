"""The entries of a log that vaultnet writes, found and taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vaultnet.core.config import Words
from vaultnet.core.dates.week import Week
from vaultnet.core.kinds import Kind, split_kind
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.note import ListItem, Note
from vaultnet.core.people.interactions import (
    Section,
    find_week_key,
    has_happened,
    log_sections,
    take_date,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line below an entry: what stands before its text, and the text."""

    line: int
    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class WeekEntry:
    """The entry of a week, taken apart; the line is ``head label text key``.

    ``label`` names the kind and may be empty; ``key`` is the link at the end.
    """

    item: ListItem
    head: str
    label: str
    kind: Kind | None
    text: str
    key: str
    rows: tuple[Row, ...]


def find_week_entry(note: Note, week: Week, headings: Words) -> WeekEntry | None:
    """Give the entry whose key is this week, the first where there are several."""
    for item, _ in dated_items(note, headings):
        key = find_week_key(item.text)
        if key is not None and key.week == str(week):
            return _parted(note, item, key.start)
    return None


def find_beginning(
    note: Note, on: date, words: str, headings: Words
) -> WeekEntry | None:
    """Give the entry of a day that is the beginning of these words."""
    for item, day in dated_items(note, headings):
        if day == on and find_week_key(item.text) is None:
            entry = _parted(note, item, len(item.text))
            if has_grown(entry, words):
                return entry
    return None


def find_undated(
    note: Note, week: Week, words: str, headings: Words
) -> WeekEntry | None:
    """Give the week's entry if it says this: the user named the day afterwards."""
    entry = find_week_entry(note, week, headings)
    return entry if entry is not None and has_grown(entry, words) else None


def _parted(note: Note, item: ListItem, end: int) -> WeekEntry:
    line = item.text[:end].rstrip()
    day, rest, _ = take_date(line)
    words = line if day is None else rest
    kind, text = split_kind(words)
    return WeekEntry(
        item=item,
        head=line[: len(line) - len(words)],
        label=words[: len(words) - len(text)],
        kind=kind,
        text=text,
        key=item.text[end:].strip(),
        rows=tuple(_rows(note, item)),
    )


def dated_items(note: Note, headings: Words) -> Iterator[tuple[ListItem, date | None]]:
    """Give the items of a log, each with its own day or that of its heading."""
    for section in log_sections(note.body, headings):
        for item in filter(has_happened, section.items):
            yield item, take_date(item.text)[0] or _day_above(section, item)


def _day_above(section: Section, item: ListItem) -> date | None:
    above = [each for each in section.inner if each.line < item.line]
    return take_date(above[-1].text)[0] if above else None


def _rows(note: Note, item: ListItem) -> Iterator[Row]:
    lines = split_lines(note.text)
    for number in range(item.line + 1, min(item.last_line, len(lines)) + 1):
        line = lines[number - 1].rstrip()
        text = line.lstrip()
        if text:
            yield Row(number, line[: len(line) - len(text)], text)


def has_grown(entry: WeekEntry, words: str) -> bool:
    """Tell whether the entry's line is the beginning of these words."""
    whole = f"{entry.label}{entry.text}"
    if not words or not whole:
        return False
    told = bool(entry.text) and is_beginning(without_label(whole), without_label(words))
    return told or is_beginning(whole, words)


def without_label(words: str) -> str:
    """Give words without the label of a kind."""
    return " ".join(split_kind(words)[1].split())


def is_beginning(old: str, new: str) -> bool:
    """Tell whether words are the beginning of others, spaces aside."""
    return " ".join(new.split()).startswith(" ".join(old.split()))


def is_same(one: str, other: str) -> bool:
    """Tell whether words are the same, spaces aside."""
    return one.split() == other.split()
