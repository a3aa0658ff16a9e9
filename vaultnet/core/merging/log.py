"""The log of a contact: entries of both sides, none of them twice.

Entries with the label of one week are one entry: the earlier day, and all that was
told of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vaultnet.core.kinds import split_kind
from vaultnet.core.merging.entries import (
    FIRST,
    cut_items,
    says,
    unite_below,
    unite_line,
    with_first,
    with_shared_names,
)
from vaultnet.core.merging.names import firm, with_unique_names
from vaultnet.core.merging.pairing import words_alike
from vaultnet.core.merging.pieces import Part, Piece, merge_ends
from vaultnet.core.merging.sections import Stretch, lines_of
from vaultnet.core.merging.weave import Rules, clash, merge_pieces
from vaultnet.core.merging.words import longer_text, unite_words
from vaultnet.core.notes.note import Body, Heading, ListItem
from vaultnet.core.people.interactions import WeekKey, find_week_key, take_date

_LINE = re.compile(
    r"(?P<lead>\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[.\]\s+)?|\s{0,3}\#{1,6}[ \t]+)"
    r"(?P<text>.*)"
)
_JOIN = "; "  # between two texts of one week


def merge_log(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge a log: entries of both sides, in the order that the log has."""
    cut_sides = [_entries(lines_of(each)) for each in (base, ours, theirs)]
    sides = with_shared_names(cut_sides)
    sign = -1 if _is_newest_first(sides) else 1

    def rank(piece: Piece) -> tuple[int, str] | None:
        day = _day_of(piece.text)
        return None if day is None else (sign * day.toordinal(), piece.text)

    return merge_pieces(*sides, Rules(_unite_entry, words_alike, rank=rank))


def _entries(lines: Sequence[Piece]) -> list[Piece]:
    def others(body: Body) -> Iterator[Stretch]:
        return _under_headings(lines, body.headings)

    return cut_items(lines, _entry_name, others)


def _entry_name(item: ListItem) -> str:
    day, rest, _ = take_date(item.text)
    key = find_week_key(rest) if day else None
    return _week_name(key) if key else says(item)


def _week_name(key: WeekKey) -> str:
    return firm(f"week {key.week}")


def _under_headings(
    lines: Sequence[Piece], found: Sequence[Heading]
) -> Iterator[Stretch]:
    """Give the entries whose day is a heading, with all that stands below it."""
    ends = [*(each.line - 1 for each in found[1:]), len(lines)]
    for heading, end in zip(found, ends, strict=False):
        if take_date(heading.text)[0] is None:
            continue
        told = [
            each.text for each in lines[heading.line - 1 : end] if not each.is_blank
        ]
        key = next(filter(None, map(find_week_key, told)), None)
        name = _week_name(key) if key else f"says {' '.join(told[:2])}"
        yield Stretch(heading.line - 1, end, name)


def _day_of(text: str) -> date | None:
    """Give the day of an entry: of its first line, a list item or a heading."""
    found = _LINE.match(text.partition("\n")[0])
    return take_date(found["text"])[0] if found else None


def _is_newest_first(sides: Sequence[Sequence[Piece]]) -> bool:
    """Tell the order of a log by its base, else by the side that has more of it."""
    days = [[day for each in side if (day := _day_of(each.text))] for side in sides]
    fullest = max(days, key=lambda each: (len(each), each))
    told = days[0] if len(days[0]) > 1 else fullest
    return not told or told[0] >= told[-1]


def _unite_entry(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    if not ours.name:
        return unite_line(base, ours, theirs)
    return unite_below((base, ours, theirs), _unite_told_line, _with_told)


def _with_told(lines: Sequence[Piece]) -> list[Piece]:
    """Give the lines of an entry; those have a name that carry its day or its week."""
    labelled = (
        replace(each, name=f"told {key.week}") if key else each
        for each in lines[1:]
        for key in [find_week_key(each.text)]
    )
    return with_unique_names([*with_first(lines[:1]), *labelled])


@dataclass(frozen=True, slots=True)
class _Told:
    """The line of an entry: joined, the parts are the line again."""

    lead: str
    day: str
    words: str
    label: str


_NOTHING = _Told("", "", "", "")


def _unite_told_line(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge the line of an entry: the earlier day, and the words of both."""
    was = (_take_apart(base.text) if base else None) or _NOTHING
    left, right = _take_apart(ours.text), _take_apart(theirs.text)
    if left is None or right is None:
        return unite_line(base, ours, theirs)
    label = merge_ends(was.label, left.label, right.label)
    words = _unite_told(was.words, left.words, right.words, is_week=bool(label))
    if words is None:
        return clash(base, ours, theirs)
    lead = merge_ends(was.lead, left.lead, right.lead)
    day = left.day if right.day == was.day else right.day
    if was.day not in (left.day, right.day):
        day = min(left.day, right.day, key=lambda each: (str(take_date(each)[0]), each))
    end = merge_ends(base.end if base else "", ours.end, theirs.end)
    return [Piece(f"{lead}{day}{words}{label}", end, FIRST)]


def unite_week_lines(ours: str, theirs: str) -> str | None:
    """Make one line of two entries of one week, None where they are no such lines."""
    if not (find_week_key(ours) and find_week_key(theirs)):
        return None
    parts = _unite_told_line(None, Piece(ours, ""), Piece(theirs, ""))
    return parts[0].text if isinstance(parts[0], Piece) else None


def _take_apart(line: str) -> _Told | None:
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    key = find_week_key(found["text"])
    label = found["text"][key.start :] if key else ""
    told = found["text"].removesuffix(label)
    day, words, _ = take_date(told)
    if day is None:
        return _Told(found["lead"], "", told, label) if label else None
    bare = told.rstrip()
    head = bare[: len(bare) - len(words)]
    return _Told(found["lead"], head, told[len(head) :], label)


def _unite_told(base: str, ours: str, theirs: str, *, is_week: bool) -> str | None:
    """Merge what two forms of an entry tell; in those of a week both are kept."""
    united = None if is_week and not base else unite_words(base, ours, theirs)
    if united is None:
        united = longer_text(ours, theirs)
    if united is not None or not is_week:
        return united
    first, second = sorted((ours.strip(), theirs.strip()))
    (kind, told), (other, more) = split_kind(first), split_kind(second)
    known = set(told.split(_JOIN))
    second = more if kind == other else second
    return _JOIN.join((first, *(n for n in second.split(_JOIN) if n not in known)))
