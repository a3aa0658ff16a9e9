"""The places of the weeks to come, given away by week and spread over its days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from vaultnet.core.dates.week import Week
from vaultnet.core.values import NotePath

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who wants a day; ``named`` is one that the user chose for them.

    ``held`` is the day until which the user wants to leave them in peace. Whoever has
    a ``turn`` takes the first day with room, the lowest number first. All others take
    one by ``lot``, which is their own and never changes: it says which day of the week
    they like best, and who chooses first where several like the same.
    """

    path: NotePath
    lot: int
    named: date | None = None
    held: date = date.min
    turn: int | None = None


@dataclass(slots=True)
class Places:
    """Who has which day, from a week on.

    ``weekdays`` count from 0, Monday. Of a week at most ``per_week`` are given away
    by ``give``, and of each of its days its share of that.
    """

    week: Week
    weekdays: Sequence[int]
    per_week: int
    days: dict[NotePath, date] = field(default_factory=dict)
    _given: Counter[date] = field(default_factory=Counter)
    _load: Counter[date] = field(default_factory=Counter)
    _waiting: dict[date, list[Seat]] = field(default_factory=lambda: defaultdict(list))
    _front: date = field(init=False)

    def __post_init__(self) -> None:
        self._front = self.week.monday + _WEEK

    def share(self, monday: date) -> int:
        """Give how many a day of this week may hold; more only by the user's wish."""
        most = max(self.per_week, self._given[monday])
        return -(-most // len(self.weekdays))

    def reserve(self, monday: date, seat: Seat) -> None:
        """Take somebody into a week, also beyond what it holds."""
        self._given[monday] += 1
        self._waiting[monday].append(seat)

    def give(self, seat: Seat, since: date, until: date) -> None:
        """Take somebody into the first week with room; none where it begins too late.

        ``since`` and ``until`` are Mondays.
        """
        monday = self._with_room(since)
        if monday <= until:
            self.reserve(monday, seat)

    def spread(self) -> None:
        """Give those who were taken into a week their days of it.

        The order in which they were taken does not matter, only who is in the week.
        """
        for monday, seats in self._waiting.items():
            for seat in sorted(seats, key=_in_turn):
                first = seat.lot if seat.turn is None else 0
                self._sit(seat, seat.named or self._best(monday, seat, first))
        self._waiting.clear()

    def move_on(self, seats: Sequence[Seat], today: date) -> list[Seat]:
        """Give those of the first week whose day is over its last days with room.

        ``seats`` stand in their turn, after ``spread``. Gives those for whom nothing
        was left; they have no day. Played through day by day, so that nobody with a
        day of this week moves because of somebody else.
        """
        left: set[NotePath] = set()
        for number in range(1, (today - self.week.monday).days + 1):
            day = self.week.monday + timedelta(days=number)
            for seat in seats:
                if self.days.get(seat.path, day) < day and not self._move(seat, day):
                    left.add(seat.path)
        return [seat for seat in seats if seat.path in left]

    def _move(self, seat: Seat, day: date) -> bool:
        share = self.share(self.week.monday)
        left = [each for each in self._days_of(self.week.monday) if each >= day]
        free = [each for each in left if self._load[each] < share]
        if free:
            self._sit(seat, free[-1])
        else:
            del self.days[seat.path]
        return bool(free)

    def _with_room(self, since: date) -> date:
        while self._given[self._front] >= self.per_week:
            self._front += _WEEK
        monday = max(since, self._front)
        while self._given[monday] >= self.per_week:
            monday += _WEEK
        return monday

    def _best(self, monday: date, seat: Seat, first: int) -> date:
        """Give the first day with room from one of the week on, none in a hold."""
        days = [each for each in self._days_of(monday) if each >= seat.held]
        days = days or [seat.held]
        first %= len(days)
        wished = [*days[first:], *days[:first]]
        share = self.share(monday)
        free = (each for each in wished if self._load[each] < share)
        return next(free, min(wished, key=lambda each: self._load[each]))

    def _days_of(self, monday: date) -> list[date]:
        return [monday + timedelta(days=number) for number in self.weekdays]

    def _sit(self, seat: Seat, day: date) -> None:
        self._load[day] += 1
        self.days[seat.path] = day


def _in_turn(seat: Seat) -> tuple[bool, bool, int, int, NotePath]:
    is_drawn = seat.turn is None
    return seat.named is None, is_drawn, seat.turn or 0, seat.lot, seat.path
