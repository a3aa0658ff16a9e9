from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.linking import Linker
from vaultnet.core.notes.links import find_links
from vaultnet.core.notes.masks import masked
from vaultnet.core.values import NotePath

HERE = NotePath("Here.md")
VAULT = (
    "Here.md",
    "Ada.md",
    "People/Ada.md",
    "People/Bob Example.md",
    "People/Zoé.md",
    "Archive/Old/Bob Example.md",
    "Archive/Cy.md",
    "a/Cy.md",
    "Daily/2026-09-14.md",
    "Files/photo.png",
    "Files/C# notes.md",
    "Files/100%23.md",
    "Deep/er/Dan.md",
    "Ext.md",
)


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(VAULT)


@pytest.mark.parametrize(
    ("target", "source", "path"),
    [
        ("Ada", "People/Bob Example.md", "Ada.md"),
        ("People/Ada", "Here.md", "People/Ada.md"),
        ("Bob Example", "Archive/Old/x.md", "Archive/Old/Bob Example.md"),
        ("Bob Example", "Archive/x.md", "People/Bob Example.md"),
        ("Cy", "Here.md", "a/Cy.md"),
        ("Old/Bob Example", "Here.md", "Archive/Old/Bob Example.md"),
        ("er/Dan", "Here.md", "Deep/er/Dan.md"),
        ("er/Dan", "Deep/x.md", "Deep/er/Dan.md"),
        ("r/Dan", "Here.md", None),
        ("aDA", "Here.md", "Ada.md"),
        ("Ext.MD", "Here.md", "Ext.md"),
        ("people/ADA.md", "Here.md", "People/Ada.md"),
        ("/People/Ada", "Here.md", "People/Ada.md"),
        ("/Dan", "Here.md", None),
        ("Zoe\u0301", "Here.md", "People/Zoé.md"),
        ("Bob\u00a0Example", "People/x.md", "People/Bob Example.md"),
        ("photo.png", "Here.md", "Files/photo.png"),
        ("photo", "Here.md", None),
        ("Ada#Work#Now", "Here.md", "Ada.md"),
        ("#Work", "People/Ada.md", "People/Ada.md"),
        ("#^id", "People/Ada.md", "People/Ada.md"),
        ("", "Here.md", None),
        ("./Ada", "People/x.md", "People/Ada.md"),
        ("../Archive/Cy.md", "People/x.md", "Archive/Cy.md"),
        ("../../Ada.md", "Deep/er/Dan.md", "Ada.md"),
        ("../Ada", "Here.md", "Ada.md"),
        ("./Ada", "Deep/x.md", None),
        ("C%23 notes.md", "Here.md", "Files/C# notes.md"),
        ("100%23", "Here.md", "Files/100%23.md"),
        (" Ada ", "Here.md", "Ada.md"),
        ("Countess", "Here.md", None),
    ],
)
def test_links_resolve_in_the_order_of_obsidian(
    linker: Linker, target: str, source: str, path: str | None
) -> None:
    assert linker.resolve(target, NotePath(source)) == path


def test_a_note_of_the_disk_in_another_normal_form_is_found() -> None:
    path = unicodedata.normalize("NFD", "People/Zoé.md")
    assert Linker([path]).resolve("Zoé", HERE) == path
    assert (
        Linker([path]).link_text(path) == f"[[{unicodedata.normalize('NFD', 'Zoé')}]]"
    )


def test_a_name_that_several_files_have_is_ambiguous(linker: Linker) -> None:
    assert linker.ambiguous("Ada", HERE) == ("Ada.md", "People/Ada.md")
    assert linker.ambiguous("cy#x", HERE) == ("Archive/Cy.md", "a/Cy.md")
    assert linker.ambiguous("Dan", HERE) == ()
    assert linker.ambiguous("People/Ada", HERE) == ()
    assert linker.ambiguous("/People/Ada.md", HERE) == ()
    assert linker.ambiguous("nobody", HERE) == ()
    assert linker.ambiguous("#x", HERE) == ()


@pytest.mark.parametrize(
    ("path", "display", "text"),
    [
        ("Deep/er/Dan.md", None, "[[Dan]]"),
        ("Deep/er/Dan.md", "Daniel", "[[Dan|Daniel]]"),
        ("People/Ada.md", None, "[[People/Ada|Ada]]"),
        ("Ada.md", None, "[[Ada]]"),
        ("Ada.md", "A | B", "[A | B](Ada.md)"),
        ("Files/photo.png", None, "[[photo.png]]"),
        ("Files/C# notes.md", None, "[C# notes](Files/C%23%20notes.md)"),
        ("Files/C# notes.md", "x] y", "[x\\] y](Files/C%23%20notes.md)"),
        ("Daily/2026-09-14.md", "W38", "[[2026-09-14|W38]]"),
        ("Ada.md", "<% x %>", r"[\<\% x \%\>](Ada.md)"),
        ("Ada.md", "[a:: b] `= c` <b>", r"[\[a\:\: b\] \`\= c\` \<b\>](Ada.md)"),
        ("Ada.md", "a\u202eb #c", r"[ab \#c](Ada.md)"),
    ],
)
def test_links_are_written_by_name_where_the_name_is_unique(
    linker: Linker, path: str, display: str | None, text: str
) -> None:
    assert linker.link_text(path, display) == text


names = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"])
    | st.sampled_from("#|^[]%`$()<>\\ .-&\u00a0éß"),
    min_size=1,
    max_size=8,
).filter(lambda name: name not in (".", ".."))
paths = st.builds(
    lambda folders, name, ending: "/".join((*folders, name)) + ending,
    st.lists(st.sampled_from(["a", "b", "A", "é", "x y"]) | names, max_size=2),
    st.sampled_from(["Ada", "ada", "Ada.md", "photo.png"]) | names,
    st.sampled_from([".md", ".md", ".MD", ".png"]),
)


@given(st.lists(paths, min_size=1, max_size=8, unique=True), paths, st.none() | names)
def test_what_is_written_means_what_was_meant(
    vault: list[str], source: str, display: str | None
) -> None:
    linker = Linker(vault)
    for path in vault:
        line = f"- with {linker.link_text(path, display)}, `a` and [[Cy]] for $5"
        assert "\n" not in line
        first = find_links(line, 1, masked(line))[0]
        assert linker.resolve(first.target, NotePath(source)) == path, line


def test_ten_thousand_files_of_one_name_are_no_trouble() -> None:
    vault = [f"{number}/Ada.md" for number in range(10_000)]
    linker = Linker(vault)
    assert linker.resolve("Ada", HERE) == "0/Ada.md"
    assert linker.resolve("Ada", NotePath("77/x.md")) == "77/Ada.md"
    assert linker.link_text("77/Ada.md") == "[[77/Ada|Ada]]"
