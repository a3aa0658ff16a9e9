"""Favours: written into a contact's note, and told from it."""

from __future__ import annotations

from vaultnet.core.notes.note import Note
from vaultnet.core.people.entering import Entered, enter_favour
from vaultnet.core.people.favour_edits import NewFavour
from vaultnet.core.people.favours import Favour
from vaultnet.core.people.network import Contact
from vaultnet.errors import WrongUsage
from vaultnet.pipeline.contact_edits import change_contact
from vaultnet.pipeline.people import find_contact
from vaultnet.pipeline.snapshot import Snapshot


def write_favour(
    snapshot: Snapshot, contact: Contact, new: NewFavour, *, dry: bool
) -> Entered:
    """Write a favour into a contact's note, or mark the open one that it answers.

    Raises WrongUsage where several open ones could be meant, and RefusedToWrite
    where the note must not be written.
    """
    found: list[Entered] = []

    def enter(note: Note) -> str:
        entered = enter_favour(
            note,
            new,
            log_headings=snapshot.config.log.headings,
            daily_format=snapshot.reading.daily_format,
        )
        found.append(entered)
        return entered.text

    change_contact(snapshot, contact.profile.path, enter, dry=dry)
    return found[-1]


def link_to(snapshot: Snapshot, contact: Contact, name: str) -> str:
    """Write the link to whom a contact is introduced. Raises as find_contact does."""
    other = find_contact(snapshot, name).profile
    if other.path == contact.profile.path:
        raise WrongUsage(f"{name!r} is {other.name} again; name somebody else")
    return snapshot.linker.link_text(other.path)


def favour_json(favour: Favour) -> dict[str, object]:
    """Give a favour as ``show --json`` has it."""
    return {
        "line": favour.line,
        "task": favour.mark,
        "text": favour.written,
        "kind": favour.kind,
        "date": favour.on,
        "what": favour.text,
        "minutes": favour.minutes,
        "reason": favour.reason,
        "to": favour.to,
        "open": favour.is_open,
    }
