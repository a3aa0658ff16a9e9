"""The days of check-ins: spread by capacity, never in the past, and at rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.config import WEEKDAYS, Calendar, Config, WeekNote
from vaultnet.core.dates.week import Week, week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.planning.days import Day, Listed, listed_by, plan_days
from vaultnet.core.planning.plan import make_plan
from vaultnet.core.values import NotePath

MONDAY = date(2026, 11, 23)
WEEK = Week(MONDAY)


def ahead(days: int) -> date:
    return MONDAY + timedelta(days=days)


def it(on: date) -> Interaction:
    return Interaction(on, Kind.EMAIL, "words", NotePath("x.md"), 1)


def who(name: str, *days: int, **fields: Any) -> Contact:
    """Somebody last contacted so many days before the Monday, by default monthly."""
    fields = {"every_days": 30, **fields}
    profile = Profile(NotePath(f"People/{name}.md"), name, **fields)
    return Contact(profile, tuple(it(ahead(-each)) for each in sorted(days)[::-1]))


def config(per_week: int = 7, days: Iterable[str] = WEEKDAYS[:5]) -> Config:
    return Config(week=WeekNote(per_week=per_week), calendar=Calendar(days=tuple(days)))


def days_of(
    contacts: Sequence[Contact],
    today: date = MONDAY,
    settings: Config | None = None,
    listed: Listed | None = None,
) -> dict[str, date]:
    """The days by name, of a week whose note is its plan."""
    settings = settings or config()
    # Somebody contacted lately, so that no week welcomes back after silence.
    everyone = [*contacts, who("Active Example", 1, rests=True)]
    plan = make_plan(everyone, settings, week_of(today))
    found = plan_days(everyone, settings, plan, listed or listed_by(plan), today)
    assert [each.on for each in found] == sorted(each.on for each in found)
    return {each.contact.profile.name: each.on for each in found}


def crowd(count: int, days: int = 60) -> list[Contact]:
    return [who(f"Crowd {number:03}", days + number % 50) for number in range(count)]


def test_whoever_is_overdue_has_a_day_of_this_week() -> None:
    (day,) = days_of([who("Jane", 60)]).values()
    assert day in WEEK
    assert day.weekday() < 5


def test_whoever_is_due_later_has_a_day_of_that_week() -> None:
    days = days_of([who("Jane", 9), who("Sam", 2)])  # due in 21 and 28 days
    assert week_of(days["Jane"]) == week_of(ahead(21))
    assert week_of(days["Sam"]) == week_of(ahead(28))


def test_those_for_whom_a_week_has_no_room_take_the_next_ones() -> None:
    days = days_of(crowd(20), settings=config(per_week=6))
    weeks = Counter(week_of(day) for day in days.values())
    assert [weeks[Week(ahead(7 * n))] for n in range(4)] == [6, 6, 6, 2]


def test_where_rhythms_ask_for_too_much_everybody_waits_by_one_factor() -> None:
    # 20 people every two weeks ask for ten a week, which holds five.
    people = [who(f"Jane {n}", 1 + n % 14, every_days=14) for n in range(20)]
    days = days_of(people, settings=config(per_week=5))
    last = {each.profile.name: each.history[-1].on for each in people}
    assert len([day for day in days.values() if day in WEEK]) == 5
    for name, day in days.items():
        if day not in WEEK:
            assert timedelta(days=21) <= day - last[name] <= timedelta(days=42)


def test_a_full_week_sends_those_who_fall_due_in_it_to_the_next() -> None:
    due_in_two_weeks = [who(f"Due {n}", 16) for n in range(9)]
    days = days_of(due_in_two_weeks, settings=config(per_week=5))
    weeks = Counter(week_of(day) for day in days.values())
    assert weeks == {Week(ahead(14)): 5, Week(ahead(21)): 4}


def test_those_without_room_follow_in_the_order_of_the_plan() -> None:
    people = [*crowd(12), who("Active Example", 1, rests=True)]
    settings = config(per_week=3)
    plan = make_plan(people, settings, WEEK)
    beyond = [each.contact.profile.name for each in plan.beyond]
    days = days_of(crowd(12), settings=settings)
    next_week = Week(ahead(7))
    assert {name for name, day in days.items() if day in next_week} == {*beyond[:3]}


def test_a_day_holds_its_share_of_the_week() -> None:
    days = days_of(crowd(40), settings=config(per_week=7))
    assert max(Counter(days.values()).values()) == 2  # seven on five days


def test_only_the_days_of_the_configuration_are_used() -> None:
    days = days_of(crowd(30), settings=config(days=("sun", "tue")))
    assert {day.weekday() for day in days.values()} == {1, 6}


def test_a_day_that_the_user_named_is_that_day_even_on_a_weekend() -> None:
    saturday = ahead(5)
    named = [who("Jane", 5, next_contact=saturday), who("Sam", 5)]
    assert days_of(named)["Jane"] == saturday
    later = [who("Jane", 5, next_contact=ahead(33)), *crowd(50)]
    assert days_of(later)["Jane"] == ahead(33)


def test_a_named_day_waits_for_the_end_of_a_hold() -> None:
    held = who("Jane", 60, next_contact=ahead(1), snooze_until=ahead(30))
    assert week_of(days_of([held])["Jane"]) == week_of(ahead(30))


@pytest.mark.parametrize("until", range(7))
def test_nobody_is_disturbed_before_the_end_of_a_hold(until: int) -> None:
    for week in (0, 3):
        held = ahead(7 * week + until)
        people = [who(f"Jane {n}", 60, snooze_until=held) for n in range(5)]
        days = days_of([*people, *crowd(9)])
        assert all(days[each.profile.name] >= held for each in people)


def test_a_hold_and_an_outer_bound_move_the_day() -> None:
    days = days_of(
        [
            who("Held", 60, snooze_until=ahead(40)),
            who("Bound", 10, every_days=90, at_worst_days=20),
        ]
    )
    assert week_of(days["Held"]) == week_of(ahead(40))
    assert week_of(days["Bound"]) == week_of(ahead(10))


def test_not_this_time_is_one_interval_after_that_monday() -> None:
    jane = replace(who("Jane", 60, every_days=28), skipped=(WEEK,))
    path = jane.profile.path
    days = days_of([jane], listed=Listed(frozenset([path]), frozenset()))
    assert week_of(days["Jane"]) == week_of(ahead(28))


@pytest.mark.parametrize(
    "contact",
    [
        who("Resting", 60, rests=True),
        who("Gone", 60, rests=True, gone=True),
        who("Imported", every_days=None, imported_from="linkedin", met=ahead(-5)),
        who("Away for good", 60, snooze_until=date(9999, 12, 31)),
    ],
    ids=lambda contact: contact.profile.name,
)
def test_who_has_no_day(contact: Contact) -> None:
    assert days_of([contact, who("Sam", 60)]).keys() == {"Sam"}


def test_a_card_has_a_day_only_in_the_week_that_lists_it() -> None:
    cards = [who(f"Card {n}", met=ahead(-200 - n), every_days=None) for n in range(30)]
    days = days_of([*cards, *crowd(5)])
    assert 0 < len([name for name in days if name.startswith("Card")]) <= 2


def test_whoever_was_contacted_moves_on_and_nobody_else_moves() -> None:
    people = crowd(6)
    before = days_of(people)
    done = replace(people[2], history=(*people[2].history, it(ahead(1))))
    after = days_of([*people[:2], done, *people[3:]], today=ahead(1))
    name = done.profile.name
    assert week_of(after[name]) == week_of(ahead(31))
    for each in before.keys() - {name}:
        assert after[each] == before[each] or before[each] < ahead(1)


@pytest.mark.parametrize("number", range(6))
def test_the_place_of_whoever_was_contacted_stays_taken(number: int) -> None:
    people, settings = crowd(20), config(per_week=6, days=("mon", "tue", "wed"))
    before = days_of(people, settings=settings)
    names = [name for name, day in before.items() if day in WEEK]
    moved = {
        each.profile.name: replace(each, history=(*each.history, it(MONDAY)))
        for each in people
        if each.profile.name == names[number]
    }
    known = [moved.get(each.profile.name, each) for each in people]
    after = days_of(known, settings=settings)
    for name in set(names) - set(moved):
        assert after[name] == before[name]


def test_those_who_were_missed_come_before_those_of_later_weeks() -> None:
    missed = [who(f"Missed {n}", 60) for n in range(3)]
    later = [who(f"Later {n}", 20) for n in range(2)]  # due in ten days
    days = days_of([*missed, *later], today=ahead(5), settings=config(per_week=3))
    assert {days[each.profile.name] for each in missed} == {
        ahead(7),
        ahead(8),
        ahead(9),
    }
    assert all(week_of(days[each.profile.name]) == Week(ahead(14)) for each in later)


def test_those_who_waited_take_the_first_days_in_the_order_of_the_list() -> None:
    people = [who(f"Jane {n}", 40 + 5 * n) for n in range(7)]  # the last waits longest
    days = days_of(people)
    assert [days[f"Jane {n}"] for n in reversed(range(7))] == [
        ahead(0), ahead(0), ahead(1), ahead(1), ahead(2), ahead(2), ahead(3),
    ]  # fmt: skip


def test_late_in_the_week_the_first_of_the_list_still_come_first() -> None:
    people = [who(f"Jane {n}", 40 + 5 * n) for n in range(7)]
    later = [who(f"Later {n}", 16 + n % 3) for n in range(9)]
    friday = days_of([*people, *later], today=ahead(4))
    assert [friday[f"Jane {n}"] for n in reversed(range(7))] == [
        ahead(4), ahead(4), ahead(7), ahead(7), ahead(8), ahead(8), ahead(9),
    ]  # fmt: skip
    assert min(friday[each.profile.name] for each in later) >= ahead(9)


def test_a_named_day_that_is_over_comes_at_the_first_of_the_next_week() -> None:
    named = who("Yusuf", 5, next_contact=ahead(3))
    friday = days_of([named, *crowd(12)], today=ahead(4))
    assert friday["Yusuf"] == ahead(7)


def test_a_bare_date_of_today_moves_somebody_on_as_well() -> None:
    jane = who("Jane", 60, 0)
    assert week_of(days_of([jane])["Jane"]) == week_of(ahead(30))


def test_whoever_is_missed_moves_once_in_the_week_and_once_out_of_it() -> None:
    jane = who("Jane", 60)
    seen = [days_of([jane], today=ahead(n))["Jane"] for n in range(7)]
    assert len(set(seen)) <= 3
    assert seen == sorted(seen)
    friday = ahead(4)
    first = seen[0]
    for n, day in enumerate(seen):
        if ahead(n) <= first:
            assert day == first
        elif ahead(n) <= friday:
            assert day == friday
        else:
            assert week_of(day) == week_of(ahead(7))


def test_those_deleted_from_the_list_come_in_another_week() -> None:
    jane, sam = who("Jane", 60), who("Sam", 60)
    only_sam = frozenset([sam.profile.path])
    days = days_of([jane, sam], listed=Listed(only_sam, only_sam))
    assert days["Sam"] in WEEK
    assert week_of(days["Jane"]) == week_of(ahead(7))


# What a vault may hold, at random.

maybe_day = st.none() | st.integers(-60, 60).map(ahead)
maybe_past = st.none() | st.integers(-60, 0).map(ahead)  # else it comes to pass
profiles = st.builds(
    Profile,
    path=st.integers(0, 999).map(lambda n: NotePath(f"People/{n}.md")),
    name=st.just("Somebody"),
    every_days=st.none() | st.sampled_from([7, 14, 30, 91]),
    rests=st.sampled_from([False, False, False, True]),
    met=maybe_past,
    next_contact=maybe_day,
    snooze_until=st.none() | maybe_day,
    imported_from=st.sampled_from([None, None, "linkedin"]),
)
contacts = st.builds(
    Contact,
    profiles,
    st.lists(st.integers(-200, 0).map(lambda n: it(ahead(n))), max_size=3).map(
        lambda found: tuple(sorted(found, key=lambda each: each.on))
    ),
)
networks = st.lists(contacts, max_size=20, unique_by=lambda each: each.profile.path)
settings = st.builds(
    config,
    st.integers(1, 9),
    st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True),
)
todays = st.integers(0, 6).map(ahead)


def plan_of(people: Sequence[Contact], settings: Config, today: date) -> list[Day]:
    plan = make_plan(people, settings, week_of(today))
    return list(plan_days(people, settings, plan, listed_by(plan), today))


@given(networks, settings, todays)
def test_nobody_has_two_days_and_none_is_over(
    people: list[Contact], settings: Config, today: date
) -> None:
    found = plan_of(people, settings, today)
    paths = [each.contact.profile.path for each in found]
    assert len(paths) == len(set(paths))
    assert all(each.on >= today for each in found)
    assert not any(each.contact.profile.rests for each in found)


@given(networks, settings, todays)
def test_every_day_is_one_of_the_configuration_or_named(
    people: list[Contact], settings: Config, today: date
) -> None:
    for each in plan_of(people, settings, today):
        profile = each.contact.profile
        named = (profile.next_contact, profile.snooze_until)
        assert WEEKDAYS[each.on.weekday()] in settings.calendar.days or each.on in named


@given(networks, settings, todays)
def test_no_week_to_come_holds_more_than_it_can(
    people: list[Contact], settings: Config, today: date
) -> None:
    found = plan_of(people, settings, today)
    unnamed = [e for e in found if not _is_named(e)]
    per_week = settings.week.per_week
    weeks = Counter(week_of(each.on) for each in unnamed)
    assert all(n <= per_week for week, n in weeks.items() if week > WEEK)
    share = -(-per_week // len(settings.calendar.days))
    days = Counter(each.on for each in unnamed if each.on > WEEK.sunday)
    assert all(n <= max(share, _named_in(found, day)) for day, n in days.items())


def _is_named(day: Day) -> bool:
    """Whether the user said when: on a day, or from a day of that week on."""
    profile = day.contact.profile
    held = profile.snooze_until
    is_held = held is not None and week_of(held) == week_of(day.on)
    return is_held or day.on == profile.next_contact


def _named_in(found: Sequence[Day], day: date) -> int:
    """What a day may hold at most where the user named more than the week has room."""
    week = week_of(day)
    named = [each for each in found if _is_named(each) and each.on in week]
    return len(named) + 1


@given(networks, settings, todays)
def test_everybody_with_a_due_date_has_a_day(
    people: list[Contact], settings: Config, today: date
) -> None:
    found = {e.contact.profile.path for e in plan_of(people, settings, today)}
    for each in people:
        profile = each.profile
        is_plain = not (profile.rests or profile.imported_from or profile.met)
        if is_plain and (each.history or profile.next_contact):
            assert profile.path in found or each.history == ()


@given(networks, settings, st.integers(0, 5).map(ahead))
def test_tomorrow_everybody_whose_day_of_this_week_is_not_over_keeps_it(
    people: list[Contact], settings: Config, today: date
) -> None:
    tomorrow = today + timedelta(days=1)
    before, then = (_by_path(people, settings, day) for day in (today, tomorrow))
    kept = {path: on for path, on in before.items() if tomorrow <= on <= WEEK.sunday}
    assert kept.items() <= then.items()
    # And where nobody was missed, or found another day of this week, nothing moves.
    if all(then[path] in WEEK for path, on in before.items() if on == today):
        after = {path: on for path, on in before.items() if on >= tomorrow}
        assert after.items() <= then.items()


def _by_path(
    people: Sequence[Contact], settings: Config, today: date
) -> dict[NotePath, date]:
    return {e.contact.profile.path: e.on for e in plan_of(people, settings, today)}


@given(networks, settings, todays, st.booleans())
def test_nobody_of_this_week_s_list_comes_after_somebody_of_a_later_one(
    people: list[Contact], settings: Config, today: date, crowded: bool
) -> None:
    """Apart from days that the user named, or from which on somebody may be reached."""
    people = [*people, *(crowd(20, days=5) if crowded else ())]
    plan = make_plan(people, settings, WEEK)
    done = {e.profile.path for e in people if any(i.on >= MONDAY for i in e.history)}
    listed = listed_by(plan).waiting - done
    found = plan_days(people, settings, plan, listed_by(plan), today)
    free = [each for each in found if not _is_named(each)]
    mine = [each.on for each in free if each.contact.profile.path in listed]
    others = [each.on for each in free if each.contact.profile.path not in listed]
    assert max(mine, default=date.min) <= min(others, default=date.max)


@pytest.mark.parametrize(
    ("people", "often", "most"),
    [(30, 1.0, 1), (30, 0.7, 5), (90, 1.0, 20), (90, 0.7, 25)],
)
def test_few_events_move_when_a_week_turns(
    people: int, often: float, most: float
) -> None:
    """Played through for twelve weeks; 90 people ask for far more than a week holds.

    ``often`` is how many of the check-ins are really done on their days.
    """
    chance = Random(1)
    network = {
        each.profile.path: each
        for n in range(people)
        for each in [who(f"{n:02}", 1 + 7 * n % 90, every_days=28 * (1 + n % 4))]
    }
    before: dict[NotePath, date] = {}
    moved = 0
    for today in (ahead(n) for n in range(12 * 7)):
        days = {
            each.contact.profile.path: each.on
            for each in plan_of(list(network.values()), config(), today)
        }
        if today.weekday() == 0:
            moved += len([path for path in before if days.get(path) != before[path]])
        done = [p for p, on in days.items() if on == today and chance.random() < often]
        for path in done:
            history = (*network[path].history, it(today))
            network[path] = replace(network[path], history=history)
        gone = {path for path, on in days.items() if on == today}
        before = {path: on for path, on in days.items() if path not in gone}
    assert moved / 12 <= most


@given(networks, settings, todays, st.randoms())
def test_the_order_of_the_contacts_does_not_matter(
    people: list[Contact], settings: Config, today: date, random: Any
) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)
    assert plan_of(people, settings, today) == plan_of(shuffled, settings, today)


@given(st.integers(0, 30), settings)
def test_at_the_turn_of_a_week_that_was_done_nobody_moves(
    count: int, settings: Config
) -> None:
    """Everybody of this week was written to on Friday; then Monday comes."""
    settings = replace(settings, week=WeekNote(per_week=9))
    people = [who(f"{n:02}", 3 + 7 * (n % 4), every_days=35) for n in range(count)]
    friday, monday = ahead(4), ahead(7)
    names = {each.contact.profile.name for each in plan_of(people, settings, friday)}
    assert names == {each.profile.name for each in people}
    before = {e.contact.profile.path: e.on for e in plan_of(people, settings, friday)}
    after = {e.contact.profile.path: e.on for e in plan_of(people, settings, monday)}
    assert {p: d for p, d in before.items() if d >= monday}.items() <= after.items()
