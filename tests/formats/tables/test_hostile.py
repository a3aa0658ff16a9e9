"""Whatever the bytes are: no exception, no end of patience, and no word lost."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.person import FIELDS, People, Person
from vaultnet.errors import CannotImport
from vaultnet.formats.tables import detect_source, read_table

SOURCES = ("linkedin", "google", "outlook", "csv")
CASES = Path(__file__).resolve().parents[2] / "cases/tables"
FILES = sorted(CASES.glob("*.csv"))
BITS = (
    b'"', b'""', b",", b";", b"\t", b"\n", b"\r", b"\0", b"\xff", b"\xfe\xff", b" ",
    b":::", b"* ", b"Name", b"Email", b"\xe2\x80\xae", b"0/0/00", b"@", b"%", b"\x1b",
)  # fmt: skip


def said(person: Person) -> str:
    """Give all that is known of somebody as one text."""
    fields = [value for values in person.fields.values() for value in values]
    words = [person.name, *person.others, *fields, person.note, str(person.photo)]
    return "\n".join([*words, str(person.uid)])


def read(data: bytes, source: str) -> People:
    """Everybody in a table; a file that is none has nobody."""
    try:
        return read_table(data, source)
    except CannotImport:
        return People()


def check(people: People) -> None:
    for person in people.people:
        assert person.name.strip() == person.name != ""
        assert person.line > 0
        assert set(person.fields) <= set(FIELDS)
        assert all(values and all(values) for values in person.fields.values())
    assert all(skipped.line > 0 and skipped.why for skipped in people.skipped)
    assert all("\n" not in skipped.why for skipped in people.skipped)


def mutated(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        at = random.randrange(len(changed) + 1)
        if random.random() < 0.5:
            changed[at:at] = random.choice(BITS)
        elif random.random() < 0.7:
            changed[at : at + random.randrange(1, 30)] = b""
        else:
            changed[at : at + 1] = bytes([random.randrange(256)])
    return bytes(changed)


def mutate_and_read(count: int) -> None:
    for seed in range(count):
        random = Random(seed)
        data = mutated(random.choice(FILES).read_bytes(), random)
        assert detect_source(data) in {None, "vcard", *SOURCES}
        check(read(data, random.choice(SOURCES)))


def test_damaged_tables_are_read_without_an_exception() -> None:
    mutate_and_read(500)


@pytest.mark.long
def test_ten_thousand_damaged_tables_are_read_without_an_exception() -> None:
    mutate_and_read(10_000)


@given(st.binary(max_size=300), st.sampled_from(SOURCES))
def test_any_bytes_are_read_without_an_exception(data: bytes, source: str) -> None:
    detect_source(data)
    check(read(data, source))
    check(read(b"Name,Email,Notes,Birthday,Tags,Address\n" + data, source))


CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\ufeff\ufffd"), max_size=20
)
TITLES = (
    "First Name", "Last Name", "Email", "Phone", "Company", "Birthday", "Website",
    "LinkedIn", "Tags", "Notes", "Address", "City", "Country", "Photo", "Odd",
    "E-mail 1 - Label", "E-mail 1 - Value", "Nickname", "Middle Name", "Met",
    "IM 1 - Type", "IM 1 - Service", "IM 1 - Value", "Event 1 - Label",
    "Organization 1 - Type", "Organization 1 - Symbol", "Website 1 - Label",
    "Address 1 - Type", "Address 1 - Street", "Priority", "File As", "Birth Year",
)  # fmt: skip


@given(
    st.lists(st.lists(CELLS, min_size=len(TITLES), max_size=len(TITLES)), max_size=4)
)
def test_each_row_gives_a_person_or_the_reason_why_not(rows: list[list[str]]) -> None:
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(TITLES)
    lines = []
    for row in rows:
        if any(map(str.strip, row)):
            before = io.StringIO(table.getvalue(), newline="")
            lines.append(len(list(before)) + 1)
        writer.writerow(row)
    read = read_table(table.getvalue().encode(), "csv")
    check(read)
    people = [person.line for person in read.people]
    nobody = [each.line for each in read.skipped if each.why.startswith("no name")]
    assert sorted([*people, *nobody]) == lines


# Without vowels, so that none is a word that a program writes for nothing.
LETTERS = st.text("bcdfghjklmnqrtvwxzß山🚀", min_size=3, max_size=8)


@given(st.dictionaries(st.sampled_from(TITLES), LETTERS))
def test_each_word_of_a_row_is_found_in_the_person(cells: dict[str, str]) -> None:
    """None of them is a number, an address or a day, so most go into the note."""
    cells["First Name"] = "Ana"
    table = io.StringIO(newline="")
    csv.writer(table).writerows([cells.keys(), cells.values()])
    (person,) = read_table(table.getvalue().encode(), "csv").people
    everything = said(person)
    assert [word for word in cells.values() if word not in everything] == []


ATTACKS = {
    "a quote at each line": 'x","\n' * 50_000,
    "only quotes": '"' * 500_000,
    "a quote that never closes": '"x\n' + "Ana,,\n" * 5_000,
    "broken rows without end": 'a,"b"c\n' * 50_000,
    "many empty columns": "," * 500_000,
    "values without end": f'Ana,"{"a ::: " * 20_000}","{"1;" * 50_000}"\n' * 5,
    "digits and marks": f'Ana,"{"a." * 50_000}","{"1 " * 50_000}"\n' * 5,
    "spaces": f'Ana,"{" " * 100_000}x","{"1-" * 50_000}"\n' * 5,
}


@pytest.mark.parametrize("rows", ATTACKS.values(), ids=ATTACKS.keys())
def test_no_table_takes_long(rows: str) -> None:
    titles = "Name,Email,Phone,Birthday,Website,Address,Tags,LinkedIn,Photo\n"
    start = time.process_time()
    for head in ("Name,Email,Phone\n", "Name,Birthday,Website\n", titles):
        read_table((head + rows).encode(), "csv")
        detect_source((head + rows).encode())
    assert time.process_time() - start < 20  # about half a second each
