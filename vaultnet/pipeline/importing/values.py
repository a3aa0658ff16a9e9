"""A value that a file has otherwise, taken because the user said so."""

from __future__ import annotations

from vaultnet.core.exchange.incoming import Differs
from vaultnet.core.notes.edit import set_field
from vaultnet.core.values import NotePath
from vaultnet.pipeline.contact_edits import change_contact
from vaultnet.pipeline.snapshot import Snapshot


def take_value(snapshot: Snapshot, path: NotePath, value: Differs) -> bool:
    """Put the file's value in the place of the note's; True where it was written.

    Raises RefusedToWrite.
    """
    return change_contact(
        snapshot,
        path,
        lambda note: set_field(note, value.field, value.there),
        dry=False,
    )
