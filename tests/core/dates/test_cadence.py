from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.dates.cadence import Cadence, add_months, parse_cadence, parse_tier

RHYTHMS = """
1    daily | every day | 1d | 1 | P1D | täglich
7    weekly | Weekly | every week | 1w | 7 days | P1W | wöchentlich | woechentlich
7    semanal | hebdomadaire | once a week | each week | jede Woche | toutes les semaines
10   10d | 10 | every 10 days | 10 days | alle 10 Tage
14   biweekly | bi-weekly | fortnightly | every other week | every two weeks | 2w
14   quinzenal | quincenal | zweiwöchentlich | 14-tägig | cada 2 semanas
15   twice a month | 2 times a month | 2x a month
21   every 3 weeks | 3w | 3 weeks | alle 3 Wochen | toutes les 3 semaines
30   monthly | every month | 1mo | 1 month | P1M | monatlich | mensal | mensuel | 30
42   6w | P6W | every six weeks
44   P1M2W
61   bimonthly | every 2 months | 2mo | every other month | alle zwei Monate
90   90 | 90d
91   quarterly | every quarter | 1q | 3mo | P3M | vierteljährlich | vierteljaehrlich
91   trimestral | trimestriel | 4 times a year | 4x/year
122  three times a year | drei mal im Jahr
183  twice a year | twice-yearly | twice yearly | half-yearly | half yearly | P6M
183  halbjährlich | semestral | every 6 months | zweimal im Jahr | 2/year
182  rarely | selten | 26w
365  yearly | annually | every year | 1y | P1Y | jährlich | anual | annuel
548  P1Y6M
731  2y | P2Y
"""


@pytest.mark.parametrize("row", RHYTHMS.strip().splitlines())
def test_a_rhythm_is_read_in_days(row: str) -> None:
    days, _, words = row.partition(" ")
    for word in words.split("|"):
        assert parse_cadence(word) == Cadence(int(days)), word


@pytest.mark.parametrize("word", ["auto", " Auto ", "automatic"])
def test_auto_pins_nothing(word: str) -> None:
    assert parse_cadence(word) == Cadence(None, rests=False)


@pytest.mark.parametrize("word", ["none", "never", "paused", "Nie", "jamais", "off"])
def test_none_means_no_check_ins(word: str) -> None:
    assert parse_cadence(word) == Cadence(None, rests=True)


NONSENSE = (
    "", "m", "6m", "3 m", "week", "quarter", "0", "0w", "-7", "1.5w", "99999", "20y",
    "P", "PT5M", "P1.5M", "sometimes", "every", "every 2", "every purple week",
    "often", "twice", "[[weekly]]", "７", "3 weeks or so", "A",
)  # fmt: skip


@pytest.mark.parametrize("word", NONSENSE)
def test_what_is_no_rhythm_is_none(word: str) -> None:
    assert parse_cadence(word) is None


@given(st.text(max_size=40))
def test_any_text_is_a_rhythm_of_days_or_none(text: str) -> None:
    cadence = parse_cadence(text)
    assert cadence is None or cadence.every_days is None or cadence.every_days >= 1


@given(st.integers(1, 520), st.sampled_from(["w", " weeks", "W", " wk"]))
def test_weeks_are_seven_days(count: int, unit: str) -> None:
    assert parse_cadence(f"{count}{unit}") == Cadence(7 * count)


TIERS = [
    ("inner", 14), ("Close", 30), ("casual", 90), ("warm", 180), ("dormant", 365),
    ("A", 21), ("b", 60), ("C", 180), ("d", 365), ("alist", 21), ("#blist", 60),
    ("c-list", 180), ("D list", 365), ("e", None), ("flist", None), ("list", None),
    ("", None), ("1", None),
]  # fmt: skip


@pytest.mark.parametrize(("word", "days"), TIERS)
def test_tiers_are_known(word: str, days: int | None) -> None:
    assert parse_tier(word) == days


MONTHS = [
    ("2026-11-30", 3, "2027-02-28"),
    ("2027-11-30", 3, "2028-02-29"),
    ("2026-03-31", -1, "2026-02-28"),
    ("2026-01-31", 1, "2026-02-28"),
    ("2026-01-15", -1, "2025-12-15"),
    ("2026-12-31", 12, "2027-12-31"),
    ("2024-02-29", 12, "2025-02-28"),
    ("2026-05-05", 0, "2026-05-05"),
]


@pytest.mark.parametrize(("day", "months", "expected"), MONTHS)
def test_months_end_on_their_last_day(day: str, months: int, expected: str) -> None:
    assert str(add_months(date.fromisoformat(day), months)) == expected


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_months_count_from_the_anchor(day: date, months: int) -> None:
    moved = add_months(day, months)
    apart = (moved.year - day.year) * 12 + moved.month - day.month
    assert apart == months
    assert moved.day <= day.day


@pytest.mark.parametrize("months", [12 * 9000, -12 * 3000])
def test_there_is_nothing_beyond_the_calendar(months: int) -> None:
    with pytest.raises(ValueError, match="there is no year"):
        add_months(date(2026, 11, 23), months)
