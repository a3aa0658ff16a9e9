"""How a day is said in a letter, and which of several true ways is due this week."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from zlib import crc32

from vaultnet.core.dates.week import Week
from vaultnet.core.dates.when import say_date

_MONTHS = (
    "January February March April May June July August September October November"
    " December"
).split()
_A_MONTH = timedelta(days=28)
_NEARLY_A_YEAR = timedelta(days=330)
_Choice = TypeVar("_Choice")
Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Which of several true ways of saying it is due: another one every week."""

    key: str
    week: Week

    def pick(self, slot: str, choices: Sequence[_Choice]) -> _Choice:
        """Give the choice of this week; the next week gives the next one."""
        start = crc32(f"{self.key}:{slot}".encode())
        return choices[(start + self.week.ordinal) % len(choices)]


def in_month(on: date, today: date) -> str:
    """Say when as one says it in a letter: in August, in August 2024, on 2 November."""
    if today - on < _A_MONTH:
        return f"on {say_date(on, today=today)}"
    return f"in {month_of(on, today)}"


def since(on: date, today: date) -> str:
    """Say from when on: since August, since 2 November."""
    if today - on < _A_MONTH:
        return f"since {say_date(on, today=today)}"
    return f"since {month_of(on, today)}"


def month_of(on: date, today: date) -> str:
    """Say a month: August, and from about a year ago on August 2024."""
    name = _MONTHS[on.month - 1]
    return name if today - on < _NEARLY_A_YEAR else f"{name} {on.year}"


def name_in(text: str, names: Collection[str]) -> bool:
    """Say whether a text names the person."""
    return any(word.casefold() in names for word in text.split())
