"""What the first note of a month says of the load."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.planning.capacity import (
    Pinned,
    demand_of,
    pinned_most,
    say_capacity,
)

FORTNIGHTLY = [14] * 6
STRETCHES = [
    (1.01, "a little longer"),
    (1.14, "a little longer"),
    (1.16, "about 1.2 times as long"),
    (1.57, "about 1.6 times as long"),
    (1.98, "about twice as long"),
    (2.04, "about twice as long"),
    (2.96, "about 3 times as long"),
    (12.34, "about 12.3 times as long"),
]
MOST: list[tuple[list[int], tuple[int, str, str] | None]] = [
    ([], None),
    ([90], None),
    ([7], (1, "a week", "every two weeks")),
    ([14], None),
    ([14] * 2, (2, "two weeks", "monthly")),
    (FORTNIGHTLY, (6, "two weeks", "monthly")),
    ([*FORTNIGHTLY, 1], (7, "two weeks", "monthly")),
    ([*FORTNIGHTLY, *[90] * 9], (6, "two weeks", "monthly")),
    ([14, *[30] * 20], (21, "a month", "quarterly")),
    ([7, *[91] * 60], (61, "three months", "twice a year")),
    ([365] * 90, None),
    ([7, *[365] * 50], (1, "a week", "every two weeks")),
]


@pytest.mark.parametrize(("stretch", "words"), STRETCHES)
def test_the_factor_is_said_as_people_say_it(stretch: float, words: str) -> None:
    said = say_capacity(7 * stretch, 7, stretch, None)
    assert f"so everybody waits {words}. " in said


@pytest.mark.parametrize(("days", "expected"), MOST)
def test_the_fewest_close_rhythms_that_ask_for_half_are_named(
    days: list[int], expected: tuple[int, str, str] | None
) -> None:
    found = pinned_most(days)
    assert (found and (found.people, found.span, found.wider)) == expected


def test_the_load_is_said_in_two_sentences_with_what_to_widen() -> None:
    assert say_capacity(11.2, 7, 1.6, pinned_most([*FORTNIGHTLY, 21, 365])) == (
        "Your rhythms ask for 11 a week, you chose 7, which carries about 180 people"
        " at twice a year: so everybody waits about 1.6 times as long. To change"
        " that, widen some rhythms (the 6 people whom you pinned to two weeks or"
        " closer ask for 3.0 of these; monthly would make that 1.4), let some people"
        " rest, or raise per_week."
    )
    one = say_capacity(7.2, 7, 1.03, pinned_most([7]))
    assert "a little over 7 a week" in one
    assert "(the one person whom you pinned to a week or closer asks for 1.0 of" in one


def test_nothing_is_named_where_nothing_is_pinned() -> None:
    assert "widen some rhythms, let some people rest" in say_capacity(23, 7, 3.3, None)


days = st.lists(st.integers(1, 4000), max_size=60)


@given(days, st.randoms(use_true_random=False))
def test_what_to_widen_is_true_and_the_same_for_any_order(
    intervals: list[int], chance: Any
) -> None:
    found = pinned_most(intervals)
    mixed = list(intervals)
    chance.shuffle(mixed)
    assert pinned_most(mixed) == found
    if found is not None:
        close = sorted(intervals)[: found.people]
        assert found.demand == pytest.approx(sum(map(demand_of, close)))
        assert found.demand * 2 >= sum(map(demand_of, intervals)) - 1e-9
        assert 0 < found.widened <= found.demand - 0.5


@given(days, st.integers(1, 40), st.floats(0.01, 50))
def test_the_words_hold_no_blame_and_no_more_than_two_sentences(
    intervals: list[int], capacity: int, over: float
) -> None:
    demand = capacity + over
    said = say_capacity(demand, capacity, demand / capacity, pinned_most(intervals))
    assert said.count(". ") == 1
    assert not {"behind", "missed", "late", "failed", "overdue"} & set(said.split())


def test_a_pinned_group_is_a_plain_value() -> None:
    assert pinned_most([7]) == Pinned(1, "a week", 1.0, "every two weeks", 0.5)
