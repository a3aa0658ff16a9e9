"""The vault on disk: found, walked, read, and written only on change."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from vaultnet.adapters.vault.change import change
from vaultnet.adapters.vault.declined import add_declined, read_declined
from vaultnet.adapters.vault.desk import Desk, state_folder
from vaultnet.adapters.vault.disk import (
    MAX_NOTE,
    Unreadable,
    read_file,
    say_why,
)
from vaultnet.adapters.vault.journal import Journal, Stage, Writing
from vaultnet.adapters.vault.merging import check_no_merge, is_merging
from vaultnet.adapters.vault.placing import Edit, Wish
from vaultnet.adapters.vault.quiet import is_ours
from vaultnet.adapters.vault.recovery import recover
from vaultnet.adapters.vault.undo import Group, Undone, undo, undoable
from vaultnet.adapters.vault.walk import Files, Skip, Stat, walk
from vaultnet.adapters.vault.withdrawing import remove
from vaultnet.errors import BadConfig, NoVault

__all__ = [
    "CONFIG_NAME",
    "MAX_NOTE",
    "PATIENCE",
    "Edit",
    "Files",
    "Group",
    "Stat",
    "Undone",
    "Unreadable",
    "Vault",
    "Written",
    "find_root",
]

CONFIG_NAME = "vaultnet.toml"

PATIENCE = 3.0
"""Seconds for which a command waits until a note that was just written is quiet."""

QUIET = 2.0
"""Seconds for which a note must have been left alone; editors save in steps."""


def find_root(start: Path) -> Path:
    """Give the vault that a folder lies in.

    The nearest folder upwards that holds ``vaultnet.toml`` or ``.obsidian``.
    Raises NoVault where there is none.
    """
    start = start.absolute()
    for place in (start, *start.parents):
        if _is_marked(place):
            return place
    raise NoVault(
        f"no vault at {start} or above it; name one with --vault DIR, or run"
        " vaultnet init DIR"
    )


def _is_marked(place: Path) -> bool:
    return (place / CONFIG_NAME).is_file() or (place / ".obsidian").is_dir()


@dataclass(frozen=True, slots=True)
class Written:
    """A write of a note: its bytes before and after, and what was kept with it."""

    before: bytes | None
    after: bytes | None
    about: Mapping[str, str]


class Vault:
    """A folder of notes.

    ``state`` is the user's folder for state, in which each vault has its own;
    ``patience`` how many seconds a note that is being written is waited for, and
    ``quiet`` how long nobody may have written into it.
    """

    def __init__(
        self,
        root: Path,
        state: Path | None = None,
        *,
        patience: float = PATIENCE,
        quiet: float = QUIET,
    ) -> None:
        if not root.is_dir():
            raise NoVault(f"{root} is not a folder; name the vault with --vault DIR")
        self.root = root.resolve()
        folder = state_folder(self.root, state)
        journal = Journal(folder / "journal")
        self._desk = Desk(self.root, folder, patience, quiet, journal)
        self._writing = Writing(group=time.time_ns())

    def is_marked(self) -> bool:
        """Tell whether the folder says of itself that it is a vault."""
        return _is_marked(self.root)

    def scan(self, skip: Skip = lambda _path: False) -> Files:
        """Walk the vault; ``skip`` leaves out notes that are to be no notes."""
        return walk(self.root, skip)

    def read(self, path: str) -> bytes:
        """Give a note's bytes. Raises Unreadable where that cannot be done."""
        return read_file(self.root / path)

    def read_or_none(self, path: str) -> bytes | None:
        """Give a note's bytes, None where there is no such note."""
        return self.read(path) if os.path.lexists(self.root / path) else None

    def config_text(self) -> str:
        """Give the text of ``vaultnet.toml``, empty where there is none."""
        try:
            return (self.root / CONFIG_NAME).read_text("utf-8-sig")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError:
            raise BadConfig(
                f"{CONFIG_NAME} is not UTF-8 text; save it as that"
            ) from None
        except OSError as error:
            raise BadConfig(f"{CONFIG_NAME}: {say_why(error)}") from None

    def settings_texts(self, names: Iterable[str]) -> dict[str, str]:
        """Give the texts of those of Obsidian's own settings that are there."""
        texts: dict[str, str] = {}
        for name in names:
            with suppress(OSError, UnicodeDecodeError):
                text = (self.root / ".obsidian" / name).read_text("utf-8-sig")
                texts[name] = text
        return texts

    def check_no_merge(self) -> None:
        """Raise MergeUnderWay while git merges, rebases or picks in this vault."""
        check_no_merge(self.root)

    def is_merging(self) -> bool:
        """Tell whether git merges, rebases or picks in this vault."""
        return is_merging(self.root)

    def begin(self, label: str, *, undoable: bool = True) -> None:
        """Begin a group of writes, which are undone together."""
        self._writing = Writing(time.time_ns(), label, undoable)

    def change(
        self,
        path: str,
        edit: Edit,
        *,
        about: Mapping[str, str] | None = None,
        in_conflict: bool = False,
    ) -> bool:
        """Write a note; True where it was written.

        ``edit`` is given the note's bytes, and again those that somebody wrote
        meanwhile. ``about`` is kept with the write until it is undone. Only
        ``in_conflict`` writes while a merge is under way, or into a note that holds
        both sides of a conflict and will hold them still: for those who asked to
        have just that mended. Raises RefusedToWrite, or Busy where something else
        is writing into the note.
        """
        writing = replace(self._writing, in_conflict=in_conflict)
        return change(self._desk, Wish(path, edit, writing, about or {}))

    def remove(self, path: str, data: bytes) -> None:
        """Take a note away that holds these bytes; undo gives it back.

        Raises RefusedToWrite where it holds others, or Busy.
        """
        remove(self._desk, path, data, self._writing)

    def writes(self, path: str) -> Iterator[Written]:
        """Give what was written to a path on this device and stands, newest first."""
        for record in self._desk.journal.of_path(path):
            if record.stage in (Stage.DONE, Stage.HELD):
                yield Written(*self._desk.journal.sides(record), record.about)

    def is_ours(self, path: str, data: bytes) -> bool:
        """Tell whether bytes are those that vaultnet wrote here last."""
        return is_ours(self._desk, path, data)

    def recover(self) -> tuple[str, ...]:
        """Finish what a killed process left; gives what the user should know."""
        return recover(self._desk)

    def undoable(self) -> tuple[Group, ...]:
        """Give the groups of writes that can be undone, newest first."""
        return undoable(self._desk)

    def undo(self, *, dry: bool = False) -> Undone:
        """Give back the bytes from before the last group that can be undone.

        A note that changed since is left alone; the reason is given with its path.
        """
        return undo(self._desk, dry=dry)

    def declined(self) -> tuple[str, ...]:
        """Give the keys of what was proposed in vain, oldest first."""
        return read_declined(self._desk)

    def decline(self, keys: Iterable[str]) -> None:
        """Keep the keys of what was proposed in vain. Raises RefusedToWrite."""
        add_declined(self._desk, keys)
