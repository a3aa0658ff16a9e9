"""All contacts with their histories, put together from what each note says."""

from __future__ import annotations

from dataclasses import dataclass

from vaultnet.core.interactions import Interaction
from vaultnet.core.profile import Profile
from vaultnet.core.week import Week


@dataclass(frozen=True, slots=True)
class Contact:
    """A person you keep in touch with.

    ``history`` is oldest first and may reach into the future; what is meant to
    look back takes only what lies before its day. ``listed`` are the weeks whose
    notes held this person, oldest first.
    """

    profile: Profile
    history: tuple[Interaction, ...] = ()
    listed: tuple[Week, ...] = ()
