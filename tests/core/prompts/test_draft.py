from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from vaultnet.core.dates.week import week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.profile import Profile
from vaultnet.core.prompts import draft
from vaultnet.core.prompts.saying import Turn, in_month
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
        "I was thinking of when we last met, in August, and of the Rembrandt"
        " exhibition.",
    }
    assert all_talk_lines(talk("the new flat", None)) == {
        "We were in touch in August, and I was thinking of the new flat.",
    }


@pytest.mark.parametrize("text", ["building a shed", "violin lessons"])
@pytest.mark.parametrize("kind", [Kind.MEET, None])
def test_what_may_have_been_done_together_is_left_to_the_user(
    text: str, kind: Kind | None
) -> None:
    for turn in WEEKS:
        assert "[" in " ".join(draft.talk_lines(talk(text, kind), turn, (), TODAY))


def test_what_was_had_together_is_ours() -> None:
    for kind in (Kind.MEET, None):
        assert all_talk_lines(talk("a walk by the river", kind)) == {
            "I was thinking of our walk by the river in August.",
            "I remember our walk by the river in August.",
        }
    for line in all_talk_lines(talk("lunch in Rome", Kind.EMAIL)):
        assert "Rome" not in line


@pytest.mark.parametrize("kind", [Kind.MEET, Kind.CALL, Kind.TEXT, None])
def test_what_says_that_it_was_talked_about_is_woven_in(kind: Kind | None) -> None:
    for line in all_talk_lines(talk("talked about the new flat", kind)):
        assert "we talked about the new flat" in line.replace("We", "we").replace(
            "we met in August and ", "we "
        )


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
        assert lines.count("[") == 1
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
    assert in_month(on, TODAY) == said


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


def test_what_can_be_found_is_asked_about_as_such() -> None:
    for turn in WEEKS:
        assert draft.interest_lines("ghost stories", turn)[0] == (
            "Have you come across any good ghost stories lately?"
        )
        assert draft.interest_lines("bees", turn)[0] == (
            "Are you finding any time for bees these days?"
        )


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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Will introduced us in May.", "Hi Jo, Will introduced us in May."),
        ("May Ling introduced us.", "Hi Jo, May Ling introduced us."),
        ("Ana Ruiz introduced us.", "Hi Jo, Ana Ruiz introduced us."),
        ("Will the flat be free?", "Hi Jo, will the flat be free?"),
        ("May I ask you something?", "Hi Jo, may I ask you something?"),
        ("I was wondering.", "Hi Jo, I was wondering."),
        ("In June we met.", "Hi Jo, in June we met."),
    ],
)
def test_a_name_keeps_its_capital_after_the_greeting(line: str, said: str) -> None:
    assert draft.write_draft(Kind.TEXT, "Jo", (line,), None) == said


def test_old_news_are_no_news() -> None:
    told = ("started a choir", date(2026, 6, 1))
    assert draft.news_line(*told, WEEKS[0], (), TODAY) is None
    assert draft.news_line(*told, WEEKS[0], (), date(2026, 7, 1)) is not None


@pytest.mark.parametrize(
    ("thread", "gap"),
    [
        ("ask what she decided", "[your question?]"),
        ("how is her knee?", "[your question?]"),
        ("fragen, ob es klappt", "[your question?]"),
        ("send the photos", "[what you noted for next time]"),
    ],
)
def test_a_thread_that_cannot_be_put_leaves_one_short_gap(
    thread: str, gap: str
) -> None:
    for turn in WEEKS:
        lines = " ".join(draft.thread_lines(thread, turn, ()))
        assert lines.count("[") == 1
        assert gap.casefold() in lines.casefold()


def test_two_weeks_in_a_row_are_not_alike() -> None:
    for one, other in pairwise(WEEKS):
        assert draft.thread_lines("ask about Lisbon", one, ()) != draft.thread_lines(
            "ask about Lisbon", other, ()
        )
        for said in ("sie zieht um", "her flat leaks"):
            for kind in (Kind.CALL, Kind.MEET, Kind.TEXT, None):
                each = talk(said, kind)
                assert draft.talk_lines(each, one, (), TODAY) != draft.talk_lines(
                    each, other, (), TODAY
                )
        assert draft.plain_lines(None, one, TODAY) != draft.plain_lines(
            None, other, TODAY
        )
