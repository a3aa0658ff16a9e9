"""Edits of frontmatters of every kind: the one place changes, or nothing does.

``tests/cases/fields.json`` holds the frontmatters: ``neighbours`` stand before and
behind the field that is set, ``values`` are forms of the field itself, ``notes``
are whole. What may change stands between « and »; a case that is to be refused is
a pair, with what the refusal says.

A second reader judges: py-yaml12, a YAML 1.2 parser in Rust, because it shares no
line with libyaml. (ruamel.yaml and PyYAML descend from one scanner and would err
alike; the package that Obsidian ships needs node.) PyYAML judges as a reader of
YAML 1.1 whether it takes what is written for the same text.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from vaultnet.core.notes.edit import CannotEdit, set_field, yaml_text
from vaultnet.core.notes.edit_lists import add_values, append_to_list
from vaultnet.core.notes.frontmatter import find_block
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath

KEY, DAY = "last_contact", "2026-07-31"
CASES = json.loads(
    (Path(__file__).parents[2] / "cases" / "fields.json").read_text("utf-8")
)
VALUES = (
    DAY, "6w", "twice a year", "90", "yes", "No", "~", "null", "", " ", "12:30", "0x1f",
    "1e3", "1_000", ".inf", "a: b", "- y", "# z", "@x", "[[Jane Doe]]", "{a}", "a, b",
    "it's", '"q"', "<% tp %>", "a\u2028b", "a\nb", "\t", "🌻", "=", "<<", "!x",
)  # fmt: skip
ALPHABET = "\n\n\n\r\t  :::---#'\"[]{},&*!|>?%@`~.a1\\\u0085\u00a0\u2028\ufeff\0é🌻"
EXCHANGED = (
    "---",
    ": ",
    "- ",
    "\n  ",
    " #",
    "'",
    '"',
    "|\n",
    "? ",
    "*a",
    "&a ",
    "[",
    "]",
)


def note_of(text: str) -> Note:
    return parse_note(NotePath("People/Ana.md"), text.encode())


def _corpus() -> Iterator[tuple[str, str]]:
    """Give each frontmatter with its marks, and what its refusal says, if any."""
    touched = f"{KEY}: «2026-01-01»\n"
    for case in CASES["neighbours"]:
        beside, refusal = (case, "") if isinstance(case, str) else case
        yield f"---\n{beside}{touched}---\nAna\n", refusal
        yield f"---\n{touched}{beside}---\nAna\n", refusal
    for case in CASES["values"]:
        value, refusal = (case, "") if isinstance(case, str) else case
        yield f"---\nborn: &day 1990-01-01\n{value}\ntags: [a]\n---\nAna\n", refusal
    for text in CASES["notes"]:
        yield text, ""


CORPUS = tuple(_corpus())
TEXTS = tuple(text.replace("«", "").replace("»", "") for text, _ in CORPUS)


@pytest.mark.parametrize("end", ["", "\r\n"], ids=["as it is", "windows"])
@pytest.mark.parametrize(("marked", "refusal"), CORPUS)
def test_every_byte_outside_the_value_is_itself(
    marked: str, refusal: str, end: str
) -> None:
    if end:
        marked = marked.replace("\r\n", "\n").replace("\n", end)
    note = note_of(marked.replace("«", "").replace("»", ""))
    if refusal:
        with pytest.raises(CannotEdit, match=r"People/Ana\.md:\d+: ") as refused:
            set_field(note, KEY, DAY)
        assert refusal in str(refused.value)
        return
    head, _, rest = marked.removeprefix("\ufeff").partition("«")
    old, _, tail = rest.partition("»")
    after = set_field(note, KEY, DAY)
    assert after.startswith(head)
    assert after.endswith(tail)
    new = after[len(head) : len(after) - len(tail)]
    if KEY in note.fields:
        assert new.strip(" ") in (DAY, f"'{DAY}'", f'"{DAY}"')
        assert new[-1:] == (old[-1:] if old[-1:] in ("'", '"') else DAY[-1])
    else:
        assert [line.strip() for line in new.splitlines() if line != "---"] == [
            f"{KEY}: {DAY}"
        ]


def test_a_second_reader_sees_the_value_and_no_other_change() -> None:
    judge = Judge()
    for text, (_, refusal) in zip(TEXTS, CORPUS, strict=True):
        assert edit(note_of(text), KEY, DAY, "set", judge) == (not refusal)
    assert judge.wrong == []
    assert judge.seen > 0.9 * len(CORPUS)


def test_few_are_refused() -> None:
    assert len(CORPUS) >= 300
    assert sum(bool(refusal) for _, refusal in CORPUS) <= 0.03 * len(CORPUS)


@dataclass
class Judge:
    """Compares what another reader makes of a note before and after."""

    reader: Any = field(
        default_factory=lambda: pytest.importorskip(
            "yaml12", reason="the second reader of YAML is not installed"
        )
    )
    seen: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def look(self, note: Note, after: str, key: str, meant: object) -> None:
        before, written = self._read(note.text), self._read(after)
        if before is None:  # it cannot read the note: it has nothing to say
            return
        self.seen += 1
        value = None if written is None else written.pop(key, None)
        there = before.pop(key, None)
        if isinstance(meant, list):  # what is added to what is there, as it reads that
            held = [] if there in (None, "") else there
            meant = [*(held if isinstance(held, list) else [held]), *meant]
        if repr((before, meant)) != repr((written, value)):
            self.wrong.append((note.text, after))

    def _read(self, text: str) -> Any:
        block = find_block(text)
        try:
            read = self.reader.parse_yaml(
                text[block.start : block.end] if block else ""
            )
        except ValueError:
            return None
        if not isinstance(read, dict):
            return None if read else {}
        return {name: _settled(each) for name, each in read.items()}


def _settled(value: Any) -> Any:
    """Take ``|`` with nothing below for nothing, as the specification does.

    At the very end of a block py-yaml12 takes it for an empty line.
    """
    if isinstance(value, list):
        return [_settled(each) for each in value]
    if isinstance(value, dict):
        return {name: _settled(each) for name, each in value.items()}
    return "" if value == "\n" else value


def edit(note: Note, key: str, value: str, how: str, judge: Judge) -> bool:
    """Make one edit and look at it in every way; say whether there was one."""
    was = note.fields.get(key)
    if how == "append":
        grown = append_to_list(note, key, [value])
        if grown is None:
            return False
        judge.look(note, grown, key, [value])
        assert is_insertion(note.text, grown)
        return True
    if how == "grow":
        return grow(note, key, value, judge)
    try:
        after = set_field(note, key, value)
    except CannotEdit:
        return False
    assert note_of(after).fields[key].value == value
    if after == note.text:
        return True
    start, end = (was.start, was.end) if was else (0, 0)
    if was and start < end:
        assert after.startswith(note.text[:start])
        assert after.endswith(note.text[end:])
        assert "\n" not in note.text[start:end]
    else:
        assert is_insertion(note.text, after)
    judge.look(note, after, key, value)
    return True


def grow(note: Note, key: str, value: str, judge: Judge) -> bool:
    """Add to a field of one value; say whether it is another text afterwards."""
    try:
        grown = add_values(note, key, [value])
    except CannotEdit:
        return False
    if grown != note.text:
        judge.look(note, grown, key, [value])
    return grown != note.text


def is_insertion(before: str, after: str) -> bool:
    more = len(after) - len(before)
    same = next(
        (
            n
            for n, pair in enumerate(zip(before, after, strict=False))
            if len(set(pair)) > 1
        ),
        len(before),
    )
    return more >= 0 and any(
        before[:at] + after[at : at + more] + before[at:] == after
        for at in range(same, max(same - more, -1) - 1, -1)
        if at >= 0
    )


def mutant(rng: random.Random) -> str:
    """Give a frontmatter of the corpus with a few characters changed."""
    text = rng.choice(TEXTS)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5))):
        at = rng.randrange(len(text) + 1)
        kind = rng.randrange(6)
        if kind == 0:
            text = text[:at] + text[at + rng.choice((1, 1, 2, 5)) :]
        elif kind == 1:
            text = text[:at] + rng.choice(EXCHANGED) + text[at:]
        elif kind == 2:
            text = text[:at] + rng.choice(ALPHABET) + text[at + 1 :]
        elif kind == 3:
            start = rng.randrange(at + 1)
            text = text[:at] + text[start : min(at, start + 30)] + text[at:]
        else:
            text = text[:at] + rng.choice(ALPHABET) + text[at:]
    return text


def run_mutants(count: int, seed: int) -> tuple[int, Judge]:
    rng, judge, written = random.Random(seed), Judge(), 0
    for _ in range(count):
        note = note_of(mutant(rng))
        how = rng.choice(("set", "set", "set", "add", "append", "grow"))
        key = {"add": "snooze_until", "append": "tags"}.get(how, KEY)
        written += edit(note, key, rng.choice(VALUES), how, judge)
    return written, judge


def test_of_mutated_frontmatters_no_other_value_changes() -> None:
    written, judge = run_mutants(4_000, 1)
    assert judge.wrong == []
    assert written > 1_000
    assert judge.seen > written // 2


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 12))
def test_of_very_many_mutated_frontmatters_no_other_value_changes(seed: int) -> None:
    written, judge = run_mutants(50_000, seed)
    assert judge.wrong == []
    assert written > 10_000


WORDS = st.sampled_from(
    [
        "a",
        "ä b",
        "🌻",
        "1",
        "yes",
        "2026-01-01",
        "a: b",
        "it's",
        "# a",
        "[x",
        "a, b",
        "",
    ]
)
QUOTED = WORDS.flatmap(
    lambda text: st.sampled_from(
        [json.dumps(text), "'" + text.replace("'", "''") + "'"]
    )
)
SCALARS = st.one_of(
    QUOTED, st.sampled_from(["a", "ä b", "12:30", "no", "~", "a#b", "-1"])
)
GAPS = st.sampled_from(["", " ", "  # a comment", " #"])
FLOWS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
        st.lists(inner, max_size=3).map(
            lambda each: (
                "{ " + ",".join(f"k{n}: {x}" for n, x in enumerate(each)) + " }"
            )
        ),
    ),
    max_leaves=6,
)


def _indented(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + line for line in lines]


def _values(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    """Give what stands behind a colon, in lines; the first is that of the colon."""
    lists = st.builds(
        lambda items, indent, gap: [gap, *_indented([f"- {x}" for x in items], indent)],
        st.lists(FLOWS, min_size=1, max_size=3),
        st.sampled_from([0, 1, 2, 4]),
        GAPS,
    )
    maps = st.builds(
        lambda lines, indent, gap: [gap, *_indented(lines, indent)],
        inner,
        st.sampled_from([1, 2, 4]),
        GAPS,
    )
    texts = st.builds(
        lambda head, lines: [f" {head}", *_indented(lines, 2)],
        st.sampled_from(["|", ">", "|-", ">+", "| # a comment"]),
        st.lists(
            st.sampled_from(["a", "- b", "c: d", "# e", ""]), min_size=1, max_size=3
        ),
    )
    below = st.builds(lambda value, gap: ["", f"  {value}{gap}"], FLOWS, GAPS)
    beside = st.builds(lambda value, gap: [f" {value}{gap}"], FLOWS, GAPS)
    return st.one_of(beside, beside, below, lists, maps, texts)


def _maps(
    inner: st.SearchStrategy[list[str]], least: int = 1
) -> st.SearchStrategy[list[str]]:
    entries = st.lists(_values(inner), min_size=least, max_size=4)
    between = st.sampled_from([[], [], [""], ["# between"], ["   # between"]])
    return st.builds(
        lambda values, lines: [
            line
            for number, (first, *rest) in enumerate(values)
            for line in (*lines, f"k{number}:{first}", *rest)
        ],
        entries,
        between,
    )


DOCUMENTS = _maps(st.recursive(st.just(["x: 1"]), _maps, max_leaves=3), 0)


@given(
    DOCUMENTS,
    DOCUMENTS.map(lambda lines: [line.replace("k", "m", 1) for line in lines]),
    st.sampled_from(CASES["values"]).filter(lambda case: isinstance(case, str)),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([KEY, "snooze_until"]),
)
def test_in_documents_of_mixed_styles_every_other_byte_is_itself(
    before: list[str], behind: list[str], touched: str, end: str, key: str
) -> None:
    touched = touched.replace("*day", "day")
    lines = ["---", *before, *touched.split("\n"), *behind, "---", "Ana", ""]
    marked = end.join(lines)
    note = note_of(marked.replace("«", "").replace("»", ""))
    assume(not note.problems)
    judge = Judge()
    assert edit(note, key, DAY, "set", judge)
    assert judge.wrong == []
    after = set_field(note, key, DAY)
    if key == KEY:
        assert after.startswith(marked.partition("«")[0])
        assert after.endswith(marked.partition("»")[2])
    else:
        assert after == note.text.replace(
            f"---{end}Ana", f"{key}: {DAY}{end}---{end}Ana"
        )


@given(st.text(max_size=30), st.sampled_from(TEXTS), st.booleans())
def test_any_text_is_written_or_refused(value: str, text: str, is_new: bool) -> None:
    judge = Judge()
    key = "snooze_until" if is_new else KEY
    edit(note_of(text), key, value, "set", judge)
    edit(note_of(text), "tags", value, "append", judge)
    assert judge.wrong == []


@given(st.one_of(st.text(max_size=30), st.sampled_from(VALUES)))
def test_a_reader_of_yaml_1_1_takes_it_for_the_same_text(value: str) -> None:
    for before in ("k:", "k: old", "k: 'old'", 'k: "old"'):
        after = set_field(note_of(f"---\n{before}\n---\n"), "k", value)
        for read, meant in (
            (yaml.safe_load(after[4:-4])["k"], value),
            (yaml.safe_load(yaml_text(value)), value),
        ):
            assert isinstance(read, str | date)
            assert str(read) == meant
