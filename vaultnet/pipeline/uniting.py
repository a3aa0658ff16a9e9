"""Files -> files: two notes of one person made into one, because of a wish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from vaultnet.adapters.vault import Unreadable
from vaultnet.core.linking import Linker
from vaultnet.core.merging.persons import (
    Differs,
    Habits,
    UnitedPerson,
    unite_persons,
)
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.people.network import Contact
from vaultnet.core.relinking import Route, relink
from vaultnet.core.values import NotePath
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.contact_edits import change_contact, read_writable
from vaultnet.pipeline.people import find_contact
from vaultnet.pipeline.snapshot import Snapshot
from vaultnet.pipeline.trash import free_place, move_to_trash


@dataclass(slots=True)
class Uniting:
    """What came of uniting two notes, or would come of it.

    ``place`` is where the second note is now; ``rewritten`` are the notes whose
    links were led to the first one, ``left`` says of others why they were not.
    """

    path: NotePath
    removed: NotePath
    place: str
    before: str
    after: str
    differs: tuple[Differs, ...]
    rewritten: list[NotePath] = field(default_factory=list)
    left: dict[NotePath, str] = field(default_factory=dict)


def find_pair(snapshot: Snapshot, one: str, other: str) -> tuple[Contact, Contact]:
    """Give the two contacts that are to be one; they may be the same already.

    An exact path goes before all other names. Raises as ``find_contact`` does.
    """
    people = snapshot.people()
    first, second = (
        people.get(each) or people.get(f"{each}.md") or find_contact(snapshot, each)
        for each in (one, other)
    )
    return first, second


def united_before(snapshot: Snapshot, contact: Contact, name: str) -> Uniting | None:
    """Give what came of taking in a note that had this name, None for no such."""
    gone = Linker(f"{each}.md" for each in contact.profile.formerly)
    path = contact.profile.path
    removed = gone.resolve(name, NotePath(""))
    if removed is None:
        return None
    text = _read(snapshot, path).text
    return Uniting(path, NotePath(removed), "", text, text, ())


def habits_of(snapshot: Snapshot) -> Habits:
    """Give how the notes of a vault are written."""
    return Habits(
        dialect=snapshot.reading.dialect,
        headings=snapshot.config.log.headings,
        daily_format=snapshot.reading.daily_format,
        name_prefix=snapshot.config.people.name_prefix,
    )


def unite_contacts(
    snapshot: Snapshot, path: NotePath, other: NotePath, *, dry: bool
) -> Uniting:
    """Put all that another note says into a contact's note, the other into the trash.

    The note is written first, and the other one only goes once all of it stands
    there. Raises RefusedToWrite where one of the two must not be written; then both
    are as they were.
    """
    snapshot.vault.check_no_merge()
    theirs, ours = _read(snapshot, other), _read(snapshot, path)
    found: list[UnitedPerson] = []

    def edit(note: Note) -> str:
        found.append(unite_persons(note, theirs, habits_of(snapshot)))
        return found[-1].text

    change_contact(snapshot, path, edit, dry=dry)
    place = free_place(snapshot, other)
    if not dry:
        try:
            move_to_trash(snapshot, other, place, note_bytes(theirs, theirs.text))
        except RefusedToWrite:
            change_contact(snapshot, path, partial(_back, found[-1], ours), dry=False)
            raise
    united = found[-1]
    return Uniting(path, other, place, ours.text, united.text, united.differs)


def lead_links(snapshot: Snapshot, done: Uniting, *, dry: bool) -> None:
    """Lead the links that meant the note that is gone to the one that took it in.

    Weekly notes and the note of cards stay as they are: their lines are known by
    their links, and old names count there. Notes that cannot be written now, or not
    for sure, are left, with the reason.
    """
    after = Linker(each for each in snapshot.linker.paths if each != done.removed)
    gone = Linker([done.removed])
    kept = {*snapshot.network.weekly, done.removed}
    for path in snapshot.files.notes:
        if path in kept:
            continue
        is_old = partial(_means, snapshot.linker, gone, path)
        route = Route(is_old, done.path, after)
        if _is_lead(snapshot, path, route, done, dry=dry):
            done.rewritten.append(path)


def _is_lead(
    snapshot: Snapshot, path: NotePath, route: Route, done: Uniting, *, dry: bool
) -> bool:
    try:
        note = _note_now(snapshot, path, done if dry else None)
        if note is None or not _has_old(note, route.is_old) or _is_cards(note):
            return False
        change = partial(relink, route=route)
        if dry:
            return change(note) != note.text
        return change_contact(snapshot, path, change, dry=False)
    except RefusedToWrite as reason:
        done.left[path] = str(reason)
        return False


def _means(linker: Linker, gone: Linker, source: NotePath, target: str) -> bool:
    """Tell whether a link means a note that is going, or is gone already."""
    found = linker.resolve(target, source)
    if found is None:
        return gone.resolve(target, source) in gone.paths
    return found in gone.paths


def _note_now(
    snapshot: Snapshot, path: NotePath, planned: Uniting | None
) -> Note | None:
    if planned is not None and path == planned.path:
        return parse_note(path, planned.after.encode())
    try:
        return snapshot.read(path)
    except Unreadable:
        return None


def _has_old(note: Note, is_old: Callable[[str], bool]) -> bool:
    links = (*note.frontmatter_links, *note.body.links)
    return any(is_old(each.target) for each in links)


def _is_cards(note: Note) -> bool:
    kind = note.fields.get("type")
    return kind is not None and kind.value == "vaultnet-cards"


def _read(snapshot: Snapshot, path: NotePath) -> Note:
    try:
        return read_writable(path, snapshot.vault.read_or_none(path))
    except Unreadable as reason:
        raise RefusedToWrite(f"{path}: {reason}") from None


def _back(united: UnitedPerson, before: Note, now: Note) -> str | None:
    """Give the text from before, unless somebody wrote into the note since."""
    return before.text if now.text == united.text else None
