"""Favours: read tolerantly, known by their key, and never lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.favours import (
    Favour,
    FavourKind,
    favour_key,
    is_follow_up_due,
    parse_favour,
    read_favours,
    split_tail,
)
from vaultnet.core.values import NotePath

ASKED, OFFER, GAVE, RECEIVED, INTRODUCED = FavourKind
AUGUST = date(2026, 8, 2)


def read(text: str) -> tuple[Favour, ...]:
    return read_favours(parse_note(NotePath("People/Ana.md"), text.encode()))


@pytest.mark.parametrize(
    ("written", "kind", "on", "text", "minutes"),
    [
        ("asked 2026-08-02: intro to Ana #5min", ASKED, AUGUST, "intro to Ana", 5),
        ("offer: half models, 1:20", OFFER, None, "half models, 1:20", None),
        ("offered 2026-08-02: a bed", OFFER, AUGUST, "a bed", None),
        ("gave 2026-08-02: the ladder", GAVE, AUGUST, "the ladder", None),
        ("received 2026-08-02: soup", RECEIVED, AUGUST, "soup", None),
        # tolerant: case, marks, the place of the date, links for dates
        ("ASKED 2026-08-02 intro", ASKED, AUGUST, "intro", None),
        ("asked intro", ASKED, None, "intro", None),
        ("asked on 2 August 2026: intro", ASKED, AUGUST, "intro", None),
        ("asked 2026-08-02 for an intro", ASKED, AUGUST, "an intro", None),
        ("asked 2026-08-02: for old times' sake", ASKED, AUGUST, "for old times' sake", None),
        ("asked [[2026-08-02]]: intro", ASKED, AUGUST, "intro", None),
        ("asked [[Daily/2026-08-02|that day]] – intro", ASKED, AUGUST, "intro", None),
        ("**asked 2026-08-02**: **an** intro", ASKED, AUGUST, "**an** intro", None),
        ("**asked:** 2026-08-02 - intro", ASKED, AUGUST, "intro", None),
        ("asked: 2026-13-45 intro", ASKED, None, "2026-13-45 intro", None),
        ("asked", ASKED, None, "", None),
        # no kind: all the words
        ("bring the book back", None, None, "bring the book back", None),
        ("2026-08-02: the book", None, None, "2026-08-02: the book", None),
        ("offering: a bed", None, None, "offering: a bed", None),
        ("gave-away boxes", None, None, "gave-away boxes", None),
        # how long it takes
        ("offer: tea #1h", OFFER, None, "tea", 60),
        ("offer: tea #1h30min", OFFER, None, "tea", 90),
        ("offer #30min: tea", OFFER, None, "tea", 30),
        ("offer: tea (#15MIN) at home", OFFER, None, "tea at home", 15),
        ("offer: tea #5minutes/x #5", OFFER, None, "tea #5minutes/x #5", None),
        ("offer: tea #home #5min #kitchen", OFFER, None, "tea #home #kitchen", 5),
        # what the Tasks plugin and Obsidian put at the end
        ("asked 2026-08-02: intro #5min ✅ 2026-09-01", ASKED, AUGUST, "intro", 5),
        ("asked 2026-08-02: intro 🆔 a1 🔼 🔁 every 2 weeks 📅 2026-09-01 ❌ 2026-09-02 ^ab-1",
         ASKED, AUGUST, "intro", None),
        ("asked: intro  [due:: 2026-09-01]  [completion:: 2026-09-02] ^x", ASKED, None, "intro", None),
        ("asked: intro 📅 2026-09-01 #5min", ASKED, None, "intro", 5),
        ("asked: bring a ✅ or two", ASKED, None, "bring a ✅ or two", None),
    ],
)  # fmt: skip
def test_a_line_is_read(
    written: str, kind: FavourKind | None, on: date | None, text: str, minutes: int
) -> None:
    favour = parse_favour(written, mark=" ")
    found = (favour.kind, favour.on, favour.text, favour.minutes, favour.written)
    assert found == (kind, on, text, minutes, written)


@pytest.mark.parametrize(
    ("written", "to", "on", "text"),
    [
        ("introduced 2026-08-02 to [[Ana Ruiz]]: what came of it?", "Ana Ruiz", AUGUST, "what came of it?"),
        ("introduced to [[Ana Ruiz|Ana]] on 2026-08-02: well?", "Ana Ruiz", AUGUST, "well?"),
        ("introduced 2026-08-02 to [Ana](People/Ana%20(1).md): well?", "People/Ana (1).md", AUGUST, "well?"),
        ("introduced 2026-08-02 to Ana Ruiz: well?", "Ana Ruiz", AUGUST, "well?"),
        ("introduced [[Ana Ruiz]] and Bo", "Ana Ruiz", None, "[[Ana Ruiz]] and Bo"),
        ("introduced 2026-08-02 to some people", None, AUGUST, "to some people"),
    ],
)  # fmt: skip
def test_an_introduction_says_to_whom(
    written: str, to: str | None, on: date | None, text: str
) -> None:
    favour = parse_favour(written, mark=" ")
    assert (favour.kind, favour.to, favour.on, favour.text) == (
        INTRODUCED,
        to,
        on,
        text,
    )


@pytest.mark.parametrize(
    ("written", "text", "reason"),
    [
        ("asked 2026-08-02: a lift: declined, because I was away", "a lift", "because I was away"),
        ("asked 2026-08-02: declined, because of my back", "", "because of my back"),
        ("asked: a lift. Declined: too far #5min ^a", "a lift.", "too far"),
        ("asked: a lift (declined, too far)", "a lift", "too far"),
        ("asked: a lift - declined", "a lift", None),
        ("asked: a lift", "a lift", None),
        ("asked: what she declined last year", "what she declined last year", None),
    ],
)  # fmt: skip
def test_a_declined_favour_says_why(
    written: str, text: str, reason: str | None
) -> None:
    favour = parse_favour(written, mark="-")
    assert (favour.is_declined, favour.is_open) == (True, False)
    assert (favour.text, favour.reason) == (text, reason)
    assert favour_key(favour) == favour_key(parse_favour(written, mark=" "))


@pytest.mark.parametrize(
    ("written", "mark", "is_open"),
    [
        ("asked: x", " ", True), ("asked: x", "/", True), ("asked: x", ">", True),
        ("asked: x", "!", True), ("asked: x", "x", False), ("asked: x", "X", False),
        ("asked: x", "-", False), ("asked: x", None, True), ("offer: x", None, True),
        ("introduced to [[B]]: x", None, True), ("gave: x", None, False),
        ("received: x", None, False), ("x", " ", True), ("x", None, False),
    ],
)  # fmt: skip
def test_a_box_says_whether_it_is_open(
    written: str, mark: str | None, is_open: bool
) -> None:
    assert parse_favour(written, mark=mark).is_open is is_open


def test_favours_stand_under_their_heading_with_any_bullet() -> None:
    found = read(
        "- asked: not here\n## 🤝 Favors\n* [ ] asked: a\n  - a word about it\n"
        "  - [ ] offer: b\n+ gave: c\n1. [x] d\n- [ ]\n\n> - [ ] asked: e\n> - f\n"
        "### Old\n- [-] asked: g\n## Log\n- asked: not here\n# Favours\n- h\n"
    )
    assert [(each.line, each.text) for each in found] == [
        (3, "a"), (5, "b"), (6, "c"), (7, "d"), (10, "e"), (13, "g"), (17, "h"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "count"),
    [("Gefallen", 1), ("🤝 Coups de main", 1), ("Favores:", 1), ("Services", 0)],
)
def test_favours_have_headings_of_other_languages(heading: str, count: int) -> None:
    assert len(read(f"## {heading}\n- [ ] ein Umzug im Mai\n")) == count


@pytest.mark.parametrize(
    "other",
    [
        "asked 2026-08-02: an intro to [[Ana Ruiz|Ana]], and “soon” ✅ 2026-09-01",
        "Asked  2026-08-02 –  an *intro*   to Ana, and 'soon' #30min #work ^b1",
        "asked [[2026-08-02]]: an intro to Ana %%psst%% and soon: declined, because x",
        "asked 2026-08-02: an #intro-tag intro to Ana, and \\'soon\\' \\#30min",
    ],
)
def test_one_favour_has_one_key_however_its_line_is_treated(other: str) -> None:
    one = parse_favour('asked 2026-08-02: an intro to Ana, and "soon"', mark=" ")
    assert favour_key(one) == favour_key(parse_favour(other, mark="x"))


@pytest.mark.parametrize(
    "other",
    ["asked 2026-08-03: a", "offer 2026-08-02: a", "asked 2026-08-02: b", "a",
     "introduced 2026-08-02 to [[B]]: a"],
)  # fmt: skip
def test_other_favours_have_other_keys(other: str) -> None:
    one = parse_favour("asked 2026-08-02: a")
    assert favour_key(one) != favour_key(parse_favour(other))


@pytest.mark.parametrize(
    ("written", "mark", "monday", "is_due"),
    [
        ("introduced 2026-08-02 to [[B]]: well?", " ", "2026-08-29", False),
        ("introduced 2026-08-02 to [[B]]: well?", " ", "2026-08-30", True),
        ("introduced 2026-08-02 to [[B]]: well?", "x", "2026-08-30", False),
        ("introduced to [[B]]: well?", " ", "2026-08-30", True),
        ("asked 2026-08-02: a", " ", "2026-08-30", False),
    ],
)
def test_an_introduction_is_followed_up_after_four_weeks(
    written: str, mark: str, monday: str, is_due: bool
) -> None:
    favour = parse_favour(written, mark=mark)
    assert is_follow_up_due(favour, date.fromisoformat(monday)) is is_due


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["asked", "offer:", "introduced", "to", "[[Ana]]", "2026-08-02", "**", ":",
             "declined", "#5min", "(", ")", "✅ 2026-01-01", "^a", "[due:: x]", "on", "%%"]
        ),
        st.text(max_size=8),
    )
).map(" ".join)  # fmt: skip


@given(PIECES, st.sampled_from([" ", "x", "-", None]))
def test_no_word_is_lost_whatever_is_written(written: str, mark: str | None) -> None:
    favour = parse_favour(written, mark=mark)
    words, tail = split_tail(written)
    assert (words + tail, favour.written) == (written, written)
    if favour.kind is None and mark != "-" and favour.minutes is None:
        assert favour.text.startswith(words.strip())
    assert favour_key(favour) == favour_key(parse_favour(written, mark=mark))


@given(st.text())
def test_any_note_is_read(text: str) -> None:
    for each in read("## Favours\n- [ ] " + text):
        assert each.text or each.kind


@pytest.mark.parametrize(
    "piece", ["#a ", "✅ 2026-01-01 ", " ", "(", "**", "[[", "declined:"]
)
def test_long_lines_take_no_time(piece: str) -> None:
    written = f"asked: {piece * 20_000}x {piece * 20_000}"
    assert favour_key(parse_favour(written, mark="-"))
