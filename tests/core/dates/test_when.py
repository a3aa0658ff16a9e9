from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.dates.when import parse_note_date, parse_when, say_date
from vaultnet.errors import WrongUsage

TODAY = date(2026, 11, 23)  # a Monday

TYPED = """
today                      2026-11-23
Yesterday                  2026-11-22
tomorrow                   2026-11-24
day before yesterday       2026-11-21
the day before yesterday   2026-11-21
day after tomorrow         2026-11-25
friday                     2026-11-20
Fri                        2026-11-20
on sunday                  2026-11-22
monday                     2026-11-16
tue                        2026-11-17
last friday                2026-11-20
last monday                2026-11-16
next monday                2026-11-30
next fri                   2026-11-27
3 days ago                 2026-11-20
a week ago                 2026-11-16
two weeks ago              2026-11-09
1 month ago                2026-10-23
3 months ago               2026-08-23
an year ago                2025-11-23
a fortnight ago            2026-11-09
5d ago                     2026-11-18
in 2 weeks                 2026-12-07
in a month                 2026-12-23
in 3d                      2026-11-26
-3d                        2026-11-20
+2w                        2026-12-07
-1m                        2026-10-23
-1 mo                      2026-10-23
+1q                        2027-02-23
-1y                        2025-11-23
- 3 days                   2026-11-20
-0d                        2026-11-23
last week                  2026-11-16
next week                  2026-11-30
last month                 2026-10-23
next month                 2026-12-23
last quarter               2026-08-23
next quarter               2027-02-23
last year                  2025-11-23
next year                  2027-11-23
2026-11-20                 2026-11-20
2026-1-5                   2026-01-05
2026/11/20                 2026-11-20
2026.11.20                 2026-11-20
20261101                   2026-11-01
2026-W47                   2026-11-16
2026-w47-5                 2026-11-20
2026W475                   2026-11-20
2020-W53                   2020-12-28
2 Aug                      2026-08-02
2 aug 2025                 2025-08-02
2nd of August              2026-08-02
Aug 2                      2026-08-02
Aug 2, 2025                2025-08-02
Aug 2 2025                 2025-08-02
August 2nd, 2025           2025-08-02
2. August 2025             2025-08-02
2 Dec                      2025-12-02
23 Nov                     2026-11-23
29 Feb                     2024-02-29
20/11/2026                 2026-11-20
11/20/2026                 2026-11-20
11/11/2026                 2026-11-11
01.11.2026                 2026-11-01
Fri 2026-11-20             2026-11-20
friday, 20 november 2026   2026-11-20
mon 23 nov                 2026-11-23
"""


@pytest.mark.parametrize("row", TYPED.strip().splitlines())
def test_days_are_read_as_people_type_them(row: str) -> None:
    phrase, _, expected = row.rpartition(" ")
    assert parse_when(phrase, today=TODAY) == date.fromisoformat(expected)


COMING = """
friday        2026-11-27
monday        2026-11-30
tuesday       2026-11-24
last friday   2026-11-20
2 Aug         2027-08-02
2 Dec         2026-12-02
23 Nov        2026-11-23
29 Feb        2028-02-29
2w            2026-12-07
3 days        2026-11-26
-3d           2026-11-20
in 2 weeks    2026-12-07
6w            2027-01-04
monday        2026-11-30
until friday  2026-11-27
till 2 Dec    2026-12-02
for a month   2026-12-23
for 3 weeks   2026-12-14
next month    2026-12-23
tomorrow      2026-11-24
december      2026-12-01
November      2027-11-01
until march   2027-03-01
"""


@pytest.mark.parametrize("row", COMING.strip().splitlines())
def test_where_the_future_is_meant_the_next_such_day_is_taken(row: str) -> None:
    phrase, _, expected = row.rpartition(" ")
    day = parse_when(phrase, today=TODAY, future=True)
    assert day == date.fromisoformat(expected)


def test_a_month_alone_is_no_day_that_has_been() -> None:
    with pytest.raises(WrongUsage, match="last friday"):
        parse_when("march", today=TODAY)
    with pytest.raises(WrongUsage, match="in 3 weeks"):
        parse_when("some time", today=TODAY, future=True)


REFUSED = [
    ("", "cannot read '' as a day: write it like 2026-11-23, yesterday"),
    ("soon", "cannot read 'soon'"),
    ("10", "cannot read '10'"),
    ("2025", "cannot read '2025'"),
    ("may", "cannot read 'may'"),
    ("last", "cannot read 'last'"),
    ("last tea", "cannot read 'last tea'"),
    ("3 teas ago", "cannot read '3 teas ago'"),
    ("some days ago", "cannot read 'some days ago'"),
    ("2026-11-20 lunch", "cannot read"),
    ("x" * 500, "xxx...'"),
    ("one\ntwo", r"cannot read 'one\\ntwo'"),
    ("31 sep", "there is no 31 September"),
    ("31 sep 2026", "there is no 31 September 2026"),
    ("2026-02-29", "there is no 29 February 2026"),
    ("2026-13-01", "there is no month 13"),
    ("20260230", "there is no 30 February 2026"),
    ("2025-W53", "there is no week 53 in 2025"),
    ("32/13/2026", "there is no day 32/13/2026"),
    ("01/11/2026", "1 November or 11 January 2026: write 2026-11-01 or 2026-01-11"),
    ("01-11-2026", "1 November or 11 January 2026: write 2026-11-01 or 2026-01-11"),
    ("3d", "'3d' can be before or after today: write -3d or"),
    ("thu 2026-11-20", "2026-11-20 is a Friday, not a thu"),
    ("in 99999 years", "lies beyond the calendar"),
    ("-99999 years", "lies beyond the calendar"),
]


@pytest.mark.parametrize(("phrase", "says"), REFUSED)
def test_what_is_not_certain_is_refused_in_one_line(phrase: str, says: str) -> None:
    with pytest.raises(WrongUsage, match=says) as caught:
        parse_when(phrase, today=TODAY)
    assert "\n" not in str(caught.value)


_WORDS = [*"today last next friday ago in a 3 -3d week month aug 2 2026 / , .".split()]


@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(st.sampled_from(_WORDS), max_size=5).map(" ".join),
        st.from_regex(r"[0-9]{1,6}[-/. ]?[0-9w]{0,4}[-/. ]?[0-9]{0,5}", fullmatch=True),
    ),
    st.dates(),
    st.booleans(),
)
def test_nothing_but_wrong_usage_is_raised(
    text: str, today: date, future: bool
) -> None:
    with suppress(WrongUsage):
        assert isinstance(parse_when(text, today=today, future=future), date)


@given(st.dates())
def test_days_as_they_are_echoed_read_back(day: date) -> None:
    assert parse_when(str(day), today=TODAY) == day
    assert parse_note_date(str(day)) == day
    if day.year > 999:
        assert parse_when(f"{day:%Y%m%d}", today=TODAY) == day


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_a_day_said_with_its_year_reads_back(day: date, today: date) -> None:
    said = say_date(day, today=today).removesuffix(f" {day.year}")
    assert parse_note_date(f"{said} {day.year}") == day


NOTED = [
    ("2026-08-02", "2026-08-02"),
    (" 2026-08-02 ", "2026-08-02"),
    ("2026-8-2", "2026-08-02"),
    ("2026-08-02T10:00", "2026-08-02"),
    ("2026-08-02T10:00:30.250Z", "2026-08-02"),
    ("2026-08-02T10:00:00+02:00", "2026-08-02"),
    ("2026-08-02 10:30", "2026-08-02"),
    ("2026-08-02 3:30 PM", "2026-08-02"),
    ("2026/08/02", "2026-08-02"),
    ("2026.08.02", "2026-08-02"),
    ("20260802", "2026-08-02"),
    ("2 August 2026", "2026-08-02"),
    ("2-Aug-2026", "2026-08-02"),
    ("02 Aug 2026", "2026-08-02"),
    ("Aug 14, 2026", "2026-08-14"),
    ("Aug. 14 2026", "2026-08-14"),
    ("August 2nd, 2026", "2026-08-02"),
    ("Friday, August 14, 2026", "2026-08-14"),
    ("Fr., 14. August 2026", "2026-08-14"),
    ("2026-08-14 Friday", "2026-08-14"),
    ("2026-08-14 (Fr)", "2026-08-14"),
    ("2026-08-14 Saturday", None),
    ("2. August 2026", "2026-08-02"),
    ("2. März 2026", "2026-03-02"),
    ("2. Ma\u0308rz 2026", "2026-03-02"),
    ("1er août 2026", "2026-08-01"),
    ("2 de agosto de 2026", "2026-08-02"),
    ("2 sierpnia 2026", "2026-08-02"),
    ("2. elokuuta 2026", "2026-08-02"),
    ("02.08.2026", "2026-08-02"),
    ("2.8.2026", "2026-08-02"),
    ("2. 8. 2026", "2026-08-02"),
    ("13.08.2026", "2026-08-13"),
    ("08.13.2026", None),
    ("13/08/2026", "2026-08-13"),
    ("08/13/2026", "2026-08-13"),
    ("01/11/2026", None),
    ("01-11-2026", None),
    ("11/11/2026", "2026-11-11"),
    ("[[2026-08-02]]", "2026-08-02"),
    ("[[2026-08-02|that day]]", "2026-08-02"),
    ("[[Aug 14, 2026|2026-08-14]]", "2026-08-14"),
    ("[[Sunday lunch|2026-08-14]]", "2026-08-14"),
    ("[[Daily/2026-08-02]]", "2026-08-02"),
    ("[[Daily/2026-08-02.md#Log]]", "2026-08-02"),
    ("[[Daily/2026/08/02]]", "2026-08-02"),
    ("[[Jane Doe]]", None),
    ("[[2026-08-02]] and more", None),
    ("2026-02-30", None),
    ("2026-13-45", None),
    ("20261345", None),
    ("31 September 2026", None),
    ("2 August", None),
    ("August 2026", None),
    ("2026-08", None),
    ("2026", None),
    ("2026-W31", None),
    ("yesterday", None),
    ("２０２６-08-02", None),
    ("", None),
    ("2 " * 200, None),
]


@pytest.mark.parametrize(("text", "expected"), NOTED)
def test_days_are_read_as_they_stand_in_notes(text: str, expected: str | None) -> None:
    day = parse_note_date(text)
    assert (day.isoformat() if day else None) == expected


@given(st.text(max_size=80))
def test_no_text_breaks_a_note(text: str) -> None:
    parse_note_date(text)
    parse_note_date(f"[[{text}]]")


SAID = [
    ("2026-08-02", "2 August"),
    ("2026-01-02", "2 January"),
    ("2025-12-31", "31 December 2025"),  # 327 days back
    ("2024-08-02", "2 August 2024"),
    ("2026-12-24", "24 December"),
    ("2027-01-02", "2 January 2027"),
]


@pytest.mark.parametrize(("day", "expected"), SAID)
def test_a_day_is_said_with_its_year_when_it_is_not_near(
    day: str, expected: str
) -> None:
    assert say_date(date.fromisoformat(day), today=TODAY) == expected


def test_at_the_turn_of_the_year_months_back_need_no_year() -> None:
    march = date(2026, 3, 1)
    assert say_date(march - timedelta(days=300), today=march) == "5 May"
    assert say_date(march - timedelta(days=301), today=march) == "4 May 2025"
