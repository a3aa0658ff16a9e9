"""What an entry of an address book says, in forms that a note may hold, or compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vaultnet.core.exchange.card_lines import facts_of
from vaultnet.core.exchange.escapes import escape
from vaultnet.core.exchange.keys import email_key, linkedin_key, phone_key
from vaultnet.core.exchange.person import FIELDS, Person
from vaultnet.core.notes.addresses import is_email, safe_url
from vaultnet.core.notes.neutral import neutral, shown
from vaultnet.core.values import fold

_ACCOUNTS = ("linkedin", "whatsapp", "signal", "telegram")
_HANDLE = re.compile(r"[@+]?[\w.-]+")
_PROFILE = re.compile(r"https://(?:[\w-]+\.)+[a-z]+/[\w./-]+")
_NO_TAG = re.compile(r"[\s<>`$%{}\[\]|#^\\!\"&'*()+,.:;=?@~]")
_NUMBER = re.compile(r"(?=.*\d)[\w\s()+./#*,;\u2010-\u2015\u2212-]+")
_LONGEST = 1_000  # characters of one value
_KEY = re.compile(r"(?:[\w-]+\.)?([^:;]*)")
_LINES = {"company": "ORG", "role": "TITLE", "met_at": "X-VAULTNET-MET-AT"}
_LINES |= {"phone": "TEL", "email": "EMAIL"}
_LINES |= {name: f"X-SOCIALPROFILE;TYPE={name}" for name in _ACCOUNTS}
_PLAIN_UID = re.compile(r"[A-Za-z0-9_.+-]{1,200}")


def plain_fields(person: Person) -> dict[str, tuple[str, ...]]:
    """Give the fields of somebody as a note may have them, in the order of notes.

    Each value on one line that means nothing but its words; an address that is no
    tidy one is left out, since the line it came from is kept. ``aliases`` are the
    names.
    """
    names = (neutral(each) for each in (person.name, *person.others))
    found = {"aliases": tuple(dict.fromkeys(name for name in names if name))}
    for name in FIELDS:
        values = (plain_value(name, each) for each in person.fields.get(name, ()))
        found[name] = tuple(dict.fromkeys(filter(None, values)))
    return {name: values for name, values in found.items() if values}


def kept_lines(person: Person) -> tuple[str, ...]:
    """Give a card's lines to be kept, its free text among them.

    And a line for each text that a note can only have in another form, so that it
    goes out again as it came.
    """
    kept = set(map(_said_by, person.kept))
    altered = (each for each in _altered(person) if _said_by(each) not in kept)
    return (*person.kept, *altered, *_kept_note(person))


def says_no_more(person: Person, others: Iterable[Person], region: str) -> bool:
    """Tell whether somebody's entry says nothing that others do not say together."""
    said = {
        (name, compared(name, value, region))
        for each in others
        for name, values in plain_fields(each).items()
        for value in values
    }
    kept = {fact for each in others for fact in facts_of(kept_lines(each))}
    return facts_of(kept_lines(person)) <= kept and said >= {
        (name, compared(name, value, region))
        for name, values in plain_fields(person).items()
        for value in values
    }


def compared(name: str, text: str, region: str) -> str:
    """Give the form in which two values of a field are compared."""
    if name in ("phone", "whatsapp", "signal"):
        return phone_key(text, region) or fold(text)
    key = _COMPARED.get(name)
    return (key(text) if key else None) or fold(" ".join(text.split()))


def is_plain_uid(uid: str) -> bool:
    """Tell whether a UID may name a file and a calendar's event as it is.

    vdirsyncer takes no other characters for a file's name; above all no ``@``.
    """
    return bool(_PLAIN_UID.fullmatch(uid))


def key_of(line: str) -> str:
    """Give which property a card's line is, without its group: ``item1.URL`` is URL."""
    found = _KEY.match(line)
    return found[1].upper() if found else ""


def _said_by(line: str) -> tuple[str, str]:
    return key_of(line), line.partition(":")[2]


def _altered(person: Person) -> Iterator[str]:
    values = {("FN", ""): (person.name,), ("NICKNAME", ""): person.others}
    values |= {(_LINES[name], name): person.fields.get(name, ()) for name in _LINES}
    for (prop, name), texts in values.items():
        for text in map(shown, texts):
            if plain_value(name, text) != text:
                yield f"{prop}:{escape(text)}"


def _kept_note(person: Person) -> Iterator[str]:
    """Give the free text as a card's line, where it came from no card."""
    if person.note.strip() and not any(key_of(each) == "NOTE" for each in person.kept):
        yield f"NOTE:{escape(person.note.strip())}"


def plain_value(name: str, value: str) -> str | None:
    """Give a value of a field as a note may have it, None where it may not."""
    value = shown(value)[:_LONGEST]
    if name == "tags":
        return neutral(value) if _NO_TAG.search(value) else value
    if name == "url":
        return safe_url(value)
    if name in _ACCOUNTS:  # an address of the web, or a handle that is no prose
        is_plain = _HANDLE.fullmatch(value) or _PROFILE.fullmatch(value)
        return value if is_plain else safe_url(value) or neutral(value)
    is_number = name == "phone" and _NUMBER.fullmatch(value)
    return value if is_number or is_email(value) else neutral(value)


def _bare_url(text: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", text.strip(), flags=re.I).rstrip("/")


def _handle(text: str) -> str:
    bare = re.sub(r"^(?:www\.)?(?:t|telegram)\.me/", "", _bare_url(text), flags=re.I)
    return fold(bare.removeprefix("@"))


_COMPARED = {
    "email": email_key,
    "linkedin": linkedin_key,
    "url": _bare_url,
    "telegram": _handle,
}
