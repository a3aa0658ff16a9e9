"""Days in a table: read where they say one day, doubted where they say two."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.formats.tables.days import Order, Reading, read_day, settle_order

SURE = {
    "2024-05-30": "2024-05-30",
    "2024/5/3": "2024-05-03",
    "2024.05.30": "2024-05-30",
    "20240530": "2024-05-30",
    "2024-05-30T12:00:00Z": "2024-05-30",
    "2024-05-30 00:00:00": "2024-05-30",
    "2025-11-17 22:05:06 UTC": "2025-11-17",
    "30 May 2024": "2024-05-30",
    "09 Nov 2018": "2018-11-09",
    "9-Nov-2018": "2018-11-09",
    "9. November 2018": "2018-11-09",
    "3rd Sept 1999": "1999-09-03",
    "Dec 24, 1980": "1980-12-24",
    "December 24th 1980": "1980-12-24",
    "4.11.1980": "1980-11-04",  # with dots the day comes first everywhere
    "04. 11. 1980": "1980-11-04",
    "24/12/1980": "1980-12-24",
    "12/24/1980": "1980-12-24",
    "5/5/1980": "1980-05-05",  # the same day either way
    "12/24/80": "1980-12-24",
    "24-Dec-80": "1980-12-24",
    "29 Feb 2024": "2024-02-29",
    "--12-09": "12-09",
    "--1209": "12-09",
    "12-09": "12-09",
    "--02-29": "02-29",
    "1604-05-09": "05-09",
    "24.12.": "12-24",
    "24 December": "12-24",
}


@pytest.mark.parametrize(("text", "day"), SURE.items())
def test_a_day_that_says_one_day_is_read(text: str, day: str) -> None:
    assert read_day(text, Order.UNSETTLED, field="birthday") == Reading(day)


@pytest.mark.parametrize(
    "text",
    ["", "0/0/00", "0.0.00", "00/00/0000", "0000-00-00", "1/1/4501", " - "],
)
def test_what_programs_write_for_no_day_is_none(text: str) -> None:
    assert read_day(text, Order.UNSETTLED, field="birthday") == Reading("")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("4/11/1980", "is one of two days, and no other row shows which"),
        ("4-11-80", "is one of two days, and no other row shows which"),
        ("31 sep 2020", "is no day of the calendar"),
        ("29 Feb 2023", "is no day of the calendar"),
        ("2024-13-45", "is no day of the calendar"),
        ("13/13/2020", "is no day of the calendar"),
        ("10", "is no day that can be read"),
        ("2025", "is no day that can be read"),
        ("may", "is no day that can be read"),
        ("circa 1800", "is no day that can be read"),
        ("24 Foo 1980", "is no day that can be read"),
        ("44509", "is no day that can be read"),  # how Excel counts days inside
        ("9 nov 2018 or so", "is no day that can be read"),
        ("٣٠ May 2024", "is no day that can be read"),
        ("1" * 100, "is no day that can be read"),
        ("0" * 100 + "?", "is no day that can be read"),
    ],
)
def test_a_day_that_is_none_or_two_is_doubted(text: str, doubt: str) -> None:
    assert read_day(text, Order.UNSETTLED, field="birthday") == Reading("", doubt)


def test_a_birthday_of_two_digits_may_be_of_either_century() -> None:
    doubt = "may be of either century, so the year is left out"
    read = read_day("12/24/25", Order.UNSETTLED, field="birthday")
    assert read == Reading("12-24", doubt)


@pytest.mark.parametrize(
    ("field", "text", "day"),
    [
        ("connected_on", "24-Dec-21", "2021-12-24"),
        ("connected_on", "24-Dec-35", "2035-12-24"),  # LinkedIn is of 2003
        ("anniversary", "24-Dec-10", "2010-12-24"),
        ("anniversary", "24-Dec-75", "1975-12-24"),
    ],
)
def test_other_days_are_of_the_only_century_that_they_can_be_of(
    field: str, text: str, day: str
) -> None:
    assert read_day(text, Order.UNSETTLED, field=field) == Reading(day)


def test_only_a_birthday_may_lack_its_year() -> None:
    read = read_day("24 December", Order.UNSETTLED, field="met")
    assert read == Reading("", "does not say the year")


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["4/11/1980", "25/12/1990", ""], Order.DAY_FIRST),
        (["4/11/18, 3:04 PM", "12/24/17, 9:15 AM"], Order.MONTH_FIRST),
        (["4/11/1980", "5/6/1990"], Order.UNSETTLED),
        (["25/12/1980", "12/25/1990", "4/11/1980"], Order.UNSETTLED),
        (["1980-12-25", "4/11/1980", "25.12.1980", "12-25"], Order.UNSETTLED),
        ([], Order.UNSETTLED),
    ],
)
def test_a_column_settles_its_order_or_does_not(
    column: list[str], order: Order
) -> None:
    assert settle_order(column) is order


def test_the_order_of_a_column_is_that_of_its_days() -> None:
    first = read_day("4/11/1980", Order.DAY_FIRST, field="birthday")
    second = read_day("4/11/1980", Order.MONTH_FIRST, field="birthday")
    assert (first.day, second.day) == ("1980-11-04", "1980-04-11")


@given(st.dates(min_value=date(1700, 1, 1)))
def test_every_day_of_linkedin_is_read_whatever_this_machine_speaks(day: date) -> None:
    month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[day.month - 1]
    text = f"{day.day:02} {month} {day.year}"
    read = read_day(text, Order.UNSETTLED, field="connected_on")
    assert read == Reading(day.isoformat())


@given(st.text(max_size=70), st.sampled_from(Order))
def test_a_day_is_one_of_the_calendar_or_none(text: str, order: Order) -> None:
    read = read_day(text, order, field="birthday")
    if read.day:
        date.fromisoformat(read.day if len(read.day) > 5 else f"2000-{read.day}")
