"""The vault on disk: found, walked, read, and written only on change."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from vaultnet.adapters.vault.disk import (
    MAX_NOTE,
    Unreadable,
    read_file,
    replace_file,
    say_why,
)
from vaultnet.adapters.vault.walk import Files, Skip, Stat, walk
from vaultnet.errors import BadConfig, NoVault, RefusedToWrite

__all__ = [
    "CONFIG_NAME",
    "MAX_NOTE",
    "Files",
    "Stat",
    "Unreadable",
    "Vault",
    "find_root",
]

CONFIG_NAME = "vaultnet.toml"

_MERGING = (
    "MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge",
    "rebase-apply",
)  # fmt: skip


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


class Vault:
    """A folder of notes."""

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise NoVault(f"{root} is not a folder; name the vault with --vault DIR")
        self.root = root.resolve()

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
            replace_file(path, target, before, after)
        except OSError as error:
            raise RefusedToWrite(
                f"{path}: {say_why(error)}; nothing was written"
            ) from None
        return True
