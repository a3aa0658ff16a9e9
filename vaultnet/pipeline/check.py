"""Everything that is wrong, in the notes and in the vault's own templates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vaultnet.core.dates.week import week_of
from vaultnet.core.people.interactions import Source
from vaultnet.core.values import Problem
from vaultnet.pipeline.due import plan_week
from vaultnet.pipeline.rendering import open_templates
from vaultnet.pipeline.snapshot import Snapshot
from vaultnet.pipeline.week import make_week, write_week


def all_problems(snapshot: Snapshot, today: date) -> tuple[Problem, ...]:
    """Give all problems, in the order of paths and lines.

    The week is rendered, too, as a new note and as the one that is there, and
    written nowhere: that is how a template or a marker that does not work shows.
    """
    week, templates = week_of(today), open_templates(snapshot)
    make_week(snapshot, templates, plan_week(snapshot, week), today)
    written = write_week(snapshot, templates, week, today, dry=True)
    found = {*snapshot.problems, *written.problems, *_still_to_come(snapshot, today)}
    return tuple(sorted(found))


def _still_to_come(snapshot: Snapshot, today: date) -> Iterator[Problem]:
    """Last contacts in the future: they do not count until their day has come."""
    for contact in snapshot.network.contacts:
        for each in contact.history:
            if each.on > today and each.source is Source.FIELD:
                yield Problem(
                    each.path,
                    each.line,
                    "future",
                    f"a last contact on {each.on} is still to come; it does not count"
                    " until then",
                )
