"""What one note says, taken by itself: the row that the index keeps of it.

Nothing here depends on any other note, so a row stays true until its own file or
the way of reading changes. Links are resolved later, when all notes are known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from vaultnet.core.config import Config
from vaultnet.core.dates.moment import daily_date
from vaultnet.core.dates.week import parse_week
from vaultnet.core.dates.when import parse_note_date
from vaultnet.core.notes.note import Field, Note
from vaultnet.core.notes.visible import visible
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.people.favours import Favour, read_favours
from vaultnet.core.people.interactions import (
    Interaction,
    read_dated_list,
    read_fields,
    read_log,
)
from vaultnet.core.people.listing import read_lines, read_shown
from vaultnet.core.people.marks import is_person, words_of
from vaultnet.core.people.mentions import Told, read_attendees, read_diary
from vaultnet.core.people.profile import Profile, read_profile
from vaultnet.core.values import NotePath, Problem, stem

WEEK_TYPE = "vaultnet-week"


@dataclass(frozen=True, slots=True)
class Reading:
    """How this vault is read: its configuration and where its daily notes lie.

    ``daily_folder`` and ``daily_format`` are Obsidian's own settings unless the
    configuration says otherwise; an empty folder means anywhere.
    """

    config: Config = field(default_factory=Config)
    daily_folder: str = ""
    daily_format: str = "YYYY-MM-DD"
    locale: str = ""

    @property
    def dialect(self) -> Dialect:
        """The spellings of fields in force."""
        return Dialect(self.config.fields)


@dataclass(frozen=True, slots=True)
class Listing:
    """A weekly note: its week, and the people it has ever listed (links).

    ``marks`` are the links to people on the lines of its list and the characters in
    their boxes; ``wished`` the links to those whose occasion was ticked, ``shown``
    the digests of what else it has ever listed.
    """

    week: str
    listed: tuple[str, ...]
    marks: tuple[tuple[str, str], ...] = ()
    wished: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A dated note of the user's own, and what it is about: tags and link targets."""

    on: date
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a single note tells."""

    path: NotePath
    profile: Profile | None = None
    entries: tuple[Interaction, ...] = ()
    told: tuple[Told, ...] = ()
    listing: Listing | None = None
    topic: Topic | None = None
    problems: tuple[Problem, ...] = ()
    favours: tuple[Favour, ...] = ()

    def with_problem(self, problem: Problem) -> Facts:
        """Give the same facts with one more problem."""
        return replace(self, problems=(*self.problems, problem))


_DATE_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")


class Gatherer:
    """Reads facts off notes, in one way for the whole vault."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._dialect = reading.dialect

    def gather(self, note: Note) -> Facts:
        """Give what a note says."""
        groups = self._dialect.sort(note.fields)
        if WEEK_TYPE in words_of(groups, "type"):
            return Facts(
                note.path, listing=_listing(note, groups), problems=note.problems
            )
        tags = (*tags_of(groups), *note.body.tags)
        config = self._reading.config
        if is_person(note.path, groups, tags, config.people):
            return self._of_person(note, groups, tuple(dict.fromkeys(tags)))
        return self._of_other(note, groups, tags)

    def _of_person(
        self, note: Note, groups: Mapping[str, list[Field]], tags: tuple[str, ...]
    ) -> Facts:
        config = self._reading.config
        profile, wrong = read_profile(note, groups, tags, config.people)
        entries, unread = read_log(note, config.log.headings)
        dates, undated = read_fields(note.path, groups.get("last_contact", ()))
        listed = read_dated_list(note.path, groups.get("interactions", ()))
        return Facts(
            note.path,
            profile=profile,
            entries=(*entries, *listed, *dates),
            problems=(*note.problems, *wrong, *undated, *unread),
            favours=read_favours(note),
        )

    def _of_other(
        self, note: Note, groups: Mapping[str, list[Field]], tags: tuple[str, ...]
    ) -> Facts:
        reading = self._reading
        daily = daily_date(
            reading.daily_format, reading.daily_folder, note.path, reading.locale
        )
        on = daily or _date_of(note, groups)
        attendees = groups.get("attendees", [])
        told: tuple[Told, ...] = ()
        if on is not None and attendees:
            told = (read_attendees(on, attendees, stem(note.path)),)
        if on is not None and (daily or attendees or _is_meeting(note.path, groups)):
            told += tuple(read_diary(note, on))
        topic = None if daily or told else _topic(note, on, tags)
        return Facts(note.path, told=told, topic=topic, problems=note.problems)


def tags_of(groups: Mapping[str, list[Field]]) -> tuple[str, ...]:
    """Give the tags of the frontmatter: a list, or one text with commas between."""
    return tuple(
        tag.removeprefix("#")
        for each in groups.get("tags", ())
        for source in each.sources
        for tag in re.split(r"[,\s]+", source.strip())
        if tag
    )


def _listing(note: Note, groups: Mapping[str, list[Field]]) -> Listing | None:
    week = next((s for f in groups.get("week", ()) for s in f.sources), "")
    if parse_week(week) is None:
        return None
    listed = (source for f in groups.get("listed", ()) for source in f.sources)
    lines = read_lines(note)
    return Listing(
        week=week,
        listed=tuple(filter(None, listed)),
        marks=tuple((each.target, each.mark) for each in lines if not each.is_extra),
        wished=tuple(each.target for each in lines if each.is_extra and each.is_done),
        shown=read_shown(note),
    )


def _date_of(note: Note, groups: Mapping[str, list[Field]]) -> date | None:
    """A note's own date: its ``date`` field, else the date in its name."""
    for each in groups.get("date", ()):
        for source in each.sources:
            day = parse_note_date(source)
            if day is not None:
                return day
    match = _DATE_IN_NAME.search(stem(note.path))
    return parse_note_date(match[1]) if match else None


def _is_meeting(path: NotePath, groups: Mapping[str, list[Field]]) -> bool:
    meant = {"meeting", "meetings", "1-1", "call"}
    return bool(
        meant & (words_of(groups, "type") | words_of(groups, "categories"))
        or {part.casefold() for part in path.split("/")[:-1]} & {"meetings"}
    )


def _topic(note: Note, on: date | None, tags: tuple[str, ...]) -> Topic | None:
    if on is None:
        return None
    links = (
        visible(f"[[{each.target.partition('#')[0]}]]") for each in note.body.links
    )
    words = tuple(dict.fromkeys(filter(None, (*tags, *links))))
    return Topic(on, stem(note.path), words) if words else None
