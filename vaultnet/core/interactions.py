"""What happened between you and somebody, and when, read from notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vaultnet.core.kinds import Kind
from vaultnet.core.values import NotePath


class Source(StrEnum):
    """Where an interaction was read."""

    LOG = "log"
    DIARY = "diary"  # a daily or meeting note: shown to the user, never in a draft
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Interaction:
    """Something that happened, dated.

    ``kind`` is None where it is not named. ``week_key`` is the label of the link
    to a weekly note that ends the entry (``2026-W48``): entries of one contact
    with one key are one entry. ``thread`` is what to come back to next time
    (``next: ask how the marathon went``), as the user worded it after ``next:``.
    """

    on: date
    kind: Kind | None
    text: str
    path: NotePath
    line: int
    source: Source = Source.LOG
    thread: str | None = None
    week_key: str | None = None
