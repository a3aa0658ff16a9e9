"""The entry of a week in a log: written once, grown with the user's words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.config import Log
from vaultnet.core.dates.week import week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.interactions import read_log
from vaultnet.core.people.week_entry import Said, with_week_entry
from vaultnet.core.values import NotePath

TUESDAY = date(2026, 11, 24)
LINK = "[[Due 2026-W48|2026-W48]]"
LOG = "## Log\n- 2026-08-02 call: moving to Lisbon\n"


def note(text: str) -> Note:
    return parse_note(NotePath("People/Jane.md"), text.encode())


def said(*words: str, kind: Kind | None = Kind.EMAIL, on: date = TUESDAY) -> Said:
    return Said(week_of(TUESDAY), LINK, on, kind, words or ("",))


def logged(text: str, what: Said) -> str:
    done = with_week_entry(
        note(text), what, headings=Log().headings, daily_format="YYYY-MM-DD"
    )
    return text if done is None else done.text


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ((), f"- 2026-11-24 email {LINK}\n"),
        (("she moved",), f"- 2026-11-24 email: she moved {LINK}\n"),
        (("call: she moved",), f"- 2026-11-24 call: she moved {LINK}\n"),
        (
            ("", "below", "- [ ] more"),
            f"- 2026-11-24 email: below {LINK}\n  - [ ] more\n",
        ),
        (
            ("a", "# b", "---", "c"),
            f"- 2026-11-24 email: a {LINK}\n  · # b\n  · ---\n  c\n",
        ),
    ],
)
def test_the_entry_as_it_is_written(words: tuple[str, ...], entry: str) -> None:
    done = logged(LOG, said(*words))
    assert done == f"## Log\n{entry}- 2026-08-02 call: moving to Lisbon\n"
    assert logged(done, said(*words)) == done


def test_an_entry_of_no_kind_is_a_date_and_its_link() -> None:
    assert f"- 2026-11-24 {LINK}\n" in logged(LOG, said(kind=None))


def test_it_stays_one_entry_on_whatever_day_the_tick_is_seen() -> None:
    done = logged(LOG, said("hello"))
    assert logged(done, said("hello", on=date(2026, 11, 28))) == done


@pytest.mark.parametrize(
    ("first", "then", "entry"),
    [
        ((), ("she moved",), f"email: she moved {LINK}\n"),
        (("she",), ("she moved",), f"email: she moved {LINK}\n"),
        (("she",), ("call: she moved",), f"call: she moved {LINK}\n"),
        (("she",), ("she moved", "to Porto"), f"email: she moved {LINK}\n  to Porto\n"),
        (("", "to"), ("hi", "to Porto"), f"email: to Porto {LINK}\n  hi\n"),
        (("inbox",), ("on the line", "inbox"), f"email: inbox {LINK}\n  on the line\n"),
        (("hello",), ("hello",), f"email: hello {LINK}\n"),
        (("hello",), ("hello", "", "x"), f"email: hello {LINK}\n  x\n"),
    ],
)
def test_it_grows_with_the_words(
    first: tuple[str, ...], then: tuple[str, ...], entry: str
) -> None:
    done = logged(logged(LOG, said(*first)), said(*then))
    assert done == f"## Log\n- 2026-11-24 {entry}- 2026-08-02 call: moving to Lisbon\n"
    assert logged(done, said(*then)) == done


@pytest.mark.parametrize(
    "theirs",
    [
        f"- 2026-11-24 email: she moved to Oporto {LINK}\n",
        f"- 2026-11-24 email: she {LINK}\n  and what she told me\n",
        f"- 2026-11-23 she  went {LINK}\n",
    ],
)
def test_an_entry_that_the_user_changed_is_left_alone(theirs: str) -> None:
    assert (
        logged(f"## Log\n{theirs}", said("she moved to Porto")) == f"## Log\n{theirs}"
    )


def test_what_the_user_keeps_of_the_line_stays_as_it_is() -> None:
    theirs = f"## Log\r\n* **2026-11-24**:  whatsapp: she  {LINK}\r\n"
    assert logged(theirs, said("she")) == theirs
    assert logged(theirs, said("she moved")) == theirs.replace("she ", "she moved")


def test_an_answer_takes_the_place_of_sent() -> None:
    sent = logged(LOG, said("left a word", kind=Kind.SENT))
    assert f"sent: left a word {LINK}" in sent
    assert f"email: left a word {LINK}" in logged(sent, said("left a word"))
    answered = logged(LOG, said("left a word"))
    assert logged(answered, said("left a word", kind=Kind.SENT)) == answered


def test_an_entry_that_lost_its_link_is_not_written_twice() -> None:
    bare = "## Log\n- 2026-11-25 call: she moved\n"
    assert logged(bare, said("she moved")) == bare
    assert logged(bare, said("call: she moved")) == bare
    assert logged(bare, said("she left")) != bare


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Just a note.",
        "## Log",
        "## Log\n",
        "## Log\n- 2026-08-02 call: x",
        "## Log\n- 2026-08-02 call: x\n  below",
        "## Log\n- 2026-08-02 a\n- 2026-09-02 b\n\n## Favours\n- [ ] asked: y\n",
        "## Log\n### 2026-08-02 call\n- about x\n\n### 2026-07-02\nhello\n",
        "## Contact log\n- [[Aug 14, 2026|2026-08-14]] x\n",
    ],
)
def test_in_logs_of_any_style_it_is_read_back_and_grows(text: str, end: str) -> None:
    text = text.replace("\n", end)
    once = logged(text, said("she", "below"))
    assert [e.week_key for e in read_log(note(once), Log().headings)[0]].count(
        "2026-W48"
    ) == 1
    assert logged(once, said("she", "below")) == once
    twice = logged(once, said("she moved", "below it", "more"))
    (entry,) = [
        e for e in read_log(note(twice), Log().headings)[0] if e.week_key == "2026-W48"
    ]
    assert entry.text == "she moved"
    assert "below it" in twice
    assert "more" in twice
    assert logged(twice, said("she moved", "below it", "more")) == twice
    assert [line for line in text.splitlines() if line not in twice.splitlines()] == []


typed = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30
).map(lambda text: " ".join(text.split()))


@given(
    st.lists(typed, min_size=1, max_size=4), st.lists(typed, max_size=3), st.booleans()
)
def test_any_words_are_written_once_and_whole(
    words: list[str], more: list[str], newest_last: bool
) -> None:
    other = "- 2026-09-02 b\n" if newest_last else ""
    text = LOG + other
    once = logged(text, said(*words))
    assert logged(once, said(*words)) == once
    assert once.count(LINK) - "".join(words).count(LINK) == 1
    grown = logged(once, said(*words, *more))
    assert logged(grown, said(*words, *more)) == grown
    for line in text.splitlines():
        assert line in grown.splitlines()


def test_an_item_of_a_day_is_known_under_the_heading_of_that_day() -> None:
    log = "## Log\n\n### 2026-05-01\nlong talk\n"
    item = Said(week_of(TUESDAY), "", TUESDAY, None, ("rang",))
    done = logged(log, item)
    assert done == "## Log\n\n### 2026-11-24\n- rang\n\n### 2026-05-01\nlong talk\n"
    assert logged(done, item) == done
    more = Said(week_of(TUESDAY), "", TUESDAY, None, ("rang about the boat",))
    assert logged(done, more) == done.replace("rang", "rang about the boat")


def test_what_stands_under_the_heading_of_a_day_is_not_said_again() -> None:
    log = "## Log\n\n### 2026-11-23\n- she moved\n"
    assert logged(log, said("she moved")) == log


def test_an_item_that_gets_a_day_later_is_not_said_again() -> None:
    done = logged(LOG, said("rang"))
    monday = date(2026, 11, 23)
    assert logged(done, Said(week_of(TUESDAY), "", monday, None, ("rang",))) == done
    more = Said(week_of(TUESDAY), "", monday, None, ("rang twice",))
    assert logged(done, more) == done.replace("rang", "rang twice")
    for first in ("", "she moved"):
        two = logged(LOG, said(first, "rang"))
        assert logged(two, Said(week_of(TUESDAY), "", monday, None, ("rang",))) == two
    other = Said(week_of(TUESDAY), "", monday, None, ("wrote",))
    assert "- 2026-11-23 wrote\n" in logged(done, other)


def test_words_join_an_entry_that_holds_a_day_alone() -> None:
    bare = LOG.replace("## Log\n", f"## Log\n- 2026-11-24 {LINK}\n")
    done = logged(bare, said("she moved"))
    assert f"- 2026-11-24 email: she moved {LINK}\n" in done
    assert logged(done, said("she moved")) == done
    assert f"- 2026-11-24 call: a {LINK}\n" in logged(bare, said("call: a"))
    assert f"- 2026-11-24 a {LINK}\n" in logged(bare, said("a", kind=None))


def followed(text: str, what: Said, written: str) -> str:
    done = with_week_entry(
        note(text),
        what,
        headings=Log().headings,
        daily_format="YYYY-MM-DD",
        written=note(written),
    )
    return text if done is None else done.text


@pytest.mark.parametrize(
    ("first", "then", "entry"),
    [
        (("she mvoed",), ("she moved",), f"email: she moved {LINK}\n"),
        (("she mvoed",), ("call: she left",), f"call: she left {LINK}\n"),
        (("a", "b", "c"), ("x", "y"), f"email: x {LINK}\n  y\n"),
        (("a",), ("x", "y", "z"), f"email: x {LINK}\n  y\n  z\n"),
        (("a",), ("",), f"email: a {LINK}\n"),
    ],
)
def test_an_entry_that_nobody_touched_follows_corrections(
    first: tuple[str, ...], then: tuple[str, ...], entry: str
) -> None:
    done = logged(LOG, said(*first))
    after = followed(done, said(*then), done)
    assert after == f"## Log\n- 2026-11-24 {entry}- 2026-08-02 call: moving to Lisbon\n"
    assert followed(after, said(*then), after) == after


def test_an_entry_that_somebody_touched_follows_nothing() -> None:
    done = logged(LOG, said("she mvoed"))
    touched = done.replace("mvoed", "mvoed away")
    assert followed(touched, said("she moved"), done) == touched
    assert followed(done, said("she moved"), LOG) == done
