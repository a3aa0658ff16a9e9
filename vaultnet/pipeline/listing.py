"""The list of a weekly note, read back: who stands on it, and who was contacted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vaultnet.core.dates.week import Week
from vaultnet.core.kinds import Kind
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.visible import link_target
from vaultnet.core.people.listing import read_lines
from vaultnet.core.people.mentions import counted
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.plan import CheckIn, Plan, Reason
from vaultnet.core.planning.rhythm import stand
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.inbox import Item, read_inbox
from vaultnet.pipeline.snapshot import Snapshot


def listed_people(snapshot: Snapshot, note: Note) -> set[str]:
    """Give the paths of all whom the note has ever listed."""
    field = note.fields.get("listed")
    found = (
        snapshot.who.meant(link_target(source), note.path)
        for source in (field.sources if field else ())
    )
    return {path for path in found if path}


def people_on(snapshot: Snapshot, note: Note) -> set[str]:
    """Give the paths of all who stand on a line of the note."""
    found = (snapshot.who.meant(each.target, note.path) for each in read_lines(note))
    return {path for path in found if path}


def check_ins_on(
    snapshot: Snapshot, plan: Plan, note: Note, mark: str | None = None
) -> tuple[CheckIn, ...]:
    """The check-ins of the note's lines; only those with this box, if one is named."""
    planned = {
        each.contact.profile.path: each for each in (*plan.check_ins, *plan.beyond)
    }
    people = snapshot.people()
    found: dict[str, CheckIn] = {}
    for line in read_lines(note):
        path = snapshot.who.meant(line.target, note.path)
        if path is None or line.is_extra or mark not in (None, line.mark):
            continue
        found[path] = planned.get(path) or unplanned(snapshot, people[path], plan.week)
    return tuple(found.values())


def boxes_to_set(
    snapshot: Snapshot, note: Note, week: Week, today: date
) -> Mapping[int, str]:
    """The boxes of those who were contacted this week in some other way.

    What came from ticks in this very note is no other way: a box that is open in
    spite of it was cleared by the user, and stays so. Words on a line may be meant
    for later; only their user can say by a tick that they belong into a log.
    """
    people = snapshot.people()
    written = inbox_by_person(snapshot, note, week)
    boxes: dict[int, str] = {}
    for line in read_lines(note):
        path = snapshot.who.meant(line.target, note.path)
        if path is None or line.mark != " " or line.has_words:
            continue
        key = None if path in written else str(week)
        mark = contacted_in(people[path], week, today, without=key)
        if mark is not None:
            boxes[line.line] = mark
    return boxes


def contacted_in(
    contact: Contact, week: Week, today: date, *, without: str | None = None
) -> str | None:
    """Give the mark for a contact of this week: ``/`` for no answer yet, ``x``.

    Entries with the week key ``without`` are left out.
    """
    kinds = {
        each.kind
        for each in contact.history
        if each.on in week
        and each.on <= today
        and (without is None or each.week_key != without)
    }
    if not kinds:
        return None
    return "/" if kinds == {Kind.SENT} else "x"


def inbox_by_person(
    snapshot: Snapshot, note: Note, week: Week
) -> dict[NotePath, list[tuple[str, Item]]]:
    """The items of the inbox by whom they count for, with the link that says so."""
    found: dict[NotePath, list[tuple[str, Item]]] = {}
    for item in read_inbox(note, snapshot.config.week.inbox, week.monday):
        named = {
            each.target: path
            for each in item.told.mentions
            if (path := snapshot.who.meant(each.target, note.path)) is not None
        }
        for person in counted(item.told, named, "first"):
            target = next(each for each, path in named.items() if path == person)
            found.setdefault(NotePath(person), []).append((target, item))
    return found


def unplanned(snapshot: Snapshot, contact: Contact, week: Week) -> CheckIn:
    """Give a check-in for somebody whom the plan would not have now."""
    standing = stand(contact, snapshot.config.rhythm, before=week.monday)
    return CheckIn(
        contact,
        Reason.CARD if standing.is_card else Reason.RHYTHM,
        standing.due_on,
        standing.last_contact,
        standing.interval_days,
        0.0,
    )
