"""From a table's bytes to the people in it: one row, one person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from vaultnet.core.exchange.person import People, Person, Skipped
from vaultnet.core.notes.neutral import shown
from vaultnet.core.values import unaccented
from vaultnet.errors import CannotImport
from vaultnet.formats.decoding import decode
from vaultnet.formats.tables.draft import Cell, Draft
from vaultnet.formats.tables.heads import (
    Column,
    list_titles,
    make_columns,
    tells_of_people,
    title_key,
    with_orders,
)
from vaultnet.formats.tables.labels import is_first, keep_rest
from vaultnet.formats.tables.names import make_name
from vaultnet.formats.tables.places import add_location
from vaultnet.formats.tables.rows import Row, find_head, read_rows, split_lines
from vaultnet.formats.tables.titles import role_of
from vaultnet.formats.tables.values import read_value

_NOBODY = "no name, company or address of an email"
_LEFT = "no name: somebody who has left LinkedIn"
_UNREADABLE = "a character cannot be read; it shows as \ufffd"
_NO_HEAD = "no row of titles in the first 20 rows"
_NO_NAMES = "no column tells a name; say which does: --map 'COLUMN=name'; there are: "
_WORD = re.compile(r"\w+")
_NONE: Mapping[str, str] = MappingProxyType({})

_Group = tuple[str, str]
_SHARED = ("name", "birth", "address")  # kinds whose parts stand in several columns
_PHONES = ("primary", "mobile")  # the ones that come before others


def read_table(data: bytes, source: str, columns: Mapping[str, str] = _NONE) -> People:
    """Give everybody in a table, and each row or value that could not be used.

    ``source`` is one of ``linkedin google outlook csv``. ``columns`` says of columns,
    by title, which field they are; titles and fields are compared loosely. Raises
    WrongUsage where there is no such column or field, CannotImport where no row tells
    what the columns are or no column a name, and nothing else, whatever
    the bytes are. (RFC 4180; the titles are in ``titles``.)
    """
    lines, skipped = split_lines(decode(data))
    said = {title_key(title) for title in columns}
    head = find_head(lines, lambda title: _is_known(title, said))
    if head is None:
        raise CannotImport(_NO_HEAD)
    heads = make_columns(head.titles, columns)
    if not tells_of_people(heads):
        raise CannotImport(_NO_NAMES + list_titles(head.titles))
    records = list(read_rows(lines, head))
    heads = with_orders(heads, [each for each in records if isinstance(each, Row)])
    people = []
    for record in records:
        if isinstance(record, Skipped):
            skipped.append(record)
            continue
        person, reports = _read_row(record, heads, source)
        skipped += reports
        if person:
            people.append(person)
    return People(tuple(people), tuple(skipped))


def _is_known(title: str, said: set[str]) -> bool:
    return role_of(title) is not None or title_key(title) in said


def _read_row(
    row: Row, heads: Sequence[Column], source: str
) -> tuple[Person | None, list[Skipped]]:
    draft = Draft(row.line)
    if any("\ufffd" in cell for cell in row.cells):
        draft.skipped.append(Skipped(row.line, _UNREADABLE))
    groups = _grouped(draft, row, heads)
    names = groups.pop(("name", ""), {})
    for (kind, _), parts in sorted(groups.items(), key=_rank):
        read_value(kind, draft, parts)
    name, others = make_name(_texts(names), source=source)
    draft.others |= dict.fromkeys(others)
    if not name:
        keep_rest(draft, names, ())
    add_location(draft)
    name = name or _first(draft, "company") or _first(draft, "email")
    if not name:
        left = source == "linkedin" and set(draft.fields) <= {"connected_on"}
        return None, [Skipped(row.line, _LEFT if left else _NOBODY)]
    if draft.shown:
        _judge_shown(draft, name)
    return draft.person(name), draft.skipped


def _grouped(
    draft: Draft, row: Row, heads: Sequence[Column]
) -> dict[_Group, dict[str, Cell]]:
    """Put the cells that tell of one thing together; keep those of no known title."""
    groups: dict[_Group, dict[str, Cell]] = {}
    for at, (column, text) in enumerate(zip(heads, row.cells, strict=True)):
        if not text:
            continue
        if column.role is None:
            draft.keep(column.title, text)
            continue
        kind, group, part = column.role
        if kind not in _SHARED and not group.endswith("-"):
            group = f"{group} {at}"
        parts = groups.setdefault((kind, group), {})
        before = parts.setdefault(part, Cell(column.title, text, column.order))
        if before.text != text:
            draft.keep(column.title, text)
    return groups


def _rank(item: tuple[_Group, Mapping[str, Cell]]) -> int:
    """Give what comes first: what Google marks as preferred, a mobile phone."""
    (kind, group), parts = item
    if is_first(parts):
        return 0
    sort = group.partition(" ")[0]
    return _PHONES.index(sort) if kind == "phone" and sort in _PHONES else len(_PHONES)


def _texts(parts: Mapping[str, Cell]) -> dict[str, str]:
    return {part: cell.text for part, cell in parts.items()}


def _first(draft: Draft, field: str) -> str:
    return next(iter(draft.fields.get(field, {})), "")


def _judge_shown(draft: Draft, name: str) -> None:
    """Keep the names that a program made itself only where they say something new."""
    known = [name, *draft.others, *draft.fields.get("email", {})]
    words = set(_words(" ".join([*known, _first(draft, "company")])))
    initials = "".join(word[0] for word in _words(name))
    for cell in draft.shown:
        said = _words(cell.text)
        if not said or not ("".join(said) == initials or words.issuperset(said)):
            draft.keep(cell.title, shown(cell.text))


def _words(text: str) -> list[str]:
    return _WORD.findall(unaccented(text))
