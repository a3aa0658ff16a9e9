"""The rows of a table as text: delimiters, quotes, and where each row begins.

Python's ``csv`` reads the cells (RFC 4180, strictly). It is given one row after the
other, so that a quote that is never closed costs the row that it stands in, and not
the rest of the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from vaultnet.core.exchange.person import Skipped
from vaultnet.formats.people_csv import unguarded

_DELIMITERS = ",;\t"
_HEAD_ROWS = 20  # within which the titles stand; LinkedIn puts three lines before
_WIDEST = 1_000  # columns
_SPAN = 500  # lines that one row may take; an address book knows no longer note
_FEW = 2  # delimiters that a line of prose may hold, too
_PATIENCE = 20  # broken rows that are looked at with all their lines
_TOO_LONG = "a cell is too long; nothing was read"
_OPEN_QUOTE = "a quote is opened and not closed as it should be; nothing was read"
_ROWS_IN_A_ROW = "the lines below look like rows, and were read as a cell of this one;"
_QUOTE_MISSING = "is there a quote missing?"
_NUL = "the file holds NUL characters, here for the first time; they were left out"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, one for each title, and where it begins: a line, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The titles of a table's columns, and what it is written with.

    ``below`` is how many lines there are before the first row below the titles.
    """

    titles: tuple[str, ...]
    delimiter: str
    below: int


def split_lines(text: str) -> tuple[list[str], list[Skipped]]:
    """Give the lines with their ends, free of NUL, and say where the first NUL was.

    Only CR, LF and CRLF end a line; ``splitlines`` knows more, which may stand in
    a cell.
    """
    skipped = []
    if "\0" in text:
        before = text[: text.index("\0")].replace("\r\n", "\n").replace("\r", "\n")
        skipped.append(Skipped(before.count("\n") + 1, _NUL))
        text = text.replace("\0", "")
    return list(io.StringIO(text, newline="")), skipped


def find_head(lines: Sequence[str], known: Callable[[str], bool]) -> Head | None:
    """Give the row that holds the most titles that are known, of the first twenty.

    Where none is known it is the widest row; None where no row has a word in it.
    """
    found: tuple[tuple[int, int], Head] | None = None
    for delimiter in _DELIMITERS:
        for head in _first_rows(lines, delimiter):
            named = [title for title in head.titles if title]
            worth = (sum(map(known, named)), len(named))
            if named and (found is None or worth > found[0]):
                found = worth, head
    return found[1] if found else None


def read_rows(lines: Sequence[str], head: Head) -> Iterator[Row | Skipped]:
    """Give each row below the titles that is not empty, or why it cannot be read.

    After a row that is broken, its other lines are told from the next row by the
    number of cells.
    """
    at, broken = head.below, 0
    lost: tuple[int, str] | None = None
    while at < len(lines):
        end = min(at + (_SPAN if broken < _PATIENCE else 1), len(lines))
        cells, after, why = _record(lines, at, end, head.delimiter)
        if why or (lost and len(cells) != len(head.titles)):
            lost = lost or (at, why)
            broken += 1
            at += 1
            continue
        if lost:
            yield _skipped(lost, at)
            lost = None
        if any(map(str.strip, cells)):
            yield _row(at, cells, head)
        if _holds_rows(lines[at + 1 : after], head):
            yield Skipped(at + 1, f"{_ROWS_IN_A_ROW} {_QUOTE_MISSING}")
        at = after
    if lost:
        yield _skipped(lost, len(lines))


def _row(at: int, cells: list[str], head: Head) -> Row | Skipped:
    width = len(head.titles)
    if any(map(str.strip, cells[width:])):
        unclear = (
            f"{len(cells)} cells under {width} titles, so it is not clear which is"
        )
        return Skipped(at + 1, f"{unclear} which; {_QUOTE_MISSING}")
    missing = ("",) * (width - len(cells))
    told = (unguarded(cell.strip()) for cell in cells[:width])
    return Row(at + 1, (*told, *missing))


def _holds_rows(more: Sequence[str], head: Head) -> bool:
    """Tell whether lines within a row have the delimiters of a row themselves."""
    marks = len(head.titles) - 1
    return marks > _FEW and any(line.count(head.delimiter) >= marks for line in more)


def _skipped(lost: tuple[int, str], end: int) -> Skipped:
    at, why = lost
    lines = "" if end - at == 1 else f", nor from the lines after it up to {end}"
    return Skipped(at + 1, why + lines)


def _first_rows(lines: Sequence[str], delimiter: str) -> Iterator[Head]:
    at, seen = 0, 0
    while at < len(lines) and seen < _HEAD_ROWS:
        end = min(at + _HEAD_ROWS, len(lines))
        cells, after, why = _record(lines, at, end, delimiter)
        at = at + 1 if why else after
        seen += 1
        if cells and len(cells) <= _WIDEST:
            titles = (" ".join(cell.split()).lstrip("\ufeff") for cell in cells)
            yield Head(tuple(titles), delimiter, at)


def _record(
    lines: Sequence[str], at: int, end: int, delimiter: str
) -> tuple[list[str], int, str]:
    """Read one row: its cells, the line after it, and what is wrong with it."""
    some = map(lines.__getitem__, range(at, end))
    reader = csv.reader(some, delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        cells = next(reader)
    except csv.Error as error:
        return [], at + 1, _TOO_LONG if "limit" in str(error) else _OPEN_QUOTE
    return cells, at + reader.line_num, ""
