"""The list of a weekly note, read back: who stands on it, and who was contacted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vaultnet.core.dates.week import Week
from vaultnet.core.kinds import Kind
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.notes.visible import link_target
from vaultnet.core.people.interactions import Source
from vaultnet.core.people.listing import DONE, SENT, read_lines
from vaultnet.core.people.mentions import counted
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.plan import CheckIn, Plan, Reason
from vaultnet.core.planning.rhythm import stand
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.inbox import Item, read_inbox
from vaultnet.pipeline.extras import occasions_of
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
    occasions = occasions_of(snapshot, week)
    cleared = _cleared(snapshot, note)
    boxes: dict[int, str] = {}
    for line in read_lines(note):
        path = snapshot.who.meant(line.target, note.path)
        if path is None or path in cleared or line.mark != " " or line.has_words:
            continue
        key = None if path in written else str(week)
        since = occasions[path].on if line.is_extra and path in occasions else None
        mark = contacted_in(people[path], week, today, without=key, since=since)
        if mark is not None:
            boxes[line.line] = mark
    return boxes


def boxes_set_by_us(snapshot: Snapshot, note: Note) -> set[NotePath]:
    """Give whose box is as vaultnet has set it, as far as this device knows.

    The newest write that saw the box open, or left it open, tells: only if it left it
    set as it is now has nobody else done so.
    """
    now = _marks(snapshot, note.path, note.text.encode())
    found: set[NotePath] = set()
    decided: set[NotePath] = set()
    for written in snapshot.vault.writes(note.path):
        before = _marks(snapshot, note.path, written.before)
        after = _marks(snapshot, note.path, written.after)
        for path, mark in after.items():
            if path not in decided and " " in (mark, before.get(path)):
                decided.add(path)
                if mark in (*DONE, SENT) and mark == now.get(path):
                    found.add(path)
    return found


def _cleared(snapshot: Snapshot, note: Note) -> set[NotePath]:
    """Whose box was set when vaultnet last wrote this note, and is open now."""
    last = next(snapshot.vault.writes(note.path), None)
    before = _marks(snapshot, note.path, last.after if last else None)
    now = _marks(snapshot, note.path, note.text.encode())
    return {
        path
        for path, mark in before.items()
        if mark in (*DONE, SENT) and now.get(path) == " "
    }


def _marks(
    snapshot: Snapshot, path: NotePath, data: bytes | None
) -> dict[NotePath, str]:
    if data is None:
        return {}
    note = parse_note(path, data)
    found = ((snapshot.who.meant(e.target, path), e.mark) for e in read_lines(note))
    return {who: mark for who, mark in found if who is not None}


def boxes_to_open(
    snapshot: Snapshot, note: Note, week: Week, today: date
) -> Mapping[int, str]:
    """The boxes that vaultnet set for a contact that is written down nowhere any more.

    Left alone are those on which anybody wrote.
    """
    people = snapshot.people()
    bare: dict[NotePath, int] = {}
    for line in read_lines(note):
        path = snapshot.who.meant(line.target, note.path)
        is_bare = not line.has_words and line.done_on is None
        if path is None or not is_bare or not (line.is_done or line.mark == SENT):
            continue
        if contacted_in(people[path], week, today) is None:
            bare[path] = line.line
    ours = boxes_set_by_us(snapshot, note) if bare else set()
    return {line: " " for path, line in bare.items() if path in ours}


def contacted_in(
    contact: Contact,
    week: Week,
    today: date,
    *,
    without: str | None = None,
    since: date | None = None,
) -> str | None:
    """Give the mark for a contact of this week: ``/`` for no answer yet, ``x``.

    Entries with the week key ``without`` and those before ``since`` are left out. A
    bare date in a field tells of nothing: a tick moves it on, and it stays when the
    entry is deleted.
    """
    kinds = {
        each.kind
        for each in contact.history
        if each.on in week
        and each.on <= today
        and each.source is not Source.FIELD
        and (without is None or each.week_key != without)
        and (since is None or each.on >= since)
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
