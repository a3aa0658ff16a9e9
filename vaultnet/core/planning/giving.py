"""Which favours wait for you: the open ones, those that cost least first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.core.people.favours import (
    Favour,
    FavourKind,
    favour_key,
    is_follow_up_due,
)
from vaultnet.core.people.network import Contact

_YOURS = (FavourKind.ASKED, FavourKind.OFFER, None)
_LONG = 1 << 30  # minutes of a favour that does not say how long it takes


@dataclass(frozen=True, slots=True)
class OpenFavour:
    """A favour that waits for you, and in whose note it stands."""

    contact: Contact
    favour: Favour


def open_favours(
    contacts: Iterable[Contact], *, monday: date
) -> tuple[OpenFavour, ...]:
    """Give what a week may list, cheap ones first, then by age.

    What they asked of you, what you offered, boxes that do not say which, and
    introductions from four weeks after their date on. Nothing of those who died;
    equal favours of one person are one.
    """
    found = [
        OpenFavour(contact, favour)
        for contact in contacts
        if not contact.profile.gone
        for favour in waiting(contact.favours)
        if favour.kind in _YOURS or is_follow_up_due(favour, monday)
    ]
    return tuple(sorted(found, key=_cheapest_first))


def waiting(favours: Sequence[Favour]) -> Iterator[Favour]:
    """Give the open favours of one person, each once."""
    seen: set[str] = set()
    for favour in favours:
        key = favour_key(favour)
        if favour.is_open and key not in seen:
            seen.add(key)
            yield favour


def cost(favour: Favour) -> tuple[int, date]:
    """Give the order of favours: few minutes first, then the older; unknown last."""
    return favour.minutes or _LONG, favour.on or date.max


def _cheapest_first(each: OpenFavour) -> tuple[int, date, str, int]:
    return (*cost(each.favour), each.contact.profile.path, each.favour.line)
