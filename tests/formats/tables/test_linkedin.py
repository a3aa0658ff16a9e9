"""LinkedIn's Connections.csv in the shapes that it has had, and after Excel."""

from __future__ import annotations

from collections.abc import Callable

from vaultnet.core.exchange.person import People, Person, Skipped
from vaultnet.formats.tables import detect_source, read_table

Case = Callable[[str], bytes]
PROFILE = "https://www.linkedin.com/in/"


def test_an_export_of_today_is_read(case: Case) -> None:
    assert read_table(case("linkedin.csv"), "linkedin") == People(
        (
            Person(
                "Ana Ruiz",
                others=("Ana Ruiz, MBA",),
                fields={
                    "linkedin": (f"{PROFILE}ana-ruiz-0a1b2c",),
                    "company": ("Ruiz & Sons, Inc.",),
                    "role": ('Head of "Maps"',),
                    "connected_on": ("2024-05-30",),
                },
                line=5,
            ),
            Person(
                "José García Núñez",
                fields={
                    "linkedin": (f"{PROFILE}josé-garcía",),
                    "email": ("jose.garcia@example.org",),
                    "connected_on": ("2018-11-09",),
                },
                line=6,
            ),
            Person(
                "Bo 🚀 Lindqvist",
                others=("Bo 🚀 Lindqvist Ph.D.",),
                fields={
                    "linkedin": (f"{PROFILE}bolindqvist",),
                    "company": ("Harbour Café",),
                    "role": ("Baker",),
                    "connected_on": ("2023-01-01",),
                },
                line=7,
            ),
            Person(
                "山田 太郎",
                fields={
                    "linkedin": (f"{PROFILE}yamada-taro",),
                    "connected_on": ("2021-11-28",),
                },
                line=9,
            ),
        ),
        (Skipped(8, "no name: somebody who has left LinkedIn"),),
    )


def test_days_of_2018_are_read_where_the_column_shows_their_order(case: Case) -> None:
    people = read_table(case("linkedin-2018.csv"), "linkedin").people
    days = [person.fields["connected_on"] for person in people]
    assert days == [("2018-04-11",), ("2017-12-24",)]


def test_days_that_may_be_two_are_said_and_not_used() -> None:
    data = (
        b"First Name,Last Name,Email Address,Company,Position,Connected On\n"
        b'Ana,Ruiz,,,,"4/11/18, 3:04 PM"\n'
    )
    read = read_table(data, "linkedin")
    (ana,) = read.people
    assert "connected_on" not in ana.fields
    assert ana.note == "Connected On: 4/11/18, 3:04 PM"
    assert read.skipped == (
        Skipped(
            2,
            "Connected On: “4/11/18, 3:04 PM” is one of two days, and no other row"
            " shows which",
        ),
    )


def test_a_table_that_excel_saved_is_the_same_table(case: Case) -> None:
    (ana,) = read_table(case("linkedin-excel.csv"), "linkedin").people
    assert ana == Person(
        "Ana Ruiz",
        fields={"linkedin": (f"{PROFILE}ana-ruiz",), "connected_on": ("2021-11-09",)},
        note="Met where: the choir",
        line=2,
    )


def test_titles_in_another_language_are_read(case: Case) -> None:
    (ana,) = read_table(case("linkedin-german.csv"), "linkedin").people
    assert ana.fields == {
        "linkedin": (f"{PROFILE}ana-ruiz",),
        "email": ("ana@example.org",),
        "company": ("Bäckerei Ruiz",),
        "role": ("Bäckerin",),
        "connected_on": ("2023-12-24",),
    }


def test_each_shape_is_known_as_linkedin(case: Case) -> None:
    for name in ("linkedin", "linkedin-2018", "linkedin-excel", "linkedin-german"):
        assert detect_source(case(f"{name}.csv")) == "linkedin"


def test_columns_in_any_order_say_the_same() -> None:
    data = (
        b"Connected On,Company,Last Name,First Name\n"
        b'30 May 2024,"Ruiz, Inc.",Ruiz,Ana\n'
    )
    (ana,) = read_table(data, "linkedin").people
    assert (ana.name, ana.fields) == (
        "Ana Ruiz",
        {"connected_on": ("2024-05-30",), "company": ("Ruiz, Inc.",)},
    )


def test_a_last_name_is_no_degree_however_it_is_spelled() -> None:
    data = (
        "First Name,Last Name,Connected On\n"
        "Yo-Yo,Ma,30 May 2024\n"
        "Ana,PhD,30 May 2024\n"
        'Ana,", MBA",30 May 2024\n'
        'Ana,"Ruiz M.Sc. PMP, CFA",30 May 2024\n'
    )
    people = read_table(data.encode(), "linkedin").people
    assert [(person.name, person.others) for person in people] == [
        ("Yo-Yo Ma", ()),
        ("Ana PhD", ()),
        ("Ana", ("Ana , MBA",)),
        ("Ana Ruiz", ("Ana Ruiz M.Sc. PMP, CFA",)),
    ]
