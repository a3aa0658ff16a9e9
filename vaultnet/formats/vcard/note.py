"""The note that the kept lines of a card are."""

from __future__ import annotations

from collections.abc import Iterable

from vaultnet.formats.vcard.entries import parse_kept
from vaultnet.formats.vcard.sorting import join_notes


def kept_note(kept: Iterable[str]) -> str:
    """Give what the ``NOTE`` lines among those kept say, as ``read_vcards`` had it."""
    return join_notes(parse_kept(tuple(kept)))
