"""The picture to which a note's field leads: a file of the vault, or an address."""

from __future__ import annotations

from vaultnet.core.exchange.outgoing import linked_target
from vaultnet.core.exchange.person import Photo
from vaultnet.core.exchange.pictures import sort_of
from vaultnet.core.notes.addresses import safe_url
from vaultnet.core.notes.note import Note
from vaultnet.pipeline.linked_files import read_linked
from vaultnet.pipeline.snapshot import Snapshot


def find_picture(snapshot: Snapshot, note: Note, photo: str) -> Photo | str | None:
    """Give the picture that a ``photo`` means: its bytes, or its address in the web.

    None for what is neither, and for a file that cannot be read or is no picture.
    """
    if photo.lower().startswith(("https:", "http:")):
        return safe_url(photo)
    data = read_linked(snapshot, linked_target(photo) or photo, note.path)
    sort = sort_of(data) if data else None
    return Photo(data, sort) if data and sort else None
