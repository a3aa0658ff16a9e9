"""Check-ins in a calendar that is kept in step: vdirsyncer, a server, khal, ical.js."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

NOTES = {
    "People/Jane Doe.md": "---\nuid: jane-1\ncadence: monthly\nbirthday: 1990-05-12\n"
    "---\n## Log\n- 2026-11-02 call: moving, to Lisbon; next: ask\n",
    "People/Łucja Wiśniewska.md": "---\nuid: lucja\nbirthday: 02-28\n---\n"
    "## Log\n- 2026-10-30 letter: the storm\n",
    "People/Bo.md": "---\nuid: bo\ncadence: quarterly\n---\n"
    "## Log\n- 2026-11-10 coffee: a new shop\n",
}


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


@pytest.fixture
def write(vaultnet: Run, root: Path, calendar: Any) -> Run:
    """Write the calendars into the synced folders, as docs/calendar.md says."""

    def into_folders(**more: Any) -> Any:
        out = ("--out", f"{calendar.home}/", "--json")
        said = vaultnet("--vault", root, "calendar", *out, **more)
        assert said.code == 0, said.err
        return json.loads(said.out)

    return into_folders


def test_check_ins_and_birthdays_reach_the_server_and_khal_lists_them(
    write: Run, calendar: Any
) -> None:
    done = write()
    assert (done["events"], done["birthdays"]["events"]) == (3, 2)
    calendar.discover()
    assert len(calendar.sync()) == 5
    assert calendar.server.names("check-ins") == ["bo.ics", "jane-1.ics", "lucja.ics"]
    assert len(calendar.server.names("birthdays")) == 2
    said = [json.loads(line) for line in calendar.khal(*_LIST, "2026-11-01", "400d")]
    listed = {each["title"]: each["start-date"] for day in said for each in day}
    assert len(listed) == 5
    for path in calendar.folders["check-ins"].glob("*.ics"):
        assert _said(path, "SUMMARY") in listed
        assert listed[_said(path, "SUMMARY")].replace("-", "") == _said(path, "DTSTART")
    assert listed["Jane Doe’s birthday"] == "2027-05-12"
    assert listed["Łucja Wiśniewska’s birthday"] == "2027-02-28"


def test_a_second_round_carries_nothing_also_on_another_day(
    write: Run, calendar: Any
) -> None:
    write()
    calendar.discover()
    calendar.sync()
    before = _stamps(calendar.home)
    assert write()["written"] is False
    assert write(today="2026-11-24")["written"] is False
    assert _stamps(calendar.home) == before
    assert calendar.sync() == []


def test_a_talk_moves_one_event(write: Run, calendar: Any, root: Path) -> None:
    write()
    calendar.discover()
    calendar.sync()
    jane = root / "People/Jane Doe.md"
    jane.write_text(jane.read_text() + "- 2026-11-22 call: settled\n")
    assert write()["written"] is True
    assert calendar.sync() == ["updating jane-1"]
    (root / "People/Bo.md").unlink()
    write()
    assert calendar.sync() == ["deleting bo"]


@pytest.mark.parametrize("product", ["-//vaultnet//Check-ins//EN", "-//Phone//EN"])
def test_an_event_that_was_moved_on_the_phone_goes_back_to_its_day(
    write: Run, calendar: Any, product: str
) -> None:
    write()
    calendar.discover()
    calendar.sync()
    path = calendar.folders["check-ins"] / "jane-1.ics"
    ours = path.read_bytes()
    day = _said(path, "DTSTART")
    moved = (
        ours.decode()
        .replace(f":{day}", ":20291231")
        .replace("-//vaultnet//Check-ins//EN", product)
    )
    calendar.server.put("check-ins", "jane-1.ics", moved)
    assert len(calendar.sync()) == 1
    assert _said(path, "DTSTART") == "20291231"
    write()
    assert _said(path, "DTSTART") == day
    assert len(calendar.sync()) == 1
    _, text = calendar.server.ask("GET", "check-ins/jane-1.ics")
    assert f"DTSTART;VALUE=DATE:{day}" in text
    assert calendar.sync() == []


def test_thunderbird_and_nextcloud_read_what_is_meant(
    vaultnet: Run, root: Path, tmp_path: Path, ical_js: Any
) -> None:
    out = tmp_path / "people.ics"
    words = ("--out", out, "--alarm", "09:00", "--recurring", "--birthdays")
    assert vaultnet("--vault", root, "calendar", *words).code == 0
    events = {each["uid"]: each for each in ical_js(out)}
    assert set(events) == {"jane-1", "lucja", "bo"}
    for each in events.values():
        assert each["alarms"] == ["PT9H"]
        assert len(each["days"]) == 5
        assert each["days"] == sorted(each["days"])
    assert "moving, to Lisbon" in events["jane-1"]["description"]
    days = {
        each["summary"]: each["days"][:2]
        for each in ical_js(tmp_path / "people birthdays.ics")
    }
    assert [day[5:] for day in days["Jane Doe’s birthday"]] == ["05-12", "05-12"]
    assert [day[5:] for day in days["Łucja Wiśniewska’s birthday"]] == ["02-28"] * 2


_LIST = ("list", "--once", "--json", "title", "--json", "start-date")


def _said(path: Path, name: str) -> str:
    """What the one event in a file says of something, unfolded."""
    text = path.read_text("utf-8").replace("\n ", "")
    (line,) = (each for each in text.splitlines() if each.startswith(name))
    return line.partition(":")[2]


def _stamps(home: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in home.rglob("*.ics")}
