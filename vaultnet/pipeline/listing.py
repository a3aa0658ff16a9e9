"""The list of a weekly note, read back: who stands on it, and who was contacted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vaultnet.core.dates.week import Week
from vaultnet.core.kinds import Kind
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.visible import link_target
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.plan import CheckIn, Plan, Reason
from vaultnet.core.planning.rhythm import stand
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.note import read_due
from vaultnet.pipeline.snapshot import Snapshot


def listed_people(snapshot: Snapshot, note: Note) -> set[str]:
    """Give the paths of all whom the note has ever listed."""
    field = note.fields.get("listed")
    found = (
        snapshot.linker.resolve(link_target(source), note.path)
        for source in (field.sources if field else ())
    )
    return {path for path in found if path}


def check_ins_on(
    snapshot: Snapshot, plan: Plan, note: Note, task: str | None = None
) -> tuple[CheckIn, ...]:
    """The check-ins of the note's lines; only those with this box, if one is named."""
    planned = {
        each.contact.profile.path: each for each in (*plan.check_ins, *plan.beyond)
    }
    people = snapshot.people()
    found: dict[str, CheckIn] = {}
    for line in read_due(note):
        path = snapshot.linker.resolve(line.target, note.path)
        if path in people and path is not None and task in (None, line.task):
            found[path] = planned.get(NotePath(path)) or _unplanned(
                snapshot, people[path], plan.week
            )
    return tuple(found.values())


def boxes_to_set(
    snapshot: Snapshot, note: Note, week: Week, today: date
) -> Mapping[int, str]:
    """The boxes of those who were contacted this week in some other way."""
    people = snapshot.people()
    boxes: dict[int, str] = {}
    for line in read_due(note):
        path = snapshot.linker.resolve(line.target, note.path)
        contact = people.get(path or "")
        mark = contacted_in(contact, week, today) if contact else None
        if mark is not None and line.task == " ":
            boxes[line.line] = mark
    return boxes


def contacted_in(contact: Contact, week: Week, today: date) -> str | None:
    """Give the mark for a contact of this week: ``/`` for no answer yet, ``x``."""
    kinds = {
        each.kind for each in contact.history if each.on in week and each.on <= today
    }
    if not kinds:
        return None
    return "/" if kinds == {Kind.SENT} else "x"


def _unplanned(snapshot: Snapshot, contact: Contact, week: Week) -> CheckIn:
    """A check-in that stands on the list though the plan would not have it now."""
    standing = stand(contact, snapshot.config.rhythm, before=week.monday)
    return CheckIn(
        contact,
        Reason.CARD if standing.is_card else Reason.RHYTHM,
        standing.due_on,
        standing.last_contact,
        standing.interval_days,
        0.0,
    )
