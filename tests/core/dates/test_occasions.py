from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.dates.occasions import Occasion, Yearly, next_on, parse_occasion


def born(month: int, day: int, year: int | None = None) -> Occasion:
    return Occasion(Yearly.BIRTHDAY, month, day, year)


MAY_1990 = born(5, 12, 1990)
MAY = born(5, 12)

WRITTEN = [
    ("1990-05-12", MAY_1990),
    (" 1990-05-12 ", MAY_1990),
    ("1990-05-12T00:00:00", MAY_1990),
    ("19900512", MAY_1990),
    ("19900512T000000Z", MAY_1990),
    ("1990/05/12", MAY_1990),
    ("1990.05.12", MAY_1990),
    ("[[1990-05-12]]", MAY_1990),
    ("[[Days/05-12|May]]", MAY),
    ("05-12", MAY),
    ("--05-12", MAY),
    ("--0512", MAY),
    ("0000-05-12", MAY),
    ("1604-05-12", MAY),
    ("16040512", MAY),
    ("12 May", MAY),
    ("May 12", MAY),
    ("12th of May", MAY),
    ("May 12th", MAY),
    ("12 May 1990", MAY_1990),
    ("May 12, 1990", MAY_1990),
    ("12. Mai", MAY),
    ("12. Mai 1990", MAY_1990),
    ("12 de mayo de 1990", MAY_1990),
    ("12.05.", MAY),
    ("12.5.", MAY),
    ("12.05.1990", MAY_1990),
    ("12. 5. 1990", MAY_1990),
    ("5/13/1990", born(5, 13, 1990)),
    ("13/5/1990", born(5, 13, 1990)),
    ("13-05-1990", born(5, 13, 1990)),
    ("02-29", born(2, 29)),
    ("--0229", born(2, 29)),
    ("2000-02-29", born(2, 29, 2000)),
    ("1604-02-29", born(2, 29)),
    ("1990-02-29", None),
    ("29.02.1990", None),
    ("05/12/1990", None),
    ("05/12", None),
    ("13-05", None),
    ("1990-05", None),
    ("1990", None),
    ("02-30", None),
    ("--0231", None),
    ("1990-13-01", None),
    ("circa 1800", None),
    ("May", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_birthdays_are_read_as_people_write_them(
    text: str, expected: Occasion | None
) -> None:
    assert parse_occasion(text) == expected


@pytest.mark.parametrize("name", Yearly)
def test_other_occasions_are_written_the_same_way(name: Yearly) -> None:
    for text, expected in WRITTEN:
        other = expected and replace(expected, name=name)
        assert parse_occasion(text, name) == other


@given(st.text(max_size=40))
def test_any_text_is_a_birthday_or_none(text: str) -> None:
    birthday = parse_occasion(text)
    assert birthday is None or birthday.on(2026)


@given(st.dates())
def test_iso_days_are_birthdays(day: date) -> None:
    birthday = parse_occasion(day.isoformat())
    assert birthday is not None
    assert birthday.on(day.year) == day


def test_the_leap_day_is_kept_on_the_28th_in_common_years() -> None:
    leap = born(2, 29, 2000)
    assert leap.on(2027) == date(2027, 2, 28)
    assert leap.on(2028) == date(2028, 2, 29)
    assert next_on(leap, date(2027, 2, 28)) == date(2027, 2, 28)
    assert next_on(leap, date(2027, 3, 1)) == date(2028, 2, 29)


def test_the_next_birthday_may_be_today() -> None:
    assert next_on(MAY, date(2026, 5, 12)) == date(2026, 5, 12)
    assert next_on(MAY, date(2026, 5, 13)) == date(2027, 5, 12)
    assert next_on(MAY, date(2026, 12, 31)) == date(2027, 5, 12)


@given(st.integers(1, 12), st.integers(1, 28), st.dates(max_value=date(9998, 12, 31)))
def test_a_birthday_comes_within_a_year(month: int, day: int, today: date) -> None:
    coming = next_on(born(month, day), today)
    assert 0 <= (coming - today).days <= 366
    assert (coming.month, coming.day) == (month, day)
