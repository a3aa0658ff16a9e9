"""Files that were cut, joined, flipped and wrongly decoded: nothing is lost."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
import vobject

from vaultnet.core.dates.occasions import parse_occasion
from vaultnet.core.exchange.escapes import unescape
from vaultnet.core.exchange.person import People, Person
from vaultnet.formats.vcard import read_vcards, render_vcard
from vaultnet.formats.vcard.decoding import decode_file
from vaultnet.formats.vcard.lines import is_base64, parse_line
from vaultnet.formats.vcard.unfolding import Logical, unfold

CASES = Path(__file__).resolve().parents[2] / "cases" / "vcards"
FILES = [path.read_bytes() for path in sorted(CASES.glob("*.vcf"))]
SHORT, LONG = 300, 10_000

Damage = Callable[[random.Random, bytes], bytes]

_RANGE = re.compile(r"\(lines (\d+) to (\d+)\)$")
_STRUCTURE = re.compile(
    r"\s*(?:[\w-]+\.)?(?:BEGIN|END|VERSION|PRODID|REV|PROFILE)\W", re.I
)
_WORD = re.compile(r"\w+")
_DAYS = ("BDAY", "ANNIVERSARY", "X-ANNIVERSARY", "X-ABDATE")


def flipped(chance: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def cut(chance: random.Random, data: bytes) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in "se")
    return data[:start] + data[end:] if chance.random() < 0.5 else data[start:end]


def joined(chance: random.Random, data: bytes) -> bytes:
    other = chance.choice(FILES)
    at = chance.randrange(len(data) + 1)
    return data[:at] + other[chance.randrange(len(other)) :] + data[at:]


def shuffled(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(chance.randint(1, 4)):
        one, other = (chance.randrange(len(lines)) for _ in "ab")
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def marked(chance: random.Random, data: bytes) -> bytes:
    """Put in what means something: newlines, escapes, quotes, edges of cards."""
    marks = (
        b"\n", b"\r", b"\r\r\n", b"\r\n ", b"\\", b";", b":", b",", b'"', b"=\r\n",
        b"\nBEGIN:VCARD\n", b"\nEND:VCARD\n", b"=0D=0A", b"\nVERSION:2.1\n", b"\x00",
        b"\nAGENT:\n", b"^n", b"\xe2\x80\xa8", b"ENCODING=QUOTED-PRINTABLE"
        b"\nitem1.",
    )  # fmt: skip
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(marks) + data[at:]
    return data


def recoded(chance: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(
        chance.choice(("cp1252", "utf-16", "utf-16-le", "shift_jis")), "replace"
    )


DAMAGES: tuple[Damage, ...] = (flipped, cut, joined, shuffled, marked, recoded)


def damaged(seed: int) -> bytes:
    chance = random.Random(seed)
    data = chance.choice(FILES)
    for _ in range(chance.randint(1, 3)):
        if data:
            data = chance.choice(DAMAGES)(chance, data)
    return data


@dataclass(frozen=True)
class Said:
    """All that was read of a file, in the forms in which a line can be found in it."""

    words: set[str]
    days: set[str]
    has_photo: bool
    all: str


def words_of(person: Person) -> Iterator[str]:
    texts = [person.name, *person.others, person.uid or "", person.note, *person.kept]
    texts += [value for values in person.fields.values() for value in values]
    texts += [person.photo] if isinstance(person.photo, str) else []
    # A kept line is written with escapes, and may carry another card's lines.
    for text in texts:
        yield from _WORD.findall(text)
        yield from _WORD.findall(unescape(text))
        yield from _WORD.findall(unescape(unescape(text)))


def logical_lines(data: bytes) -> list[Logical]:
    text, decode = decode_file(data)
    lines = (Logical(number, decode(line)) for number, line in unfold(text))
    return [line for line in lines if line.text.strip()]


def unaccounted(data: bytes, people: People) -> list[Logical]:
    """Give the lines that no person says or keeps, and no report tells of.

    A line is said where each word of its decoded value stands somewhere in what was
    read; a picture, a UID's ``urn:uuid:`` and a day are said in another form.
    """
    told: set[int] = set()
    for skipped in people.skipped:
        found = _RANGE.search(skipped.why)
        last = int(found[2]) if found else skipped.line
        told |= set(range(skipped.line, last + 1))
    words = {word for person in people.people for word in words_of(person)}
    days = {
        day
        for person in people.people
        for name in ("birthday", "anniversary")
        for day in person.fields.get(name, ())
    }
    said = Said(words, days, any(person.photo for person in people.people), str(people))
    return [
        line
        for line in logical_lines(data)
        if line.number not in told
        and not _STRUCTURE.match(line.text)
        and not _is_accounted(line, said)
    ]


def _is_accounted(line: Logical, said: Said) -> bool:
    number, text = line
    forms = product((text, text.replace("\n", "\\n")), ("3.0", "2.1"))
    tried = (parse_line(number, form, version=each) for form, each in forms)
    parsed = [each for each in tried if each]
    if not parsed:
        return _has(text, said)
    if parsed[0].name == "PHOTO" and said.has_photo:
        return True
    if _has(text.partition(":")[2], said):
        return True  # also a card in a card, which is kept as it was coded
    return any(
        _is_said(each.name, unescape(each.value), said)
        or (is_base64(each.head) and each.value in said.all)
        for each in parsed
    )


def _is_said(name: str, value: str, said: Said) -> bool:
    day = parse_occasion(value.strip()) if name in _DAYS else None
    if day and any(each.endswith(f"{day.month:02}-{day.day:02}") for each in said.days):
        return True
    if name in {"X-ABLABEL", "X-ABADR"}:
        return True  # said by the field of its group, tested by itself
    bare = value.replace("urn:uuid:", "").replace("tel:", "").replace("mailto:", "")
    return _has(bare, said) or _has(value, said)


def _has(text: str, said: Said) -> bool:
    return not set(_WORD.findall(text)) - said.words


def check(data: bytes) -> Counter[str]:
    people = read_vcards(data)
    assert unaccounted(data, people) == []
    for person in people.people:
        for version in ("3.0", "4.0"):
            text = render_vcard(person, version=version)
            cards = list(vobject.readComponents(text))
            assert len(cards) == 1
            cards[0].validate()
            again = read_vcards(text.encode())
            assert len(again.people) == 1
            assert sorted(again.people[0].kept) == sorted(person.kept)
            assert render_vcard(again.people[0], version=version) == text
    return Counter(people=len(people.people), skipped=len(people.skipped))


@pytest.mark.parametrize("part", range(6))
def test_no_damage_raises_or_loses_a_line(part: int) -> None:
    for seed in range(part * SHORT // 6, (part + 1) * SHORT // 6):
        check(damaged(seed))


@pytest.mark.long
def test_no_damage_of_ten_thousand_raises_or_loses_a_line() -> None:
    for seed in range(SHORT, SHORT + LONG):
        check(damaged(seed))
