"""Birthdays and other days that come back every year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vaultnet.core.dates.locales import make_day, only_reading, parse_worded

_LEAP_YEAR = 2000  # stands in where the year is not known: it has a 29 February
_NO_YEAR = (0, 1604)  # how address books write a birthday without its year

_YEAR_FIRST = re.compile(
    r"(?P<y>[0-9]{4})(?P<sep>[-/.]?)(?P<m>[0-9]{2})(?P=sep)(?P<d>[0-9]{2})(?:[T ].*)?"
)
_MONTH_FIRST = re.compile(r"(?:--)?(?P<m>[0-9]{2})-(?P<d>[0-9]{2})")
_VCARD = re.compile(r"--(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_DOTTED = re.compile(r"(?P<d>[0-9]{1,2})\. ?(?P<m>[0-9]{1,2})\.(?: ?(?P<y>[0-9]{4}))?")
_EITHER = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2(?P<y>[0-9]{4})")
_LINK = re.compile(r"\[\[([^\]|]*/)?(?P<target>[^\]|]*)(?:\|[^\]]*)?\]\]")


class Yearly(StrEnum):
    """What comes back every year, by the name that people have for it."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    NAME_DAY = "name day"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day of somebody's year; ``year`` is the first one, None where not known."""

    name: Yearly
    month: int
    day: int
    year: int | None = None

    def on(self, year: int) -> date:
        """Give the day it is kept on in a year: 29 February on the 28th if need be."""
        return make_day(year, self.month, self.day) or date(year, 2, 28)


def parse_occasion(text: str, name: Yearly = Yearly.BIRTHDAY) -> Occasion | None:
    """Read ``1990-05-12``, ``05-12`` (month first), ``--0512``, ``12 May``, ``12.5.``.

    None where a day is missing (``1990-05``), does not exist, or may be meant in
    two ways (``05/12/1990``). The years 0000 and 1604 stand for no year.
    """
    text = text.strip()
    if link := _LINK.fullmatch(text):
        text = link["target"].strip()
    for pattern in (_YEAR_FIRST, _MONTH_FIRST, _VCARD, _DOTTED):
        if match := pattern.fullmatch(text):
            said = match.groupdict()
            year = int(said.get("y") or 0)
            return _occasion(name, int(said["m"]), int(said["d"]), year)
    if match := _EITHER.fullmatch(text):
        year, one, other = int(match["y"]), int(match[1]), int(match[3])
        day = only_reading((make_day(year, one, other), make_day(year, other, one)))
        return Occasion(name, day.month, day.day, day.year) if day else None
    worded = parse_worded(text)
    if worded is None:
        return None
    return _occasion(name, worded.month, worded.day, worded.year or 0)


def _occasion(name: Yearly, month: int, day: int, year: int) -> Occasion | None:
    known = None if year in _NO_YEAR else year
    if make_day(known or _LEAP_YEAR, month, day) is None:
        return None
    return Occasion(name, month, day, known)


def next_on(occasion: Occasion, today: date) -> date:
    """Give the next day it is kept on, today included."""
    this_year = occasion.on(today.year)
    return this_year if this_year >= today else occasion.on(today.year + 1)
