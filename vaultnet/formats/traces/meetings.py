"""Past meetings in calendars (RFC 5545): the days, and who was there.

Only the properties in ``_KEPT`` are looked at, so no title and no description leaves
this module.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from vaultnet.core.exchange.reaching import email_peer
from vaultnet.core.exchange.traces import Peer, Trace, Traces, Window
from vaultnet.core.kinds import Kind
from vaultnet.errors import CannotImport

MOST_ATTENDEES = 8  # with more it is an assembly
_KEPT = frozenset(
    "begin end uid dtstart dtend duration rrule rdate exdate recurrence-id status"
    " attendee organizer location".split()
)
_KEPT_ABOVE = frozenset({"begin", "end", "x-wr-timezone"})
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_LONG = frozenset({"MONTHLY", "YEARLY"})
_WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_FIRST = date(1970, 1, 1)
_EARLIEST = 1900  # year of the first time of something that repeats
_DEEPEST = 20  # of one thing inside another
_UNREADABLE = "that cannot be read"
_WIDEST = 1_000  # between two times of a rule, in its unit
_THINGS = frozenset({"ROOM", "RESOURCE", "GROUP"})
_BY_VIDEO = (
    "https://meet.google.com/", "https://teams.microsoft.com/l/meetup-join/",
    "https://teams.live.com/meet/", "https://zoom.us/j/", "https://meet.jit.si/",
    "https://whereby.com/", "https://facetime.apple.com/join",
)  # fmt: skip
_ZOOM = ".zoom.us/j/"


def read_meetings(
    data: bytes, window: Window, me: Collection[Peer]
) -> Iterator[Traces]:
    """Give what a calendar tells, event by event, so that a reader may stop.

    A day is the one that is written, in the zone of the event (of the calendar where
    that is in UTC and the calendar names its zone, as Google's do). Raises
    CannotImport where this is no calendar.
    """
    text = "\n".join(_kept(_unfolded(data)))
    if "BEGIN:VCALENDAR" not in text:
        raise CannotImport("this is no calendar: it has no line BEGIN:VCALENDAR")
    for zone, series in _series(text):
        yield _read(zone, series, window, me)


def _unfolded(data: bytes) -> Iterator[str]:
    """Give the content lines (RFC 5545, 3.1); a fold may stand inside a letter."""
    whole = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    for mark in (b"\n ", b"\n\t"):
        whole = whole.replace(mark, b"")
    yield from whole.replace(b"\r", b"\n").decode("utf-8", "replace").split("\n")


def _kept(lines: Iterable[str]) -> Iterator[str]:
    """Pass on the events, without what only tells what they are about.

    Their zones stay behind, too: the library knows all that have a known name, and
    of another the day is the one that is written.
    """
    within: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        name = name.partition(";")[0].strip().casefold()
        what = value.strip().upper()
        if name == "begin" and len(within) < _DEEPEST:
            within.append(what)
        if _is_kept(within, name):
            yield f"{name.upper()}:{what}" if name in ("begin", "end") else line
        if name == "end" and what in within:
            del within[within.index(what) :]
    yield from (f"END:{each}" for each in reversed(within[:2]))


def _is_kept(within: list[str], name: str) -> bool:
    if within == ["VCALENDAR", "VEVENT"]:
        return name in _KEPT
    return within == ["VCALENDAR"] and name in _KEPT_ABOVE


def _series(text: str) -> Iterator[tuple[str, list[icalendar.Component]]]:
    """Give the events by their UID: a series, and what was changed of it."""
    for calendar in _calendars(text):
        found: dict[str, list[icalendar.Component]] = {}
        for number, event in enumerate(calendar.walk("VEVENT")):
            uid = str(event.get("UID") or f"no UID {number}")
            found.setdefault(uid, []).append(event)
        zone = str(calendar.get("X-WR-TIMEZONE", ""))
        yield from ((zone, events) for events in found.values())


def _calendars(text: str) -> Iterator[icalendar.Component]:
    """Give the calendars in a text; event by event where it cannot be read whole."""
    try:
        yield from icalendar.Calendar.from_ical(text, multiple=True)
    except Exception:  # the library promises no kind of error
        for event in text.split("BEGIN:VEVENT\n")[1:]:
            yield _alone(event.partition("END:VEVENT")[0])


def _alone(event: str) -> icalendar.Component:
    whole = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}END:VEVENT\nEND:VCALENDAR\n"
    try:
        return icalendar.Calendar.from_ical(whole)
    except Exception:
        return icalendar.Calendar(subcomponents=[icalendar.Event()])


def _read(
    zone: str, series: list[icalendar.Component], window: Window, me: Collection[Peer]
) -> Traces:
    for name in dict.fromkeys((zone, "")):
        try:
            return _traces(_happened(name, series, window), window, me)
        except Exception:  # as above, also where a zone or a value is none
            continue
    return Traces(left={_UNREADABLE: 1})


def _traces(events: Iterable[Any], window: Window, me: Collection[Peer]) -> Traces:
    left: Counter[str] = Counter()
    traces: list[Trace] = []
    for event in events:
        told = _trace(event, window, me)
        if isinstance(told, Trace):
            traces.append(told)
        elif told:
            left[told] += 1
    return Traces(tuple(traces), left)


def _happened(
    zone: str, series: list[icalendar.Component], window: Window
) -> Iterable[Any]:
    """Give each time that an event took place. Raises anything where none is told."""
    if not all(map(_is_bounded, series)):
        raise ValueError
    found: Iterable[Any] = recurring_ical_events.of(_calendar(zone, series)).between(
        max(window.since, _FIRST), window.until + timedelta(days=2)
    )
    return found


def _calendar(zone: str, series: list[icalendar.Component]) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    if zone:
        calendar.add("X-WR-TIMEZONE", zone)
    for event in series:
        calendar.add_component(event)
    return calendar


def _is_bounded(event: icalendar.Component) -> bool:
    """Tell whether a rule is one that people set: at most one time a day.

    A library would go through all times since the first, and through all centuries
    to come where the days that a rule names do not exist.
    """
    rules = _listed(event.get("RRULE"))
    first: Any = event.get("DTSTART")
    return not rules or (
        len(rules) == 1 and _is_slow(rules[0]) and first.dt.year >= _EARLIEST
    )


def _is_slow(rule: Any) -> bool:
    if not isinstance(rule, icalendar.vRecur):
        return False
    intervals = rule.get("INTERVAL", [1])
    often = _LONG if "BYSETPOS" in rule else _FREQUENCIES
    return (
        {str(each) for each in rule.get("FREQ", ())} <= often
        and all(len(_listed(rule.get(name))) <= 1 for name in _WITHIN_A_DAY)
        and all(1 <= int(each) <= _WIDEST for each in _listed(intervals))
    )


def _trace(event: Any, window: Window, me: Collection[Peer]) -> Trace | str | None:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return "cancelled"
    people = dict(_people(_listed(event.get("ATTENDEE"))))
    count = len(people)
    for each, _ in _people(_listed(event.get("ORGANIZER"))):
        people.setdefault(each, "")
    others = tuple(p for p in people if p not in me and people[p] != "DECLINED")
    if not others:
        return None
    if any(people.get(each) == "DECLINED" for each in me):
        return "declined by you"
    if count > MOST_ATTENDEES:
        return f"with more than {MOST_ATTENDEES} people"
    start = event.start
    on = start.date() if isinstance(start, datetime) else start
    if not isinstance(on, date) or window.leaves_out(on):
        return None
    return Trace(on, _kind(event), others)


def _people(lines: Iterable[Any]) -> Iterator[tuple[Peer, str]]:
    """Give who is named, and whether they come (PARTSTAT); rooms are nobody."""
    for line in lines:
        if not isinstance(line, icalendar.vCalAddress):
            continue
        said = line.params
        if str(said.get("CUTYPE", "")).upper() in _THINGS:
            continue
        peer = email_peer(str(line)) or email_peer(str(said.get("EMAIL", "")))
        if peer:
            yield peer, str(said.get("PARTSTAT", "")).upper()


def _kind(event: Any) -> Kind:
    """Tell a video call by its address, where that is all that the place says."""
    place = str(event.get("LOCATION", "")).strip().casefold()
    is_link = place.startswith("https://") and not any(map(str.isspace, place))
    is_video = place.startswith(_BY_VIDEO) or _ZOOM in place.partition("?")[0]
    return Kind.VIDEO if is_link and is_video else Kind.MEET


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
