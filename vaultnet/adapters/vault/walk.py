"""A walk through the vault: which notes there are, and what is odd."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vaultnet.adapters.vault.disk import say_why
from vaultnet.core.values import NotePath, Problem

_SKIPPED = frozenset({"node_modules"})

Skip = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Stat:
    """What the disk says of a file without opening it; times in nanoseconds."""

    size: int
    mtime: int
    ctime: int
    inode: int


@dataclass(slots=True)
class Files:
    """Everything in the vault: notes with their stats, and the other files."""

    notes: dict[NotePath, Stat] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """All paths that a link can lead to."""
        return [*self.notes, *self.others]


def walk(root: Path, skip: Skip) -> Files:
    """Walk the vault; ``skip`` leaves out notes that are none, such as templates.

    Skipped notes can still be linked to, as in Obsidian. Folders that begin with a
    dot are left out altogether, links to folders are not followed.
    """
    walking = _Walk(root, skip, Files())
    pending = [""]
    while pending:
        pending.extend(walking.folder(pending.pop()))
    return walking.files


@dataclass(frozen=True, slots=True)
class _Walk:
    root: Path
    skip: Skip
    files: Files

    def folder(self, folder: str) -> Iterator[str]:
        """Put what lies in a folder in its place; gives the folders inside."""
        try:
            entries = list(os.scandir(self.root / folder if folder else self.root))
        except OSError as error:
            self._complain(folder, "unreadable", say_why(error))
            return
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _SKIPPED:
                continue
            path = f"{folder}/{entry.name}" if folder else entry.name
            if self._entry(entry, path):
                yield path

    def _entry(self, entry: os.DirEntry[str], path: str) -> bool:
        """Put an entry where it belongs; True for a folder to go into."""
        is_note = path.casefold().endswith(".md")
        if not _is_text(entry.name):
            shown = path.encode("utf-8", "backslashreplace").decode()
            self._complain(
                shown, "name", "the file's name is not UTF-8 text; rename it"
            )
            return False
        if entry.is_symlink():
            self._link(path)
            return False
        if entry.is_dir(follow_symlinks=False):
            if is_note:
                message = "a folder with the name of a note; rename it"
                self._complain(path, "folder", message)
            return True
        found = _stat(entry) if is_note and not self.skip(path) else None
        if found is None:
            self.files.others.append(path)
        else:
            self.files.notes[NotePath(path)] = found
        return False

    def _link(self, path: str) -> None:
        """Report a link that leads nowhere good; what it means lies elsewhere."""
        try:
            target = (self.root / path).resolve(strict=True)
        except (OSError, RuntimeError):
            message = "a link to itself or to nothing; delete it or mend it"
            self._complain(path, "link-out", message)
            return
        if target.is_relative_to(self.root):
            self.files.others.append(path)
        else:
            message = "a link that leads out of the vault; it is not read"
            self._complain(path, "link-out", message)

    def _complain(self, path: str, code: str, message: str) -> None:
        self.files.problems.append(Problem(NotePath(path), 0, code, message))


def _stat(entry: os.DirEntry[str]) -> Stat | None:
    try:
        info = entry.stat(follow_symlinks=False)
    except OSError:  # gone since the folder was listed
        return None
    return Stat(info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
