from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.notes.body import parse_body
from vaultnet.core.notes.note import Body


def targets(text: str) -> list[str]:
    return [link.target for link in parse_body(text).links]


def items(text: str) -> list[tuple[int, str | None, str]]:
    return [(item.line, item.task, item.text) for item in parse_body(text).items]


@pytest.mark.parametrize(
    ("line", "task", "text"),
    [
        ("- plain", None, "plain"),
        ("* star", None, "star"),
        ("+ plus", None, "plus"),
        ("1. one", None, "one"),
        ("12) twelve", None, "twelve"),
        ("- [ ] open", " ", "open"),
        ("- [x] done", "x", "done"),
        ("- [X] done", "X", "done"),
        ("* [/] half", "/", "half"),
        ("1. [-] never", "-", "never"),
        ("1) [>] later", ">", "later"),
        ("- [ ]", " ", ""),
        ("- [ ] ", " ", ""),
        ("- [ ]  two spaces  ", " ", "two spaces"),
        ("-   [x]   wide", "x", "wide"),
        ("- []", None, "[]"),
        ("- [  ] no", None, "[  ] no"),
        ("- [ ]no", None, "[ ]no"),
        ("- [[Ada]] x", None, "[[Ada]] x"),
        ("-\ttab", None, "tab"),
        ("-", None, ""),
        ("- ", None, ""),
        ("- [ ] a\r", " ", "a"),
    ],
)
def test_items_and_boxes(line: str, task: str | None, text: str) -> None:
    assert items(line) == [(1, task, text)]


@pytest.mark.parametrize(
    "text",
    [
        "-[ ] no",
        "-no",
        "1.no",
        "1234567890. no",
        "---",
        "- - -",
        "***",
        "* * *",
        "\\- no",
        "[ ] no",
        "    - code at the start",
        "text\n\n\t- code after a blank line",
        "```\n- [ ] code\n```",
        "~~~ md\n- code\n```\n- code\n~~~",
        "````\n```\n- code\n````",
        "```\n- never closed",
        "```\n    ```\n- code",
        "<!--\n- comment\n-->",
        "<!-- a\n\n- comment\n",
        "%%\n- [ ] comment\n%%",
        "%% note\n\n- comment\n\n%%",
        "$$\n- 1\n$$",
        "<div>\n- in HTML\n</div>",
        "<pre>\n\n- in HTML\n\n</pre>",
        "In the year\n1986. it rained",
        "text\n-",
        "| - a | - b |",
        "> ```\n> - code\n> ```",
        "\u200b- not an item",
    ],
)
def test_what_looks_like_an_item_and_is_none(text: str) -> None:
    assert items(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("text\n- [ ] interrupts it", [(2, " ", "interrupts it")]),
        ("text\n1. first", [(2, None, "first")]),
        ("   - three spaces", [(1, None, "three spaces")]),
        ("- a\n\t- b\n\t\t- c", [(1, None, "a"), (2, None, "b"), (3, None, "c")]),
        ("- a\n\n    - b", [(1, None, "a"), (3, None, "b")]),
        ("- a\n - b\n  - c", [(1, None, "a"), (2, None, "b"), (3, None, "c")]),
        ("- - [x] b", [(1, None, "- [x] b"), (1, "x", "b")]),
        ("> - [ ] q", [(1, " ", "q")]),
        ("-\n\n    - code, for the item above is empty", [(1, None, "")]),
        (">\t- a\n> \t- b", [(1, None, "a"), (2, None, "b")]),
        ("> - a\n> \t- b", [(1, None, "a"), (2, None, "b")]),
        (" > [!note]\n >> - q", [(2, None, "q")]),
        ("- > - b", [(1, None, "> - b"), (1, None, "b")]),
        ("```\ncode\n```\n- a", [(4, None, "a")]),
        ("> ```\n> code\n- a", [(3, None, "a")]),
        ("- ```\n  - code\n- a", [(1, None, "```"), (3, None, "a")]),
        ("`a` <!-- b --> %% c %%\n- a", [(2, None, "a")]),
        ("%% marker %%\n- a\n%% end %%", [(2, None, "a")]),
        ("%%\n- not closed", [(2, None, "not closed")]),
        ("$$ 5 and more\n- a", [(2, None, "a")]),
        ("%%%%\n- a\n%%%%", [(2, None, "a")]),
        ("<!-- a -->\n- a", [(2, None, "a")]),
        ("<div>x</div>\n\n- a", [(3, None, "a")]),
        ("- a\n\n\n- b", [(1, None, "a"), (4, None, "b")]),
        ("2. b\n7. c", [(1, None, "b"), (2, None, "c")]),
    ],
)
def test_items_where_they_stand(
    text: str, found: list[tuple[int, str | None, str]]
) -> None:
    assert items(text) == found


def test_an_item_knows_where_it_stands() -> None:
    text = "- a\n\t1. [ ] b\n> > * c\n>   - d"
    found = parse_body(text, first_line=10).items
    assert [(x.line, x.marker, x.indent, x.quote, x.start) for x in found] == [
        (10, "-", 0, 0, 2),
        (11, "1.", 4, 0, 8),
        (12, "*", 0, 2, 6),
        (13, "-", 2, 1, 6),
    ]


def test_lines_that_belong_to_an_item() -> None:
    text = (
        "- a\n"
        "  more [[Ada]]\n"
        "lazy\n"
        "  - [x] b [[Bob]]\n"
        "\n"
        "    of b [[Cy]]\n"
        "\n"
        "  of a [[Dan]]\n"
        "\n"
        "no more [[Eve]]\n"
    )
    body = parse_body(text)
    first, second = body.items
    assert first.below == (
        "more [[Ada]]", "lazy", "- [x] b [[Bob]]", "of b [[Cy]]", "of a [[Dan]]",
    )  # fmt: skip
    assert (first.last_line, second.last_line) == (8, 6)
    assert second.below == ("of b [[Cy]]",)
    assert [link.target for link in first.links] == ["Ada", "Dan"]
    assert [link.target for link in second.links] == ["Bob", "Cy"]
    assert [link.target for link in body.links] == ["Ada", "Bob", "Cy", "Dan", "Eve"]


def test_a_code_block_belongs_to_its_item() -> None:
    body = parse_body("- a\n  ```sh\n  - [[no]]\n\n  ls\n  ```\n- b")
    assert [(item.line, item.last_line) for item in body.items] == [(1, 6), (7, 7)]
    assert body.items[0].below == ("```sh", "- [[no]]", "ls", "```")
    assert body.links == ()


def test_quoted_lines_belong_to_a_quoted_item() -> None:
    [item] = parse_body("> - a\n>   b\n>\n> c").items
    assert (item.below, item.last_line) == (("b",), 2)


def test_a_zero_width_space_makes_text_of_an_item() -> None:
    [item] = parse_body("- Root\n\u200b\t- [ ] [[Ada]] #tag").items
    assert item.last_line == 2
    assert [link.target for link in item.links] == ["Ada"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# One", [(1, 1, "One")]),
        ("###### Six ##", [(1, 6, "Six")]),
        ("## A [[link]] #x", [(1, 2, "A [[link]] #x")]),
        ("## C#", [(1, 2, "C#")]),
        ("#", [(1, 1, "")]),
        ("## ##", [(1, 2, "")]),
        ("   # Three", [(1, 1, "Three")]),
        ("> # Quoted", [(1, 1, "Quoted")]),
        ("- # In an item", [(1, 1, "In an item")]),
        ("One\n===", [(1, 1, "One")]),
        ("x\n\nTwo\nlines\n---", [(3, 2, "Two lines")]),
        ("#no\n####### no\n    # code\n\\# no", []),
        ("---\n\n- a\n---\n\n***\n===", []),
        ("```\n# code\n```", []),
        ("text\n# One", [(2, 1, "One")]),
    ],
)
def test_headings(text: str, found: list[tuple[int, int, str]]) -> None:
    headings = parse_body(text).headings
    assert [(each.line, each.level, each.text) for each in headings] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("para [[A]]\n# [[B]]\n- [[C]]\n> [[D]]\n| [[E]] |", ["A", "B", "C", "D", "E"]),
        ("[^1]: note [[A]] and ^[inline [[B]]]", ["A", "B"]),
        ("%% [[A]] %%", ["A"]),
        ("%%\n- [[A]]\n%% [[B]]", ["A", "B"]),
        ("<!-- [[A]] --> [[B]]", []),
        ("x <!-- [[A]] --> [[B]]", ["B"]),
        ("<!--\n[[A]]\n--> [[B]]\n[[C]]", ["C"]),
        ("    [[A]]\n\n[[B]]\n    [[C]]", ["B", "C"]),
        ("```\n[[A]]\n```\n[[B]]", ["B"]),
        ("- a\n\n      [[A]]\n\n  [[B]]", ["B"]),
        ("> ~~~\n> [[A]]\n\n[[B]]", ["B"]),
        ("$$\n[[1,2]]\n$$\n[[B]]", ["B"]),
        ("```js [[A]]\n```", []),
        ("text `[[A]]` ![[B]] [c](C.md)", ["B", "C.md"]),
    ],
)
def test_links_where_they_count(text: str, found: list[str]) -> None:
    assert targets(text) == found


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#one and #two/three, #one", ("one", "two/three")),
        ("#123 #1a #a_b-c #Ärger #日本 #🦁", ("1a", "a_b-c", "Ärger", "日本", "🦁")),
        ("# no\n##no a#no [[A#no]] [x](y#no) `#no` <!-- #no -->", ()),
        ("https://example.org/#no https://example.org/x?a=1#no", ()),
        ("(#yes) #yes2.", ("yes", "yes2")),
        ("%% #yes %%\n%%\n#two\n%%", ("yes", "two")),
        ("```\n#no\n```\n> #yes", ("yes",)),
    ],
)
def test_tags(text: str, tags: tuple[str, ...]) -> None:
    assert parse_body(text).tags == tags


LINE_SEPARATORS = "a\u2028- b\x0b- c\x85- d\r- e"


def test_only_a_newline_ends_a_line() -> None:
    assert items(LINE_SEPARATORS) == []
    assert items("- a\r\n- b\r\n") == [(1, None, "a"), (2, None, "b")]


HOSTILE = {
    "one long line": "a" * 1_000_000,
    "open links": "[[" * 500_000,
    "open links, one end": "[[" * 500_000 + "]]",
    "ends": "]]" * 500_000,
    "brackets": "[" * 500_000 + "](x)" * 100_000,
    "destinations": "[](a " * 200_000,
    "destinations in brackets": "](" * 300_000 + "[](((((" * 50_000,
    "titles": '[](a "' * 150_000,
    "escapes": "\\" * 500_000 + "[[a]]" * 10_000,
    "backticks": "".join("`" * (number % 700) + " " for number in range(3000)),
    "comments": "<!--" * 200_000,
    "comments on lines": "x <!--\n" * 100_000,
    "percents": "%%\n" * 100_001,
    "formulas": "$a " * 300_000,
    "more formulas": "$$" * 300_001 + " $x",
    "hashes": "#" * 1_000_000,
    "a heading of spaces": "# " + " " * 500_000 + "x",
    "a heading of hashes": "# a" + " #" * 300_000,
    "quotes": ">" * 1_000_000,
    "items in items": "- " * 500_000,
    "deep lists": "".join("  " * number + "- a\n" for number in range(1_000)),
    "deep list, lazy lines": "- " * 30 + "a\n" + "b\n" * 100_000,
    "rules": "- - -\n" * 100_000,
    "almost rules": "-" * 300_000 + "x\n" + "- " * 300_000 + "x",
    "tabs": "\t" * 500_000 + "x",
    "blank lines": "\n" * 500_000,
    "fences": "```\n" * 100_001,
    "tags": "#a" * 200_000 + " #a" * 100_000,
    "HTML": "<div\n" * 100_000,
    "numbers": "1" * 1_000_000,
    "a paragraph underlined": "a\n" * 200_000 + "===",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    began = time.perf_counter()
    parse_body(text)
    assert time.perf_counter() - began < 5


PIECES = st.sampled_from(
    [
        "- ", "* ", "1. ", "  ", "\t", "> ", "# ", "```", "~~~", "%%", "<!--", "-->",
        "$$", "$", "[[", "]]", "Ada", "|", "#", "#tag", "[x] ", "[ ] ", "![", "](", ")",
        "(", "`", "\\", "\n", "\n", "\n", "\r\n", "---", "===", "<div>", "é", "\u200b",
        " text ", "\x00", "\u2028", "<a>", '"',
    ]
)  # fmt: skip


def assert_true_to_the_text(text: str, body: Body) -> None:
    lines = text.split("\n")
    for link in body.links:
        named = lines[link.line - 1][link.start : link.end]
        assert named.startswith("![" if link.embed else "[")
        assert named.endswith(("]]", ")"))
        if named.endswith("]]"):
            assert link.target in named
    for item in body.items:
        line = lines[item.line - 1]
        assert line[item.start :].startswith(item.text)
        assert item.marker in line[: item.start]
        assert item.line <= item.last_line <= len(lines)
        assert len(item.below) <= item.last_line - item.line
        assert item.task is None or f"[{item.task}]" in line[: item.start]
        assert set(item.links) <= set(body.links)
        if item.last_line > item.line:
            assert lines[item.last_line - 1].strip(" \t\r")
    for heading in body.headings:
        assert heading.text.split(" ")[0] in lines[heading.line - 1]
    assert list(body.items) == sorted(body.items, key=lambda item: item.line)
    assert list(body.links) == sorted(body.links, key=lambda one: (one.line, one.start))


@given(st.lists(PIECES, max_size=40).map("".join) | st.text())
def test_places_point_at_what_they_name(text: str) -> None:
    assert_true_to_the_text(text, parse_body(text))


@given(st.lists(PIECES, max_size=20).map("".join))
def test_line_ends_make_no_difference(text: str) -> None:
    unix = text.replace("\r", "")
    assert parse_body(unix.replace("\n", "\r\n")) == parse_body(unix)
