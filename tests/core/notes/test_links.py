from __future__ import annotations

import pytest

from vaultnet.core.notes.links import find_links
from vaultnet.core.notes.masks import masked


def found(line: str) -> list[tuple[str, str]]:
    return [(link.target, link.display) for link in find_links(line, 1, masked(line))]


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("[[Ada]] and [[ Bob ]]", [("Ada", "Ada"), ("Bob", "Bob")]),
        ("[[Ada|the Countess]]", [("Ada", "the Countess")]),
        ("[[Ada#Work]]", [("Ada#Work", "Ada > Work")]),
        ("[[Ada#Work#Now|x]]", [("Ada#Work#Now", "x")]),
        ("[[Ada#Work#Now]]", [("Ada#Work#Now", "Ada > Work > Now")]),
        ("[[#Work]]", [("#Work", "Work")]),
        ("[[#^abc]] [[Ada#^abc]]", [("#^abc", "^abc"), ("Ada#^abc", "Ada > ^abc")]),
        ("[[Ada||x]]", [("Ada", "|x")]),
        ("| [[Ada\\|A]] | b |", [("Ada", "A")]),
        ("[[Sq]uare]]", [("Sq]uare", "Sq]uare")]),
        ("[[a [[Ada]]", [("Ada", "Ada")]),
        ("[[[Ada]]]", [("Ada", "Ada")]),
        ("[[https://x]]", [("https://x", "https://x")]),
        ("[[Ada%20B]]", [("Ada%20B", "Ada%20B")]),
        ("[[]] [[ ]] [[|x]] [[Ada", []),
        ("\\[[Ada]] and \\[\\[Bob\\]\\]", []),
        ("\\\\[[Ada]]", [("Ada", "Ada")]),
        ("`[[Ada]]` [[Bob]] ``a ` [[Cy]]``", [("Bob", "Bob")]),
        ("\\`[[Ada]] `x", [("Ada", "Ada")]),
        ("` [[Ada]]", [("Ada", "Ada")]),
        ("\\``` [[Ada]]", [("Ada", "Ada")]),
        ("\\``` [[Ada]] ``", []),
        ("<!-- [[Ada]] --> [[Bob]] <!-- [[Cy]]", [("Bob", "Bob")]),
        ("%% [[Ada]] %%", [("Ada", "Ada")]),
        ("$[[1, 2]]$ and $$[[x]]$$ [[Bob]]", [("Bob", "Bob")]),
        ("$5 for [[Ada]] and $6", [("Ada", "Ada")]),
    ],
)
def test_wikilinks(line: str, links: list[tuple[str, str]]) -> None:
    assert found(line) == links


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("[A](Ada.md)", [("Ada.md", "A")]),
        ("[A](Ada%20Example.md#Work%20now)", [("Ada Example.md#Work now", "A")]),
        ("[A](<Ada Example.md>)", [("Ada Example.md", "A")]),
        ("[A](../People/Ada.md)", [("../People/Ada.md", "A")]),
        ('[A](Ada.md "title") [B](B "x" )', [("Ada.md", "A"), ("B", "B")]),
        ("[A](C%23.md#H)", [("C%23.md#H", "A")]),
        ("[A](Ada_(x).md)", [("Ada_(x).md", "A")]),
        ("[A](Ada\\).md)", [("Ada).md", "A")]),
        ("[A](#Work)", [("#Work", "A")]),
        ("[a [b] c](Ada.md)", [("Ada.md", "a [b] c")]),
        ("[a \\] c](Ada.md)", [("Ada.md", "a \\] c")]),
        ("[`a`](Ada.md)", [("Ada.md", "`a`")]),
        ("[x](https://example.org) [y](mailto:a@example.org) [z]()", []),
        ("[a [b](B) c](C) [![d](D)](E)", [("B", "b"), ("E", "![d](D)"), ("D", "d")]),
        ("[x](Ada Example.md) [y](Ada.md [z]", []),
        ("[x] (Ada.md) x](Ada.md) [^1]: y", []),
        ("`[x](Ada.md)` <!-- [x](Ada.md) -->", []),
        ("[[Ada]](Bob.md)", [("Ada", "Ada")]),
        (
            "[x](Bob.md) [[Ada]] [y](Cy.md)",
            [("Bob.md", "x"), ("Ada", "Ada"), ("Cy.md", "y")],
        ),
    ],
)
def test_markdown_links(line: str, links: list[tuple[str, str]]) -> None:
    assert found(line) == links


def test_embeds_are_marked() -> None:
    line = "![[a.png|100]] ![b](c.png) [[d]] ![e](https://example.org/f.png)"
    links = find_links(line, 7)
    assert [(link.target, link.embed) for link in links] == [
        ("a.png", True),
        ("c.png", True),
        ("d", False),
    ]
    assert [line[link.start : link.end] for link in links] == [
        "![[a.png|100]]",
        "![b](c.png)",
        "[[d]]",
    ]
    assert {link.line for link in links} == {7}
