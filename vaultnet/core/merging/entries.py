"""Lists whose items are something: a log, favours, the people of a week.

An item is the same one wherever it stands, and with it go the lines below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from vaultnet.core.kinds import split_kind
from vaultnet.core.merging.names import firm, with_names_of, with_unique_names
from vaultnet.core.merging.pairing import words_alike
from vaultnet.core.merging.pieces import Clash, Part, Piece, merge_ends
from vaultnet.core.merging.sections import Stretch, cut, lines_of
from vaultnet.core.merging.weave import Rules, clash, merge_pieces
from vaultnet.core.merging.words import longer_text, unite_tasks, unite_words
from vaultnet.core.notes.body import parse_body
from vaultnet.core.notes.note import ListItem
from vaultnet.core.people.interactions import take_date
from vaultnet.core.values import fold

Sides: TypeAlias = tuple[Piece | None, Piece, Piece]
_Name: TypeAlias = Callable[[ListItem], str]

_ITEM = re.compile(r"(?P<lead>\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[.\]\s+)?)(?P<text>.*)")
_HEADING = re.compile(r"(?P<lead>\s{0,3}#{1,6}[ \t]+)(?P<text>.*)")
# What interactions.py takes for the label of a week.
_WEEK_KEY = re.compile(r"\s*\[\[[^\[\]|]*\|(\d{4}-W\d{2})\]\]\s*$")
_DATED = "#on "  # begins the name of a heading that is a day
_FIRST = "#first"  # the name of an item's own line among those below it


def unite_line(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge a line that both sides rewrote: boxes are, other lines are left."""
    text = unite_tasks(base.text if base else None, ours.text, theirs.text)
    if text is None:
        return clash(base, ours, theirs)
    end = merge_ends(base.end if base else "", ours.end, theirs.end)
    return [Piece(text, end, ours.name)]


LINES = Rules(unite_line, words_alike)
"""How lines are merged that are nothing but lines."""


def merge_log(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge a log: entries of both sides, in the order that the log has."""
    sides = _named((base, ours, theirs), _log_name)
    sign = -1 if _is_newest_first(sides) else 1

    def rank(piece: Piece) -> tuple[int, str] | None:
        day = _day_of(piece.text)
        return None if day is None else (sign * day.toordinal(), piece.text)

    return merge_pieces(*sides, Rules(_unite_entry, words_alike, rank=rank))


def merge_favours(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge favours: one is known by its words, whatever its box says."""
    sides = _named((base, ours, theirs), _words)
    return merge_pieces(*sides, Rules(_unite_item, words_alike))


def merge_people(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge a list of people: a line is known by the person whom it links to."""
    sides = [_between_markers(each, _person) for each in (base, ours, theirs)]
    return merge_pieces(*_renamed(sides), Rules(_unite_item, words_alike))


def _named(sides: Sides, name: _Name) -> tuple[list[Piece], list[Piece], list[Piece]]:
    return _renamed([_items(lines_of(each), name) for each in sides])


def _renamed(
    sides: Sequence[Sequence[Piece]],
) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Give an item the same name on all sides, though it was moved or reworded."""
    old, left, right = map(with_unique_names, sides)
    return old, with_names_of(old, left), with_names_of(old, right)


def _items(lines: Sequence[Piece], name: _Name) -> list[Piece]:
    """Cut lines into the outermost items, dated headings, and what lies between."""
    body = parse_body("".join(f"{each.text}{each.end}" for each in lines))
    items = [each for each in body.items if each.quote == 0]
    outermost = min((each.indent for each in items), default=0)
    found = [
        Stretch(each.line - 1, each.last_line, called)
        for each in items
        if each.indent == outermost and (called := name(each))
    ]
    after = [*(each.line - 1 for each in body.headings[1:]), len(lines)]
    found += (
        Stretch(each.line - 1, end, f"{_DATED}{take_date(each.text)[0]}")
        for each, end in zip(body.headings, after, strict=False)
        if take_date(each.text)[0]
    )
    return cut(lines, found)


def _between_markers(piece: Piece | None, name: _Name) -> list[Piece]:
    """Cut a managed block; its first line and its last are its markers."""
    lines = lines_of(piece)
    if len(lines) < 2:  # noqa: PLR2004
        return lines
    first, last = replace(lines[0], name="#begin"), replace(lines[-1], name="#end")
    return [first, *_items(lines[1:-1], name), last]


def _log_name(item: ListItem) -> str:
    day, rest, _ = take_date(item.text)
    key = _WEEK_KEY.search(rest) if day else None
    return firm(f"week {key[1]}") if key else _words(item)


def _words(item: ListItem) -> str:
    return f"says {item.text.strip()}"


def _person(item: ListItem) -> str:
    target = next((each.target for each in item.links if not each.embed), "")
    return firm(fold(target.partition("#")[0]))


def _day_of(text: str) -> date | None:
    """Give the day of an entry: of its first line, a list item or a heading."""
    first = text.partition("\n")[0]
    found = _ITEM.match(first) or _HEADING.match(first)
    return take_date(found["text"])[0] if found else None


def _is_newest_first(sides: Sequence[Sequence[Piece]]) -> bool:
    """Tell the order of a log by its base, else by the side that has more of it."""
    days = [[day for each in side if (day := _day_of(each.text))] for side in sides]
    longest = (
        days[0] if len(days[0]) > 1 else max(days, key=lambda each: (len(each), each))
    )
    return not longest or longest[0] >= longest[-1]


def _unite_item(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge an item that both sides changed, with the lines below it."""
    if not ours.name:
        return unite_line(base, ours, theirs)
    return _unite_below((base, ours, theirs), unite_line)


def _unite_entry(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    if not ours.name:
        return unite_line(base, ours, theirs)
    if ours.name.startswith(_DATED):
        return _unite_below((base, ours, theirs), unite_line)
    return _unite_below((base, ours, theirs), _unite_first)


def _unite_below(sides: Sides, unite: Callable[..., list[Part]]) -> list[Part]:
    """Merge the first lines by a rule, and those below as lines."""

    def rule(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
        if ours.name == _FIRST:
            return unite(base, ours, theirs)
        return unite_line(base, ours, theirs)

    old, left, right = (_with_first(lines_of(each)) for each in sides)
    merged = merge_pieces(old, left, right, Rules(rule, words_alike))
    return [_nameless(part) for part in merged]


def _with_first(lines: Sequence[Piece]) -> list[Piece]:
    return [*(replace(each, name=_FIRST) for each in lines[:1]), *lines[1:]]


def _nameless(part: Part) -> Part:
    return part if isinstance(part, Clash) else replace(part, name="")


def _unite_first(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge the line of a log entry: the earlier day, and the words of both."""
    parts = [_take_apart(each.text) if each else None for each in (base, ours, theirs)]
    old, left, right = parts
    if left is None or right is None:
        return unite_line(base, ours, theirs)
    was = old or ("", "", "", "")
    label = merge_ends(was[3], left[3], right[3])
    text = _unite_told(was[2], left[2], right[2], is_week=bool(label))
    if text is None:
        return clash(base, ours, theirs)
    lead = merge_ends(was[0], left[0], right[0])
    day = left[1] if right[1] == was[1] else right[1]
    if was[1] not in (left[1], right[1]):
        day = min(left[1], right[1], key=lambda each: (str(take_date(each)[0]), each))
    end = merge_ends(base.end if base else "", ours.end, theirs.end)
    return [Piece(f"{lead}{day}{text}{label}", end, _FIRST)]


def _take_apart(line: str) -> tuple[str, str, str, str] | None:
    """Give the lead, date, words and week's label that make up an entry's line."""
    found = _ITEM.fullmatch(line)
    if found is None or take_date(found["text"])[0] is None:
        return None
    text = found["text"]
    key = _WEEK_KEY.search(text)
    label = text[key.start() :] if key else ""
    told = text.removesuffix(label)
    words = take_date(told)[1]
    head = told.rstrip()[: len(told.rstrip()) - len(words)]
    return found["lead"], head, told[len(head) :], label


def _unite_told(base: str, ours: str, theirs: str, *, is_week: bool) -> str | None:
    """Merge what two forms of an entry tell; in those of a week both are kept."""
    united = None if is_week and not base else unite_words(base, ours, theirs)
    if united is None:
        united = longer_text(ours, theirs)
    if united is not None or not is_week:
        return united
    first, second = sorted((ours.strip(), theirs.strip()))
    (kind, _), (other, more) = split_kind(first), split_kind(second)
    return f"{first}; {more if kind == other else second}"
