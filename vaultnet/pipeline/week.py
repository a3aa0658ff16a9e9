"""Contacts -> plan -> render -> files: the week, planned and written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.adapters.templates import Templates
from vaultnet.adapters.vault import Unreadable
from vaultnet.core.dates.week import Week, say_week
from vaultnet.core.linking import Linker
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.planning.plan import (
    CheckIn,
    Plan,
    Reason,
    is_first_of_month,
    make_plan,
    say_load,
)
from vaultnet.core.values import NotePath, Problem, folder
from vaultnet.core.weekly.note import (
    Change,
    Entry,
    current_path,
    due_lines,
    heading_of,
    render_current,
    render_week,
    update_week,
    week_path,
)
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.listing import boxes_to_set, check_ins_on, listed_people
from vaultnet.pipeline.prompting import Open, render_prompts, with_prompts
from vaultnet.pipeline.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class WrittenWeek:
    """The week's note after it was brought up to date; ``text`` is all of it."""

    path: NotePath
    text: str
    written: bool
    problems: tuple[Problem, ...]


def plan_week(snapshot: Snapshot, week: Week) -> Plan:
    """Give the plan of a week."""
    return make_plan(snapshot.network.contacts, snapshot.config, week)


def open_check_ins(snapshot: Snapshot, week: Week, today: date) -> tuple[Open, ...]:
    """Give the open check-ins of a week, in their order.

    The open lines of the week's note where there is one, else the plan.
    """
    plan = plan_week(snapshot, week)
    note = _readable(snapshot, _week_note_path(snapshot, week))
    check_ins = (
        plan.check_ins if note is None else check_ins_on(snapshot, plan, note, " ")
    )
    return with_prompts(snapshot, check_ins, week, today)


def listed_check_ins(
    snapshot: Snapshot, week: Week, today: date, written: WrittenWeek
) -> tuple[Open, ...]:
    """Give the open check-ins as a week's note lists them after an update."""
    note = parse_note(written.path, written.text.encode())
    check_ins = check_ins_on(snapshot, plan_week(snapshot, week), note, " ")
    return with_prompts(snapshot, check_ins, week, today)


def beyond_week(
    snapshot: Snapshot, week: Week, today: date, opens: Sequence[Open]
) -> tuple[Open, ...]:
    """Give those who are due as well and for whom the week has no room."""
    plan = plan_week(snapshot, week)
    listed = {each.check_in.contact.profile.path for each in opens}
    rest = [each for each in plan.beyond if each.contact.profile.path not in listed]
    return with_prompts(snapshot, rest, week, today)


def write_week(
    snapshot: Snapshot, templates: Templates, week: Week, today: date, *, dry: bool
) -> WrittenWeek:
    """Bring the note of a week up to date; ``dry`` leaves the disk alone.

    Raises RefusedToWrite where the note cannot be written now.
    """
    if not dry:
        snapshot.vault.check_no_merge()
    path = _week_note_path(snapshot, week)
    note = _readable(snapshot, path)
    problems: tuple[Problem, ...] = ()
    if note is None:
        text = make_week(snapshot, templates, week, today)
    else:
        text, problems = _grown_week(snapshot, templates, week, today, note)
    before = None if note is None else note_bytes(note, note.text)
    after = text.encode() if note is None else note_bytes(note, text)
    written = not dry and snapshot.vault.write(path, before, after)
    if not dry and today in week:
        _write_current(snapshot, path)
    found = (*problems, *templates.problems)
    return WrittenWeek(path, text, written, tuple(sorted(set(found))))


def make_week(snapshot: Snapshot, templates: Templates, week: Week, today: date) -> str:
    """Give the text of a week's note as it is when there is none yet."""
    plan = plan_week(snapshot, week)
    entries = _entries(snapshot, templates, plan.check_ins, (), week, today)
    body, lines = _render_body(templates, plan, entries)
    return render_week(body, week, entries, lines)


def _grown_week(
    snapshot: Snapshot, templates: Templates, week: Week, today: date, note: Note
) -> tuple[str, tuple[Problem, ...]]:
    """Add who has come up since, set boxes, render untouched prompts anew."""
    plan = plan_week(snapshot, week)
    known = listed_people(snapshot, note)
    on_list = check_ins_on(snapshot, plan, note)
    room = max(0, snapshot.config.week.per_week - len(known))
    waiting = [
        each for each in plan.check_ins if each.contact.profile.path not in known
    ]
    asked = [each for each in waiting if _is_asked(each, week)]
    added = [*asked, *[each for each in waiting if each not in asked][:room]]
    current = _entries(snapshot, templates, on_list, (), week, today)
    taken = [entry.heading for entry in current]
    new = _entries(snapshot, templates, added, taken, week, today)
    lines = _render_body(templates, plan, new)[1] if new else ()
    change = Change(current, new, lines, boxes_to_set(snapshot, note, week, today))
    return update_week(note, change)


def _render_body(
    templates: Templates, plan: Plan, entries: Sequence[Entry]
) -> tuple[str, Sequence[str]]:
    """Render the note; a template of the vault that gives no list is a problem."""
    context = _week_context(plan, entries)
    body = templates.render("week.md.j2", context)
    lines = due_lines(body, entries)
    if lines is None:
        templates.reject(
            "week.md.j2",
            "needs the blocks “due” and “prompts” and one line “- [ ] LINK …” for each"
            " check-in",
        )
        body = templates.render("week.md.j2", context)
        lines = due_lines(body, entries)
    if lines is None:
        raise AssertionError("the built-in week.md.j2 does not fit")
    return body, lines


def _week_context(plan: Plan, entries: Sequence[Entry]) -> dict[str, object]:
    week = plan.week
    load = say_load(plan) if is_first_of_month(week) else None
    return {
        "week": {
            "id": str(week),
            "title": say_week(week),
            "monday": str(week.monday),
            "sunday": str(week.sunday),
        },
        "check_ins": [
            {"link": each.link, "kind": each.kind, "about": each.about}
            for each in entries
        ],
        "load": load,
        "welcome_back": plan.welcome_back,
    }


def _entries(
    snapshot: Snapshot,
    templates: Templates,
    check_ins: Sequence[CheckIn],
    taken: Sequence[str],
    week: Week,
    today: date,
) -> list[Entry]:
    found = with_prompts(snapshot, check_ins, week, today)
    headings = list(taken)
    for each in found:
        profile = each.check_in.contact.profile
        headings.append(heading_of(profile.name, headings, folder(profile.path)))
    headings = headings[len(taken) :]
    texts = render_prompts(
        templates,
        [(each.prompt, head) for each, head in zip(found, headings, strict=True)],
    )
    return [
        Entry(
            path=each.check_in.contact.profile.path,
            heading=heading,
            link=snapshot.linker.link_text(each.check_in.contact.profile.path),
            kind=each.prompt.kind.value,
            about=each.prompt.title,
            prompt=text,
        )
        for each, heading, text in zip(found, headings, texts, strict=True)
    ]


def _week_note_path(snapshot: Snapshot, week: Week) -> NotePath:
    """A week's note is known by its ``week`` field, wherever it lies."""
    usual = week_path(snapshot.config.week, week)
    weekly = snapshot.network.weekly
    found = sorted(path for path, name in weekly.items() if name == str(week))
    return usual if usual in found or not found else found[0]


def _readable(snapshot: Snapshot, path: NotePath) -> Note | None:
    try:
        note = snapshot.read(path)
    except Unreadable as reason:
        raise RefusedToWrite(f"{path}: {reason}") from None
    if note is not None and any(each.code == "encoding" for each in note.problems):
        raise RefusedToWrite(f"{path}: {note.problems[0].message}")
    return note


def _is_asked(check_in: CheckIn, week: Week) -> bool:
    """Whether the user named a day in this week; such a day needs no room."""
    named = check_in.contact.profile.next_contact
    return check_in.reason is Reason.DATE and named is not None and named in week


def _write_current(snapshot: Snapshot, path: NotePath) -> None:
    current = current_path(snapshot.config.week)
    note = _readable(snapshot, current)
    paths = dict.fromkeys((*snapshot.files.paths, path))  # it may be new
    link = Linker(paths).link_text(path)
    text = render_current(snapshot.config.week, note, link)
    before = None if note is None else note_bytes(note, note.text)
    after = text.encode() if note is None else note_bytes(note, text)
    snapshot.vault.write(current, before, after)
