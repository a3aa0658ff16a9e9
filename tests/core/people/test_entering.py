"""Entering a favour: the open line that it answers is marked, else one is added."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vaultnet.core.config import Log
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.entering import Entered, Outcome, enter_favour
from vaultnet.core.people.favour_edits import NewFavour
from vaultnet.core.people.favours import FavourKind
from vaultnet.core.values import NotePath
from vaultnet.errors import RefusedToWrite, WrongUsage

ASKED, OFFER, GAVE, RECEIVED, INTRODUCED = FavourKind
TODAY = date(2026, 11, 23)
NOTE = """\
## Favours
- [ ] asked 2026-08-02: an intro to [[Ana Ruiz|Ana]] at the yard #5min
- [ ] asked 2026-08-03: a lift to the station, early
- [ ] offer: a lift to the airport
- [ ] look at his drawings ^d1
- [x] asked 2025-01-01: the ladder
- [ ] introduced 2026-09-01 to [[Bo]]: what came of it?
"""


def entered(new: NewFavour, text: str = NOTE) -> Entered:
    note = parse_note(NotePath("People/Tom.md"), text.encode())
    return enter_favour(
        note, new, log_headings=Log().headings, daily_format="YYYY-MM-DD"
    )


def gave(text: str) -> NewFavour:
    return NewFavour(GAVE, TODAY, text, mark="x")


def declined(text: str) -> NewFavour:
    return NewFavour(ASKED, TODAY, text, mark="-")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("an intro to Ana at the yard", 2),
        ("Intro to ana", 2),
        ("intro", 2),
        ("the intro to [[Ana Ruiz|Ana]] #10min", 2),
        ("a lift to the station", 3),
        ("lift to the airport", 4),
        ("look at his drawings", 5),
    ],
)
def test_what_is_given_ticks_what_was_asked(text: str, line: int) -> None:
    done = entered(gave(text))
    assert (done.outcome, done.favour.line) == (Outcome.TICKED, line)
    before, after = NOTE.split("\n"), done.text.split("\n")
    assert after[line - 1] == before[line - 1].replace("[ ]", "[x]")
    assert after[: line - 1] + after[line:] == before[: line - 1] + before[line:]


@pytest.mark.parametrize(
    "text",
    [
        "an introduction to Ana",  # other words
        "intr",  # part of a word
        "an intro to Ana at the yard and one to Bo",  # more words than were asked for
        "the ladder",  # closed already
        "what came of it?",  # an introduction
        "…",
    ],
)
def test_other_words_are_a_favour_of_their_own(text: str) -> None:
    done = entered(gave(text))
    assert done.outcome is Outcome.ADDED
    assert done.text == f"{NOTE}- [x] gave 2026-11-23: {text}\n"


@pytest.mark.parametrize("new", [gave("a lift"), declined("a lift, because no car")])
def test_where_several_could_be_meant_they_are_listed(new: NewFavour) -> None:
    with pytest.raises(WrongUsage, match=r"the station, early\n.*the airport"):
        entered(new)


@pytest.mark.parametrize(
    ("text", "line", "after"),
    [
        ("a lift to the station, early: no car", 3,
         "- [-] asked 2026-08-03: a lift to the station, early: declined, because no car"),
        ("lift to the station because I have no car", 3,
         "- [-] asked 2026-08-03: a lift to the station, early: declined, because I have no car"),
        ("an intro to Ana at the yard, declined, because she left", 2,
         "- [-] asked 2026-08-02: an intro to [[Ana Ruiz|Ana]] at the yard: declined,"
         " because she left #5min"),
        ("Look at his drawings - no time", 5, "- [-] look at his drawings: declined, because no time ^d1"),
        ("an intro", 2, "- [-] asked 2026-08-02: an intro to [[Ana Ruiz|Ana]] at the yard #5min"),
    ],
)  # fmt: skip
def test_what_is_declined_closes_what_was_asked(
    text: str, line: int, after: str
) -> None:
    done = entered(declined(text))
    assert (done.outcome, done.favour.line) == (Outcome.DECLINED, line)
    lines = NOTE.split("\n")
    lines[line - 1] = after
    assert done.text == "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a reference, because I hardly know him", "a reference: declined, because I hardly know him"),
        ("a reference: declined, too far", "a reference: declined, because too far"),
        ("a reference", "a reference"),
        ("the talk: part two", "the talk: part two"),
    ],
)  # fmt: skip
def test_what_was_never_written_down_may_be_declined(text: str, written: str) -> None:
    done = entered(declined(text))
    assert done.text == f"{NOTE}- [-] asked 2026-11-23: {written}\n"
    assert done.outcome is Outcome.ADDED


def test_the_same_favour_is_written_down_once() -> None:
    new = NewFavour(ASKED, date(2026, 8, 3), "A lift to the station,  early #5min")
    done = entered(new)
    assert (done.outcome, done.favour.line, done.text) == (Outcome.KEPT, 3, NOTE)
    again = NewFavour(ASKED, date(2025, 1, 1), "the ladder")
    assert entered(again).outcome is Outcome.ADDED


def test_a_note_whose_code_never_ends_is_refused() -> None:
    with pytest.raises(RefusedToWrite, match="never ends"):
        entered(NewFavour(ASKED, TODAY, "a lift"), "```\ncode\n")


TEXTS = st.lists(
    st.sampled_from(
        ["a", "lift", "to", "because", "declined", "intro", "[[Ana]]", "–", ":", "#5min",
         "the ladder", "look at his drawings", "x,", "^a"]
    ),
    min_size=1,
).map(" ".join)  # fmt: skip


@given(TEXTS, st.sampled_from([ASKED, OFFER, GAVE, RECEIVED]), st.sampled_from(" x-"))
def test_entering_takes_no_word_away(text: str, kind: FavourKind, mark: str) -> None:
    new = NewFavour(kind, TODAY, text, mark=mark)
    try:
        done = entered(new)
    except WrongUsage:
        assume(False)
    for line, after in zip(NOTE.split("\n"), done.text.split("\n"), strict=False):
        left = iter(after)
        assert all(c in left for c in line.replace("[ ]", "").replace("[x]", ""))
    if done.outcome is Outcome.ADDED and mark != "-":
        assert " ".join(text.split()) in done.favour.written
