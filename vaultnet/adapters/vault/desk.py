"""Where a vault's notes are written from: its folder for state, and the rules."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from vaultnet.adapters.vault.disk import say_why
from vaultnet.adapters.vault.journal import Journal
from vaultnet.adapters.vault.lock import held
from vaultnet.errors import RefusedToWrite

Look = tuple[tuple[int, int, int], float]
"""A file's size, time and inode, and when that was first seen (monotonic)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A vault, the folder that vaultnet keeps for it elsewhere, and its patience.

    ``quiet`` is how long, in seconds, nobody may have written into a note before
    it is written; ``patience`` how long that is waited for. ``journal`` is what has
    been written lately, ``owed`` the times of writes that were seen to be missing and
    are not put back yet.
    """

    root: Path
    folder: Path
    patience: float
    quiet: float
    journal: Journal
    looks: dict[Path, Look] = field(default_factory=dict)
    owed: set[int] = field(default_factory=set)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep all other writers out for one round."""
        if self.folder.resolve().is_relative_to(self.root):
            raise RefusedToWrite(
                f"{self.folder} lies in the vault; name another folder for vaultnet's"
                " own state in VAULTNET_STATE"
            )
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = held(self.folder / "lock")
            lock.__enter__()
        except OSError as error:
            raise RefusedToWrite(
                f"{self.folder}: {say_why(error)}; nothing was written"
            ) from None
        try:
            yield
        finally:
            lock.__exit__(None, None, None)

    def target(self, path: str) -> Path:
        """Give the file that a path leads to. Raises RefusedToWrite outside."""
        try:
            target = (self.root / path).resolve()
        except (OSError, RuntimeError, ValueError):
            raise RefusedToWrite(f"{path}: leads nowhere; mend the link") from None
        if not target.is_relative_to(self.root):
            raise RefusedToWrite(f"{path}: leads out of the vault; nothing was written")
        return target


def state_folder(root: Path, state: Path | None) -> Path:
    """Give the folder for a vault's state: named, else VAULTNET_STATE, else usual."""
    if state is None and os.environ.get("VAULTNET_STATE"):
        state = Path(os.environ["VAULTNET_STATE"])
    if state is None:
        from platformdirs import user_state_path  # noqa: PLC0415 (20 ms, if needed)

        state = user_state_path("vaultnet", appauthor=False)
    name = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()
    return state.absolute() / name[:24]
