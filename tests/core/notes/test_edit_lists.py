"""Lists among the fields: they grow in their own style, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.notes.edit import CannotEdit
from vaultnet.core.notes.edit_lists import add_values, append_to_list, replace_value
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath


def note_of(text: str) -> Note:
    return parse_note(NotePath("People/Ana.md"), text.encode())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # In brackets.
        ("---\nk: [a]\n---\n", '---\nk: [a, "b@c"]\n---\n'),
        ("---\nk: []\n---\n", '---\nk: ["b@c"]\n---\n'),
        ("---\nk: [ ]  # none\n---\n", '---\nk: ["b@c" ]  # none\n---\n'),
        ("---\r\nk: [a, ]\r\n---", '---\r\nk: [a, "b@c", ]\r\n---'),
        ("---\nk: ['a, b']\nx: [1]\n---\n", "---\nk: ['a, b', \"b@c\"]\nx: [1]\n---\n"),
        ("---\nk: [\n  a, # x\n  d # y\n]\n---\n",
         '---\nk: [\n  a, # x\n  d, "b@c" # y\n]\n---\n'),
        ("---\nk: [a, [d]]\n---\n", '---\nk: [a, [d], "b@c"]\n---\n'),
        ("---\n{k: [a], x: 1}\n---\n", '---\n{k: [a, "b@c"], x: 1}\n---\n'),
        # With dashes.
        ("---\nk:\n- a # x\nx: 1\n---\n", '---\nk:\n- a # x\n- "b@c"\nx: 1\n---\n'),
        ("---\nk: # [x]\n  -   a\n---\n", '---\nk: # [x]\n  -   a\n  -   "b@c"\n---\n'),
        ("---\nk:\n  - a\n  # on d\n  - d\n  # behind\nx: 1\n---\n",
         '---\nk:\n  - a\n  # on d\n  - d\n  - "b@c"\n  # behind\nx: 1\n---\n'),
        ("---\nk:\n- a\n  d\n---\n", '---\nk:\n- a\n  d\n- "b@c"\n---\n'),
        ("---\nk:\n  -\n---\n", '---\nk:\n  -\n  - "b@c"\n---\n'),
        ("---\r\nk:\r\n  - a\r\n---\r\n", '---\r\nk:\r\n  - a\r\n  - "b@c"\r\n---\r\n'),
        # One value.
        ("---\nk: a@b\n---\n", '---\nk: [a@b, "b@c"]\n---\n'),
        ("---\nk:   'a@b'  # home\n---\n", "---\nk:   ['a@b', \"b@c\"]  # home\n---\n"),
        ("---\nk: 447700900123\n---\n", '---\nk: [447700900123, "b@c"]\n---\n'),
        ("---\nk: +44 7700 900123\n---\n", '---\nk: [+44 7700 900123, "b@c"]\n---\n'),
        ("---\nk: https://example.org/?a=b\n---\n",
         '---\nk: [https://example.org/?a=b, "b@c"]\n---\n'),
        ("---\n{k: a, x: 1}\n---\n", '---\n{k: [a, "b@c"], x: 1}\n---\n'),
        ("---\nk: \"a\\tb\"\n---\n", "---\nk: [\"a\\tb\", \"b@c\"]\n---\n"),
        ("---\n  k: a\n---\n", '---\n  k: [a, "b@c"]\n---\n'),
        # One value that would be another one in brackets.
        ("---\nk: Doe, Jane # x\nx: 1\n---\n",
         '---\nk:\n  - Doe, Jane # x\n  - "b@c"\nx: 1\n---\n'),
        ("---\r\n  k: a]b\r\n---\r\n",
         '---\r\n  k:\r\n    - a]b\r\n    - "b@c"\r\n---\r\n'),
        # None at all.
        ("---\nk:\nx: 1\n---\n", '---\nk:\n  - "b@c"\nx: 1\n---\n'),
        ("---\nk: # why\n---\n", '---\nk: # why\n  - "b@c"\n---\n'),
        ("---\nk: null # x\n---\n", '---\nk: ["b@c"] # x\n---\n'),
        ("---\nk: \"\"\n---\n", '---\nk: ["b@c"]\n---\n'),
        ("---\nx: 1\n---\n", '---\nx: 1\nk:\n  - "b@c"\n---\n'),
        ("---\r\n  x: 1\r\n---", '---\r\n  x: 1\r\n  k:\r\n    - "b@c"\r\n---'),
        ("Ana\n", '---\nk:\n  - "b@c"\n---\nAna\n'),
        # What is there is not added.
        ("---\nk: [b@c, a]\n---\n", "---\nk: [b@c, a]\n---\n"),
        ("---\nk: b@c\n---\n", "---\nk: b@c\n---\n"),
    ],
)  # fmt: skip
def test_a_list_grows_in_its_own_style(before: str, after: str) -> None:
    assert add_values(note_of(before), "k", ["b@c", "b@c"]) == after


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("---\nx: 1\nk: &a b\ny: *a\n---\n", 3, "is named (&a)"),
        ("---\nk: !!str b\n---\n", 2, "says of which type"),
        ("---\nx: 1\nk: |\n  b\n---\n", 3, "several lines"),
        ("---\nk: >-\n  b\n---\n", 2, "several lines"),
        ("---\nk: a\n  b\n---\n", 2, "several lines"),
        ("---\nk: {a: b}\n---\n", 2, "fields of its own"),
        ("---\nk:\n  a: b\n---\n", 2, "fields of its own"),
        ("---\nk:\n  - a: b\n---\n", 2, "add to it by hand: \"c\""),
        ("---\nk:\n  - |\n    b\n---\n", 2, "something else"),
        ("---\nk:\n  - - b\n---\n", 2, "something else"),
        ("---\nk: &a [b]\ny: *a\n---\n", 2, "something else"),
        ("---\nx: &a b\nk: *a\n---\n", 3, "something else"),
        ("---\n{x: 1}\n---\n", 1, "something else"),
        ("---\nnull\n---\n", 1, "something else"),
        ("---\nk: [b\n---\n", 2, "cannot be read"),
        ("---\nx: 1\n\ufeffk: [b]\n---\n", 3, "U+FEFF"),
        ("---\nk: 1\n", 1, "--- at their end"),
    ],
)  # fmt: skip
def test_what_cannot_be_proven_is_refused_with_its_line(
    text: str, line: int, reason: str
) -> None:
    with pytest.raises(CannotEdit) as refused:
        add_values(note_of(text), "k", ["c"])
    assert (refused.value.line, reason in refused.value.reason) == (line, True)


@given(
    st.sampled_from(
        ("[{}]", "\n  - {}", "\n- {} # c", "{}", "'{}'", '"{}"', "[{} , ]")
    ),
    st.text("ab,:#[]{}&*!|>'\"%@`-? .1", min_size=1, max_size=6),
    st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3),
)
def test_whatever_stands_there_stays_and_what_is_added_is_read_again(
    shape: str, old: str, values: list[str]
) -> None:
    text = f"---\nx: 1 # c\nk: {shape.format(old)}\ny: z\n---\nAna\n"
    note = note_of(text)
    try:
        grown = add_values(note, "k", values)
    except CannotEdit:
        return
    was, now = (each.fields["k"].value for each in (note, note_of(grown)))
    held = was if isinstance(was, list) else [] if was in (None, "") else [was]
    new = [each for each in dict.fromkeys(values) if each not in held]
    assert now == ([*held, *new] if new else was)
    assert old.strip() in grown or was in (None, "")
    assert grown.startswith("---\nx: 1 # c\nk:")
    assert grown.endswith("\ny: z\n---\nAna\n")


def test_what_is_no_list_takes_no_more_links() -> None:
    grown = append_to_list(note_of("---\nk:\n- a # x\nb: 1\n---\n"), "k", ["[[B]]"])
    assert grown == '---\nk:\n- a # x\n- "[[B]]"\nb: 1\n---\n'
    for text in (
        "---\nk: a\n---\n", "---\nk: &x [a]\nb: *x\n---\n", "---\n\ufeffk: [a]\n---\n",
        "---\nb: a\u2028\n---\n", "---\nnull\n---\n", "Ana\n",
    ):  # fmt: skip
        assert append_to_list(note_of(text), "k", ["c"]) is None


# One text in another's place.


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nk: [a, 'b', c] # x\n---\n", '---\nk: [a, "n:1", c] # x\n---\n'),
        ('---\nk:\n  - a # x\n  - "b"  # y\n---\n',
         '---\nk:\n  - a # x\n  - "n:1"  # y\n---\n'),
        ("---\r\nk:\r\n- b\r\nx: 1\r\n---\r\n",
         '---\r\nk:\r\n- "n:1"\r\nx: 1\r\n---\r\n'),
        ("---\nk: b # one\n---\n", '---\nk: "n:1" # one\n---\n'),
        ("---\nk: [b, b]\n---\n", '---\nk: ["n:1", b]\n---\n'),
    ],
)  # fmt: skip
def test_one_text_of_a_list_gives_way_to_another(before: str, after: str) -> None:
    assert replace_value(note_of(before), "k", "b", "n:1") == after


@pytest.mark.parametrize(
    "fields",
    ["k: [a]", "x: b", "k: {b: 1}", "k: [&n b]", "k: [!t b]", "k:\n  - |-\n    b",
     "k: [[b], b]", "k: [a\n", "k: [b", "k: b\nk: b"],
)  # fmt: skip
def test_no_text_gives_way_where_that_is_not_proven(fields: str) -> None:
    with pytest.raises(CannotEdit):
        replace_value(note_of(f"---\n{fields}\n---\n"), "k", "b", "n:1")


@given(st.lists(st.text(), min_size=1, max_size=5), st.text(), st.data())
def test_any_text_gives_way_to_any_other(
    texts: list[str], new: str, data: st.DataObject
) -> None:
    old = data.draw(st.sampled_from(texts))
    try:
        note = note_of(add_values(note_of("---\na: 1 # x\n---\n"), "k", texts))
        text = replace_value(note, "k", old, new)
    except CannotEdit:
        return
    at = note.fields["k"].value.index(old)  # type: ignore[union-attr]
    wanted = [*note.fields["k"].value]  # type: ignore[misc]
    wanted[at] = new
    after = note_of(text)
    assert after.fields["k"].value == wanted
    assert after.fields["a"].value == note.fields["a"].value
