"""Imported people: offered in the note of cards, and taken up by a tick there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vaultnet.adapters.vault import Unreadable
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import note_bytes
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.turns import is_only_imported
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.cards import (
    AT_ONCE,
    Card,
    CardLine,
    cards_path,
    is_settled,
    make_card,
    read_cards,
    render_cards,
    update_cards,
)
from vaultnet.core.weekly.steering import with_cadence
from vaultnet.pipeline.contact_edits import change_contact
from vaultnet.pipeline.due import readable_note
from vaultnet.pipeline.indexing import has_conflict
from vaultnet.pipeline.snapshot import Snapshot

_KEPT = "auto"


def take_cards(snapshot: Snapshot, today: date, *, dry: bool) -> Iterator[str]:
    """Give those who were ticked a cadence of their own; says whom, a line each.

    Raises RefusedToWrite where a note must not be written.
    """
    try:
        note = snapshot.read(cards_path(snapshot.config.week))
    except Unreadable:
        return
    if note is None or has_conflict(note.text):
        return
    dialect = snapshot.reading.dialect
    for line, contact in _lines(snapshot, note):
        if not (line.is_done and _is_offered(contact, today)):
            continue
        path = contact.profile.path
        if change_contact(
            snapshot,
            path,
            lambda note: with_cadence(note, dialect, _KEPT),
            dry=dry,
            about={"by": "card", "contact": path},
        ):
            yield f"{path}: to keep in touch with"


def say_left_out(snapshot: Snapshot, today: date) -> str | None:
    """Say how many imported people wait to be taken up; None where nobody does."""
    number = sum(_is_offered(each, today) for each in snapshot.network.contacts)
    if not number:
        return None
    people = "person is" if number == 1 else "people are"
    path = cards_path(snapshot.config.week)
    return f"{number} imported {people} left out until you take them up in {path}"


def write_cards(snapshot: Snapshot, today: date) -> bool:
    """Bring the note of cards up to date; none is made where nobody was imported."""
    offered = [each for each in snapshot.network.contacts if _is_offered(each, today)]
    cards = [_card(snapshot, each) for each in sorted(offered, key=_newest_first)]
    path = cards_path(snapshot.config.week)

    def written(now: bytes | None) -> bytes | None:
        if now is None:
            return render_cards(cards[:AT_ONCE]).encode() if cards else None
        note = readable_note(path, now)
        if has_conflict(note.text):
            return None
        settled, waiting = [], 0
        for line, contact in _lines(snapshot, note):
            is_offered = _is_offered(contact, today)
            if is_settled(line, _card(snapshot, contact), is_offered=is_offered):
                settled.append(line.line)
            else:
                waiting += is_offered and line.mark == " "
        return note_bytes(note, update_cards(note, cards, settled, waiting))

    return snapshot.vault.change(path, written)


def _lines(snapshot: Snapshot, note: Note) -> Iterator[tuple[CardLine, Contact]]:
    people = snapshot.people()
    for line in read_cards(note):
        path: NotePath | None = snapshot.who.meant(line.target, note.path)
        if path is not None:
            yield line, people[path]


def _is_offered(contact: Contact, today: date) -> bool:
    tomorrow = today + timedelta(days=1)
    return not contact.profile.rests and is_only_imported(contact, before=tomorrow)


def _card(snapshot: Snapshot, contact: Contact) -> Card:
    return make_card(contact, snapshot.linker.link_text(contact.profile.path))


def _newest_first(contact: Contact) -> tuple[int, str]:
    met = contact.profile.met or contact.profile.connected_on
    return -(met.toordinal() if met else 0), contact.profile.path
