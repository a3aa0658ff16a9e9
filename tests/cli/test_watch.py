"""`vaultnet watch` as a program: a real process, a real vault, real edits."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]
Watch = Callable[..., Any]

PATIENCE = 30.0  # seconds before a test gives up
JANE = "## Log\n- 2026-08-02 call: moving to Lisbon\n"
WEEK = "Network/Due 2026-W48.md"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def test_the_week_follows_the_notes(make_vault: MakeVault, watching: Watch) -> None:
    root = make_vault({"People/Jane Doe.md": JANE})
    watcher = watching(root)
    watcher.wait_for(lambda done: bool(done["written"]))
    assert "[[Jane Doe]]" in (root / WEEK).read_text()

    (root / "People/Sam Lee.md").write_text("---\nmet: 2026-11-14\n---\n")
    watcher.wait_for(lambda done: bool(done["written"]))
    assert "- [ ] [[Sam Lee]]" in (root / WEEK).read_text()

    logged = root / "People/Jane Doe.md"
    new = root / "People/.jane.tmp"
    new.write_text(JANE.replace("## Log\n", "## Log\n- 2026-11-23 call: hello\n"))
    new.replace(logged)
    watcher.wait_for(lambda done: bool(done["written"]))
    assert "- [x] [[Jane Doe]]" in (root / WEEK).read_text()


def test_a_note_that_somebody_is_writing_is_written_a_little_later(
    make_vault: MakeVault, watching: Watch
) -> None:
    root = make_vault({"People/Jane Doe.md": JANE})
    watcher = watching(root)
    watcher.wait_for(lambda done: bool(done["written"]))
    with (root / WEEK).open("a") as note:
        note.write("my own words\n")
    (root / "People/Sam Lee.md").write_text("---\nmet: 2026-11-14\n---\n")
    watcher.wait_for(lambda done: bool(done["written"]))
    text = (root / WEEK).read_text()
    assert "- [ ] [[Sam Lee]]" in text
    assert text.endswith("my own words\n")


def test_its_own_writes_never_wake_it_twice(
    make_vault: MakeVault, watching: Watch
) -> None:
    root = make_vault({"People/Jane Doe.md": JANE})
    watcher = watching(root)
    watcher.wait_for(lambda done: bool(done["written"]))
    later = watcher.quiet_rounds(4)
    assert not any(done["written"] for done in later)
    assert len(later) <= 2
    before = (root / WEEK).stat()
    assert watcher.quiet_rounds(2) == []
    assert (root / WEEK).stat() == before


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(
    make_vault: MakeVault, watching: Watch, how: int
) -> None:
    watcher = watching(make_vault({"People/Jane Doe.md": JANE}))
    watcher.wait_for(lambda done: bool(done["written"]))
    assert watcher.stop(how) == (0, "")


def test_polling_sees_changes_too(make_vault: MakeVault, watching: Watch) -> None:
    root = make_vault({"People/Jane Doe.md": JANE})
    watcher = watching(root, "--poll")
    watcher.wait_for(lambda done: bool(done["written"]))
    (root / "People/Sam Lee.md").write_text("---\nmet: 2026-11-14\n---\n")
    watcher.wait_for(lambda done: bool(done["written"]))
    assert "[[Sam Lee]]" in (root / WEEK).read_text()


def test_a_vault_that_vanishes_and_returns_is_taken_up_again(
    make_vault: MakeVault, watching: Watch
) -> None:
    root = make_vault({"People/Jane Doe.md": JANE})
    watcher = watching(root)
    watcher.wait_for(lambda done: bool(done["written"]))
    away = root.with_name("away")
    root.rename(away)
    assert watcher.quiet_rounds(1.5) == []
    (away / "People/Sam Lee.md").write_text("---\nmet: 2026-11-14\n---\n")
    away.rename(root)
    watcher.wait_for(lambda done: bool(done["written"]))
    assert "[[Sam Lee]]" in (root / WEEK).read_text()
    assert watcher.process.poll() is None


def test_a_checkout_of_a_thousand_notes_is_a_few_rounds(
    make_vault: MakeVault, watching: Watch
) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not there")
    root = make_vault({f"People/P{number:04}.md": JANE for number in range(1000)})
    env = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip

    def run(*words: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(
            [git or "git", *identity, *words], cwd=root, env=env, check=True,
            capture_output=True,
        )  # fmt: skip

    run("init", "-q", "-b", "main")
    run("add", ".")
    run("commit", "-qm", "one")
    run("checkout", "-qb", "other")
    for path in (root / "People").iterdir():
        path.write_text(JANE.replace("- 2026", "- 2026-11-20 call: again\n- 2026"))
    run("commit", "-qam", "two")
    watcher = watching(root)
    watcher.wait_for(lambda done: done["changed"] == 1000)
    run("checkout", "-q", "main")
    seen = 0

    def count(done: dict[str, Any]) -> bool:
        nonlocal seen
        seen += done["changed"]
        return bool(seen >= 1000)

    watcher.wait_for(count)
    until(lambda: "[[P0" in (root / WEEK).read_text())
    assert len(watcher.quiet_rounds(2)) <= 3


class Devices:
    """A vault in git, and another device that has changed Jane's note in its way."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.run("init", "-q", "-b", "main")
        self.run("add", "-A")
        self.run("commit", "-qm", "one")
        jane = root / "People/Jane Doe.md"
        self.run("checkout", "-qb", "phone")
        jane.write_text(JANE.replace("moving", "moving for good"))
        self.run("commit", "-qam", "phone")
        self.run("checkout", "-q", "main")
        jane.write_text(JANE.replace("moving", "moving soon"))
        self.run("commit", "-qam", "here")

    def run(self, *words: str, fails: bool = False) -> None:
        git = shutil.which("git")
        if git is None:
            pytest.skip("git is not there")
        env = {
            **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_EDITOR": "true",
        }  # fmt: skip
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        done = subprocess.run(
            [git, *identity, *words], cwd=self.root, env=env, check=False,
            capture_output=True,
        )  # fmt: skip
        assert (done.returncode != 0) == fails, done.stderr


SAM = "---\nmet: 2026-11-14\n---\n"


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (("merge", "phone"), ("commit", "-qm", "merged")),
        pytest.param(
            *(("merge", "phone"), ("merge", "--abort")), marks=pytest.mark.long
        ),
        pytest.param(
            *(("rebase", "phone"), ("rebase", "--abort")), marks=pytest.mark.long
        ),
    ],
    ids=["committed", "aborted", "rebase"],
)
def test_while_a_merge_is_under_way_it_looks_on_and_then_brings_the_tick_home(
    begin: tuple[str, ...],
    end: tuple[str, ...],
    make_vault: MakeVault,
    watching: Watch,
) -> None:
    sam = "People/Sam Lee.md"
    root = make_vault({"People/Jane Doe.md": JANE, sam: SAM})
    devices = Devices(root)
    (root / ".git/info/exclude").write_text("Network\n")
    watcher = watching(root)
    watcher.wait_for(lambda done: bool(done["written"]))
    devices.run(*begin, fails=True)
    watcher.wait_for(lambda done: bool(done["waiting"]))
    week = root / WEEK
    ticked = week.read_text().replace("- [ ] [[Sam Lee]]", "- [x] [[Sam Lee]]")
    week.write_text(ticked)
    copy = root / "People/Sam Lee (Sam's conflicted copy 2026-11-23).md"
    copy.write_text(SAM + "hello\n")
    watcher.wait_for(lambda done: bool(done["waiting"]))
    assert all(not done["written"] for done in watcher.quiet_rounds(1.5))
    assert ((root / sam).read_text(), week.read_text()) == (SAM, ticked)
    if end[0] == "commit":
        devices.run("checkout", "-q", "--ours", "People")
        devices.run("add", "People/Jane Doe.md")
        watcher.wait_for(lambda done: bool(done["waiting"]))
        watcher.quiet_rounds(1)  # so that nothing but the end of the merge wakes it
    devices.run(*end)
    done = watcher.wait_for(lambda done: bool(done["ticks"]))
    assert (done["ticks"], done["waiting"]) == ([sam], 0)
    assert "[[Due 2026-W48|2026-W48]]" in (root / sam).read_text()
    assert copy.read_text() == SAM + "hello\n"
    _, err = watcher.stop(signal.SIGTERM)
    assert err.count("a merge or rebase is under way") == 1
    assert err.count("a copy that a sync tool left") == 1


def test_a_broken_configuration_is_said_and_survived(
    make_vault: MakeVault, watching: Watch
) -> None:
    root = make_vault({"People/Jane Doe.md": JANE})
    watcher = watching(root)
    watcher.wait_for(lambda done: bool(done["written"]))
    config = root / "vaultnet.toml"
    config.write_text("[week]\nper_wek = 3\n")
    watcher.quiet_rounds(1)
    config.write_text("[week]\nper_week = 3\n")
    (root / "People/Sam Lee.md").write_text("---\nmet: 2026-11-14\n---\n")
    watcher.wait_for(lambda done: bool(done["written"]))
    code, err = watcher.stop(signal.SIGTERM)
    assert code == 0
    assert "Traceback" not in err


class Typing:
    """Somebody who saves a note over and over."""

    def __init__(self, note: Path) -> None:
        self._note, self._ends = note, threading.Event()
        self._thread = threading.Thread(target=self._save)

    def __enter__(self) -> None:
        self._note.write_text(JANE)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()

    def _save(self) -> None:
        while not self._ends.wait(0.05):
            self._note.write_text(JANE)


def tick_jane(root: Path) -> None:
    text = (root / WEEK).read_text()
    (root / WEEK).write_text(text.replace("- [ ] [[Jane", "- [x] [[Jane"))


def test_a_signal_ends_it_soon_while_a_note_is_busy(
    make_vault: MakeVault, watching: Watch
) -> None:
    root = make_vault({"People/Jane Doe.md": JANE})
    watcher = watching(root)
    watcher.wait_for(lambda done: bool(done["written"]))
    with Typing(root / "People/Jane Doe.md"):
        tick_jane(root)
        watcher.wait_for(lambda done: bool(done["waiting"]))
        began = time.monotonic()
        assert watcher.stop(signal.SIGINT) == (0, "")
        assert time.monotonic() - began < 2
    assert (root / "People/Jane Doe.md").read_text() == JANE


def test_once_waits_for_a_busy_note(make_vault: MakeVault, vaultnet: Run) -> None:
    root = make_vault({"People/Jane Doe.md": JANE})
    vaultnet("--vault", root, "week")
    (root / "People/Jane Doe.md").write_text(JANE)
    tick_jane(root)
    said = vaultnet("--vault", root, "watch", "--once", "--json")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out)["ticks"] == ["People/Jane Doe.md"]


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_once_names_what_is_busy_for_too_long(
    make_vault: MakeVault, vaultnet: Run, words: list[str]
) -> None:
    root = make_vault({"People/Jane Doe.md": JANE})
    vaultnet("--vault", root, "week")
    with Typing(root / "People/Jane Doe.md"):
        tick_jane(root)
        said = vaultnet("--vault", root, "watch", "--once", *words)
    assert said.code == 5
    assert said.err.startswith("vaultnet: People/Jane Doe.md: is being written")
    assert said.err.count("\n") == 1
    assert not words or json.loads(said.out)["waiting"] == 1


def test_once_names_what_must_not_be_written(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({"People/Jane Doe.md": JANE})
    vaultnet("--vault", root, "week")
    broken = "---\na: [\n---\n" + JANE
    (root / "People/Jane Doe.md").write_text(broken)
    tick_jane(root)
    said = vaultnet("--vault", root, "watch", "--once")
    assert said.code == 5
    assert "vaultnet: People/Jane Doe.md:" in said.err
    assert (root / "People/Jane Doe.md").read_text() == broken
