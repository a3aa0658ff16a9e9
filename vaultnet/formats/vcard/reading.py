"""From the bytes of a file of cards to people."""

from __future__ import annotations

from vaultnet.core.exchange.person import People, Person, Skipped
from vaultnet.formats.vcard.cards import find_cards, say_lines
from vaultnet.formats.vcard.decoding import decode_file
from vaultnet.formats.vcard.entries import Entry, parse_entries
from vaultnet.formats.vcard.sorting import make_person
from vaultnet.formats.vcard.unfolding import Logical, unfold


def read_vcards(data: bytes) -> People:
    """Give everybody whom a file of cards tells of, and what could not be used.

    vCard 2.1, 3.0 and 4.0, in any charset that such files come in; a card that ends
    badly or a line that is broken never stops the others. Every line of the file is
    said by a field of a person, among what is kept of them, or told in ``skipped``.
    """
    text, decode = decode_file(data)
    lines = (Logical(number, decode(line)) for number, line in unfold(text))
    cards, skipped = find_cards(line for line in lines if line.text.strip())
    people: list[Person] = []
    for card in cards:
        entries = parse_entries(card.lines)
        why = _no_person(entries)
        person = None if why else make_person(card.begin, entries)
        if person:
            people.append(person)
            skipped += _told(entries)
        else:
            where = say_lines(card.begin, card.end)
            skipped.append(Skipped(card.begin, f"{why or _NAMELESS}{where}"))
    return People(tuple(people), tuple(sorted(skipped, key=lambda each: each.line)))


_NAMELESS = (
    "a card without a name, a company, an email or a phone; left out: give it a name "
    "(FN) and import it again"
)
_GROUPS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")


def _no_person(entries: list[Entry]) -> str:
    kinds = {
        entry.line.value.strip().lower()
        for entry in entries
        if entry.line and entry.line.name in _GROUPS
    }
    return "a group of people, no person; left out" if "group" in kinds else ""


def _told(entries: list[Entry]) -> list[Skipped]:
    told = (entry for entry in entries if entry.why)
    return [Skipped(entry.number, entry.why, entry.is_kept) for entry in told]
