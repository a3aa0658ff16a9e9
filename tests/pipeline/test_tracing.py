"""Whatever stands in a file: traces or one clear refusal, soon, and never a word."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from vaultnet.core.exchange.reaching import make_directory
from vaultnet.core.exchange.traces import Peer, Sort, Traces, Window
from vaultnet.errors import CannotImport, WrongUsage
from vaultnet.pipeline.tracing import SOURCES, Asked, read_traces

WINDOW = Window(date(2025, 11, 23), date(2026, 11, 23))
HIDDEN = "xyzzy"
SLOWEST = 10.0  # seconds that one small file may take, on a slow machine

MAIL = f"""\
From ada@example.org Mon Nov  2 10:00:00 2026
X-Gmail-Labels: =?utf-8?q?Gesendet?=,Sent
From: =?utf-8?b?QWRh?= <ada@example.org>
To: "Doe, Jane" <jane@example.org>, Team: sam@example.org,
 bo@example.org;
Subject: {HIDDEN}
Date: Mon, 2 Nov 2026 23:30:00 -0800 (comment)

{HIDDEN}

From - Tue Nov  3 10:00:00 2026
From: ada@example.org
To: jane@example.org
Date: Tue, 3 Nov 2026 10:00:00 +0000

{HIDDEN}
"""
CALENDAR = f"""\
BEGIN:VCALENDAR
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VTIMEZONE
TZID:Odd
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
RRULE:FREQ=SECONDLY
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1
SUMMARY:{HIDDEN}
DTSTART;TZID=Odd:20261026T100000
DTEND;TZID=Odd:20261026T110000
RRULE:FREQ=MONTHLY;INTERVAL=1;COUNT=5;BYDAY=-1MO,2TU;BYSETPOS=1
EXDATE;TZID=Odd:20261102T100000
RDATE;VALUE=PERIOD:20261103T100000Z/PT1H
ORGANIZER;CN=x:mailto:ada@example.org
ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN="a,b":mailto:jane@example.org
LOCATION:https://meet.google.com/abc
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
UID:1
RECURRENCE-ID;TZID=Odd:20261102T100000
DTSTART;VALUE=DATE:20261105
DURATION:P1D
ATTENDEE:mailto:jane@example.org
END:VEVENT
END:VCALENDAR
"""
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
    "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,IS MESSAGE DRAFT\n"
    "1,,Ada,https://www.linkedin.com/in/ada,Jane,https://www.linkedin.com/in/jane-doe,"
    f'2026-11-02 22:05:06 UTC,{HIDDEN},"{HIDDEN}, ""{HIDDEN}""\n{HIDDEN}",INBOX,No\n'
    "2,,Cy,https://www.linkedin.com/in/c%C3%BF,Ada,https://www.linkedin.com/in/ada,"
    f"2026-11-03 22:05:06 UTC,,{HIDDEN},INBOX,No\n"
)
CHAT = f"""\
[13/11/2026, 10:00:01] Jane Doe: \u200e{HIDDEN}
\u200e[13/11/2026, 10:01:02\u202fAM] Jane Doe: {HIDDEN}
14/11/26, 1:25 p.\u00a0m. - Ada: {HIDDEN}
{HIDDEN}
"""
SAMPLES = {
    "mbox": MAIL,
    "maildir": MAIL.partition("\n")[2],
    "calendar": CALENDAR,
    "linkedin-messages": MESSAGES,
    "whatsapp": CHAT,
}
PIECES = (
    b"", b"\n", b"\r", b"\n\n", b"\x00", b"\xff\xfe", b'"', b"(" * 300, b"a:" * 300,
    b"<", b">", b",", b";", b":", b"=", b"=?utf-8?b?!?=", b"From ", b"\nFrom - 1:00\n",
    b"9" * 40, b"-1", b"0", b"99999", b"\nBEGIN:VEVENT\n", b"\nEND:VEVENT\n",
    b"FREQ=SECONDLY", b"INTERVAL=0", b"BYMONTHDAY=31;BYMONTH=2", b"00010101T000000",
    b"99991231T235959Z", b"PT0S", b"P-1D", b"@", b"%", b"\xe2\x80\x8e", b"\xcc\x88",
)  # fmt: skip


def spoil(data: bytes, chance: random.Random) -> bytes:
    """Change a file here and there: bytes, pieces put in, parts doubled or lost."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.randint(0, 40))
        way = chance.randrange(4)
        if way == 0 and at < len(changed):
            changed[at] = chance.randrange(256)
        elif way == 1:
            changed[at:at] = chance.choice(PIECES)
        elif way == 2:
            del changed[at:end]
        else:
            changed[at:at] = changed[at:end] * chance.randint(1, 3)
    return bytes(changed)


def put(folder: Path, source: str, data: bytes, chance: random.Random) -> Path:
    """Write a file as its program would; a chat now and then in an archive."""
    if source == "maildir":
        for name in ("cur", "new"):
            (folder / "Mail" / name).mkdir(parents=True, exist_ok=True)
        (folder / "Mail/cur/1:2,S").write_bytes(data)
        return folder / "Mail"
    file = folder / source
    if source == "whatsapp" and chance.random() < 0.2:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("_chat.txt", data)
        data = spoil(packed.getvalue(), chance)
    file.write_bytes(data)
    return file


def read(source: str, *files: Path, me: Sequence[Peer] = ()) -> Traces | None:
    asked = Asked(WINDOW, frozenset(me))
    try:
        return read_traces(source, files, asked, make_directory([]))
    except (CannotImport, WrongUsage) as error:
        refused = str(error)
    assert "\n" not in refused
    assert HIDDEN not in refused
    return None


ADA = Peer(Sort.EMAIL, "ada@example.org")


@pytest.mark.parametrize("source", SOURCES)
def test_the_samples_are_read(source: str, tmp_path: Path) -> None:
    data = SAMPLES[source].encode()
    told = read(source, put(tmp_path, source, data, random.Random(3)))
    assert told is not None
    assert told.traces != ()
    assert HIDDEN not in str(told)


def _storm(source: str, folder: Path, seeds: range) -> None:
    for seed in seeds:
        chance = random.Random(f"{source} {seed}")
        data = spoil(SAMPLES[source].encode(), chance)
        file = put(folder, source, data, chance)
        begun = time.perf_counter()
        told = read(source, file, me=chance.choice([(), (ADA,)]))
        assert time.perf_counter() - begun < SLOWEST, seed
        assert told is None or all(
            WINDOW.since <= each.on <= WINDOW.until and each.peers
            for each in told.traces
        ), seed


@pytest.mark.parametrize("source", SOURCES)
def test_a_spoilt_file_gives_what_it_can_or_one_line(
    source: str, tmp_path: Path
) -> None:
    _storm(source, tmp_path, range(60))


@pytest.mark.long
@pytest.mark.parametrize("source", SOURCES)
def test_ten_thousand_spoilt_files_give_what_they_can_or_one_line(
    source: str, tmp_path: Path
) -> None:
    _storm(source, tmp_path, range(100, 2100))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;INTERVAL=1000",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=YEARLY;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=9",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=999999999",
        "FREQ=DAILY;UNTIL=99991231",
    ],
)
@pytest.mark.parametrize("start", ["20261102T100000", "00010101T100000Z"])
def test_no_rule_of_a_calendar_goes_on_for_ever(
    rule: str, start: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.ics"
    file.write_text(
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:{start}\nRRULE:{rule}\n"
        "ATTENDEE:mailto:jane@example.org\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    begun = time.perf_counter()
    told = read("calendar", file)
    assert time.perf_counter() - begun < SLOWEST
    assert told is not None
    assert len(told.traces) <= 366


def test_an_endless_line_is_read_in_pieces(tmp_path: Path) -> None:
    file = tmp_path / "huge"
    file.write_bytes(b"To: jane@example.org" + b" x" * 3_000_000)
    for source in ("mbox", "linkedin-messages", "whatsapp"):
        assert read(source, file) is None


def test_a_calendar_that_takes_too_long_is_left_after_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vaultnet.pipeline.tracing._SECONDS", -1.0)
    event = CALENDAR.partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0]
    more = (
        f"BEGIN:VEVENT{event.replace('UID:1', f'UID:{n}')}END:VEVENT\n" for n in "23"
    )
    file = tmp_path / "a.ics"
    file.write_text(CALENDAR.replace("END:VCALENDAR", f"{''.join(more)}END:VCALENDAR"))
    told = read("calendar", file)
    assert told is not None
    assert len({each.on for each in told.traces}) == len(told.traces) > 0
    assert told.left == {"the rest of a calendar that takes too long": 1}
