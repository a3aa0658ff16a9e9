"""A vault seen for the first time: what is in it, and a configuration for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from vaultnet.adapters.vault import CONFIG_NAME
from vaultnet.core.dates.moment import daily_date
from vaultnet.core.values import folder, say_count
from vaultnet.pipeline.snapshot import Snapshot

_CONFIG = """\
# vaultnet: the keys that people change most, with their defaults. Take the # away to
# change one; vaultnet's docs/format.md lists all.

[people]
# folders = [{folders}]
# tags = ["person", "people", "contact", "contacts", "crm/person"]
# new_in = {new_in}

[fields]
# More names for a field: last_contact = ["gesprochen"]

[log]
# headings = [{headings}]
# mentions = "first"        # first, start, all or none of the people in a diary line

[daily]
# folder = {daily_folder}
# format = {daily_format}

[week]
# folder = "Network"
# name = "[Due] GGGG-[W]WW"
# per_week = 7

[rhythm]                    # weeks, weeks, days
# longest = 17
# closest = 4
# half_life = 180

[ingest]
# me = []                   # your own mail addresses, profiles and names
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look around a vault has found, also in sentences."""

    contacts: int
    daily_notes: int
    folders: tuple[str, ...]
    sentences: tuple[str, ...]


def look_around(snapshot: Snapshot) -> Found:
    """Say what is in a vault: people, daily notes, templates, plugins."""
    contacts = snapshot.network.contacts
    places = Counter(folder(each.profile.path) for each in contacts)
    reading = snapshot.reading
    daily = sum(
        1
        for path in snapshot.files.notes
        if daily_date(reading.daily_format, reading.daily_folder, path, reading.locale)
    )
    lines = [
        f"{len(snapshot.files.notes)} notes in {snapshot.vault.root.name}",
        f"{len(contacts)} people{_most(places)}",
        f"{daily} daily notes, named like {reading.daily_format}",
        *snapshot.settings.said,
    ]
    if snapshot.problems:
        lines.append(
            f"{say_count(len(snapshot.problems), 'problem')}: see vaultnet check"
        )
    return Found(
        contacts=len(contacts),
        daily_notes=daily,
        folders=tuple(place for place, _ in places.most_common() if place),
        sentences=tuple(lines),
    )


def write_config(snapshot: Snapshot, found: Found) -> bool:
    """Write ``vaultnet.toml`` where there is none; True if it was written."""
    people = snapshot.config.people
    text = _CONFIG.format(
        folders=", ".join(map(_text, found.folders[:3] or (people.new_in,))),
        headings=", ".join(map(_text, snapshot.config.log.headings)),
        new_in=_text(next(iter(found.folders), people.new_in)),
        daily_folder=_text(snapshot.reading.daily_folder),
        daily_format=_text(snapshot.reading.daily_format),
    )
    return snapshot.vault.change(
        CONFIG_NAME, lambda now: text.encode() if now is None else None
    )


def _most(places: Counter[str]) -> str:
    if not places:
        return ": none yet; make a note with vaultnet new NAME"
    place, count = places.most_common(1)[0]
    return f", {count} of them in {place or 'the top folder'}"


def _text(value: str) -> str:
    """A string as TOML has it (basic strings, TOML 1.0)."""
    inner = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'
