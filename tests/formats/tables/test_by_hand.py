"""Tables of other programs and of people: by names of columns, and by --map."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vaultnet.core.exchange.person import FIELDS, People, Person, Skipped
from vaultnet.errors import CannotImport, WrongUsage
from vaultnet.formats.tables import detect_source, read_table

Case = Callable[[str], bytes]


def test_a_table_made_by_hand_is_read(case: Case) -> None:
    assert detect_source(case("by-hand.csv")) == "csv"
    assert read_table(case("by-hand.csv"), "csv") == People(
        (
            Person(
                "Ana Ruiz",
                fields={
                    "phone": ("+44 7700 900300 x12",),
                    "email": ("ana@example.org", "ruiz@example.org"),
                    "met": ("2019-08-02",),
                    "tags": ("choir", "old-friends"),
                    "location": ("Lisbon",),
                },
                note="Shoe size: 38",
                line=3,
            ),
            Person(
                "Bo Lind",
                note="Phone: call the office\n"
                "E-Mail: bo at example.org\n"
                "Met: 31 sep 2020",
                line=4,
            ),
        ),
        (
            Skipped(4, "Phone: “call the office” is no number of a phone"),
            Skipped(4, "E-Mail: “bo at example.org” is no address of an email"),
            Skipped(4, "Met: “31 sep 2020” is no day of the calendar"),
        ),
    )


ANA = Person(
    "Ana Ruiz",
    others=("Ana R.", "Anita"),
    fields={
        "email": ("ana@example.org", "ruiz@example.org"),
        "phone": ("555-0104",),
        "address": ("2 Mill Lane, Top flat, York, YO1 1AA",),
        "company": ("Ruiz & Sons",),
        "url": ("https://example.org/ana",),
        "birthday": ("1980-04-11",),
        "location": ("York",),
    },
    note="Fax Number: 555-0105\nCustom 1: plays the viola",
    line=2,
)


def test_tables_of_thunderbird_are_read(case: Case) -> None:
    """With tabs; and in UTF-16 without a mark, with semicolons."""
    leap = Person("Only Shown", fields={"birthday": ("02-29",)}, line=3)
    assert detect_source(case("thunderbird-tab.csv")) == "csv"
    assert read_table(case("thunderbird-tab.csv"), "csv") == People((ANA, leap))
    assert detect_source(case("thunderbird-utf16.csv")) == "csv"
    assert read_table(case("thunderbird-utf16.csv"), "csv") == People((ANA,))


def test_a_table_in_shift_jis_is_read(case: Case) -> None:
    (taro,) = read_table(case("thunderbird-japanese.csv"), "csv").people
    assert taro == Person(
        "山田 太郎",
        fields={"email": ("taro@example.org",), "location": ("横浜市",)},
        line=2,
    )


def test_a_column_is_what_the_user_says() -> None:
    data = b"Who,Digits,Since,Email\nAna Ruiz,555-0106,2 Aug 2019,ana@example.org\n"
    chosen = {"who": "name", "DIGITS": "Phone", "since": "met", "email": "note"}
    (ana,) = read_table(data, "csv", chosen).people
    assert ana == Person(
        "Ana Ruiz",
        fields={"phone": ("555-0106",), "met": ("2019-08-02",)},
        note="ana@example.org",
        line=2,
    )


@pytest.mark.parametrize("field", FIELDS)
def test_a_column_may_be_any_field(field: str) -> None:
    value = {
        "email": "ana@example.org",
        "phone": "555-0106",
        "linkedin": "https://www.linkedin.com/in/ana",
        "url": "https://example.org/ana",
        "birthday": "1980-04-11",
        "anniversary": "2001-04-11",
        "met": "2019-04-11",
        "connected_on": "2019-04-11",
    }.get(field, "something")
    data = f"Name,Odd column\nAna Ruiz,{value}\n".encode()
    (ana,) = read_table(data, "csv", {"odd-column": field}).people
    assert ana.fields == {field: (value,)}


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (
            {"Wo": "name"},
            "there is no column “Wo”; there are: Who, Digits",
        ),
        (
            {"Who": "nmae"},
            "there is no field “nmae”; there are: email, phone, whatsapp, signal,"
            " telegram, linkedin, url, company, role, location, address, birthday,"
            " anniversary, met, met_at, connected_on, tags, name, first_name,"
            " last_name, middle_name, aliases, note, photo, uid",
        ),
    ],
)
def test_what_there_is_not_is_said_in_one_line(
    chosen: dict[str, str], said: str
) -> None:
    with pytest.raises(WrongUsage) as caught:
        read_table(b"Who,,Digits\nAna Ruiz,,555\n", "csv", chosen)
    assert str(caught.value) == said


def test_a_table_that_names_nobody_says_which_columns_there_are() -> None:
    with pytest.raises(CannotImport) as caught:
        read_table(b"Wer,Wann\nAna,gestern\n", "csv")
    assert str(caught.value) == (
        "no column tells a name; say which does: --map 'COLUMN=name';"
        " there are: Wer, Wann"
    )


@pytest.mark.parametrize(
    ("titles", "cells", "name"),
    [
        ("Vorname;Name", "Ana;Ruiz", "Ana Ruiz"),
        ("Prénom;Nom", "Ana;Ruiz", "Ana Ruiz"),
        ("Nome;Cognome", "Ana;Ruiz", "Ana Ruiz"),
        ("Nombre;Apellidos", "Ana;Ruiz Gil", "Ana Ruiz Gil"),
        ("Nome;E-mail", "Ana Ruiz;ana@example.org", "Ana Ruiz"),
        ("First name;Name", "Ana;Ana Ruiz", "Ana Ruiz"),
        ("Title;First name;Last name;Job title", "Dr;Ana;Ruiz;Baker", "Ana Ruiz"),
    ],
)
def test_a_title_of_two_meanings_is_told_by_the_others(
    titles: str, cells: str, name: str
) -> None:
    (person,) = read_table(f"{titles}\n{cells}\n".encode(), "csv").people
    assert person.name == name


def test_a_title_is_a_job_where_no_other_column_is() -> None:
    data = b"Name,Title\nAna Ruiz,Baker\n"
    (ana,) = read_table(data, "csv").people
    assert ana.fields == {"role": ("Baker",)}


def test_aniversario_is_a_birthday_in_portuguese_and_none_in_spanish() -> None:
    portuguese = "Nome,Aniversário\nAna Ruiz,24/12/1980\n".encode()
    spanish = "Nombre,Cumpleaños,Aniversario\nAna,24/12/1980,25/6/2001\n".encode()
    (first,), (second,) = (
        read_table(data, "csv").people for data in (portuguese, spanish)
    )
    assert first.fields == {"birthday": ("1980-12-24",)}
    assert second.fields == {
        "birthday": ("1980-12-24",),
        "anniversary": ("2001-06-25",),
    }


def test_the_second_of_two_columns_with_one_title_is_kept() -> None:
    data = b"Name,Name,Email,Email\nAna Ruiz,Anita,ana@example.org,a@example.org\n"
    (ana,) = read_table(data, "csv").people
    assert (ana.name, ana.note) == ("Ana Ruiz", "Name: Anita")
    assert ana.fields == {"email": ("ana@example.org", "a@example.org")}


def test_a_name_and_a_value_beyond_measure_go_into_the_note() -> None:
    name, company = "A" * 500, "C" * 2000
    (who,) = read_table(f"Name,Company\n{name},{company}\n".encode(), "csv").people
    assert (who.name, who.fields) == ("A" * 200, {})
    assert who.note == f"company: {company}\nName: {name}"


def test_a_city_beside_a_location_is_not_lost() -> None:
    data = b"Name,Location,City\nAna Ruiz,Portugal,Lisbon\nBo Lind,Leeds,Leeds\n"
    ana, bo = read_table(data, "csv").people
    assert (ana.fields, ana.note) == ({"location": ("Portugal",)}, "City: Lisbon")
    assert (bo.fields, bo.note) == ({"location": ("Leeds",)}, "")


def test_two_numbers_in_a_cell_are_two_and_an_extension_is_none() -> None:
    rows = [
        ("555-0100, 555-0101", ("555-0100", "555-0101")),
        ("5550100, 5550101", ("5550100", "5550101")),
        ("555-0100,12", ("555-0100,12",)),
        ("555 0100 ext. 12", ("555 0100 ext. 12",)),
        ('"=""0155501000"""', ("0155501000",)),  # how people stop Excel from counting
        ("+44 (0)20 7946 0000", ("+44 (0)20 7946 0000",)),
    ]
    for cell, phones in rows:
        text = cell if cell.startswith('"') else f'"{cell}"'
        (ana,) = read_table(f"Name,Phone\nAna,{text}\n".encode(), "csv").people
        assert ana.fields == {"phone": phones}


@pytest.mark.parametrize(
    ("cell", "emails", "note"),
    [
        ("mailto:ana@example.org", ("ana@example.org",), ""),
        (
            "Ana <ana@example.org>",
            ("ana@example.org",),
            "Email: Ana <ana@example.org>",
        ),
        ("ana@example.org; ?", ("ana@example.org",), "Email: ana@example.org; ?"),
        ("none", (), "Email: none"),
    ],
)
def test_of_an_email_all_is_kept(cell: str, emails: tuple[str, ...], note: str) -> None:
    (ana,) = read_table(f"Name,Email\nAna,{cell}\n".encode(), "csv").people
    assert ana.fields.get("email", ()) == emails
    assert ana.note == note


@pytest.mark.parametrize(
    ("year", "month", "day", "fields", "note"),
    [
        ("1980", "4", "11", {"birthday": ("1980-04-11",)}, ""),
        ("", "4", "11", {"birthday": ("04-11",)}, ""),
        ("80", "4", "11", {}, "Birth Year: 80\nBirth Month: 4\nBirth Day: 11"),
        ("1980", "", "", {}, "Birth Year: 1980"),
        ("1981", "2", "29", {}, "Birth Year: 1981\nBirth Month: 2\nBirth Day: 29"),
    ],
)
def test_a_birthday_in_three_columns_is_whole_or_kept(
    year: str, month: str, day: str, fields: dict[str, tuple[str, ...]], note: str
) -> None:
    data = f"Name,Birth Year,Birth Month,Birth Day\nAna,{year},{month},{day}\n"
    (ana,) = read_table(data.encode(), "csv").people
    assert (ana.fields, ana.note) == (fields, note)


def test_what_a_program_made_of_a_name_is_kept_where_it_says_more() -> None:
    data = (
        b"First Name,Last Name,Email,File As,E-mail Display Name,Initials\n"
        b'Ana,Ruiz,ana@example.org,"Ruiz, Ana",Ana Ruiz (ana@example.org),A.R.\n'
        b'Bo,Lind,bo@example.org,"Lind, Bo (baker)",Bo from the choir,B.X.\n'
    )
    ana, bo = read_table(data, "csv").people
    assert ana.note == ""
    assert bo.note == (
        "File As: Lind, Bo (baker)\nE-mail Display Name: Bo from the choir\n"
        "Initials: B.X."
    )


def test_a_title_without_a_name_is_kept() -> None:
    data = b"Prefix,First Name,Last Name,Company\nMs,,,Ruiz & Sons\n"
    (firm,) = read_table(data, "csv").people
    assert (firm.name, firm.note) == ("Ruiz & Sons", "Prefix: Ms")


def test_what_cannot_be_seen_is_no_part_of_a_name_or_a_value() -> None:
    data = (
        "Name,Company,City\n\u202dAna\u00a0Ruiz\u202c,\ufeffRuiz\u200b & Sons,\u200b\n"
        "\u200b,\u200b,York\n"
    )
    read = read_table(data.encode(), "csv")
    (ana,) = read.people
    assert (ana.name, ana.fields) == ("Ana Ruiz", {"company": ("Ruiz & Sons",)})
    assert read.skipped == (Skipped(3, "no name, company or address of an email"),)


def test_the_user_knows_better_than_a_title_where_the_name_is() -> None:
    data = b"Name,Known as,#\nanaruiz77,Ana Ruiz,555-0106\n"
    (ana,) = read_table(data, "csv", {"known as": "name", "#": "phone"}).people
    assert ana == Person(
        "Ana Ruiz",
        fields={"phone": ("555-0106",)},
        note="Name: anaruiz77",
        line=2,
    )
