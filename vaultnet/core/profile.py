"""Who somebody is, from the fields of their note, in whatever dialect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vaultnet.core.kinds import Kind
from vaultnet.core.occasions import Birthday
from vaultnet.core.values import NotePath


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's note without its history.

    ``every_days`` is the pinned rhythm in days, None for ``auto``; ``rests``
    means no check-ins at all (``cadence: none``, paused, deceased, to avoid).
    ``addresses`` maps a kind of address (``email phone whatsapp signal telegram
    linkedin url``) to its values, the first first. Links in ``met_at`` and
    ``introduced_by`` are reduced to what a reader sees.
    """

    path: NotePath
    name: str
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    uid: str | None = None
    every_days: int | None = None
    rests: bool = False
    at_worst_days: int | None = None
    snooze_until: date | None = None
    next_contact: date | None = None
    channel: Kind | None = None
    met: date | None = None
    met_at: str | None = None
    introduced_by: str | None = None
    interests: tuple[str, ...] = ()
    birthday: Birthday | None = None
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    company: str | None = None
    role: str | None = None
    location: str | None = None
    imported_from: str | None = None
