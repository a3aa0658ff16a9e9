"""Notes as people for address books: what goes out, and what stays."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vaultnet.core.config import People
from vaultnet.core.exchange.entry import is_plain_uid
from vaultnet.core.exchange.file_names import file_names, full_name
from vaultnet.core.exchange.outgoing import (
    card_name,
    linked_target,
    person_of,
    split_uids,
    uid_of,
    uids,
)
from vaultnet.core.exchange.person import Person
from vaultnet.core.exchange.row import COLUMNS, row_of
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.people.facts import Gatherer, Reading
from vaultnet.core.people.profile import Profile
from vaultnet.core.values import NotePath


def going_out(fields: str, path: str = "People/Jane Doe.md") -> Person:
    note = parse_note(NotePath(path), f"---\n{fields}\n---\nA friend.\n".encode())
    profile = Gatherer(Reading()).gather(note).profile
    assert profile is not None
    assert note.problems == ()
    return person_of(note, profile, Dialect({}), People(), "a-mark")


def test_a_person_has_the_fields_of_the_note_by_their_own_names() -> None:
    person = going_out(
        "aliases: [JD]\nE-Mail: jane@example.org\nmobile: ['+44 7700 900123']\n"
        "organisation: '[[Acme]]'\njob_title: baker\ncity: Lisbon\n"
        "bday: 12 May 1990\nfirst_met: 2026-02-01\nhow_we_met: PyCon\nstatus: x\n"
    )
    assert person == Person(
        name="Jane Doe",
        others=("JD",),
        fields={
            "email": ("jane@example.org",),
            "phone": ("+44 7700 900123",),
            "company": ("Acme",),
            "role": ("baker",),
            "location": ("Lisbon",),
            "birthday": ("1990-05-12",),
            "met": ("2026-02-01",),
            "met_at": ("PyCon",),
        },
        uid="a-mark",
    )


@pytest.mark.parametrize(
    ("fields", "name", "texts"),
    [
        ("phone: 33612345678", "phone", ("33612345678",)),
        ("phone: +33612345678", "phone", ("+33612345678",)),
        ("phone: 'tel:+44 7700 900123'", "phone", ("+44 7700 900123",)),
        ("email: '[J](mailto:j@example.org)'", "email", ("j@example.org",)),
        ("email: [a@example.org, a@example.org]", "email", ("a@example.org",)),
        ("url: '[home](https://example.org/j)'", "url", ("https://example.org/j",)),
        ("url: <https://example.org>", "url", ("https://example.org",)),
        ("address: {street: 1 Road, city: Ledbury}", "address", ("1 Road, Ledbury",)),
        ("address: [1 Road, 2 Road]", "address", ("1 Road", "2 Road")),
        ("birthday: 05-12", "birthday", ("05-12",)),
        ("birthday: 1604-05-12", "birthday", ("05-12",)),
        ("anniversary: 21.6.2014", "anniversary", ("2014-06-21",)),
        ("met: '[[2026-02-01]]'", "met", ("2026-02-01",)),
        ("company:", "company", None),
        ("birthday: in spring", "birthday", None),
    ],
)
def test_values_are_what_an_address_book_can_use(
    fields: str, name: str, texts: tuple[str, ...] | None
) -> None:
    assert going_out(fields).fields.get(name) == texts


def test_tags_that_only_mark_people_or_would_hurt_them_stay_home() -> None:
    person = going_out(
        "tags: [person, friend, blist, avoid/work, crm/person, person/x]"
    )
    assert person.fields["tags"] == ("friend", "person/x")


def test_what_only_the_notes_are_for_stays_in_them() -> None:
    person = going_out(
        "interests: [chess]\nintroduced_by: '[[Bob]]'\nchannel: email\nname_day: 05-12"
    )
    assert person == Person("Jane Doe", uid="a-mark")


def test_words_of_the_body_never_go_out() -> None:
    note = parse_note(
        NotePath("People/Ana.md"),
        b"---\nemail: a@example.org\n---\n#secret\n## Log\n- 2026-08-02 call: hush\n",
    )
    profile = Gatherer(Reading()).gather(note).profile
    assert profile is not None
    person = person_of(note, profile, Dialect({}), People(), "m")
    assert person == Person("Ana", fields={"email": ("a@example.org",)}, uid="m")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Jane Doe (Acme)", "Jane Doe"),
        ("Jane Doe 2", "Jane Doe"),
        ("Jane Doe-Lee", "Jane Doe-Lee"),
        ("Jane Doe Lee", "Jane Doe Lee"),
    ],
)
def test_what_tells_two_of_one_name_apart_is_no_part_of_the_name(
    file: str, name: str
) -> None:
    person = going_out("aliases: [JD, Jane Doe]\ncompany: Acme", f"People/{file}.md")
    assert (person.name, "Jane Doe" in person.others) == (name, name != "Jane Doe")


def test_a_name_that_no_file_can_have_is_taken_from_the_aliases() -> None:
    person = going_out("aliases: [JD, 'Jane/Doe: PhD']", "People/Jane Doe PhD.md")
    assert (person.name, person.others) == ("Jane/Doe: PhD", ("JD",))


@pytest.mark.parametrize(
    ("fields", "file", "name"),
    [
        ("aliases: [Anna 🌸]", "Anna 🌸 2", "Anna 🌸"),
        ("aliases: [Anna]\ncompany: 'Acme: North'", "Anna (Acme North)", "Anna"),
        ("aliases: ['AC/DC: Fan? ∗']", "AC DC Fan ∗", "AC/DC: Fan? ∗"),
        ("aliases: ['AC/DC: Fan? ∗']", "AC DC Fan", "AC/DC: Fan? ∗"),
        ("vcard: ['FN:AC/DC: Fan? *']", "AC DC Fan", "AC/DC: Fan? *"),
        ("vcard: ['item1.FN;LANGUAGE=en:Anna\\, A.']", "Anna, A 2", "Anna, A."),
        ("vcard: ['FN:Anna']", "Annabel", "Annabel"),
        ("aliases: [Blink]", "Blink 182", "Blink 182"),
        ("aliases: [Anna-Doe]", "Anna Doe", "Anna Doe"),
        ("aliases: [Anna]\ncompany: Acme", "Anna (Beta)", "Anna (Beta)"),
    ],
)
def test_what_a_file_has_beside_its_name_is_no_part_of_it(
    fields: str, file: str, name: str
) -> None:
    assert going_out(fields, f"People/{file}.md").name == name


@given(st.text(min_size=1, max_size=30), st.text(max_size=20))
def test_a_name_is_known_by_each_file_that_it_may_get(name: str, company: str) -> None:
    assume(any(map(str.isalnum, name)))  # a name that is all signs has no file's name
    for file in islice(file_names(name, company), 4):
        assert full_name(file, [name], [company]) == name


def test_kept_lines_go_out_as_they_stand() -> None:
    person = going_out(
        'vcard:\n  - "X-ABUID:5D\\\\:ABPerson"\n  - item2.ADR;type=HOME:;;1 Road;;;;\n'
        "  - NOTE:Met at the fair\\, in May\n  - '[[Jane Doe.vcf]]'\n"
    )
    assert person.kept == (
        "X-ABUID:5D\\:ABPerson",
        "item2.ADR;type=HOME:;;1 Road;;;;",
        "NOTE:Met at the fair\\, in May",
        "[[Jane Doe.vcf]]",
    )


def test_a_kept_line_cannot_end_the_card() -> None:
    assert going_out('vcard: ["X-A:b\\nEND:VCARD\\r\\nBEGIN:VCARD"]').kept == ("X-A:b",)


def test_a_card_that_came_in_can_go_out_with_its_own_uid() -> None:
    person = going_out("vcard: ['UID:urn:uuid:7f', 'X-A:b', 'item1.UID;X=1:o\\,p']")
    rest, known = split_uids(person.kept)
    assert rest == ("X-A:b",)
    assert known == {"urn:uuid:7f": "UID:urn:uuid:7f", "o,p": "item1.UID;X=1:o\\,p"}


@pytest.mark.parametrize(
    ("card", "uid"),
    [
        ("BEGIN:VCARD\r\nUID:a-1\r\nEND:VCARD\r\n", "a-1"),
        ("begin:vcard\nitem1.uid;VALUE=text:a\\:b \nEND:VCARD\n", "a:b"),
        ("BEGIN:VCARD\r\nUID:long-\r\n er\r\nEND:VCARD\r\n", "long-er"),
        ("BEGIN:VCARD\r\nFN:UID:x\r\nEND:VCARD\r\n", None),
        ("BEGIN:VCARD\r\nUID:\r\nFN:A\r\nEND:VCARD\r\n", None),
        ("BEGIN:VCARD\nUID:a\nEND:VCARD\nBEGIN:VCARD\nUID:b\nEND:VCARD\n", None),
        ("", None),
    ],
)
def test_the_uid_of_a_file_is_that_of_its_one_card(card: str, uid: str | None) -> None:
    assert uid_of(card) == uid


def test_only_a_link_by_itself_leads_to_a_file() -> None:
    assert linked_target(" [[Jane.jpg]] ") == "Jane.jpg"
    assert linked_target("![[photos/j.jpg|100]]") == "photos/j.jpg"
    for text in ("see [[Jane.jpg]]", "[[a]][[b]]", "X-A:[[b]]", ""):
        assert linked_target(text) is None


def test_marks_can_be_names_of_files_and_are_never_alike() -> None:
    given_uids = [
        None,
        None,
        "ab",
        "AB",
        "a/b",
        "../x",
        ".hidden",
        "-rf",
        "x" * 200,
        "a@b",
    ]
    profiles = [
        Profile(NotePath(f"People/{number}.md"), "", uid=uid)
        for number, uid in enumerate(given_uids)
    ]
    marks = uids(profiles)
    assert uids(reversed(profiles)) == marks
    assert marks[NotePath("People/2.md")] == "ab"
    assert len({each.casefold() for each in marks.values()}) == len(profiles)
    assert [marks[NotePath(f"People/{at}.md")] for at in (6, 7)] == [".hidden", "-rf"]
    assert all(is_plain_uid(each) for each in marks.values())


@given(st.from_regex(r"[A-Za-z0-9_.+-]{1,200}", fullmatch=True))
def test_a_mark_makes_a_name_that_every_program_takes_for_a_file(mark: str) -> None:
    name = card_name(mark)
    assert name[0].isalnum() or name[0] == "_"
    assert name.endswith(".vcf")
    assert len(name) <= 132
    assert name == card_name(mark)


def test_a_row_says_what_the_person_does() -> None:
    person = going_out("aliases: [An, Anna]\nemail: a@example.org\ntags: [friend]")
    row = row_of(person, "7")
    assert row == {
        "name": ("Jane Doe",), "aliases": ("An", "Anna"), "tags": ("friend",),
        "email": ("a@example.org",), "uid": ("7",),
    }  # fmt: skip
    assert set(row) <= set(COLUMNS)
    assert row_of(Person("A", uid="m"), None) == {"name": ("A",)}


@given(st.text(max_size=60))
def test_any_text_in_a_field_goes_out_without_a_fault(text: str) -> None:
    note = parse_note(
        NotePath("People/A.md"), f"---\n{text}\n---\n".encode("utf-8", "replace")
    )
    profile = Gatherer(Reading()).gather(note).profile
    assert profile is not None
    person = person_of(note, profile, Dialect({}), People(), "m")
    assert all("\n" not in line and "\r" not in line for line in person.kept)
