"""What one card says that another does not, however the two are written.

Servers and phones write a card anew: in another order, with other marks around the
same values. That alone is nothing new.
"""

from __future__ import annotations

import re

from vaultnet.core.exchange.card_lines import Bare, Fact, facts_of
from vaultnet.core.exchange.entry import compared, plain_fields
from vaultnet.core.exchange.person import Person
from vaultnet.core.notes.neutral import neutral

_PROPERTIES = {
    "aliases": "NICKNAME",
    "email": "EMAIL",
    "phone": "TEL",
    "company": "ORG",
    "role": "TITLE",
    "location": "ADR",
    "address": "ADR",
    "birthday": "BDAY",
    "anniversary": "ANNIVERSARY",
    "tags": "CATEGORIES",
    "met": "X-VAULTNET-MET",
    "met_at": "X-VAULTNET-MET-AT",
    "connected_on": "X-VAULTNET-CONNECTED-ON",
}
_NAME = re.compile("[A-Z0-9-]{1,40}")
_NO_NAME = "\n"  # stands in no name
_BOOKKEEPING = frozenset({"PRODID", "REV", "UID", "VERSION"})


def unsaid(mine: Person, theirs: Person, region: str) -> tuple[str, ...]:
    """Give the properties of which theirs says what mine does not, in a card's words.

    Empty where mine says all that theirs does, once it is in a note. ``region`` is
    where numbers without a country are at home.
    """
    found = {
        _property(name, value, theirs, region): None
        for name, value in _said(theirs, region) - _said(mine, region)
    }
    names = {value for name, value in _said(mine, region) if name == "aliases"}
    kept = _kept(theirs) - _kept(mine)
    found |= {_shown(key[0]): None for key, *_ in kept if not _names_in(key) <= names}
    if theirs.note.strip() not in ("", mine.note.strip()):
        found["NOTE"] = None
    if theirs.photo not in (None, mine.photo):
        found["PHOTO"] = None
    return tuple(sorted(found))


def _names_in(key: Bare) -> set[str]:
    """Give the names that a line tells of, each in one piece.

    An N is kept where it is not the FN in parts, a NICKNAME where it is the FN again:
    neither says more than a card that has these names.
    """
    if key[0] == "NICKNAME":
        texts = key[2].split(",")
    elif key[0] == "N":
        last, first, middle, before, after, *_ = (*key[2].split(";"), *[""] * 5)
        texts = [" ".join((before, first, middle, last, after))]
    else:
        return {_NO_NAME}
    return {compared("aliases", text, "") for text in texts}


def _shown(name: str) -> str:
    return name if _NAME.fullmatch(name) else "a line of its own"


def _property(name: str, value: str, person: Person, region: str) -> str:
    """Give how cards call a field, and the name itself apart from further ones."""
    if name == "aliases" and value == compared(name, neutral(person.name), region):
        return "FN"
    return _PROPERTIES.get(name, "URL")


def _said(person: Person, region: str) -> set[tuple[str, str]]:
    return {
        (name, compared(name, value, region))
        for name, values in plain_fields(person).items()
        for value in values
    }


def _kept(person: Person) -> set[Fact]:
    """What the kept lines say, without what programs note for themselves."""
    facts = facts_of(person.kept)
    return {fact for fact in facts if fact[0][0] not in _BOOKKEEPING}
