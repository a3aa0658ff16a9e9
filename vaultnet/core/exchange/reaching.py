"""Whom an address means: the people of a vault by all that they are reached at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from vaultnet.core.exchange.keys import email_key, linkedin_key, phone_key
from vaultnet.core.exchange.traces import Peer, Sort
from vaultnet.core.notes.neutral import shown
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.values import fold


@dataclass(frozen=True, slots=True)
class Directory:
    """Contacts by their addresses and names; several where they share one."""

    people: Mapping[Peer, tuple[Contact, ...]]

    def meant(self, peer: Peer) -> tuple[Contact, ...]:
        """Give whom a file means: nobody, one, or several who cannot be told apart."""
        return self.people.get(peer, ())


def make_directory(
    contacts: Iterable[Contact], sorts: Iterable[Sort] = tuple(Sort), region: str = ""
) -> Directory:
    """Put all contacts together by some sorts of address; any order gives the same.

    ``region`` is where numbers without a country are at home.
    """
    readers = [_READERS[sort] for sort in sorts]
    found: dict[Peer, dict[str, Contact]] = {}
    for contact in sorted(contacts, key=lambda each: each.profile.path):
        for peer in chain.from_iterable(
            read(contact.profile, region) for read in readers
        ):
            if peer:
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


def phone_peer(text: str, region: str = "") -> Peer | None:
    """Give who is behind a phone number, None where it is none."""
    key = phone_key(text, region)
    return Peer(Sort.PHONE, key) if key else None


def peers_of(text: str) -> Iterator[Peer]:
    """Give all that a text may mean: an address, a profile, a number, a name."""
    profile = linkedin_peer(text) if "/in/" in text else None
    found = (email_peer(text), profile, phone_peer(text), name_peer(text))
    yield from filter(None, found)


def name_peer(text: str) -> Peer:
    """Give who has a name; case and what cannot be seen do not count."""
    return Peer(Sort.NAME, fold(shown(text)))


def _emails(profile: Profile, _region: str) -> Iterator[Peer | None]:
    return map(email_peer, profile.addresses.get("email", ()))


def _profiles(profile: Profile, _region: str) -> Iterator[Peer | None]:
    addresses = profile.addresses
    yield from map(linkedin_peer, addresses.get("linkedin", ()))
    yield from (linkedin_peer(each) for each in addresses.get("url", ()) if "/" in each)


def _numbers(profile: Profile, region: str) -> Iterator[Peer | None]:
    for sort in ("phone", "whatsapp", "signal"):
        numbers = profile.addresses.get(sort, ())
        yield from (phone_peer(each, region) for each in numbers)


def _names(profile: Profile, _region: str) -> Iterator[Peer | None]:
    return map(name_peer, (profile.name, *profile.aliases))


_READERS: Mapping[Sort, Callable[[Profile, str], Iterator[Peer | None]]] = {
    Sort.EMAIL: _emails,
    Sort.LINKEDIN: _profiles,
    Sort.PHONE: _numbers,
    Sort.NAME: _names,
}
