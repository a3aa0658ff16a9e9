"""The log of a second note, put into that of the first one.

What stands in both alike stands there once, with the lines below it; everything else
comes over with its words, in the order and with the bullet of the first note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.core.config import Words
from vaultnet.core.merging.log import unite_week_lines
from vaultnet.core.merging.person_items import (
    Item,
    Splice,
    Taken,
    cut_item,
    outermost,
    plain,
    unite_items,
)
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.note import Heading, Note
from vaultnet.core.people.interactions import (
    Section,
    find_week_key,
    has_happened,
    log_sections,
    shown_date,
    take_date,
)
from vaultnet.core.people.logbook import NewEntry, place_entries

_NO_WORD = re.compile(r"[\W_]+")
_BULLET = re.compile(r"^\s*[-*+]\s+")


@dataclass(frozen=True, slots=True)
class _Block:
    """An entry whose day is a heading, with all that stands below it.

    ``headings`` says which of its lines are headings, counted from 0.
    """

    on: date
    line: int
    lines: tuple[str, ...]
    headings: frozenset[int]
    level: int

    @property
    def words(self) -> list[str]:
        """What it says, on whatever level its headings are."""
        return [plain(each.lstrip("#")) for each in self.lines]

    def raised(self, more: int) -> list[str]:
        """Give its lines with its headings on another level."""
        return [
            _raised(each, more) if n in self.headings else each
            for n, each in enumerate(self.lines)
        ]


def take_entries(ours: Note, theirs: Note, headings: Words, daily: str) -> Taken:
    """Put the entries of another log into a note's own; none where it has no log."""
    section = next(log_sections(ours.body, headings), None)
    if section is None:
        return Taken(ours.text)
    old = split_lines(ours.text)
    own = list(_blocks(ours, headings))
    splice, found = Splice(), list(_entries(theirs, headings))
    told = [each for each in found if not _is_told(each, own)]
    fresh = _unite_known(splice, old, list(_dated(ours, headings)), told)
    placed = place_entries(ours, fresh, headings=headings, daily_format=daily)
    for at, new in placed:
        splice.before[at] += new
    blocks = list(_blocks(theirs, headings))
    known = {tuple(each.words) for each in own}
    for block in blocks:
        if tuple(block.words) not in known:
            _take_block(splice, old, section, own, block)
    lines = [range(each.line, each.last_line + 1) for each in found]
    lines += [range(each.line, each.line + len(each.lines)) for each in blocks]
    return Taken(splice.apply(ours.text), frozenset(n for each in lines for n in each))


def _unite_known(
    splice: Splice, lines: Sequence[str], known: Sequence[Item], told: Sequence[Item]
) -> list[NewEntry]:
    """Unite entries with those that are there, and give the others."""
    by_words = {_says(each): each for each in reversed(known)}
    by_week = {
        key.week: each
        for each in reversed(known)
        if (key := find_week_key(each.text)) is not None
    }
    fresh: list[NewEntry] = []
    for each in told:
        key = find_week_key(each.text)
        alike, week = by_words.get(_says(each)), by_week.get(key.week if key else "")
        if alike is not None:
            unite_items(splice, lines, alike, each, _the_first)
        elif week is None or not unite_items(
            splice, lines, week, each, unite_week_lines
        ):
            fresh.append(_new_entry(each))
    return fresh


def _the_first(ours: str, _theirs: str) -> str:
    """Keep the line of an entry whose day is written in two ways."""
    return ours


def _says(item: Item) -> tuple[date | None, str, str]:
    """Give by what an entry is known: its day, what is said of that, its words."""
    day, rest, _ = take_date(item.text)
    return day, _beside_day(item.text[: len(item.text) - len(rest)], day), plain(rest)


def _beside_day(head: str, day: date | None) -> str:
    """Give what stands at the front of an entry beside its day, such as an hour."""
    shown = shown_date(head)
    told = shown.partition("|")[2] if "[[" in shown else shown.partition("T")[2]
    return _NO_WORD.sub("", f"{told.replace(str(day), '')}{head.replace(shown, '', 1)}")


def _new_entry(item: Item) -> NewEntry:
    """Have the day written as the log has it, unless more than a day is written."""
    day, said, _ = take_date(item.text)
    head = item.text[: len(item.text) - len(said)]
    is_bare = "[[" not in head and not _beside_day(head, day)
    return NewEntry(day or date.min, said, item.below, "" if is_bare else head)


def _dated(note: Note, headings: Words) -> Iterator[Item]:
    """Give the items of a log that begin with a day."""
    lines = split_lines(note.text)
    for section in log_sections(note.body, headings):
        for item in outermost(section):
            if has_happened(item) and take_date(item.text)[0] is not None:
                yield cut_item(lines, item)


def _entries(note: Note, headings: Words) -> Iterator[Item]:
    """Give the dated items of a log, outside of those whose day is a heading."""
    inside = {
        line
        for each in _blocks(note, headings)
        for line in range(each.line, each.line + len(each.lines))
    }
    return (each for each in _dated(note, headings) if each.line not in inside)


def _blocks(note: Note, headings: Words) -> Iterator[_Block]:
    """Give each entry whose day is a heading."""
    lines = split_lines(note.text)
    for section in log_sections(note.body, headings):
        end = 0
        for n, heading in enumerate(section.inner):
            is_plain = lines[heading.line - 1].startswith("#")
            day = take_date(heading.text)[0]
            if day is None or not is_plain or heading.line < end:
                continue
            after = section.inner[n + 1 :]
            last = min(section.last_line, len(lines))
            ends = (each.line for each in after if each.level <= heading.level)
            end = next(ends, last + 1)
            yield _cut_block(lines[heading.line - 1 : end - 1], day, heading, after)


def _cut_block(
    lines: Sequence[str], day: date, heading: Heading, after: Sequence[Heading]
) -> _Block:
    kept = [each.rstrip("\r\n") for each in lines]
    while not kept[-1].strip():
        kept.pop()
    inner = (each.line - heading.line for each in (heading, *after))
    numbers = frozenset(n for n in inner if n < len(kept) and kept[n].startswith("#"))
    return _Block(day, heading.line, tuple(kept), numbers, heading.level)


def _is_told(item: Item, blocks: Sequence[_Block]) -> bool:
    """Tell whether an entry stands below a heading with its day."""
    day, beside, words = _says(item)
    wanted = {words, *map(plain, item.below)} - {""}
    return not beside and any(
        block.on == day
        and wanted <= {*block.words, *(_BULLET.sub("", each) for each in block.words)}
        for block in blocks
    )


def _take_block(
    splice: Splice,
    lines: Sequence[str],
    section: Section,
    own: Sequence[_Block],
    block: _Block,
) -> None:
    """Put an entry whose day is a heading among those of a log, or behind it."""
    is_newest_first = not own or own[0].on >= own[-1].on
    later = (
        each.line
        for each in own
        if (each.on <= block.on if is_newest_first else each.on > block.on)
    )
    at = next(later, min(section.last_line, len(lines)) + 1)
    level = own[0].level if own else section.heading.level + 1
    is_apart = lines[at - 2].lstrip()[:1] in ("", "#")
    raised = block.raised(level - block.level)
    splice.before[at] += [*([] if is_apart else [""]), *raised, ""]


def _raised(line: str, more: int) -> str:
    bare = line.lstrip("#")
    return f"{'#' * min(max(len(line) - len(bare) + more, 1), 6)}{bare}"
