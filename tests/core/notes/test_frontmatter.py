from __future__ import annotations

import frontmatter
import pytest

from vaultnet.core.notes.frontmatter import ObsidianHandler, parse_frontmatter
from vaultnet.core.notes.note import Field, State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath

PATH = NotePath("People/Ada.md")


def values(text: str) -> dict[str, object]:
    return {
        key: each.value for key, each in parse_frontmatter(PATH, text).fields.items()
    }


@pytest.mark.parametrize(
    ("text", "state", "body"),
    [
        ("---\na: 1\n---\nbody", State.READ, "body"),
        ("---\na: 1\n---", State.READ, ""),
        ("---\r\na: 1\r\n---\r\nbody", State.READ, "body"),
        ("---\na: 1\n---  \t\nbody", State.READ, "body"),
        ("---  \na: 1\n---\nbody", State.READ, "body"),
        ("---\n---\nbody", State.READ, "body"),
        ("---\n\n# only a comment\n---\nbody", State.READ, "body"),
        ("---\na: 1\n---\n---\nbody", State.READ, "---\nbody"),
        ("---\na: 1\n...\nbody", State.ABSENT, None),
        ("---\na: 1\n----\nbody", State.ABSENT, None),
        ("---\na: 1\n --- \nbody", State.ABSENT, None),
        ("\n---\na: 1\n---\n", State.ABSENT, None),
        (" ---\na: 1\n---\n", State.ABSENT, None),
        ("----\na: 1\n---\n", State.ABSENT, None),
        ("---a\n---\n", State.ABSENT, None),
        ("---", State.ABSENT, None),
        ("---\n", State.ABSENT, None),
        ("", State.ABSENT, None),
        ("---\ra: 1\r---\r", State.ABSENT, None),
        ("---\n[\n---\nbody", State.BROKEN, "body"),
    ],
)
def test_the_fences_of_obsidian(text: str, state: State, body: str | None) -> None:
    read = parse_frontmatter(PATH, text)
    assert read.state is state
    assert text[read.body_start :] == (text if body is None else body)


def test_an_empty_block_is_read_and_has_no_fields() -> None:
    assert parse_frontmatter(PATH, "---\n---\n").problems == ()
    assert values("---\n---\n") == {}


def test_json_is_frontmatter_too() -> None:
    text = '---\n{\n\t"name": "Ada",\n\t"tags": ["a", "b"]\n}\n---\n'
    assert values(text) == {"name": "Ada", "tags": ["a", "b"]}


def test_python_frontmatter_reads_a_note_through_the_handler() -> None:
    text = "---\nmet: 2025-11-03\nphone: 0612\n---\n\n# Ada\n"
    fields, body = frontmatter.parse(text, handler=ObsidianHandler())
    assert body == "# Ada"
    assert fields["met"] == Field("met", "2025-11-03", ("2025-11-03",), 2, 5, 15)
    assert ObsidianHandler().detect(text)
    assert not ObsidianHandler().detect("# Ada")
    assert frontmatter.parse("# Ada", handler=ObsidianHandler()) == ({}, "# Ada")


def test_places_are_those_in_the_note() -> None:
    note = parse_note(PATH, "\ufeff---\r\na: x\r\nb:\r\n  - é\r\n---\r\n".encode())
    assert note.bom
    assert [(each.key, each.line) for each in note.fields.values()] == [
        ("a", 2),
        ("b", 3),
    ]
    assert note.text[note.fields["a"].start : note.fields["a"].end] == "x"
    assert note.text[note.fields["b"].start : note.fields["b"].end] == "- é"


@pytest.mark.parametrize(
    ("block", "line", "hint"),
    [
        (
            "name: Ada\nhandle: @ada",
            3,
            'a value that starts with @ wants quotes: "@ada"',
        ),
        (
            "tags:\n  - @ada\n  - x",
            3,
            'a value that starts with @ wants quotes: "@ada"',
        ),
        ("a: `x`", 2, 'a value that starts with ` wants quotes: "`x`"'),
        ("a: %x", 2, 'a value that starts with % wants quotes: "%x"'),
        ("a: **bold**", 2, "a value that starts with * wants quotes"),
        ("a: *bold", 2, 'a value that starts with * wants quotes: "*bold"'),
        ("a: 1\nb: c: d", 3, 'a value that holds ": " or ends in ":" wants quotes'),
        ("a: 1\nb: c:\nd: 1", 3, 'a value that holds ": " or ends in ":" wants quotes'),
        ("a: 1\nb: 2\na: 3", 4, "“a” is given twice, in line 2 and in line 4"),
        ("a:\n\t- b", 3, "a tab stands where spaces belong"),
        ("a: 1\nb: 'it's'", 3, "a quote is opened and not closed"),
        ("a: 1\nb: 'open\nc: 2", 3, "a quote is opened and not closed"),
        ("a: 1\nb: [x, y\nc: 2", 3, "a bracket is opened and not closed"),
        ("a: 1\nb: [#x, #y]", 3, "a bracket is opened and not closed"),
        ("a: 1\njust words\nb: 2", 3, "just words"),
        ("just words", 2, "it is not a list of fields"),
        ("- a\n- b", 2, "it is not a list of fields"),
        ("a: 1\n...\nb: 2", 4, ""),
        ("a: " + "[" * 50, 2, "deep"),
    ],
)
def test_a_broken_block_is_one_problem_that_says_what_to_do(
    block: str, line: int, hint: str
) -> None:
    note = parse_note(PATH, f"---\n{block}\n---\n- body [[X]]\n".encode())
    assert note.state is State.BROKEN
    assert note.fields == {}
    [problem] = note.problems
    assert (problem.path, problem.line, problem.code) == (PATH, line, "frontmatter")
    assert hint in problem.message
    assert "\n" not in problem.message
    assert [link.target for link in note.body.links] == ["X"]


def test_links_in_strings_are_links_and_lists_that_look_like_links_are_not() -> None:
    text = (
        "---\n"
        'one: "[[Ada|A]]"\n'
        "two: [[Bob]]\n"
        "list:\n"
        '  - "[[Cy#h]]"\n'
        "  - '[d](D%20e.md)'\n"
        'text: "see [[Eve]]"\n'
        'same: "[[\\u0041da]]"\n'
        "---\n"
    )
    lines = text.split("\n")
    links = parse_note(PATH, text.encode()).frontmatter_links
    assert [(each.target, each.display, each.line) for each in links] == [
        ("Ada", "A", 2),
        ("Cy#h", "Cy > h", 5),
        ("D e.md", "d", 6),
        ("Ada", "Ada", 8),
    ]
    assert [lines[each.line - 1][each.start : each.end] for each in links] == [
        "[[Ada|A]]",
        "[[Cy#h]]",
        "[d](D%20e.md)",
        '"[[\\u0041da]]"',
    ]
