"""Cards that are written: whole ones, and the rule for lines that came from others."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.person import Person, Photo
from vaultnet.formats.vcard import read_vcards, render_vcard
from vaultnet.formats.vcard.names import compose_name, derive_name

GIF = Photo(b"GIF89a\x01\x00\x01\x00\x80\x00\x00", "gif")

ADA = Person(
    name="Ada Lovelace",
    others=("Countess", "The, Enchantress"),
    fields={
        "email": ("ada@example.org", "ada@example.com"),
        "phone": ("+44 7700 900123",),
        "company": ("Engines; & Sons",),
        "role": ("Analyst",),
        "url": ("https://ada.example.org/a,b;c",),
        "linkedin": ("https://www.linkedin.com/in/ada",),
        "telegram": ("@ada_l",),
        "birthday": ("04-12",),
        "anniversary": ("2014-03-10",),
        "address": ("1 Elm Street, York",),
        "location": ("York",),
        "met": ("2024-02-03",),
        "met_at": ("PyCon, hallway",),
        "connected_on": ("2024-02-04",),
        "tags": ("friend", "vip"),
    },
    uid="ada-lovelace",
    note="line1\nline2, x",
    photo=GIF,
)


def lines_of(person: Person, version: str = "3.0") -> list[str]:
    text = render_vcard(person, version=version)
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")[3:-1]


def read_again(person: Person, version: str = "3.0") -> Person:
    (found,) = read_vcards(render_vcard(person, version=version).encode()).people
    return replace(found, line=person.line)


def test_a_card_of_version_3_is_written_as_a_whole() -> None:
    assert render_vcard(ADA).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//vaultnet//vaultnet//EN",
        "UID:ada-lovelace",
        "FN:Ada Lovelace",
        "N:Lovelace;Ada;;;",
        r"NICKNAME:Countess,The\, Enchantress",
        "EMAIL;TYPE=INTERNET:ada@example.org",
        "EMAIL;TYPE=INTERNET:ada@example.com",
        "TEL:+44 7700 900123",
        r"ORG:Engines\; & Sons",
        "TITLE:Analyst",
        "URL:https://ada.example.org/a,b;c",
        "item1.URL:https://www.linkedin.com/in/ada",
        "item1.X-ABLabel:LinkedIn",
        "X-SOCIALPROFILE;TYPE=telegram:@ada_l",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
        "item2.X-ABDATE:2014-03-10",
        "item2.X-ABLabel:_$!<Anniversary>!$_",
        "X-VAULTNET-MET:2024-02-03",
        r"X-VAULTNET-MET-AT:PyCon\, hallway",
        "X-VAULTNET-CONNECTED-ON:2024-02-04",
        r"ADR:;;1 Elm Street\, York;;;;",
        "X-VAULTNET-LOCATION:York",
        "CATEGORIES:friend,vip",
        r"NOTE:line1\nline2\, x",
        "PHOTO;ENCODING=b;TYPE=GIF:R0lGODlhAQABAIAAAA==",
        "END:VCARD",
        "",
    ]


def test_version_4_says_days_addresses_and_pictures_its_own_way() -> None:
    lines = lines_of(ADA, "4.0")
    assert render_vcard(ADA, version="4.0").startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    for line in (
        "EMAIL:ada@example.org",
        "BDAY:--0412",
        "ANNIVERSARY:20140310",
        "PHOTO:data:image/gif;base64,R0lGODlhAQABAIAAAA==",
    ):
        assert line in lines


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_is_written_is_read_again(version: str) -> None:
    assert read_again(ADA, version) == ADA


# What the user did in the note decides which of the lines that came are written.
CAME = read_vcards(
    rb"""BEGIN:VCARD
VERSION:3.0
UID:urn:uuid:7f5a0c1e-2b6d-4f0a-9d3b-5a8e6c1d2f34
FN:Bob Smith
N:Smith;Robert;;Dr.;
NICKNAME;TYPE=x:Rob,Bobby
item1.EMAIL;TYPE=HOME:bob@example.org
item1.X-ABLabel:the quiet one
EMAIL;TYPE=WORK;PREF=1:bob@example.com
TEL;TYPE=CELL:+44 (0)7700 900123
ORG:Acme;Sales
TITLE:Clerk
ROLE:Fixer
CATEGORIES:myContacts,Book Club,vip
NOTE;LANGUAGE=en:hello
X-ABUID:1\:ABPerson
item3.X-ABLabel:of nothing
END:VCARD
"""
).people[0]


def changed(**fields: tuple[str, ...]) -> Person:
    return replace(CAME, fields={**CAME.fields, **fields})


def test_an_untouched_person_is_written_as_they_came() -> None:
    assert lines_of(CAME) == [
        "UID:urn:uuid:7f5a0c1e-2b6d-4f0a-9d3b-5a8e6c1d2f34",
        "FN:Bob Smith",
        "N:Smith;Robert;;Dr.;",
        "NICKNAME;TYPE=x:Rob,Bobby",
        "EMAIL;TYPE=WORK;PREF=1:bob@example.com",
        "item1.EMAIL;TYPE=HOME:bob@example.org",
        "item1.X-ABLabel:the quiet one",
        "TEL;TYPE=CELL:+44 (0)7700 900123",
        "ORG:Acme;Sales",
        "TITLE:Clerk",
        "CATEGORIES:myContacts,Book Club,vip",
        "NOTE;LANGUAGE=en:hello",
        "ROLE:Fixer",
        r"X-ABUID:1\:ABPerson",
        "item3.X-ABLabel:of nothing",
    ]


def test_a_deleted_value_takes_its_line_and_its_label_along() -> None:
    lines = lines_of(changed(email=("bob@example.com",), phone=(), company=()))
    assert [line for line in lines if "EMAIL" in line or "item1" in line] == [
        "EMAIL;TYPE=WORK;PREF=1:bob@example.com"
    ]
    assert not [line for line in lines if line.startswith(("TEL", "ORG"))]


def test_a_changed_value_gets_a_line_of_its_own() -> None:
    lines = lines_of(changed(company=("Zenith",), role=("Head",)))
    assert "ORG:Zenith" in lines
    assert "TITLE:Head" in lines
    assert "ROLE:Fixer" in lines  # it was never in the note
    assert "TITLE:Clerk" not in lines


@pytest.mark.parametrize("number", ["+447700900123", "+44 7700 900-123"])
def test_the_same_number_in_another_spelling_is_the_same(number: str) -> None:
    assert "TEL;TYPE=CELL:+44 (0)7700 900123" in lines_of(changed(phone=(number,)))


def test_the_order_in_the_note_wins_over_what_was_preferred() -> None:
    person = changed(email=("bob@example.org", "bob@example.com"))
    assert "EMAIL;TYPE=WORK:bob@example.com" in lines_of(person)
    assert read_again(person).fields["email"] == person.fields["email"]


@pytest.mark.parametrize(
    ("version", "line"),
    [
        ("3.0", "EMAIL;TYPE=INTERNET,PREF:new@example.org"),
        ("4.0", "EMAIL;PREF=1:new@example.org"),
    ],
)
def test_what_is_new_before_the_preferred_is_preferred_too(
    version: str, line: str
) -> None:
    person = changed(email=("new@example.org", "bob@example.com", "bob@example.org"))
    assert line in lines_of(person, version)
    assert read_again(person, version).fields["email"] == person.fields["email"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("EMAIL;PREF:a@example.org\nEMAIL:b@example.org",
         ("EMAIL;TYPE=PREF:a@example.org",)),
        ("EMAIL:b@example.org\nEMAIL;PREF=1:a@example.org",
         ("EMAIL;PREF=1:a@example.org",)),
        ("TEL;TYPE=VOICE,PREF:1\nTEL:2", ("TEL;TYPE=VOICE,PREF:1",)),
        ("EMAIL;PREF:a@example.org\nTEL:2", ()),  # preferred to none
    ],
)  # fmt: skip
def test_the_preferred_of_several_stays_so(said: str, kept: tuple[str, ...]) -> None:
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ada\n{said}\nEND:VCARD"
    (person,) = read_vcards(card.encode()).people
    assert person.kept == kept
    assert set(kept) <= set(lines_of(person))
    assert read_again(person) == person


def test_of_a_list_only_what_was_deleted_goes() -> None:
    person = replace(changed(tags=("vip", "new")), others=("Bobby",))
    lines = lines_of(person)
    assert "CATEGORIES:myContacts,vip" in lines
    assert "CATEGORIES:new" in lines
    assert "NICKNAME;TYPE=x:Bobby" in lines


def test_a_place_is_said_where_the_addresses_do_not_say_it() -> None:
    home = "ADR;TYPE=HOME:;;1 Elm;York;;;"
    person = Person("Ada", fields={"location": ("York",), "address": ("1 Elm, York",)})
    person = replace(person, kept=(home,))
    assert lines_of(person)[2:] == [home]
    two = {**person.fields, "address": ("1 Elm, York", "2 Oak")}
    lines = lines_of(replace(person, fields=two))
    assert lines[2:] == [home, "ADR:;;2 Oak;;;;", "X-VAULTNET-LOCATION:York"]
    lines = lines_of(replace(person, fields={**person.fields, "location": ("Hull",)}))
    assert lines[2:] == [home, "X-VAULTNET-LOCATION:Hull"]


def test_a_place_is_an_address_where_there_is_no_other() -> None:
    person = Person("Ada", fields={"location": ("York",)})
    assert lines_of(person)[2:] == ["ADR:;;;York;;;"]
    both = {"location": ("Bristol",), "address": ("5 Lane, Bristol, BS1 1AA, GB",)}
    person = Person("Ada", fields=both, line=1)
    assert lines_of(person)[2:] == [
        r"ADR:;;5 Lane\, Bristol\, BS1 1AA\, GB;;;;",
        "X-VAULTNET-LOCATION:Bristol",
    ]
    assert read_again(person) == person


def test_a_place_that_came_beside_an_address_goes_out_again() -> None:
    said = ["ADR:;;;Ulm;;;", "ADR;TYPE=WORK:;;1 Elm;York;;;"]
    card = "\r\n".join(("BEGIN:VCARD", "FN:Ada", *said, "END:VCARD"))
    (person,) = read_vcards(card.encode()).people
    assert person.fields["location"] == ("Ulm",)
    assert sorted(lines_of(person)[2:]) == said


def test_an_address_that_changed_on_the_phone_leaves_no_bare_place() -> None:
    old, new = "ADR:;;1 Elm;Ulm;;;", "ADR:;;2 Oak;Ulm;;;"
    fields = {"location": ("Ulm",), "address": ("1 Elm, Ulm", "2 Oak, Ulm")}
    lines = lines_of(Person("Ada", fields=fields, kept=(old, new)))
    assert lines[2:] == [old, new, "X-VAULTNET-LOCATION:Ulm"]


def test_the_address_of_a_picture_goes_with_its_line() -> None:
    old = "PHOTO;X-A=1:https://example.org/1.jpg"
    person = Person("Ada", photo="https://example.org/1.jpg", kept=(old,))
    assert lines_of(person)[2:] == [old]
    lines = lines_of(replace(person, photo="https://example.org/2.jpg"))
    assert lines[2:] == ["PHOTO;VALUE=uri:https://example.org/2.jpg"]


def test_no_kept_line_swallows_the_next_by_its_quotes() -> None:
    person = Person(
        "Ada", note="hello", kept=('X-A;B=";quoted-printable;":1=', "X-B:2")
    )
    assert read_again(person) == person


def test_a_renamed_person_gets_a_name_in_parts_of_the_new_name() -> None:
    lines = lines_of(replace(CAME, name="Bob Jones"))
    assert lines[1:3] == ["FN:Bob Jones", "N:Jones;Bob;;;"]
    lines = lines_of(replace(CAME, name="Robbie", others=("Bob Smith", *CAME.others)))
    assert lines[1:4] == ["FN:Robbie", "FN:Bob Smith", "N:Smith;Robert;;Dr.;"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada", ";Ada;;;"),
        ("Ada King Lovelace", "Lovelace;Ada;King;;"),
        ("Ludwig van Beethoven", "van Beethoven;Ludwig;;;"),
        ("Ana Sofia de la Cruz", "de la Cruz;Ana;Sofia;;"),
        ("Grace Hopper, PhD", "Hopper;Grace;;;PhD"),
        ("van Gogh", "Gogh;van;;;"),
        ("山田太郎", ";山田太郎;;;"),
        ("a;b c\\d", "c\\\\d;a\\;b;;;"),
        ("Juno 🌻", ";Juno 🌻;;;"),
        ("🌻 Juno Meyer", "Meyer;🌻 Juno;;;"),
        ("Juno 🌻 Meyer", "Meyer;Juno 🌻;;;"),
        ("Juno Meyer 🌻 *", "Meyer;Juno;;;🌻 *"),
        ("Juno Meyer 🌻, PhD", "Meyer;Juno;;;🌻 PhD"),
        ("🌻 *", ";🌻 *;;;"),
        ("Fisch & Co", ";Fisch & Co;;;"),
        ("Tom & Anna Berg", "Berg;Tom & Anna;;;"),
    ],
)
def test_a_name_without_parts_is_parted(name: str, parts: str) -> None:
    assert f"N:{parts}" in lines_of(Person(name))


@given(st.lists(st.sampled_from("Ada King von 🌻 & * 2nd".split()), max_size=7))
def test_the_parts_of_a_name_make_the_name(words: list[str]) -> None:
    name = " ".join(words)
    value = derive_name(name)
    assert compose_name(value) == name
    family, given_name, additional, *_ = value.split(";")
    assert not family or any(map(str.isalnum, family))
    assert given_name or not (family or additional)


@pytest.mark.parametrize(
    "person",
    [
        Person("Pizza Roma", fields={"company": ("Pizza Roma",)}),
        Person("Pizza Roma", fields={"company": ("Roma Srl",)},
               kept=("X-ABShowAs:COMPANY",)),
        Person("Pizza Roma", kept=("KIND:org",)),
    ],
)  # fmt: skip
def test_the_name_of_a_company_is_not_parted(person: Person) -> None:
    assert lines_of(person)[:2] == ["FN:Pizza Roma", "N:;;;;"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("ORG:Pizza Roma",), ()),
        (("ORG:Roma Srl", "X-ABShowAs:COMPANY"), ("X-ABShowAs:COMPANY",)),
        (("TEL:+44 7700 900123",), ("N:;;;;",)),
        (("ORG:Roma Srl",), ("N:;;;;",)),
    ],
)
def test_a_name_that_came_without_parts_goes_out_without(
    said: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    frame = ("BEGIN:VCARD", "VERSION:3.0", "FN:Pizza Roma", "N:;;;;")
    card = "\r\n".join((*frame, *said, "END:VCARD"))
    (person,) = read_vcards(card.encode()).people
    assert person.kept == kept
    assert lines_of(person)[:2] == ["FN:Pizza Roma", "N:;;;;"]
    renamed = replace(person, name="Pizza Napoli")
    assert not kept or "N:;;;;" in lines_of(renamed)


def test_the_name_of_a_company_that_came_in_parts_goes_out_in_parts() -> None:
    card = b"BEGIN:VCARD\nFN:Ada King\nN:King;Ada;;;\nORG:Ada King\nEND:VCARD"
    (person,) = read_vcards(card).people
    assert lines_of(person)[:2] == ["FN:Ada King", "N:King;Ada;;;"]


def test_a_uid_that_not_every_program_can_carry_is_named_by_a_digest() -> None:
    person = Person("Ada", uid="People/Ada Lovelace.md")
    lines = lines_of(person)
    assert lines[0] == "UID:2dda76313d903f91546648d2cb5dcc87"
    assert lines[1] == "X-VAULTNET-UID:People/Ada Lovelace.md"
    assert read_again(person) == person


def test_groups_of_new_lines_take_numbers_that_are_free() -> None:
    person = replace(
        Person("Ada", fields={"linkedin": ("https://linkedin.com/in/ada",)}),
        kept=("item1.X-A:1", "ITEM2.X-B:2", "item3.X-ABLabel:x"),
    )
    assert "item4.URL:https://linkedin.com/in/ada" in lines_of(person)


def test_a_number_that_got_a_label_is_there_once() -> None:
    bare, other = "TEL;TYPE=CELL:+44 7700 900123", "TEL;TYPE=HOME:+44 7700 900123"
    boat = ("item1.TEL;TYPE=CELL:+44 7700 900123", "item1.X-ABLabel:Boat")
    person = Person("Ada", fields={"phone": ("+44 7700 900123",)})
    lines = lines_of(replace(person, kept=(bare, other, *boat)))
    assert lines[2:] == [other, *boat]
    assert lines_of(replace(person, kept=(bare, boat[0])))[2:] == [bare, boat[0]]


def test_a_new_picture_is_put_into_the_frame_of_the_old() -> None:
    frame = "PHOTO;X-FRAME=1;ENCODING=b;TYPE=JPEG:"
    person = Person("Ada", photo=GIF, kept=(frame,))
    assert f"{frame}R0lGODlhAQABAIAAAA==" in lines_of(person)
    assert read_again(person) == person
    assert not [
        line for line in lines_of(replace(person, photo=None)) if "PHOTO" in line
    ]


def test_an_unsafe_picture_is_not_written() -> None:
    assert "PHOTO" not in render_vcard(Person("Ada", photo="javascript:alert(1)"))


INJECTED = (
    "x\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Mallory\nEMAIL:m@example.org\x00\u2028\x85"
)
HOSTILE = [
    Person(INJECTED),
    Person("Ada", others=(INJECTED,)),
    Person("Ada\ud800\x07", note="\udfff"),
    Person("Ada", uid=INJECTED),
    Person("Ada", note=INJECTED),
    Person("Ada", kept=(INJECTED, "X-A:1\r\nEND:VCARD", "END:VCARD", "BEGIN:VCARD")),
    Person("Ada", kept=("VERSION:2.1", "FN:Mallory", "UID:1", "N:Mallory", "REV:1")),
    Person("Ada", kept=('X-A;B="1\nEND:VCARD\n":2', "\ud800:x", "", " X-A:1", "X-A")),
    Person("Ada", kept=("X-VAULTNET-LINE:END:VCARD", "AGENT:\r\nBEGIN:VCARD\r\nFN:M")),
    Person("Ada", kept=("NOTE;ENCODING=QUOTED-PRINTABLE:=0D=0AEND:VCARD=",)),
    *(
        Person("Ada", fields={name: (INJECTED,)})
        for name in (
            "email", "phone", "url", "linkedin", "telegram", "company", "role", "tags",
            "address", "location", "birthday", "anniversary", "met", "met_at",
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("person", HOSTILE)
def test_nothing_in_a_value_makes_another_card_or_line(
    person: Person, version: str
) -> None:
    text = render_vcard(person, version=version)
    assert [
        line for line in text.split("\r\n") if line.startswith(("BEGIN", "END"))
    ] == [
        "BEGIN:VCARD",
        "END:VCARD",
    ]
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", text)
    (card,) = vobject.readComponents(text)
    card.validate()
    assert len(card.contents["fn"]) == 1
    if "Mallory" not in person.name:
        assert card.fn.value == "Ada"
    assert len(read_vcards(text.encode()).people) == 1


def test_lines_are_folded_at_75_octets_and_never_in_a_character() -> None:
    note = "".join(chr(0x61 + at % 26) + "é漢🎉"[at % 3] for at in range(300))
    text = render_vcard(Person("Ada", note=note))
    physical = text.encode().split(b"\r\n")
    assert max(map(len, physical)) <= 75
    for line in physical:
        line.decode()  # raises where a character is cut
    assert read_vcards(text.encode()).people[0].note == note


@pytest.mark.parametrize("length", range(66, 78))
def test_a_line_is_folded_only_where_it_must_be(length: int) -> None:
    line = f"X-A:{'b' * (length - 4)}"
    physical = [
        each
        for each in render_vcard(Person("A", kept=(line,))).split("\r\n")
        if "b" in each
    ]
    assert "".join(physical).replace(" ", "") == line
    assert len(physical) == (1 if length <= 75 else 2)


@pytest.mark.parametrize("person", [ADA, CAME], ids=["fresh", "kept"])
def test_vobject_reads_the_same_as_we_do(person: Person) -> None:
    (card,) = vobject.readComponents(render_vcard(person))
    card.validate()
    assert card.fn.value == person.name
    assert [each.value for each in card.email_list] == list(person.fields["email"])
    assert card.note.value == person.note
    assert card.org.value[0] == person.fields["company"][0]
