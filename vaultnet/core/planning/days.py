"""On which day each check-in stands in a calendar: spread by capacity, and at rest.

Those of this week's list who waited before it began take its first days, in turn, and
so do those who were missed those of the next. All others have a day of the week of
their own, drawn by a lot that never changes, and where it is full the next one with
room. A week is settled as of its Monday, and places in it stay given: so an event of
this week stays where it is until its day is over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from math import ceil

from vaultnet.core.config import WEEKDAYS, Config
from vaultnet.core.dates.week import Week, week_of
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.places import Places, Seat
from vaultnet.core.planning.plan import Plan
from vaultnet.core.planning.rhythm import Standing, later, stand, wished_on
from vaultnet.core.planning.turns import is_only_imported, put_off_until
from vaultnet.core.values import NotePath, fold

_STEPS = 4  # the factor by which all wait grows in quarters, or each note moved it
_FURTHEST = 10 * 365  # days: what lies further ahead has no day yet


@dataclass(frozen=True, slots=True)
class Listed:
    """Who has a place in this week, and whose box is still open there."""

    everybody: frozenset[NotePath]
    waiting: frozenset[NotePath]


@dataclass(frozen=True, slots=True)
class Day:
    """The day of somebody's next check-in; ``standing`` is that of today's end."""

    contact: Contact
    standing: Standing
    on: date


def listed_by(plan: Plan) -> Listed:
    """Give whom a week lists that has no note yet: those of its plan."""
    paths = frozenset(each.contact.profile.path for each in plan.check_ins)
    return Listed(paths, paths)


def plan_days(
    contacts: Iterable[Contact], config: Config, plan: Plan, listed: Listed, today: date
) -> tuple[Day, ...]:
    """Give the day of everybody's next check-in, none before today; by day.

    ``plan`` and ``listed`` are of today's week. Those listed stand on the days of this
    week; those for whom it had no room, and then those who fall due later, take the
    first week with room from the week of their due date on. Where the rhythms ask for
    more than a week holds, everybody waits longer by the plan's own factor. Of a week
    to come at most ``per_week`` are given away, and of a day its share. A day that the
    user named (``next_contact``) is that day, whatever else stands there.

    Whoever's day is over moves on once to the last day of the week with room, then to
    the first days of the next weeks, in the order of the list and before everybody
    who was not listed. No day: people who rest, imported ones who were not taken up,
    cards and unknown dates that are not listed, and what lies ten years ahead.
    """
    stretch = ceil(plan.stretch * _STEPS) / _STEPS
    found = (_person(each, config, stretch, today) for each in contacts)
    people = [each for each in found if each is not None]
    week = plan.week
    here = [each for each in people if each.is_in(week, listed)]
    waiting = [each for each in here if each.waits_in(week, listed)]
    settled = {each.path for each in waiting}
    ahead = [e for e in people if e.due is not None and e.path not in settled]
    places = Places(week, _weekdays(config), config.week.per_week)
    seats = _seats_here(here, plan, config, stretch)
    _seat_here(places, seats, settled)
    missed = places.move_on([e for e in seats if e.path in settled], today)
    _seat_ahead(places, ahead, missed, plan, today)
    days = (
        Day(each.contact, each.standing, places.days[each.path])
        for each in people
        if each.path in places.days
    )
    return tuple(sorted(days, key=lambda day: (day.on, day.contact.profile.path)))


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody who may have a day; ``named`` is one that the user chose.

    ``due`` counts in that day and all holds; None for cards and unknown dates.
    """

    contact: Contact
    standing: Standing
    due: date | None
    named: date | None

    @property
    def path(self) -> NotePath:
        return self.contact.profile.path

    def is_in(self, week: Week, listed: Listed) -> bool:
        """Whether they have a place in the week, used up or not."""
        return self.path in listed.everybody or self._is_named_in(week)

    def waits_in(self, week: Week, listed: Listed) -> bool:
        """Whether they have a place in the week and have not been written to."""
        last = self.standing.last_contact
        if last is not None and last >= week.monday:
            return False
        return self.path in listed.waiting or (
            self._is_named_in(week) and self.path not in listed.everybody
        )

    @property
    def seat(self) -> Seat:
        """Give what they want of a week."""
        profile = self.contact.profile
        drawn = (profile.uid or fold(profile.path)).encode("utf-8", "replace")
        lot = int.from_bytes(blake2b(drawn, digest_size=8).digest())
        return Seat(self.path, lot, self.named, profile.snooze_until or date.min)

    def _is_named_in(self, week: Week) -> bool:
        return self.named is not None and self.named in week


def _person(
    contact: Contact, config: Config, stretch: float, today: date
) -> _Person | None:
    """Give how somebody stands at the end of today, None for who takes no part."""
    tomorrow = later(today, 1)
    if contact.profile.rests or is_only_imported(contact, before=tomorrow):
        return None
    standing = stand(contact, config.rhythm, before=tomorrow)
    held = contact.profile.snooze_until or date.min
    wished = wished_on(contact, standing)
    if wished is not None:
        named = wished if wished >= held else None
        return _Person(contact, standing, max(wished, held), named)
    if standing.due_on is None or standing.last_contact is None:
        return _Person(contact, standing, None, None)
    wait = round(standing.interval_days * stretch)
    bound = contact.profile.at_worst_days or wait
    due = max(later(standing.last_contact, min(wait, bound)), held)
    next_week = Week(later(week_of(today).monday, 7))
    put_off = put_off_until(contact, standing, next_week)
    return _Person(contact, standing, max(due, put_off or due), None)


def _seats_here(
    people: Iterable[_Person], plan: Plan, config: Config, stretch: float
) -> list[Seat]:
    """Give what everybody in this week wants of it, in the order of its list.

    In turn are those who waited as it began, whoever has been written to since: else
    the first of them would move all others.
    """
    monday = plan.week.monday
    turns = {each.contact.profile.path: n for n, each in enumerate(plan.check_ins)}
    found = []
    for each in people:
        then = _person(each.contact, config, stretch, later(monday, -1))
        named = each.named if each.named and each.named in plan.week else None
        is_late = then is None or then.due is None or then.due < monday
        number = turns.get(each.path, len(turns))
        turn = number if is_late else None
        found.append((number, replace(each.seat, named=named, turn=turn)))
    return [seat for _, seat in sorted(found, key=lambda each: (each[0], each[1].lot))]


def _seat_here(
    places: Places, seats: Iterable[Seat], waiting: Collection[NotePath]
) -> None:
    """Give the days of this week.

    Whoever was written to keeps the place, so that nobody else moves for it, and has
    a day of another week.
    """
    for seat in seats:
        places.reserve(places.week.monday, seat)
    places.spread()
    for path in set(places.days) - set(waiting):
        del places.days[path]


def _seat_ahead(
    places: Places,
    people: Iterable[_Person],
    missed: Sequence[Seat],
    plan: Plan,
    today: date,
) -> None:
    """Give places in the weeks to come: days that were named first, then in turn.

    It is the turn of those who were missed this week, then of those for whom it had no
    room, each in the plan's order, then of the others as they fall due.
    """
    soonest, latest = later(plan.week.monday, 7), _last_monday(today)
    rank = {each.contact.profile.path: n for n, each in enumerate(plan.beyond)}
    queue: list[tuple[int, date, Seat]] = []
    for each in people:
        due = max(each.due or soonest, soonest)
        if each.named is not None and soonest <= each.named < later(latest, 7):
            places.reserve(week_of(due).monday, each.seat)
        else:
            number = rank.get(each.path, len(rank)) if due == soonest else len(rank)
            queue.append((number, due, replace(each.seat, named=None)))
    for turn, seat in enumerate(missed):
        places.give(replace(seat, named=None, turn=turn), soonest, latest)
    for _, due, seat in sorted(queue, key=_in_turn):
        places.give(seat, week_of(due).monday, latest)
    places.spread()


def _in_turn(queued: tuple[int, date, Seat]) -> tuple[int, date, int, NotePath]:
    number, due, seat = queued
    return number, due, seat.lot, seat.path


def _last_monday(today: date) -> date:
    return week_of(later(today, _FURTHEST)).monday


def _weekdays(config: Config) -> tuple[int, ...]:
    return tuple(n for n, name in enumerate(WEEKDAYS) if name in config.calendar.days)
