"""Whom an address means: the people of a vault by all that they are reached at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vaultnet.core.exchange.keys import email_key, linkedin_key, phone_key
from vaultnet.core.exchange.traces import Peer, Sort
from vaultnet.core.notes.neutral import shown
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.values import fold

_NUMBERS = ("phone", "whatsapp", "signal")


@dataclass(frozen=True, slots=True)
class Directory:
    """Contacts by their addresses and names; several where they share one."""

    people: Mapping[Peer, tuple[Contact, ...]]

    def meant(self, peer: Peer) -> tuple[Contact, ...]:
        """Give whom a file means: nobody, one, or several who cannot be told apart."""
        return self.people.get(peer, ())


def make_directory(contacts: Iterable[Contact]) -> Directory:
    """Put the addresses of all contacts together; any order gives the same."""
    found: dict[Peer, dict[str, Contact]] = {}
    for contact in sorted(contacts, key=lambda each: each.profile.path):
        for peer in _peers(contact.profile):
            found.setdefault(peer, {})[contact.profile.path] = contact
    return Directory({peer: tuple(same.values()) for peer, same in found.items()})


def email_peer(text: str) -> Peer | None:
    """Give who is behind a mail address, None where it is none."""
    key = email_key(text)
    return Peer(Sort.EMAIL, key) if key else None


def linkedin_peer(text: str) -> Peer | None:
    """Give who is behind a LinkedIn profile, None where it is none."""
    key = linkedin_key(text)
    return Peer(Sort.LINKEDIN, key) if key else None


def phone_peer(text: str) -> Peer | None:
    """Give who is behind a phone number, None where it is none."""
    key = phone_key(text)
    return Peer(Sort.PHONE, key) if key else None


def peers_of(text: str) -> Iterator[Peer]:
    """Give all that a text may mean: an address, a profile, a number, a name."""
    profile = linkedin_peer(text) if "/in/" in text else None
    found = (email_peer(text), profile, phone_peer(text), name_peer(text))
    yield from filter(None, found)


def name_peer(text: str) -> Peer:
    """Give who has a name; case and what cannot be seen do not count."""
    return Peer(Sort.NAME, fold(shown(text)))


def _peers(profile: Profile) -> Iterator[Peer]:
    addresses = profile.addresses
    found = [
        *map(email_peer, addresses.get("email", ())),
        *map(linkedin_peer, addresses.get("linkedin", ())),
        *(linkedin_peer(each) for each in addresses.get("url", ()) if "://" in each),
        *(phone_peer(each) for sort in _NUMBERS for each in addresses.get(sort, ())),
        *map(name_peer, (profile.name, *profile.aliases)),
    ]
    yield from filter(None, found)
