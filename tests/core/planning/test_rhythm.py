from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.config import Rhythm, Weights
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.planning.rhythm import explain, interval_weeks, is_card, stand
from vaultnet.core.values import NotePath

PATH = NotePath("People/Ada Example.md")
RHYTHM = Rhythm()
TODAY = date(2026, 11, 23)


def it(on: date, kind: Kind | None = Kind.EMAIL, text: str = "words") -> Interaction:
    return Interaction(on, kind, text, PATH, 1)


def who(*history: Interaction, **fields: Any) -> Contact:
    ordered = tuple(sorted(history, key=lambda each: each.on))
    return Contact(Profile(PATH, "Ada Example", **fields), ordered)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


kinds = st.sampled_from([None, *Kind])
answered_kinds = st.sampled_from([None, *(kind for kind in Kind if kind != Kind.SENT)])
interactions = st.builds(
    it,
    st.integers(1, 4000).map(ago),
    kinds,
    st.sampled_from(["", "words"]),
)
last_ones = st.builds(it, st.just(ago(1)), answered_kinds, st.just("words"))
rhythms = st.builds(
    lambda one, two, half_life: Rhythm(max(one, two), min(one, two), half_life),
    st.integers(1, 60),
    st.integers(1, 60),
    st.integers(1, 2000),
)


@given(st.lists(interactions), interactions, last_ones, rhythms)
def test_a_richer_history_never_has_the_longer_interval(
    poorer: list[Interaction], more: Interaction, last: Interaction, rhythm: Rhythm
) -> None:
    before = stand(who(*poorer, last), rhythm, before=TODAY)
    after = stand(who(*poorer, more, last), rhythm, before=TODAY)
    assert before.last_contact == after.last_contact
    assert after.interval_days <= before.interval_days
    assert after.strength >= before.strength


@given(st.lists(interactions), last_ones, st.integers(0, 3000), rhythms)
def test_a_longer_silence_before_never_has_the_shorter_interval(
    earlier: list[Interaction], last: Interaction, silence: int, rhythm: Rhythm
) -> None:
    longer_ago = [
        replace(each, on=each.on - timedelta(days=silence)) for each in earlier
    ]
    near = stand(who(*earlier, last), rhythm, before=TODAY)
    far = stand(who(*longer_ago, last), rhythm, before=TODAY)
    assert far.interval_days >= near.interval_days


@given(st.lists(interactions), rhythms)
def test_an_interval_keeps_its_bounds_and_is_whole_weeks(
    history: list[Interaction], rhythm: Rhythm
) -> None:
    days = stand(who(*history), rhythm, before=TODAY).interval_days
    assert days % 7 == 0
    assert rhythm.closest <= days // 7 <= rhythm.longest


@given(st.lists(interactions, min_size=1), st.integers(1, 4000))
def test_a_due_date_stands_still_until_something_happens(
    history: list[Interaction], days: int
) -> None:
    now = stand(who(*history), RHYTHM, before=TODAY)
    then = stand(who(*history), RHYTHM, before=TODAY + timedelta(days=days))
    assert then == now


@given(st.lists(interactions), st.lists(interactions))
def test_the_future_does_not_count(
    past: list[Interaction], others: list[Interaction]
) -> None:
    ahead = [replace(each, on=TODAY + (TODAY - each.on)) for each in others]
    today = [replace(each, on=TODAY) for each in others]
    assert stand(who(*past, *today, *ahead), RHYTHM, before=TODAY) == stand(
        who(*past), RHYTHM, before=TODAY
    )


def test_the_formula_gives_the_documented_weeks() -> None:
    assert [interval_weeks(s, RHYTHM) for s in (0, 1, 2, 4, 8, 16, 1e9)] == [
        17, 13, 10, 8, 6, 5, 4,
    ]  # fmt: skip


def test_the_sum_shows_each_interaction() -> None:
    standing = stand(who(it(ago(190)), it(ago(10), Kind.MEET)), RHYTHM, before=TODAY)
    old, new = standing.terms
    assert (old.weight, old.age_days, old.value) == (1.0, 180, 0.5)
    assert (new.weight, new.age_days, new.value) == (3.0, 0, 3.0)
    assert standing.strength == 3.5
    assert standing.due_on == ago(10) + timedelta(days=standing.interval_days)


@pytest.mark.parametrize(
    ("interaction", "weight"),
    [
        (it(ago(1), Kind.MEET), 3.0),
        (it(ago(1), Kind.CALL), 2.0),
        (it(ago(1), Kind.VIDEO), 2.0),
        (it(ago(1), Kind.TEXT), 1.0),
        (it(ago(1), Kind.SOCIAL), 0.5),
        (it(ago(1), Kind.SENT), 0.25),
        (it(ago(1), None), 1.0),
        (it(ago(1), Kind.CALL, ""), 1.0),
        (it(ago(1), None, "  "), 0.5),
        (Interaction(ago(1), None, "", PATH, 3, Source.FIELD), 0.5),
        (Interaction(ago(1), Kind.CALL, "", PATH, 3, thread="ask about Rome"), 2.0),
    ],
)
def test_kinds_weigh_and_wordless_entries_weigh_half(
    interaction: Interaction, weight: float
) -> None:
    assert stand(who(interaction), RHYTHM, before=TODAY).strength == weight


def test_weights_can_be_configured() -> None:
    rhythm = Rhythm(weights=Weights(letter=10))
    letter = who(it(ago(1), Kind.LETTER))
    assert stand(letter, rhythm, before=TODAY).strength == 10


def test_a_pinned_rhythm_wins() -> None:
    sent = [it(ago(days), Kind.SENT) for days in (30, 20, 10)]
    standing = stand(who(*sent, every_days=45), RHYTHM, before=TODAY)
    assert standing.pinned
    assert standing.due_on == ago(10) + timedelta(days=45)
    assert "three times, no answer yet; your rhythm stands" in explain(standing)[-2]


def test_three_sent_without_an_answer_rest_for_the_longest_interval() -> None:
    calls = [it(ago(days), Kind.CALL) for days in range(100, 400, 7)]
    sent = [it(ago(days), Kind.SENT) for days in (30, 20, 10)]
    standing = stand(who(*calls, *sent), RHYTHM, before=TODAY)
    assert standing.unanswered
    assert standing.due_on == ago(10) + timedelta(weeks=17)
    assert "no answer yet" in " ".join(explain(standing))


def test_an_answer_or_fewer_than_three_sent_keep_the_formula() -> None:
    calls = [it(ago(days), Kind.CALL) for days in range(100, 400, 7)]
    sent = [it(ago(days), Kind.SENT) for days in (30, 20, 10)]
    for history in ([*calls, *sent[1:]], [*calls, *sent, it(ago(5))]):
        standing = stand(who(*history), RHYTHM, before=TODAY)
        assert not standing.unanswered
        assert standing.interval_days < 17 * 7


def test_reaching_out_moves_the_due_date() -> None:
    call = it(ago(200), Kind.CALL)
    standing = stand(who(call, it(ago(3), Kind.SENT)), RHYTHM, before=TODAY)
    assert standing.last_contact == ago(3)


def test_what_happened_up_to_the_meeting_makes_no_contact() -> None:
    mail, meeting = it(ago(24)), it(ago(20), Kind.MEET, "the conference")
    card = who(mail, meeting, met=ago(20))
    assert is_card(card, before=TODAY)
    assert stand(card, RHYTHM, before=TODAY).due_on is None
    contact = who(mail, meeting, it(ago(3)), met=ago(20))
    assert not is_card(contact, before=TODAY)
    assert stand(contact, RHYTHM, before=TODAY).due_on is not None


def test_what_is_logged_on_the_day_itself_does_not_count_before_it() -> None:
    card = who(it(TODAY), met=ago(20))
    assert is_card(card, before=TODAY)
    assert not is_card(card, before=TODAY + timedelta(days=1))


def test_a_meeting_that_lies_ahead_says_nothing() -> None:
    contact = who(it(ago(20)), met=date(2062, 1, 1))
    assert not is_card(contact, before=TODAY)
    assert stand(contact, RHYTHM, before=TODAY).due_on is not None


def test_without_a_date_nothing_is_due() -> None:
    standing = stand(who(), RHYTHM, before=TODAY)
    assert (standing.last_contact, standing.due_on) == (None, None)
    assert standing.interval_days == 17 * 7
    assert standing.strength == 0


def test_whoever_rests_is_never_due() -> None:
    standing = stand(who(it(ago(900)), rests=True), RHYTHM, before=TODAY)
    assert standing.due_on is None
    assert "rests" in explain(standing)[-1]


def test_leap_days_count_like_others() -> None:
    leap = it(date(2024, 2, 29))
    standing = stand(who(leap, every_days=366), RHYTHM, before=TODAY)
    assert standing.due_on == date(2025, 3, 1)


def test_a_rhythm_beyond_the_calendar_ends_with_it() -> None:
    standing = stand(who(it(ago(1)), every_days=10**9), RHYTHM, before=TODAY)
    assert standing.due_on == date.max


def test_the_explanation_shows_sum_interval_and_date() -> None:
    contact = who(it(date(2026, 3, 14)), it(date(2026, 8, 2), Kind.CALL))
    assert explain(stand(contact, RHYTHM, before=TODAY)) == (
        "The last contact was on 2026-08-02.",
        "2026-03-14 email: weighs 1, 141 days earlier, so 0.58.",
        "2026-08-02 call: weighs 2.",
        "Together that is a strength of 2.58.",
        "That gives a rhythm of 10 weeks.",
        "The next check-in is due on 2026-10-11.",
    )


def test_the_explanation_names_what_else_decides() -> None:
    said = {
        "pinned": who(it(ago(1)), every_days=45),
        "card": who(met=ago(20)),
        "unknown": who(),
    }
    lines = {
        name: " ".join(explain(stand(contact, RHYTHM, before=TODAY)))
        for name, contact in said.items()
    }
    assert "You chose a rhythm of 45 days." in lines["pinned"]
    assert "have not been in touch since" in lines["card"]
    assert lines["unknown"] == (
        "No date is known yet. The rhythm begins with the first date."
    )
