"""Text from elsewhere: whatever it holds, a note with it means its words only."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.notes.managed import read_blocks
from vaultnet.core.notes.neutral import neutral, neutral_lines
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.prompts.quoting import brief, quoted, safe
from vaultnet.core.values import NotePath

_CASES = Path(__file__).resolve().parents[2] / "cases" / "hostile.json"
_TABLE = json.loads(_CASES.read_text("utf-8"))
CASES: list[dict[str, str]] = _TABLE["texts"]
TRIGGERS: dict[str, str] = _TABLE["triggers"]  # the plugins' own patterns, not ours
PIECES = st.sampled_from(
    [
        *"`%<>:[]{}()!^#$\"'|\\*_~=+-&;/.@ \t\n\r1aé界🎈",
        "<%", "%>", "%%", "[[", "]]", "](", "![", "::", "{{", "$$", "==", "~~~", "```",
        "- [ ] ", "1. ", "1) ", "---", "===", "* * *", "javascript:", "://", "www.",
        "📅", "✅ ", "🔁", "🏁", "2026-08-02", "every", "&lt;", "&#60;", "\\`", "<b>",
        "<!--", "-->", "[x]: /y", "[!note]", "^abc", "#tag", "\u202e", "\u200d",
        "\ud800", "\ue000", "\u2028", "\x00", "\x0b", "\x85", "\u00a0", "\ufe0f",
    ]
)  # fmt: skip
HOSTILE = st.one_of(
    st.lists(PIECES, max_size=12).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=30),
    st.sampled_from([case["text"] for case in CASES]),
)


@pytest.fixture(scope="module")
def markdown_it() -> ModuleType:
    module: ModuleType = pytest.importorskip(
        "markdown_it", reason="needs markdown-it-py to render"
    )
    return module


def words(text: str) -> list[str]:
    """The letters and digits, in their order."""
    return [each for each in text if each.isalnum()]


def found(text: str) -> list[str]:
    return [name for name, mark in TRIGGERS.items() if re.search(mark, text)]


def seen(markdown_it: ModuleType, text: str) -> tuple[set[str], str]:
    """The kinds of tokens of a text as CommonMark, and the text that is shown."""
    tokens = markdown_it.MarkdownIt("commonmark").parse(text)
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inner)}
    lines = ("\n" if each.type == "softbreak" else each.content for each in inner)
    return kinds, "".join(lines)


PROSE = {"paragraph_open", "paragraph_close", "inline", "text"}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_hostile_text_is_made_neutral(case: dict[str, str]) -> None:
    assert neutral(case["text"]) == case["neutral"]
    assert found(case["neutral"]) == []
    assert words(case["neutral"]) == words(case["text"])


def test_the_triggers_of_most_cases_are_known_to_the_tests() -> None:
    """What would not be found in the text itself could not be missed either."""
    known = [case for case in CASES if found(case["text"])]
    assert len(known) > 0.7 * len(CASES)


@pytest.mark.parametrize(
    "text",
    [
        "moving to Lisbon, training for the marathon",
        "C# and F#, #1 of 3; AT&T, R&D; 5 * 3 = 15; snake_case_name",
        "I <3 it -> a <- b, 3 < 4 > 2; 50 % off; x = y; (a) [b] {c}",
        "“yes”, she said: no! Why? it's 10:30 — 5–7 · naïve",
        "José, Łukasz, 佐々木, ليلى, 👩‍🚀 and 🎈",
        "2 August; -5 degrees; +44 7700 900123; jane@example.org",
        "✅ signed, 📅 some day",
    ],
)
def test_prose_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


@given(HOSTILE)
def test_no_trigger_survives_and_no_word_is_lost(text: str) -> None:
    line = neutral(text)
    assert found(line) == []
    assert words(line) == words(text)
    assert neutral(line) == line
    assert line.encode().decode() == line


@given(HOSTILE, HOSTILE)
def test_rendered_it_shows_itself_and_no_more(
    markdown_it: ModuleType, text: str, other: str
) -> None:
    line, second = neutral(text), neutral(other)
    for shown in (line, f'a "{line}"; "{second}" b', f"a {line} (2 August)"):
        kinds, out = seen(markdown_it, shown)
        assert kinds <= PROSE
        assert out == shown.strip("\u200c")


@given(st.lists(HOSTILE, min_size=1, max_size=4).map(" ".join), st.integers(20, 60))
def test_what_a_prompt_quotes_is_neutral_however_it_is_cut(
    markdown_it: ModuleType, text: str, length: int
) -> None:
    for line in (safe(text), quoted(text, length), brief(text, length)):
        assert found(line) == []
        assert seen(markdown_it, f"met 3 May, {line} (2 August)")[0] <= PROSE


@given(st.lists(HOSTILE, max_size=5).map("\n".join))
def test_several_lines_stay_inside_their_quote(
    markdown_it: ModuleType, text: str
) -> None:
    quote = neutral_lines(text)
    kinds, out = seen(markdown_it, f"{quote}\n")
    assert kinds <= PROSE | {"blockquote_open", "blockquote_close", "softbreak"}
    assert words(out) == words(text)
    assert all(line.startswith(">") for line in quote.splitlines())
    assert not any(found(line[2:]) for line in quote.splitlines())


@given(st.lists(HOSTILE, max_size=5).map("\n".join))
def test_several_lines_stay_inside_their_item(
    markdown_it: ModuleType, text: str
) -> None:
    below = neutral_lines(text, "  ")
    kinds, out = seen(markdown_it, f"- item\n{below}\n")
    item = {"bullet_list_open", "bullet_list_close", "list_item_open"}
    assert kinds <= PROSE | item | {"list_item_close", "softbreak"}
    assert words(out) == words("item" + text)


@given(st.lists(HOSTILE, max_size=5).map("\n".join))
def test_we_read_nothing_into_it_either(text: str) -> None:
    note = f"# A\n\n{neutral_lines(text)}\n\n- b {neutral(text)}\n"
    body = parse_note(NotePath("a.md"), note.encode()).body
    assert len(body.headings) == 1
    assert len(body.items) == 1
    assert not body.links
    assert not body.tags
    assert read_blocks(note).sound == {}
    assert read_blocks(note).damaged == ()


def test_empty_lines_around_are_left_out_and_one_stays_inside() -> None:
    assert neutral_lines("\n\n a\r\n\n\u202e\n\nb \n\n") == "> a\n>\n> b"
    assert neutral_lines("a\n\nb", "  ") == "  a\n\n  b"
    assert neutral_lines(" \n") == ""


@pytest.mark.parametrize(
    "unit",
    [
        "<!--",
        "**a ",
        "a.",
        "<a",
        "[a](",
        "&a",
        "🆔",
        "_",
        "*",
        "\\",
        "{",
        "%",
        "1",
        "=",
    ],
)
def test_a_long_text_takes_little_time(unit: str) -> None:
    began = time.process_time()
    safe(unit * (50_000 // len(unit)))
    assert time.process_time() - began < 1.5
