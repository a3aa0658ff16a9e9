"""Readers that are not ours find what was written, on the days that were meant."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events
import vobject

from vaultnet.core.dates.locales import add_months
from vaultnet.core.dates.occasions import Occasion, Yearly
from vaultnet.core.planning.repeats import Repeat, repeat_of, yearly
from vaultnet.core.planning.rhythm import Standing
from vaultnet.formats.calendar import Event, Look, render_calendar

PROJECT = Path(__file__).resolve().parents[3]
LOOK = Look("Check-ins", "seagreen", "#2e8b57")
TODAY = date(2026, 11, 23)
YEARS = 4

_READ = """
const ICAL = require("ical.js").default || require("ical.js");
const [from, to, text] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const calendar = new ICAL.Component(ICAL.parse(text));
const found = {};
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  const days = [], each = event.iterator();
  for (let day = each.next(); day && day.toString() <= to; day = each.next())
    if (day.toString() >= from) days.push(day.toString());
  const description = component.getFirstPropertyValue("description");
  found[event.uid] = {days, title: event.summary, text: description};
}
console.log(JSON.stringify(found));
"""


def standing(days: int, *, pinned: bool) -> Standing:
    return Standing(TODAY, 1.0, days, TODAY, pinned, False, False, False, ())


def calendar(*events: Event) -> bytes:
    return render_calendar(LOOK, events, None)


def _event(uid: str, repeat: Repeat, on: date) -> Event:
    return Event(uid, on, TODAY, "Write to Ada", "words", "obsidian://open", repeat)


def _months_on(first: date, months: int, count: int) -> list[date]:
    """The same day of later months, on the last day where a month has no such day."""
    return [add_months(first, months * number) for number in range(count)]


def _rhythms() -> dict[str, tuple[Event, list[date]]]:
    """Check-ins in their rhythm, and the days on which each has to come back."""
    found = {}
    for first in (date(2026, 11, 25), date(2026, 12, 31), date(2027, 1, 29),
                  date(2028, 2, 29), date(2027, 8, 30)):  # fmt: skip
        for months, days in ((1, 30), (3, 91), (6, 183), (12, 365), (24, 731)):
            repeat, on = repeat_of(standing(days, pinned=True), first)
            uid = f"{first}-{months}"
            # From a last day on, "so many months later" is a last day, too.
            last = add_months(on.replace(day=1), 1) - timedelta(days=1) == on
            long = date(2000, 1, 31) if last and repeat.on_last_day else on
            shift = (on.year - long.year) * 12 + on.month - long.month
            meant = [add_months(long, shift + months * number) for number in range(60)]
            found[uid] = (_event(uid, repeat, on), meant)
        for weeks in (1, 4, 13, 17):
            repeat, on = repeat_of(standing(7 * weeks, pinned=False), first)
            uid = f"{first}-{weeks}w"
            meant = [on + timedelta(weeks=weeks * number) for number in range(260)]
            found[uid] = (_event(uid, repeat, on), meant)
    return found


def _occasions() -> dict[str, tuple[Event, list[date]]]:
    found = {}
    for month, day in ((2, 29), (2, 28), (3, 1), (12, 31), (11, 27)):
        for year in (1988, 2024, None):
            occasion = Occasion(Yearly.BIRTHDAY, month, day, year)
            repeat, on = yearly(occasion, TODAY)
            uid = f"{month}-{day}-{year}"
            meant = [occasion.on(year) for year in range(2026, 2040)]
            found[uid] = (_event(uid, repeat, on), meant)
    return found


Read = Callable[[bytes, date, date], dict[str, list[date]]]


def _python(data: bytes, first: date, last: date) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(data))
    for each in query.between(first, last + timedelta(days=1)):
        found.setdefault(str(each["UID"]), []).append(each["DTSTART"].dt)
    return found


def _vobject(data: bytes, first: date, last: date) -> dict[str, list[date]]:
    """As dateutil reads the rules."""
    found = {}
    for each in vobject.readOne(data.decode()).vevent_list:
        days = []
        for moment in each.rruleset:
            if moment.date() > last:
                break
            if moment.date() >= first:
                days.append(moment.date())
        found[each.uid.value] = days
    return found


def _node() -> dict[str, str] | None:
    """The environment in which node finds ical.js, None where it does not."""
    if shutil.which("node") is None:
        return None
    places = (str(PROJECT / ".venv-peers/node_modules"), os.environ.get("NODE_PATH"))
    env = {**os.environ, "NODE_PATH": os.pathsep.join(filter(None, places))}
    words = ["node", "-e", "require('ical.js')"]
    done = subprocess.run(words, env=env, capture_output=True, check=False)
    return env if done.returncode == 0 else None


NODE = _node()
needs_node = pytest.mark.skipif(NODE is None, reason="no ical.js here: make peers")


def _ask_node(data: bytes, first: date, last: date) -> dict[str, Any]:
    done = subprocess.run(
        ["node", "-e", _READ],
        input=json.dumps([str(first), str(last), data.decode()]).encode(),
        env=NODE,
        capture_output=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _ical_js(data: bytes, first: date, last: date) -> dict[str, list[date]]:
    return {
        uid: [date.fromisoformat(day) for day in each["days"]]
        for uid, each in _ask_node(data, first, last).items()
    }


READERS = [_python, _vobject, pytest.param(_ical_js, marks=needs_node)]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("meant", [_rhythms(), _occasions()], ids=["rhythms", "years"])
def test_every_reader_finds_the_days_that_were_meant(
    read: Read, meant: dict[str, tuple[Event, list[date]]]
) -> None:
    first, last = date(2026, 11, 1), date(2026 + YEARS, 11, 1)
    found = read(calendar(*(event for event, _ in meant.values())), first, last)
    for uid, (_, days) in meant.items():
        wanted = [day for day in days if first <= day <= last]
        assert (uid, sorted(found.get(uid, []))) == (uid, wanted)


def test_month_ends_come_in_every_month_they_should() -> None:
    repeat, on = repeat_of(standing(91, pinned=True), date(2026, 12, 31))
    found = _python(calendar(_event("a", repeat, on)), on, date(2027, 12, 31))
    assert found["a"] == [
        date(2026, 12, 31), date(2027, 3, 31), date(2027, 6, 30),
        date(2027, 9, 30), date(2027, 12, 31),
    ]  # fmt: skip


HOSTILE = (
    "Ann\nBEGIN:VEVENT\nUID:evil\nEND:VEVENT",
    'comma, semicolon; back\\slash \\n \\N "quotes" col:on',
    "👩‍👩‍👧‍👦 ŁÓŽ Ελλάδα 李伟 " * 30,
    "\u202egnp.exe\x00\x07",
    "x" * 10_000,
)


def _hostile() -> list[Event]:
    return [
        Event(str(n), TODAY, TODAY, text, text, "obsidian://open", alarm=(9, 0))
        for n, text in enumerate(HOSTILE)
    ]


def _shown(text: str) -> str:
    """What a reader sees, spaces and what was cut off aside."""
    return " ".join(re.sub("[\u202e\\x00\\x07]", " ", text).split())


def _check(found: Sequence[tuple[str, str]]) -> None:
    assert len(found) == len(HOSTILE)
    for (title, text), given in zip(found, HOSTILE, strict=True):
        for said in (title, text):
            is_cut = said.endswith("…")
            wanted = _shown(given)[: len(said.rstrip("…"))] if is_cut else _shown(given)
            assert _shown(said).rstrip("…").strip() == wanted.strip()


def test_icalendar_finds_what_was_written() -> None:
    read = icalendar.Calendar.from_ical(calendar(*_hostile()))
    assert not read.errors
    events = read.walk("VEVENT")
    assert not any(each.errors for each in events)
    _check([(str(each["SUMMARY"]), str(each["DESCRIPTION"])) for each in events])


def test_vobject_finds_what_was_written_and_calls_it_valid() -> None:
    (read,) = vobject.readComponents(calendar(*_hostile()).decode(), validate=True)
    read.validate(raiseException=True)
    events = read.vevent_list
    _check([(each.summary.value, each.description.value) for each in events])


@needs_node
def test_ical_js_finds_what_was_written() -> None:
    found = _ask_node(calendar(*_hostile()), TODAY, TODAY)
    _check([(each["title"], each["text"]) for each in found.values()])


@pytest.mark.parametrize("read", READERS[::2])
def test_an_empty_calendar_can_be_read(read: Read) -> None:
    assert read(calendar(), TODAY, TODAY) == {}
