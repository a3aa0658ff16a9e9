"""One event: its bytes, its rule, and text that tries to break out of it."""

from __future__ import annotations

import re
from datetime import date

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultnet.core.planning.repeats import Repeat, Unit
from vaultnet.formats.calendar.event import Event, render_event


def event(**given: object) -> Event:
    values: dict[str, object] = {
        "uid": "5b0c1d9e",
        "on": date(2026, 11, 25),
        "changed": date(2026, 8, 25),
        "title": "Write to Ada Lovelace",
        "text": "Last spoke on 25 August.",
        "link": "obsidian://open?vault=net&file=People%2FAda.md",
        **given,
    }
    return Event(**values)  # type: ignore[arg-type]


def test_an_event_is_these_bytes() -> None:
    made = event(repeat=Repeat(Unit.MONTHS, 3, on_last_day=True), alarm=(9, 30))
    assert render_event(made).decode() == (
        "BEGIN:VEVENT\r\n"
        "SUMMARY:Write to Ada Lovelace\r\n"
        "DTSTART;VALUE=DATE:20261125\r\n"
        "DTEND;VALUE=DATE:20261126\r\n"
        "DTSTAMP:20260825T000000Z\r\n"
        "UID:5b0c1d9e\r\n"
        "SEQUENCE:0\r\n"
        "RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1\r\n"
        "CATEGORIES:vaultnet\r\n"
        "DESCRIPTION:Last spoke on 25 August.\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "URL:obsidian://open?vault=net&file=People%2FAda.md\r\n"
        "BEGIN:VALARM\r\n"
        "ACTION:DISPLAY\r\n"
        "DESCRIPTION:Write to Ada Lovelace\r\n"
        "TRIGGER;RELATED=START:PT9H30M\r\n"
        "END:VALARM\r\n"
        "END:VEVENT\r\n"
    )


@pytest.mark.parametrize(
    ("repeat", "rule"),
    [
        (Repeat(Unit.WEEKS), "FREQ=WEEKLY"),
        (Repeat(Unit.WEEKS, 13), "FREQ=WEEKLY;INTERVAL=13"),
        (Repeat(Unit.MONTHS, 1), "FREQ=MONTHLY"),
        (Repeat(Unit.YEARS), "FREQ=YEARLY"),
        (
            Repeat(Unit.YEARS, on_last_day=True),
            "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2",
        ),
    ],
)
def test_rules_are_written_as_rfc_5545_has_them(repeat: Repeat, rule: str) -> None:
    text = render_event(event(repeat=repeat, on=date(2028, 2, 29))).decode()
    assert f"\r\nRRULE:{rule}\r\n" in text


def test_midnight_is_a_time_of_the_day() -> None:
    assert "TRIGGER;RELATED=START:P" in render_event(event(alarm=(0, 0))).decode()


_HOSTILE = (
    "Ann\nBEGIN:VEVENT\nUID:evil\nEND:VEVENT\nEND:VCALENDAR",
    "a\r\nATTACH:file:///etc/passwd",
    'comma, semicolon; back\\slash \\n "quotes" col:on',
    "\u202egnp.exe \u2066 \u200f bidi",
    "👩‍👩‍👧‍👦 ŁÓŽ Ελλάδα 李伟 " * 30,
    "\x00\x07\x1b[2J\x85\u2028\u2029\ufeff",
    "x" * 10_000,
    "\ud800 alone",
    "",
)


@given(st.text(max_size=300), st.text(max_size=300))
@example(*_HOSTILE[:2])
@example(*_HOSTILE[2:4])
@example(*_HOSTILE[4:6])
@example(*_HOSTILE[6:8])
@example(_HOSTILE[8], _HOSTILE[8])
def test_no_text_breaks_out_of_its_line(title: str, text: str) -> None:
    data = render_event(event(title=title, text=text, alarm=(9, 0)))
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    unfolded = data.replace(b"\r\n ", b"").decode()
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e]", unfolded)
    names = [line.split(":")[0].split(";")[0] for line in unfolded.splitlines()]
    assert names.count("BEGIN") == names.count("END") == 2
    assert names == [
        "BEGIN", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE",
        "CATEGORIES", "DESCRIPTION", "TRANSP", "URL",
        "BEGIN", "ACTION", "DESCRIPTION", "TRIGGER", "END", "END",
    ]  # fmt: skip


@given(st.text(max_size=100))
@example(_HOSTILE[2])
def test_words_come_back_as_they_were(text: str) -> None:
    plain = " ".join(re.sub(r"[^\w ,;:\\\"'.-]", "", text).split())
    data = render_event(event(title=plain, text=f"{plain}\n\n{plain}"))
    read = icalendar.Event.from_ical(data)
    assert str(read["SUMMARY"]) == plain
    assert str(read["DESCRIPTION"]) == f"{plain}\n\n{plain}"


def test_long_texts_are_cut_with_an_ellipsis() -> None:
    read = icalendar.Event.from_ical(render_event(event(title="x" * 10_000)))
    assert len(str(read["SUMMARY"])) <= 150
    assert str(read["SUMMARY"]).endswith("…")


def test_the_day_is_whole_and_free() -> None:
    read = icalendar.Event.from_ical(render_event(event(on=date(2028, 2, 29))))
    days = [read.decoded(name) for name in ("DTSTART", "DTEND")]
    assert days == [date(2028, 2, 29), date(2028, 3, 1)]
    assert read["TRANSP"] == "TRANSPARENT"
