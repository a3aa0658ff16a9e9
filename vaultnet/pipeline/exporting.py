"""Vault -> people for other programs: who goes out, and what is told of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from vaultnet.core.exchange.aside import linked_file, parse_aside
from vaultnet.core.exchange.outgoing import (
    person_of,
    split_uids,
    uids,
)
from vaultnet.core.exchange.person import Person, Photo
from vaultnet.core.exchange.row import COLUMNS, row_of
from vaultnet.core.notes.note import Note, State
from vaultnet.core.people.marks import has_tag
from vaultnet.core.people.network import Contact
from vaultnet.core.values import NotePath, Problem
from vaultnet.formats.people_csv import render_table
from vaultnet.pipeline.linked_files import read_linked
from vaultnet.pipeline.people import find_contact, know, note_of
from vaultnet.pipeline.pictures import find_picture
from vaultnet.pipeline.snapshot import Snapshot
from vaultnet.pipeline.telling import whole_json

JSON_FORMAT = "vaultnet-people"
JSON_VERSION = 1

_BEGINS = {
    "vcard": b"BEGIN:VCARD\r\nVERSION:",
    "json": f'{{\n  "format": "{JSON_FORMAT}"'.encode(),
    "csv": ",".join(COLUMNS[:4]).encode(),
}
_PRODUCT = b"\nPRODID:-//vaultnet//"


@dataclass(frozen=True, slots=True)
class Leaving:
    """A contact on the way out, as a person for an address book.

    ``mark`` is the UID of ``person``, and names their file; ``uids`` are those of
    cards that came in, each with its line.
    """

    mark: str
    contact: Contact
    person: Person
    uids: Mapping[str, str]

    def known_as(self, uid: str) -> Person:
        """Give the person with one of the UIDs, as it stood, or with the mark."""
        line = self.uids.get(uid)
        if line is None:
            return self.person
        return replace(self.person, uid=uid, kept=(line, *self.person.kept))


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Everybody who goes out, in the order of their paths.

    ``held`` are the marks of those whose notes cannot be read now: nobody knows what
    to tell of them, so what others have stays. ``problems`` says why, and what of
    the others could not be taken along.
    """

    people: tuple[Leaving, ...] = ()
    held: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def choose(
    snapshot: Snapshot, names: Sequence[str], tags: Sequence[str]
) -> tuple[Contact, ...]:
    """Give whom names and tags mean, everybody where there are none, each once.

    Raises as ``find_contact`` does.
    """
    wanted = {find_contact(snapshot, name).profile.path for name in names}
    heads = [tag.removeprefix("#") for tag in tags]
    return tuple(
        each
        for each in snapshot.network.contacts
        if not (names or tags)
        or each.profile.path in wanted
        or (heads and has_tag(each.profile.tags, heads))
    )


def take_out(snapshot: Snapshot, contacts: Iterable[Contact]) -> Outgoing:
    """Give contacts as people for the outside, with their pictures and kept lines.

    The note of a card is among the lines that are kept; no text of ours goes out.
    """
    from vaultnet.formats.vcard import kept_note  # noqa: PLC0415 (start-up)

    marks = uids(each.profile for each in snapshot.network.contacts)
    wrong: list[Problem] = []
    people: list[Leaving] = []
    held: list[str] = []
    for contact in contacts:
        path = contact.profile.path
        note = note_of(snapshot, contact)
        if note is None or note.state is State.BROKEN:
            held.append(marks[path])
            wrong.append(_not_read(path, note))
            continue
        person = _Taking(snapshot, note, wrong).person(contact, marks[path])
        kept, known = split_uids(person.kept)
        person = replace(person, kept=kept, note=kept_note(kept))
        people.append(Leaving(marks[path], contact, person, known))
    return Outgoing(tuple(people), tuple(held), tuple(wrong))


def table_of(people: Iterable[Leaving]) -> str:
    """Give the table of ``export csv``."""
    rows = (row_of(each.person, each.contact.profile.uid) for each in people)
    return render_table(COLUMNS, rows)


def document_of(snapshot: Snapshot, contacts: Iterable[Contact], today: date) -> str:
    """Give the document of ``export json``; docs/export.schema.json is its form."""
    wrong: dict[str, list[dict[str, object]]] = {}
    for each in snapshot.problems:
        said = {"line": each.line, "code": each.code, "message": each.message}
        wrong.setdefault(each.path, []).append(said)
    people = [
        whole_json(know(snapshot, contact, today), note_of(snapshot, contact))
        | {"problems": wrong.get(contact.profile.path, [])}
        for contact in contacts
    ]
    whole = {"format": JSON_FORMAT, "version": JSON_VERSION, "people": people}
    text = json.dumps(whole, ensure_ascii=False, indent=2, default=str, allow_nan=False)
    return f"{text}\n"


def is_ours(form: str, data: bytes) -> bool:
    """Tell whether a file looks like one of ours, so that it may be written anew."""
    begins = data.removeprefix(b"\xef\xbb\xbf").startswith(_BEGINS[form])
    return begins and (form != "vcard" or _PRODUCT in data[:200])


def _not_read(path: NotePath, note: Note | None) -> Problem:
    line = note.problems[0].line if note and note.problems else 0
    message = (
        "its fields cannot be read, so nothing is told of this person; vaultnet check"
        " says more"
    )
    return Problem(path, line, "export", message)


@dataclass(frozen=True, slots=True)
class _Taking:
    """A note and what it refers to, taken along; ``wrong`` gathers what cannot be."""

    snapshot: Snapshot
    note: Note
    wrong: list[Problem]

    def person(self, contact: Contact, uid: str) -> Person:
        """Give the person, with kept lines and picture out of files of the vault."""
        dialect, config = self.snapshot.reading.dialect, self.snapshot.config
        person = person_of(self.note, contact.profile, dialect, config.people, uid)
        kept = tuple(chain.from_iterable(map(self._kept, person.kept)))
        photo = person.photo
        found = self._picture(photo) if isinstance(photo, str) else None
        return replace(person, kept=kept, photo=found)

    def _kept(self, line: str) -> tuple[str, ...]:
        target = linked_file(line)
        if target is None:
            return (line,)
        data = read_linked(self.snapshot, target, self.note.path)
        if data is None:
            self._complain(f"[[{target}]] holds lines of a card, and cannot be read")
            return ()
        return parse_aside(data)

    def _picture(self, photo: str) -> Photo | str | None:
        found = find_picture(self.snapshot, self.note, photo)
        if found is None:
            self._complain(
                f"“{photo[:60]}” is no picture that can be read (jpeg, png, gif or"
                " webp, at most 4 MB); the person goes out without it"
            )
        return found

    def _complain(self, message: str) -> None:
        self.wrong.append(Problem(self.note.path, 0, "export", message))
