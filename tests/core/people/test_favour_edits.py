"""Writing favours: one line more or one character else, and nothing besides."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vaultnet.core.config import Log
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.favour_edits import (
    NewFavour,
    add_favour,
    render_favour,
    render_reason,
    set_favour_mark,
)
from vaultnet.core.people.favours import FavourKind, favour_key, read_favours
from vaultnet.core.people.logbook import Logged
from vaultnet.core.values import NotePath

ASKED, OFFER, GAVE, RECEIVED, INTRODUCED = FavourKind
NOVEMBER = date(2026, 11, 23)
INTRO = NewFavour(ASKED, NOVEMBER, "intro")
NEW = "- [ ] asked 2026-11-23: intro\n"


def note_of(text: str) -> Note:
    return parse_note(NotePath("People/Ana.md"), text.encode())


def added(text: str, new: NewFavour = INTRO, daily: str = "YYYY-MM-DD") -> Logged:
    note = note_of(text)
    return add_favour(note, new, log_headings=Log().headings, daily_format=daily)


@pytest.mark.parametrize(
    ("new", "line"),
    [
        (NewFavour(ASKED, NOVEMBER, "an  intro\n#5min"), "asked 2026-11-23: an intro #5min"),
        (NewFavour(OFFER, None, "a bed"), "offer: a bed"),
        (NewFavour(INTRODUCED, NOVEMBER, "well?", "[[Bo]]"), "introduced 2026-11-23 to [[Bo]]: well?"),
    ],
)  # fmt: skip
def test_a_favour_is_one_line(new: NewFavour, line: str) -> None:
    assert render_favour(new) == line


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # no section: behind the log, on its level, else at the end
        ("", f"## Favours\n{NEW}"),
        ("About Ana", f"About Ana\n\n## Favours\n{NEW}"),
        ("## Log\n- 2026-08-02 a\n", f"## Log\n- 2026-08-02 a\n\n## Favours\n{NEW}"),
        ("# Log\n- a\n\n# Notes\nx\n", f"# Log\n- a\n\n# Favours\n{NEW}\n# Notes\nx\n"),
        ("# Log\n- a\n# Notes", f"# Log\n- a\n\n# Favours\n{NEW}\n# Notes"),
        ("# Log\n- a\n> # Notes\n> x\n", f"# Log\n- a\n> # Notes\n> x\n\n# Favours\n{NEW}"),
        ("a\r\n", f"a\r\n\r\n## Favours\r\n{NEW[:-1]}\r\n"),
        # an empty section
        ("## Favours", f"## Favours\n{NEW[:-1]}"),
        ("## Favors\n\n# B\n", f"## Favors\n{NEW}\n# B\n"),
        ("## Favours\nSome words.\n", f"## Favours\n{NEW}\nSome words.\n"),
        ("Favours\n---\n\nx\n", f"Favours\n---\n{NEW}\nx\n"),
        # beside others: last, unless the newest come first
        ("## Favours\n- [ ] offer: a\n", f"## Favours\n- [ ] offer: a\n{NEW}"),
        ("## Favours\n- [ ] offer: a\n  - b\n\nc", f"## Favours\n- [ ] offer: a\n  - b\n{NEW}\nc"),
        ("## Favours\n- [x] gave 2026-08-02: a\n- [x] gave 2026-08-01: b\n",
         f"## Favours\n{NEW}- [x] gave 2026-08-02: a\n- [x] gave 2026-08-01: b\n"),
        ("## Favours\n- [x] gave 2027-08-02: a\n- [x] gave 2026-08-01: b\n",
         f"## Favours\n- [x] gave 2027-08-02: a\n{NEW}- [x] gave 2026-08-01: b\n"),
        ("## Favours\n- [x] gave 2026-08-01: a\n- [x] gave 2026-08-02: b",
         f"## Favours\n- [x] gave 2026-08-01: a\n- [x] gave 2026-08-02: b\n{NEW[:-1]}"),
        ("## Favours\n- [x] gave 2026-11-23: a\n- [x] gave 2026-08-01: b\n",
         f"## Favours\n{NEW}- [x] gave 2026-11-23: a\n- [x] gave 2026-08-01: b\n"),
        # in their style
        ("## Favours\n  * [ ] offer: a\n", f"## Favours\n  * [ ] offer: a\n  *{NEW[1:]}"),
        ("## Favours\n* gave: a\n", f"## Favours\n* gave: a\n*{NEW[1:]}"),
        ("## Favours\n> - [ ] asked: a\n", f"## Favours\n> - [ ] asked: a\n> {NEW}"),
        ("## Favours\n- [x] gave [[2026-08-01]]: a\n",
         f"## Favours\n- [x] gave [[2026-08-01]]: a\n{NEW.replace('2026-11-23', '[[2026-11-23]]')}"),
        ("## Favours\n- [x] gave 2026-08-01 to [[Bo]]: a\n", f"## Favours\n- [x] gave 2026-08-01 to [[Bo]]: a\n{NEW}"),
    ],
)  # fmt: skip
def test_a_favour_goes_among_its_neighbours(before: str, after: str) -> None:
    logged = added(before)
    assert logged.text == after
    assert "intro" in split_lines(logged.text)[logged.line - 1]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("I hardly know him", "declined, because I hardly know him"),
        ("because of\nmy back", "declined, because of my back"),
        (": declined, because of my back", "declined, because of my back"),
        ("Declined: no time", "declined, because no time"),
        ("", ""),
        ("declined", ""),
        ("declinedness", "declined, because declinedness"),
    ],
)
def test_a_reason_is_said_once(words: str, reason: str) -> None:
    assert render_reason(words) == reason


LINE = "- [ ] asked 2026-08-02: a lift"


@pytest.mark.parametrize(
    ("line", "mark", "words", "after"),
    [
        (LINE, "x", "", "- [x] asked 2026-08-02: a lift"),
        (LINE, "-", "", "- [-] asked 2026-08-02: a lift"),
        (LINE, "x", "no word of this", "- [x] asked 2026-08-02: a lift"),
        (LINE, "-", "too far", "- [-] asked 2026-08-02: a lift: declined, because too far"),
        (f"{LINE} #5min 📅 2026-09-01 ^ab  ", "-", "too far",
         "- [-] asked 2026-08-02: a lift: declined, because too far #5min 📅 2026-09-01 ^ab  "),
        (f"{LINE}.\r", "-", "too far", "- [-] asked 2026-08-02: a lift. declined, because too far\r"),
        ("- [ ] asked 2026-08-02", "-", "no", "- [-] asked 2026-08-02: declined, because no"),
        (f"{LINE}: declined, because too far", "-", "too far",
         "- [-] asked 2026-08-02: a lift: declined, because too far"),
        ("  1.   [/]  offer:  tea", "x", "", "  1.   [x]  offer:  tea"),
        ("> - [ ] asked: a [x] lift", "x", "", "> - [x] asked: a [x] lift"),
        ("* asked: a lift", "x", "", "* [x] asked: a lift"),
    ],
)  # fmt: skip
def test_the_box_gets_its_mark(line: str, mark: str, words: str, after: str) -> None:
    note = note_of(f"a\n## Favours\n{line}\nb\n")
    (favour,) = read_favours(note)
    text = set_favour_mark(note, favour, mark, words)
    assert text == f"a\n## Favours\n{after}\nb\n"


def test_a_favour_is_found_wherever_it_is_now() -> None:
    (favour,) = read_favours(note_of(f"## Favours\n{LINE}\n"))
    moved = note_of(f"## Favours\n- [ ] asked: b\n- c\n{LINE} ⏫\n")
    assert set_favour_mark(moved, favour, "x") == (
        "## Favours\n- [ ] asked: b\n- c\n- [x] asked 2026-08-02: a lift ⏫\n"
    )
    gone = note_of("## Favours\n- [x] asked 2026-08-02: a lift\n- [ ] asked: a lift\n")
    assert set_favour_mark(gone, favour, "x") == gone.text


def test_what_is_written_twice_is_marked_twice() -> None:
    note = note_of(f"## Favours\n{LINE}\n{LINE} #5min\n")
    text = set_favour_mark(note, read_favours(note)[0], "x")
    assert text == note.text.replace("[ ]", "[x]")


def test_an_equal_line_that_is_closed_stays_as_it_is() -> None:
    note = note_of(f"## Favours\n{LINE.replace('[ ]', '[-]')}\n{LINE}\n")
    text = set_favour_mark(note, read_favours(note)[1], "x")
    assert text == note.text.replace("[ ]", "[x]")


LINES = st.sampled_from(
    [
        "## Log", "### Log", "# Ana", "- 2026-08-02 call: b", "", "  indented", "text",
        "## Favours", "# Favors", "Favours", "---", "===", "- [ ] asked 2026-08-02: a",
        "* [x] gave 2026-09-02: b #5min", "\t- [ ] offer: c", "> - [ ] asked: d", ">",
        "1. received [[2026-06-01]]: e", "- [-] asked: f: declined, because g", "| a |",
        "- [ ] introduced 2026-09-01 to [[Bo]]: h ✅ 2026-09-02 ^i", "---\r", "- no",
    ]
)  # fmt: skip
TEXTS = st.builds(
    lambda lines, end, last: end.join(lines) + end * last,
    st.lists(LINES),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
WORDS = st.one_of(
    st.text(alphabet="abc äß李🎻 .,;!?'\"()-–:", min_size=1),
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1),
)
WISHES = st.builds(
    NewFavour,
    st.sampled_from([ASKED, GAVE, RECEIVED]),
    st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    WORDS,
    mark=st.sampled_from(" x-"),
)


@given(TEXTS, WISHES)
def test_what_is_added_is_read_back_and_nothing_else_is_touched(
    text: str, new: NewFavour
) -> None:
    assume(new.text.split())
    before, logged = note_of(text), added(text, new)
    assert _holds_all_of(logged.text, before.text)
    line = split_lines(logged.text)[logged.line - 1]
    assert " ".join(new.text.split()) in line
    after = note_of(logged.text)
    if after.body_start != before.body_start:  # what stood at the top is its end now
        return
    (found,) = (each for each in read_favours(after) if each.line == logged.line)
    assert (found.kind, found.on, found.mark) == (new.kind, new.on, new.mark)
    others = [favour_key(each) for each in read_favours(after) if each != found]
    # An item that was indented code becomes part of the list that begins above it.
    assert set(map(favour_key, read_favours(before))) <= set(others)


@given(TEXTS, st.sampled_from("x-/ "), st.one_of(st.just(""), WORDS), st.data())
def test_a_mark_changes_one_character_and_adds_the_words(
    text: str, mark: str, words: str, data: st.DataObject
) -> None:
    before = note_of(text)
    favours = read_favours(before)
    assume(favours)
    favour = data.draw(st.sampled_from(favours))
    after = set_favour_mark(before, favour, mark, words)
    lines, others = split_lines(before.text), split_lines(after)
    same = [f for f in favours if favour_key(f) == favour_key(favour)]
    touched = {each.line for each in same if each.is_open == favour.is_open}
    assert [n for n, line in enumerate(lines, 1) if line != others[n - 1]] <= sorted(
        touched
    )
    reason = render_reason(words) if mark == "-" else ""
    for number in touched:
        line, new = lines[number - 1], others[number - 1]
        box = favour.mark is None
        extra = len(new) - len(line)
        assert extra in {4 * box, 4 * box + len(reason) + 1, 4 * box + len(reason) + 2}
        assert not reason or reason in new
    again = {f.line: f for f in read_favours(note_of(after))}
    assert all(again[number].mark == mark for number in touched)


def _holds_all_of(after: str, before: str) -> bool:
    """Whether one run of text put into ``before`` gives ``after``."""
    head = 0
    while head < len(before) and before[head] == after[head]:
        head += 1
    return len(after) > len(before) and after.endswith(before[head:])
