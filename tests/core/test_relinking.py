"""Links led elsewhere: what a reader sees stays, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.linking import Linker
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.relinking import Route, relink
from vaultnet.core.values import NotePath
from vaultnet.errors import RefusedToWrite

OLD, NEW = "Cards/J Doe.md", "People/Jane Doe.md"
FILES = (NEW, "Diary/Day.md", "People/J Doe 2.md")
HERE = NotePath("Diary/Day.md")


def note_of(text: str) -> Note:
    return parse_note(HERE, text.encode())


def route_to(new: str = NEW, files: tuple[str, ...] = FILES) -> Route:
    before = Linker((*files, new, OLD))
    after = Linker((*files, new))
    return Route(lambda target: before.resolve(target, HERE) == OLD, new, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[J Doe]]", "[[Jane Doe|J Doe]]"),
        ("[[ j doe ]]", "[[Jane Doe|j doe]]"),
        ("[[Cards/J Doe.md]]", "[[Jane Doe|Cards/J Doe.md]]"),
        ("[[../Cards/J Doe|x]]", "[[Jane Doe|x]]"),
        ("[[J Doe#A b#C]]", "[[Jane Doe#A b#C|J Doe > A b > C]]"),
        ("[[J Doe#^b1|x]]", "[[Jane Doe#^b1|x]]"),
        ("![[J Doe]] ![[J Doe|200]]", "![[Jane Doe]] ![[Jane Doe|200]]"),
        ("| [[J Doe]] | b |", "| [[Jane Doe\\|J Doe]] | b |"),
        ("| [[J Doe\\|x]] |", "| [[Jane Doe\\|x]] |"),
        ("[[J Doe|x]] [[J Doe]]", "[[Jane Doe|x]] [[Jane Doe|J Doe]]"),
        ("[x](Cards/J%20Doe.md)", "[x](People/Jane%20Doe.md)"),
        ("[x](<Cards/J Doe#A b> 't')", "[x](<People/Jane%20Doe.md#A b> 't')"),
        ("![x](J%20Doe#A%20b)", "![x](People/Jane%20Doe.md#A%20b)"),
        ("[a [b] c]( J%20Doe.md )", "[a [b] c]( People/Jane%20Doe.md )"),
        ("- [ ] [[J Doe]] #t\n  - [[J Doe]]", "- [ ] [[Jane Doe|J Doe]] #t\n"
         "  - [[Jane Doe|J Doe]]"),
        ("---\na: \"[[J Doe]]\"  # c\nb: ['[[J Doe|x]]']\n---\n",
         "---\na: \"[[Jane Doe|J Doe]]\"  # c\nb: ['[[Jane Doe|x]]']\n---\n"),
        ("\ufeff[[J Doe]]\r\n", "[[Jane Doe|J Doe]]\r\n"),
        ("`[[J Doe]]` [[J Doe 2]] J Doe [x](https://example.org/J%20Doe)", None),
        ("```\n[[J Doe]]\n```", None),
        ("---\na: [[J Doe]]\n---\n", None),
    ],
)  # fmt: skip
def test_links_are_led_to_the_new_note(before: str, after: str | None) -> None:
    assert relink(note_of(before), route_to()) == (before if after is None else after)


@pytest.mark.parametrize(
    ("new", "after"),
    [
        ("People/Old/J Doe 2.md", "[[People/Old/J Doe 2|J Doe]]"),
        ("Old/J Doe.md", "[[J Doe]]"),
        ("People/Jane [D].md", "[J Doe](People/Jane%20%5BD%5D.md)"),
        ("People/Jane #1.md", "[J Doe](People/Jane%20%231.md)"),
    ],
)
def test_the_link_is_the_shortest_that_can_be_written(new: str, after: str) -> None:
    assert relink(note_of("[[J Doe]]"), route_to(new)) == after


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ('---\na: "[[J Doe]]"\n---\n', 'People/Jane "J".md'),
        ("---\na: '[[J Doe]]'\n---\n", "People/Jane's.md"),
        ('---\na: "[[J\\u0020Doe]]"\n---\n', NEW),
        ("[[J Doe#A]]", "People/Jane [D].md"),
    ],
)
def test_what_cannot_be_proven_is_left(text: str, new: str) -> None:
    with pytest.raises(RefusedToWrite, match=r"^Diary/Day\.md:\d: its links to"):
        relink(note_of(text), route_to(new))


PIECES = st.sampled_from(
    ("[[J Doe]]", "[[J Doe|x]]", "![[J Doe]]", "[x](J%20Doe.md)", "[x](<J Doe.md>)",
     "|", "\\", "[[", "]]", "(", ")", "[", "]", "\n", "\n- ", "\n> ", "```\n", "%%",
     "<!--", "-->", "`", "$", "#t", " ", "x", "\n---\n", "k: ", '"', "'", "J Doe",
     "[[J Doe#A]]")
)  # fmt: skip


@given(st.lists(PIECES, max_size=12))
def test_in_any_text_links_are_led_or_the_note_is_left(pieces: list[str]) -> None:
    note, route = note_of("".join(pieces)), route_to()
    try:
        done = relink(note, route)
    except RefusedToWrite:
        return
    now = note_of(done)
    links = (*now.frontmatter_links, *now.body.links)
    assert not [each for each in links if route.is_old(each.target)]
    assert [each.display for each in now.body.links if not each.embed] == [
        each.display for each in note.body.links if not each.embed
    ]
    if not [
        e for e in (*note.frontmatter_links, *note.body.links) if route.is_old(e.target)
    ]:
        assert done == note.text
