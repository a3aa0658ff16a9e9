"""One contact: found by name, looked at, made."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import partial

from vaultnet.adapters.templates import Job, Templates
from vaultnet.adapters.vault import Unreadable
from vaultnet.core.dates.week import Week, week_of
from vaultnet.core.notes.edit import yaml_text
from vaultnet.core.notes.neutral import neutral
from vaultnet.core.notes.note import Note
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.planning.rhythm import Standing, stand, wished_on
from vaultnet.core.planning.turns import put_off_until
from vaultnet.core.values import NotePath, fold, safe_name, stem, unaccented
from vaultnet.errors import AmbiguousName, NoSuchContact, RefusedToWrite, WrongUsage
from vaultnet.pipeline.snapshot import Snapshot

_BARE = re.compile(r"[^\W\d_][\w-]*(?: [\w-]+)*")
_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def find_contact(snapshot: Snapshot, name: str) -> Contact:
    """Give the contact that a name means.

    By path or file name, else an alias, else whole words of either, else a part
    that only one has; accents may be left out. Raises NoSuchContact with what
    comes close, or AmbiguousName with the candidates.
    """
    contacts = snapshot.network.contacts
    wanted = unaccented(name.strip())
    for fits in (_is_name, _is_alias, _has_words, _has_part):
        found = [each for each in contacts if wanted and fits(each, wanted)]
        if found:
            return _only(name, found)
    known = {unaccented(each): each for c in contacts for each in _called(c)}
    close = [known[each] for each in get_close_matches(wanted, known, n=3, cutoff=0.6)]
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    raise NoSuchContact(f"no contact is called {name!r}{hint}")


@dataclass(frozen=True, slots=True)
class Known:
    """A contact as they stand at the end of a day.

    ``wished_on`` is the day that you named, None once it is spent; ``put_off`` the day
    until which you marked them "not this time".
    """

    contact: Contact
    standing: Standing
    wished_on: date | None
    put_off: date | None = None

    @property
    def due_on(self) -> date | None:
        """When the next contact is due; your wish stands above the rhythm."""
        if self.wished_on or not self.standing.due_on:
            return self.wished_on
        return max(self.standing.due_on, self.put_off or self.standing.due_on)


def find_known(snapshot: Snapshot, name: str, today: date) -> Known:
    """Give a contact by name with how they stand. Raises as ``find_contact`` does."""
    return know(snapshot, find_contact(snapshot, name), today)


def know(snapshot: Snapshot, contact: Contact, today: date) -> Known:
    """Give a contact with how they stand at the end of a day."""
    before = today + timedelta(days=1)
    standing = stand(contact, snapshot.config.rhythm, before=before)
    next_week = Week(week_of(today).monday + timedelta(weeks=1))
    put_off = put_off_until(contact, standing, next_week)
    return Known(contact, standing, wished_on(contact, standing), put_off)


def find_people(snapshot: Snapshot, query: str) -> list[tuple[Contact, str]]:
    """Give who matches a word, and by what: ``location: Lisbon``."""
    wanted = unaccented(query.strip())
    found: list[tuple[Contact, str]] = []
    for contact in snapshot.network.contacts if wanted else ():
        known = _known_of(contact.profile)
        match = next((f"{k}: {v}" for k, v in known if wanted in unaccented(v)), None)
        if match is not None:
            found.append((contact, match))
    return found


def note_of(snapshot: Snapshot, contact: Contact) -> Note | None:
    """Give a contact's note as it is now, None where it cannot be read any more."""
    try:
        return snapshot.read(contact.profile.path)
    except Unreadable:
        return None


def new_contact(
    snapshot: Snapshot,
    templates: Templates,
    name: str,
    fields: Mapping[str, str | None],
    interests: Sequence[str],
    *,
    dry: bool,
    about: Mapping[str, str] | None = None,
) -> tuple[NotePath, str]:
    """Make a contact's note from the template; gives its path and its text.

    ``fields`` maps the names of fields to their text; empty ones are left out.

    Raises RefusedToWrite where a note of that name is already there.
    """
    if not any(map(str.isalnum, name)):
        raise WrongUsage(f"{name!r} is no name; write the name of somebody")
    file = safe_name(name)
    clash = [path for path in snapshot.files.notes if fold(stem(path)) == fold(file)]
    if clash:
        raise RefusedToWrite(f"{clash[0]} is already there; nothing was written")
    path = NotePath(f"{folder_for_new(snapshot)}{file}.md")
    own = snapshot.reading.dialect.own
    spelled = {own(key): text for key, text in fields.items()}
    text = render_contact(templates, name, spelled, interests)
    if not dry:
        snapshot.vault.check_no_merge()
        write_new(snapshot, path, text, about=about)
    return path, text


def write_new(
    snapshot: Snapshot,
    path: NotePath,
    text: str,
    *,
    about: Mapping[str, str] | None = None,
) -> None:
    """Write a note that is not there yet. Raises RefusedToWrite where it is."""
    snapshot.vault.change(path, partial(_new_only, path, text=text), about=about)


def render_contact(
    templates: Templates,
    name: str,
    fields: Mapping[str, str | None],
    interests: Sequence[str],
) -> str:
    """Give the text of a new contact's note; its values are ready for YAML."""
    aliases = () if safe_name(name) == name else (name,)
    said = {key: (text,) for key, text in fields.items() if text}
    job = contact_job(name, said, interests, aliases=aliases)
    return templates.render_all([job])[0]


def contact_job(
    name: str,
    fields: Mapping[str, Sequence[str]],
    interests: Sequence[str],
    *,
    aliases: Sequence[str],
    uid: str | None = None,
) -> Job:
    """Give the work of the template of a new contact's note.

    Of a field that has several values they stand in brackets.
    """
    context = {
        "name": neutral(name),
        "uid": _bare_uid(uid or str(uuid.uuid4())),
        "aliases": [_value(each) for each in aliases],
        "fields": [[_key(key), _values(each)] for key, each in fields.items()],
        "interests": [_value(each) for each in interests],
    }
    return "contact.md.j2", context


def _bare_uid(uid: str) -> str:
    """Write a UUID bare, as everybody does; another uid could mean a number."""
    return uid if _UUID.fullmatch(uid) else yaml_text(uid)


def _key(name: str) -> str:
    """Write a field's name so that YAML takes it for one, whatever is in it."""
    return name if _BARE.fullmatch(name) else yaml_text(name)


def _values(texts: Sequence[str]) -> str:
    written = [_value(each) for each in texts]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def _value(text: str) -> str:
    return yaml_text(" ".join(text.split()))


def _known_of(profile: Profile) -> Iterator[tuple[str, str]]:
    """What people search for, each with its word."""
    yield "name", profile.name
    yield from (("alias", each) for each in profile.aliases)
    for word in ("location", "company", "role"):
        value = getattr(profile, word)
        if value:
            yield word, value
    yield from (("interest", each) for each in profile.interests)
    yield from (("tag", each) for each in profile.tags)


def folder_for_new(snapshot: Snapshot) -> str:
    """Give the folder of new notes: where most people are, else the configured one."""
    counts: dict[str, int] = {}
    for each in snapshot.network.contacts:
        place = each.profile.path.rpartition("/")[0]
        counts[place] = counts.get(place, 0) + 1
    usual = snapshot.config.people.new_in
    best = max(sorted(counts), key=lambda place: counts[place], default=usual)
    place = usual if usual in counts or not best else best
    return f"{place.strip('/')}/" if place.strip("/") else ""


def _new_only(path: NotePath, now: bytes | None, text: str) -> bytes:
    if now is not None:
        raise RefusedToWrite(f"{path} is already there; nothing was written")
    return text.encode()


def _only(name: str, found: Sequence[Contact]) -> Contact:
    if len(found) == 1:
        return found[0]
    lines = "".join(f"\n  {each.profile.path}" for each in found)
    raise AmbiguousName(f"{name!r} could be any of these; write more of it:{lines}")


def _called(contact: Contact) -> Iterable[str]:
    profile = contact.profile
    return (profile.name, stem(profile.path), *profile.aliases)


def _is_name(contact: Contact, wanted: str) -> bool:
    path, name = contact.profile.path, contact.profile.name
    return wanted in map(unaccented, (name, stem(path), path, path[:-3]))


def _is_alias(contact: Contact, wanted: str) -> bool:
    return wanted in map(unaccented, contact.profile.aliases)


def _has_words(contact: Contact, wanted: str) -> bool:
    return any(f" {wanted} " in f" {unaccented(each)} " for each in _called(contact))


def _has_part(contact: Contact, wanted: str) -> bool:
    return any(wanted in unaccented(each) for each in _called(contact))
