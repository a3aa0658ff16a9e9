"""Which line of a card says a value: one that was kept, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from vaultnet.core.exchange.entry import is_plain_uid
from vaultnet.core.exchange.escapes import escape, split, unescape
from vaultnet.core.exchange.person import Person, Photo
from vaultnet.core.notes.addresses import parse_phone
from vaultnet.core.notes.neutral import neutral, shown
from vaultnet.formats.vcard.entries import Entry, before_value
from vaultnet.formats.vcard.fresh import (
    Fresh,
    make_line,
    make_list,
    make_photo,
    make_preferred,
)
from vaultnet.formats.vcard.lines import is_base64, render_head
from vaultnet.formats.vcard.naming import derive_parts, empty_parts
from vaultnet.formats.vcard.pictures import render_data_url, render_photo
from vaultnet.formats.vcard.properties import (
    LABELS,
    OWN,
    bare_uid,
    plain_note,
    tag_of,
)
from vaultnet.formats.vcard.sorting import UNRANKED, find_location, join_notes, rank
from vaultnet.formats.vcard.uids import digest_of

Item = Entry | Fresh

_LISTS = ("NICKNAME", "CATEGORIES", *LABELS)
_CASELESS = ("email", "url", "linkedin", "telegram")
_ORDERED = (
    "email", "phone", "company", "role", "url", "linkedin", "telegram", "signal",
    "whatsapp", "birthday", "anniversary", "met", "met_at", "connected_on",
)  # fmt: skip


def choose_lines(person: Person, kept: Sequence[Entry], version: str) -> Iterator[Item]:
    """Give the lines of a person's card, each by the rule of its kind."""
    yield from _uid(person, kept)
    yield from _names(person, kept, version)
    yield from _others(person, kept)
    for field in _ORDERED:
        yield from _field(field, person, kept, version)
    yield from _places(person, kept, version)
    yield from _tags(person, kept)
    yield from _note(person, kept, version)
    yield from _photo(person, kept, version)
    yield from _rest(kept)


def _field(
    field: str, person: Person, kept: Sequence[Entry], version: str
) -> Iterator[Item]:
    said = _by_value(kept, field)
    items: list[Item] = []
    written: set[tuple[str, str]] = set()
    for value in person.fields.get(field, ()):
        came = said.pop(_key(field, value), [])
        written |= {each for entry in came for each in entry.reading.values}
        fresh = make_line(field, value, version)
        if fresh and (field, value) not in written and not came:
            items.append(fresh)
        items += came
    yield from _in_order(items, version)


def _uid(person: Person, kept: Sequence[Entry]) -> Iterator[Item]:
    """Give the UID as it came; one that not all can carry has another one's place."""
    uid = person.uid
    if not uid:
        return
    came = _by_value(kept, "uid").get(_key("uid", bare_uid(uid)))
    if came:
        yield from came
        return
    if is_plain_uid(uid):
        yield Fresh(f"UID:{uid}")
        return
    yield Fresh(f"UID:{digest_of(uid)}")
    yield Fresh(f"{OWN}UID:{escape(uid)}")


def _names(person: Person, kept: Sequence[Entry], version: str) -> Iterator[Item]:
    """Give FN and N: the N that came with one of the names, else one derived."""
    known = _names_of(person)
    full = [
        entry
        for entry in kept
        if entry.name == "FN" and _first_key(entry, "full") in known
    ]
    name = _key("full", person.name)
    own: list[Item] = [item for item in full if _first_key(item, "full") == name]
    further = [item for item in full if _first_key(item, "full") != name]
    fresh = Fresh(f"FN:{escape(person.name)}")
    yield from _in_order([*(own or [fresh]), *further], version)
    parts = [
        entry
        for entry in kept
        if entry.name == "N"
        and entry.reading.values
        and (full or _first_key(entry, "parts") in known)
    ]
    empty = empty_parts(kept)
    companies = person.fields.get("company", ())[:1]
    derived = Fresh(f"N:{derive_parts(person.name, companies, kept)}")
    yield parts[0] if parts else empty or derived


def _names_of(person: Person) -> set[str]:
    return {_key("full", name) for name in (person.name, *person.others)}


def _others(person: Person, kept: Sequence[Entry]) -> Iterator[Item]:
    known = _names_of(person)
    named = {"", *known}
    said: set[str] = set()
    for entry in kept:
        if entry.name in ("FN", "NICKNAME", "X-ANDROID-CUSTOM"):
            said |= {_key("full", value) for _, value in entry.reading.values}
        if entry.name == "X-ANDROID-CUSTOM" and _first_key(entry, "others") in known:
            yield entry
        if entry.name == "NICKNAME":
            yield from _remaining(entry, lambda raw: _key("full", shown(raw)) in named)
    left = [name for name in person.others if _key("full", name) not in said]
    yield from make_list("NICKNAME", left)


def _tags(person: Person, kept: Sequence[Entry]) -> Iterator[Item]:
    tags = person.fields.get("tags", ())
    known = {"", *tags}  # what makes no tag was never shown, so nobody deleted it
    said: set[str] = set()
    for entry in kept:
        if entry.name == "CATEGORIES":
            yield from _remaining(entry, lambda raw: tag_of(raw) in known)
            said |= {value for _, value in entry.reading.values}
    yield from make_list("CATEGORIES", (tag for tag in tags if tag not in said))


def _remaining(entry: Entry, is_said: Callable[[str], bool]) -> Iterator[Entry]:
    """Give the line of a list with those of its items that the person still has."""
    if entry.line is None:
        return
    items = split(entry.line.value, ",")
    left = [item for item in items if is_said(unescape(item).strip())]
    if len(left) == len(items):
        yield entry
    elif any(map(str.strip, left)):
        yield _with_value(entry, ",".join(left))


def _places(person: Person, kept: Sequence[Entry], version: str) -> Iterator[Item]:
    """Give the addresses, and where somebody lives.

    Beside an address that is no further one, which a phone could do nothing with.
    """
    addresses = list(_field("address", person, kept, version))
    yield from addresses
    entries = [item for item in addresses if isinstance(item, Entry)]
    is_clear = len(entries) == len(addresses)
    said = _by_value(kept, "location")
    for value in person.fields.get("location", ()):
        came = said.get(_key("location", value), [])
        if not came and is_clear and find_location(entries) == value:
            continue
        fresh = make_line("place" if addresses else "location", value, version)
        yield from came or filter(None, [fresh])


def _note(person: Person, kept: Sequence[Entry], version: str) -> Iterator[Item]:
    note = plain_note(person.note)
    came = [entry for entry in kept if entry.name == "NOTE" and entry.reading.values]
    fresh = make_line("note", note, version) if note else None
    if came and join_notes(came) == note:
        yield from came
    elif fresh:
        yield fresh


def _photo(person: Person, kept: Sequence[Entry], version: str) -> Iterator[Item]:
    """Give the picture: in the line that waits for it, in its own, or in a new one."""
    came = [entry for entry in kept if entry.name == "PHOTO" and entry.reading.values]
    same = [
        entry
        for entry in came
        if isinstance(person.photo, str) and entry.reading.photo == person.photo
    ]
    emptied = [entry for entry in kept if entry.name == "PHOTO" and not entry.is_kept]
    holder = next((each for each in emptied if not each.reading.values), None)
    if holder and isinstance(person.photo, Photo):
        yield _filled(holder, person.photo)
    else:
        yield from same or make_photo(person.photo, version)


def _filled(holder: Entry, photo: Photo) -> Entry:
    """Give the line of a picture with its bytes, coded as the line says."""
    is_coded = holder.line is not None and is_base64(holder.line.head)
    render = render_photo if is_coded else render_data_url
    return _with_value(holder, render(photo))


def _rest(kept: Sequence[Entry]) -> Iterator[Item]:
    """Give the lines that no field speaks for, and a role beside a title."""
    has_title = _has_title(kept)
    for entry in kept:
        is_silent = not entry.reading.values and entry.is_kept
        is_silent &= entry.name not in _LISTS
        if is_silent or (has_title and entry.name == "ROLE"):
            yield entry


def _has_title(kept: Iterable[Entry]) -> bool:
    """Tell whether a title came, so that a role is no field of the person."""
    return any(entry.name == "TITLE" and entry.reading.values for entry in kept)


def _by_value(kept: Iterable[Entry], field: str) -> dict[str, list[Entry]]:
    ranked = sorted(kept, key=rank)
    has_title = _has_title(ranked)
    found: dict[str, list[Entry]] = {}
    for entry in ranked:
        key = _first_key(entry, field)
        if key and not (has_title and entry.name == "ROLE"):
            found.setdefault(key, []).append(entry)
    return found


def _first_key(entry: Entry, field: str) -> str:
    values = entry.reading.values[:1]
    return _key(field, values[0][1]) if values and values[0][0] == field else ""


def _key(field: str, value: str) -> str:
    """Give the form in which two spellings of a value are one.

    A note has a text in the form that does nothing in it, ``neutral``.
    """
    if field == "phone":
        return parse_phone(value) or neutral(value)
    plain = neutral(value)
    return plain.casefold().rstrip("/") if field in _CASELESS else plain


def _in_order(items: Sequence[Item], version: str) -> list[Item]:
    """Give the lines so that a reader that sorts by preference keeps their order.

    A new line before a preferred one is preferred, too; where the old ones were put
    in another order, none is.
    """
    ranks = [rank(item) for item in items if isinstance(item, Entry)]
    if ranks != sorted(ranks):
        return [_unranked(item) if isinstance(item, Entry) else item for item in items]
    ordered: list[Item] = []
    is_before = False
    for item in reversed(items):
        if isinstance(item, Fresh):
            ordered.append(make_preferred(item, version) if is_before else item)
        else:
            ordered.append(item)
            is_before |= rank(item) < UNRANKED
    return ordered[::-1]


def _unranked(entry: Entry) -> Entry:
    if entry.line is None or rank(entry) == UNRANKED:
        return entry
    params = {
        key: tuple(each for each in values if each.lower() != "pref")
        for key, values in entry.line.head.params.items()
        if key != "PREF"
    }
    params = {key: values for key, values in params.items() if values}
    head = render_head(replace(entry.line.head, params=params))
    return replace(entry, text=f"{head}{entry.line.value}")


def _with_value(entry: Entry, value: str) -> Entry:
    if entry.line is None:
        return entry
    line = replace(entry.line, value=value)
    return replace(entry, text=f"{before_value(entry)}{value}", line=line)
