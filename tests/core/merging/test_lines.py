"""Texts line by line: nothing is lost, and nobody's side wins."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.merging.diff import match
from vaultnet.core.merging.lines import Marks, merge_lines, unite_lines

LINES = st.sampled_from(["a", "b", "c", "", "- [ ] d", "e f", "---"])
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n"])
NEW = st.text(alphabet="xyz", min_size=2, max_size=4)


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.tuples(LINES, ENDS), max_size=8))
    text = "".join(line + end for line, end in lines)
    return text if draw(st.booleans()) else text.rstrip("\r\n")


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """An edit of a text: lines taken out, rewritten, put in."""
    lines: list[str] = []
    for line in [*text.splitlines(keepends=True), ""]:
        deed = draw(st.integers(0, 9))
        if deed in (0, 1):
            lines.append(draw(NEW) + draw(ENDS))
        if deed != 2:
            lines.append(draw(NEW) + "\n" if deed == 3 and line else line)
    return "".join(lines)


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, str, str]:
    base = draw(texts())
    return base, draw(edited(base)), draw(edited(base))


UNITED = {
    "both put in": ("a\nb\n", "a\nx\nb\n", "a\nb\ny\n", "a\nx\nb\ny\n"),
    "both at one place": ("a\nb\n", "a\ny\nb\n", "a\nx\nb\n", "a\nx\ny\nb\n"),
    "the same line": ("a\n", "a\nx\n", "a\nx\n", "a\nx\n"),
    "the same and one more": ("a\n", "a\nx\ny\n", "a\nx\n", "a\nx\ny\n"),
    "one took out": ("a\nb\nc\n", "a\nc\n", "a\nb\nc\nd\n", "a\nc\nd\n"),
    "one took out, one rewrote": ("a\nb\n", "a\n", "a\nB\n", "a\nB\n"),
    "both rewrote": ("a\nb\nc\n", "a\ny\nc\n", "a\nx\nc\n", "a\nx\ny\nc\n"),
    "neighbours": ("a\nb\n", "A\nb\n", "a\nB\n", "A\nB\n"),
    "paragraphs stay apart": ("a\n", "a\n\nx\n", "a\n\ny\n", "a\n\nx\n\ny\n"),
    "line ends": ("a\nb\n", "a\r\nb\r\n", "a\nb\nc\n", "a\r\nb\r\nc\n"),
    "no last end": ("a", "a\nx", "a\ny", "a\nx\ny"),
    "no last end on one side": ("a\n", "a\nx", "a\ny\n", "a\nx\ny\n"),
    "no base": ("", "x\nz\n", "x\ny\n", "x\ny\nz\n"),
}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "united"), UNITED.values(), ids=UNITED
)
def test_both_sides_lines_are_kept(
    base: str, ours: str, theirs: str, united: str
) -> None:
    assert unite_lines(base, ours, theirs) == united
    assert unite_lines(base, theirs, ours) == united


@given(texts(), texts())
def test_a_side_that_did_nothing_changes_nothing(base: str, side: str) -> None:
    for merged in (
        unite_lines(base, side, base),
        unite_lines(base, base, side),
        unite_lines(base, side, side),
        merge_lines(base, side, base).text,
        merge_lines(base, base, side).text,
        merge_lines(base, side, side).text,
    ):
        assert merged == side


@given(histories())
def test_no_word_that_came_in_is_lost(history: tuple[str, str, str]) -> None:
    base, ours, theirs = history
    for merged in (unite_lines(base, ours, theirs), merge_lines(*history).text):
        for side in (ours, theirs):
            came = set(side.split()) - set(base.split())
            assert came <= set(merged.split())


@given(st.lists(NEW, unique=True, max_size=8), st.sets(NEW), st.sets(NEW))
def test_a_line_that_one_side_took_out_is_gone(
    lines: list[str], left: set[str], right: set[str]
) -> None:
    sides = [
        "".join(f"{line}\n" for line in lines if line not in gone)
        for gone in (set[str](), left, right)
    ]
    kept = [line for line in lines if line not in left | right]
    assert unite_lines(*sides).splitlines() == kept


@given(histories())
def test_the_order_of_the_sides_makes_no_difference(
    history: tuple[str, str, str],
) -> None:
    base, ours, theirs = history
    assert unite_lines(base, ours, theirs) == unite_lines(base, theirs, ours)
    here, there = Marks(ours="here", theirs="there"), Marks(ours="there", theirs="here")
    merged = merge_lines(base, ours, theirs, here)
    assert merged == merge_lines(base, theirs, ours, there)


@given(histories())
def test_to_unite_again_changes_nothing(history: tuple[str, str, str]) -> None:
    base, ours, theirs = history
    united = unite_lines(base, ours, theirs)
    assert unite_lines(ours, united, ours) == united
    assert unite_lines(theirs, united, theirs) == united


def test_what_both_rewrote_stands_between_the_marks_that_were_asked_for() -> None:
    merged = merge_lines(
        "a\r\nb\r\nc\r\n",
        "a\r\nX\r\nc\r\n",
        "a\r\nY\r\nc\r\n",
        Marks(9, "HEAD", "phone"),
    )
    assert merged.conflicts == 1
    assert merged.text == (
        "a\r\n<<<<<<<<< HEAD\r\nX\r\n=========\r\nY\r\n>>>>>>>>> phone\r\nc\r\n"
    )


def test_what_both_rewrote_alike_is_no_conflict() -> None:
    merged = merge_lines("a\nb\nc\n", "a\nX\nY\nW\nc\n", "a\nX\nZ\nW\nc\n")
    assert merged.conflicts == 1
    assert merged.text == ("a\nX\n<<<<<<< ours\nY\n=======\nZ\n>>>>>>> theirs\nW\nc\n")


@given(st.lists(LINES, max_size=12), st.lists(LINES, max_size=12))
def test_what_is_matched_is_equal_and_rises(left: list[str], right: list[str]) -> None:
    pairs = match(left, right)
    assert all(left[i] == right[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


def test_without_a_unique_line_as_much_as_possible_is_matched() -> None:
    assert len(match("aabbaabb", "bbaabbaa")) == 6


def test_a_long_text_without_a_unique_line_is_matched_in_time() -> None:
    base = "- [ ] a\n- [ ] b\n\n" * 400
    ours = base.replace("a\n- [ ] b\n\n-", "a\n- [ ] x\n\n-", 1)
    theirs = base + "y\n"
    assert unite_lines(base, ours, theirs) == ours + "y\n"
