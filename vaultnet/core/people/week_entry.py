"""What a weekly note says of somebody, as one entry in that person's log.

The link to the weekly note at the entry's end is its key: its label is the week,
and a contact has one entry for each. So the same tick, seen any number of times
and on any number of devices, is one entry. While every piece of the entry is the
beginning of something that the user wrote in the weekly note, it grows with that;
once the user has changed it in the log it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.core.config import Words
from vaultnet.core.dates.week import Week
from vaultnet.core.kinds import Kind, split_kind
from vaultnet.core.notes.lines import line_end, split_lines
from vaultnet.core.notes.note import Note
from vaultnet.core.people.entries import (
    WeekEntry,
    dated_items,
    find_beginning,
    find_undated,
    find_week_entry,
    has_grown,
    is_beginning,
    is_same,
    without_label,
)
from vaultnet.core.people.interactions import (
    take_date,
)
from vaultnet.core.people.logbook import Logged, add_entry, render_entry

# As a line below an entry these would end the log or make a heading of the entry.
_ITEM = re.compile(r"[-*+] |\d+[.)] ")
_STRUCTURE = re.compile(r"#{1,6}(?:\s|$)|(?:-+|=+|\*\*\*+|___+)\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """What a weekly note says of somebody.

    ``link`` leads to the note, its label is the week; empty where the user named
    the day, which then tells the entry apart. ``words`` are the user's, the first
    on the entry's line, the others below it; ``kind`` holds where they name none.
    """

    week: Week
    link: str
    on: date
    kind: Kind | None
    words: tuple[str, ...] = ("",)

    @property
    def named(self) -> Kind | None:
        """The kind that the words name: ``call: she has moved``."""
        return split_kind(self.pieces[0])[0]

    @property
    def pieces(self) -> tuple[str, ...]:
        """The words as they stand in a log, a line each, each once."""
        first, *rest = [" ".join(each.split()) for each in self.words] or [""]
        if not first and rest and not _ITEM.match(rest[0]):
            first, *rest = rest
        below = dict.fromkeys(_harmless(each) for each in rest if each)
        return (first, *(each for each in below if each != first))


def with_week_entry(
    note: Note,
    said: Said,
    *,
    headings: Words,
    daily_format: str,
    written: Note | None = None,
) -> Logged | None:
    """Give the note with the week's entry in its log, None where it is there.

    ``written`` is the note as vaultnet left it last: an entry that still stands as it
    did there is nobody else's, and follows the words wherever they go.

    An entry of that week that says the same and lost its link counts as it, and so
    does the week's entry for words that have got a day since.
    """
    first, *below = said.pieces
    if said.link:
        found = find_week_entry(note, said.week, headings)
    else:
        found = find_beginning(note, said.on, first, headings)
        found = found or find_undated(note, said.week, first, headings)
    if found is not None:
        done = _grown(note, found, said)
        done = done or _followed(note, found, said, written, headings)
        return None if done is None or done.text == note.text else done
    if first and _is_said(note, first, said, headings):
        return None
    entry = f"{_worded(said.kind, first)} {said.link}".strip()
    return add_entry(
        note, said.on, entry, below=below, headings=headings, daily_format=daily_format
    )


def _worded(kind: Kind | None, words: str) -> str:
    """Put the kind before the words, unless they name one themselves."""
    return words if split_kind(words)[0] else render_entry(kind, words)


def _is_said(note: Note, words: str, said: Said, headings: Words) -> bool:
    """Tell whether words stand in an entry of the week, or below the week's own."""
    if not said.link:
        entry = find_week_entry(note, said.week, headings)
        return entry is not None and any(is_same(e.text, words) for e in entry.rows)
    for item, day in dated_items(note, headings):
        rest = take_date(item.text)[1]
        is_told = without_label(rest) == without_label(words)
        if day is not None and day in said.week and is_told:
            return True
    return False


def _grown(note: Note, entry: WeekEntry, said: Said) -> Logged | None:
    """Let the entry grow with the user's words; the same where it holds them all.

    None where it is not the beginning of them: then it is the user's by now.
    """
    left = list(said.pieces)
    fits = [each for each in left if has_grown(entry, each)]
    if not fits and entry.text:
        return None
    first = (fits or left)[0]
    left.remove(first)
    rows = []
    for row in entry.rows:
        grown = next((each for each in left if is_beginning(row.text, each)), None)
        if grown is None:
            return None
        left.remove(grown)
        rows.append(row.text if is_same(row.text, grown) else grown)
    text = _rewritten(note, entry, _line(entry, said, first), rows, left)
    return Logged(text, entry.item.line)


def _followed(
    note: Note, entry: WeekEntry, said: Said, written: Note | None, headings: Words
) -> Logged | None:
    """Put the words as they are now in place of those that vaultnet wrote."""
    left = find_week_entry(written, said.week, headings) if written else None
    if left is None or _told(left) != _told(entry) or not said.link:
        return None
    first, *below = said.pieces
    if not first and not below:
        return None
    rows = below[: len(entry.rows)]
    rows += [""] * (len(entry.rows) - len(rows))
    more = below[len(entry.rows) :]
    words = first if split_kind(first)[0] else render_entry(said.kind, first)
    line = f"{entry.head}{words}".rstrip() + f" {entry.key}"
    return Logged(_rewritten(note, entry, line, rows, more), entry.item.line)


def _told(entry: WeekEntry) -> tuple[str, ...]:
    return (entry.label, entry.text, *(row.text for row in entry.rows))


def _line(entry: WeekEntry, said: Said, first: str) -> str:
    """Give the entry's line anew: an answer takes the place of ``sent``."""
    kind = said.kind if entry.kind in (None, Kind.SENT) else entry.kind
    words = f"{entry.label}{entry.text}"
    if without_label(first) != without_label(words) or split_kind(first)[0]:
        words = words if is_same(words, first) else _reworded(entry, kind, first)
    elif kind is not entry.kind:
        words = render_entry(kind, entry.text)
    gap = " " if entry.head and not entry.head[-1].isspace() else ""
    return f"{entry.head}{gap}{words}".rstrip() + (f" {entry.key}" if entry.key else "")


def _reworded(entry: WeekEntry, kind: Kind | None, first: str) -> str:
    """Put new words behind the label as it is spelled there, if that still fits."""
    whole = f"{entry.label}{entry.text}"
    if whole and is_beginning(whole, first):
        return first  # the label is the user's own word
    if kind is entry.kind and entry.text and not split_kind(first)[0]:
        return f"{entry.label}{first}"
    return _worded(kind, first)


def _rewritten(
    note: Note, entry: WeekEntry, line: str, rows: Sequence[str], more: Sequence[str]
) -> str:
    """Put the new line and rows in place of the old ones, and what is new below."""
    lines, item = split_lines(note.text), entry.item
    lead = lines[item.line - 1][: item.start]
    if line != f"{entry.head}{entry.label}{entry.text} {entry.key}".rstrip():
        lines[item.line - 1] = _replaced(lines[item.line - 1], f"{lead}{line}")
    for row, text in zip(entry.rows, rows, strict=True):
        if text != row.text:
            whole = _replaced(lines[row.line - 1], f"{row.lead}{text}")
            lines[row.line - 1] = whole if text else ""
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
