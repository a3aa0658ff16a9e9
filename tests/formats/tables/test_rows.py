"""Rows and quotes: where a row begins, and what one broken row costs."""

from __future__ import annotations

import pytest

from vaultnet.core.exchange.person import Skipped
from vaultnet.errors import CannotImport
from vaultnet.formats.tables import read_table

HEAD = "Name,Email,Notes\n"
OPEN = "a quote is opened and not closed as it should be; nothing was read"


def names(text: str) -> list[tuple[int, str]]:
    people = read_table(text.encode(), "csv").people
    return [(person.line, person.name) for person in people]


def test_a_row_is_at_the_line_where_it_begins() -> None:
    text = HEAD + '\nAna,,"one\ntwo\n\nthree"\n,,\nBo,,\n"C\ny",,\n'
    assert names(text) == [(3, "Ana"), (8, "Bo"), (9, "C y")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_every_system(end: str) -> None:
    text = (HEAD + 'Ana,,"one\ntwo"\nBo,,').replace("\n", end)
    read = read_table(text.encode(), "csv")
    assert [(each.line, each.name) for each in read.people] == [(2, "Ana"), (4, "Bo")]
    assert read.people[0].note == "one\ntwo"


def test_other_ends_of_lines_are_letters_in_a_cell() -> None:
    assert names(HEAD + "Ana\u2028Ruiz,,x\x0b\x0c\x85\nBo,,\n") == [
        (2, "Ana Ruiz"),
        (3, "Bo"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_titles_tell_the_delimiter(delimiter: str) -> None:
    text = 'Name,Email,Notes\nAna,ana@example.org,"a, b; c\td"\n'
    data = text.replace(",", delimiter).replace(f"a{delimiter} b", "a, b")
    (ana,) = read_table(data.encode(), "csv").people
    assert ana.fields == {"email": ("ana@example.org",)}
    assert ana.note == "a, b; c\td"


def test_titles_stand_within_the_first_twenty_rows() -> None:
    row = "Ana,ana@example.org,\n"
    before = ["My people\n", "\n", '"exported, by\nhand"\n', 'a "word", broken"\n']
    assert names("".join(before) + HEAD + row) == [(7, "Ana")]
    assert names("-\n" * 19 + HEAD + row) == [(21, "Ana")]
    with pytest.raises(CannotImport):
        read_table(("-\n" * 20 + HEAD + row).encode(), "csv")


def test_a_quote_that_is_never_closed_costs_its_row_and_no_other() -> None:
    text = HEAD + 'Ana,,"never\nBo,,\nCy,,\n' + "Di,,\n" * 2_000
    read = read_table(text.encode(), "csv")
    assert [each.name for each in read.people] == ["Bo", "Cy"] + ["Di"] * 2_000
    assert read.skipped == (Skipped(2, OPEN),)


def test_of_a_broken_row_of_several_lines_none_becomes_somebody() -> None:
    text = HEAD + 'Ana,,"one "or" two\nthree\nfour\nBo,,\nCy,,"x\ny"\n'
    read = read_table(text.encode(), "csv")
    assert [each.name for each in read.people] == ["Bo", "Cy"]
    assert read.skipped == (Skipped(2, OPEN + ", nor from the lines after it up to 4"),)


def test_rows_between_two_stray_quotes_are_not_swallowed_in_silence() -> None:
    head = "Name,Email,Notes,City\n"
    text = head + 'Ana,,",x\nBo,,6,\nCy,,",y\nDi,,"one\ntwo, three",\n'
    read = read_table(text.encode(), "csv")
    assert [each.name for each in read.people] == ["Ana", "Di"]
    assert read.people[0].note == ",x\nBo,,6,\nCy,,"
    why = "the lines below look like rows, and were read as a cell of this one;"
    assert read.skipped == (Skipped(2, f"{why} is there a quote missing?"),)


def test_a_row_that_is_broken_at_the_end_is_said() -> None:
    read = read_table((HEAD + 'Ana,,\nBo,,"x\ny').encode(), "csv")
    assert [each.name for each in read.people] == ["Ana"]
    assert read.skipped == (Skipped(3, OPEN + ", nor from the lines after it up to 4"),)


def test_many_broken_rows_cost_no_more_than_themselves() -> None:
    text = HEAD + 'Ana,,"never\nBo,,\n' * 500
    read = read_table(text.encode(), "csv")
    assert [each.name for each in read.people] == ["Bo"] * 500
    assert [each.line for each in read.skipped] == list(range(2, 1002, 2))


def test_a_row_with_a_cell_too_many_is_not_read_askew() -> None:
    read = read_table((HEAD + "Ruiz, Ana,ana@example.org,x\nBo,,,,\n").encode(), "csv")
    assert [each.name for each in read.people] == ["Bo"]
    why = "4 cells under 3 titles, so it is not clear which is which; is there a quote"
    assert read.skipped == (Skipped(2, f"{why} missing?"),)


def test_a_row_may_leave_out_what_is_empty() -> None:
    assert names(HEAD + "Ana\nBo,bo@example.org\n") == [(2, "Ana"), (3, "Bo")]


def test_a_cell_longer_than_any_note_is_said() -> None:
    read = read_table((HEAD + f"Ana,,{'x' * 200_000}\nBo,,\n").encode(), "csv")
    assert [each.name for each in read.people] == ["Bo"]
    assert read.skipped == (Skipped(2, "a cell is too long; nothing was read"),)


def test_nul_is_left_out_and_said() -> None:
    read = read_table((HEAD + "Ana,,\nB\0o,,\0\n").encode(), "csv")
    assert [each.name for each in read.people] == ["Ana", "Bo"]
    assert [each.line for each in read.skipped] == [3]


def test_a_letter_that_cannot_be_read_is_said() -> None:
    data = (HEAD + "Zoë,,\nBo é é é,,").encode() + b"\xff\n"
    read = read_table(data, "csv")
    assert [each.name for each in read.people] == ["Zoë", "Bo é é é"]
    assert read.people[1].note == "\ufffd"
    assert read.skipped == (
        Skipped(3, "a character cannot be read; it shows as \ufffd"),
    )


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" \r\n"])
def test_an_empty_file_has_no_titles(data: bytes) -> None:
    with pytest.raises(CannotImport, match="no row of titles in the first 20 rows"):
        read_table(data, "csv")


def test_a_table_of_nothing_but_titles_is_no_fault() -> None:
    read = read_table(HEAD.encode(), "csv")
    assert (read.people, read.skipped) == ((), ())
