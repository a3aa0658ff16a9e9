"""A note taken away: its bytes stay in the journal, and it comes back by undo."""

from __future__ import annotations

import time

from vaultnet.adapters.vault import files
from vaultnet.adapters.vault.desk import Desk
from vaultnet.adapters.vault.disk import read_file, say_why_not_written
from vaultnet.adapters.vault.journal import Record, Writing, digest
from vaultnet.adapters.vault.merging import check_no_merge
from vaultnet.adapters.vault.placing import look, unwritten
from vaultnet.adapters.vault.quiet import busy, unrest, wait_until_quiet
from vaultnet.errors import RefusedToWrite


def remove(desk: Desk, path: str, data: bytes, writing: Writing) -> None:
    """Take a note away that holds these bytes.

    Raises RefusedToWrite where it holds others, and Busy where somebody is writing
    into it.
    """
    target = desk.target(path)
    place = target.relative_to(desk.root).as_posix()
    try:
        withdraw(desk, Record(0, path, place, writing, digest(data), None), data)
    except OSError as error:
        raise unwritten(path, error) from None


def withdraw(desk: Desk, record: Record, data: bytes) -> None:
    """Take away the note of a record; its file holds ``data``."""
    if not record.writing.in_conflict:
        check_no_merge(desk.root)
    target = desk.root / record.target
    if unrest(desk, record.path, target):
        end = time.monotonic() + desk.patience
        wait_until_quiet(desk, record.path, target, end)
    with desk.locked():
        record = desk.journal.add(record, data, None)
        temporary = target.parent / record.temporary
        try:
            files.withdraw(temporary, target, data)
        except files.Changed:
            desk.journal.drop(record)
            if target.is_file() and read_file(target) == data:
                raise busy(record.path) from None
            raise RefusedToWrite(f"{record.path}: was changed since") from None
        except OSError as error:
            desk.journal.drop(record)
            raise RefusedToWrite(
                f"{record.path}: {say_why_not_written(error)}"
            ) from None
        found = look(desk, record, data)
        if found is not None:
            temporary.rename(target)
            desk.journal.drop(record)
            raise RefusedToWrite(f"{record.path}: was changed since")
