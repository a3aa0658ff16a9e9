"""Which yearly days a week has to tell of: coming, soon, or just gone by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from vaultnet.core.config import Config
from vaultnet.core.dates.occasions import Occasion, Yearly
from vaultnet.core.dates.week import Week
from vaultnet.core.dates.when import say_date
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.turns import is_only_imported
from vaultnet.core.values import say_count

_BELATED_DAYS = 14  # so long after the day a word still comes as one for it
_PLAUSIBLE = {Yearly.BIRTHDAY: 120, Yearly.ANNIVERSARY: 80}  # years


@dataclass(frozen=True, slots=True)
class Upcoming:
    """An occasion of somebody that a week's note tells of.

    ``on`` is the day it is kept on; ``belated`` means that it lies before the
    week's Monday. ``years`` is the age they turn, or how often it has come back;
    None where the first year is not known or can hardly be meant.
    """

    contact: Contact
    occasion: Occasion
    on: date
    belated: bool
    years: int | None


def occasions_in(
    contacts: Iterable[Contact], config: Config, week: Week
) -> tuple[Upcoming, ...]:
    """Give the occasions of a week, by day; the same for any order of the contacts.

    Those in the week and in the ``lead_days`` after its Sunday; and belated, those
    of the fourteen days before its Monday where nothing has happened between you
    since the ``lead_days`` before the day. Only what happened before the Monday
    counts, so the list stands still during its week.

    Left out are people who rest or have died, and imported ones who have not been
    taken up. People on hold are in: a snooze puts off a check-in, which has no day
    of its own, and an occasion has one and takes no place in the week.
    """
    found = (
        each
        for contact in contacts
        if contact.profile.occasions and not contact.profile.rests
        for each in _of_contact(contact, config.week.lead_days, week)
    )
    return tuple(sorted(found, key=_order))


def say_occasion(upcoming: Upcoming) -> str:
    """Say it for a line, true all week: ``birthday on 26 November, turns 36``."""
    name = upcoming.occasion.name
    was = " was" if upcoming.belated else ""
    said = f"{name}{was} on {say_date(upcoming.on, today=upcoming.on)}"
    if upcoming.years is None:
        return said
    if name is Yearly.BIRTHDAY:
        turns = "turned" if upcoming.belated else "turns"
        return f"{said}, {turns} {upcoming.years}"
    return f"{said}, {say_count(upcoming.years, 'year')}"


def _of_contact(contact: Contact, lead_days: int, week: Week) -> Iterator[Upcoming]:
    for occasion in contact.profile.occasions:
        for on in _kept_near(occasion, lead_days, week):
            if is_only_imported(contact, before=week.monday):
                return
            belated = on < week.monday
            is_done = _is_wished(contact, on, lead_days, week)
            is_done |= belated and _in_touch_since(contact, on, lead_days, week)
            if not is_done:
                yield Upcoming(contact, occasion, on, belated, _years(occasion, on))


def _kept_near(occasion: Occasion, lead_days: int, week: Week) -> Iterator[date]:
    """Give the days it is kept on that the week tells of, with or without a word."""
    # Fourteen days, a week and the lead touch two years at most.
    near = week.monday.year
    for year in range(max(MINYEAR, near - 1), min(MAXYEAR, near + 1) + 1):
        on = occasion.on(year)
        is_late = (week.monday - on).days > _BELATED_DAYS
        is_early = (on - week.sunday).days > lead_days
        if not (is_late or is_early) and _has_begun(occasion, year):
            yield on


def _has_begun(occasion: Occasion, year: int) -> bool:
    """A wedding is no anniversary of itself, and one to come has none yet.

    A birthday is kept whatever its year says: one still to come is a slip.
    """
    if occasion.name is Yearly.ANNIVERSARY:
        return occasion.year is None or occasion.year < year
    return True


def _in_touch_since(contact: Contact, on: date, lead_days: int, week: Week) -> bool:
    """Tell whether something happened from shortly before a day up to the Monday.

    To have met only then, or later, is as good: you did not know them before.
    """

    def is_near(day: date) -> bool:
        return (on - day).days <= lead_days

    met = contact.profile.met
    return (met is not None and is_near(met)) or any(
        is_near(each.on) and each.on < week.monday for each in reversed(contact.history)
    )


def _is_wished(contact: Contact, on: date, lead_days: int, week: Week) -> bool:
    """Tell whether an earlier week told of this day, and the user ticked it there."""
    return any(
        each < week
        and (each.monday - on).days <= _BELATED_DAYS
        and (on - each.sunday).days <= lead_days
        for each in contact.wished
    )


def _years(occasion: Occasion, on: date) -> int | None:
    if occasion.year is None:
        return None
    years = on.year - occasion.year
    return years if 0 < years <= _PLAUSIBLE.get(occasion.name, 0) else None


def _order(upcoming: Upcoming) -> tuple[object, ...]:
    profile = upcoming.contact.profile
    return upcoming.on, profile.path, upcoming.occasion.name
