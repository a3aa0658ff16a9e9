"""Lines that come in beside those that are here, each with its labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.incoming import take_in
from vaultnet.core.exchange.new_lines import new_lines
from vaultnet.core.exchange.noted import lines_of
from vaultnet.core.exchange.person import Person
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.values import NotePath

KARLA = (
    "item1.URL:https://karla.example.org",
    "item1.X-ABLabel:Atelier",
    "item2.X-ABRELATEDNAMES:Henrik Voss",
    "item2.X-ABLabel:_$!<Spouse>!$_",
)
KARLA_AND_MORE = (
    "item1.EMAIL:karla@example.org",
    "item1.X-ABLabel:Verein",
    "item2.URL:https://karla.example.org",
    "item2.X-ABLabel:Atelier",
    "item3.X-ABRELATEDNAMES:Henrik Voss",
    "item3.X-ABLabel:_$!<Spouse>!$_",
)


def together(here: Sequence[str], *cards: Sequence[str]) -> list[str]:
    """What a note holds once these cards came, one after the other."""
    lines = list(here)
    for card in cards:
        lines += new_lines(lines, card)[0]
    return lines


def test_groups_that_were_numbered_anew_are_known() -> None:
    lines = together(KARLA, KARLA_AND_MORE)
    assert lines == [
        *KARLA,
        "item4.EMAIL:karla@example.org",
        "item4.X-ABLabel:Verein",
    ]
    assert together(lines, KARLA_AND_MORE, KARLA) == lines


def test_a_note_that_took_in_both_exports_takes_in_no_more() -> None:
    text = "---\nuid: k\n---\n"
    for kept in (KARLA, KARLA_AND_MORE):
        note = parse_note(NotePath("People/Karla.md"), text.encode())
        text = take_in(note, Dialect({}), Person("Karla", uid="k", kept=kept), "").text
    note = parse_note(NotePath("People/Karla.md"), text.encode())
    assert [*lines_of([note.fields["vcard"]])] == together((), KARLA, KARLA_AND_MORE)
    for kept in (KARLA, KARLA_AND_MORE):
        again = take_in(note, Dialect({}), Person("Karla", uid="k", kept=kept), "")
        assert (again.text, again.added) == (text, ())


@pytest.mark.parametrize(
    ("here", "came", "added"),
    [
        # An address in a group whose number means another one here.
        (
            ["item2.ADR:;;1 Elm;York;;;", "item2.X-ABADR:gb"],
            ["item2.ADR:;;2 Oak;Ulm;;;", "item2.X-ABADR:de"],
            ["item1.ADR:;;2 Oak;Ulm;;;", "item1.X-ABADR:de"],
        ),
        # The same without labels: what stands in one group belongs together.
        (["item2.ADR:;;1 Elm;;;;"], ["item2.ADR:;;2 Oak;;;;"],
         ["item1.ADR:;;2 Oak;;;;"]),
        # A number that means nothing here stays.
        (["item2.X-A:1"], ["item7.X-B:1", "item7.X-ABLabel:b"],
         ["item7.X-B:1", "item7.X-ABLabel:b"]),
        # A line that had no label gets it where it stands.
        (["item1.X-A:1"], ["item4.X-A:1", "item4.X-ABLabel:a"],
         ["item1.X-ABLabel:a"]),
        # Another label makes another line: a phone shows one label of each.
        (["item1.X-A:1", "item1.X-ABLabel:a"], ["item1.X-A:1", "item1.X-ABLabel:b"],
         ["item2.X-A:1", "item2.X-ABLabel:b"]),
        # No label comes to a line that only stands beside.
        (["item1.X-A:1", "item1.X-B:2"], ["item1.X-A:1", "item1.X-ABLabel:a"],
         ["item2.X-A:1", "item2.X-ABLabel:a"]),
        # One more under the same label joins the others.
        (["item1.X-A:1", "item1.X-ABLabel:a"],
         ["item3.X-A:1", "item3.X-B:2", "item3.X-ABLabel:a"],
         ["item1.X-B:2"]),
        # A label whose line differs says nothing here.
        (["BDAY:1990-01-01"], ["item1.BDAY:1990-01-02", "item1.X-ABLabel:a"], []),
        (["x", "item1.X-ABLabel:a"], ["item1.X-ABLabel:b"], ["item2.X-ABLabel:b"]),
        # Words with a full stop are in no group.
        (["e.g.: one"], ["e.g.: two", "e. g: three"], ["e.g.: two", "e. g: three"]),
    ],
)  # fmt: skip
def test_a_new_line_is_in_no_group_of_others(
    here: list[str], came: list[str], added: list[str]
) -> None:
    assert new_lines(here, came)[0] == added
    assert new_lines([*here, *added], came)[0] == []


def test_a_name_without_parts_is_no_news_and_hinders_none() -> None:
    assert new_lines([], ["N:;;;;"]) == ([], [])
    assert new_lines(["N:King;Ada;;;"], ["N:;;;;"]) == ([], [])
    assert new_lines(["N:;;;;"], ["N:King;Ada;;;"]) == (["N:King;Ada;;;"], [])


WORDS = st.sampled_from("abc")
LINES = st.lists(
    st.builds("{}:{}".format, st.sampled_from(["URL", "X-A", "TEL;TYPE=HOME"]), WORDS),
    max_size=3,
    unique=True,
)
LABELS = st.lists(
    st.builds("X-ABLabel:{}".format, WORDS) | st.just("X-ABADR:gb"),
    max_size=2,
    unique=True,
)
BLOCK = st.tuples(LINES, LABELS)
NAMES = st.permutations([f"{word}{n}" for word in ("item", "ITEM", "g") for n in "123"])
BLOCKS = st.lists(BLOCK, max_size=4)


Blocks = list[tuple[list[str], list[str]]]
Said = set[tuple[str, frozenset[str]]]


def card_of(blocks: Blocks, names: Sequence[str]) -> list[str]:
    """The lines of a card with a group for each block, named so."""
    named = zip(blocks, names, strict=False)
    return [
        f"{name}.{line}"
        for (members, labels), name in named
        for line in (*members, *labels)
    ]


def said(lines: Iterable[str]) -> Said:
    """Each line without its group, with the labels that it has."""
    groups: dict[str, list[str]] = {}
    for line in lines:
        name, _, rest = line.partition(".")
        groups.setdefault(name.upper(), []).append(rest)
    found: Said = set()
    for group in groups.values():
        labels = {line for line in group if line.startswith("X-AB")}
        members = {line for line in group if line not in labels}
        said_of = frozenset(labels if members else ())
        found |= {(line, said_of) for line in members or labels}
    return found


def each_label(pairs: Said) -> set[tuple[str, str]]:
    return {(line, label) for line, labels in pairs for label in ("", *labels)}


NAMED = NAMES.map(lambda names: [*{name.upper(): name for name in names}.values()])


@given(BLOCKS, NAMED, NAMED)
def test_a_card_whose_groups_have_other_names_is_the_same_card(
    blocks: Blocks, names: list[str], others: list[str]
) -> None:
    here = together((), card_of(blocks, names))
    assert new_lines(here, card_of(blocks, others)) == ([], [])


@given(BLOCKS, BLOCKS, NAMED, NAMED)
def test_every_line_keeps_its_labels_and_gets_no_other(
    one: Blocks,
    other: Blocks,
    names: list[str],
    others: list[str],
) -> None:
    first, second = card_of(one, names), card_of(other, others)
    lines = together((), first, second)
    assert said(lines) <= said(first) | said(second)
    assert each_label(said(lines)) == each_label(said(first) | said(second))
    assert together(lines, first, second) == lines
