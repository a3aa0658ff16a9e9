"""Birthdays and other days that come back every year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of the year; ``year`` is None where it is not known."""

    month: int
    day: int
    year: int | None = None

    def on(self, year: int) -> date:
        """Give the day it is kept on in a year: 29 February on the 28th if need be."""
        return make_day(year, self.month, self.day) or date(year, 2, 28)


def parse_birthday(text: str) -> Birthday | None:
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
            return _birthday(int(said["m"]), int(said["d"]), int(said.get("y") or 0))
    if match := _EITHER.fullmatch(text):
        year, one, other = int(match["y"]), int(match[1]), int(match[3])
        day = only_reading((make_day(year, one, other), make_day(year, other, one)))
        return Birthday(day.month, day.day, day.year) if day else None
    worded = parse_worded(text)
    return _birthday(worded.month, worded.day, worded.year or 0) if worded else None


def _birthday(month: int, day: int, year: int) -> Birthday | None:
    known = None if year in _NO_YEAR else year
    if make_day(known or _LEAP_YEAR, month, day) is None:
        return None
    return Birthday(month, day, known)


def next_on(birthday: Birthday, today: date) -> date:
    """Give the next day it is kept on, today included."""
    this_year = birthday.on(today.year)
    return this_year if this_year >= today else birthday.on(today.year + 1)
