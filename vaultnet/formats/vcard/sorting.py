"""From the lines of one card to a person, and what of the lines has to be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vaultnet.core.exchange.person import FIELDS, Person, Photo
from vaultnet.core.notes.neutral import neutral
from vaultnet.formats.vcard.entries import Entry, before_value
from vaultnet.formats.vcard.lines import Line
from vaultnet.formats.vcard.names import says_the_same
from vaultnet.formats.vcard.naming import derive_parts, empty_parts
from vaultnet.formats.vcard.properties import LABELS, OWN

_NAMING = ("full", "parts", "company", "email", "phone", "others")
UNRANKED = 101
"""The rank of what is not preferred; PREF goes from 1 to 100 (RFC 6350, 5.3)."""


def make_person(begin: int, entries: list[Entry]) -> Person | None:
    """Give the person that the lines of a card tell of, None where nothing names one.

    ``begin`` is where the card begins in its file.
    """
    ranked = sorted(entries, key=rank)
    values = _values(ranked)
    name = next((values[field][0] for field in _NAMING if values.get(field)), None)
    if name is None:
        return None
    name = neutral(name)  # a number in its place came as it was
    others = [*values.get("full", ()), *values.get("others", ())]
    photo = _first(entries, "PHOTO")
    return Person(
        name=name,
        others=tuple(each for each in dict.fromkeys(others) if each != name),
        fields=_fields(ranked, values),
        uid=_uid(entries),
        note=join_notes(entries),
        kept=tuple(_kept(entries, name)),
        photo=photo.reading.photo if photo else None,
        line=begin,
    )


def rank(entry: Entry) -> int:
    """Give how preferred a line is, 1 being the most (PREF, and TYPE=PREF)."""
    if entry.line is None or not entry.line.head.params:
        return UNRANKED
    said = "".join(entry.line.head.params.get("PREF", ())[:1])
    if said.isdecimal() and said.isascii():
        return min(int(said[:4]), UNRANKED)
    return 1 if "pref" in entry.line.head.types else UNRANKED


def join_notes(entries: Iterable[Entry]) -> str:
    """Give the note that the NOTE lines of a card are together."""
    return "\n\n".join(_said(entries, "note"))


def find_location(entries: Iterable[Entry]) -> str | None:
    """Give where somebody lives as far as the addresses of a card say it.

    A line of our own says so, or an address of nothing but a place; else the only
    address does.
    """
    entries = list(entries)
    own = [entry for entry in entries if entry.name == f"{OWN}LOCATION"]
    said = [dict(entry.reading.values) for entry in entries if entry.name == "ADR"]
    said = [each for each in said if each]
    places = [
        *_said(own, "location"),
        *(each["location"] for each in said if "location" in each),
    ]
    if places or len(said) != 1:
        return places[0] if places else None
    return said[0].get("city")


def _values(ranked: Iterable[Entry]) -> dict[str, list[str]]:
    values: dict[str, dict[str, None]] = {}
    for entry in ranked:
        for field, value in entry.reading.values:
            values.setdefault(field, {})[value] = None
    return {field: list(found) for field, found in values.items()}


def _said(entries: Iterable[Entry], field: str) -> Iterator[str]:
    for entry in entries:
        for name, value in entry.reading.values:
            if name == field:
                yield value


def _fields(
    ranked: list[Entry], values: Mapping[str, list[str]]
) -> dict[str, tuple[str, ...]]:
    titles = [entry for entry in ranked if entry.name == "TITLE"]
    roles = dict.fromkeys(_said(titles, "role"))
    location = find_location(ranked)
    known = dict(values)
    known["role"] = list(roles) or values.get("role", [])
    known["location"] = [location] if location else []
    return {name: tuple(known[name]) for name in FIELDS if known.get(name)}


def _uid(entries: Iterable[Entry]) -> str | None:
    own = _first(entries, f"{OWN}UID")
    found = own or _first(entries, "UID")
    return found.reading.values[0][1] if found else None


def _first(entries: Iterable[Entry], name: str) -> Entry | None:
    found = (each for each in entries if each.name == name and each.reading.values)
    return next(found, None)


def _kept(entries: list[Entry], name: str) -> Iterator[str]:
    kept = _needed(entries, name)
    groups = {entry.group for at, entry in enumerate(entries) if at in kept}
    members = {entry.group for entry in entries if entry.name not in LABELS}
    photo = _first(entries, "PHOTO")
    # The bytes of a picture are far too many to be kept, too.
    picture = photo if photo and isinstance(photo.reading.photo, Photo) else None
    for at, entry in enumerate(entries):
        is_label = entry.name in LABELS
        is_read = is_label and entry.group in members - groups
        if at in kept or (is_label and not is_read):
            yield before_value(entry) if entry is picture else entry.text


def _needed(entries: list[Entry], name: str) -> set[int]:
    """Give which lines are to be kept because the fields alone would not bring them."""
    places = {id(entry): at for at, entry in enumerate(entries)}
    kept = {at for at, entry in enumerate(entries) if entry.is_kept}
    kept -= {places[id(entry)] for entry in _spared(entries, name)}
    # An FN stays beside an N that it is not made of, to tell whose N that is.
    is_anchor = any(entries[at].name == "N" for at in kept)
    is_anchor &= name not in _said(entries, "parts")
    kept |= {places[id(entry)] for entry in _further(entries)}
    empty = empty_parts(entries)
    if empty and empty.line and not _is_derived(empty.line, entries, name):
        kept.add(places[id(empty)])
    for at, entry in enumerate(entries):
        said = [value for _, value in entry.reading.values]
        if entry.name == "FN" and said:
            kept |= {at} if is_anchor or said != [name] else set()
        elif entry.name == "NICKNAME" and name in said:
            kept.add(at)
    return kept


def _spared(entries: list[Entry], name: str) -> Iterator[Entry]:
    """Give what would be kept, but is written the same way without."""
    yield from (entry for entry in entries if entry.name in LABELS)
    parts = _first(entries, "N")
    line = parts.line if parts else None
    if parts and line and _is_bare(line) and _is_derived(line, entries, name):
        yield parts


def _is_derived(line: Line, entries: list[Entry], name: str) -> bool:
    companies = [*_said(entries, "company")][:1]
    return says_the_same(line.value, derive_parts(name, companies, entries))


def _further(entries: list[Entry]) -> Iterator[Entry]:
    """Give the lines of which a card has several where a person has one thing."""
    notes = [each for each in entries if each.name == "NOTE" and each.reading.values]
    yield from notes if len(notes) > 1 else ()
    names = {entry.name for entry in entries if entry.reading.values}
    if "ROLE" in names:
        yield from (
            entry for entry in entries if entry.name == "TITLE" and entry.reading.values
        )


def _is_bare(line: Line) -> bool:
    return not line.head.group and not line.head.params
