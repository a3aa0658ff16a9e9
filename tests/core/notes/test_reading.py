from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.notes.note import Body, State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath

PATH = NotePath("People/Ada.md")


def test_a_note_is_read_whole() -> None:
    text = "---\nname: Ada\n---\n# Ada\n- met [[Bob]]\n"
    note = parse_note(PATH, text.encode())
    assert (note.path, note.text, note.bom, note.state) == (
        PATH,
        text,
        False,
        State.READ,
    )
    assert note.fields["name"].value == "Ada"
    assert (note.body_line, note.text[note.body_start :][:5]) == (4, "# Ada")
    assert note.body.headings[0].line == 4
    assert (note.body.links[0].line, note.body.links[0].start) == (5, 6)
    assert note.problems == ()


def test_a_note_without_frontmatter_is_all_body() -> None:
    note = parse_note(PATH, b"- [[Bob]]")
    assert (note.state, note.body_start, note.body_line) == (State.ABSENT, 0, 1)
    assert note.body.items[0].line == 1


def test_a_byte_order_mark_is_kept_apart() -> None:
    note = parse_note(PATH, b"\xef\xbb\xbf---\na: 1\n---\n")
    assert note.bom
    assert note.text.startswith("---")
    assert note.fields["a"].value == 1


def test_an_empty_file_is_an_empty_note() -> None:
    note = parse_note(PATH, b"")
    assert (note.text, note.state, note.problems, note.body) == (
        "", State.ABSENT, (), Body(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "line", "hint"),
    [
        ("\ufeff# Ada".encode("utf-16-le"), 0, "UTF-16"),
        ("\ufeff# Ada".encode("utf-16-be"), 0, "UTF-16"),
        ("# Ada".encode("utf-16-le"), 0, "holds no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", 0, "holds no text"),
        (b"\x00" * 100, 0, "holds no text"),
        ("---\nname: Zoé\n---\n".encode("latin-1"), 2, "save it again as UTF-8"),
        (b"ok\nok\n\xff", 3, "save it again as UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_one_problem(
    data: bytes, line: int, hint: str
) -> None:
    note = parse_note(PATH, data)
    [problem] = note.problems
    assert (problem.path, problem.line, problem.code) == (PATH, line, "encoding")
    assert hint in problem.message
    assert (note.text, note.fields, note.body) == ("", {}, Body())


def test_a_note_of_fifty_megabytes_is_read() -> None:
    note = parse_note(PATH, b"---\na: 1\n---\n" + b"x" * 50_000_000)
    assert note.fields["a"].value == 1


FRONT = st.sampled_from(
    [
        "---\n", "---\r\n", "...\n", "a: ", "b: ", "- ", "? ", ": ", "[[A]]", "](b)",
        '"', "'", "[", "]", "{", "}", "#", "&a ", "*a", "!t ", "|\n", ">\n", "\n", "  ",
        "\t", "é", "\x00", "\u2028", "\ufeff", "@", "%", "0x", "1", ".",
    ]
)  # fmt: skip


@given(st.lists(FRONT, max_size=30).map("".join).map(str.encode) | st.binary())
def test_any_bytes_make_a_note(data: bytes) -> None:
    note = parse_note(PATH, data)
    assert (note.state is State.READ) or not note.fields
    assert all(problem.message and problem.line >= 0 for problem in note.problems)
    for field in note.fields.values():
        assert note.body_start >= field.end >= field.start
        assert note.text.count("\n", 0, field.start) + 1 >= field.line
    lines = note.text.split("\n")
    for link in note.frontmatter_links:
        assert lines[link.line - 1][link.start : link.end]


@given(st.lists(FRONT, max_size=15).map("".join))
def test_any_block_between_fences_is_read_or_broken(block: str) -> None:
    note = parse_note(PATH, f"---\n{block}\n---\n".encode())
    assert note.state is not State.ABSENT or "\0" in block
    assert len(note.problems) == (note.state is State.BROKEN or "\0" in block)
