"""The lines of a weekly note, whatever was done to them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.kinds import Kind
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.listing import (
    Line,
    read_lines,
    read_shown,
    read_unlinked,
    render_shown,
)
from vaultnet.core.values import NotePath

JANE = "[[Jane Doe]] · email · ask about Lisbon (2 August) · [[#Jane Doe|what to say]]"
HEAD = "---\ntype: vaultnet-week\nweek: 2026-W48\n---\n# Check-ins\n\n"


def lines_in(text: str) -> tuple[Line, ...]:
    return read_lines(parse_note(NotePath("Network/Week.md"), text.encode()))


def in_list(lines: str, end: str = "\n") -> tuple[Line, ...]:
    block = f"%% vaultnet:begin due %%\n{lines}\n%% vaultnet:end due %%\n"
    return lines_in((HEAD + block).replace("\n", end))


def only(lines: str) -> Line:
    (line,) = in_list(lines)
    return line


def test_an_untouched_line_holds_no_words_of_the_user() -> None:
    line = only(f"- [ ] {JANE}")
    assert (line.mark, line.target, line.kind) == (" ", "Jane Doe", Kind.EMAIL)
    assert not line.has_words


@pytest.mark.parametrize(
    ("written", "words", "done_on"),
    [
        ("she has moved", "she has moved", None),
        ("✅ 2026-11-24", "", date(2026, 11, 24)),
        ("she has moved ✅ 2026-11-24", "she has moved", date(2026, 11, 24)),
        ("✅ 2026-11-24 she has moved", "she has moved", date(2026, 11, 24)),
        ("📅 2026-11-27 ✅ 2026-11-24 ^x1", "", date(2026, 11, 24)),
        ("🔼 ➕ 2026-01-01 ⏳ 2026-11-23 ✅ 2026-11-24", "", date(2026, 11, 24)),
        ("she moved  [completion:: 2026-11-24]", "she moved", date(2026, 11, 24)),
        ("(completion:: 2026-11-24) ^b-1", "", date(2026, 11, 24)),
        ("✅ 2026-02-30", "", None),
        (": she has moved", "she has moved", None),
        ("– call: she has moved", "call: she has moved", None),
        (
            "got promoted ⏫ and said ✅ to it",
            "got promoted ⏫ and said ✅ to it",
            None,
        ),
        ("with [[Tom]], at x^2", "with [[Tom]], at x^2", None),
    ],
)
def test_words_and_day_behind_the_line(
    written: str, words: str, done_on: date | None
) -> None:
    line = only(f"- [x] {JANE} {written}")
    assert line.words == (words,)
    assert line.done_on == done_on
    assert line.kind is Kind.EMAIL


@pytest.mark.parametrize(
    ("written", "words", "kind"),
    [
        (
            "called [[Jane Doe]], all is fine",
            "called [[Jane Doe]], all is fine",
            Kind.CALL,
        ),
        ("[[Jane Doe]] met for coffee", "met for coffee", None),
        ("[[Jane Doe|Jane]]: call", "call", None),
        ("[[Jane Doe]]", "", None),
        # Somebody whom vaultnet never listed: all of it is the user's.
        ("[[Jane Doe]] · email · a long · letter", "a long · letter", Kind.EMAIL),
        ("rang [[Jane Doe]] · text · x · [[#J|what to say]] ok", "rang ok", Kind.TEXT),
        ("[[Jane Doe]] rang · call · x · [[#J|what to say]]", "rang", Kind.CALL),
    ],
)
def test_lines_that_were_typed_or_changed(
    written: str, words: str, kind: Kind | None
) -> None:
    line = only(f"- [x] {written}")
    assert (line.target, line.words, line.kind) == ("Jane Doe", (words,), kind)


@pytest.mark.parametrize(
    "lead",
    [
        "- ",
        "* ",
        "+ ",
        "1. ",
        "1) x\n2) ",
        "> - ",
        "> [!todo] Week\n> * ",
        "  - ",
        "- x\n\t- ",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_bullet_quote_and_callout(lead: str, end: str) -> None:
    (line,) = in_list(f"{lead}[X] {JANE} hello", end)
    assert line.is_done
    assert line.words == ("hello",)


def test_a_line_that_lost_its_carriage_return() -> None:
    text = f"{HEAD}- [ ] {JANE}\n- [ ] {JANE}\n".replace("\n", "\r\n")
    (first, second) = lines_in(text.replace("say]]\r\n", "say]] ✅ 2026-11-24\n", 1))
    assert first.done_on == date(2026, 11, 24)
    assert second.done_on is None


def test_what_is_written_below_belongs_to_the_line() -> None:
    line = only(
        f"- [x] {JANE} hello\n  she moved\n  - [ ] send the photos\n\n  next: the flat"
    )
    assert line.words == (
        "hello", "she moved", "- [ ] send the photos", "next: the flat",
    )  # fmt: skip


def test_a_line_below_another_is_a_line_of_its_own() -> None:
    tom = JANE.replace("Jane Doe", "Tom")
    jane, other = in_list(f"- [x] {JANE}\n  her words\n    - [ ] {tom} his words")
    assert jane.words == ("", "her words")
    assert (other.target, other.words) == ("Tom", ("his words",))


def test_a_line_counts_wherever_it_was_moved_to() -> None:
    (line,) = lines_in(f"{HEAD}## Later\n> - [x] {JANE}\n")
    assert line.target == "Jane Doe"


def test_other_boxes_and_prompts_are_no_lines() -> None:
    text = (
        f"{HEAD}- [x] [[Jane Doe]] elsewhere\n- [ ] milk\n"
        "%% vaultnet:begin prompts %%\n### Jane Doe\n"
        f"> - [x] {JANE}\n%% vaultnet:end prompts %%\n```\n- [x] {JANE}\n```\n"
    )
    assert lines_in(text) == ()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_reading_never_stumbles(written: str) -> None:
    in_list(f"- [x] {JANE} {written}")
    in_list(f"- [x] {written} {JANE}")


@given(st.lists(st.from_regex(r"\A[a-z]{1,8}\Z"), min_size=1, max_size=6))
def test_plain_words_arrive_as_they_were_typed(words: list[str]) -> None:
    typed = " ".join(words)
    assert only(f"- [x] {JANE} {typed}").words == (typed,)
    assert only(f"- [x] {JANE} {typed} ✅ 2026-11-24 ^id").words == (typed,)


def test_what_was_shown_is_remembered() -> None:
    text = f"{HEAD}{render_shown(['0011aabb', 'ccddeeff'])}\n"
    note = parse_note(NotePath("W.md"), text.encode())
    assert read_shown(note) == ("0011aabb", "ccddeeff")


def test_where_the_end_of_our_text_is_gone_no_words_are_taken() -> None:
    head = HEAD.replace("---\n# C", 'listed:\n  - "[[Jane Doe]]"\n---\n# C')
    line = "- [x] [[Jane Doe]] · email · ask about Lisbon, called"
    block = f"%% vaultnet:begin due %%\n{line}\n%% vaultnet:end due %%\n"
    (found,) = lines_in(head + block)
    assert (found.words, found.kind) == (("",), Kind.EMAIL)


def test_a_ticked_line_without_a_link_is_found() -> None:
    block = "- [x] Eva called\n- [ ] milk\n- [x] [[Ana]]"
    text = f"{HEAD}%% vaultnet:begin due %%\n{block}\n%% vaultnet:end due %%\n"
    note = parse_note(NotePath("W.md"), text.encode())
    assert [item.text for item in read_unlinked(note)] == ["Eva called"]


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (" she moved · [[#Jane Doe|what to say]]", "she moved"),
        (" · [[#Jane Doe|what to say]] she moved", "she moved"),
        (" she moved", "she moved"),
        ("", ""),
    ],
)
def test_words_behind_what_we_ask_about_are_the_users(rest: str, words: str) -> None:
    head = HEAD.replace("---\n# C", 'listed:\n  - "[[Jane Doe]]"\n---\n# C')
    line = f"- [x] [[Jane Doe]] · email · ask about Lisbon (2 August){rest}"
    block = f"%% vaultnet:begin due %%\n{line}\n%% vaultnet:end due %%\n"
    prompt = "### Jane Doe\n> [!quote]- Ask about Lisbon (2 August)\n> hello\n"
    prompts = f"%% vaultnet:begin prompts %%\n{prompt}%% vaultnet:end prompts %%\n"
    (found,) = lines_in(f"{head}{block}\n{prompts}")
    assert (found.words, found.kind) == ((words,), Kind.EMAIL)
