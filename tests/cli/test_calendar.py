"""`vaultnet calendar`: files for other programs, written on change and nowhere else."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]
Watch = Callable[..., Any]

PROJECT = Path(__file__).resolve().parents[2]
MONDAY = date(2026, 11, 23)
JANE = """---
uid: jane-1
email: jane@example.org
birthday: 1988-02-29
---
## Log
- 2026-08-02 call: moving to Lisbon; next: ask how the marathon went
"""
SAM = "---\nuid: sam-1\ncadence: monthly\n---\n## Log\n- 2026-11-20 text: a photo\n"
REST = "---\ncadence: none\nbirthday: 05-12\n---\n## Log\n- 2026-01-02 call: hello\n"
CARD = "---\nimported_from: linkedin\nmet: 2019-05-01\nbirthday: 05-12\n---\n"
NOTES = {
    "People/Jane Doe.md": JANE,
    "People/Sam Lee.md": SAM,
    "People/Resting.md": REST,
    "People/Imported.md": CARD,
}


@pytest.fixture
def say(make_vault: MakeVault, vaultnet: Run) -> Run:
    """Say something in a vault of four people."""
    root = make_vault(NOTES)

    def run(*words: str | Path, **given: Any) -> Any:
        return vaultnet("--vault", root, *words, **given)

    return run


def events(path: Path) -> dict[str, Any]:
    """The events of a calendar by UID, as icalendar reads it."""
    read = icalendar.Calendar.from_ical(path.read_bytes())
    assert not read.errors
    found = read.walk("VEVENT")
    by_uid = {str(each["UID"]): each for each in found}
    assert len(by_uid) == len(found)
    return by_uid


def days(path: Path) -> dict[str, date]:
    return {uid: each.decoded("DTSTART") for uid, each in events(path).items()}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (info.st_mtime_ns, info.st_ino)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (info := path.stat())
    }


def test_those_who_are_due_have_an_event_and_nobody_who_rests(
    say: Run, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "net.ics"
    said = say("calendar", "--out", out)
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        f"{out}: 2 events, written\n"
        f"{out.with_name('net birthdays.ics')}: 1 event, written\n"
        "1 imported person is left out until you take them up in Network/Cards.md\n"
    )
    found = events(out)
    assert sorted(found) == ["jane-1", "sam-1"]
    assert MONDAY <= days(out)["jane-1"] <= date(2026, 11, 27)
    assert date(2026, 12, 14) <= days(out)["sam-1"] <= date(2026, 12, 18)
    assert str(found["jane-1"]["SUMMARY"]) == "Write to Jane Doe"
    assert str(found["jane-1"]["DTSTAMP"].dt.date()) == "2026-08-02"
    text = str(found["jane-1"]["DESCRIPTION"])
    assert "how the marathon went. What else is new with you?" in text
    assert "\n\nmailto:jane@example.org\n\nobsidian://" in text
    assert text.endswith("\n\nobsidian://open?vault=vault&file=People%2FJane%20Doe.md")


def test_a_birthday_on_29_february_comes_each_year(say: Run, tmp_path: Path) -> None:
    say("calendar", "--out", tmp_path / "net.ics")
    (event,) = events(tmp_path / "net birthdays.ics").values()
    assert str(event["UID"]) == "jane-1-birthday"
    assert event["RRULE"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"
    assert str(event["SUMMARY"]) == "Jane Doe’s birthday"
    assert str(event["DESCRIPTION"]).startswith("Born on 29 February 1988.\n\n")


@pytest.mark.parametrize(
    ("birthday", "told", "wished"),
    [
        ("1990-11-26", "Birthday on 26 November, turns 36.", ""),
        ("1990-11-25", "Birthday on 25 November, turns 36.", "happy"),
        ("1990-11-24", "Birthday was on 24 November, turned 36.", "belated"),
    ],
    ids=["later", "on the day", "gone by"],
)
def test_a_check_in_wishes_only_on_the_day_or_belatedly(
    make_vault: MakeVault,
    vaultnet: Run,
    tmp_path: Path,
    birthday: str,
    told: str,
    wished: str,
) -> None:
    note = JANE.replace("1988-02-29", f"{birthday}\nnext_contact: 2026-11-25")
    several = {  # each of whom is wished in other words
        f"People/Jane Doe {number}.md": note.replace("jane-1", f"jane-{number}")
        for number in range(4)
    }
    root, out = make_vault(several), tmp_path / "net.ics"
    assert vaultnet("--vault", root, "calendar", "--out", out).code == 0
    for event in events(out).values():
        text = str(event["DESCRIPTION"])
        assert text.startswith(told)
        assert bool(re.search("happy|best|the day", text, re.I)) == bool(wished)
        assert ("belated" in text.lower()) == (wished == "belated")
    day = events(tmp_path / "net birthdays.ics")["jane-1-birthday"]
    assert "the day is enough:\n\nHappy birthday, Jane!\n" in str(day["DESCRIPTION"])


def test_a_birthday_beside_grief_is_left_to_your_own_words(
    make_vault: MakeVault, vaultnet: Run, tmp_path: Path
) -> None:
    note = f"{JANE}- 2026-09-02 call: her mother died in August\n"
    root = make_vault({"People/Jane Doe.md": note})
    vaultnet("--vault", root, "calendar", "--out", tmp_path / "net.ics")
    (event,) = events(tmp_path / "net birthdays.ics").values()
    assert "Happy" not in str(event["DESCRIPTION"])


def test_how_many_imported_people_are_left_out_is_said(
    make_vault: MakeVault, vaultnet: Run, tmp_path: Path
) -> None:
    taken_up = CARD.replace("met:", "cadence: yearly\nmet:")
    resting = CARD.replace("met:", "cadence: none\nmet:")
    cards = {f"People/Card {number}.md": CARD for number in range(12)}
    root = make_vault({**cards, "People/A.md": taken_up, "People/B.md": resting})
    said = vaultnet("--vault", root, "calendar", "--out", tmp_path / "net.ics")
    line = "12 imported people are left out until you take them up in Network/Cards.md"
    assert said.out.splitlines()[2:] == [line]
    assert len(events(tmp_path / "net birthdays.ics")) == 1
    for path in (root / "People").glob("Card *.md"):
        path.unlink()
    said = vaultnet("--vault", root, "calendar", "--out", tmp_path / "net.ics")
    assert "left out" not in said.out


def test_said_twice_writes_once(say: Run, tmp_path: Path) -> None:
    for out in (tmp_path / "out" / "net.ics", f"{tmp_path / 'out'}/"):
        say("calendar", "--out", out, "--alarm", "09:00")
        before = stamps(tmp_path / "out")
        said = say("calendar", "--out", out, "--alarm", "9:00", "--json")
        assert not json.loads(said.out)["written"]
        assert stamps(tmp_path / "out") == before


def test_tomorrow_nobody_moves_whose_day_is_not_over(say: Run, tmp_path: Path) -> None:
    for number in range(7):
        out = tmp_path / f"{number}.ics"
        say("calendar", "--out", out, today=str(MONDAY + timedelta(days=number)))
    for number in range(6):
        now = MONDAY + timedelta(days=number + 1)
        before, after = (days(tmp_path / f"{n}.ics") for n in (number, number + 1))
        assert {uid: day for uid, day in before.items() if day >= now}.items() <= (
            after.items()
        )
        assert min(after.values()) >= now


def test_a_contact_moves_the_event_on_and_counts_its_sequence_up(
    say: Run, tmp_path: Path
) -> None:
    out = tmp_path / "net.ics"
    say("calendar", "--out", out)
    before = events(out)
    assert say("log", "Jane", "call: Porto, after all").code == 0
    say("calendar", "--out", out)
    after = events(out)
    assert after["jane-1"].decoded("DTSTART") > date(2026, 12, 18)
    assert after["jane-1"]["SEQUENCE"] > before["jane-1"]["SEQUENCE"]
    assert after["sam-1"].to_ical() == before["sam-1"].to_ical()


def test_what_is_still_to_come_is_not_told_as_if_it_had_happened(
    say: Run, tmp_path: Path
) -> None:
    jane = tmp_path / "vault/People/Jane Doe.md"
    say("calendar", "--out", tmp_path / "before.ics")
    jane.write_text(f"{JANE}- 2026-11-24 meet: the tickets for Porto\n", "utf-8")
    (tmp_path / "vault/People/Sam Lee.md").write_text(
        f"{SAM}- 2026-12-01 meet: the tickets for Porto\n", "utf-8"
    )
    say("calendar", "--out", tmp_path / "after.ics")
    before, after = (tmp_path / f"{name}.ics" for name in ("before", "after"))
    assert after.read_bytes() == before.read_bytes()


def test_a_box_that_was_ticked_and_one_that_was_put_off_are_followed(
    say: Run, tmp_path: Path
) -> None:
    out = tmp_path / "net.ics"
    assert say("week").code == 0
    note = tmp_path / "vault/Network/Due 2026-W48.md"
    text = note.read_text("utf-8")
    assert "- [ ] [[Jane Doe]]" in text
    say("calendar", "--out", out)
    assert days(out)["jane-1"] <= date(2026, 11, 27)
    note.write_text(text.replace("- [ ] [[Jane", "- [-] [[Jane"), "utf-8")
    say("calendar", "--out", out)
    assert days(out)["jane-1"] > date(2026, 12, 18)
    note.write_text(text.replace("- [ ] [[Jane", "- [>] [[Jane"), "utf-8")
    say("calendar", "--out", out)
    assert date(2026, 11, 30) <= days(out)["jane-1"] <= date(2026, 12, 4)


def test_the_week_has_an_event_of_its_own_once_it_has_a_note(
    say: Run, tmp_path: Path
) -> None:
    say("week")
    for today in ("2026-11-23", "2027-02-10"):
        say("calendar", "--out", tmp_path / f"{today}.ics", today=today)
        week = events(tmp_path / f"{today}.ics")["vaultnet-your-week"]
        assert week.decoded("DTSTART") == MONDAY
        assert week["RRULE"].to_ical() == b"FREQ=WEEKLY"
        assert str(week["URL"]) == (
            "obsidian://open?vault=vault&file=Network%2FDue%20this%20week.md"
        )


def test_recurring_events_have_the_rhythm_as_their_rule(
    say: Run, tmp_path: Path
) -> None:
    out = tmp_path / "net.ics"
    say("calendar", "--out", out, "--recurring")
    found = events(out)
    assert found["sam-1"]["RRULE"].to_ical() == b"FREQ=MONTHLY"
    assert re.fullmatch(
        rb"FREQ=WEEKLY;INTERVAL=\d+", found["jane-1"]["RRULE"].to_ical()
    )
    say("calendar", "--out", out, "--no-recurring")
    assert not any("RRULE" in each for each in events(out).values())


def test_birthdays_may_be_left_out(say: Run, tmp_path: Path) -> None:
    said = say("calendar", "--out", tmp_path / "net.ics", "--no-birthdays", "--json")
    assert json.loads(said.out)["birthdays"] is None
    assert not (tmp_path / "net birthdays.ics").exists()


def test_dry_run_writes_nothing(say: Run, tmp_path: Path) -> None:
    for out in (tmp_path / "out" / "net.ics", f"{tmp_path / 'out'}/"):
        said = say("calendar", "--out", out, "--dry-run")
        assert said.out.count("not written, as you asked") == 2
        assert not (tmp_path / "out").exists()
        assert not json.loads(say("calendar", "--out", out, "--dry-run", "--json").out)[
            "written"
        ]


def test_a_folder_holds_a_file_for_each_event(say: Run, tmp_path: Path) -> None:
    said = say("calendar", "--out", f"{tmp_path / 'cal'}/", "--json")
    found = json.loads(said.out)
    assert (found["path"], found["events"]) == (str(tmp_path / "cal/check-ins"), 2)
    assert sorted(stamps(tmp_path / "cal")) == [
        "birthdays/color", "birthdays/displayname", "birthdays/jane-1-birthday.ics",
        "check-ins/color", "check-ins/displayname", "check-ins/jane-1.ics",
        "check-ins/sam-1.ics",
    ]  # fmt: skip
    assert (tmp_path / "cal/check-ins/displayname").read_text() == "Check-ins"
    assert re.fullmatch(r"#[0-9a-f]{6}", (tmp_path / "cal/check-ins/color").read_text())
    for path in (tmp_path / "cal").rglob("*.ics"):
        assert list(events(path)) == [path.stem]
        (read,) = vobject.readComponents(path.read_text("utf-8"), validate=True)
        assert read.validate(raiseException=True)


def test_what_is_not_wanted_any_more_goes_and_what_is_not_ours_stays(
    say: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "cal" / "check-ins"
    say("calendar", "--out", f"{tmp_path / 'cal'}/")
    theirs = b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nBEGIN:VEVENT\r\nUID:x\r\n"
    (folder / "dentist.ics").write_bytes(theirs)
    (folder / "readme.txt").write_bytes(b"words")
    (folder / "color").write_bytes(b"#ff0000")
    (tmp_path / "vault/People/Sam Lee.md").write_text(SAM.replace("monthly", "none"))
    said = say("calendar", "--out", tmp_path / "cal")
    assert (said.code, said.err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == [
        "color", "dentist.ics", "displayname", "jane-1.ics", "readme.txt",
    ]  # fmt: skip
    assert (folder / "dentist.ics").read_bytes() == theirs
    assert (folder / "color").read_bytes() == b"#ff0000"


def test_what_is_not_ours_is_never_written_over(say: Run, tmp_path: Path) -> None:
    (tmp_path / "net.ics").write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\n")
    said = say("calendar", "--out", tmp_path / "net.ics")
    assert said.code == 5
    assert said.out.splitlines()[0] == (
        f"{tmp_path / 'net.ics'}: 2 events, nothing written; 1 file left as it is"
    )
    assert said.err == (
        f"vaultnet: {tmp_path / 'net.ics'}: holds something else than a calendar of"
        " vaultnet's, and was left as it is; move it, or name another place\n"
    )
    assert (tmp_path / "net.ics").read_bytes().endswith(b"Other//EN\r\n")
    assert (tmp_path / "net birthdays.ics").exists()


def test_one_file_in_the_way_keeps_no_other_from_being_written(
    say: Run, tmp_path: Path
) -> None:
    (tmp_path / "cal/check-ins").mkdir(parents=True)
    (tmp_path / "cal/check-ins/jane-1.ics").write_bytes(b"# my own\n")
    said = say("calendar", "--out", tmp_path / "cal")
    assert said.code == 5
    assert said.out.splitlines()[0].endswith(
        "/check-ins: 2 events, written; 1 file left as it is"
    )
    assert said.err.count("\n") == 1
    assert (tmp_path / "cal/check-ins/sam-1.ics").exists()
    assert (tmp_path / "cal/check-ins/jane-1.ics").read_bytes() == b"# my own\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--out", "calendar"), "no place for a calendar"),
        (("--out", "notes.md"), "no place for a calendar"),
        (("--out", ""), "name a file that ends in .ics"),
        (("--out", "net.ics", "--alarm", "9 o'clock"), "no time of the day"),
        (("--out", "net.ics", "--alarm", "25:00"), "no time of the day"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_line(
    say: Run, words: tuple[str, ...], says: str
) -> None:
    said = say("calendar", *words)
    assert said.code == 2
    assert says in said.err
    assert said.err.count("\n") == 1


def test_without_a_place_it_is_a_folder_outside_the_vault(
    say: Run, tmp_path: Path
) -> None:
    found = json.loads(say("calendar", "--json").out)
    place = Path(found["path"])
    assert place.is_file()
    assert place.is_relative_to(tmp_path / "state")
    assert not place.is_relative_to(tmp_path / "vault")
    assert place.parent.name.startswith("vault-")


def _set(tmp_path: Path, text: str) -> None:
    (tmp_path / "vault/vaultnet.toml").write_text(text, "utf-8")


def test_the_configuration_says_where_and_how(say: Run, tmp_path: Path) -> None:
    _set(
        tmp_path,
        '[calendar]\nout = "Network/net.ics"\ndays = ["sat"]\nalarm = "18:30"\n'
        "recurring = true\nbirthdays = false\n",
    )
    found = json.loads(say("calendar", "--json").out)
    assert found == {
        "path": "Network/net.ics", "events": 2, "written": True, "birthdays": None
    }  # fmt: skip
    read = events(tmp_path / "vault/Network/net.ics")
    assert {each.decoded("DTSTART").weekday() for each in read.values()} == {5}
    (alarm,) = read["jane-1"].walk("VALARM")
    assert alarm["TRIGGER"].to_ical() == b"PT18H30M"
    assert say("calendar", "--alarm", "").code == 0
    assert not events(tmp_path / "vault/Network/net.ics")["jane-1"].walk("VALARM")


def test_a_merge_keeps_the_vault_as_it_is_but_not_other_places(
    say: Run, tmp_path: Path
) -> None:
    (tmp_path / "vault/.git").mkdir()
    (tmp_path / "vault/.git/MERGE_HEAD").write_text("0" * 40)
    assert say("calendar", "--out", tmp_path / "vault/net.ics").code == 5
    assert not (tmp_path / "vault/net.ics").exists()
    assert say("calendar", "--out", tmp_path / "net.ics").code == 0


def test_hostile_notes_stay_inside_their_event(
    make_vault: MakeVault, vaultnet: Run, tmp_path: Path
) -> None:
    log = "## Log\n- 2026-08-02 call: x\\nBEGIN:VEVENT\\nUID:evil \u202e , ; <% x %>\n"
    root = make_vault(
        {
            "People/A\u202eB, C; D.md": f"---\nuid: ../../evil\n---\n{log}",
            "People/👩🏽‍🚀 Łódź.md": f"---\nuid: con\n---\n{log}",
            "People/Twin.md": f"---\nuid: a@b\n---\n{log}",
            "People/Twin 2.md": f"---\nuid: a@b\n---\n{log}{'x' * 10_000}\n",
        }
    )
    said = vaultnet("--vault", root, "calendar", "--out", f"{tmp_path / 'cal'}/")
    assert said.code == 0
    names = [path.name for path in (tmp_path / "cal/check-ins").glob("*.ics")]
    assert len(names) == 4
    assert all(re.fullmatch(r"[0-9a-f]{32}\.ics", name) for name in names)
    assert {path.name for path in tmp_path.iterdir()} <= {
        "cal", "vault", "cache", "state",
    }  # fmt: skip


def test_watch_keeps_the_calendar_where_it_is_asked_to(
    say: Run, tmp_path: Path
) -> None:
    _set(tmp_path, '[calendar]\nout = "Network/net.ics"\nkeep = true\n')
    first, second = (json.loads(say("watch", "--once", "--json").out) for _ in "ab")
    assert first["calendars"] == ["Network/net.ics", "Network/net birthdays.ics"]
    assert (first["changed"], first["written"]) == (4, True)
    assert second["calendars"] == []
    assert "vaultnet-your-week" in events(tmp_path / "vault/Network/net.ics")


def test_watch_leaves_the_calendar_alone_by_itself(say: Run, tmp_path: Path) -> None:
    assert json.loads(say("watch", "--once", "--json").out)["calendars"] == []
    assert not list(tmp_path.rglob("*.ics"))


def test_a_watcher_does_not_wake_itself_by_a_calendar_in_the_vault(
    make_vault: MakeVault, watching: Watch, tmp_path: Path
) -> None:
    text = '[calendar]\nout = "Calendar/"\nkeep = true\n'
    watcher = watching(make_vault({**NOTES, "vaultnet.toml": text}))
    watcher.wait_for(lambda done: bool(done["calendars"]))
    assert all(not done["calendars"] for done in watcher.quiet_rounds(3))
    assert watcher.quiet_rounds(2) == []
    assert (tmp_path / "vault/Calendar/check-ins/jane-1.ics").is_file()


def test_the_calendar_of_the_sample_vault(
    vaultnet: Run, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    shutil.copytree(PROJECT / "sample-vault", tmp_path / "vault")
    for path in (tmp_path / "vault").rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    out = tmp_path / "calendar.ics"
    assert vaultnet("--vault", tmp_path / "vault", "week").code == 0
    words = ("calendar", "--out", out, "--alarm", "09:00")
    assert vaultnet("--vault", tmp_path / "vault", *words).code == 0
    golden("calendar.ics", out.read_bytes().decode())
    birthdays = tmp_path / "calendar birthdays.ics"
    golden("birthdays.ics", birthdays.read_bytes().decode())


def test_without_prompts_only_names_days_and_links_go_out(
    say: Run, tmp_path: Path
) -> None:
    say("calendar", "--out", tmp_path / "net.ics", "--no-prompts")
    for path in (tmp_path / "net.ics", tmp_path / "net birthdays.ics"):
        for event in events(path).values():
            assert str(event["DESCRIPTION"]) == str(event["URL"])
    assert b"Lisbon" not in (tmp_path / "net.ics").read_bytes()
