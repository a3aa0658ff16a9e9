"""Contacts -> plan -> calendar: the days of check-ins and occasions, as events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vaultnet.core.config import WEEKDAYS, Config, parse_time
from vaultnet.core.dates.week import parse_week, week_of
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.days import Day, Listed, listed_by, plan_days
from vaultnet.core.planning.occasions import Upcoming, occasions_in
from vaultnet.core.planning.plan import Plan
from vaultnet.core.planning.repeats import Repeat, Unit, repeat_of, yearly
from vaultnet.core.planning.rhythm import happened
from vaultnet.core.planning.turns import is_only_imported
from vaultnet.core.prompts.wishes import wish_of_every_year
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.note import current_path, has_list
from vaultnet.errors import RefusedToWrite
from vaultnet.formats.calendar import (
    WEEK_UID,
    Event,
    check_in_text,
    check_in_title,
    make_uids,
    occasion_text,
    occasion_title,
    week_text,
    week_title,
)
from vaultnet.formats.compose import obsidian_link, plain_links
from vaultnet.pipeline.due import plan_week, readable, week_note_path
from vaultnet.pipeline.listing import check_ins_on
from vaultnet.pipeline.prompting import prompt_ahead
from vaultnet.pipeline.snapshot import Snapshot

_NO_DATE = date(2020, 1, 1)  # when the facts changed of which no date is known


@dataclass(frozen=True, slots=True)
class Events:
    """What the two calendars hold."""

    check_ins: tuple[Event, ...]
    birthdays: tuple[Event, ...]


def make_events(snapshot: Snapshot, today: date) -> Events:
    """Give the events of both calendars, as the configuration wants them."""
    uids = make_uids(each.profile for each in snapshot.network.contacts)
    return Events(
        check_ins=(*_check_ins(snapshot, uids, today), *_weeks(snapshot)),
        birthdays=tuple(_occasions(snapshot, uids, today)),
    )


def _check_ins(
    snapshot: Snapshot, uids: Mapping[NotePath, str], today: date
) -> Iterator[Event]:
    plan = plan_week(snapshot, week_of(today))
    people, config = snapshot.network.contacts, snapshot.config
    listed = _listed(snapshot, plan)
    for planned in plan_days(people, config, plan, listed, today):
        day = _until(planned, today)
        profile = day.contact.profile
        repeat, on = _repeat(day, config)
        occasion = None if repeat else _occasion(day, config)
        prompt = prompt_ahead(day.contact, day.on, occasion)
        link = _link(snapshot, profile.path)
        ways = plain_links(prompt.kind, profile.addresses)
        text = check_in_text(prompt, ways, link)
        yield Event(
            uid=uids[profile.path],
            on=on,
            changed=_changed(day.contact, day.standing.last_contact),
            title=check_in_title(prompt),
            text=text if config.calendar.prompts else link,
            link=link,
            repeat=repeat,
            alarm=parse_time(config.calendar.alarm),
        )


def _listed(snapshot: Snapshot, plan: Plan) -> Listed:
    """Give whom the week lists: the lines of its note where it has one, else its plan.

    So the calendar says of this week what the note and ``vaultnet due`` say.
    """
    try:
        note = readable(snapshot, week_note_path(snapshot, plan.week))
    except RefusedToWrite:  # is told by whoever wants to write it
        note = None
    if note is None or not has_list(note):
        return listed_by(plan)
    everybody, waiting = (
        frozenset(e.contact.profile.path for e in check_ins_on(snapshot, plan, note, m))
        for m in (None, " ")
    )
    return Listed(everybody, waiting)


def _until(day: Day, today: date) -> Day:
    """Give the day with what has happened by now: in its week more will lie behind."""
    history = happened(day.contact.history, before=today + timedelta(days=1))
    return replace(day, contact=replace(day.contact, history=history))


def _repeat(day: Day, config: Config) -> tuple[Repeat | None, date]:
    if not config.calendar.recurring or day.standing.due_on is None:
        return None, day.on
    return repeat_of(day.standing, day.on)


def _occasion(day: Day, config: Config) -> Upcoming | None:
    """Give what is to be spoken of on their day, one to come before a belated one."""
    found = [
        replace(each, belated=each.on < day.on)
        for each in occasions_in((day.contact,), config, week_of(day.on))
    ]
    return min(found, key=lambda each: each.belated, default=None)


def _changed(contact: Contact, last_contact: date | None = None) -> date:
    return last_contact or contact.profile.met or _NO_DATE


def _weeks(snapshot: Snapshot) -> Iterator[Event]:
    """The week's own event, from the first week that has a note: it opens the note."""
    read = (parse_week(each.week) for each in snapshot.network.weekly.values())
    weeks = [week for week in read if week is not None]
    if not weeks:
        return
    config = snapshot.config.calendar
    first = min(WEEKDAYS.index(name) for name in config.days)
    link = _link(snapshot, current_path(snapshot.config.week))
    yield Event(
        uid=WEEK_UID,
        on=min(weeks).monday + timedelta(days=first),
        changed=_NO_DATE,
        title=week_title(),
        text=week_text(link),
        link=link,
        repeat=Repeat(Unit.WEEKS),
        alarm=parse_time(config.alarm),
    )


def _occasions(
    snapshot: Snapshot, uids: Mapping[NotePath, str], today: date
) -> Iterator[Event]:
    config, tomorrow = snapshot.config.calendar, today + timedelta(days=1)
    for contact in snapshot.network.contacts:
        profile = contact.profile
        if profile.rests or is_only_imported(contact, before=tomorrow):
            continue
        for each in profile.occasions:
            repeat, on = yearly(each, today)
            link = _link(snapshot, profile.path)
            wish = wish_of_every_year(contact, each.name)
            text = occasion_text(each, wish, link, today)
            yield Event(
                uid=f"{uids[profile.path]}-{each.name.replace(' ', '-')}",
                on=on,
                changed=profile.met or _NO_DATE,
                title=occasion_title(profile.name, each),
                text=text if config.prompts else link,
                link=link,
                repeat=repeat,
                alarm=parse_time(config.alarm),
            )


def _link(snapshot: Snapshot, path: str) -> str:
    return obsidian_link(snapshot.vault.root.name, path)
