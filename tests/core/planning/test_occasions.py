"""Which occasions a week tells of, and in which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.config import Config, WeekNote
from vaultnet.core.dates.occasions import Occasion, Yearly, parse_occasion
from vaultnet.core.dates.week import Week, week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.planning.occasions import Upcoming, occasions_in, say_occasion
from vaultnet.core.values import NotePath

MONDAY = date(2026, 11, 23)
WEEK = Week(MONDAY)
CONFIG = Config()


def it(day: date | str, kind: Kind | None = Kind.EMAIL) -> Interaction:
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return Interaction(on, kind, "words", NotePath("x.md"), 1)


def who(*occasions: Occasion, name: str = "Ada", **known: Any) -> Contact:
    history = tuple(map(it, known.pop("history", ())))
    profile = Profile(NotePath(f"People/{name}.md"), name, occasions=occasions, **known)
    return Contact(profile, history)


def a(text: str) -> Occasion:
    """An occasion as a table below writes it: ``birthday 1990-11-26``."""
    name, _, day = text.rpartition(" ")
    found = parse_occasion(day, Yearly(name))
    assert found is not None, text
    return found


def lead(days: int) -> Config:
    return Config(week=WeekNote(lead_days=days))


def said(found: Iterable[Upcoming]) -> list[str]:
    return [say_occasion(each) for each in found]


# What is said in the week from 23 to 29 November 2026.

SAID = [
    ("birthday 1990-11-26", "birthday on 26 November, turns 36"),
    ("birthday 1990-11-23", "birthday on 23 November, turns 36"),
    ("birthday 1990-11-29", "birthday on 29 November, turns 36"),
    ("birthday 11-26", "birthday on 26 November"),
    ("birthday --1126", "birthday on 26 November"),
    ("birthday 1604-11-26", "birthday on 26 November"),
    ("birthday 2026-11-26", "birthday on 26 November"),
    ("birthday 2062-11-26", "birthday on 26 November"),
    ("birthday 1906-11-26", "birthday on 26 November, turns 120"),
    ("birthday 1905-11-26", "birthday on 26 November"),
    ("birthday 1990-12-06", "birthday on 6 December, turns 36"),
    ("birthday 1990-12-07", None),
    ("birthday 1990-11-22", "birthday was on 22 November, turned 36"),
    ("birthday 1990-11-09", "birthday was on 9 November, turned 36"),
    ("birthday 11-09", "birthday was on 9 November"),
    ("birthday 1990-11-08", None),
    ("anniversary 2016-12-03", "anniversary on 3 December, 10 years"),
    ("anniversary 2025-12-03", "anniversary on 3 December, 1 year"),
    ("anniversary 2016-11-12", "anniversary was on 12 November, 10 years"),
    ("anniversary 12-03", "anniversary on 3 December"),
    ("anniversary 1900-12-03", "anniversary on 3 December"),
    ("anniversary 2026-12-03", None),
    ("anniversary 2027-12-03", None),
    ("name day 12-06", "name day on 6 December"),
    ("name day 1990-12-06", "name day on 6 December"),
    ("name day 11-11", "name day was on 11 November"),
]


@pytest.mark.parametrize(("occasion", "words"), SAID, ids=[each[0] for each in SAID])
def test_a_line_says_the_day_and_the_years_that_are_known(
    occasion: str, words: str | None
) -> None:
    found = said(occasions_in([who(a(occasion))], CONFIG, WEEK))
    assert found == ([words] if words else [])


# A birthday on 12 November, eleven days before the Monday: is it belated?

BELATED = [
    ("nothing was ever logged", {}, True),
    ("long ago", {"history": ["2026-08-02"]}, True),
    ("before the lead", {"history": ["2026-11-04"]}, True),
    ("in the lead", {"history": ["2026-11-05"]}, False),
    ("on the day", {"history": ["2026-11-12"]}, False),
    ("after the day", {"history": ["2026-11-22"]}, False),
    ("also long before", {"history": ["2026-01-05", "2026-11-22"]}, False),
    ("only in this week", {"history": ["2026-11-23"]}, True),
    ("you met after it", {"met": date(2026, 11, 20)}, False),
    ("you meet this week", {"met": date(2026, 11, 25)}, False),
    ("you met long ago", {"met": date(2019, 5, 1)}, True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("known", "belated"),
    [each[1:] for each in BELATED],
    ids=[each[0] for each in BELATED],
)
def test_an_occasion_is_belated_until_something_happens_between_you(
    known: dict[str, Any], belated: bool
) -> None:
    found = occasions_in([who(a("birthday 11-12"), **known)], CONFIG, WEEK)
    assert [each.belated for each in found] == [True] * belated


@pytest.mark.parametrize("kind", [None, *Kind])
def test_a_word_of_any_kind_was_a_word(kind: Kind | None) -> None:
    ada = replace(who(a("birthday 11-12")), history=(it("2026-11-12", kind),))
    assert occasions_in([ada], CONFIG, WEEK) == ()


def test_the_days_ahead_can_be_configured() -> None:
    late = who(a("birthday 12-01"))
    assert [len(occasions_in([late], lead(n), WEEK)) for n in (0, 1, 2, 28)] == [
        0,
        0,
        1,
        1,
    ]
    early = who(a("birthday 11-20"), history=["2026-11-19"])
    assert [len(occasions_in([early], lead(n), WEEK)) for n in (0, 1)] == [1, 0]


@pytest.mark.parametrize(
    ("known", "count"),
    [
        ({"rests": True}, 0),
        ({"rests": True, "gone": True}, 0),
        ({"imported_from": "linkedin"}, 0),
        ({"imported_from": "linkedin", "every_days": 90}, 1),
        ({"imported_from": "linkedin", "history": ["2026-01-05"]}, 1),
        ({"imported_from": "linkedin", "history": ["2026-11-24"]}, 0),
        ({"snooze_until": date(2027, 3, 1)}, 1),
        ({"next_contact": date(2027, 3, 1)}, 1),
        ({"met": date(2026, 11, 1)}, 1),
    ],
    ids=str,
)
def test_who_rests_or_was_only_imported_has_none_and_a_hold_keeps_them(
    known: dict[str, Any], count: int
) -> None:
    ada = who(a("birthday 11-26"), **known)
    assert len(occasions_in([ada], CONFIG, WEEK)) == count


def test_a_bare_date_of_an_import_takes_nobody_up() -> None:
    bare = Interaction(date(2026, 1, 5), None, "", NotePath("x.md"), 1, Source.FIELD)
    ada = replace(who(a("birthday 11-26"), imported_from="google"), history=(bare,))
    assert occasions_in([ada], CONFIG, WEEK) == ()


def test_all_that_somebody_has_comes_up_in_the_order_of_the_days() -> None:
    both = who(a("birthday 11-28"), a("name day 11-25"), a("anniversary 11-25"))
    zoe = who(a("birthday 11-25"), name="Zoe")
    found = occasions_in([zoe, both], CONFIG, WEEK)
    assert [f"{each.contact.profile.name} {say_occasion(each)}" for each in found] == [
        "Ada anniversary on 25 November",
        "Ada name day on 25 November",
        "Zoe birthday on 25 November",
        "Ada birthday on 28 November",
    ]


def test_over_new_year_the_age_is_that_of_the_day() -> None:
    week = week_of(date(2026, 12, 30))
    new_year, eve = who(a("birthday 1990-01-02")), who(a("birthday 1990-12-31"))
    assert said(occasions_in([new_year, eve], CONFIG, week)) == [
        "birthday on 31 December, turns 36",
        "birthday on 2 January, turns 37",
    ]
    after = week_of(date(2027, 1, 6))
    assert said(occasions_in([eve], CONFIG, after)) == [
        "birthday was on 31 December, turned 36"
    ]


def test_the_leap_day_is_told_on_the_28th_in_common_years() -> None:
    leap = who(a("birthday 1992-02-29"))
    for year, words in (
        (2027, "birthday on 28 February, turns 35"),
        (2028, "birthday on 29 February, turns 36"),
        (2100, "birthday on 28 February, turns 108"),
    ):
        week = week_of(date(year, 2, 28))
        found = [
            each for each in occasions_in([leap], CONFIG, week) if not each.belated
        ]
        assert said(found) == [words]


@pytest.mark.parametrize("week", [Week(date(1, 1, 1)), Week(date(9999, 12, 20))])
def test_the_ends_of_the_calendar_are_no_trouble(week: Week) -> None:
    everyday = [who(Occasion(Yearly.BIRTHDAY, m, 28)) for m in range(1, 13)]
    assert all(each.years is None for each in occasions_in(everyday, CONFIG, week))


# Over years and at random.

occasions = st.builds(
    Occasion,
    st.sampled_from(Yearly),
    st.just(2),
    st.integers(20, 29),
    st.none() | st.sampled_from([1904, 1960, 1992, 2024, 2026]),
) | st.builds(
    Occasion,
    st.sampled_from(Yearly),
    st.integers(1, 12),
    st.integers(1, 28),
    st.none() | st.integers(1900, 2040),
)
days = st.dates(date(2026, 1, 1), date(2031, 12, 31))
weeks = days.map(week_of)
contacts = st.builds(
    lambda number, found, history, fields: replace(
        who(*found, name=f"{number:03}", **fields),
        history=tuple(map(it, sorted(history))),
    ),
    st.integers(0, 400),
    st.lists(occasions, max_size=3, unique_by=lambda each: each.name),
    st.lists(days, max_size=4),
    st.fixed_dictionaries(
        {
            "rests": st.booleans(),
            "met": st.none() | days,
            "snooze_until": st.none() | days,
            "imported_from": st.none() | st.just("google"),
        }
    ),
)
people = st.lists(contacts, max_size=12, unique_by=lambda each: each.profile.path)
leads = st.integers(0, 28).map(lead)


@given(occasions, st.integers(2026, 2031), leads)
def test_each_year_an_occasion_is_in_the_list_of_its_own_week_once(
    occasion: Occasion, year: int, config: Config
) -> None:
    on = occasion.on(year)
    found = occasions_in([who(occasion)], config, week_of(on))
    own = [each for each in found if each.on in week_of(on)]
    has_begun = occasion.name is not Yearly.ANNIVERSARY or (occasion.year or 0) < year
    assert [(each.on, each.belated) for each in own] == [(on, False)] * has_begun


@given(occasions, weeks, leads)
def test_each_day_comes_up_ahead_in_time_and_belated_in_that_order(
    occasion: Occasion, first: Week, config: Config
) -> None:
    told: dict[date, list[bool]] = {}
    for number in range(60):
        week = Week(first.monday + timedelta(weeks=number))
        for each in occasions_in([who(occasion)], config, week):
            told.setdefault(each.on, []).append(each.belated)
            assert each.belated == (each.on < week.monday)
            assert (week.monday - each.on).days <= 14
            assert (each.on - week.sunday).days <= config.week.lead_days
    for belated in told.values():
        assert belated == sorted(belated)  # never in time once it was belated
        assert belated.count(True) <= 2


@given(people, weeks, leads)
def test_nothing_comes_up_twice_in_a_week(
    everyone: list[Contact], week: Week, config: Config
) -> None:
    found = occasions_in(everyone, config, week)
    keys = [(each.contact.profile.path, each.occasion.name) for each in found]
    assert len(keys) == len(set(keys))
    assert [each.on for each in found] == sorted(each.on for each in found)


@given(people, weeks, leads, st.randoms(use_true_random=False))
def test_the_list_is_the_same_for_any_order_of_input(
    everyone: list[Contact], week: Week, config: Config, chance: Any
) -> None:
    mixed = list(everyone)
    chance.shuffle(mixed)
    assert occasions_in(mixed, config, week) == occasions_in(everyone, config, week)


@given(people, weeks, leads, st.integers(0, 6))
def test_what_happens_during_the_week_changes_nothing(
    everyone: list[Contact], week: Week, config: Config, day: int
) -> None:
    def later(contact: Contact) -> Contact:
        talk = it(week.monday + timedelta(days=day), Kind.CALL)
        history = sorted((*contact.history, talk), key=lambda each: each.on)
        return replace(contact, history=tuple(history))

    def shown(found: tuple[Upcoming, ...]) -> list[tuple[str, str]]:
        return [(each.contact.profile.path, say_occasion(each)) for each in found]

    before = shown(occasions_in(everyone, config, week))
    assert shown(occasions_in(map(later, everyone), config, week)) == before


@given(people, weeks, leads)
def test_a_line_names_dates_and_never_a_distance(
    everyone: list[Contact], week: Week, config: Config
) -> None:
    for each in occasions_in(everyone, config, week):
        words = say_occasion(each)
        assert f" on {each.on.day} " in words
        assert not {"days", "ago", "tomorrow", "missed", "late"} & set(words.split())


def test_in_five_years_no_birthday_is_skipped() -> None:
    every_day = [date(1960, 1, 1) + timedelta(days=number) for number in range(366)]
    born = {
        f"{day:%m-%d}": who(
            Occasion(Yearly.BIRTHDAY, day.month, day.day, day.year), name=f"{day:%m-%d}"
        )
        for day in every_day
    }
    assert len(born) == 366
    told: list[tuple[str, int]] = []
    ahead: set[tuple[str, int]] = set()
    start = week_of(date(2025, 12, 29)).monday
    for number in range(5 * 53):
        week = Week(start + timedelta(weeks=number))
        for each in occasions_in(born.values(), CONFIG, week):
            key = (each.contact.profile.name, each.on.year)
            assert each.years == each.on.year - 1960
            if each.on in week:
                told.append(key)
            elif not each.belated:
                ahead.add(key)
    wanted = {(name, year) for name in born for year in range(2026, 2031)}
    assert wanted <= set(told)
    assert len(told) == len(set(told))
    first_week = {key for key in wanted if key[1] == 2026 and key[0] < "01-05"}
    assert wanted - first_week <= ahead
