"""Interactions: read from logs, fields, diaries and meetings, and said once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.config import parse_config
from vaultnet.core.kinds import Kind
from vaultnet.core.linking import Linker
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.facts import Facts, Gatherer, Reading
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.network import Network, make_history, make_network
from vaultnet.core.people.who import Who
from vaultnet.core.values import NotePath

AUGUST = date(2026, 8, 2)


def network(
    notes: dict[str, str], *, mentions: str = "first", daily: str = ""
) -> Network:
    config = parse_config(f'[log]\nmentions = "{mentions}"\n')
    reading = Reading(config=config, daily_format=daily or "YYYY-MM-DD")
    gatherer = Gatherer(reading)
    rows: list[Facts] = [
        gatherer.gather(parse_note(NotePath(path), text.encode()))
        for path, text in notes.items()
    ]
    people = (row.profile for row in rows if row.profile)
    return make_network(rows, Who(Linker(notes), people), mentions)


def history(text: str, **others: str) -> tuple[Interaction, ...]:
    found = network({"People/Ana.md": text, **others})
    return next(c for c in found.contacts if c.profile.name == "Ana").history


def log(*lines: str, heading: str = "## Log") -> tuple[Interaction, ...]:
    return history("\n".join(["About Ana", "", heading, *lines, ""]))


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("- 2026-08-02 call: moving to Lisbon", Kind.CALL, "moving to Lisbon"),
        ("- [[2026-08-02]] call: moving", Kind.CALL, "moving"),
        ("- [[Aug 2, 2026|2026-08-02]] moving", None, "moving"),
        ("* **2026-08-02**: coffee - the new flat", Kind.MEET, "the new flat"),
        ("1. 2026-08-02 — email: hello", Kind.EMAIL, "hello"),
        ("- 2 August 2026: moving", None, "moving"),
        ("- 02.08.2026 Umzug", None, "Umzug"),
        ("- 2026-08-02 18:30 call", Kind.CALL, ""),
        ("- 2026-08-02 call; next: ask", Kind.CALL, ""),
        ("- 2026-08-02", None, ""),
        ("- [x] 2026-08-02 call: moving", Kind.CALL, "moving"),
        ("- 2026-08-02 call me back, she said", None, "call me back, she said"),
        (
            "- 2026-08-02 lunch with [[Tom Reed|Tom]]",
            None,
            "lunch with [[Tom Reed|Tom]]",
        ),
    ],
)
def test_a_log_line_is_read(line: str, kind: Kind | None, text: str) -> None:
    (entry,) = log(line)
    assert (entry.on, entry.kind, entry.text, entry.line) == (AUGUST, kind, text, 4)


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] 2026-08-02 call",
        "- [-] 2026-08-02 call",
        "> - 2026-08-02 quoted",
        "- soon",
    ],
)
def test_intentions_quotes_and_undated_lines_do_not_count(line: str) -> None:
    assert log(line) == ()


@pytest.mark.parametrize(
    "heading",
    [
        "## Log",
        "# contact log",
        "### 📞 Interactions",
        "## **Log**",
        "## Interactions:",
        "## Gespräche",
        "## 📞 ÉCHANGES",
        "## Historial:",
        "## Storico",
        "## *Histórico*",
        "## Contactmomenten",
    ],
)
def test_the_log_is_found_under_its_usual_names(heading: str) -> None:
    assert len(log("- 2026-08-02 call", heading=heading)) == 1


def test_a_log_ends_with_its_section() -> None:
    assert len(log("- 2026-08-02 call", "## Notes", "- 2026-08-03 not this")) == 1


def test_dated_headings_are_entries() -> None:
    found = log(
        "### [[2026-08-02]] 10:30", "- call: moving", "", "### 2026-08-05", "Tea."
    )
    assert [(e.on, e.kind, e.text) for e in found] == [
        (AUGUST, Kind.CALL, "moving"),
        (date(2026, 8, 5), None, "Tea."),
    ]


def test_a_thread_for_next_time_is_taken_off() -> None:
    inline, below = log(
        "- 2026-08-02 call: moving; next: ask how the move went",
        "- 2026-08-05 call: settled",
        "  next: ask about the garden",
    )
    assert (inline.text, inline.thread) == ("moving", "ask how the move went")
    assert (below.text, below.thread) == ("settled", "ask about the garden")


def test_words_on_the_line_below_stand_for_a_bare_line() -> None:
    (entry,) = log("- 2026-08-02 call", "  - moving to Lisbon")
    assert (entry.kind, entry.text) == (Kind.CALL, "moving to Lisbon")


def test_a_date_that_is_none_is_a_problem() -> None:
    found = network({"People/Ana.md": "## Log\n- 2026-13-45 call\n"})
    assert found.contacts[0].history == ()


def test_dates_in_fields_and_lists_of_plugins_count() -> None:
    found = history(
        "---\nlast_contact: 2026-08-02\ninteractions:\n  - date: 2026-07-01\n"
        "    text: the lake\n---\n"
    )
    assert [(e.on, e.text, e.source) for e in found] == [
        (date(2026, 7, 1), "the lake", Source.LOG),
        (AUGUST, "", Source.FIELD),
    ]


DIARY = "Journal/2026-08-02.md"
PEOPLE = {f"People/{name}.md": "" for name in ("Ana", "Tom", "Sam")}


@pytest.mark.parametrize(
    ("line", "met"),
    [
        ("- lunch with [[Ana]] about [[Tom]]'s move", ["Ana"]),
        ("- [[Ana]], [[Tom]] and [[Sam]] came over", ["Ana", "Sam", "Tom"]),
        ("- [[Ana]] & [[Tom]] told me about [[Sam]]", ["Ana", "Tom"]),
        ("- at [[Tom]]’s party with [[Ana]]", ["Ana"]),
        ("- [[Tom]]s Umzug mit [[Ana]]", ["Ana"]),
        ("- [ ] call [[Ana]]", []),
        ("- [x] call [[Ana]]", ["Ana"]),
        ("- [/] call [[Ana]]", []),
        ("> - [[Ana]] wrote this", []),
        ("- ![[Ana]]", []),
        ("- `[[Ana]]`", []),
        ("[[Ana]] in plain text", []),
        ("- [[Lisbon]] with [[Ana]]", ["Ana"]),
        ("- todo: call [[Ana]]", []),
        ("- à faire: écrire à [[Ana]]", []),
        ("## Tareas\n- [[Ana]]", []),
        ("- planted beans with [[Ana]]", ["Ana"]),
        ("## Plans\n- [[Ana]]", []),
        ("- [ ] a party\n  - [[Ana]]", []),
        ("- a party\n  - [[Ana]]", ["Ana"]),
        ("- [Ana](Ana.md) und [[Tom]]", ["Ana", "Tom"]),
    ],
)
def test_a_diary_line_counts_whom_it_is_about(line: str, met: list[str]) -> None:
    found = network({**PEOPLE, "Lisbon.md": "", DIARY: f"{line}\n"})
    assert sorted(c.profile.name for c in found.contacts if c.history) == met


@pytest.mark.parametrize(
    ("rule", "met"),
    [("first", ["Ana"]), ("start", []), ("all", ["Ana", "Tom"]), ("none", [])],
)
def test_the_rule_for_mentions_can_be_chosen(rule: str, met: list[str]) -> None:
    notes = {**PEOPLE, DIARY: "- tea with [[Ana]] at [[Tom]]\n"}
    found = network(notes, mentions=rule)
    assert sorted(c.profile.name for c in found.contacts if c.history) == met


def test_a_diary_names_the_kind_before_the_link() -> None:
    notes = {**PEOPLE, DIARY: "- Called [[Ana]]\n- coffee with [[Tom]]\n"}
    kinds = {c.profile.name: c.history[0].kind for c in network(notes).contacts[:3:2]}
    assert kinds == {"Ana": Kind.CALL, "Tom": Kind.MEET}


def test_a_meeting_counts_for_each_who_attended() -> None:
    note = '---\ndate: 2026-08-02\nattendees: ["[[Ana]]", "[[Tom|T.]]"]\n---\nNotes\n'
    found = network({**PEOPLE, "Meetings/2026-08-02 Bridge.md": note})
    assert [(c.profile.name, [e.text for e in c.history]) for c in found.contacts] == [
        ("Ana", ["Bridge"]),
        ("Sam", []),
        ("Tom", ["Bridge"]),
    ]


def test_an_undated_note_with_people_is_no_meeting() -> None:
    found = network({**PEOPLE, "Book club.md": '---\npeople: ["[[Ana]]"]\n---\n'})
    assert not any(c.history for c in found.contacts)


def test_one_line_of_a_diary_stands_for_the_day() -> None:
    notes = {**PEOPLE, DIARY: "- [[Ana]] called\n- [[Ana]] again\n"}
    assert len(network(notes).contacts[0].history) == 1


def test_the_log_says_how_often_it_was() -> None:
    text = (
        "---\nlast_contact: 2026-08-02\n---\n## Log\n- 2026-08-02 a\n- 2026-08-02 b\n"
    )
    found = history(text, **{DIARY: "- [[Ana]] called\n"})
    assert [each.text for each in found] == ["a", "b"]


def test_entries_of_one_week_are_one() -> None:
    found = log(
        "- 2026-08-05 call: moving to Lisbon [[Due 2026-W31|2026-W31]]",
        "- 2026-08-02 call: moving [[Due 2026-W31|2026-W31]]",
    )
    assert [(e.on, e.text, e.week_key) for e in found] == [
        (AUGUST, "moving to Lisbon", "2026-W31")
    ]


def test_a_link_by_another_name_is_explained() -> None:
    notes = {
        "People/Ana.md": "---\naliases: [Anita]\n---\n",
        DIARY: "- [[Anita]] called\n",
    }
    (problem,) = network(notes).problems
    assert (problem.path, problem.line, problem.code) == (DIARY, 1, "link")
    assert "[[Ana|Anita]]" in problem.message


def test_a_name_that_two_people_have_is_said() -> None:
    notes = {"People/Home/Ana.md": "", "People/Work/Ana.md": "", DIARY: "- [[Ana]]\n"}
    found = network(notes)
    (problem,) = found.problems
    assert (problem.path, problem.line, problem.code) == (DIARY, 1, "ambiguous")
    assert [len(each.history) for each in found.contacts] == [1, 0]
    sure = network({**notes, DIARY: "- [[People/Work/Ana]]\n"})
    assert sure.problems == ()


def test_two_notes_of_one_uid_are_a_problem() -> None:
    found = network({f"People/{n}.md": "---\nuid: a1\n---\n" for n in ("Ana", "Ana 2")})
    assert [each.code for each in found.problems] == ["uid"]


def test_weekly_notes_tell_who_was_listed() -> None:
    week = (
        '---\ntype: vaultnet-week\nweek: 2026-W48\nlisted:\n  - "[[Ana]]"\n---\n'
        "- [x] [[Ana]]\n"
    )
    found = network({**PEOPLE, "Network/Due 2026-W48.md": week})
    assert [str(each) for each in found.contacts[0].listed] == ["2026-W48"]
    assert found.contacts[0].history == ()


INTERACTIONS = st.builds(
    Interaction,
    on=st.dates(date(2026, 8, 1), date(2026, 8, 4)),
    kind=st.sampled_from([None, Kind.CALL, Kind.MEET]),
    text=st.sampled_from(["", "a", "bb"]),
    path=st.sampled_from([NotePath("a.md"), NotePath("b.md")]),
    line=st.integers(1, 9),
    source=st.sampled_from(Source),
    week_key=st.sampled_from([None, None, "2026-W31"]),
)


@given(st.lists(INTERACTIONS, unique=True), st.randoms())
def test_a_history_is_the_same_for_any_order(found: list[Interaction], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = [*found]
    chance.shuffle(shuffled)
    one, other = make_history(found), make_history(shuffled)
    assert sorted(map(repr, one)) == sorted(map(repr, other))


@given(st.lists(INTERACTIONS))
def test_a_history_is_in_order_and_stays_as_it_is(found: list[Interaction]) -> None:
    once = make_history(found)
    assert [e.on for e in once] == sorted(e.on for e in once)
    assert make_history(once) == once


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("# Log\n" * 20_000, 0),
        ("## Log\n" + "### 2026-08-02\n- called\n" * 10_000, 10_000),
        ("## Log\n" + "### Log\n- 2026-08-02 a\n" * 10_000, 10_000),
    ],
    ids=["logs", "dated headings", "logs in a log"],
)
def test_a_log_of_ten_thousand_headings_is_no_reason_to_wait(
    text: str, count: int
) -> None:
    assert len(history(f"---\ntype: person\n---\n{text}")) == count
