"""All contacts with their histories, put together from what each note says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from vaultnet.core.dates.week import Week, parse_week
from vaultnet.core.notes.visible import link_target
from vaultnet.core.people.facts import Facts, Listing, Topic
from vaultnet.core.people.favours import Favour
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.listing import SKIPPED
from vaultnet.core.people.mentions import Told, counted
from vaultnet.core.people.profile import Profile
from vaultnet.core.people.who import Who
from vaultnet.core.values import NotePath, Problem


@dataclass(frozen=True, slots=True)
class Contact:
    """A person you keep in touch with.

    ``history`` is oldest first and may reach into the future; what is meant to
    look back takes only what lies before its day. ``listed`` are the weeks whose
    notes held this person, oldest first; ``skipped`` those in which the user marked
    their line "not this time", ``wished`` those in which they ticked an occasion.
    ``favours`` stand in the order of the note.
    """

    profile: Profile
    history: tuple[Interaction, ...] = ()
    listed: tuple[Week, ...] = ()
    skipped: tuple[Week, ...] = ()
    favours: tuple[Favour, ...] = ()
    wished: tuple[Week, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Everybody, in the order of their paths, and what only shows across notes.

    ``weekly`` are the weekly notes.
    """

    contacts: tuple[Contact, ...] = ()
    topics: tuple[tuple[NotePath, Topic], ...] = ()
    weekly: Mapping[NotePath, Listing] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def make_network(rows: Iterable[Facts], who: Who, mentions: str) -> Network:
    """Put the network together; the same for any order of the rows.

    ``who`` knows the people of these rows.

    ``mentions`` is the rule by which links in diaries count (``[log] mentions``).
    """
    rows = sorted(rows, key=lambda row: row.path)
    people = {row.path: row.profile for row in rows if row.profile}
    favours = {row.path: row.favours for row in rows}
    found: dict[NotePath, list[Interaction]] = defaultdict(list)
    weeks: dict[NotePath, _Weeks] = defaultdict(_Weeks)
    resolve = _Resolver(who)
    for row in rows:
        if row.profile:
            found[row.path].extend(row.entries)
        for told in row.told:
            for path in counted(told, resolve.people_in(row.path, told), mentions):
                found[NotePath(path)].append(_interaction(row.path, told))
        if row.listing:
            _take_listing(row.path, row.listing, resolve, weeks)
    return Network(
        contacts=tuple(
            Contact(
                profile,
                make_history(found[path]),
                tuple(sorted(weeks[path].listed)),
                tuple(sorted(weeks[path].skipped)),
                favours[path],
                tuple(sorted(weeks[path].wished)),
            )
            for path, profile in people.items()
        ),
        topics=tuple((row.path, row.topic) for row in rows if row.topic),
        weekly={row.path: row.listing for row in rows if row.listing},
        problems=(*_same_uid(people), *resolve.problems),
    )


@dataclass(slots=True)
class _Weeks:
    """The weeks whose notes say something of one person."""

    listed: set[Week] = field(default_factory=set)
    skipped: set[Week] = field(default_factory=set)
    wished: set[Week] = field(default_factory=set)


def _take_listing(
    path: NotePath,
    listing: Listing,
    resolve: _Resolver,
    weeks: Mapping[NotePath, _Weeks],
) -> None:
    week = parse_week(listing.week)
    if week is None:
        return
    for person in resolve.listed(path, listing.listed):
        weeks[person].listed.add(week)
    left = (target for target, mark in listing.marks if mark == SKIPPED)
    for person in resolve.listed(path, left):
        weeks[person].skipped.add(week)
    for person in resolve.listed(path, listing.wished):
        weeks[person].wished.add(week)


def make_history(found: Iterable[Interaction]) -> tuple[Interaction, ...]:
    """Order what was found and say each thing once.

    Entries with one week key are one: the earliest date, the longer text. The log
    says how often something happened on a day; where it is silent one line of a
    diary stands for the day, and a date field only where nothing else does.
    """
    days: dict[date, list[Interaction]] = defaultdict(list)
    for each in _one_a_week_key(found):
        days[each.on].append(each)
    return tuple(each for day in sorted(days) for each in _one_day(days[day]))


def _one_a_week_key(found: Iterable[Interaction]) -> Iterator[Interaction]:
    same: dict[str, list[Interaction]] = defaultdict(list)
    for each in found:
        if each.week_key is None:
            yield each
        else:
            same[each.week_key].append(each)
    for key in sorted(same):
        yield _unite(sorted(same[key], key=_longest_first))


def _unite(same: list[Interaction]) -> Interaction:
    return replace(
        same[0],
        on=min(each.on for each in same),
        kind=next((each.kind for each in same if each.kind), None),
        thread=next((each.thread for each in same if each.thread), None),
    )


def _longest_first(each: Interaction) -> tuple[int, tuple[object, ...]]:
    return -len(each.text), _place(each)


def _place(each: Interaction) -> tuple[object, ...]:
    """An order in which no two different entries are equal."""
    return each.path, each.line, each.text, str(each.kind), each.on, each.source


def _one_day(found: list[Interaction]) -> list[Interaction]:
    if len(found) == 1:
        return found
    log = [each for each in found if each.source is Source.LOG]
    if log:
        return sorted(log, key=_place)
    told = [each for each in found if each.source is Source.DIARY] or found
    return [min(told, key=lambda each: (each.kind is None, _place(each)))]


def _interaction(path: NotePath, told: Told) -> Interaction:
    return Interaction(
        told.on, told.kind, told.text, path, told.line, source=Source.DIARY
    )


class _Resolver:
    """Whom links mean; remembers what to tell the user about those that miss."""

    def __init__(self, who: Who) -> None:
        self._who = who
        self.problems: list[Problem] = []

    def people_in(self, path: NotePath, told: Told) -> dict[str, str]:
        """Map the targets in a line to the contacts they mean."""
        found: dict[str, str] = {}
        for each in told.mentions:
            target = self._who.linked(each.target, path)
            if target is not None:
                found[each.target] = target
                self._doubt(path, told.line, each.target, target)
                self._mend(path, told.line, each.target)
            elif self._who.linker.resolve(each.target, path) is None:
                self._hint(path, told.line, each.target)
        return found

    def listed(self, path: NotePath, links: Iterable[str]) -> Iterator[NotePath]:
        """Give the contacts that a weekly note has listed."""
        for link in links:
            target = self._who.meant(link_target(link), path)
            if target is not None:
                yield target

    def _doubt(self, path: NotePath, line: int, target: str, taken: str) -> None:
        """Say where a name could mean several people: Obsidian takes one silently."""
        several = self._who.linker.ambiguous(target, path)
        people = self._who.people
        others = [each for each in several if each in people and each != taken]
        if others:
            self.problems.append(
                Problem(
                    path,
                    line,
                    "ambiguous",
                    f"[[{target}]] counts for {taken}, as in Obsidian, and could mean"
                    f" {' or '.join(others)}; write the path into the link to be sure",
                )
            )

    def _mend(self, path: NotePath, line: int, target: str) -> None:
        """Say where a link counts by the field ``formerly``, which Obsidian ignores."""
        taken_in = self._who.took_in(target, path)
        if taken_in is None or self._who.linker.resolve(target, path) is not None:
            return
        name = self._who.people[taken_in].name
        self.problems.append(
            Problem(
                path,
                line,
                "link",
                f"[[{target}]] leads nowhere in Obsidian; it counts for {name}, whose"
                f" note took that one in: write [[{name}|{target}]]",
            )
        )

    def _hint(self, path: NotePath, line: int, target: str) -> None:
        known = self._who.alias_of(target)
        if known is not None:
            name = known.name
            self.problems.append(
                Problem(
                    path,
                    line,
                    "link",
                    f"[[{target}]] leads nowhere, and {target} is another name of"
                    f" {name}: write [[{name}|{target}]]",
                )
            )


def _same_uid(people: Mapping[NotePath, Profile]) -> Iterator[Problem]:
    first: dict[str, NotePath] = {}
    for path, profile in people.items():
        if profile.uid is None:
            continue
        other = first.setdefault(profile.uid, path)
        if other != path:
            yield Problem(
                path,
                1,
                "uid",
                f"has the same uid as {other}: one of the two is a copy; delete it,"
                " or delete its uid",
            )
