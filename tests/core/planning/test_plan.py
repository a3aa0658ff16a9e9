from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.config import Config, WeekNote
from vaultnet.core.dates.week import Week, parse_week, week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.planning.plan import (
    CheckIn,
    Plan,
    Reason,
    is_first_of_month,
    make_plan,
    say_load,
)
from vaultnet.core.values import NotePath

MONDAY = date(2026, 11, 23)
WEEK = Week(MONDAY)
CONFIG = Config()
YESTERDAY = MONDAY - timedelta(days=1)


def ago(days: int) -> date:
    """Count back from the Monday of the week that is planned."""
    return MONDAY - timedelta(days=days)


def it(on: date, kind: Kind | None = Kind.EMAIL, text: str = "words") -> Interaction:
    return Interaction(on, kind, text, NotePath("x.md"), 1)


def who(name: str, *days: int, listed: Iterable[Week] = (), **fields: Any) -> Contact:
    """Somebody last contacted so many days before the Monday."""
    profile = Profile(NotePath(f"People/{name}.md"), name, **fields)
    history = tuple(it(ago(each)) for each in sorted(days, reverse=True))
    return Contact(profile, history, tuple(sorted(listed)))


def active() -> Contact:
    """Somebody contacted yesterday, so that no week welcomes back."""
    return who("Active Example", 1)


def plan_of(*contacts: Contact, week: Week = WEEK, per_week: int = 7) -> Plan:
    return make_plan(
        [active(), *contacts], Config(week=WeekNote(per_week=per_week)), week
    )


def names(check_ins: Sequence[CheckIn]) -> list[str]:
    return [each.contact.profile.name for each in check_ins]


def reasons(plan: Plan) -> dict[str, str]:
    return {each.contact.profile.name: each.reason.value for each in plan.check_ins}


def week_before(weeks: int) -> Week:
    return Week(MONDAY - timedelta(weeks=weeks))


def crowd(count: int, days: int = 150) -> list[Contact]:
    return [who(f"Crowd {number:03}", days + number % 50) for number in range(count)]


# What a vault may hold, at random.

days_around = st.integers(-400, 40).map(lambda days: MONDAY + timedelta(days=days))
maybe_day = st.none() | days_around
histories = st.lists(
    st.builds(it, days_around, st.sampled_from([None, *Kind])), max_size=6
).map(lambda found: tuple(sorted(found, key=lambda each: each.on)))
listings = st.lists(st.integers(-3, 60).map(week_before), max_size=5).map(
    lambda weeks: tuple(sorted(set(weeks)))
)
profiles = st.builds(
    Profile,
    path=st.integers(0, 9999).map(lambda n: NotePath(f"People/{n}.md")),
    name=st.just("Somebody"),
    uid=st.none() | st.sampled_from(["a1", "b2"]),
    every_days=st.none() | st.integers(1, 400),
    rests=st.just(False) | st.booleans(),
    at_worst_days=st.none() | st.integers(1, 400),
    snooze_until=maybe_day,
    next_contact=maybe_day,
    met=maybe_day,
    imported_from=st.none() | st.just("linkedin"),
)
vaults = st.lists(
    st.builds(Contact, profiles, histories, listings),
    max_size=40,
    unique_by=lambda contact: contact.profile.path,
)


@given(vaults, st.randoms(use_true_random=False))
def test_the_plan_is_the_same_for_any_order_of_input(
    contacts: list[Contact], chance: Any
) -> None:
    mixed = list(contacts)
    chance.shuffle(mixed)
    assert make_plan(mixed, CONFIG, WEEK) == make_plan(iter(contacts), CONFIG, WEEK)


@given(vaults, st.text(max_size=9), st.sampled_from(["CEO", "intern", None]))
def test_the_order_never_depends_on_rank(
    contacts: list[Contact], company: str, role: str | None
) -> None:
    grand = [
        replace(
            each,
            profile=replace(each.profile, company=company, role=role, location=company),
        )
        for each in contacts[::2]
    ] + contacts[1::2]
    plain, ranked = (make_plan(some, CONFIG, WEEK) for some in (contacts, grand))
    for one, other in (
        (plain.check_ins, ranked.check_ins),
        (plain.beyond, ranked.beyond),
    ):
        assert [each.contact.profile.path for each in one] == [
            each.contact.profile.path for each in other
        ]


@given(vaults, st.integers(1, 12))
def test_capacity_is_kept_but_for_dates_in_the_week(
    contacts: list[Contact], per_week: int
) -> None:
    plan = make_plan(contacts, Config(week=WeekNote(per_week=per_week)), WEEK)
    asked = [
        each
        for each in plan.check_ins
        if each.contact.profile.next_contact is not None
        and each.contact.profile.next_contact in WEEK
    ]
    assert len(plan.check_ins) <= max(plan.capacity, len(asked))
    assert plan.capacity <= per_week


@given(vaults)
def test_nobody_stands_twice_and_each_reason_keeps_its_places(
    contacts: list[Contact],
) -> None:
    plan = make_plan(contacts, CONFIG, WEEK)
    paths = [each.contact.profile.path for each in plan.check_ins + plan.beyond]
    assert len(paths) == len(set(paths))
    given_places = [each.reason for each in plan.check_ins]
    assert given_places.count(Reason.FIRST_FOLLOW_UP) <= 3
    assert given_places.count(Reason.CARD) <= 4
    if Reason.RHYTHM in {each.reason for each in plan.beyond} and not plan.welcome_back:
        assert given_places.count(Reason.LONG_UNSEEN) <= 1
        assert Reason.CARD not in given_places


@given(vaults)
def test_what_happens_during_the_week_changes_nothing(contacts: list[Contact]) -> None:
    def with_this_week(contact: Contact) -> Contact:
        tuesday = it(MONDAY + timedelta(days=1), Kind.CALL)
        history = sorted((*contact.history, tuesday), key=lambda each: each.on)
        listed = tuple(sorted({*contact.listed, WEEK}))
        return replace(contact, history=tuple(history), listed=listed)

    plan = make_plan(contacts, CONFIG, WEEK)
    again = make_plan(map(with_this_week, contacts), CONFIG, WEEK)
    for one, other in ((plan.check_ins, again.check_ins), (plan.beyond, again.beyond)):
        assert [each.contact.profile for each in one] == [
            each.contact.profile for each in other
        ]


def test_an_empty_vault_has_an_empty_week() -> None:
    plan = make_plan([], CONFIG, WEEK)
    assert plan == Plan(WEEK, (), (), 0.0, 7, 1.0, welcome_back=False)


# Those who are due.


def test_who_is_due_by_sunday_is_in_the_week() -> None:
    sunday, monday = who("Sunday", 8, every_days=14), who("Monday", 7, every_days=14)
    assert reasons(plan_of(sunday, monday)) == {"Sunday": "rhythm"}


def test_a_check_in_says_since_when_it_is_overdue() -> None:
    [check_in] = plan_of(who("Ada", 22, every_days=14)).check_ins
    assert check_in.due_on == ago(8)
    assert check_in.last_contact == ago(22)
    assert check_in.interval_days == 14
    assert check_in.overdue == 2.0


def test_order_is_by_overdue_ratio_not_by_days() -> None:
    yearly = who("Yearly", 365 + 60, every_days=365)
    fortnightly = who("Fortnightly", 14 + 14, every_days=14)
    assert names(plan_of(yearly, fortnightly).check_ins) == ["Fortnightly", "Yearly"]


def test_ties_are_broken_differently_each_week_by_uid_or_path() -> None:
    twins = [who(f"Twin {number}", 120, every_days=100) for number in range(30)]
    orders = {tuple(names(plan_of(*twins, week=week).check_ins)) for week in WEEKS}
    assert len(orders) == len(WEEKS)
    moved = [
        replace(each, profile=replace(each.profile, uid=each.profile.path))
        for each in twins
    ]
    elsewhere = [
        replace(each, profile=replace(each.profile, path=NotePath(f"Else/{number}.md")))
        for number, each in enumerate(moved)
    ]
    assert names(plan_of(*moved).check_ins) == names(plan_of(*elsewhere).check_ins)


WEEKS = [Week(MONDAY + timedelta(weeks=number)) for number in range(5)]


def test_who_finds_no_place_stands_beyond_in_order() -> None:
    plan = plan_of(*crowd(20))
    assert len(plan.check_ins) == 7
    assert len(plan.beyond) == 13
    ratios = [each.overdue for each in plan.check_ins + plan.beyond]
    assert ratios == sorted(ratios, reverse=True)


def test_demand_and_stretch_follow_the_rhythms() -> None:
    fortnightly = [who(f"{number}", 1, every_days=14) for number in range(20)]
    plan = make_plan(fortnightly, CONFIG, WEEK)
    assert plan.demand == pytest.approx(10)
    assert plan.stretch == pytest.approx(10 / 7)


def test_a_daily_rhythm_asks_for_one_place_a_week() -> None:
    daily = [who(f"{number}", 1, every_days=1) for number in range(3)]
    assert make_plan(daily, CONFIG, WEEK).demand == 3


def test_whoever_stood_untouched_in_eight_lists_lets_others_go_first() -> None:
    weeks = [week_before(number) for number in range(1, 9)]
    ignored = [who(f"Ignored {n}", 130, every_days=90, listed=weeks) for n in range(9)]
    waiting = [who(f"Waiting {n}", 120, every_days=90) for n in range(9)]
    assert all(
        "Waiting" in name for name in names(plan_of(*ignored, *waiting).check_ins)
    )
    fewer = [replace(each, listed=each.listed[:7]) for each in ignored]
    assert all("Ignored" in name for name in names(plan_of(*fewer, *waiting).check_ins))


# Those who take no part.


def test_whoever_rests_is_never_in_the_week() -> None:
    resting = who("Rests", 900, rests=True, next_contact=MONDAY)
    assert plan_of(resting).check_ins == ()


def test_snoozed_until_after_sunday_is_not_in_the_week() -> None:
    until = {"Sunday": WEEK.sunday, "Next": WEEK.sunday + timedelta(days=1)}
    people = [who(name, 130, snooze_until=day) for name, day in until.items()]
    assert names(plan_of(*people).check_ins) == ["Sunday"]


def test_a_hold_is_not_counted_as_silence() -> None:
    held = who("Held", 900, snooze_until=ago(3))
    assert reasons(plan_of(held, *crowd(30, days=130)))["Held"] == "rhythm"


def test_snoozed_people_ask_for_nothing() -> None:
    until = WEEK.sunday + timedelta(days=90)
    snoozed = [who(str(n), 9, every_days=7, snooze_until=until) for n in range(30)]
    assert plan_of(*snoozed).stretch == 1


def test_imported_people_wait_until_they_are_taken_up() -> None:
    imported: dict[str, Any] = {"imported_from": "linkedin", "met": ago(300)}
    bare = Interaction(ago(200), None, "", NotePath("x.md"), 1, Source.FIELD)
    waiting = who("Waiting", **imported)
    dated = replace(who("Dated", **imported), history=(bare,))
    connected = who("Connected", 300, **imported)
    pinned = who("Pinned", 200, every_days=90, **imported)
    written = who("Written", 200, **imported)
    asked = who("Asked", next_contact=MONDAY, **imported)
    plan = plan_of(waiting, dated, connected, pinned, written, asked)
    assert set(names(plan.check_ins)) == {"Pinned", "Written", "Asked"}


def test_whoever_is_met_this_week_or_later_is_not_in_it() -> None:
    assert plan_of(who("Today", met=MONDAY), who("Later", met=ago(-9))).check_ins == ()


# next_contact and at_worst.


def test_a_date_in_the_week_comes_first_and_beyond_capacity() -> None:
    asked = [who(f"Asked {n}", 1, next_contact=WEEK.sunday) for n in range(9)]
    plan = plan_of(*asked, *crowd(20))
    assert set(reasons(plan).values()) == {"date"}
    assert len(plan.check_ins) == 9
    two = plan_of(*asked[:2], *crowd(20))
    assert [each.reason for each in two.check_ins[:2]] == [Reason.DATE] * 2
    assert len(two.check_ins) == 7


def test_a_date_ahead_holds_and_is_due_exactly_then() -> None:
    ahead = who("Ahead", 200, next_contact=WEEK.sunday + timedelta(days=1))
    assert plan_of(ahead).check_ins == ()
    [check_in] = plan_of(ahead, week=Week(MONDAY + timedelta(weeks=1))).check_ins
    assert (check_in.reason, check_in.due_on) == (Reason.DATE, ago(-7))


def test_a_date_that_passed_is_reached_until_something_happens() -> None:
    passed = who("Passed", 40, next_contact=ago(10))
    assert reasons(plan_of(passed, *crowd(20)))["Passed"] == "date"
    for day in (10, 5):
        spent = who("Spent", 40, day, next_contact=ago(10))
        assert plan_of(spent).check_ins == ()


def test_a_contact_in_the_week_of_the_wished_day_fulfils_the_wish() -> None:
    wished = ago(10)  # a Friday; its week began four days before
    on_monday = who("Monday", 40, 14, next_contact=wished)
    assert plan_of(on_monday).check_ins == ()
    on_sunday = who("Sunday", 40, 15, next_contact=wished)
    assert reasons(plan_of(on_sunday))["Sunday"] == "date"
    this_week = who("This", 40, -1, next_contact=ago(-3))
    assert plan_of(this_week).check_ins[0].due_on == ago(-3)


def test_a_date_that_passed_goes_first_in_three_lists() -> None:
    lists = [week_before(number) for number in (1, 2, 3)]
    for count, place in ((2, 0), (3, 6)):
        some = who("Some", 40, next_contact=ago(25), listed=lists[:count])
        plan = plan_of(some, *crowd(6, days=250))
        assert names(plan.check_ins).index("Some") == place


def test_dates_that_passed_leave_room_and_stay_within_capacity() -> None:
    passed = [who(f"Passed {n}", 40, next_contact=ago(10)) for n in range(20)]
    fresh = [who(f"Fresh {n}", met=ago(n + 1)) for n in range(3)]
    old = who("Old", 2000)
    plan = plan_of(*passed, *fresh, old)
    assert len(plan.check_ins) == 7
    given_places = [each.reason.value for each in plan.check_ins]
    assert given_places == ["date"] * 3 + ["long-unseen"] + ["first-follow-up"] * 3
    assert len(plan.beyond) == 17


def test_a_forgotten_date_does_not_push_out_living_ties() -> None:
    stale = [who(f"Stale {n}", 900, next_contact=ago(800)) for n in range(30)]
    found = list(reasons(plan_of(*stale, *crowd(20))).values())
    assert found.count("long-unseen") == 1
    assert found.count("rhythm") == 6


def test_a_date_without_any_history_is_kept() -> None:
    for next_contact in (MONDAY, ago(10)):
        unknown = who("Unknown", next_contact=next_contact)
        card = who("Card", met=ago(100), next_contact=next_contact)
        assert set(reasons(plan_of(unknown, card)).values()) == {"date"}


def test_at_worst_reached_by_sunday_comes_first() -> None:
    bound = who("Bound", 54, at_worst_days=60)
    plan = plan_of(bound, *crowd(20))
    assert plan.check_ins[0].contact == bound
    assert plan.check_ins[0].reason is Reason.DATE
    assert plan.check_ins[0].due_on == WEEK.sunday
    assert plan_of(who("Bound", 53, at_worst_days=60)).check_ins == ()


def test_at_worst_raises_the_order_as_it_nears() -> None:
    def place(at_worst: int | None) -> int:
        some = who("Some", 128, every_days=120, at_worst_days=at_worst)
        plan = plan_of(some, *crowd(20), per_week=21)
        return names(plan.check_ins).index("Some")

    places = [place(days) for days in (None, 300, 200, 160, 140)]
    assert places == sorted(places, reverse=True)
    assert places[0] == 20
    assert places[-1] == 0


# Cards.


def test_fresh_cards_are_offered_the_week_after_the_meeting() -> None:
    cards = [who(f"Met {days}", met=ago(days)) for days in (1, 7, 21)]
    older = [who(f"Met {days}", met=ago(days)) for days in (22, 90)]
    assert reasons(plan_of(*cards, *older)) == {
        "Met 1": "first-follow-up",
        "Met 7": "first-follow-up",
        "Met 21": "first-follow-up",
        "Met 22": "card",
        "Met 90": "card",
    }


def test_the_latest_met_come_first_after_those_never_listed() -> None:
    last_week = [week_before(1)]
    offered = [who(f"Offered {n}", met=ago(8), listed=last_week) for n in range(3)]
    new = [who(f"New {n}", met=ago(n)) for n in (2, 3)]
    old = [who("Left over", met=ago(15))]
    plan = plan_of(*offered, *new, *old)
    assert names(plan.check_ins)[:3] == ["New 2", "New 3", "Left over"]


def test_at_most_three_fresh_cards_even_when_many_were_met() -> None:
    met = [who(f"Met {n}", met=ago(2)) for n in range(30)]
    assert len(plan_of(*met).check_ins) == 3


def test_two_older_cards_and_more_only_in_a_short_week() -> None:
    cards = [who(f"Card {n}", met=ago(100 + n)) for n in range(30)]
    assert len(plan_of(*cards).check_ins) == 4
    assert len(plan_of(*cards, *crowd(2)).check_ins) == 4
    assert len(plan_of(*cards, *crowd(4)).check_ins) == 6
    assert set(reasons(plan_of(*cards, *crowd(7))).values()) == {"rhythm"}


def test_older_cards_rotate() -> None:
    cards = {f"Card {n:02}": who(f"Card {n:02}", met=ago(400)) for n in range(20)}
    seen: list[str] = []
    for week in (Week(MONDAY + timedelta(weeks=n)) for n in range(5)):
        for name in names(plan_of(*cards.values(), week=week).check_ins):
            card = cards.get(name)
            if card is not None:
                seen.append(name)
                cards[name] = replace(card, listed=(*card.listed, week))
    assert sorted(seen) == sorted(cards)


def test_a_contact_of_unknown_date_is_asked_about_once() -> None:
    assert reasons(plan_of(who("Unknown"))) == {"Unknown": "card"}
    assert plan_of(who("Unknown", listed=[week_before(30)])).check_ins == ()
    assert names(plan_of(who("Unknown", listed=[WEEK])).check_ins) == ["Unknown"]


# Long unseen.


def test_one_place_goes_to_somebody_long_unseen() -> None:
    old = [who(f"Old {n}", 1500 + n) for n in range(60)]
    plan = plan_of(*old, *crowd(60))
    assert list(reasons(plan).values()).count("long-unseen") == 1
    assert list(reasons(plan).values()).count("rhythm") == 6
    assert len(plan.beyond) == 113


def test_the_long_unseen_take_turns() -> None:
    old = {f"Old {n}": who(f"Old {n}", 1500) for n in range(5)}
    seen: list[str] = []
    for week in WEEKS:
        plan = plan_of(*old.values(), *crowd(20), week=week)
        [name] = [name for name, why in reasons(plan).items() if why == "long-unseen"]
        seen.append(name)
        old[name] = replace(old[name], listed=(week,))
    assert sorted(seen) == sorted(old)


def test_the_long_unseen_fill_a_week_in_which_nobody_else_is_due() -> None:
    old = [who(f"Old {n}", 1500 + n) for n in range(30)]
    assert list(reasons(plan_of(*old)).values()) == ["long-unseen"] * 7


def test_silence_is_measured_in_stretched_intervals() -> None:
    silent = who("Silent", 400, every_days=100)
    assert reasons(plan_of(silent))["Silent"] == "long-unseen"
    many = [who(f"Many {n}", 1, every_days=7) for n in range(14)]
    stretched = plan_of(silent, *many)
    assert stretched.stretch > 2
    assert reasons(stretched)["Silent"] == "rhythm"


# After a silent month.


def test_after_a_silent_month_three_easy_ones_are_offered() -> None:
    strong = who("Strong", *range(400, 1200, 7))
    weak = [who(f"Weak {n}", 400 + n) for n in range(20)]
    plan = make_plan([*weak, strong], CONFIG, WEEK)
    assert plan.welcome_back
    assert plan.capacity == len(plan.check_ins) == 3
    assert plan.check_ins[0].contact == strong
    assert len(plan.beyond) == 18


def test_a_month_is_thirty_days_before_the_monday() -> None:
    assert not make_plan([who("Ada", 30)], CONFIG, WEEK).welcome_back
    assert make_plan([who("Ada", 31)], CONFIG, WEEK).welcome_back
    assert make_plan([who("Ada", 31, -1)], CONFIG, WEEK).welcome_back
    assert not make_plan([who("Ada", met=ago(90))], CONFIG, WEEK).welcome_back


def test_a_date_field_shows_a_sign_of_life() -> None:
    field = Interaction(YESTERDAY, None, "", NotePath("x.md"), 1, Source.FIELD)
    contacts = [who("Ada", 90), replace(who("Sam"), history=(field,))]
    assert not make_plan(contacts, CONFIG, WEEK).welcome_back


def test_newly_met_people_are_offered_in_a_week_that_welcomes_back() -> None:
    met = [who(f"Met {n}", met=ago(n)) for n in (2, 4)]
    plan = make_plan([*crowd(9), *met], CONFIG, WEEK)
    assert names(plan.check_ins)[:2] == ["Met 2", "Met 4"]
    assert len(plan.check_ins) == 3


# After three messages without an answer.


def test_three_messages_without_an_answer_rest_for_the_longest_interval() -> None:
    calls = tuple(it(ago(days), Kind.CALL) for days in range(700, 300, -7))
    sent = tuple(it(ago(days), Kind.SENT) for days in (200, 160, 119))
    ada = replace(who("Ada"), history=(*calls, *sent))
    plans = {
        weeks: make_plan([ada], CONFIG, Week(MONDAY + timedelta(weeks=weeks)))
        for weeks in (-10, -1, 0)
    }
    assert [names(plan.check_ins) for plan in plans.values()] == [[], [], ["Ada"]]
    [check_in] = plans[0].check_ins
    assert (check_in.interval_days, check_in.due_on) == (17 * 7, MONDAY)


# The calendar's corners.


def test_week_53_has_a_plan_of_its_own() -> None:
    week = parse_week("2026-W53")
    assert week is not None
    assert week.sunday == date(2027, 1, 3)
    due = who("Due", 0, every_days=41)  # on 3 January 2027, the Sunday
    assert names(plan_of(due, week=week).check_ins) == ["Due"]
    assert plan_of(due, week=week_of(date(2026, 12, 27))).check_ins == ()


def test_a_leap_day_is_a_day_like_any_other() -> None:
    leap = date(2024, 2, 29)
    day_before = Interaction(leap - timedelta(days=7), None, "x", NotePath("x.md"), 1)
    contact = replace(who("Leap", every_days=7), history=(day_before,))
    plan = make_plan([contact], CONFIG, week_of(leap))
    assert [each.due_on for each in plan.check_ins] == [leap]
    asked = who("Asked", next_contact=leap)
    assert len(make_plan([asked], CONFIG, week_of(leap)).check_ins) == 1


# What the first note of a month says.


def test_the_first_week_of_a_month_has_its_first_monday() -> None:
    firsts = [
        str(week)
        for week in (week_of(date(2026, 1, 1) + timedelta(weeks=n)) for n in range(53))
        if is_first_of_month(week)
    ]
    assert len(firsts) == 12
    assert firsts[0] == "2026-W02"
    assert firsts[-1] == "2026-W50"


def busy(count: int, week: Week) -> Plan:
    return plan_of(*(who(str(n), 1, every_days=7) for n in range(count)), week=week)


def test_the_load_is_said_once_a_month_and_only_when_it_is_too_much() -> None:
    first = Week(date(2026, 12, 7))
    said = say_load(busy(11, first))
    assert said is not None
    assert "ask for 11 a week, you chose 7, which carries about 180 people" in said
    assert say_load(busy(11, WEEK)) is None
    assert say_load(busy(6, first)) is None
    assert "a little over 7 a week" in (say_load(busy(7, first)) or "")


def test_a_week_that_welcomes_back_says_nothing_of_load() -> None:
    first = Week(date(2026, 12, 7))
    silent = [who(str(n), 90, every_days=7) for n in range(30)]
    plan = make_plan(silent, CONFIG, first)
    assert plan.stretch > 1
    assert say_load(plan) is None


def test_not_this_time_means_one_interval_after_that_monday() -> None:
    ana = replace(who("Ana", 200, every_days=28), skipped=(week_before(2),))
    assert names(plan_of(ana).check_ins) == []
    later = Week(MONDAY + timedelta(weeks=2))
    assert names(plan_of(ana, week=later).check_ins) == ["Ana"]


def test_not_this_time_leaves_the_plan_of_its_own_week_alone() -> None:
    ana = replace(who("Ana", 200, every_days=28), skipped=(WEEK,))
    assert names(plan_of(ana).check_ins) == ["Ana"]


def test_a_day_that_you_name_counts_above_not_this_time() -> None:
    ana = replace(who("Ana", 200, next_contact=MONDAY), skipped=(week_before(1),))
    assert names(plan_of(ana).check_ins) == ["Ana"]
