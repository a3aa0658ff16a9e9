"""Who somebody is, from the fields of their note, in whatever dialect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from vaultnet.core.config import People
from vaultnet.core.dates.cadence import Cadence, parse_cadence, parse_tier
from vaultnet.core.dates.occasions import Occasion, Yearly, parse_occasion
from vaultnet.core.dates.when import parse_note_date
from vaultnet.core.kinds import Kind, kind_of
from vaultnet.core.notes.note import Field, Note
from vaultnet.core.notes.visible import visible
from vaultnet.core.people.marks import has_tag, words_of
from vaultnet.core.values import NotePath, Problem, stem

_Read = TypeVar("_Read")
Groups = Mapping[str, list[Field]]


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's note without its history.

    ``every_days`` is the pinned rhythm in days, None for ``auto``; ``has_cadence``
    tells that the note says either; ``rests``
    means no check-ins at all (``cadence: none``, paused, deceased, to avoid),
    ``gone`` that the person has died.
    ``addresses`` maps a kind of address (``email phone whatsapp signal telegram
    linkedin url``) to its values, the first first. ``formerly`` are notes that were
    united with this one, by path without ``.md``, ``other_uids`` their marks;
    ``card_uids`` are the UIDs of address books' cards that were taken into a note with
    a ``uid`` of its own. Links in ``met_at`` and ``introduced_by`` are reduced to what
    a reader sees.
    """

    path: NotePath
    name: str
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    uid: str | None = None
    every_days: int | None = None
    rests: bool = False
    gone: bool = False
    at_worst_days: int | None = None
    snooze_until: date | None = None
    next_contact: date | None = None
    channel: Kind | None = None
    met: date | None = None
    met_at: str | None = None
    introduced_by: str | None = None
    interests: tuple[str, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    company: str | None = None
    role: str | None = None
    location: str | None = None
    imported_from: str | None = None
    connected_on: date | None = None
    has_cadence: bool = False
    card_uids: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    other_uids: tuple[str, ...] = ()

    @property
    def birthday(self) -> Occasion | None:
        """The birthday among the occasions."""
        found = (each for each in self.occasions if each.name is Yearly.BIRTHDAY)
        return next(found, None)


ADDRESSES = ("email", "phone", "whatsapp", "signal", "telegram", "linkedin", "url")
_ONE_VALUE = (
    "last_contact", "cadence", "at_worst", "next_contact", "snooze_until", "birthday",
    "anniversary", "name_day", "met", "channel",
)  # fmt: skip
_RESTING = frozenset({"archived", "inactive", "closed"})
TIER_TAGS = ("alist", "blist", "clist", "dlist")
_PAUSED = frozenset({"true", "yes", "1"})
GONE_TAGS = ("deceased", "in-memoriam", "rip")
_NOT = frozenset({"false", "no", "0", ""})
_EXPECTED = {
    "date": "a date such as 2026-08-02",
    "birthday": "a day such as 1990-05-12 or 05-12",
    "occasion": "a day such as 2014-06-21 or 06-21",
    "cadence": "something like monthly, 6w, every 3 weeks, 90 (days), auto or none",
    "channel": "a kind such as email, text or call",
}


@dataclass(frozen=True, slots=True)
class _Reader:
    """The fields of one note by canonical name, and what is wrong with them."""

    path: NotePath
    groups: Groups
    problems: list[Problem]

    def texts(self, name: str) -> tuple[str, ...]:
        """Give all values of a field as text, each once, empty ones left out."""
        found = (
            visible(source).strip()
            for each in self.groups.get(name, ())
            for source in each.sources
            if each.value is not None
        )
        return tuple(dict.fromkeys(text for text in found if text))

    def text(self, name: str) -> str | None:
        """Give the first value of a field."""
        return next(iter(self.texts(name)), None)

    def read(
        self, name: str, parse: Callable[[str], _Read | None], expected: str
    ) -> _Read | None:
        """Give the first value that can be read; a problem for each that cannot."""
        for each in self.groups.get(name, ()):
            for source in filter(str.strip, each.sources):
                value = parse(source)
                if value is not None:
                    return value
                self._complain(each, expected, source, _EXPECTED[expected])
        return None

    def day(self, name: str) -> date | None:
        """Give a date."""
        return self.read(name, parse_note_date, "date")

    def days(self, name: str) -> Cadence | None:
        """Give a length of time in the words of a cadence."""
        return self.read(name, parse_cadence, "cadence")

    def compare(self) -> None:
        """Report each field that stands in two spellings which disagree."""
        for name in _ONE_VALUE:
            first, *others = self.groups.get(name, ()) or (None,)
            for other in others:
                if first and _differ(first, other):
                    self.problems.append(
                        Problem(
                            self.path,
                            other.line,
                            "disagree",
                            f"“{other.key}” and “{first.key}” mean the same and say"
                            f" different things ({_said(other)} and {_said(first)});"
                            " keep one",
                        )
                    )

    def _complain(self, field: Field, code: str, source: str, expected: str) -> None:
        self.problems.append(
            Problem(
                self.path,
                field.line,
                code,
                f"“{field.key}: {source.strip()[:60]}” cannot be read;"
                f" write {expected}",
            )
        )


def read_profile(
    note: Note, groups: Groups, tags: tuple[str, ...], people: People
) -> tuple[Profile, tuple[Problem, ...]]:
    """Give the person a note is about, and what is wrong with its fields."""
    reader = _Reader(note.path, groups, [])
    reader.compare()
    cadence = _cadence(reader, tags)
    worst = reader.days("at_worst")
    gone = _is_gone(reader, tags)
    name = stem(note.path)
    profile = Profile(
        path=note.path,
        name=name.removeprefix(people.name_prefix) or name,
        aliases=_aliases(reader),
        tags=tags,
        uid=reader.text("uid"),
        every_days=cadence.every_days,
        rests=gone or cadence.rests or _rests(reader, tags, people),
        gone=gone,
        at_worst_days=worst.every_days if worst else None,
        snooze_until=reader.day("snooze_until"),
        next_contact=reader.day("next_contact"),
        channel=reader.read("channel", kind_of, "channel"),
        met=reader.day("met"),
        met_at=reader.text("met_at"),
        introduced_by=reader.text("introduced_by"),
        interests=reader.texts("interests"),
        occasions=_occasions(reader),
        addresses={name: texts for name in ADDRESSES if (texts := reader.texts(name))},
        company=reader.text("company"),
        role=reader.text("role"),
        location=reader.text("location"),
        imported_from=reader.text("imported_from"),
        connected_on=reader.day("connected_on"),
        card_uids=_card_uids(groups),
        has_cadence=reader.text("cadence") is not None,
        formerly=reader.texts("formerly"),
        other_uids=reader.texts("other_uids"),
    )
    return profile, tuple(reader.problems)


def _occasions(reader: _Reader) -> tuple[Occasion, ...]:
    anniversary = partial(parse_occasion, name=Yearly.ANNIVERSARY)
    name_day = partial(parse_occasion, name=Yearly.NAME_DAY)
    found = (
        reader.read("birthday", parse_occasion, "birthday"),
        reader.read("anniversary", anniversary, "occasion"),
        reader.read("name_day", name_day, "occasion"),
    )
    return tuple(each for each in found if each is not None)


def _cadence(reader: _Reader, tags: tuple[str, ...]) -> Cadence:
    """The pinned rhythm: the cadence field, else a tier, else a tier's tag."""
    cadence = reader.days("cadence")
    if cadence is not None:
        return cadence
    tiers = (*reader.texts("tier"), *(tag for tag in tags if tag in TIER_TAGS))
    days = next((days for tier in tiers if (days := parse_tier(tier))), None)
    return Cadence(every_days=days, rests=False)


def _rests(reader: _Reader, tags: tuple[str, ...], people: People) -> bool:
    return (
        has_tag(tags, people.avoid_tags)
        or bool(words_of(reader.groups, "paused") & _PAUSED)
        or bool(words_of(reader.groups, "status") & _RESTING)
    )


def _is_gone(reader: _Reader, tags: tuple[str, ...]) -> bool:
    return (
        has_tag(tags, GONE_TAGS)
        or "deceased" in words_of(reader.groups, "status")
        or bool(words_of(reader.groups, "deceased") - _NOT)
    )


def _card_uids(groups: Groups) -> tuple[str, ...]:
    lines = (each for field in groups.get("vcard", ()) for each in field.sources)
    return tuple(line[4:] for line in lines if line[:4].upper() == "UID:")


def _aliases(reader: _Reader) -> tuple[str, ...]:
    """Other names: the aliases, and what the name fields of other tools hold."""
    joined = " ".join(
        text for name in ("first_name", "last_name") if (text := reader.text(name))
    )
    others = (*reader.texts("aliases"), *reader.texts("name"), joined)
    return tuple(dict.fromkeys(filter(None, others)))


def _differ(one: Field, other: Field) -> bool:
    both = {tuple(filter(None, map(str.strip, each.sources))) for each in (one, other)}
    return len(both - {()}) > 1


def _said(field: Field) -> str:
    return ", ".join(filter(None, field.sources)) or "nothing"
