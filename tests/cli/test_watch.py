"""`vaultnet watch` as a program: a real process, a real vault, real edits."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

MakeVault = Callable[[Mapping[str, str | bytes]], Path]

PATIENCE = 30.0  # seconds before a test gives up
JANE = "## Log\n- 2026-08-02 call: moving to Lisbon\n"
WEEK = "Network/Due 2026-W48.md"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


class Watching:
    """A watcher at work; its rounds arrive as it prints them."""

    def __init__(self, root: Path, cache: Path, *words: str) -> None:
        command = [
            sys.executable, "-m", "vaultnet", "--vault", str(root), "--cache",
            str(cache), "--today", "2026-11-23", "watch", "--json", *words,
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self._rounds: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._rounds.put(json.loads(line))

    def wait_for(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while True:
            done = self._rounds.get(timeout=max(0.01, end - time.monotonic()))
            if wanted(done):
                return done

    def quiet_rounds(self, seconds: float) -> list[dict[str, Any]]:
        """Give the rounds of a while in which nobody touches anything."""
        end = time.monotonic() + seconds
        found = []
        while (left := end - time.monotonic()) > 0:
            try:
                found.append(self._rounds.get(timeout=left))
            except queue.Empty:
                break
        return found

    def stop(self, how: int) -> tuple[int, str]:
        self.process.send_signal(how)
        _, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, err


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[..., Watching]]:
    started: list[Watching] = []

    def start(root: Path, *words: str) -> Watching:
        started.append(Watching(root, tmp_path / "cache", *words))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
            each.process.communicate()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def test_the_week_follows_the_notes(
    make_vault: MakeVault, watching: Callable[..., Watching]
) -> None:
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
    make_vault: MakeVault, watching: Callable[..., Watching]
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
    make_vault: MakeVault, watching: Callable[..., Watching]
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
    make_vault: MakeVault, watching: Callable[..., Watching], how: int
) -> None:
    watcher = watching(make_vault({"People/Jane Doe.md": JANE}))
    watcher.wait_for(lambda done: bool(done["written"]))
    assert watcher.stop(how) == (0, "")


def test_polling_sees_changes_too(
    make_vault: MakeVault, watching: Callable[..., Watching]
) -> None:
    root = make_vault({"People/Jane Doe.md": JANE})
    watcher = watching(root, "--poll")
    watcher.wait_for(lambda done: bool(done["written"]))
    (root / "People/Sam Lee.md").write_text("---\nmet: 2026-11-14\n---\n")
    watcher.wait_for(lambda done: bool(done["written"]))
    assert "[[Sam Lee]]" in (root / WEEK).read_text()


def test_a_vault_that_vanishes_and_returns_is_taken_up_again(
    make_vault: MakeVault, watching: Callable[..., Watching]
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
    make_vault: MakeVault, watching: Callable[..., Watching]
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


def test_a_broken_configuration_is_said_and_survived(
    make_vault: MakeVault, watching: Callable[..., Watching]
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
