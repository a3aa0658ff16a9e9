"""Edits of the frontmatter: one value is another, and every other byte is itself."""

from __future__ import annotations

import pytest

from vaultnet.core.notes.edit import CannotEdit, set_field
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.proof import events_of, find_value, is_proven
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath

DAY = "2026-07-31"


def note_of(text: str) -> Note:
    return parse_note(NotePath("People/Ana.md"), text.encode())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "---\nk: 2026-07-31\n---\n"),
        ("Ana\r\n", "---\r\nk: 2026-07-31\r\n---\r\nAna\r\n"),
        ("---\n---\nAna", "---\nk: 2026-07-31\n---\nAna"),
        ("---\nb: 1\n---\n", "---\nb: 1\nk: 2026-07-31\n---\n"),
        ("---\n  b: 1\n---\n", "---\n  b: 1\n  k: 2026-07-31\n---\n"),
        ("---\nk:\nb: 1\n---\n", "---\nk: 2026-07-31\nb: 1\n---\n"),
        ("---\nk: \nb: 1\n---\n", "---\nk: 2026-07-31\nb: 1\n---\n"),
        ("---\nk: # when\n---\n", "---\nk: 2026-07-31 # when\n---\n"),
        ("---\nk:   'x'  # when\n---\n", "---\nk:   '2026-07-31'  # when\n---\n"),
        ('---\nk: "x"\n---\n', '---\nk: "2026-07-31"\n---\n'),
        ("---\nb: &a 1\nk: *a\n---\n", "---\nb: &a 1\nk: 2026-07-31\n---\n"),
        ("---\n{k: x, b: 1}\n---\n", "---\n{k: 2026-07-31, b: 1}\n---\n"),
        ("---\nk: '2026-07-31'\n---\n", "---\nk: '2026-07-31'\n---\n"),
    ],
)
def test_only_the_value_changes(before: str, after: str) -> None:
    assert set_field(note_of(before), "k", DAY) == after


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("---\nb: 1\nb: 2\n---\n", 3, "given twice"),
        ("---\nb: @a\n---\n", 2, "wants quotes"),
        ("---\nk: [x]\n---\n", 2, "holds a list"),
        ("---\nb: 1\nk:\n  - x\n---\n", 3, "holds a list"),
        ("---\nk: {a: b}\n---\n", 2, "holds a list"),
        ("---\nk: &a x\nb: *a\n---\n", 2, "is named (&a)"),
        ("---\nk: !!str x\n---\n", 2, "says of which type"),
        ("---\nk: |\n  x\n---\n", 2, "several lines"),
        ("---\nk: a\n  b\n---\n", 2, "several lines"),
        ("---\n? k\n---\n", 2, "by hand: k: 2026-07-31"),
        ("---\n{b: 1}\n---\n", 2, "in braces"),
        ("---\n{?k: 1}\n---\n", 2, "something else"),
        ('---\n{b: 1,?"k": 1}\n---\n', 2, "something else"),
        ("---\n&a?b c: 1\n---\n", 1, "something else"),
        ("---\n~\n---\n", 1, "something else"),
        ("---\nb: 1\n", 1, "--- at their end"),
        ("\n---\nb: 1\n---\n", 1, "--- as the first line"),
        ("---\nb: a\u2028b\n---\n", 2, "U+2028"),
        ("---\nb: 1\na: b\u0085\n---\n", 3, "U+0085"),
        ("---\nb: 'a\rc'\n---\n", 2, "U+000D"),
        ("<<<<<<< HEAD\n---\nb: 1\n---\n", 1, "conflict"),
        ("a\0b", 0, "no text"),
    ],
)
def test_what_cannot_be_proven_is_refused_with_its_line(
    text: str, line: int, reason: str
) -> None:
    with pytest.raises(CannotEdit) as refused:
        set_field(note_of(text), "k", DAY)
    assert refused.value.line == line
    assert reason in refused.value.reason
    assert str(refused.value).startswith("People/Ana.md")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (DAY, DAY),
        ("quarterly", "quarterly"),
        ("twice a year", "twice a year"),
        ("6w", "6w"),
        ("90", '"90"'),
        ("yes", '"yes"'),
        ("No", '"No"'),
        ("y", '"y"'),
        ("null", '"null"'),
        ("12:30", '"12:30"'),
        ("0x1f", '"0x1f"'),
        ("1e3", '"1e3"'),
        ("a: b", '"a: b"'),
        ("- y", '"- y"'),
        ("@x", '"@x"'),
        ("", '""'),
        ("~", '"~"'),
        (" x ", '" x "'),
        ('a "b" \\', '"a \\"b\\" \\\\"'),
        ("<% x %>", '"\\U0000003c% x \\U00000025>"'),
        ("a\u2028b", '"a\\U00002028b"'),
        ("a\nb", '"a\\U0000000ab"'),
        ("Łucja 🌻", '"Łucja 🌻"'),
    ],
)
def test_a_value_is_written_so_that_every_reader_takes_it_for_that_text(
    value: str, written: str
) -> None:
    for before in ("---\nk: old\n---\n", "---\nb: 1\n---\n", "---\nk:\n---\n"):
        after = set_field(note_of(before), "k", value)
        assert f"k: {written}\n" in after
        assert note_of(after).fields["k"].value == value


def test_a_field_is_found_by_its_exact_spelling() -> None:
    before = "---\nK: 1\nk: 2\n---\n"
    assert set_field(note_of(before), "K", "x") == "---\nK: x\nk: 2\n---\n"
    assert set_field(note_of(before), "kk", "x") == "---\nK: 1\nk: 2\nkk: x\n---\n"


NOTE = "---\na: x\nb: [1, 2]\nc: &n 3\nk: 1 # c\n---\nAna\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a: x", "a: 'x'"),
        ("a: x", "a: y"),
        ("a: x", "a: !!str x"),
        ("a: x", "a: &x x"),
        ("a: x", "a: |-\n  x"),
        ("a: x", "'a': x"),
        ("a: x\n", "a: x\nd: 1\n"),
        ("a: x\n", ""),
        ("[1, 2]", "\n  - 1\n  - 2"),
        ("[1, 2]", "[2, 1]"),
        ("&n", "&m"),
        ("&n 3", "3"),
        ("k: 2", "k: '2'"),
        ("k: 2", "k: !!int 2"),
        ("k: 2", "k: &k 2"),
        ("k: 2", "k: 3"),
        ("k: 2", "d: 2"),
        ("---\nAna", "---\nana"),
        ("---\nAna", "---\n\nAna"),
        ("---\na", "\n---\na"),
        ("---\nAna", "Ana"),
        ("c\n---", "c\n---\n---"),
    ],
)
def test_the_proof_sees_every_other_change(old: str, new: str) -> None:
    note = note_of(NOTE)
    place = find_value(events_of(NOTE), "k")
    assert place is not None
    edited = NOTE.replace("k: 1", "k: 2")
    assert is_proven(note, edited, "k", 2, place)
    assert old in edited
    assert not is_proven(note, edited.replace(old, new, 1), "k", 2, place)
