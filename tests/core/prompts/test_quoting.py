from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.prompts.quoting import first_clause, plain, quoted, safe, shorten


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("moving to [[Lisbon]]", "moving to Lisbon"),
        ("with [[People/Ana Ruiz|Ana]]", "with Ana"),
        ("![[photo.png]] of the flat", "photo.png of the flat"),
        ("[the flat](https://example.org/a_(b))", "the flat"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("no\x00nulls\u202e here", "no nulls here"),
        ("👩‍🚀 stays", "👩‍🚀 stays"),
    ],
)
def test_plain_is_what_a_reader_sees(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("```js", "'''js"),
        ("`= this.file`", "'= this.file'"),
        ("%% vaultnet:end due %%", "% % vaultnet:end due % %"),
        ("%%%", "% % %"),
        ("<% tp.x %>", "< % tp.x % >"),
        ("<script>", "< script>"),
        ("[next:: call]", "[next: : call]"),
        ("#secret plan", r"\#secret plan"),
        ("C# and #1", r"C# and \#1"),
        ("$5 and $6", r"\$5 and \$6"),
        ('say "yes"', "say 'yes'"),
        ("[[broken", "[ [broken"),
        ("[^1]", "[ ^1]"),
    ],
)
def test_safe_text_means_nothing_to_a_program(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text(st.sampled_from("`%<>:[]()!^#$\"'|\\ a\n1")))
def test_nothing_active_survives(text: str) -> None:
    shown = safe(text)
    assert "\n" not in shown
    for mark in ("`", "%%", "<%", "%>", "::", "[[", "]]", "](", "[^", "![", '"'):
        assert mark not in shown


@given(st.text(max_size=400), st.integers(5, 80))
def test_shortened_text_begins_as_the_whole_does(text: str, length: int) -> None:
    text = plain(text)
    cut = shorten(text, length)
    assert len(cut) <= length
    assert text.startswith(cut.removesuffix("…"))


def test_long_text_is_cut_at_a_word() -> None:
    assert quoted("moving to Lisbon with the dog", 20) == '"moving to Lisbon…"'


def test_the_first_clause_ends_at_a_mark_or_a_dash() -> None:
    assert first_clause("moving to Lisbon, training") == "moving to Lisbon"
    assert first_clause("job - new flat") == "job"
    assert first_clause("second-hand boat") == "second-hand boat"
