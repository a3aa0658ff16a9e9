"""Google Contacts' CSV, as of 2024 and as before."""

from __future__ import annotations

from collections.abc import Callable

from vaultnet.core.exchange.person import People, Person, Skipped
from vaultnet.formats.tables import detect_source, read_table

Case = Callable[[str], bytes]


def test_an_export_of_today_is_read(case: Case) -> None:
    assert detect_source(case("google.csv")) == "google"
    assert read_table(case("google.csv"), "google") == People(
        (
            Person(
                "Grace Brewster Hollis",
                others=("Dr. Grace Brewster Hollis", "Gray", "Greys"),
                fields={
                    # "* Home" is the one that she prefers
                    "email": (
                        "grace@example.org",
                        "grace.hollis@example.org",
                        "grace@work.example.com",
                    ),
                    "company": ("Harbour Survey",),
                    "role": ("Surveyor",),
                    "birthday": ("1906-12-09",),
                    "tags": ("Navy", "Book-club"),
                    "phone": ("+44 7700 900123", "+44 7700 900124"),
                    "address": ("1 Quay Street, Leeds, LS1 1AA, United Kingdom",),
                    "linkedin": ("https://www.linkedin.com/in/gracehollis",),
                    "anniversary": ("1930-06-15",),
                    "location": ("Leeds",),
                },
                note="Met on the ferry.\n"
                'Likes "tide pools".\n'
                "\n"
                "Organization Department: Charts\n"
                "Phone (Cottage): +44 7700 900124\n"
                "Spouse: Vincent Hollis\n"
                "Boat: The Nanosecond",
                photo="https://lh3.example.com/photo.jpg",
                line=2,
            ),
            Person(
                "Harbour Café",
                fields={"company": ("Harbour Café",)},
                note="Work Fax: 555-0199",
                line=7,
            ),
            Person(
                "nobody.in.particular@example.org",
                fields={
                    "email": ("nobody.in.particular@example.org",),
                    "birthday": ("01-22",),
                    "tags": ("friends", "R-D"),
                },
                note="Labels: R&D\nLabels: 2024",
                line=8,
            ),
        ),
        (Skipped(9, "no name, company or address of an email"),),
    )


def test_an_export_of_before_is_read(case: Case) -> None:
    assert detect_source(case("google-old.csv")) == "google"
    assert read_table(case("google-old.csv"), "google") == People(
        (
            Person(
                "Ada Moss",
                others=("Dr. Ada Moss Jr.", "Ada Fell"),
                fields={
                    "email": ("ada@example.org",),
                    "birthday": ("1985-04-12",),
                    "tags": ("Choir",),
                    "phone": ("+1 415-555-0100", "415 555 0101"),
                    "company": ("Moss & Fell",),
                    "role": ("Luthier",),
                },
                note="Hobby: Chess\n"
                "Organization 1 - Department: Violins\n"
                "Skype: ada.moss",
                kept=("GENDER:F",),
                line=2,
            ),
        )
    )


def test_two_addresses_leave_it_open_where_somebody_is() -> None:
    data = (
        b"First Name,Last Name,Address 1 - Formatted,Address 1 - City,"
        b"Address 2 - Street,Address 2 - City\n"
        b'Ana,Ruiz,"2 Mill Lane\nYork",York,3 Hill Road,Leeds\n'
    )
    (ana,) = read_table(data, "google").people
    assert ana.fields == {"address": ("2 Mill Lane, York", "3 Hill Road, Leeds")}
    assert ana.note == ""


def test_messengers_have_fields_and_other_services_a_line_in_the_note() -> None:
    data = (
        b"First Name,Last Name,"
        b"IM 1 - Service,IM 1 - Value,IM 2 - Service,IM 2 - Value\n"
        b"Ana,Ruiz,Telegram,@anaruiz,ICQ,555\n"
    )
    (ana,) = read_table(data, "google").people
    assert ana.fields == {"telegram": ("@anaruiz",)}
    assert ana.note == "ICQ: 555"


def test_a_picture_must_be_at_an_address_that_is_safe() -> None:
    data = (
        b"First Name,Last Name,Photo,Labels,File As\n"
        b"Ana,Ruiz,javascript:alert(1),,\n"
        b"Bo,Lind,http://example.org/bo.jpg,,\n"
    )
    read = read_table(data, "google")
    assert [person.photo for person in read.people] == [None, None]
    assert [person.note for person in read.people] == [
        "Photo: javascript:alert(1)",
        "Photo: http://example.org/bo.jpg",
    ]
    assert [skipped.line for skipped in read.skipped] == [2, 3]
