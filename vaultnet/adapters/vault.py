"""The vault on disk: found, walked, read, and written only on change."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from vaultnet.core.values import NotePath, Problem
from vaultnet.errors import NoVault, RefusedToWrite

CONFIG_NAME = "vaultnet.toml"
MAX_NOTE = 4 * 1024 * 1024
"""Bytes: a note above this is not read; a thousand pages of text are less."""

_SKIPPED = frozenset({"node_modules"})
_MERGING = (
    "MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge",
    "rebase-apply",
)  # fmt: skip


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


class Unreadable(Exception):
    """A note cannot be read; the text says why, for its problem."""


def find_root(start: Path) -> Path:
    """Give the vault that a folder lies in.

    The nearest folder upwards that holds ``vaultnet.toml`` or ``.obsidian``.
    Raises NoVault where there is none.
    """
    start = start.absolute()
    for place in (start, *start.parents):
        if (place / CONFIG_NAME).is_file() or (place / ".obsidian").is_dir():
            return place
    raise NoVault(
        f"no vault at {start} or above it; name one with --vault DIR, or run"
        " vaultnet init DIR"
    )


class Vault:
    """A folder of notes."""

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise NoVault(f"{root} is not a folder; name the vault with --vault DIR")
        self.root = root.resolve()

    def scan(self, skip: Callable[[str], bool] = lambda _path: False) -> Files:
        """Walk the vault; ``skip`` leaves out notes that are none, such as templates.

        Skipped notes can still be linked to, as in Obsidian. Folders that begin
        with a dot are left out altogether, links to folders are not followed.
        """
        files = Files()
        pending = [""]
        while pending:
            pending.extend(self._scan_folder(pending.pop(), files, skip))
        return files

    def _scan_folder(
        self, folder: str, files: Files, skip: Callable[[str], bool]
    ) -> Iterator[str]:
        try:
            entries = list(os.scandir(self.root / folder if folder else self.root))
        except OSError as error:
            files.problems.append(
                Problem(NotePath(folder), 0, "unreadable", _why(error))
            )
            return
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _SKIPPED:
                continue
            path = f"{folder}/{entry.name}" if folder else entry.name
            if self._scan_entry(entry, path, files, skip):
                yield path

    def _scan_entry(
        self,
        entry: os.DirEntry[str],
        path: str,
        files: Files,
        skip: Callable[[str], bool],
    ) -> bool:
        """Put an entry where it belongs; True for a folder to go into."""
        is_note = path.casefold().endswith(".md")
        if not _is_text(entry.name):
            shown = path.encode("utf-8", "backslashreplace").decode()
            message = "the file's name is not UTF-8 text; rename it"
            files.problems.append(Problem(NotePath(shown), 0, "name", message))
            return False
        if entry.is_symlink():
            self._scan_link(path, files)
            return False
        if entry.is_dir(follow_symlinks=False):
            if is_note:
                message = "a folder with the name of a note; rename it"
                files.problems.append(Problem(NotePath(path), 0, "folder", message))
            return True
        found = _stat(entry) if is_note and not skip(path) else None
        if found is None:
            files.others.append(path)
        else:
            files.notes[NotePath(path)] = found
        return False

    def _scan_link(self, path: str, files: Files) -> None:
        """Report a link that leads nowhere good; what it means lies elsewhere."""
        try:
            target = (self.root / path).resolve(strict=True)
        except (OSError, RuntimeError):
            message = "a link to itself or to nothing; delete it or mend it"
        else:
            if target.is_relative_to(self.root):
                files.others.append(path)
                return
            message = "a link that leads out of the vault; it is not read"
        files.problems.append(Problem(NotePath(path), 0, "link-out", message))

    def read(self, path: str) -> bytes:
        """Give a note's bytes.

        Raises Unreadable where it is no regular file, too large or not to be
        opened; a named pipe does not hang.
        """
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(self.root / path, flags)
        except OSError as error:
            raise Unreadable(_why(error)) from None
        try:
            info = os.fstat(handle)
            if not stat.S_ISREG(info.st_mode):
                raise Unreadable("not a file that can be read; move it elsewhere")
            if info.st_size > MAX_NOTE:
                size = info.st_size / 1024 / 1024
                raise Unreadable(f"{size:.0f} MB is too large for a note; split it")
            return _read_all(handle, info.st_size)
        except OSError as error:
            raise Unreadable(_why(error)) from None
        finally:
            os.close(handle)

    def read_or_none(self, path: str) -> bytes | None:
        """Give a note's bytes, None where there is no such note."""
        return self.read(path) if os.path.lexists(self.root / path) else None

    def stat(self, path: str) -> Stat | None:
        """Give what the disk says of one note, None where it is gone."""
        try:
            info = (self.root / path).stat(follow_symlinks=False)
        except OSError:
            return None
        return Stat(info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)

    def config_text(self) -> str:
        """Give the text of ``vaultnet.toml``, empty where there is none."""
        try:
            return (self.root / CONFIG_NAME).read_text("utf-8-sig")
        except FileNotFoundError:
            return ""

    def settings_texts(self, names: Iterable[str]) -> dict[str, str]:
        """Give the texts of those of Obsidian's own settings that are there."""
        texts: dict[str, str] = {}
        for name in names:
            with suppress(OSError, UnicodeDecodeError):
                text = (self.root / ".obsidian" / name).read_text("utf-8-sig")
                texts[name] = text
        return texts

    def check_no_merge(self) -> None:
        """Raise RefusedToWrite while git merges, rebases or picks in this vault."""
        for place in (self.root, *self.root.parents):
            git = place / ".git"
            if git.is_dir() and any((git / name).exists() for name in _MERGING):
                raise RefusedToWrite(
                    "a merge or rebase is under way in this vault; finish it first,"
                    " then run this again"
                )
            if git.exists():
                return

    def write(self, path: str, before: bytes | None, after: bytes) -> bool:
        """Put a note's new bytes in place of those it was planned on.

        Gives False where nothing changes. The new text is complete on the disk
        before it takes the old one's place. Raises RefusedToWrite where the note
        is no longer what it was (``before``; None means that there was none).
        """
        if before == after:
            return False
        target = (self.root / path).resolve()
        if not target.is_relative_to(self.root):
            raise RefusedToWrite(f"{path}: leads out of the vault; nothing was written")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._replace(path, target, before, after)
        except OSError as error:
            raise RefusedToWrite(
                f"{path}: {_why(error)}; nothing was written"
            ) from None
        return True

    def _replace(
        self, path: str, target: Path, before: bytes | None, after: bytes
    ) -> None:
        handle, name = tempfile.mkstemp(prefix=".~", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(after)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(_mode(target))
            if self._now(target) != before:
                raise RefusedToWrite(
                    f"{path}: was changed by something else just now; nothing was"
                    " written, run this again"
                )
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)

    def _now(self, target: Path) -> bytes | None:
        try:
            return target.read_bytes()
        except FileNotFoundError:
            return None


def _read_all(handle: int, size: int) -> bytes:
    parts = []
    while part := os.read(handle, size + 1):
        parts.append(part)
    return b"".join(parts)


def _stat(entry: os.DirEntry[str]) -> Stat | None:
    try:
        info = entry.stat(follow_symlinks=False)
    except OSError:  # gone since the folder was listed
        return None
    return Stat(info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)


def _mode(target: Path) -> int:
    """Keep a note's own permissions; a new one gets what the user's umask leaves."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _why(error: OSError) -> str:
    reasons = {
        PermissionError: "not allowed to open it; check its permissions",
        FileNotFoundError: "is not there any more",
        IsADirectoryError: "is a folder",
    }
    return reasons.get(type(error), f"cannot be opened: {error.strerror or error}")
