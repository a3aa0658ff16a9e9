from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from vaultnet.core.exchange.traces import Peer, Sort, Window
from vaultnet.errors import CannotImport
from vaultnet.formats.traces.meetings import read_meetings

WINDOW = Window(date(2025, 11, 23), date(2026, 11, 23))
ADA = Peer(Sort.EMAIL, "ada@example.org")
NEW_YORK = "TZID=America/New_York:"


def event(*lines: str, uid: str = "1") -> list[str]:
    return [
        "BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:hidden", "DESCRIPTION:hid",
        " den", *lines, "BEGIN:VALARM", "ATTENDEE:mailto:alarm@example.org",
        "TRIGGER:-PT5M", "END:VALARM", "END:VEVENT",
    ]  # fmt: skip


def calendar(
    *events: list[str], top: str = "METHOD:PUBLISH", end: str = "\r\n"
) -> bytes:
    inner = [line for each in events for line in each]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", top, *inner]
    return end.join([*lines, "END:VCALENDAR", ""]).encode()


Told = list[tuple[str, str, list[str]]]


def read(data: bytes) -> tuple[Told, dict[str, int]]:
    told: Told = []
    left: Counter[str] = Counter()
    for each in read_meetings(data, WINDOW, {ADA}):
        assert "hidden" not in str(each)
        left.update(each.left)
        told += [
            (str(t.on), str(t.kind), sorted(peer.key for peer in t.peers))
            for t in each.traces
        ]
    return sorted(told), dict(left)


JANE = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:Jane@example.org"
MONDAY = "DTSTART:20261102T100000"


def days(*lines: str, top: str = "METHOD:PUBLISH") -> list[str]:
    return [on for on, _, _ in read(calendar(event(*lines, JANE), top=top))[0]]


def test_who_was_invited_and_did_not_decline_and_who_invited_were_there() -> None:
    data = calendar(
        event(
            MONDAY,
            "ORGANIZER;CN=Sam:MAILTO:sam@example.org",
            JANE,
            "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bo@example.org",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:cy@example.org",
            "ATTENDEE;CUTYPE=ROOM:mailto:room@example.org",
            "ATTENDEE;EMAIL=di@example.org;CN=Di:/aMTIz/principal/",
            "ATTENDEE;PARTSTAT=ACCEPTED;CN=\"Ada, B\":mailto:ada@exam",
            " ple.org",
        )
    )  # fmt: skip
    there = ["bo@example.org", "di@example.org", "jane@example.org", "sam@example.org"]
    assert read(data) == ([("2026-11-02", "meet", there)], {})


def test_an_organizer_who_declined_was_not_there() -> None:
    lines = (
        "ORGANIZER:mailto:sam@x.org",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:sam@x.org",
    )
    assert read(calendar(event(MONDAY, *lines))) == ([], {})


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ([MONDAY, JANE, "STATUS:CANCELLED"], {"cancelled": 1}),
        ([MONDAY, JANE, "ATTENDEE;PARTSTAT=DECLINED:mailto:ada@example.org"],
         {"declined by you": 1}),
        ([MONDAY, *(f"ATTENDEE:mailto:p{n}@example.org" for n in range(9))],
         {"with more than 8 people": 1}),
        ([MONDAY], {}),
        ([MONDAY, "ATTENDEE:mailto:ada@example.org"], {}),
        ([JANE], {"that cannot be read": 1}),
        (["DTSTART:20261302T100000", JANE], {"that cannot be read": 1}),
        ([MONDAY, "RRULE:FREQ=SECONDLY", JANE], {"that cannot be read": 1}),
        ([MONDAY, "RRULE:FREQ=DAILY;INTERVAL=0", JANE], {"that cannot be read": 1}),
        ([MONDAY, "RRULE:FREQ=DAILY;BYMINUTE=1,2,3", JANE], {"that cannot be read": 1}),
        ([MONDAY, "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY", JANE],
         {"that cannot be read": 1}),
    ],
)  # fmt: skip
def test_what_was_no_meeting_is_left_out_and_said(
    lines: list[str], left: dict[str, int]
) -> None:
    other = event(MONDAY, "ATTENDEE:mailto:bo@example.org", uid="2")
    found = [("2026-11-02", "meet", ["bo@example.org"])]
    assert read(calendar(event(*lines), other)) == (found, left)


def test_of_what_repeats_nobody_knows_how_the_first_time_counts() -> None:
    assert days(MONDAY, "RRULE:what") == ["2026-11-02"]


def test_eight_people_are_a_meeting() -> None:
    lines = (f"ATTENDEE:mailto:p{n}@example.org" for n in range(8))
    assert len(read(calendar(event(MONDAY, *lines)))[0]) == 1


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("DTSTART;VALUE=DATE:20261102", "2026-11-02"),
        (f"DTSTART;{NEW_YORK}20261102T233000", "2026-11-02"),
        ("DTSTART;TZID=Pacific/Auckland:20261103T003000", "2026-11-03"),
        ("DTSTART;TZID=Our own zone:20261102T233000", "2026-11-02"),
        ("DTSTART:20261102T233000", "2026-11-02"),
        ("DTSTART:20261102T233000Z", "2026-11-02"),
        ("DTSTART:20261123T233000", "2026-11-23"),
        (f"DTSTART;{NEW_YORK}20261123T233000", "2026-11-23"),
        (f"DTSTART;{NEW_YORK}20251123T003000", "2025-11-23"),
    ],
)
def test_the_day_is_the_one_that_is_written(start: str, day: str) -> None:
    assert days(start) == [day]


def test_a_calendar_that_names_its_zone_has_its_days() -> None:
    start = "DTSTART:20261103T003000Z"
    assert days(start, top="X-WR-TIMEZONE:America/New_York") == ["2026-11-02"]
    assert days(start, top="X-WR-TIMEZONE:Nowhere/At all") == ["2026-11-03"]


def test_what_is_to_come_and_what_is_long_past_is_not_looked_at() -> None:
    assert days("DTSTART:20261124T100000") == []
    assert days("DTSTART:20251122T100000") == []


def test_what_repeats_counts_each_time_but_for_what_was_changed() -> None:
    start = f"DTSTART;{NEW_YORK}20261026T233000"
    data = calendar(
        event(
            start, "RRULE:FREQ=WEEKLY;UNTIL=20261120T235959Z",
            f"EXDATE;{NEW_YORK}20261102T233000", JANE,
        ),
        event(
            f"RECURRENCE-ID;{NEW_YORK}20261109T233000",
            f"DTSTART;{NEW_YORK}20261110T100000", JANE,
        ),
        event(
            f"RECURRENCE-ID;{NEW_YORK}20261116T233000",
            f"DTSTART;{NEW_YORK}20261116T233000", JANE, "STATUS:CANCELLED",
        ),
    )  # fmt: skip
    jane = ["jane@example.org"]
    assert read(data) == (
        [("2026-10-26", "meet", jane), ("2026-11-10", "meet", jane)],
        {"cancelled": 1},
    )


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("https://meet.google.com/abc-defg-hij", "video"),
        ("https://us02web.zoom.us/j/123?pwd=x", "video"),
        ("https://teams.microsoft.com/l/meetup-join/x", "video"),
        ("Cafe, or https://meet.google.com/abc-defg-hij", "meet"),
        ("https://example.org/?next=a.zoom.us/j/1", "meet"),
        ("https://example.org", "meet"),
        ("", "meet"),
    ],
)
def test_a_place_that_is_only_a_link_to_a_call_makes_a_video_call(
    place: str, kind: str
) -> None:
    data = calendar(event(MONDAY, f"LOCATION:{place}", JANE))
    assert [each for _, each, _ in read(data)[0]] == [kind]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_calendars_one_behind_the_other_with_any_line_ends_are_read(end: str) -> None:
    both = calendar(event(MONDAY, JANE), end=end) + calendar(
        event("DTSTART:20261103T100000", JANE), end=end
    )
    assert [on for on, _, _ in read(b"\xef\xbb\xbf" + both)[0]] == [
        "2026-11-02", "2026-11-03",
    ]  # fmt: skip


def test_a_calendar_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = calendar(event(MONDAY, JANE), event(MONDAY, JANE, uid="2"))
    assert len(read(whole[: whole.rindex(b"BEGIN:VALARM")])[0]) == 2


@pytest.mark.parametrize("data", [b"", b"BEGIN:VCARD\nEND:VCARD\n", b"\x00" * 90])
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(CannotImport, match="this is no calendar"):
        read(data)
