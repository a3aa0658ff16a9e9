"""One all-day event as the bytes of its component."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar

from vaultnet.core.planning.repeats import Repeat, Unit
from vaultnet.core.planning.rhythm import later
from vaultnet.core.prompts.quoting import shorten

CATEGORY = "vaultnet"
UNNUMBERED = b"\r\nSEQUENCE:0\r\n"
"""The line that stands where a sequence number goes."""

_TITLE, _TEXT = 150, 4_000  # characters; what is longer nobody reads on a phone
# What has no business in a text value (RFC 5545, 3.3.11), could turn the line around,
# or would be a line end for some programs and not for others.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)

_ESCAPED = re.compile(r"[\\;,]")


@dataclass(frozen=True, slots=True)
class Event:
    """A day in a calendar, all of it.

    ``uid`` is safe in a file's name. ``changed`` is the day on which the facts behind
    it last changed, ``alarm`` hours and minutes of the day, ``link`` opens the note.
    """

    uid: str
    on: date
    changed: date
    title: str
    text: str
    link: str
    repeat: Repeat | None = None
    alarm: tuple[int, int] | None = None


def render_event(event: Event) -> bytes:
    """Give the component, with SEQUENCE 0 (RFC 5545, 3.6.1).

    DTSTAMP is when the facts changed, as 3.8.7.2 has it where there is no METHOD, and
    never the time of writing. The day is free in everybody's planner.
    """
    title = shorten(_line(event.title), _TITLE)
    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", datetime.combine(event.changed, datetime.min.time(), UTC))
    made.add("sequence", 0)
    made.add("dtstart", event.on)
    made.add("dtend", later(event.on, 1))
    made.add("summary", _Words(title))
    made.add("description", _Words(shorten(_text(event.text), _TEXT)))
    made.add("url", event.link)
    made.add("transp", "TRANSPARENT")
    made.add("categories", [CATEGORY])
    if event.repeat is not None:
        made.add("rrule", _rule(event.repeat, event.on))
    if event.alarm is not None:
        made.add_component(_alarm(title, event.alarm))
    return bytes(made.to_ical())


class _Words(icalendar.vText):
    r"""Text in which a written ``\N`` stays: icalendar 7 breaks the line there."""

    def to_ical(self) -> bytes:
        """Give it escaped (RFC 5545, 3.3.11)."""
        escaped = _ESCAPED.sub(r"\\\g<0>", str(self))
        return escaped.replace("\n", r"\n").encode()


def _rule(repeat: Repeat, on: date) -> dict[str, Any]:
    rule: dict[str, Any] = {"freq": repeat.unit.value}
    if repeat.every > 1:
        rule["interval"] = repeat.every
    if repeat.on_last_day:
        if repeat.unit is Unit.YEARS:
            rule["bymonth"] = on.month
        rule["bymonthday"] = -1
    return rule


def _alarm(title: str, at: tuple[int, int]) -> icalendar.Alarm:
    """Make a reminder on the day: so long after its midnight (3.8.6.3)."""
    hours, minutes = at
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _Words(title))
    after = timedelta(hours=hours, minutes=minutes)
    alarm.add("trigger", after, parameters={"RELATED": "START"})
    return alarm


def _text(text: str) -> str:
    """Take out what a text value must not hold, line ends aside."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = _CONTROLS.sub(" ", lines)
    return plain.encode("utf-8", "replace").decode()


def _line(text: str) -> str:
    return " ".join(_text(text).split())
