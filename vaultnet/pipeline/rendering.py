"""Contacts -> render: templates, opened and filled; whoever only plans needs none."""

from __future__ import annotations

from collections.abc import Sequence

from vaultnet.adapters.templates import Templates
from vaultnet.core.dates.week import say_week
from vaultnet.core.planning.plan import Plan, say_load
from vaultnet.core.prompts.prompt import Prompt, context_of
from vaultnet.core.weekly.also import Extra
from vaultnet.core.weekly.note import Entry, due_lines
from vaultnet.pipeline.snapshot import Snapshot


def open_templates(snapshot: Snapshot) -> Templates:
    """Give the templates of this vault: its own first, then the built-in ones."""
    return Templates(snapshot.vault.root, snapshot.config.week.templates)


def render_prompts(
    templates: Templates, prompts: Sequence[tuple[Prompt, str]]
) -> list[str]:
    """Render prompts under their headings."""
    return templates.render_all(
        [
            (f"prompts/{prompt.kind}.md.j2", {**context_of(prompt), "heading": heading})
            for prompt, heading in prompts
        ]
    )


def render_body(
    templates: Templates, plan: Plan, entries: Sequence[Entry], extras: Sequence[Extra]
) -> tuple[str, Sequence[str]]:
    """Render the note; a template of the vault that gives no list is a problem."""
    context = _week_context(plan, entries, extras)
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


def _week_context(
    plan: Plan, entries: Sequence[Entry], extras: Sequence[Extra]
) -> dict[str, object]:
    week = plan.week
    load = say_load(plan)
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
        "also": bool(extras),
        "load": load,
        "welcome_back": plan.welcome_back,
    }
