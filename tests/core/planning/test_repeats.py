"""How a day comes back: on its weekday, its day, or the last day of the month."""

from __future__ import annotations

from datetime import date

import pytest

from vaultnet.core.dates.cadence import parse_cadence
from vaultnet.core.dates.occasions import Occasion, Yearly
from vaultnet.core.planning.repeats import Repeat, Unit, repeat_of, yearly
from vaultnet.core.planning.rhythm import Standing

TODAY = date(2026, 11, 23)


def standing(days: int, *, pinned: bool = True) -> Standing:
    return Standing(TODAY, 1.0, days, TODAY, pinned, False, False, False, ())


@pytest.mark.parametrize(
    ("words", "repeat"),
    [
        ("weekly", Repeat(Unit.WEEKS, 1)),
        ("every 3 weeks", Repeat(Unit.WEEKS, 3)),
        ("10", Repeat(Unit.WEEKS, 1)),
        ("90", Repeat(Unit.WEEKS, 13)),
        ("daily", Repeat(Unit.WEEKS, 1)),
        ("monthly", Repeat(Unit.MONTHS, 1)),
        ("every 2 months", Repeat(Unit.MONTHS, 2)),
        ("quarterly", Repeat(Unit.MONTHS, 3)),
        ("twice a year", Repeat(Unit.MONTHS, 6)),
        ("yearly", Repeat(Unit.YEARS, 1)),
        ("biennial", Repeat(Unit.YEARS, 2)),
    ],
)
def test_a_rhythm_in_words_is_a_rule_in_the_same_unit(
    words: str, repeat: Repeat
) -> None:
    cadence = parse_cadence(words)
    assert cadence is not None
    assert cadence.every_days is not None
    on = date(2026, 11, 25)
    assert repeat_of(standing(cadence.every_days), on) == (repeat, on)


def test_a_rhythm_that_follows_strength_is_in_weeks() -> None:
    on = date(2026, 12, 31)
    found = repeat_of(standing(91, pinned=False), on)
    assert found == (Repeat(Unit.WEEKS, 13), on)


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (date(2026, 11, 28), date(2026, 11, 28)),
        (date(2026, 11, 29), date(2026, 11, 30)),
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(2027, 1, 29), date(2027, 1, 31)),
        (date(2028, 2, 29), date(2028, 2, 29)),
    ],
)
def test_days_that_some_months_lack_become_the_last_one(on: date, first: date) -> None:
    repeat, begins = repeat_of(standing(91), on)
    assert begins == first
    assert repeat == Repeat(Unit.MONTHS, 3, on_last_day=on.day > 28)


def test_a_year_from_29_february_is_the_last_of_february() -> None:
    day, other = date(2028, 2, 29), date(2026, 12, 31)
    assert repeat_of(standing(365), day) == (Repeat(Unit.YEARS, 1, True), day)
    assert repeat_of(standing(365), other) == (Repeat(Unit.YEARS, 1), other)


@pytest.mark.parametrize(
    ("occasion", "first", "last_day"),
    [
        (Occasion(Yearly.BIRTHDAY, 5, 12, 1990), date(2020, 5, 12), False),
        (Occasion(Yearly.BIRTHDAY, 5, 12), date(2020, 5, 12), False),
        (Occasion(Yearly.BIRTHDAY, 5, 12, 2023), date(2023, 5, 12), False),
        (Occasion(Yearly.BIRTHDAY, 5, 12, 2099), date(2020, 5, 12), False),
        (Occasion(Yearly.BIRTHDAY, 2, 29, 1988), date(2020, 2, 29), True),
        (Occasion(Yearly.BIRTHDAY, 2, 28, 1988), date(2020, 2, 28), False),
        (Occasion(Yearly.ANNIVERSARY, 6, 21, 2014), date(2020, 6, 21), False),
        (Occasion(Yearly.ANNIVERSARY, 6, 21, 2026), date(2027, 6, 21), False),
        (Occasion(Yearly.ANNIVERSARY, 2, 29, 2024), date(2025, 2, 28), True),
        (Occasion(Yearly.ANNIVERSARY, 6, 21, 2030), date(2031, 6, 21), False),
        (Occasion(Yearly.NAME_DAY, 12, 6), date(2020, 12, 6), False),
    ],
)
def test_an_occasion_begins_where_it_is_true(
    occasion: Occasion, first: date, last_day: bool
) -> None:
    repeat = Repeat(Unit.YEARS, on_last_day=last_day)
    assert yearly(occasion, TODAY) == (repeat, first)
