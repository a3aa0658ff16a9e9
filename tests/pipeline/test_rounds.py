"""The rounds of the watcher, one by one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from vaultnet.adapters.vault import Vault
from vaultnet.pipeline.rounds import Rounds

MakeVault = Callable[[Mapping[str, str | bytes]], Path]

WEEK = "Network/Due 2026-W48.md"
JANE = "People/Jane Doe.md"
NOTE = "---\nnext_contact: 2026-11-25\n---\n## Log\n- 2026-10-02 call: Lisbon\n"
LINK = "[[Due 2026-W48|2026-W48]]"


@pytest.fixture
def rounds(make_vault: MakeVault, tmp_path: Path) -> Rounds:
    root = make_vault({JANE: NOTE, "People/Sam Lee.md": NOTE})
    vault = Vault(root, patience=0)
    made = Rounds(vault, tmp_path / "cache", lambda: date(2026, 11, 23))
    assert made.run().written
    return made


def save(rounds: Rounds, path: str, old: str, new: str) -> None:
    note = rounds.vault.root / path
    text = note.read_text("utf-8")
    assert old in text
    note.write_text(text.replace(old, new), "utf-8")


def rest(rounds: Rounds, path: str) -> None:
    os.utime(rounds.vault.root / path, ns=(10**18, 10**18))


def test_a_weekly_note_in_the_middle_of_a_save_waits(rounds: Rounds) -> None:
    save(rounds, WEEK, "- [ ] [[Jane", "- [x] [[Jane")
    assert rounds.run(lambda: {WEEK}).ticks == ()
    assert (rounds.vault.root / JANE).read_text() == NOTE
    (tick,) = rounds.run().ticks
    assert tick.contact.profile.path == JANE


def test_what_half_a_save_lacks_is_no_problem(rounds: Rounds) -> None:
    whole = (rounds.vault.root / WEEK).read_text("utf-8")
    (rounds.vault.root / WEEK).write_text(whole[:20], "utf-8")
    done = rounds.run(lambda: {WEEK})
    assert (done.problems, done.new_problems) == (0, ())
    assert rounds.run().new_problems != ()
    assert rounds.run(lambda: {WEEK}).problems > 0
    assert rounds.run().new_problems == ()


def test_a_busy_weekly_note_does_not_hide_what_came_home(rounds: Rounds) -> None:
    with (rounds.vault.root / WEEK).open("a") as file:
        file.write("- [[Jane Doe]] rang\n")
    done = rounds.run()
    assert [each.contact.profile.path for each in done.ticks] == [JANE]
    assert (done.is_busy, done.written, done.path) == (True, False, WEEK)
    rest(rounds, WEEK)
    done = rounds.run()
    assert (done.is_busy, done.written, done.ticks) == (False, True, ())
    assert "- [x] [[Jane Doe]]" in (rounds.vault.root / WEEK).read_text("utf-8")


def test_a_busy_contact_waits_and_the_others_do_not(rounds: Rounds) -> None:
    save(rounds, WEEK, "- [ ]", "- [x]")
    save(rounds, JANE, "Lisbon", "Porto")
    done = rounds.run()
    assert [each.contact.profile.name for each in done.ticks] == ["Sam Lee"]
    assert done.is_busy
    rest(rounds, JANE)
    assert [each.contact.profile.path for each in rounds.run().ticks] == [JANE]
    assert f" {LINK}\n" in (rounds.vault.root / JANE).read_text("utf-8")
