"""Make address books of invented people, always the same for the same numbers.

    python bench/make_people.py OUT CARDS ROWS [SEED]

OUT gets `people.vcf` (as many cards, in the shapes of six exporters),
`Connections.csv` (as many rows, as LinkedIn writes them) and `overlaps.json`: who is
in both, and how that shows. Of the rows, 3 % have the email of a card and 40 % the
name of one and nothing else in common; all others are new, and 3 % have lost their
name. Of the cards, 2 % are family of another card: the same last name and home phone,
another first name.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from urllib.parse import quote

_FIRST = (
    "Adela Anouk Bashir Benno Carys Chidi Dagny Davor Élodie Esme Farid Freya Gaspar"
    " Greta Hana Hugo Imani Inés Jarek Jonna Kofi Kalina Leif Lumi Mateo Mirela Nadia"
    " Niko Odile Ören Petra Pilar Quentin Rafi Ronja Sanna Selim Tamar Tove Ugo Ulla"
    " Vesna Viggo Wanda Wim Ximena Yara Yusuf Zoë Zoran"
).split()
_LAST = tuple(
    map(
        "".join,
        product(
            "Ald Ber Cor Dun Est Fal Gar Hol Ist Jor Kes Lind Mar Nor Pet Ros".split(),
            "a e i o u ü".split(),
            "back berg ford gren lund mann stedt wall".split(),
        ),
    )
)
_CITIES = "Lisbon Ghent Oulu Porto Graz Cork Aarhus Turin Leeds Split Köln".split()
_TRADES = ("Baker", "Nurse", "Surveyor", "Teacher", "Luthier", "Head of Maps, EMEA")
_GROUPS = ("Choir", "Book club", "Neighbours")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the'
    ' email addresses are missing."\n\n'
)
_TITLES = (
    "First Name", "Last Name", "URL", "Email Address", "Company", "Position",
    "Connected On",
)  # fmt: skip
_BY_EMAIL, _BY_NAME, _LEFT, _FAMILY = 0.03, 0.40, 0.03, 0.02  # of rows; of cards


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person whom nobody knows, before a program writes them down."""

    first: str
    last: str
    number: int
    phone: str
    born: date
    city: str
    company: str
    role: str
    group: str

    @property
    def name(self) -> str:
        """Their name as one says it."""
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        """Their address, which nobody else has."""
        return f"person{self.number}@example.org"


@dataclass(frozen=True, slots=True)
class Books:
    """The two files, and the people of both by what shows it.

    ``overlaps`` has names of cards: ``email`` and ``name`` of those that are also in
    the rows, ``family`` of those that share a phone with somebody else's card.
    """

    cards: str
    rows: str
    overlaps: Mapping[str, tuple[str, ...]]


def make_people(cards: int, rows: int, seed: int = 1) -> Books:
    """Give address books with so many cards and rows; same numbers, same books."""
    random = Random(seed)
    both = [round(rows * share) for share in (_BY_EMAIL, _BY_NAME)]
    names = random.sample(list(product(_FIRST, _LAST)), cards + rows - sum(both))
    people = [_somebody(random, at, *name) for at, name in enumerate(names)]
    known, new = people[:cards], people[cards:]
    family = round(cards * _FAMILY)
    used = {each.name for each in people}
    for at, home in zip(range(cards - family, cards), known, strict=False):
        known[at] = _relative(known[at], home, used)
    by_email, by_name = known[: both[0]], known[both[0] : sum(both)]
    lines = [
        *(_row(random, each, each.email) for each in by_email),
        *(_row(random, each, "") for each in (*by_name, *new)),
    ]
    for at in range(len(lines) - round(rows * _LEFT), len(lines)):
        lines[at] = ["", "", "", "", "", "", lines[at][-1]]
    random.shuffle(lines)
    shapes = random.choices(_SHAPES, k=cards)
    overlaps = {"email": by_email, "name": by_name, "family": known[cards - family :]}
    return Books(
        "".join(shape(each) for shape, each in zip(shapes, known, strict=True)),
        _table(lines),
        {how: tuple(each.name for each in who) for how, who in overlaps.items()},
    )


def write_people(out: Path, books: Books) -> None:
    """Write the files into a folder, which may be there already."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "people.vcf").write_bytes(books.cards.encode())
    (out / "Connections.csv").write_bytes(books.rows.encode())
    said = json.dumps(books.overlaps, ensure_ascii=False, indent=1)
    (out / "overlaps.json").write_text(said + "\n", "utf-8")


def _somebody(random: Random, number: int, first: str, last: str) -> Somebody:
    return Somebody(
        first, last, number,
        phone=f"+49 30 {5550000 + number:07}",
        born=date(1950, 1, 1) + timedelta(days=random.randrange(18_000)),
        city=random.choice(_CITIES),
        company=f"{random.choice(_LAST)} & Sons",
        role=random.choice(_TRADES),
        group=random.choice(_GROUPS),
    )  # fmt: skip


def _relative(who: Somebody, home: Somebody, used: set[str]) -> Somebody:
    """Give somebody of this home, whose name nobody has; 50 firsts are enough."""
    homes = (replace(who, first=first, last=home.last) for first in _FIRST)
    found = next(each for each in homes if each.name not in used)
    used.add(found.name)
    return replace(found, phone=home.phone)


def _row(random: Random, who: Somebody, email: str) -> list[str]:
    day = date(2012, 1, 1) + timedelta(days=random.randrange(5_000))
    slug = f"{who.first}-{who.last}-{who.number:x}".lower()
    odd = random.random()
    first = f"{who.first} 🌱" if odd > 0.99 else who.first
    last = f"{who.last}, MBA" if odd < 0.05 else who.last
    return [
        first, last, f"https://www.linkedin.com/in/{quote(slug)}", email,
        who.company, who.role, f"{day.day:02} {_MONTHS[day.month - 1]} {day.year}",
    ]  # fmt: skip


def _table(lines: Sequence[Sequence[str]]) -> str:
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\n").writerows([_TITLES, *lines])
    return _PREAMBLE + table.getvalue()


def _card(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])


def _google(who: Somebody) -> str:
    return _card(
        "VERSION:3.0", f"FN:{who.name}", f"N:{who.last};{who.first};;;",
        f"EMAIL;TYPE=INTERNET;TYPE=HOME:{who.email}",
        f"TEL;TYPE=CELL:\u202d{who.phone}\u202c", f"BDAY:{who.born:%Y%m%d}",
        f"ORG:{who.company}", f"TITLE:{_escaped(who.role)}",
        f"item1.URL:https\\://example.org/{who.number}", "item1.X-ABLabel:PROFILE",
        f"NOTE:Grew up in {who.city}\\nBoat: the {who.last}",
        f"CATEGORIES:myContacts,{who.group}",
    )  # fmt: skip


def _apple(who: Somebody) -> str:
    return _card(
        "VERSION:3.0", "PRODID:-//Apple Inc.//iPhone OS 17.0//EN",
        f"N:{who.last};{who.first};;;", f"FN:{who.name}",
        f"ORG:{who.company};", f"TITLE:{_escaped(who.role)}",
        f"EMAIL;type=INTERNET;type=HOME;type=pref:{who.email}",
        f"TEL;type=CELL;type=VOICE;type=pref:{who.phone}",
        f"item1.ADR;type=HOME;type=pref:;;{who.number} Quay Street;{who.city};;;",
        "item1.X-ABADR:us",
        f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{who.born:%m-%d}",
        f"X-ABUID:{who.number:08X}-0000-4000-8000-000000000000\\:ABPerson",
    )  # fmt: skip


def _outlook(who: Somebody) -> str:
    quoted = "ENCODING=QUOTED-PRINTABLE;CHARSET=utf-8"
    return _card(
        "VERSION:2.1", f"N;LANGUAGE=en-us;{quoted}:{_qp(who.last)};{_qp(who.first)}",
        f"FN;{quoted}:{_qp(who.name)}", f"ORG:{who.company}", f"TITLE:{who.role}",
        f"TEL;WORK;VOICE:{who.phone}",
        f"ADR;WORK;PREF;{quoted}:;;{who.number} Quay Street;{_qp(who.city)};;;",
        f"EMAIL;PREF;INTERNET:{who.email}", f"BDAY:{who.born:%Y%m%d}",
        "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2", "REV:20260102T030405Z",
    )  # fmt: skip


def _android(who: Somebody) -> str:
    quoted = "CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"
    return _card(
        "VERSION:2.1", f"N;{quoted}:{_qp(who.last)};{_qp(who.first)};;;",
        f"FN;{quoted}:{_qp(who.name)}", f"TEL;CELL:{who.phone}",
        f"EMAIL;HOME:{who.email}",
    )  # fmt: skip


def _nextcloud(who: Somebody) -> str:
    return _card(
        "VERSION:4.0", "PRODID:+//IDN bitfire.at//DAVx5/4.3-ose ez-vcard/0.11.3",
        f"UID:00000000-0000-4000-8000-{who.number:012x}", f"FN:{who.name}",
        f"N:{who.last};{who.first};;;", f"EMAIL;TYPE=home:{who.email}",
        f"TEL;TYPE=cell:{who.phone}", f"BDAY:--{who.born:%m%d}",
        f"CATEGORIES:{who.group}", f"NOTE:{_escaped(f'From {who.city}, long ago')}",
        "REV:20260102T030405Z",
    )  # fmt: skip


def _thunderbird(who: Somebody) -> str:
    return _card(
        "VERSION:4.0", f"EMAIL;PREF=1:{who.email}", f"FN:{who.name}",
        f"N:{who.last};{who.first};;;", "",  # it leaves an empty line
        f"TEL;TYPE=home;VALUE=TEXT:{who.phone}", f"BDAY;VALUE=DATE:{who.born:%Y%m%d}",
        f"UID:10000000-0000-4000-8000-{who.number:012x}",
    )  # fmt: skip


_SHAPES: tuple[Callable[[Somebody], str], ...] = (
    _google, _apple, _outlook, _android, _nextcloud, _thunderbird,
)  # fmt: skip


def _escaped(text: str) -> str:
    return text.replace(",", "\\,")


def _qp(text: str) -> str:
    """Encode as quoted-printable (RFC 2045) what is no plain letter."""
    return "".join(
        chr(byte) if chr(byte).isalnum() and byte < 0x80 else f"={byte:02X}"
        for byte in text.encode()
    )


if __name__ == "__main__":
    write_people(Path(sys.argv[1]), make_people(*map(int, sys.argv[2:5])))
