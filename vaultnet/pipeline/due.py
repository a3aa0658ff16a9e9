"""Contacts -> plan: who is due in a week, and the note on which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vaultnet.adapters.vault import Unreadable
from vaultnet.core.dates.week import Week
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.planning.plan import Plan, make_plan
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.note import has_list, week_path
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.listing import check_ins_on, contacted_in
from vaultnet.pipeline.prompting import Open, with_prompts
from vaultnet.pipeline.snapshot import Snapshot


def plan_week(snapshot: Snapshot, week: Week) -> Plan:
    """Give the plan of a week."""
    return make_plan(snapshot.network.contacts, snapshot.config, week)


def open_check_ins(snapshot: Snapshot, plan: Plan, today: date) -> tuple[Open, ...]:
    """Give the open check-ins of a plan's week, in their order.

    The open lines of the week's note where there is one whose list can be read,
    else those of the plan who have not been contacted in the week.
    """
    note = readable(snapshot, week_note_path(snapshot, plan.week))
    if note is not None and has_list(note):
        return listed_check_ins(snapshot, plan, today, note)
    waiting = [
        each
        for each in plan.check_ins
        if contacted_in(each.contact, plan.week, today) is None
    ]
    return with_prompts(snapshot, waiting, plan.week, today)


def listed_check_ins(
    snapshot: Snapshot, plan: Plan, today: date, note: Note
) -> tuple[Open, ...]:
    """Give the open check-ins as a week's note lists them."""
    check_ins = check_ins_on(snapshot, plan, note, " ")
    return with_prompts(snapshot, check_ins, plan.week, today)


def beyond_week(
    snapshot: Snapshot, plan: Plan, today: date, opens: Sequence[Open]
) -> tuple[Open, ...]:
    """Give those who are due as well and for whom the week has no room."""
    listed = {each.check_in.contact.profile.path for each in opens}
    rest = [each for each in plan.beyond if each.contact.profile.path not in listed]
    return with_prompts(snapshot, rest, plan.week, today)


def week_note_path(snapshot: Snapshot, week: Week) -> NotePath:
    """Give where a week's note lies: it is known by its ``week`` field."""
    usual = week_path(snapshot.config.week, week)
    weekly = snapshot.network.weekly
    found = sorted(path for path, each in weekly.items() if each.week == str(week))
    return usual if usual in found or not found else found[0]


def readable(snapshot: Snapshot, path: NotePath) -> Note | None:
    """Give a note, None where there is none. Raises RefusedToWrite for a bad one."""
    try:
        data = snapshot.vault.read_or_none(path)
    except Unreadable as reason:
        raise RefusedToWrite(f"{path}: {reason}") from None
    return None if data is None else readable_note(path, data)


def readable_note(path: NotePath, data: bytes) -> Note:
    """Give the note that bytes hold. Raises RefusedToWrite for a bad one."""
    note = parse_note(path, data)
    if any(each.code == "encoding" for each in note.problems):
        raise RefusedToWrite(f"{path}: {note.problems[0].message}")
    return note
