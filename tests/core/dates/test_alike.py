"""A day written the way another one is: the same form, and the right day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.dates.alike import render_alike
from vaultnet.core.dates.locales import LOCALES
from vaultnet.core.dates.when import parse_note_date

MARCH = date(2027, 3, 5)


@pytest.mark.parametrize(
    ("shown", "alike"),
    [
        ("30.09.2026", "05.03.2027"), ("30.9.2026", "5.3.2027"),
        ("30.11.2026", "05.03.2027"), ("09.09.2026", "05.03.2027"),
        ("30/09/2026", "05/03/2027"), ("09/30/2026", "03/05/2027"),
        ("30-9-2026", "5-3-2027"), ("2026/09/30", "2027/03/05"),
        ("2026.9.30", "2027.3.5"), ("20260930", "20270305"),
        ("Sep 30, 2026", "Mar 5, 2027"), ("Sep. 30, 2026", "Mar. 5, 2027"),
        ("September 30 2026", "March 5 2027"), ("30 September 2026", "5 March 2027"),
        ("30. September 2026", "5. März 2027"), ("30. Sep. 2026", "5. März 2027"),
        ("02 Aug 2026", "05 Mar 2027"), ("30 settembre 2026", "5 marzo 2027"),
        ("30 września 2026", "5 marca 2027"), ("2 août 2026", "5 mars 2027"),
    ],
)  # fmt: skip
def test_a_day_is_written_as_the_other_is(shown: str, alike: str) -> None:
    day = parse_note_date(shown)
    assert day is not None
    assert render_alike(shown, day, MARCH) == alike


@pytest.mark.parametrize(
    "shown",
    [
        "09/09/2026", "May 5, 2026", "30 september 2026", "Sep 30th, 2026",
        "Wednesday, 30 September 2026", "2026-09-30T10:00", "5 mai 2026",
        "30 de septiembre de 2026",
    ],
)  # fmt: skip
def test_a_form_that_is_not_sure_gives_nothing(shown: str) -> None:
    day = parse_note_date(shown)
    assert day is not None
    assert render_alike(shown, day, date(2026, 3, 1)) is None


FORMS = ("{d}.{m}.{y}", "{d:02}.{m:02}.{y}", "{y}/{m:02}/{d:02}")
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(st.sampled_from(FORMS), DAYS, DAYS)
def test_in_numbers_the_new_day_is_the_one_that_is_read(
    form: str, day: date, on: date
) -> None:
    shown = form.format(y=day.year, m=day.month, d=day.day)
    assert parse_note_date(render_alike(shown, day, on) or "") == on


@given(st.sampled_from(sorted(LOCALES)), DAYS, DAYS)
def test_in_words_the_new_day_is_the_one_that_is_read(
    language: str, day: date, on: date
) -> None:
    locale = LOCALES[language]
    months = locale.months_after_day or locale.names.months
    shown = f"{day.day} {months[day.month - 1]} {day.year}"
    alike = render_alike(shown, day, on)
    assert alike is None or parse_note_date(alike) == on
