"""What a weekly note says of somebody, as one entry in that person's log.

The link to the weekly note at the entry's end is its key: its label is the week,
and a contact has one entry for each. So the same tick, seen any number of times
and on any number of devices, is one entry. While every piece of the entry is the
beginning of something that the user wrote in the weekly note, it grows with that;
once the user has changed it in the log it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.core.config import Words
from vaultnet.core.dates.week import Week
from vaultnet.core.kinds import Kind, split_kind
from vaultnet.core.notes.lines import line_end, split_lines
from vaultnet.core.notes.note import ListItem, Note
from vaultnet.core.people.interactions import (
    find_week_key,
    has_happened,
    log_sections,
    take_date,
)
from vaultnet.core.people.logbook import Logged, add_entry, render_entry

# As a line below an entry these would end the log or make a heading of the entry.
_STRUCTURE = re.compile(r"#{1,6}(?:\s|$)|(?:-+|=+|\*\*\*+|___+)\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """What a weekly note says of somebody.

    ``link`` leads to the note, its label is the week; ``words`` are the user's, the
    first on the entry's line, the others below it; ``kind`` holds where they name
    none.
    """

    week: Week
    link: str
    on: date
    kind: Kind | None
    words: tuple[str, ...] = ("",)

    @property
    def named(self) -> Kind | None:
        """The kind that the words name: ``call: she has moved``."""
        return split_kind(self.words[0])[0] if self.words else None

    @property
    def pieces(self) -> tuple[str, ...]:
        """The words without the label that may name a kind, each once."""
        first, *rest = self.words or ("",)
        below = (_harmless(each) for each in rest if each)
        return (split_kind(first)[1], *dict.fromkeys(below))


def with_week_entry(
    note: Note, said: Said, *, headings: Words, daily_format: str
) -> Logged | None:
    """Give the note with the week's entry in its log, None where it is there.

    An entry of that week that says the same and lost its link counts as it.
    """
    found = find_week_entry(note, said.week, headings)
    if found is not None:
        return _grown(note, found, said)
    first, *below = said.pieces
    if first and _is_said(note, first, said.week, headings):
        return None
    entry = f"{render_entry(said.named or said.kind, first)} {said.link}".lstrip()
    return add_entry(
        note, said.on, entry, below=below, headings=headings, daily_format=daily_format
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
    for item in _entries(note, headings):
        key = find_week_key(item.text)
        if key is None or key.week != str(week):
            continue
        line = item.text[: key.start].rstrip()
        day, rest, _ = take_date(line)
        words = line if day is None else rest
        kind, text = split_kind(words)
        return WeekEntry(
            item=item,
            head=line[: len(line) - len(words)],
            label=words[: len(words) - len(text)],
            kind=kind,
            text=text,
            key=item.text[key.start :].strip(),
            rows=tuple(_rows(note, item)),
        )
    return None


def _entries(note: Note, headings: Words) -> Iterator[ListItem]:
    for section in log_sections(note.body, headings):
        yield from filter(has_happened, section.items)


def _rows(note: Note, item: ListItem) -> Iterator[Row]:
    lines = split_lines(note.text)
    for number in range(item.line + 1, min(item.last_line, len(lines)) + 1):
        line = lines[number - 1].rstrip()
        text = line.lstrip()
        if text:
            yield Row(number, line[: len(line) - len(text)], text)


def _is_said(note: Note, text: str, week: Week, headings: Words) -> bool:
    for item in _entries(note, headings):
        day, rest, _ = take_date(item.text)
        if day is not None and day in week and _is_same(split_kind(rest)[1], text):
            return True
    return False


def _grown(note: Note, entry: WeekEntry, said: Said) -> Logged | None:
    """Let the entry grow with the user's words, unless it is the user's by now."""
    left = list(said.pieces)
    taken = [_take(left, old) for old in (entry.text, *(r.text for r in entry.rows))]
    if None in taken:
        return None
    first, *rows = (each or "" for each in taken)
    text = _rewritten(note, entry, _line(entry, said, first), rows, left)
    return None if text == note.text else Logged(text, entry.item.line)


def _take(left: list[str], old: str) -> str | None:
    """Take the piece that an old one has grown into, None where there is none."""
    fits = [each for each in left if _is_beginning(old, each)] if old else left[:1]
    same = [each for each in fits if _is_same(each, old)]
    if not fits:
        return None if old else ""
    best = (same or fits)[0]
    left.remove(best)
    return old if same else best


def _line(entry: WeekEntry, said: Said, first: str) -> str:
    """Give the entry's line anew: an answer takes the place of ``sent``."""
    kind = said.named or (said.kind if entry.kind is Kind.SENT else entry.kind)
    kind = kind or said.kind
    is_same = kind is entry.kind and bool(entry.text)
    words = f"{entry.label}{first}" if is_same else render_entry(kind, first)
    return f"{entry.head}{words}".rstrip() + f" {entry.key}"


def _rewritten(
    note: Note, entry: WeekEntry, line: str, rows: Sequence[str], more: Sequence[str]
) -> str:
    """Put the new line and rows in place of the old ones, and what is new below."""
    lines, item = split_lines(note.text), entry.item
    lead = lines[item.line - 1][: item.start]
    if line != f"{entry.head}{entry.label}{entry.text} {entry.key}":
        lines[item.line - 1] = _replaced(lines[item.line - 1], f"{lead}{line}")
    for row, text in zip(entry.rows, rows, strict=True):
        if text != row.text:
            lines[row.line - 1] = _replaced(lines[row.line - 1], f"{row.lead}{text}")
    new = [each for each in more if each]
    if new:
        margin = lead[: len(lead) - len(lead.lstrip())] + "  "
        indent = entry.rows[-1].lead if entry.rows else margin
        last = entry.rows[-1].line if entry.rows else item.line
        end = line_end(note.text)
        ended = lines[last - 1].rstrip("\r\n") + end
        block = end.join(f"{indent}{each}" for each in new)
        is_open = not lines[last - 1].endswith("\n")  # the note's last line
        lines[last - 1] = ended if is_open else lines[last - 1]
        lines.insert(last, block if is_open else block + end)
    return "".join(lines)


def _replaced(old: str, line: str) -> str:
    """Put a line in place of another whose line end stays."""
    return line + old[len(old.rstrip("\r\n")) :]


def _harmless(text: str) -> str:
    return f"· {text}" if _STRUCTURE.match(text) else text


def _is_beginning(old: str, new: str) -> bool:
    return " ".join(new.split()).startswith(" ".join(old.split()))


def _is_same(one: str, other: str) -> bool:
    return one.split() == other.split()
