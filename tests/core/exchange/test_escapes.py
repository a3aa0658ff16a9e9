"""Backslashes in a card's values, there and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.escapes import escape, split, unescape

TEXTS = st.text(st.sampled_from("a\\,;:\n "), max_size=12)


@given(TEXTS)
def test_what_is_escaped_is_read_again_and_ends_no_line(text: str) -> None:
    written = escape(text)
    assert unescape(written) == text
    assert "\n" not in written


@given(st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(",;"))
def test_parts_stay_apart(parts: list[str], mark: str) -> None:
    assert split(mark.join(map(escape, parts)), mark) == [*map(escape, parts)]


def test_every_break_of_a_line_is_one() -> None:
    assert escape("a\r\nb\rc\nd") == r"a\nb\nc\nd"
