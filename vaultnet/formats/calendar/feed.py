"""A whole calendar: its head, its events in order, and the numbers of their changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import icalendar

from vaultnet.formats.calendar.event import (
    CATEGORY,
    UNNUMBERED,
    Event,
    render_event,
)

PRODUCT = "-//vaultnet//"
_END = b"END:VCALENDAR\r\n"
_EPOCH = date(2020, 1, 1)
_POLL = timedelta(hours=12)  # how often a program that subscribes might look

# Line ends count: a folded line begins with a space, so no text of a note fits these.
_EVENT = re.compile(rb"^BEGIN:VEVENT\r?\n.*?^END:VEVENT\r?\n", re.MULTILINE | re.DOTALL)
_UID = re.compile(rb"^UID:([^\r\n]*)\r?\n", re.MULTILINE)
_NUMBER = re.compile(rb"\r?\nSEQUENCE:([0-9]{1,9})\r?\n")


@dataclass(frozen=True, slots=True)
class Look:
    """How a calendar introduces itself; its colour as CSS names it, and ``#rrggbb``."""

    name: str
    colour: str
    rgb: str


def render_calendar(look: Look, events: Iterable[Event], old: bytes | None) -> bytes:
    """Give a calendar's bytes, from the file that is there now.

    An event that says what it said before keeps its bytes, its SEQUENCE included; one
    that changed gets the next number (RFC 5545, 3.8.7.4). A new one begins with the
    days from 2020 to its own, so that a file that was lost does not turn the numbers
    back. The order is that of the UIDs, which are told apart by the caller.
    """
    known = _read_known(old or b"")
    parts = [
        _numbered(event, known.get(event.uid))
        for event in sorted(events, key=lambda event: event.uid)
    ]
    return b"".join((_head(look), *parts, _END))


def is_ours(data: bytes) -> bool:
    """Tell whether a file is a calendar that vaultnet has made; an empty one may be.

    Servers write files in their own way and may put their own PRODID there; the
    category of an event stays.
    """
    unfolded = _unfold(data)
    marks = (f"\nPRODID:{PRODUCT}".encode(), f"\nCATEGORIES:{CATEGORY}".encode())
    is_calendar = unfolded.startswith(b"BEGIN:VCALENDAR")
    return not data or (is_calendar and any(mark in unfolded for mark in marks))


def _numbered(event: Event, known: _Known | None) -> bytes:
    new = render_event(event)
    number = max(0, (event.on - _EPOCH).days)
    if known is not None:
        same = known.unnumbered == new
        number = known.number if same else max(number, known.number + 1)
    return new.replace(UNNUMBERED, b"\r\nSEQUENCE:%d\r\n" % number, 1)


@dataclass(frozen=True, slots=True)
class _Known:
    number: int
    unnumbered: bytes


def _read_known(old: bytes) -> Mapping[str, _Known]:
    """Give the events of a file by their UIDs; what cannot be read is not known."""
    found: dict[str, _Known] = {}
    for match in _EVENT.finditer(old):
        uid, number = _UID.search(_unfold(match[0])), _NUMBER.search(match[0])
        if uid is not None:
            unnumbered = _NUMBER.sub(UNNUMBERED, match[0], count=1)
            name = uid[1].decode("utf-8", "replace")
            found[name] = _Known(int(number[1]) if number else 0, unnumbered)
    return found


def _unfold(data: bytes) -> bytes:
    """Join folded lines (RFC 5545, 3.1)."""
    return re.sub(rb"\r?\n[ \t]", b"", data)


@cache
def _head(look: Look) -> bytes:
    """The properties of a calendar; RFC 7986 and what was used before it."""
    made = icalendar.Calendar()
    made.add("prodid", f"{PRODUCT}{look.name}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", look.name)
    made.add("x-wr-calname", look.name)
    made.add("color", look.colour)
    made.add("x-apple-calendar-color", look.rgb)
    made.add("refresh-interval", _POLL, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT12H")
    return bytes(made.to_ical()).removesuffix(_END)
