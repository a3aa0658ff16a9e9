"""Days in a table: which were written, in an order that the whole column settles.

``4/11/1980`` is one of two days. One row alone does not tell which, but a column was
written by one program in one order, and somebody in it was born after the 12th.
Months are words in English, whatever this machine speaks: LinkedIn and Excel write
them so in every country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from vaultnet.core.dates.locales import make_day


class Order(Enum):
    """Which number comes first in a day of numbers."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class Reading:
    """A day as ``YYYY-MM-DD`` or ``MM-DD``, ``""`` for none, and what is not clear.

    ``doubt`` is what to say of the text in whole: all that it says is in ``day``
    where there is none.
    """

    day: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Written:
    """A day as it stands: the digits of its year, or none, and two numbers."""

    year: str
    month: int
    day: int
    either: bool = False


_MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        "january february march april may june july august september october"
        " november december".split(),
        1,
    )
    for length in (3, 4, len(name))
}

_TIME = re.compile(
    r"(?:,?\s+|T)\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:[AaPp]\.?[Mm]\.?)?"
    r"\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?$",
    re.ASCII,
)
_NO_DAY = re.compile(r"[0\s./-]*|1[./]1[./]4501|4501-01-01", re.ASCII)  # Outlook's
_YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?)"
    r"|(?P<y2>\d{4})(?P<m2>\d\d)(?P<d2>\d\d)",
    re.ASCII,
)
_NO_YEAR = re.compile(r"(?:--)?(\d\d)-(\d\d)|--(\d\d)(\d\d)", re.ASCII)
_NUMBERS = re.compile(
    r"(\d{1,2})([-/.])\s?(\d{1,2})(?:\2\s?(\d{4}|\d\d))?\.?", re.ASCII
)
_YEAR = r"(?:[\s,-]+(?P<y>\d{4}|\d\d))?"
_WORDED = (
    re.compile(
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]?(?P<m>[A-Za-z]{{3,9}})\.?{_YEAR}",
        re.ASCII,
    ),
    re.compile(
        rf"(?P<m>[A-Za-z]{{3,9}})\.?[\s-]?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}",
        re.ASCII,
    ),
)
_LONGEST = 60  # characters of a day with its time
_MONTHS_IN_YEAR = 12
_ANY_YEAR = 2000  # a leap year
_NO_YEARS = ("", "0000", "1604")  # Apple writes 1604 for a birthday without its year

# Two digits from here on are of the last century, since 20xx has yet to come. Below
# it a birthday may be of either, while nobody marries for a hundred years.
_TURN = 30


def settle_order(texts: Iterable[str]) -> Order:
    """Give the order that the days of a column are written in, if they show it."""
    seen = {order for text in texts if (order := _shown_order(_bare(text)))}
    return seen.pop() if len(seen) == 1 else Order.UNSETTLED


def read_day(text: str, order: Order, *, field: str) -> Reading:
    """Read a day of a field, such as ``birthday``; ``0/0/00`` is none, and no doubt.

    Birthdays may lack their year: where none is written, or where two digits leave
    open which century is meant.
    """
    text = _bare(text)
    if _NO_DAY.fullmatch(text):
        return Reading("")
    written = _written(text, order)
    if written is None:
        return Reading("", "is no day that can be read")
    if written.either:
        return Reading("", "is one of two days, and no other row shows which")
    return _reading(written, _century(written.year, field), field)


def _reading(written: _Written, year: str, field: str) -> Reading:
    if not make_day(int(year or _ANY_YEAR), written.month, written.day):
        return Reading("", "is no day of the calendar")
    day = f"{written.month:02}-{written.day:02}"
    if year:
        return Reading(f"{year}-{day}")
    if field != "birthday":
        return Reading("", "does not say the year")
    doubt = "may be of either century, so the year is left out"
    return Reading(day, "" if written.year in _NO_YEARS else doubt)


def _bare(text: str) -> str:
    text = text.strip()
    return _TIME.sub("", text) if len(text) <= _LONGEST else text


def _century(year: str, field: str) -> str:
    if year in _NO_YEARS:
        return ""
    if len(year) > 2:  # noqa: PLR2004
        return year
    if int(year) >= _TURN and field != "connected_on":
        return f"19{year}"
    return "" if field == "birthday" else f"20{year}"


def _written(text: str, order: Order) -> _Written | None:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (found[key] or found[f"{key}2"] for key in "ymd")
        return _Written(year, int(month), int(day))
    if found := _NO_YEAR.fullmatch(text):
        return _Written("", int(found[1] or found[3]), int(found[2] or found[4]))
    if found := _NUMBERS.fullmatch(text):
        return _in_order(found, order)
    return _worded(text)


def _in_order(found: re.Match[str], order: Order) -> _Written:
    one, other, year = int(found[1]), int(found[3]), found[4] or ""
    order = _order_of(found) or order
    if order is Order.MONTH_FIRST:
        return _Written(year, one, other)
    either = order is Order.UNSETTLED and one != other
    return _Written(year, other, one, either)


def _worded(text: str) -> _Written | None:
    for pattern in _WORDED:
        found = pattern.fullmatch(text)
        month = _MONTHS.get(found["m"].lower()) if found else None
        if found and month:
            return _Written(found["y"] or "", month, int(found["d"]))
    return None


def _shown_order(text: str) -> Order | None:
    if _NO_YEAR.fullmatch(text) or _NO_DAY.fullmatch(text):
        return None
    found = _NUMBERS.fullmatch(text)
    return _order_of(found) if found and found[2] != "." else None


def _order_of(found: re.Match[str]) -> Order | None:
    """Give the order that one day shows by itself; nobody puts dots behind a month."""
    one, other = int(found[1]), int(found[3])
    if found[2] == "." or one > _MONTHS_IN_YEAR >= other:
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if other > _MONTHS_IN_YEAR >= one else None
