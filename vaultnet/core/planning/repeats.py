"""How a day comes back, in rules that every calendar reads in the same way.

Two readings of RFC 5545 differ where a month lacks the day: dateutil leaves the month
out, as 3.3.10 says, and users lose half of their check-ins; the textbook remedy
(``BYMONTHDAY=28,29,30,31;BYSETPOS=-1``) is misread by ical.js. A rule that asks for the
last day of the month is read alike by all, and so is one for a day up to the 28th.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vaultnet.core.dates.occasions import Occasion, Yearly
from vaultnet.core.planning.rhythm import Standing

_MONTH_DAYS = 30.44  # as core.dates.cadence reads a month
_YEAR = 12  # months
_WEEK = 7
_SURE = 28  # the last day that every month has
_FEBRUARY = 2
_EPOCH = 2020  # a leap year; occasions begin in it, whenever they are asked for


class Unit(StrEnum):
    """What a rule counts, by its word in RFC 5545."""

    WEEKS = "WEEKLY"
    MONTHS = "MONTHLY"
    YEARS = "YEARLY"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A day that comes back every so many weeks, months or years.

    ``on_last_day`` means the last day of its month, whichever that is.
    """

    unit: Unit
    every: int = 1
    on_last_day: bool = False


def repeat_of(standing: Standing, on: date) -> tuple[Repeat, date]:
    """Give the rule for somebody's rhythm, and the day on which it begins.

    Rhythms that were set in months or years keep the day of the month; from the 29th
    on that is the month's last one, and so is the first. All others come back in whole
    weeks, on their day of the week.
    """
    months = round(standing.interval_days / _MONTH_DAYS)
    is_months = standing.interval_days == round(months * _MONTH_DAYS)
    if not (standing.pinned and months and is_months):
        weeks = max(1, round(standing.interval_days / _WEEK))
        return Repeat(Unit.WEEKS, weeks), on
    if months % _YEAR:
        return _monthly(Unit.MONTHS, months, on)
    if on.month == _FEBRUARY:
        return _monthly(Unit.YEARS, months // _YEAR, on)
    return Repeat(Unit.YEARS, months // _YEAR), on


def _monthly(unit: Unit, every: int, on: date) -> tuple[Repeat, date]:
    if on.day <= _SURE:
        return Repeat(unit, every), on
    return Repeat(unit, every, on_last_day=True), _last_day(on)


def _last_day(on: date) -> date:
    """Give the last day of a day's month."""
    after = (on.replace(day=1) + timedelta(days=31)).replace(day=1)
    return after - timedelta(days=1)


def yearly(occasion: Occasion, today: date) -> tuple[Repeat, date]:
    """Give the rule for an occasion, and its first day.

    A birthday is kept from birth on, an anniversary from the year after; those from
    before 2020 begin there. What began on 29 February comes on the month's last day.
    """
    first = occasion.year or _EPOCH
    if occasion.name is Yearly.ANNIVERSARY:
        first += 1 if occasion.year else 0
    elif first > today.year:  # a slip: a birthday is kept whatever its year says
        first = _EPOCH
    leaps = (occasion.month, occasion.day) == (_FEBRUARY, _SURE + 1)
    return Repeat(Unit.YEARS, on_last_day=leaps), occasion.on(max(first, _EPOCH))
