"""The one true thing to come back to with somebody, and the way to reach them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile

_RECENT = timedelta(days=730)
_NO_TALK = (Kind.SENT, Kind.SOCIAL)
_NEVER_FIRST = (Kind.MEET, Kind.SENT)  # no smallest gesture, and no gesture at all
_PHONES = ("phone", "whatsapp", "signal", "telegram")
_NEEDS: dict[Kind, tuple[str, ...]] = {
    Kind.EMAIL: ("email",),
    Kind.TEXT: _PHONES,
    Kind.CHAT: _PHONES,
    Kind.CALL: ("phone",),
    Kind.VIDEO: _PHONES,
}


@dataclass(frozen=True, slots=True)
class Detail:
    """What is known, in the user's words.

    ``source`` is one of ``log thread diary interest met field``; ``on`` None where
    it has no date (an interest).
    """

    on: date | None
    text: str
    source: str


def past(contact: Contact, today: date) -> tuple[Interaction, ...]:
    """Give what happened before a day, oldest first."""
    return tuple(each for each in contact.history if each.on < today)


def talks(history: Sequence[Interaction]) -> tuple[Interaction, ...]:
    """Leave out what was no talk: a message without an answer, a like."""
    return tuple(each for each in history if each.kind not in _NO_TALK)


def last_words(history: Sequence[Interaction]) -> Interaction | None:
    """Give the newest talk of which something was noted."""
    told = [each for each in talks(history) if each.text.strip()]
    return told[-1] if told else None


def open_thread(history: Sequence[Interaction]) -> Interaction | None:
    """Give the newest talk where it left something for next time."""
    newest = talks(history)[-1:]
    return newest[0] if newest and (newest[0].thread or "").strip() else None


def unanswered(history: Sequence[Interaction]) -> Interaction | None:
    """Give the newest message that has had no answer yet."""
    newest = history[-1:]
    return newest[0] if newest and newest[0].kind is Kind.SENT else None


def is_card(profile: Profile, history: Sequence[Interaction]) -> bool:
    """Say whether you met and nothing has happened since."""
    if profile.met is None:
        return not talks(history)
    return all(each.on <= profile.met for each in talks(history))


def choose_kind(contact: Contact, today: date) -> Kind:
    """Give the way to reach somebody that asks least of both.

    Their own channel, else what was used most of late and has an address, else
    what there is an address for.
    """
    profile = contact.profile
    if profile.channel and profile.channel not in _NEVER_FIRST:
        return profile.channel
    used = [
        each.kind
        for each in reversed(past(contact, today))
        if each.kind and each.on >= today - _RECENT and _reaches(profile, each.kind)
    ]
    if used:
        return Counter(used).most_common(1)[0][0]  # of equals the newest
    known = (kind for kind in (Kind.EMAIL, Kind.TEXT) if _reaches(profile, kind))
    return next(known, Kind.TEXT)


def _reaches(profile: Profile, kind: Kind) -> bool:
    return any(profile.addresses.get(each) for each in _NEEDS.get(kind, ()))
