"""How sync tools name the copy of a note that two devices have changed.

Sources: Syncthing's manual (users/syncing), Obsidian's help (Troubleshoot Sync),
Dropbox's, Nextcloud's, ownCloud's, Seafile's and Synology's help, git-mergetool(1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vaultnet.core.values import folder, stem


@dataclass(frozen=True, slots=True)
class Naming:
    """How one tool names its copies; ``note`` is the group that names the note.

    ``advice`` is what to do about a file that is no version of a note.
    """

    tool: str
    pattern: re.Pattern[str]
    advice: str = ""


def _naming(tool: str, pattern: str, advice: str = "") -> Naming:
    return Naming(tool, re.compile(pattern), advice)


_LEFT_BY_MERGETOOL = "git mergetool left it; delete it once the note is as it should be"

CERTAIN = (
    _naming("Syncthing", r"(?P<note>.+?)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?"),
    _naming("Obsidian Sync", r"(?P<note>.+) \(Conflicted copy .+ \d{12}\)"),
    _naming(
        "Dropbox",
        r"(?P<note>.+) \((?:[^()]+['’]s )?conflicted copy(?: \d{4}-\d\d-\d\d)?"
        r"(?: \(\d+\))?\)",
    ),
    _naming(
        "Dropbox",
        r"(?P<note>.+) \((?:[^()]+['’]s )?[Cc]ase [Cc]onflict(?: \(?\d+\)?)?\)",
    ),
    _naming(
        "Nextcloud",
        r"(?P<note>.+) \(conflicted copy (?:[^()]+ )?\d{4}-\d\d-\d\d \d{6}\)",
    ),
    _naming("ownCloud", r"(?P<note>.+)_conflict-\d{8}-\d{6}"),
    _naming("Seafile", r"(?P<note>.+) \(SFConflict [^()]+\)"),
    _naming(
        "Synology", r"(?P<note>.+?)_[^_/]+_[A-Z][a-z]{2}-\d\d-\d{6}-\d{4}_Conflict"
    ),
    _naming("Synology", r"(?P<note>.+)_[A-Z][a-z]{2}-\d\d-\d{6}-\d{4}_Conflict"),
    _naming("pCloud", r"(?P<note>.+?) ?\[conflicted\]"),
    _naming(
        "git", r"(?P<note>.+)_(?:BASE|LOCAL|REMOTE|BACKUP)_\d+", _LEFT_BY_MERGETOOL
    ),
    _naming("git", r"(?P<note>.+)\.md\.orig", _LEFT_BY_MERGETOOL),
    _naming(
        "obsidian-git",
        r"(?P<note>conflict-files-obsidian-git)",
        "a list that the Git plugin makes; delete it once no note is in conflict",
    ),
)
"""Names that nobody gives by hand."""

WEAK = (
    _naming("iCloud", r"(?P<note>.+) \d{1,2}"),
    _naming("Google Drive", r"(?P<note>.+) \(\d{1,2}\)"),
    _naming("OneDrive", r"(?P<note>.+?)-[A-Za-z0-9][A-Za-z0-9-]{2,14}(?:-\d+)?"),
    _naming("Dropbox", r"(?P<note>.+?) \([^()]*(?i:conflict)[^()]*(?:\(\d+\))?\)"),
    _naming(
        "Dropbox",
        r"(?P<note>.+?) \([^()]*(?i:konflikt|konflikc|conflit|conflic?tt?o"
        r"|conflicter|конфликт|競合|冲突|衝突|충돌)[^()]*(?:\(\d+\))?\)",
    ),
)
"""Names that people give, too: a copy only where its text says the same."""

_MAY_BE_COPY = re.compile(r"onflict|_(?:BASE|LOCAL|REMOTE|BACKUP)_|\.md\.orig")
"""What one of all the certain names holds: quick to look for in each path."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Where a file's name says that it is a copy: of which note, and who made it."""

    of: str
    naming: Naming


def is_conflict_copy(path: str) -> bool:
    """Say whether a sync tool made this file beside the one it could not merge.

    By name only, and only names that nobody gives by hand: ``Jane (1).md`` and
    ``Jane 2.md`` may be people.
    """
    if _MAY_BE_COPY.search(path) is None:
        return False
    return any(each.pattern.fullmatch(stem(path)) for each in CERTAIN)


def read_copy_name(path: str) -> Copy | None:
    """Read a name that only sync tools give; of a copy of a copy, the note itself."""
    found: Copy | None = None
    while _MAY_BE_COPY.search(path) and (more := _first(path, CERTAIN)):
        if more.of == path:
            return more
        found, path = found or more, more.of
    return Copy(path, found.naming) if found else None


def read_weak_name(path: str) -> tuple[Copy, ...]:
    """Read a name that may be a copy's: what it would be a copy of."""
    return tuple(_read(path, WEAK))


def _first(path: str, namings: tuple[Naming, ...]) -> Copy | None:
    return next(iter(_read(path, namings)), None)


def _read(path: str, namings: tuple[Naming, ...]) -> list[Copy]:
    place, name = folder(path), stem(path)
    end = path[len(path) - 3 :] if path.casefold().endswith(".md") else ".md"
    found = [(each, each.pattern.fullmatch(name)) for each in namings]
    return [
        Copy(f"{place}/{match['note']}{end}" if place else f"{match['note']}{end}", by)
        for by, match in found
        if match
    ]
