"""The benchmark's address books: what is timed there must be what it says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from vaultnet.core.exchange.person import Person
from vaultnet.formats.tables import detect_source, read_table

SCRIPT = Path(__file__).resolve().parents[2] / "bench/make_people.py"
CARDS, ROWS = 100, 200


def make(out: Path) -> dict[str, bytes]:
    words = [sys.executable, str(SCRIPT), str(out), str(CARDS), str(ROWS)]
    subprocess.run(words, check=True, timeout=60)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def email(person: Person) -> str:
    return "".join(person.fields.get("email", ()))


def test_the_same_numbers_make_the_same_books(tmp_path: Path) -> None:
    assert make(tmp_path / "one") == make(tmp_path / "two")


def test_the_rows_are_those_of_linkedin(tmp_path: Path) -> None:
    books = make(tmp_path)
    assert detect_source(books["people.vcf"]) == "vcard"
    assert detect_source(books["Connections.csv"]) == "linkedin"
    read = read_table(books["Connections.csv"], "linkedin")
    assert {each.why for each in read.skipped} == {
        "no name: somebody who has left LinkedIn"
    }
    assert len(read.people) == ROWS - len(read.skipped) == 194
    assert all(each.fields["linkedin"] for each in read.people)


def test_the_people_in_both_are_those_that_it_says(tmp_path: Path) -> None:
    books = make(tmp_path)
    overlaps = json.loads(books["overlaps.json"])
    cards = books["people.vcf"].decode()
    rows = read_table(books["Connections.csv"], "linkedin").people
    by_email = {each.name for each in rows if email(each)}
    assert cards.count("BEGIN:VCARD") == cards.count("END:VCARD") == CARDS
    assert {name: len(who) for name, who in overlaps.items()} == {
        "email": 6, "name": 80, "family": 2,
    }  # fmt: skip
    phones = Counter(re.findall(r"TEL[^:]*:\D*([+0-9 ]+)", cards)).values()
    assert sorted(phones) == [1] * 96 + [2] * 2
    assert by_email == set(overlaps["email"])
    assert all(f":{email(each)}\r\n" in cards for each in rows if email(each))
    assert set(overlaps["name"]) <= {each.name.removesuffix(" 🌱") for each in rows}
