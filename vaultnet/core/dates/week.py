"""Weeks as ISO 8601 counts them: Monday first, ``2026-W48``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})")


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Seven days from a Monday; ``str()`` gives ``2026-W48``."""

    monday: date

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=6)

    @property
    def number(self) -> int:
        """Which week of its ISO year, 1 to 53; for choices that rotate."""
        return self.monday.isocalendar().week

    @property
    def ordinal(self) -> int:
        """Weeks since the year 1: grows by one a week, over new years, too."""
        return self.monday.toordinal() // 7

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday

    def __str__(self) -> str:
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"


def week_of(day: date) -> Week:
    """Give the week that a day falls in."""
    return Week(day - timedelta(days=day.weekday()))


def parse_week(text: str) -> Week | None:
    """Read ``2026-W48``; None where the year has no such week."""
    match = _WEEK.fullmatch(text.strip().upper())
    if match is None:
        return None
    try:
        return Week(date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        return None


def say_week(week: Week) -> str:
    """Say which days a week has: ``23 to 29 November 2026``."""
    first, last = week.monday, week.sunday
    begin = f"{first.day}"
    if first.month != last.month:
        begin += f" {_MONTHS[first.month - 1]}"
    if first.year != last.year:
        begin += f" {first.year}"
    return f"{begin} to {last.day} {_MONTHS[last.month - 1]} {last.year}"
