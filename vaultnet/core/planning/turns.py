"""Whose turn it is in a week, and how urgently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b

from vaultnet.core.config import Rhythm
from vaultnet.core.dates.week import Week
from vaultnet.core.people.interactions import Source
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.rhythm import (
    Standing,
    happened,
    has_words,
    later,
    stand,
    wished_on,
)
from vaultnet.core.values import fold

_FRESH_DAYS = 21  # so long after the meeting a card is a fresh one
_UNSEEN = 3  # silence of so many stretched intervals is "long unseen"
_IN_FRONT = 3  # in so many lists a day that has passed goes first
_PATIENCE = 8  # after so many lists, untouched, somebody yields
_STEEP, _LATE = 9, 8  # at_worst: ten times the order at the bound, most of it late


class Group(StrEnum):
    """The queue for a place in the week in which somebody stands."""

    ASKED = "asked"  # next_contact falls in the week
    REACHED = "reached"  # a date has passed, or at_worst is reached
    UNSEEN = "unseen"
    FRESH = "fresh"
    DUE = "due"
    CARD = "card"  # older cards and contacts of unknown date


@dataclass(frozen=True, slots=True)
class Turn:
    """A contact who may come up in a week, as they stand before its Monday.

    ``named_on`` is the day that the user named and that has come: the unspent
    ``next_contact``, or the end of ``at_worst``. ``quiet_since`` is the latest of
    the last contact, that day and the end of a hold (a snooze, a "not this time"):
    to wait until a day that the user chose is not silence. None where no date is
    known.
    """

    contact: Contact
    standing: Standing
    week: Week
    named_on: date | None
    quiet_since: date | None

    @property
    def due_on(self) -> date | None:
        """When the check-in is due; None for cards and unknown dates."""
        return self.named_on or self.standing.due_on

    @property
    def overdue(self) -> float:
        """Days since the last contact at the week's end, in intervals.

        0.0 for cards and unknown dates, which have no rhythm to be behind.
        """
        last = self.standing.last_contact
        if last is None or self.standing.due_on is None:
            return 0.0
        return (self.week.sunday - last).days / self.standing.interval_days


def turn_of(contact: Contact, rhythm: Rhythm, week: Week) -> Turn | None:
    """Give how a contact stands in a week, None where they take no part in it."""
    if contact.profile.rests or _is_held(contact, week):
        return None
    if is_only_imported(contact, before=week.monday):
        return None
    standing = stand(contact, rhythm, before=week.monday)
    put_off = put_off_until(contact, standing, week)
    if put_off is not None and put_off > week.sunday:
        return None
    met = contact.profile.met
    if standing.last_contact is None and met is not None and met >= week.monday:
        return None
    named = _named_on(contact, standing, week)
    days = (standing.last_contact, contact.profile.snooze_until, named, put_off)
    since = max((day for day in days if day is not None), default=None)
    return Turn(contact, standing, week, named, since)


def _is_held(contact: Contact, week: Week) -> bool:
    until = (contact.profile.snooze_until, contact.profile.next_contact)
    return any(day is not None and day > week.sunday for day in until)


def put_off_until(contact: Contact, standing: Standing, week: Week) -> date | None:
    """Give when somebody is due again whom the user marked "not this time".

    One interval after that week's Monday, unless the user named another day.
    """
    before = [each for each in contact.skipped if each < week]
    if not before or wished_on(contact, standing) is not None:
        return None
    return later(before[-1].monday, standing.interval_days)


def is_only_imported(contact: Contact, *, before: date) -> bool:
    """Tell whether this is somebody imported whom the user has not taken up.

    A rhythm or a date of their own does it, and whatever was logged since they
    met; a bare date in a field is only what the importer knew.
    """
    profile = contact.profile
    wished = profile.every_days or profile.has_cadence or profile.next_contact
    if profile.imported_from is None or wished:
        return False
    return not any(
        (has_words(each) or each.source is not Source.FIELD)
        and (profile.met is None or each.on > profile.met)
        for each in happened(contact.history, before=before)
    )


def _named_on(contact: Contact, standing: Standing, week: Week) -> date | None:
    profile, last = contact.profile, standing.last_contact
    wished = wished_on(contact, standing)
    if wished is not None:
        return wished
    if profile.at_worst_days is None or standing.due_on is None or last is None:
        return None
    bound = later(last, profile.at_worst_days)
    return bound if bound <= week.sunday else None


def group_of(turn: Turn, stretch: float) -> Group | None:
    """Give the queue in which somebody stands, None where it is not their turn.

    A day that the user named goes first until it has stood in three lists.
    """
    if turn.named_on is not None and turn.named_on in turn.week:
        is_wish = turn.named_on == turn.contact.profile.next_contact
        return Group.ASKED if is_wish else Group.REACHED
    silent = _is_long_unseen(turn, stretch)
    if turn.named_on is not None and not silent:
        return Group.REACHED if _untouched_lists(turn) < _IN_FRONT else Group.DUE
    if turn.standing.due_on is None:
        return _card_group(turn)
    if silent:
        return Group.UNSEEN
    return Group.DUE if turn.standing.due_on <= turn.week.sunday else None


def _is_long_unseen(turn: Turn, stretch: float) -> bool:
    if turn.quiet_since is None:
        return False
    silence = (turn.week.sunday - turn.quiet_since).days
    return silence > _UNSEEN * stretch * turn.standing.interval_days


def _card_group(turn: Turn) -> Group | None:
    met = turn.contact.profile.met
    if met is None:  # "in touch lately?" is asked once
        return None if last_listed(turn) else Group.CARD
    # Three days after the meeting have passed by the Sunday after it in any case.
    fresh = (turn.week.monday - met).days <= _FRESH_DAYS
    return Group.FRESH if fresh else Group.CARD


def urgency(turn: Turn) -> float:
    """Give the order among those who are due: greater is sooner.

    It is the overdue ratio; a day that the user named counts as if the interval
    had ended on it. As ``at_worst`` nears, it rises to the tenfold: ratio * (1 + 9
    * (days since / at_worst)^8). Whoever stood in eight lists untouched counts
    half, in sixteen a third: else a few people who are never written to would hold
    all the places, and everybody behind them would starve.
    """
    ratio = turn.overdue
    if turn.named_on is not None:
        passed = (turn.week.sunday - turn.named_on).days
        ratio = max(ratio, 1 + passed / turn.standing.interval_days)
    return ratio * _steepness(turn) / (1 + _untouched_lists(turn) // _PATIENCE)


def _steepness(turn: Turn) -> float:
    bound, last = turn.contact.profile.at_worst_days, turn.standing.last_contact
    if not bound or last is None:
        return 1.0
    nearness = min(1.0, (turn.week.sunday - last).days / bound)
    return 1.0 + _STEEP * nearness**_LATE


def _untouched_lists(turn: Turn) -> int:
    """Count the earlier lists in which they stood, untouched, since it grew quiet."""
    since = turn.quiet_since
    return sum(
        1
        for week in turn.contact.listed
        if week < turn.week and (since is None or week.monday > since)
    )


def last_listed(turn: Turn) -> int:
    """Give the latest earlier week whose list held them, as an ordinal; 0 for none."""
    weeks = (each.ordinal for each in turn.contact.listed if each < turn.week)
    return max(weeks, default=0)


def lot(turn: Turn) -> tuple[bytes, str]:
    """Draw the lot that breaks ties: another each week, the same on every machine.

    The path comes last, so that even equal draws have one order.
    """
    profile = turn.contact.profile
    drawn = f"{profile.uid or fold(profile.path)}\n{turn.week.ordinal}"
    return blake2b(drawn.encode(), digest_size=8).digest(), profile.path
