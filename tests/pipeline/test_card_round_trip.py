"""A card becomes a note and a card again: no property and no unknown line is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vaultnet.core.config import People
from vaultnet.core.exchange.card_lines import line_keys
from vaultnet.core.exchange.entry import compared, kept_lines, plain_fields
from vaultnet.core.exchange.incoming import take_in, without_parts
from vaultnet.core.exchange.outgoing import person_of, split_uids
from vaultnet.core.exchange.person import Person
from vaultnet.core.notes.neutral import shown
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.people.marks import has_tag
from vaultnet.core.people.profile import GONE_TAGS, TIER_TAGS, read_profile
from vaultnet.core.values import NotePath
from vaultnet.formats.vcard import kept_note, read_vcards, render_vcard

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

CARDS = sorted((Path(__file__).parents[1] / "cases/vcards").glob("*.vcf"))


def missing(before: Person, after: Person) -> list[object]:
    """What the one says and the other does not."""
    said = {
        (name, compared(name, value, ""))
        for name, values in plain_fields(after).items()
        for value in values
    }
    lost: list[object] = [
        (name, value)
        for name, values in plain_fields(before).items()
        for value in values
        if (name, compared(name, value, "")) not in said
    ]
    lines = set(line_keys((*kept_lines(after), f"FN:{after.name}")))
    kept = line_keys(kept_lines(before))
    lost += [key for key in kept if key and key not in lines]
    if before.photo and after.photo != before.photo:
        lost.append("photo")
    return lost


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_the_cards_of_each_program_come_back_whole(
    vaultnet: Run, make_vault: MakeVault, path: Path, version: str
) -> None:
    root = make_vault({})
    assert vaultnet("--vault", root, "import", path).code == 0
    said = vaultnet("--vault", root, "export", "vcard", "--vcard-version", version)
    assert said.code == 0, said.err
    after = read_vcards(said.out.encode()).people
    for person in read_vcards(path.read_bytes()).people:
        # Two entries of one person in a file are one card afterwards.
        assert [] in [missing(person, each) for each in after]


WORDS = st.text(max_size=12).map(shown)  # what cannot be seen is no word
LINES = st.one_of(
    st.tuples(
        st.sampled_from(
            "N NICKNAME EMAIL;TYPE=HOME TEL;TYPE=CELL,PREF ADR ORG TITLE URL NOTE BDAY"
            " ANNIVERSARY CATEGORIES IMPP item1.X-ABLabel item1.URL X-FOO KEY GEO"
            " RELATED;TYPE=spouse X-SOCIALPROFILE;TYPE=linkedin".split()
        ),
        WORDS,
    ).map(lambda pair: f"{pair[0]}:{' '.join(pair[1].split())}"),
    st.sampled_from(
        [
            "EMAIL:jane@example.org", "EMAIL;TYPE=WORK:j@example.com",
            "TEL;TYPE=HOME:07700 900123", "TEL:+44 7700 900124", "BDAY:1990-05-12",
            "BDAY:--0512", "BDAY;VALUE=text:circa 1800", "ORG:Acme;Boats",
            "ADR;TYPE=HOME:;;1 Elm\\, rear;York;;YO1;UK", "URL:http\\://example.org",
            "NOTE:one\\ntwo\\, three", "N:Berg;Jan;van den;Dr.;", "UID:urn:x:1,2",
            "CATEGORIES:Book club,myContacts", "TITLE:[[Head]] of `x`",
        ]
    ),
)  # fmt: skip


AT_HOME = (*TIER_TAGS, *GONE_TAGS, *People().avoid_tags, *People().tags)
"""Tags that say how somebody is kept, and do not go out."""


def once(line: str) -> str:
    """What a card has once at most (RFC 6350, 6.2.2, 6.2.5 to 6.2.7, 6.7.6)."""
    name = line.partition(":")[0].partition(";")[0]
    return name if name in ("N", "BDAY", "ANNIVERSARY", "UID") else line


@given(st.lists(LINES, max_size=10, unique_by=once), st.sampled_from(["3.0", "4.0"]))
def test_no_property_is_lost_on_the_way_through_a_note(
    lines: list[str], version: str
) -> None:
    card = "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", "FN:Jane Doe", *lines])
    (person,) = read_vcards(f"{card}\r\nEND:VCARD\r\n".encode()).people
    assume(not has_tag(person.fields.get("tags", ()), AT_HOME))
    path, dialect = NotePath("People/Jane Doe.md"), Dialect({})
    note = parse_note(path, b"---\ntags: [person]\n---\n\n## Log\n")
    note = without_parts(note, dialect, person)  # as an import does with a new note
    taken = take_in(note, dialect, person, "")
    assert taken.left == ()
    note = parse_note(path, note_bytes(note, taken.text))
    assert note.problems == ()
    groups = dialect.sort(note.fields)
    profile, _ = read_profile(note, groups, (), People())
    told = person_of(note, profile, dialect, People(), profile.uid or "a-mark")
    kept, came = split_uids(told.kept)  # as an export does
    uid = next(iter(came), told.uid)
    kept = (*came.values(), *kept)
    told = replace(told, uid=uid, kept=kept, note=kept_note(kept))
    (after,) = read_vcards(render_vcard(told, version=version).encode()).people
    assert missing(person, after) == []
    for name in ("company", "role"):
        assert after.fields.get(name, ()) == person.fields.get(name, ())
    assert set(person.others) <= {*after.others, after.name}
