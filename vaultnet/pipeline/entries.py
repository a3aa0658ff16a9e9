"""Check-ins -> render: people as a weekly note has them, with what to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vaultnet.adapters.templates import Templates
from vaultnet.core.dates.week import Week
from vaultnet.core.planning.plan import CheckIn
from vaultnet.core.values import folder
from vaultnet.core.weekly.also import Extra
from vaultnet.core.weekly.note import Entry, heading_of, occasion_line
from vaultnet.pipeline.extras import Occasions
from vaultnet.pipeline.listing import unplanned
from vaultnet.pipeline.prompting import with_prompts
from vaultnet.pipeline.rendering import render_prompts
from vaultnet.pipeline.snapshot import Snapshot


def make_entries(
    snapshot: Snapshot,
    templates: Templates,
    check_ins: Sequence[CheckIn],
    taken: Sequence[str],
    week: Week,
    today: date,
) -> list[Entry]:
    """Give each check-in as an entry; ``taken`` are headings that are there already."""
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


def occasion_extras(
    snapshot: Snapshot,
    templates: Templates,
    occasions: Sequence[Occasions],
    taken: Sequence[str],
    week: Week,
    today: date,
) -> tuple[list[Extra], list[Entry]]:
    """Give the lines of those who only have an occasion, and what to say to them."""
    check_ins = [unplanned(snapshot, each.contact, week) for each in occasions]
    entries = [
        replace(entry, about=each.say())
        for each, entry in zip(
            occasions,
            make_entries(snapshot, templates, check_ins, taken, week, today),
            strict=True,
        )
    ]
    extras = [
        Extra(occasion_line(entry), each.digest, entry.heading)
        for each, entry in zip(occasions, entries, strict=True)
    ]
    return extras, entries
