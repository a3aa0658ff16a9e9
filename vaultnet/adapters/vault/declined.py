"""What was proposed and not wanted, one line each, in the folder for state."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from vaultnet.adapters.vault.desk import Desk
from vaultnet.adapters.vault.disk import say_why_not_written
from vaultnet.errors import RefusedToWrite

_NAME = "declined"
_MOST = 50_000  # lines that are kept, the latest


def read_declined(desk: Desk) -> tuple[str, ...]:
    """Give the lines, oldest first; none where they cannot be read."""
    try:
        text = (desk.folder / _NAME).read_text("utf-8", "replace")
    except OSError:
        return ()
    return tuple(filter(None, text.split("\n")))


def add_declined(desk: Desk, lines: Iterable[str]) -> None:
    """Keep more lines; one with a break in it becomes one line.

    Raises RefusedToWrite where they cannot be kept.
    """
    new = [" ".join(each.split()) for each in lines]
    with desk.locked():
        kept = dict.fromkeys((*read_declined(desk), *new))
        text = "".join(f"{each}\n" for each in [*kept][-_MOST:])
        path = desk.folder / _NAME
        try:
            _replace(path, text.encode("utf-8", "replace"))
        except OSError as error:
            raise RefusedToWrite(f"{path}: {say_why_not_written(error)}") from None


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
