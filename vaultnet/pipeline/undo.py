"""The last command's writes taken back."""

from __future__ import annotations

from vaultnet.adapters.vault import Undone, Vault
from vaultnet.errors import RefusedToWrite


def undo_last(vault: Vault, *, dry: bool) -> Undone:
    """Give the notes of the last command the bytes from before it.

    ``dry`` leaves the disk alone. Raises RefusedToWrite where every one of them has
    to be left alone.
    """
    if not dry:
        vault.check_no_merge()
    undone = vault.undo(dry=dry)
    if undone.left and not undone.restored:
        raise RefusedToWrite(
            "nothing was undone\n"
            + "\n".join(f"{path}: {why}" for path, why in undone.left.items())
        )
    return undone
