"""Outlook's CSV: the classic ninety columns, in German, and that of Outlook.com."""

from __future__ import annotations

from collections.abc import Callable

from vaultnet.core.exchange.person import People, Person, Skipped
from vaultnet.formats.tables import detect_source, read_table

Case = Callable[[str], bytes]


def test_a_classic_export_is_read(case: Case) -> None:
    assert detect_source(case("outlook.csv")) == "outlook"
    assert read_table(case("outlook.csv"), "outlook") == People(
        (
            Person(
                "Zoë Müller",
                others=("Ms Zoë Müller",),
                fields={
                    "phone": ("+44 7700 900202", "+44 7700 900200"),  # mobile first
                    "company": ("Café Nord",),
                    "role": ("Baker",),
                    "address": ("1 High Street, Floor 2, Ghent, 9000, Belgium",),
                    "birthday": ("1980-04-25",),
                    "tags": ("Choir", "Old-friends"),
                    "email": ("zoe@example.org",),
                    "url": ("https://example.org/zoe",),
                    "location": ("Ghent",),
                },
                note="First line\n"
                "Second line\n"
                "\n"
                "Business Fax: +44 7700 900201\n"
                "Spouse: Bo\n"
                "E-mail 2 Address: zoe@",
                line=2,
            ),
            Person(  # the 25th of April above settles that the month comes first
                "Bo Lind",
                fields={
                    "anniversary": ("2010-06-15",),
                    "birthday": ("04-05",),
                    "location": ("Leeds",),
                },
                note="Birthday: 4/5/12",
                line=4,
            ),
            Person(
                "Harbour Café",
                fields={"company": ("Harbour Café",)},
                note="Company Main Phone: 555-0100",
                line=5,
            ),
        ),
        (
            Skipped(2, "E-mail 2 Address: “zoe@” is no address of an email"),
            Skipped(
                4,
                "Birthday: “4/5/12” may be of either century, so the year is left out",
            ),
            Skipped(6, "no name, company or address of an email"),
        ),
    )


def test_an_export_in_german_is_read(case: Case) -> None:
    assert detect_source(case("outlook-german.csv")) == "outlook"
    assert read_table(case("outlook-german.csv"), "outlook") == People(
        (
            Person(
                "Jörg Weiß",
                fields={
                    "phone": ("+44 7700 900400", "+44 7700 900401"),
                    "company": ("Weiß Gläser",),
                    "role": ("Glaser",),
                    "address": ("Lindenweg 3, Köln, 50667, Deutschland",),
                    "birthday": ("1980-11-04",),
                    "email": ("joerg@example.org",),
                    "location": ("Köln",),
                },
                line=2,
            ),
        )
    )


def test_an_export_of_outlook_com_is_read(case: Case) -> None:
    assert detect_source(case("outlook-com.csv")) == "outlook"
    (ana,) = read_table(case("outlook-com.csv"), "outlook").people
    assert ana == Person(
        "Ana Ruiz",
        others=("Ana Ruis",),
        fields={
            "phone": ("555-0102", "555-0103"),
            "address": ("2 Mill Lane, York", "3 Hill Road, Leeds"),
            "email": ("ana@example.org",),
        },
        line=2,
    )


def test_what_outlook_writes_for_nothing_is_nothing() -> None:
    data = (
        b'"First Name","Last Name","E-mail Type","Birthday","Anniversary","Gender",'
        b'"Priority","Private","Sensitivity","Initials"\r\n'
        b'"Ana","Ruiz","SMTP","0/0/00","1/1/4501","Unspecified",'
        b'"Normal","False","Normal","A.R."\r\n'
    )
    read = read_table(data, "outlook")
    assert read == People((Person("Ana Ruiz", line=2),))


def test_what_german_outlook_writes_for_nothing_is_nothing() -> None:
    text = (
        "Vorname;Nachname;E-Mail-Adresse;E-Mail-Typ;Privat;Geschlecht;Vertraulichkeit\n"
        "Ana;Ruiz;/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=a1;"
        "EX;Aus;Keine Angabe;Normal\n"
        "Bo;Lind;bo@example.org;SMTP;Aus;Männlich;Normal\n"
        "Eli;Sand;eli@example.org;SMTP;Ein;Divers;Privat\n"
    )
    read = read_table(text.encode(), "outlook")
    assert read == People(
        (
            Person("Ana Ruiz", line=2),
            Person(
                "Bo Lind",
                fields={"email": ("bo@example.org",)},
                kept=("GENDER:M",),
                line=3,
            ),
            Person(
                "Eli Sand",
                fields={"email": ("eli@example.org",)},
                note="Privat: Ein\nVertraulichkeit: Privat",
                kept=("GENDER:;Divers",),
                line=4,
            ),
        ),
        (
            Skipped(
                2,
                "E-Mail-Adresse: “/o=ExchangeLabs/ou=Exchange Administrative Group/cn="
                "Recipien…” is known within a company only; left out",
            ),
        ),
    )


def test_a_city_that_is_no_part_of_an_address_keeps_its_title() -> None:
    data = (
        b"First Name,Last Name,Business Street,Business City,Home City,Hobby\n"
        b"Ana,Ruiz,2 Mill Lane,York,Bath,Chess\n"
    )
    (ana,) = read_table(data, "outlook").people
    assert ana.fields == {"address": ("2 Mill Lane, York",)}
    assert ana.note == "Hobby: Chess\nHome City: Bath"


def test_what_outlook_does_not_write_for_nothing_is_kept() -> None:
    data = (
        b'"First Name","Last Name","Priority","Initials","E-mail Display Name"\r\n'
        b'"Ana","Ruiz","High","X.Y.","The Bakery"\r\n'
    )
    (ana,) = read_table(data, "outlook").people
    assert ana.note == "Priority: High\nInitials: X.Y.\nE-mail Display Name: The Bakery"
