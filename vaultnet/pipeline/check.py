"""Everything that is wrong, in the notes and in the vault's own templates."""

from __future__ import annotations

from datetime import date

from vaultnet.core.dates.week import week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.values import NotePath, Problem
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.due import plan_week, week_note_path
from vaultnet.pipeline.people import render_contact
from vaultnet.pipeline.prompting import prompt_for
from vaultnet.pipeline.rendering import open_templates, render_prompts
from vaultnet.pipeline.snapshot import Snapshot, still_to_come
from vaultnet.pipeline.ticks import take_ticks
from vaultnet.pipeline.week import make_week, write_week


def all_problems(snapshot: Snapshot, today: date) -> tuple[Problem, ...]:
    """Give all problems, in the order of paths and lines.

    The week is rendered, too, and every template of the vault's own, and written
    nowhere: that is how a marker or a template that does not work shows.
    """
    found = {
        *snapshot.problems,
        *_of_week(snapshot, today),
        *take_ticks(snapshot, today, dry=True).problems,
        *_of_templates(snapshot, today),
        *still_to_come(snapshot, today),
    }
    return tuple(sorted(found))


def _of_week(snapshot: Snapshot, today: date) -> tuple[Problem, ...]:
    week, templates = week_of(today), open_templates(snapshot)
    try:
        return write_week(snapshot, templates, week, today, dry=True).problems
    except RefusedToWrite as refusal:
        path = week_note_path(snapshot, week)
        message = str(refusal).removeprefix(f"{path}: ")
        return (Problem(path, 0, "week", message),)


def _of_templates(snapshot: Snapshot, today: date) -> list[Problem]:
    """Render each of the vault's own templates with what it would be given."""
    templates = open_templates(snapshot)
    week = week_of(today)
    path = week_note_path(snapshot, week)
    make_week(snapshot, templates, plan_week(snapshot, week), today, path)
    somebody = Contact(Profile(NotePath("Somebody.md"), "Somebody"))
    render_prompts(
        templates,
        [
            (prompt_for(snapshot, somebody, today, kind, None), "Somebody")
            for kind in Kind
            if templates.has_own(f"prompts/{kind}.md.j2")
        ],
    )
    render_contact(templates, "Somebody", {"met": str(today)}, ["bread"])
    return templates.problems
