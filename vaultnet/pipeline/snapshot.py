"""Files -> notes -> contacts -> index: the vault as it is now, put together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vaultnet.adapters.index import Index
from vaultnet.adapters.vault import Files, Vault
from vaultnet.core.config import Config, parse_config
from vaultnet.core.dates.moment import detect_format
from vaultnet.core.linking import Linker
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.facts import Reading
from vaultnet.core.people.interactions import Source
from vaultnet.core.people.marks import in_folder
from vaultnet.core.people.network import Contact, Network, make_network
from vaultnet.core.people.who import Who
from vaultnet.core.values import NotePath, Problem
from vaultnet.formats.conflict_copies import is_conflict_copy
from vaultnet.formats.obsidian_settings import (
    SETTINGS_FILES,
    ObsidianSettings,
    is_ignored,
    parse_settings,
)
from vaultnet.pipeline.indexing import (
    Changes,
    Progress,
    Update,
    bring_up_to_date,
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The vault as it was at one refresh, and everything made from it."""

    vault: Vault
    cache: Path
    config: Config
    settings: ObsidianSettings
    reading: Reading
    files: Files
    linker: Linker
    who: Who
    network: Network
    changes: Changes
    problems: tuple[Problem, ...]

    def read(self, path: str) -> Note | None:
        """Give a note as it is now, None where there is none.

        Raises Unreadable where there is something that cannot be read.
        """
        data = self.vault.read_or_none(path)
        return None if data is None else parse_note(NotePath(path), data)

    def again(self) -> Snapshot:
        """Give the vault as it is now, after something was written."""
        return refresh(self.vault, self.cache)

    def people(self) -> Mapping[str, Contact]:
        """Give the contacts by the path of their note."""
        return {each.profile.path: each for each in self.network.contacts}


def read_all(paths: Sequence[NotePath]) -> Iterable[NotePath]:
    """Pass notes through without a word."""
    return paths


def refresh(
    vault: Vault,
    cache: Path,
    *,
    rebuild: bool = False,
    progress: Progress = read_all,
    now: Callable[[], int] = time.time_ns,
) -> Snapshot:
    """Bring the index up to date with the files. Safe to run twice, or never.

    ``now`` gives nanoseconds and only decides which stamps can be trusted.

    Raises BadConfig where ``vaultnet.toml`` is wrong; whatever is wrong in notes
    is among the snapshot's problems.
    """
    config = parse_config(vault.config_text())
    settings = parse_settings(vault.settings_texts(SETTINGS_FILES))
    files = vault.scan(_skip(config, settings))
    reading = _reading(config, settings, files)
    index = Index.at(cache, vault.root, reading)
    try:
        if rebuild:
            index.rebuild()
        update = Update(vault, files, reading, progress, now())
        changes, rows = bring_up_to_date(index, update)
        moved = index.moves()
    finally:
        index.close()
    linker = Linker(files.paths)
    who = Who(linker, (row.profile for row in rows if row.profile), moved)
    network = make_network(rows, who, config.log.mentions)
    wrong = (problem for row in rows for problem in row.problems)
    return Snapshot(
        vault=vault,
        cache=cache,
        config=config,
        settings=settings,
        reading=reading,
        files=files,
        linker=linker,
        who=who,
        network=network,
        changes=changes,
        problems=tuple(
            sorted({*files.problems, *_copies(files), *wrong, *network.problems})
        ),
    )


def _skip(config: Config, settings: ObsidianSettings) -> Callable[[str], bool]:
    """Tell which notes are never read: templates, conflict copies, ignored ones."""
    templates = (*settings.template_folders, config.week.templates)
    below = tuple(f"{each.strip('/')}/" for each in templates if each.strip("/"))

    def skip(path: str) -> bool:
        return (
            path.startswith(below)
            or path in settings.template_notes
            or in_folder(path, ("Templates",))
            or in_folder(path, config.people.ignore)
            or is_conflict_copy(path)
            or is_ignored(path, settings.ignore_filters)
        )

    return skip


def _reading(config: Config, settings: ObsidianSettings, files: Files) -> Reading:
    """Settle where daily notes lie: configured, Obsidian's own, else as they look."""
    daily_format = config.daily.format or settings.daily_format
    locale = config.daily.locale or settings.locale
    if not config.daily.format and not settings.daily_by:
        found = detect_format(files.notes)
        if found is not None:
            daily_format, locale = found[0], locale or found[1]
    return Reading(
        config=config,
        daily_folder=config.daily.folder or settings.daily_folder,
        daily_format=daily_format,
        locale=locale,
    )


def _copies(files: Files) -> Iterator[Problem]:
    for path in files.others:
        if is_conflict_copy(path):
            message = (
                "a copy that a sync tool left because two devices changed the note;"
                " vaultnet resolve puts what it says into the note itself"
            )
            yield Problem(NotePath(path), 0, "conflict-copy", message)


def still_to_come(snapshot: Snapshot, today: date) -> Iterator[Problem]:
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
