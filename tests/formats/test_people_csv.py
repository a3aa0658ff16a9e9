"""People as a table that spreadsheets open and do not run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.person import Person
from vaultnet.core.exchange.row import COLUMNS, row_of
from vaultnet.formats.people_csv import SEVERAL, render_table, unguarded
from vaultnet.formats.tables import detect_source, read_table


def test_a_table_has_one_row_for_each() -> None:
    rows = [
        {"name": ["Jane Doe"], "email": ["a@example.org", "b@example.org"]},
        {"name": ['Bo "B", x'], "address": ["1 Road\nLedbury"]},
    ]
    assert render_table(("name", "email", "address"), rows) == (
        "name,email,address\r\n"
        "Jane Doe,a@example.org ::: b@example.org,\r\n"
        '"Bo ""B"", x",,"1 Road\nLedbury"\r\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|'/C calc'!A0", "+SUM(A1)", "-2+cmd()", "@SUM(A1)", "＝1+1", "\t=1",
        "'=1", "-", "@jane",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert _cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "+44 7700 900123", "+447700900123 ::: +44 7700 900124", "+44 (0)7700-900.123",
        "-5", "05-12", "Jane", "O'Brien", "'til", "",
    ],
)  # fmt: skip
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert _cell(text) == text


@given(st.lists(st.text(min_size=1), max_size=3))
def test_nothing_but_one_apostrophe_is_ever_added(values: list[str]) -> None:
    cell = _cell(*values)
    text = SEVERAL.join(values)
    assert cell in (text, f"'{text}")
    assert (not cell) or cell[0] not in "=@\t\r"
    assert unguarded(cell) == text


def test_a_table_of_ours_is_read_again_without_a_word_more_or_less() -> None:
    jane = Person(
        "Jane/Doe: PhD",
        ("=Jane", "JD"),
        {
            "email": ("a@example.org", "b@example.org"),
            "phone": ("+44 7700 900123", "(020) 7946 0123"),
            "telegram": ("@jane",),
            "linkedin": ("https://www.linkedin.com/in/jane-doe",),
            "url": ("https://example.org/~j?a=b,c",),
            "company": ("-Acme, Ltd", "Two"),
            "role": ("baker",),
            "location": ("Lisbon",),
            "address": ("1 Road, Ledbury",),
            "birthday": ("05-12",),
            "met": ("2026-02-01",),
            "met_at": ('=SUM(1) "here"',),
            "connected_on": ("2021-03-15",),
            "tags": ("friend", "a/b"),
        },
        uid="jane-1",
        line=2,
    )
    table = "\ufeff" + render_table(COLUMNS, [row_of(jane, jane.uid)])
    data = table.encode()
    assert detect_source(data) == "csv"
    read = read_table(data, "csv")
    assert (read.people, read.skipped) == ((jane,), ())


def _cell(*values: str) -> str:
    table = render_table(("name", "x"), [{"name": ["A"], "x": values}])
    _, row = csv.reader(io.StringIO(table, newline=""))
    return row[1]
