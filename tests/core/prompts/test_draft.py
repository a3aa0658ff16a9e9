from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from vaultnet.core.dates.week import week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.profile import Profile
from vaultnet.core.prompts import draft
from vaultnet.core.prompts.draft import Turn
from vaultnet.core.values import NotePath

PATH = NotePath("People/Jane Doe.md")
TODAY = date(2026, 11, 23)
WEEKS = [Turn("x", week_of(TODAY + timedelta(weeks=n))) for n in range(6)]


def talk(
    text: str, kind: Kind | None = Kind.CALL, source: Source = Source.LOG
) -> Interaction:
    return Interaction(date(2026, 8, 2), kind, text, PATH, 1, source=source)


def all_talk_lines(each: Interaction) -> set[str]:
    return {draft.talk_lines(each, turn, (), TODAY)[0] for turn in WEEKS}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.CALL, "When we spoke in August, we talked about moving to Lisbon."),
        (Kind.VIDEO, "When we spoke in August, we talked about moving to Lisbon."),
        (Kind.MEET, "When we met in August, we talked about moving to Lisbon."),
        (Kind.EMAIL, "We were in touch in August about moving to Lisbon."),
        (None, "We were in touch in August about moving to Lisbon."),
    ],
)
def test_the_kind_says_how_it_was_talked_about(kind: Kind | None, said: str) -> None:
    assert said in all_talk_lines(talk("moving to Lisbon", kind))


def test_what_was_seen_together_was_not_talked_about() -> None:
    assert all_talk_lines(talk("the Rembrandt exhibition", Kind.MEET)) == {
        "I was thinking of when we met in August and of the Rembrandt exhibition."
    }
    assert all_talk_lines(talk("the new flat", None)) == {
        "I was thinking of August and of the new flat."
    }


@pytest.mark.parametrize("kind", [*Kind, None])
def test_a_diary_is_never_woven_in(kind: Kind | None) -> None:
    for turn in WEEKS:
        lines = draft.talk_lines(
            talk("moving to Lisbon", kind, Source.DIARY), turn, (), TODAY
        )
        assert "Lisbon" not in " ".join(lines)
        assert "we " not in " ".join(lines)


@pytest.mark.parametrize("kind", [*Kind, None])
def test_what_cannot_be_woven_in_leaves_a_gap(kind: Kind | None) -> None:
    for turn in WEEKS:
        lines = " ".join(draft.talk_lines(talk("er zieht um", kind), turn, (), TODAY))
        assert "[" in lines
        assert "zieht" not in lines


def test_grief_gets_no_cheer_and_no_news() -> None:
    lines = draft.talk_lines(talk("her mother died"), WEEKS[0], (), TODAY)
    assert lines[0] == "[A line in your own words.]"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 2), "on 2 November"),
        (date(2026, 8, 2), "in August"),
        (date(2025, 12, 1), "in December 2025"),
        (date(2024, 3, 1), "in March 2024"),
    ],
)
def test_a_date_is_said_as_in_a_letter(on: date, said: str) -> None:
    assert draft.in_month(on, TODAY) == said


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (
            {"met": date(2026, 11, 14), "met_at": "the PyCon hallway track"},
            "We met on 14 November at the PyCon hallway track.",
        ),
        ({"met": date(2026, 11, 14), "met_at": "Konferenz"}, "We met on 14 November."),
        (
            {"met": date(2024, 3, 2), "met_at": "in Rome"},
            "We met in March 2024 in Rome.",
        ),
        ({"met_at": "FOSDEM"}, "We met at FOSDEM."),
        (
            {"met": date(2026, 11, 14), "introduced_by": "Ana Ruiz"},
            "Ana Ruiz introduced us on 14 November.",
        ),
        ({"introduced_by": "a friend of mine"}, None),
        ({"met": date(2027, 1, 1)}, None),
        ({}, None),
    ],
)
def test_how_you_met_is_said_as_far_as_it_is_known(
    profile: dict[str, object], said: str | None
) -> None:
    known = Profile(PATH, "Jane Doe", **profile)  # type: ignore[arg-type]
    assert draft.met_line(known, frozenset({"jane", "doe"}), TODAY) == said


@pytest.mark.parametrize(
    ("interest", "gap"),
    [
        ("climbing", False),
        ("ghost stories", False),
        ("Bienen", True),
        ("my `code`", True),
        ("the thing", True),
    ],
)
def test_an_interest_is_asked_about(interest: str, gap: bool) -> None:
    for turn in WEEKS:
        assert ("[" in draft.interest_lines(interest, turn)[0]) == gap


def test_old_news_are_no_news() -> None:
    told = ("started a choir", date(2026, 6, 1))
    assert draft.news_line(*told, WEEKS[0], (), TODAY) is None
    assert draft.news_line(*told, WEEKS[0], (), date(2026, 7, 1)) is not None


def test_two_weeks_in_a_row_are_not_alike() -> None:
    for one, other in pairwise(WEEKS):
        assert draft.thread_lines("ask about Lisbon", one, ()) != draft.thread_lines(
            "ask about Lisbon", other, ()
        )
        assert draft.plain_lines(None, one, TODAY) != draft.plain_lines(
            None, other, TODAY
        )
