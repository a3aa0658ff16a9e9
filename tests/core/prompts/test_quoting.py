from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.prompts.quoting import (
    brief,
    first_clause,
    gist,
    plain,
    quoted,
    safe,
    shorten,
)


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
        ("**the** _new_ *flat* ==in== ~~Rome~~", "the new flat in Rome"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("seen %%by me%% <!-- only --> once", "seen once"),
        ("<b>snow</b> and <city>", "snow and <city>"),
        ("see <https://example.org/a_b_c>", "see https://example.org/a_b_c"),
    ],
)
def test_plain_is_what_a_reader_sees(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("```js", "'''js"),
        ("`= this.file`", "'= this.file'"),
        ("%% vaultnet:end due", "% % vaultnet:end due"),
        ("%% vaultnet:end due %%", ""),
        ("%%%", "% % %"),
        ("<% tp.x %>", "< % tp.x % >"),
        ("<script>", "< script>"),
        ("[next:: call]", "[next: : call]"),
        ("the #secret plan", "the # secret plan"),
        ("C# and #1", "C# and #1"),
        ("$5 and $6", "$ 5 and $ 6"),
        ('say "yes"', "say “yes”"),
        ('a 3" nail', "a 3' nail"),
        ("[[broken", "[ [broken"),
        ("[^1]", "[ ^ 1]"),
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


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "restoring Mr. P.'s harpsichord, No. 3 of 5",
            "restoring Mr. P.'s harpsichord",
        ),
        ("a 2.5 km swim. Then home", "a 2.5 km swim"),
        ("tickets for St. John's. Rain", "tickets for St. John's"),
        ("met at 10:30, late", "met at 10:30"),
        ("she said no. The flat is gone", "she said no. The flat is gone"),
        ("京都で個展、猫", "京都で個展"),
    ],
)
def test_an_abbreviation_ends_no_clause(text: str, clause: str) -> None:
    assert first_clause(text) == clause


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("restoring Mr. P.'s harpsichord, No. 3 of 5",) * 2,
        ("her premiere on 2026-10-03, tickets since 1 August",) * 2,
        (
            "He moved to Bergen, bought a boat and named it after his dentist.",
            "He moved to Bergen…",
        ),
        (
            "after eleven years, two restructurings, one flood in the archives, etc",
            "after eleven years, two restructurings…",
        ),
        (
            "visiting Prof. B. Morgan at the house by the river. Rain until evening",
            "visiting Prof. B. Morgan at the house by the river…",
        ),
        (
            "no, and no, the one that was there before all of the others came along",
            "no, and no, the one that was there before all of the…",
        ),
        (
            'he said "my editor says that I must cut the lark, and the owl, too"',
            "he said “my editor says that I must cut the lark, and the…”",
        ),
        (
            "the house (with four rooms, a bath, and no roof), which is by the river",
            "the house (with four rooms, a bath, and no roof)…",
        ),
        ("京都で個展を準備している、猫がもう一匹増えた",) * 2,
        ("the talk, see https://example.org/a,b", "the talk, see"),
        ("https://example.org/a?b=c", None),
        ("www.example.org", None),
        ("<% tp.date.now() %> finishing her film", None),
        ("{{ title }} and more", None),
        ("`= this.file.name` and more", None),
        ("what a chair must never do (squeak)",) * 2,
        ("llamada", None),
        ("ok!", None),
        ("🎂🎈 😂", None),
        ("12 34", None),
        ("", None),
    ],
)
def test_a_title_quotes_what_reads_well_in_few_words(
    text: str, title: str | None
) -> None:
    assert gist(text) == title


@given(st.text(st.sampled_from('ab,.;()"“” \n—'), max_size=300), st.integers(20, 80))
def test_what_is_cut_short_begins_as_the_whole_does(text: str, length: int) -> None:
    cut = brief(text, length)
    assert len(cut) <= length + 1
    assert safe(text).startswith(cut.rstrip("”").removesuffix("…").rstrip(" ,;"))
