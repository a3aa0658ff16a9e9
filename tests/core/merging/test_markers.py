"""Texts with conflict markers, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.merging.markers import Hunk, Marked, Unclear, parse_marked
from vaultnet.core.merging.untouched import is_untouched


def marked(text: str, smallest: int = 7) -> Marked:
    found = parse_marked(text, smallest)
    assert isinstance(found, Marked), found
    return found


# title: text, ours, theirs, base (None: not told)
TEXTS: dict[str, tuple[str, str, str, str | None]] = {
    "merge": (
        "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> phone\nd\n",
        "a\nb\nd\n",
        "a\nc\nd\n",
        None,
    ),
    "diff3": (
        "<<<<<<< HEAD\nb\n||||||| 1a2b3c\no\n=======\nc\n>>>>>>> phone\n",
        "b\n",
        "c\n",
        "o\n",
    ),
    "no names": ("<<<<<<<\nb\n|||||||\n=======\n>>>>>>>\n", "b\n", "", ""),
    "eleven signs": (
        "<<<<<<<<<<< a\n<<<<<<\n=======\n===========\n>>>>>>>>>>> b\n",
        "<<<<<<\n=======\n",
        "",
        None,
    ),
    "Windows": (
        "<<<<<<< a\r\nb\r\n=======\r\nc\r\n>>>>>>> d\r\n",
        "b\r\n",
        "c\r\n",
        None,
    ),
    "no last end": ("<<<<<<< a\nb\n=======\nc\n>>>>>>> d", "b\n", "c\n", None),
    "a phone": (
        "<<<<<<< a\nb\nc=======\nd>>>>>>> e\n",
        "b\nc\n",
        "d\n",
        None,
    ),
    "a phone, our end": ("<<<<<<< a\nb=======\nd\n>>>>>>> e\n", "b\n", "d\n", None),
    "a phone, their end": ("<<<<<<< a\nb\n=======\nd>>>>>>> e\n", "b\n", "d\n", None),
    "a table": ("<<<<<<< a\n||||||| x |\nb\n=======\n>>>>>>> c\n", "", "", "b\n"),
    "a heading": (
        "Meeting\n=======\n<<<<<<< a\nb\n=======\n>>>>>>> c\n",
        "Meeting\n=======\nb\n",
        "Meeting\n=======\n",
        None,
    ),
    "nested": (
        "<<<<<<< a\n<<<<<<< b\n1\n=======\n2\n>>>>>>> c\n=======\n3\n>>>>>>> d\n",
        "1\n2\n",
        "3\n",
        None,
    ),
    "nested in the base": (
        "<<<<<<< a\n1\n||||||| m\n<<<<<<<<< t\n1\n=========\n2\n>>>>>>>>> u\n"
        "=======\n2\n>>>>>>> b\n",
        "1\n",
        "2\n",
        None,
    ),
}


@pytest.mark.parametrize("title", TEXTS)
def test_each_style_is_taken_apart(title: str) -> None:
    text, ours, theirs, base = TEXTS[title]
    found = marked(text)
    assert (found.ours, found.theirs) == (ours, theirs)
    assert found.has_base == (base is not None)
    if base is not None:
        assert found.base == base


def test_what_both_share_is_the_base_where_none_is_told() -> None:
    found = marked("a\n<<<<<<< x\nb\nc\n=======\nb\nd\n>>>>>>> y\n")
    assert found.base == "a\nb\n"
    assert found.both == "a\nb\nc\nb\nd\n"


def test_a_short_marker_counts_only_where_git_says_so() -> None:
    text = "<<<<< a\nb\n=====\nc\n>>>>> d\n"
    assert marked(text).hunks == []
    assert marked(text, 5).hunks == [Hunk(1, ("b\n",), None, ("c\n",))]


CODE = {
    "```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n": 2,
    "> ~~~\n<<<<<<< a\n=======\n>>>>>>> b\n": 2,
    "```\nx\n```\n<<<<<<< a\n=======\n>>>>>>> b\n": 0,
    "<<<<<<< a\n```\n=======\n>>>>>>> b\n```\n<<<<<<< a\n=======\n>>>>>>> b\n": 0,
}


@pytest.mark.parametrize("text", CODE)
def test_a_conflict_in_a_block_of_code_is_known(text: str) -> None:
    assert marked(text).in_code == CODE[text]


UNCLEAR = {
    "<<<<<<< a\n": 1,
    "a\n>>>>>>> b\n": 2,
    "<<<<<<< a\n=======\n<<<<<<< b\n=======\n>>>>>>> c\n": 1,
    "<<<<<<< a\n=======\nx\n=======\n>>>>>>> b\n": 4,
    "<<<<<<< a\n>>>>>>> b\n": 2,
    "<<<<<<< a\n<<<<<<<<< b\n>>>>>>> c\n": 2,
}


@pytest.mark.parametrize("text", UNCLEAR)
def test_markers_that_do_not_pair_up_are_refused_with_their_line(text: str) -> None:
    found = parse_marked(text)
    assert isinstance(found, Unclear)
    assert found.line == UNCLEAR[text]


LINES = st.lists(
    st.sampled_from(
        ["a\n", "b\n", "<<<<<<< x\n", "=======\n", "||||||| y\n", ">>>>>>> z\n", "c"]
    ),
    max_size=20,
)


@given(LINES)
def test_any_text_is_taken_apart_or_refused(lines: list[str]) -> None:
    text = "".join(lines)
    found = parse_marked(text)
    if isinstance(found, Unclear):
        assert 1 <= found.line <= text.count("\n") + 1
    elif not found.hunks:
        assert found.ours == found.theirs == found.base == text


SIDES = ("a\nTitle\n=======\nb\n", "a\nc\n")
WRITTEN = "a\n<<<<<<< x\nTitle\n=======\nb\n=======\nc\n>>>>>>> y\n"


def test_who_knows_the_sides_can_tell_a_separator_from_an_underline() -> None:
    assert isinstance(parse_marked(WRITTEN), Unclear)
    assert is_untouched(WRITTEN, "", *SIDES, 7)
    assert is_untouched(WRITTEN.replace(" x", " HEAD"), "", *SIDES, 7)
    shown = WRITTEN.replace("b\n=", "b\n||||||| z\nold\n=")
    assert is_untouched(shown, "old\n", *SIDES, 7)


@pytest.mark.parametrize(
    "text",
    [
        WRITTEN.replace("c", "d"),
        WRITTEN.replace("b", "d"),
        f"{WRITTEN}more\n",
        f"more\n{WRITTEN}",
        WRITTEN.replace("b\n=", "b\n||||||| z\nby hand\n="),
        "a\n",
    ],
)
def test_a_text_into_which_somebody_wrote_is_not_as_git_left_it(text: str) -> None:
    assert not is_untouched(text, "old\n", *SIDES, 7)
