"""The one true thing to come back to with somebody, and the way to reach them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vaultnet.core.kinds import Kind, kind_of
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.prompts.quoting import plain
from vaultnet.core.values import fold

_RECENT = timedelta(days=730)
_NO_TALK = (Kind.SENT, Kind.SOCIAL)
_NEVER_FIRST = (Kind.MEET, Kind.SENT)  # no smallest gesture, and no gesture at all
_WORD = re.compile(r"[^\W\d_]+")
_SAYS_NOTHING = frozenset(
    "with and at a an the in on for had we i me my our us together again short"
    " quick long nice good lovely late early another cup of to saw seen".split()
)
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


def after(met: date | None, history: Sequence[Interaction]) -> tuple[Interaction, ...]:
    """Leave out the meeting itself: all up to the day of meeting."""
    return tuple(each for each in history if met is None or each.on > met)


def last_words(
    talks: Sequence[Interaction], names: Collection[str] = ()
) -> Interaction | None:
    """Give the newest talk of which more is told than that it took place."""
    told = [each for each in talks if says_something(each.text, names)]
    return told[-1] if told else None


def says_something(text: str, names: Collection[str] = ()) -> bool:
    """Say whether a text tells more than whom you saw and how: not "tea with Kit"."""
    text = plain(text)
    words = {fold(word) for word in _WORD.findall(text)}
    initials = {word for word in words if len(word) == 1 and word.isascii()}
    named = {word for word in words if kind_of(word)}
    told = words - initials - named - _SAYS_NOTHING - set(names)
    return bool(told)


def open_thread(talks: Sequence[Interaction]) -> Interaction | None:
    """Give the newest talk where it left something for next time."""
    newest = talks[-1] if talks else None
    return newest if newest and plain(newest.thread or "") else None


def unanswered(history: Sequence[Interaction]) -> Interaction | None:
    """Give the newest message that has had no answer yet."""
    newest = history[-1:]
    return newest[0] if newest and newest[0].kind is Kind.SENT else None


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
