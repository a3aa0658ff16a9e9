"""What holds of every merge, whatever stands in the notes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.merging.lines import Marks
from vaultnet.core.merging.note import MergedNote, merge_notes
from vaultnet.core.notes.note import State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath

PATH = NotePath("People/Jane Doe.md")
HERE, THERE = Marks(ours="here", theirs="there"), Marks(ours="there", theirs="here")

FIELDS = (
    "aliases: [a, b]", "tags:\n  - x\n  - y", "last_contact: 2026-08-02",
    "company: Acme # c", '# note\nphone: "+44"', "listed: []", "email:",
    "notes: |\n  text", "map: {a: 1}",
)  # fmt: skip
LINES = (
    "## Log", "### 2026-08-01", "### 2026-08-02 call", "- 2026-08-02 call: hi",
    "- 2026-08-03 x [[Due 2026-W31|2026-W31]]", "  - nested", "  next: ask",
    "- [ ] task", "- [x] task", "## Favours", "- [ ] offer: x",
    "%% vaultnet:begin current %%", "%% vaultnet:end current %%", "![[Due 2026-W48]]",
    "%% vaultnet:begin due %%", "%% vaultnet:end due %%",
    "- [ ] [[Jane]] · email", "- [ ] [[Sam]] · text",
    "%% vaultnet:begin prompts %%", "%% vaultnet:end prompts %%",
    "%% vaultnet:prompt 1 3f9a1c07 %%", "### Jane", "### Sam", "> quote", "", "", "",
    "one two three", "four five", "---", "```", "# Head", "1. 2026-06-01 z", "\t- tab",
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n"])


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, str, str]:
    """A note and two edits of it; every new word is a different one."""
    fields = draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=6))
    body = draw(st.lists(st.sampled_from(LINES), max_size=12))
    sides = [_edited(draw, fields, body, name) for name in ("b", "o", "t")]
    base = _written(draw, fields, body)
    return base, sides[1], sides[2]


def _edited(draw: st.DrawFn, fields: list[str], body: list[str], name: str) -> str:
    new_fields = [each for field in fields for each in _field(draw, field, name)]
    new_body = [
        each
        for number, line in enumerate(body)
        for each in _line(draw, line, f"{name}{number}w")
    ]
    return _written(draw, new_fields, new_body)


def _field(draw: st.DrawFn, field: str, name: str) -> list[str]:
    deed = draw(st.integers(0, 11))
    key = field.removeprefix("# note\n").partition(":")[0]
    word = f"{name}{key}w"
    return {
        0: [],
        1: [field, f"{word}: v"],
        2: [f"{key}: {word}"],
        3: [f"# {word}\n{field}"],
        4: [f"{key}: [a, {word}]"],
        5: [f"{key}:\n  - x\n  - {word}"],
    }.get(deed, [field])


def _line(draw: st.DrawFn, line: str, word: str) -> list[str]:
    deed = draw(st.integers(0, 15))
    return {
        0: [],
        1: [f"{line} {word}"],
        2: [f"- 2026-08-05 call: {word}", line],
        3: [f"- [ ] {word}", line],
        4: [line, "", word],
        5: [line.replace("[ ]", "[x]")],
        6: [word],
        7: [line, line],
    }.get(deed, [line])


def _written(draw: st.DrawFn, fields: list[str], body: list[str]) -> str:
    end = draw(ENDS)
    head = ["---", *"\n".join(fields).split("\n"), "---"] if fields else []
    text = end.join([*head, *body])
    return text + end if draw(st.booleans()) else text


def merge(base: str | None, ours: str, theirs: str, marks: Marks) -> MergedNote | None:
    was = None if base is None else base.encode()
    return merge_notes(was, ours.encode(), theirs.encode(), PATH, marks=marks)


def words(text: str) -> set[str]:
    return set(re.findall(r"[ot][a-z_\d]+w\b", text))


@given(histories())
def test_a_side_that_did_nothing_changes_nothing(history: tuple[str, str, str]) -> None:
    base, side, other = history
    for was in (base, other):
        assert merge(was, side, was, HERE) == MergedNote(side.encode(), 0)
        assert merge(was, was, side, HERE) == MergedNote(side.encode(), 0)
        assert merge(was, side, side, HERE) == MergedNote(side.encode(), 0)


@given(histories(), st.booleans())
def test_the_order_of_the_sides_makes_no_difference(
    history: tuple[str, str, str], has_base: bool
) -> None:
    base = history[0] if has_base else None
    merged = merge(base, history[1], history[2], HERE)
    assert merged == merge(base, history[2], history[1], THERE)


@given(histories(), st.booleans())
def test_no_word_that_came_in_is_lost(
    history: tuple[str, str, str], has_base: bool
) -> None:
    base, ours, theirs = history
    merged = merge(base if has_base else None, ours, theirs, HERE)
    if merged is not None:
        wanted = words(ours) | words(theirs)
        assert wanted <= words(merged.data.decode())


@given(histories())
def test_the_fields_of_the_result_can_be_read(history: tuple[str, str, str]) -> None:
    merged = merge(*history, HERE)
    if merged is None:
        return
    note = parse_note(PATH, merged.data)
    assert note.state is not State.BROKEN
    for marker in ("<<<<<<<", "=======", ">>>>>>>"):
        assert marker not in note.text[: note.body_start]


@given(histories())
def test_to_merge_again_with_what_is_in_it_changes_nothing(
    history: tuple[str, str, str],
) -> None:
    merged = merge(*history, HERE)
    if merged is None or merged.conflicts:
        return
    text = merged.data.decode()
    for side in history[1:]:
        assert merge(side, text, side, HERE) == MergedNote(merged.data, 0)
