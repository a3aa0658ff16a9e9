"""Contacts -> plan: what else a week holds, besides its check-ins."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vaultnet.core.dates.week import Week, parse_week
from vaultnet.core.dates.when import parse_note_date
from vaultnet.core.notes.note import Note
from vaultnet.core.people.favours import FavourKind, favour_key
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.giving import open_favours
from vaultnet.core.planning.occasions import Upcoming, occasions_in, say_occasion
from vaultnet.core.values import NotePath, safe_name, stem
from vaultnet.core.weekly.also import Extra, favour_line, make_digest, offer_line
from vaultnet.core.weekly.inbox import read_inbox
from vaultnet.pipeline.snapshot import Snapshot

_NO_PERSON = re.compile(r"\d{4}-W\d{2}|\.\w{2,4}$")
_FAVOURS = 7  # lines of them in a week


@dataclass(frozen=True, slots=True)
class Occasions:
    """The occasions of one person in a week, in words; the first is the nearest."""

    contact: Contact
    found: tuple[Upcoming, ...]

    @property
    def on(self) -> date:
        """The day of the nearest one."""
        return self.found[0].on

    @property
    def digest(self) -> str:
        """What their line is remembered by."""
        days = (f"{each.occasion.name} {each.on}" for each in self.found)
        return make_digest("occasion", _known_as(self.contact), *days)

    def say(self) -> str:
        """Say them for a line."""
        return "; ".join(map(say_occasion, self.found))


def occasions_of(snapshot: Snapshot, week: Week) -> Mapping[NotePath, Occasions]:
    """Give a week's occasions by whose they are, those to come before belated ones."""
    found: dict[NotePath, list[Upcoming]] = {}
    for each in occasions_in(snapshot.network.contacts, snapshot.config, week):
        found.setdefault(each.contact.profile.path, []).append(each)
    return {
        path: Occasions(own[0].contact, tuple(sorted(own, key=lambda e: e.belated)))
        for path, own in found.items()
    }


def favour_extras(snapshot: Snapshot, week: Week) -> Iterator[Extra]:
    """Give the open favours, cheap ones first; introductions once, in one week."""
    told = _shown_before(snapshot, week)
    found = []
    for each in open_favours(snapshot.network.contacts, monday=week.monday):
        key = favour_key(each.favour)
        digest = make_digest("favour", _known_as(each.contact), key)
        if each.favour.kind is FavourKind.INTRODUCED and digest in told:
            continue
        link = snapshot.linker.link_text(each.contact.profile.path)
        found.append(Extra(favour_line(link, each.favour), digest))
    yield from found[:_FAVOURS]


def offer_extras(snapshot: Snapshot, note: Note, week: Week) -> Iterator[Extra]:
    """Offer a note for each name in the inbox that leads nowhere."""
    names: dict[str, None] = {}
    for item in read_inbox(note, snapshot.config.week.inbox, week.monday):
        for each in item.told.mentions:
            leads = snapshot.linker.resolve(each.target, note.path)
            name = stem(each.target.partition("#")[0]).strip()
            is_known = leads or snapshot.who.meant(each.target, note.path)
            if not is_known and _may_be_person(name):
                names.setdefault(name)
    for name in filter(None, names):
        yield Extra(offer_line(name), make_digest("note", name))


def _may_be_person(name: str) -> bool:
    """Leave out days, weeks, files, and what could be no file's name."""
    is_other = parse_note_date(name) is not None or _NO_PERSON.search(name)
    return not is_other and safe_name(name) == name and any(map(str.isalpha, name))


def _shown_before(snapshot: Snapshot, week: Week) -> Collection[str]:
    """What the notes of earlier weeks have held."""
    found: set[str] = set()
    for listing in snapshot.network.weekly.values():
        other = parse_week(listing.week)
        if other is not None and other < week:
            found.update(listing.shown)
    return found


def _known_as(contact: Contact) -> str:
    return contact.profile.uid or contact.profile.path
