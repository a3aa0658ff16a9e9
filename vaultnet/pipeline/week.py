"""Contacts -> plan -> render -> files: the week, planned and written down."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.adapters.templates import Templates
from vaultnet.core.dates.week import Week
from vaultnet.core.linking import Linker
from vaultnet.core.notes.note import Note, State
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.people.listing import DONE, SKIPPED
from vaultnet.core.planning.plan import (
    CheckIn,
    Plan,
    Reason,
)
from vaultnet.core.values import NotePath, Problem
from vaultnet.core.weekly.also import Extra
from vaultnet.core.weekly.note import (
    Change,
    Entry,
    current_path,
    has_list,
    render_current,
    render_week,
    update_week,
    with_boxes,
    with_marks,
)
from vaultnet.errors import NoVault, RefusedToWrite
from vaultnet.pipeline.due import (
    listed_check_ins,
    plan_week,
    readable,
    readable_note,
    week_note_path,
)
from vaultnet.pipeline.entries import make_entries, occasion_extras
from vaultnet.pipeline.extra_ticks import favours_on, is_taken
from vaultnet.pipeline.extras import favour_extras, occasions_of, offer_extras
from vaultnet.pipeline.indexing import has_conflict
from vaultnet.pipeline.listing import (
    boxes_to_open,
    boxes_to_set,
    check_ins_on,
    listed_people,
    people_on,
)
from vaultnet.pipeline.prompting import Open
from vaultnet.pipeline.rendering import render_body
from vaultnet.pipeline.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class WrittenWeek:
    """The week's note after it was brought up to date; ``text`` is all of it."""

    plan: Plan
    path: NotePath
    text: str
    written: bool
    problems: tuple[Problem, ...]


def write_week(
    snapshot: Snapshot, templates: Templates, week: Week, today: date, *, dry: bool
) -> WrittenWeek:
    """Bring the note of a week up to date; ``dry`` leaves the disk alone.

    Raises RefusedToWrite where the note cannot be written now.
    """
    if not dry:
        snapshot.vault.check_no_merge()
        _check_vault(snapshot)
    plan = plan_week(snapshot, week)
    path = week_note_path(snapshot, week)
    made = [_Made("", b"", ())]

    def bring_up_to_date(now: bytes | None) -> bytes:
        made.append(_made_week(snapshot, templates, plan, today, path, now))
        return made[-1].data

    if dry:
        bring_up_to_date(_read_bytes(snapshot, path))
    written = not dry and snapshot.vault.change(path, bring_up_to_date)
    if not dry and today in week:
        _write_current(snapshot, path)
    found = (*made[-1].problems, *templates.problems)
    problems = tuple(sorted(set(found)))
    return WrittenWeek(plan, path, made[-1].text, written, problems)


@dataclass(frozen=True, slots=True)
class _Made:
    """A week's note as it should be, as text and as the bytes of its file."""

    text: str
    data: bytes
    problems: tuple[Problem, ...]


def _made_week(
    snapshot: Snapshot,
    templates: Templates,
    plan: Plan,
    today: date,
    path: NotePath,
    data: bytes | None,
) -> _Made:
    """Give the week's note as it should be, from what it is now."""
    is_coming = plan.week.monday > today
    if data is None or (is_coming and snapshot.vault.is_ours(path, data)):
        text = make_week(snapshot, templates, plan, today, path)
        return _Made(text, text.encode(), ())
    note = readable_note(path, data)
    _check_ours(note, plan.week)
    if is_coming:  # the user's by now; what we wrote into it would pass for all ours
        return _Made(note.text, data, ())
    text, problems = _grown_week(snapshot, templates, plan, today, note)
    return _Made(text, note_bytes(note, text), problems)


def _check_vault(snapshot: Snapshot) -> None:
    """Raise NoVault for a folder that neither is called a vault nor holds people."""
    if not snapshot.network.contacts and not snapshot.vault.is_marked():
        raise NoVault(
            f"no people in {snapshot.vault.root}, and no .obsidian or vaultnet.toml;"
            " if this is the place, say vaultnet init there first"
        )


def _check_ours(note: Note, week: Week) -> None:
    """Raise RefusedToWrite for a note in conflict, of another week, or broken."""
    if has_conflict(note.text):
        raise RefusedToWrite(
            f"{note.path}: holds both sides of a conflict; mend it first"
        )
    if note.state is State.BROKEN:
        first = note.problems[0]
        raise RefusedToWrite(
            f"{note.path}:{first.line}: {first.message}; nothing was written"
        )
    field = note.fields.get("week")
    if field is not None and field.value not in (None, str(week)):
        raise RefusedToWrite(
            f"{note.path}: is the note of {field.value}, not of {week}; rename it"
        )


def listed_in(
    snapshot: Snapshot, written: WrittenWeek, today: date
) -> tuple[Open, ...]:
    """Give the open check-ins as the note lists them after its update."""
    note = parse_note(written.path, written.text.encode())
    return listed_check_ins(snapshot, written.plan, today, note)


def make_week(
    snapshot: Snapshot, templates: Templates, plan: Plan, today: date, path: NotePath
) -> str:
    """Give the text of a week's note as it is when there is none yet."""
    week = plan.week
    entries = make_entries(snapshot, templates, plan.check_ins, (), week, today)
    on_list = {each.path for each in entries}
    extras, spoken = _extras(snapshot, templates, plan, today, on_list, entries)
    body, lines = render_body(templates, plan, entries, extras)
    new = parse_note(path, render_week(body, week, entries, lines).encode())
    text, _ = update_week(new, Change(extras=extras, spoken=spoken))
    return _with_boxes(snapshot, parse_note(path, text.encode()), week, today)


def _grown_week(
    snapshot: Snapshot, templates: Templates, plan: Plan, today: date, note: Note
) -> tuple[str, tuple[Problem, ...]]:
    """Add who has come up since, set boxes, render untouched prompts anew."""
    week = plan.week
    known = listed_people(snapshot, note)
    on_list = check_ins_on(snapshot, plan, note)
    there = {*known, *people_on(snapshot, note)}
    room = max(0, plan.capacity - len(known))
    waiting = [
        each for each in plan.check_ins if each.contact.profile.path not in there
    ]
    asked = [each for each in waiting if _is_asked(each, week)]
    added = [*asked, *[each for each in waiting if each not in asked][:room]]
    current = make_entries(snapshot, templates, on_list, (), week, today)
    taken = [entry.heading for entry in current]
    new = make_entries(snapshot, templates, added, taken, week, today)
    listed = {*known, *(each.path for each in (*current, *new))}
    extras, spoken = _extras(snapshot, templates, plan, today, listed, (*current, *new))
    # Whoever was renamed has another digest, and stands on the line all the same.
    headings = {each.heading for each in spoken if each.path in there}
    extras = [
        each for each in extras if not each.heading or each.heading not in headings
    ]
    extras += offer_extras(snapshot, note, week)
    lines = render_body(templates, plan, new, ())[1] if new else ()
    # What was said to somebody stays as it was once the box is set.
    waiting_for = {each.contact.profile.path for each in _open(snapshot, plan, note)}
    renewed = [each for each in current if each.path in waiting_for]
    change = Change(renewed, new, lines, extras, spoken)
    text, problems = update_week(note, change)
    grown = parse_note(note.path, note_bytes(note, text))
    return _with_boxes(snapshot, grown, week, today), problems


def _with_boxes(snapshot: Snapshot, note: Note, week: Week, today: date) -> str:
    """Set the boxes, also of those who came onto the list just now."""
    if not has_list(note):
        return note.text
    boxes = {**boxes_to_set(snapshot, note, week, today), **_answered(snapshot, note)}
    text = with_boxes(note, boxes)
    marks = boxes_to_open(snapshot, note, week, today)
    return with_marks(parse_note(note.path, note_bytes(note, text)), marks)


def _open(snapshot: Snapshot, plan: Plan, note: Note) -> tuple[CheckIn, ...]:
    return check_ins_on(snapshot, plan, note, " ")


def _answered(snapshot: Snapshot, note: Note) -> dict[int, str]:
    """The boxes of favours that were ticked or declined in the person's own note."""
    return {
        item.line: SKIPPED if favour.is_declined else DONE[0]
        for item, contact, favour in favours_on(snapshot, note)
        if not favour.is_open and not is_taken(snapshot, contact, favour)
    }


def _extras(
    snapshot: Snapshot,
    templates: Templates,
    plan: Plan,
    today: date,
    listed: Collection[str],
    entries: Sequence[Entry],
) -> tuple[list[Extra], list[Entry]]:
    """What else the week holds; whoever is listed has an occasion on that line."""
    week = plan.week
    others = [
        each
        for path, each in occasions_of(snapshot, week).items()
        if path not in listed
    ]
    taken = [entry.heading for entry in entries]
    extras, spoken = occasion_extras(snapshot, templates, others, taken, week, today)
    return [*extras, *favour_extras(snapshot, week)], spoken


def _is_asked(check_in: CheckIn, week: Week) -> bool:
    """Whether the user named a day in this week; such a day needs no room."""
    named = check_in.contact.profile.next_contact
    return check_in.reason is Reason.DATE and named is not None and named in week


def _write_current(snapshot: Snapshot, path: NotePath) -> None:
    current = current_path(snapshot.config.week)
    paths = dict.fromkeys((*snapshot.files.paths, path))  # it may be new
    link = Linker(paths).link_text(path)

    def show(now: bytes | None) -> bytes:
        note = None if now is None else readable_note(current, now)
        text = render_current(snapshot.config.week, note, link)
        return text.encode() if note is None else note_bytes(note, text)

    snapshot.vault.change(current, show)


def _read_bytes(snapshot: Snapshot, path: NotePath) -> bytes | None:
    note = readable(snapshot, path)
    return None if note is None else note_bytes(note, note.text)
