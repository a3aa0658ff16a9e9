"""People from files, written into notes: new ones made, others added to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from uuid import uuid4

from vaultnet.adapters.templates import Job, Templates
from vaultnet.core.exchange.differing import Differs, differing_name
from vaultnet.core.exchange.entry import is_plain_uid, plain_fields
from vaultnet.core.exchange.file_names import file_names
from vaultnet.core.exchange.incoming import TakenIn, take_in, without_parts
from vaultnet.core.notes.edit import set_field
from vaultnet.core.notes.neutral import neutral
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.people.profile import Profile
from vaultnet.core.values import NotePath, fold, safe_name, stem
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.contact_edits import change_contact
from vaultnet.pipeline.due import readable
from vaultnet.pipeline.importing.attachments import Attached, Attachments
from vaultnet.pipeline.importing.matching import Entry, Matched, Somebody
from vaultnet.pipeline.people import contact_job, folder_for_new, write_new
from vaultnet.pipeline.snapshot import Snapshot

_AT_ONCE = 200
"""So many notes to one child process where the template is the user's own."""

Through = Callable[[Sequence["Somebody"]], Iterable["Somebody"]]
"""Passes people through, perhaps with a bar that shows how far it is."""


class Fate(StrEnum):
    """What becomes of somebody's entries."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the entries of one person, and of which note.

    ``added`` says what came into the note, ``differs`` what stands there otherwise
    and was left, ``left`` what could not be written, and why.
    """

    entries: tuple[Entry, ...]
    fate: Fate
    path: NotePath
    added: tuple[str, ...] = ()
    differs: tuple[Differs, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(slots=True)
class Imported:
    """What an import did, a row for each person, in the order of the files."""

    rows: list[Row] = field(default_factory=list)

    def paths(self, fate: Fate) -> list[NotePath]:
        """Give the notes with this fate."""
        return [row.path for row in self.rows if row.fate is fate]


def import_people(
    snapshot: Snapshot,
    templates: Templates,
    matched: Matched,
    *,
    dry: bool,
    through: Through = lambda people: people,
) -> Imported:
    """Write what files say of people; ``dry`` only sees what would be written.

    A note that must not be written is left, said in its row, and keeps no other
    from being written. Raises MergeUnderWay.
    """
    snapshot.vault.check_no_merge()
    writing = _Writing(snapshot, Attachments(snapshot), dry=dry)
    new = [each for each in matched.people if each.contact is None]
    drafts = iter(_drafts(snapshot, templates, new))
    done = Imported()
    for somebody in through(matched.people):
        if somebody.contact is None:
            row = writing.create(next(drafts))
        else:
            row = writing.update(somebody, somebody.contact.profile)
        done.rows.append(row)
    return done


@dataclass(frozen=True, slots=True)
class _Draft:
    """The note of somebody new, as the template makes it."""

    somebody: Somebody
    path: NotePath
    text: str


def _drafts(
    snapshot: Snapshot, templates: Templates, new: Sequence[Somebody]
) -> Iterator[_Draft]:
    place = folder_for_new(snapshot)
    taken = {fold(stem(path)) for path in snapshot.files.notes}
    paths = [NotePath(f"{place}{_free_name(each, taken)}.md") for each in new]
    dialect = snapshot.reading.dialect
    uids = {each.profile.uid for each in snapshot.network.contacts}
    jobs = [
        _job(each, path, uids, dialect) for each, path in zip(new, paths, strict=True)
    ]
    texts = (
        text
        for start in range(0, len(jobs), _AT_ONCE)
        for text in templates.render_all(jobs[start : start + _AT_ONCE])
    )
    for somebody, path, text in zip(new, paths, texts, strict=True):
        yield _Draft(somebody, path, text)


def _free_name(somebody: Somebody, taken: set[str]) -> str:
    """Give a name of a file that no note has: with the company, else a number."""
    person = somebody.entries[0].person
    company = next(iter(person.fields.get("company", ())), "")
    tries = file_names(person.name, company)
    name = next(each for each in tries if fold(each) not in taken)
    taken.add(fold(name))
    return name


def _job(
    somebody: Somebody, path: NotePath, uids: set[str | None], dialect: Dialect
) -> Job:
    """Give the template's work: all fields but the names, tags and card lines."""
    entry = somebody.entries[0]
    name, values = neutral(entry.person.name), plain_fields(entry.person)
    uid = entry.person.uid
    if uid is None or uid in uids or not is_plain_uid(uid):
        uid = str(uuid4())  # the card's own stays among its lines
    uids.add(uid)
    fields = {
        dialect.own(key): each
        for key, each in values.items()
        if key not in ("aliases", "tags")
    }
    return contact_job(
        name,
        {**fields, dialect.own("imported_from"): (entry.book.source,)},
        (),
        aliases=() if stem(path) == name else (name,),
        uid=uid,
    )


class _Writing:
    """Writes one person after the other, each with what goes beside the note."""

    def __init__(
        self, snapshot: Snapshot, attachments: Attachments, *, dry: bool
    ) -> None:
        self._snapshot = snapshot
        self._attachments = attachments
        self._dry = dry

    def create(self, draft: _Draft) -> Row:
        """Make the note of somebody new."""
        entries = tuple(draft.somebody.entries)
        note = parse_note(draft.path, draft.text.encode())
        try:
            note = self._marked(note, entries[0].book.source)
            dialect = self._snapshot.reading.dialect
            note = without_parts(note, dialect, entries[0].person)
            attached = self._attach(note, entries)
            taken = self._take(note, entries, attached)
            self._drop_unlinked(note, taken, attached)
            if not self._dry:
                self._write_files(attached)
                write_new(self._snapshot, draft.path, taken.text)
        except RefusedToWrite as refused:
            return _refused(entries, draft.path, refused)
        return _row(entries, Fate.CREATED, draft.path, taken, attached)

    def update(self, somebody: Somebody, profile: Profile) -> Row:
        """Add what is new to the note of somebody who has one."""
        entries, path = tuple(somebody.entries), profile.path
        found: list[TakenIn] = []
        try:
            note = readable(self._snapshot, path)
            attached = self._attach(note, entries) if note else Attached()

            def edit(now: Note) -> str | None:
                found.append(self._take(now, entries, attached))
                return found[-1].text

            changed = change_contact(self._snapshot, path, edit, dry=True)
            if note:
                self._drop_unlinked(note, found[-1], attached)
            if not self._dry and (changed or attached.files):
                self._write_files(attached)
                change_contact(self._snapshot, path, edit, dry=False)
        except RefusedToWrite as refused:
            return _refused(entries, path, refused)
        row = _row(entries, Fate.UPDATED, path, found[-1], attached)
        if not (changed or attached.files):
            row = replace(row, fate=Fate.REFUSED if found[-1].left else Fate.UNCHANGED)
        return replace(row, differs=(*_other_names(entries, profile), *row.differs))

    def _marked(self, note: Note, source: str) -> Note:
        """Make sure that a new note is a card, whatever the user's template says."""
        dialect = self._snapshot.reading.dialect
        if dialect.sort(note.fields).get("imported_from"):
            return note
        text = set_field(note, dialect.own("imported_from"), source)
        return parse_note(note.path, note_bytes(note, text))

    def _attach(self, note: Note, entries: Sequence[Entry]) -> Attached:
        return self._attachments.attach(note, [each.person for each in entries])

    def _drop_unlinked(self, note: Note, taken: TakenIn, attached: Attached) -> None:
        """Keep the files to which the note will link; a field may have refused it."""
        if not attached.files:
            return
        after = parse_note(note.path, note_bytes(note, taken.text))
        attached.files = self._attachments.linked(after, attached.files)

    def _write_files(self, attached: Attached) -> None:
        for path, data in attached.files.items():
            self._snapshot.vault.change(path, partial(_always, data))

    def _take(
        self, note: Note, entries: Sequence[Entry], attached: Attached
    ) -> TakenIn:
        """Take one entry after the other into a note, in memory."""
        whole = TakenIn(note.text)
        for entry in entries:
            one = take_in(
                note,
                self._snapshot.reading.dialect,
                entry.person,
                self._snapshot.config.people.region,
                photo=attached.photo,
                beside=attached.beside,
                aside=attached.aside,
            )
            note = parse_note(note.path, note_bytes(note, one.text))
            whole = whole.then(one)
        return whole


def _always(data: bytes, _now: bytes | None) -> bytes:
    return data


def _refused(
    entries: tuple[Entry, ...], path: NotePath, refused: RefusedToWrite
) -> Row:
    return Row(entries, Fate.REFUSED, path, left=(str(refused),))


def _row(
    entries: tuple[Entry, ...],
    fate: Fate,
    path: NotePath,
    taken: TakenIn,
    attached: Attached,
) -> Row:
    left = (*taken.left, *attached.left)
    added = taken.added or tuple(sorted(attached.files))
    differs = (*taken.differs, *attached.differs)
    return Row(entries, fate, path, added, differs, left)


def _other_names(entries: Iterable[Entry], profile: Profile) -> Iterator[Differs]:
    """Say who is called otherwise: whose name is new, and whoever was renamed.

    A card of a folder that is kept in step had the name of the note, so another one
    is somebody's wish, also where it is an alias already.
    """
    own = (profile.name, stem(profile.path))
    signed = [each for each in profile.aliases if safe_name(each) == profile.name]
    for entry in entries:
        others = signed if entry.book.is_in_step else profile.aliases
        if differs := differing_name((*own, *others), entry.person):
            yield differs
