"""Lines of cards that say the same, and lines that do not."""

from __future__ import annotations

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.card_lines import line_keys
from vaultnet.core.exchange.incoming import take_in
from vaultnet.core.exchange.person import Person
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.values import NotePath

APPLE = (
    "item1.ADR;type=HOME;type=pref:;;1 Road;Ledbury;;;",
    "item1.X-ABADR:gb",
    "item2.URL;type=pref:http\\://example.org/jane",
    "item2.X-ABLabel:_$!<HomePage>!$_",
    "item3.X-ABRELATEDNAMES:Tom",
    "item3.X-ABLabel:_$!<Spouse>!$_",
    "X-ABUID:5D1E\\:ABPerson",
    "IMPP;X-SERVICE-TYPE=Jabber;type=HOME:xmpp:jane@example.org",
    "NOTE:Likes\\, tea",
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TEL;type=CELL;type=pref:1", "TEL;TYPE=pref,cell:1"),
        ("TEL;CELL;PREF:1", "tel;TYPE=cell;TYPE=PREF:1"),
        ("item1.URL:https://example.org", "item9.url:https://example.org"),
        ("X-ABUID:5D\\:A", "X-ABUID:5D\\\\:A"),
    ],
)
def test_the_same_written_otherwise_is_the_same(one: str, other: str) -> None:
    assert line_keys([one]) == line_keys([other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TEL;TYPE=CELL:1", "TEL;TYPE=HOME:1"),
        ("TEL;TYPE=CELL:1", "TEL;TYPE=CELL:2"),
        ("X-A:1", "X-B:1"),
        ("X-A;B=c:1", "X-A:1"),
        ("no line", "another"),
        ('X-A;L="a:b;c":v', "X-A;L=a:b;c:v"),
    ],
)
def test_what_says_another_thing_is_another(one: str, other: str) -> None:
    assert line_keys([one]) != line_keys([other])


def test_a_label_is_that_of_its_line() -> None:
    first = ["item1.URL:a", "item1.X-ABLabel:Home"]
    again = ["ITEM7.X-ABLABEL:Home", "ITEM7.URL:a"]
    other = ["item1.URL:b", "item1.X-ABLabel:Home"]
    assert set(line_keys(first)) == set(line_keys(again))
    assert set(line_keys(first)).isdisjoint(line_keys(other))


def test_a_card_that_a_server_wrote_anew_adds_nothing_to_the_note() -> None:
    note = parse_note(NotePath("People/Jane.md"), b"---\nuid: j\n---\n")
    taken = take_in(note, Dialect({}), Person("Jane", uid="j", kept=APPLE), "")
    frame = ("BEGIN:VCARD", "VERSION:3.0", "FN:Jane", "N:;Jane;;;")
    card = "\r\n".join((*frame, *APPLE, "END:VCARD", ""))
    anew = vobject.readOne(card).serialize().replace("\r\n ", "").splitlines()
    lines = tuple(each for each in anew if not each.startswith((*frame, "END")))
    assert len(lines) == len(APPLE)
    assert set(lines) != set(APPLE)
    note = parse_note(NotePath("People/Jane.md"), taken.text.encode())
    again = take_in(note, Dialect({}), Person("Jane", uid="j", kept=lines), "")
    assert (again.text, again.added, again.differs) == (taken.text, (), ())


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_line_has_a_key(lines: list[str]) -> None:
    assert len(line_keys(lines)) == len(lines)
    assert line_keys(lines) == line_keys(list(lines))
