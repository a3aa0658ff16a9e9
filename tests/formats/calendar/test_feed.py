"""A whole calendar: the same bytes each time, and numbers that only grow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.formats.calendar import Event, Look, is_ours, render_calendar

LOOK = Look("Check-ins", "seagreen", "#2e8b57")
DAY = date(2026, 11, 25)
FIRST = (DAY - date(2020, 1, 1)).days


def event(uid: str = "ada", title: str = "Write to Ada", on: date = DAY) -> Event:
    return Event(uid, on, date(2026, 8, 25), title, "words", "obsidian://open")


def render(*events: Event, old: bytes | None = None) -> bytes:
    return render_calendar(LOOK, events, old)


def numbers(data: bytes) -> dict[str, int]:
    """The sequence numbers by UID."""
    found = re.findall(rb"UID:(\S+)\r\nSEQUENCE:(\d+)", data)
    return {uid.decode(): int(number) for uid, number in found}


def test_a_calendar_says_what_it_is() -> None:
    assert render().decode() == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//vaultnet//Check-ins//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "NAME:Check-ins\r\n"
        "X-WR-CALNAME:Check-ins\r\n"
        "COLOR:seagreen\r\n"
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"
        "X-APPLE-CALENDAR-COLOR:#2e8b57\r\n"
        "X-PUBLISHED-TTL:PT12H\r\n"
        "END:VCALENDAR\r\n"
    )


def test_the_order_of_events_does_not_matter() -> None:
    assert render(event("b"), event("a")) == render(event("a"), event("b"))


def test_a_new_event_begins_with_the_days_since_2020() -> None:
    assert numbers(render(event())) == {"ada": FIRST}
    assert numbers(render(event(on=date(2019, 5, 1)))) == {"ada": 0}


def test_what_has_not_changed_keeps_its_bytes() -> None:
    data = render(event())
    for number in (3, 999_999):
        known = data.replace(b"SEQUENCE:%d" % FIRST, b"SEQUENCE:%d" % number)
        assert render(event(), old=known) == known


def test_what_has_changed_gets_the_next_number() -> None:
    data = render(event(), event("bo"))
    after = render(event(title="Call Ada"), event("bo"), old=data)
    assert numbers(after) == {"ada": FIRST + 1, "bo": FIRST}


def test_a_number_never_falls_behind_that_of_a_lost_file() -> None:
    later = event(on=DAY + timedelta(days=90))
    assert numbers(render(later, old=render(event()))) == {"ada": FIRST + 90}


def test_an_event_as_a_server_writes_it_is_known_by_its_uid() -> None:
    theirs = (
        b"BEGIN:VCALENDAR\nPRODID:-//Radicale//EN\nBEGIN:VEVENT\nDTSTART:20261125\n"
        b"SEQUENCE:5000\nSUMMARY:Write to A\n da\nUID:a\n da\nCATEGORIES:vaultnet\n"
        b"END:VEVENT\nEND:VCALENDAR\n"
    )
    assert numbers(render(event(), old=theirs)) == {"ada": 5001}


@pytest.mark.parametrize(
    "old",
    [
        b"",
        b"\x00\xff garbage",
        b"BEGIN:VEVENT\r\n" * 1000,
        b"BEGIN:VEVENT\r\nUID:ada\r\nSEQUENCE:" + b"9" * 5000 + b"\r\nEND:VEVENT\r\n",
    ],
    ids=["empty", "garbage", "unclosed", "huge"],
)
def test_a_file_that_cannot_be_read_begins_anew(old: bytes) -> None:
    assert numbers(render(event(), old=old)) == {"ada": FIRST}


def test_a_text_that_looks_like_an_end_is_not_one() -> None:
    words = [f"{'x' * n} END:VEVENT" for n in range(80)]
    events = [replace(event(str(n)), text=text) for n, text in enumerate(words)]
    data = render(*events)
    assert render(*events, old=data) == data


texts = st.text(alphabet=st.sampled_from("ab \\,;:\n\r\té李👩🏽"), max_size=120)
events = st.lists(
    st.builds(event, st.sampled_from("abcdef"), texts, st.dates()),
    unique_by=lambda each: each.uid,
)


@given(events, events)
def test_rendering_twice_is_rendering_once(
    before: Iterable[Event], after: Iterable[Event]
) -> None:
    old = render(*before)
    once = render(*after, old=old)
    assert render(*after, old=once) == once
    known = numbers(old)
    assert all(number >= known.get(uid, 0) for uid, number in numbers(once).items())


@pytest.mark.parametrize(
    ("data", "ours"),
    [
        (b"", True),
        (render(), True),
        (b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nCATEGORIES:vaultnet\r\n", True),
        (b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n", False),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:PRODID:-//vaultnet//x\r\n", False),
        (b"# A note\n\nPRODID:-//vaultnet//\n", False),
    ],
)
def test_whose_a_file_is(data: bytes, ours: bool) -> None:
    assert is_ours(data) is ours
