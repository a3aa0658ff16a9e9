"""Ticks on favours and on names without a note, brought home from weekly notes."""

from __future__ import annotations

from collections.abc import Iterator

from vaultnet.core.notes.note import Note
from vaultnet.core.people.favour_edits import set_favour_mark
from vaultnet.core.people.favours import Favour, favour_key
from vaultnet.core.people.listing import DONE, SKIPPED
from vaultnet.core.people.network import Contact
from vaultnet.core.values import NotePath, Problem, stem
from vaultnet.core.weekly.also import ExtraItem, read_extra_items, words_behind
from vaultnet.pipeline.contact_edits import change_contact
from vaultnet.pipeline.people import new_contact
from vaultnet.pipeline.rendering import open_templates
from vaultnet.pipeline.snapshot import Snapshot


def take_favours(snapshot: Snapshot, note: Note, *, dry: bool) -> Iterator[str]:
    """Mark in people's notes what was ticked in a weekly note; says what, a line each.

    Raises RefusedToWrite where a note must not be written.
    """
    for item, contact, favour in favours_on(snapshot, note):
        mark = "x" if item.mark in DONE else item.mark
        if mark not in ("x", SKIPPED) or not favour.is_open:
            continue
        if is_taken(snapshot, contact, favour):
            continue  # the user has opened it again in their note
        words = words_behind(item, favour) or ""
        path = contact.profile.path
        if _mark(snapshot, path, favour, mark, words, dry=dry):
            said = "done" if mark == "x" else "declined"
            yield f"{path}: favour {said}: {favour.text}"


def take_offers(snapshot: Snapshot, note: Note, *, dry: bool) -> Iterator[str]:
    """Make the notes whose offer was ticked; says which, a line each.

    Raises RefusedToWrite where that cannot be done.
    """
    for item in read_extra_items(note):
        is_there = snapshot.linker.resolve(item.target, note.path) is not None
        if not (item.is_offer and item.mark in DONE) or is_there:
            continue
        templates = open_templates(snapshot)
        name = stem(item.target.partition("#")[0]).strip()
        about = {"by": "offer", "name": name}
        path, _ = new_contact(snapshot, templates, name, {}, (), dry=dry, about=about)
        yield f"{path}: a note for {name}"


def is_taken(snapshot: Snapshot, contact: Contact, favour: Favour) -> bool:
    """Tell whether a tick on this favour was brought home, as this device knows."""
    key = favour_key(favour)
    writes = snapshot.vault.writes(contact.profile.path)
    return any(each.about.get("favour") == key for each in writes)


def unticked_favours(snapshot: Snapshot, note: Note) -> Iterator[Problem]:
    """Give a problem for each box that was cleared after its tick was brought home."""
    for item, contact, favour in favours_on(snapshot, note):
        is_closed = item.mark == " " and not favour.is_open
        if is_closed and is_taken(snapshot, contact, favour):
            yield Problem(
                note.path,
                item.line,
                "unticked",
                f"the box of a favour of {contact.profile.name} is open again, and"
                f" closed in their note ({contact.profile.path}:{favour.line}); open it"
                " there as well if it is still to be done",
            )


def lost_favours(snapshot: Snapshot, note: Note) -> Iterator[Problem]:
    """Give a problem for each ticked favour that is not in the person's note."""
    known = {item.line for item, _, _ in favours_on(snapshot, note)}
    for item in read_extra_items(note):
        is_ticked = item.mark in (*DONE, SKIPPED) and not item.is_offer
        if is_ticked and item.line not in known:
            yield Problem(
                note.path,
                item.line,
                "tick",
                f"the favour of [[{item.target}]] on this line is not in their note"
                " (any more, or with other words); mark it there",
            )


def favours_on(
    snapshot: Snapshot, note: Note
) -> Iterator[tuple[ExtraItem, Contact, Favour]]:
    """Give the lines of a weekly note about favours, with whose and which they are."""
    people = snapshot.people()
    for item in read_extra_items(note):
        path = snapshot.who.meant(item.target, note.path)
        if path is None or item.is_offer:
            continue
        contact = people[path]
        favours = sorted(contact.favours, key=lambda each: not each.is_open)
        fits = (each for each in favours if words_behind(item, each) is not None)
        favour = next(fits, None)
        if favour is not None:
            yield item, contact, favour


def _mark(
    snapshot: Snapshot,
    path: NotePath,
    favour: Favour,
    mark: str,
    words: str,
    *,
    dry: bool,
) -> bool:
    return change_contact(
        snapshot,
        path,
        lambda note: set_favour_mark(note, favour, mark, words),
        dry=dry,
        about={"by": "favour", "contact": path, "favour": favour_key(favour)},
    )
