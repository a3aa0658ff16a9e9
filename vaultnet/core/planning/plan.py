"""Who, this week, and why: the places of a week and how they are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import fsum
from typing import Any

from vaultnet.core.config import Config
from vaultnet.core.dates.week import Week
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.capacity import (
    Pinned,
    demand_of,
    pinned_most,
    say_capacity,
)
from vaultnet.core.planning.rhythm import happened
from vaultnet.core.planning.turns import (
    Group,
    Turn,
    group_of,
    last_listed,
    lot,
    turn_of,
    urgency,
)

_UNSEEN_PLACES = 1
_FRESH_PLACES = 3
_CARD_PLACES = 2
_EASY_PLACES = 3  # in the week after a silent month
_SILENT_DAYS = 30
_WEEK_DAYS = 7


class Reason(StrEnum):
    """Why somebody is in the week."""

    RHYTHM = "rhythm"
    DATE = "date"
    FIRST_FOLLOW_UP = "first-follow-up"
    CARD = "card"
    LONG_UNSEEN = "long-unseen"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One planned moment of contact.

    ``overdue`` is the time since the last contact at the week's end, in intervals
    (above 1 is overdue); 0.0 for cards and where no date is known.
    """

    contact: Contact
    reason: Reason
    due_on: date | None
    last_contact: date | None
    interval_days: int
    overdue: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The check-ins of a week, in the order in which places are given.

    ``beyond`` are those who are due, too, and found no place. ``demand`` is what
    all rhythms together ask for, in check-ins a week; ``stretch`` the factor by
    which everybody waits longer, 1.0 where all find a place. ``pinned`` are the
    rhythms of the user's own that ask for most.
    """

    week: Week
    check_ins: tuple[CheckIn, ...]
    beyond: tuple[CheckIn, ...]
    demand: float
    capacity: int
    stretch: float
    welcome_back: bool
    pinned: Pinned | None = None


def make_plan(contacts: Iterable[Contact], config: Config, week: Week) -> Plan:
    """Give the plan of a week, from what happened before its Monday.

    The same for any order of the contacts; company, role, title and place are
    never looked at.
    """
    everyone = tuple(contacts)
    found = (turn_of(contact, config.rhythm, week) for contact in everyone)
    turns = [turn for turn in found if turn is not None]
    per_week = config.week.per_week
    rhythms = [turn.standing for turn in turns if turn.standing.due_on is not None]
    demand = fsum(demand_of(each.interval_days) for each in rhythms)
    stretch = max(1.0, demand / per_week)
    groups = ((turn, group_of(turn, stretch)) for turn in turns)
    rows = [_Row(turn, group) for turn, group in groups if group is not None]
    welcome_back = _was_silent(everyone, week)
    queues = _easy_queues(rows) if welcome_back else _queues(rows, per_week)
    capacity = min(per_week, _EASY_PLACES) if welcome_back else per_week
    placed = _placed(queues, capacity, enough=-(-per_week // 2))
    seated = {row.path for row in placed}
    beyond = (row for row in queues.due + queues.unseen if row.path not in seated)
    return Plan(
        week=week,
        check_ins=tuple(_check_in(row) for row in placed),
        beyond=tuple(_check_in(row) for row in beyond),
        demand=demand,
        capacity=capacity,
        stretch=stretch,
        welcome_back=welcome_back,
        pinned=pinned_most(each.interval_days for each in rhythms if each.pinned),
    )


def _was_silent(everyone: Iterable[Contact], week: Week) -> bool:
    """Tell whether there is a history, and nothing in the last thirty days of it."""
    past = (happened(each.history, before=week.monday) for each in everyone)
    newest = max((history[-1].on for history in past if history), default=None)
    return newest is not None and (week.monday - newest).days > _SILENT_DAYS


@dataclass(frozen=True, slots=True)
class _Row:
    turn: Turn
    group: Group

    @property
    def path(self) -> str:
        return self.turn.contact.profile.path


@dataclass(frozen=True, slots=True)
class _Queues:
    """Those who wait for a place, each queue in its order.

    ``due`` comes first; ``unseen`` and ``cards`` only fill what it leaves free.
    """

    asked: list[_Row]
    due: list[_Row]
    unseen: list[_Row]
    cards: list[_Row]


def _queues(rows: Sequence[_Row], per_week: int) -> _Queues:
    """The queues of an ordinary week."""
    reached = _queue(rows, Group.REACHED, order=_by_urgency)
    unseen = _queue(rows, Group.UNSEEN, order=_by_last_list)
    fresh = _queue(rows, Group.FRESH, order=_by_meeting)
    # Dates that have been reached leave room for the unseen and for fresh cards;
    # a vault full of forgotten dates would else be weeks of nothing but those.
    first = max(1, per_week - _UNSEEN_PLACES - _FRESH_PLACES)
    due = [*reached[first:], *(row for row in rows if row.group is Group.DUE)]
    return _Queues(
        asked=_queue(rows, Group.ASKED, order=_by_day),
        due=[
            *reached[:first],
            *unseen[:_UNSEEN_PLACES],
            *fresh[:_FRESH_PLACES],
            *sorted(due, key=_by_urgency),
        ],
        unseen=unseen[_UNSEEN_PLACES:],
        cards=_queue(rows, Group.CARD, order=_by_last_list),
    )


def _easy_queues(rows: Sequence[_Row]) -> _Queues:
    """The queues after a silent month: fresh cards, then the strongest ties."""
    fresh = _queue(rows, Group.FRESH, order=_by_meeting)
    due = (Group.REACHED, Group.DUE, Group.UNSEEN)
    return _Queues(
        asked=_queue(rows, Group.ASKED, order=_by_day),
        due=[*fresh[:_FRESH_PLACES], *_queue(rows, *due, order=_by_strength)],
        unseen=[],
        cards=_queue(rows, Group.CARD, order=_by_last_list),
    )


def _placed(queues: _Queues, capacity: int, *, enough: int) -> list[_Row]:
    """Give the places. Those asked for stand beyond capacity, too.

    More cards than two come only until the week holds ``enough``.
    """
    cards = queues.cards
    waiting = [*queues.due, *cards[:_CARD_PLACES], *queues.unseen]
    placed = [*queues.asked, *waiting[: max(0, capacity - len(queues.asked))]]
    free = max(0, min(enough, capacity) - len(placed))
    return [*placed, *cards[_CARD_PLACES:][:free]]


def _queue(
    rows: Sequence[_Row], *groups: Group, order: Callable[[_Row], Any]
) -> list[_Row]:
    return sorted((row for row in rows if row.group in groups), key=order)


def _by_urgency(row: _Row) -> tuple[Any, ...]:
    return -urgency(row.turn), lot(row.turn)


def _by_strength(row: _Row) -> tuple[Any, ...]:
    return -row.turn.standing.strength, lot(row.turn)


def _by_day(row: _Row) -> tuple[Any, ...]:
    return row.turn.due_on, lot(row.turn)


def _by_last_list(row: _Row) -> tuple[Any, ...]:
    """Whoever was in no list comes first, then whose turn is longest ago."""
    return last_listed(row.turn), lot(row.turn)


def _by_meeting(row: _Row) -> tuple[Any, ...]:
    """The latest meeting first, so that each newly met person gets a first turn."""
    met = row.turn.contact.profile.met or date.min
    return last_listed(row.turn) > 0, -met.toordinal(), lot(row.turn)


_REASONS = {
    Group.ASKED: Reason.DATE,
    Group.REACHED: Reason.DATE,
    Group.UNSEEN: Reason.LONG_UNSEEN,
    Group.FRESH: Reason.FIRST_FOLLOW_UP,
    Group.DUE: Reason.RHYTHM,
    Group.CARD: Reason.CARD,
}


def _check_in(row: _Row) -> CheckIn:
    turn, standing = row.turn, row.turn.standing
    return CheckIn(
        contact=turn.contact,
        reason=_REASONS[row.group],
        due_on=turn.due_on,
        last_contact=standing.last_contact,
        interval_days=standing.interval_days,
        overdue=turn.overdue,
    )


def is_first_of_month(week: Week) -> bool:
    """Tell whether the week's Monday is the first one of its month."""
    return week.monday.day <= _WEEK_DAYS


def say_load(plan: Plan) -> str | None:
    """Say what the rhythms ask for where it is more than the week holds.

    Only in the first note of a month, and not in one that welcomes back.
    """
    if plan.stretch <= 1 or plan.welcome_back or not is_first_of_month(plan.week):
        return None
    return say_capacity(plan.demand, plan.capacity, plan.stretch, plan.pinned)
