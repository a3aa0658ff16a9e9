"""The watcher, with real files and the real watchdog."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from vaultnet.adapters.watcher import Batch, ears, watch

A_DAY = date(2026, 11, 23)
DEADLINE = 10.0


@dataclass
class Watching:
    """A watch that runs in a thread and gathers what it yields."""

    root: Path
    batches: list[Batch] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    errors: list[BaseException] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    day: date = A_DAY
    ahead: float = 0.0
    sizes: dict[str, int] = field(default_factory=dict)
    read: dict[str, list[bytes | None]] = field(default_factory=dict)
    thread: threading.Thread | None = None

    def start(self, *, poll: bool = False, rescan_every: float = 300.0) -> None:
        def run() -> None:
            batches = watch(
                self.root,
                poll=poll,
                stop=self.stop,
                today=lambda: self.day,
                known_size=self.sizes.get,
                rescan_every=rescan_every,
                wall=lambda: time.time() + self.ahead,
            )
            try:
                for batch in batches:
                    self._take(batch)
            except BaseException as error:
                self.errors.append(error)

        self.thread = threading.Thread(target=run)
        self.thread.start()
        self.until(lambda: self.rescans == 1)

    def _take(self, batch: Batch) -> None:
        for path in batch.paths:
            file = self.root / path
            text = file.read_bytes() if file.is_file() else None
            self.read.setdefault(path, []).append(text)
        self.paths.update(batch.paths)
        self.batches.append(batch)

    @property
    def rescans(self) -> int:
        return sum(batch.rescan for batch in self.batches)

    def until(self, condition: Callable[[], bool], within: float = DEADLINE) -> None:
        end = time.monotonic() + within
        while not condition():
            assert not self.errors, self.errors
            assert time.monotonic() < end, f"waited in vain; heard {self.batches}"
            time.sleep(0.01)

    def end(self) -> float:
        """Stop; give the seconds that it took."""
        assert self.thread is not None
        began = time.monotonic()
        self.stop.set()
        self.thread.join(DEADLINE)
        assert not self.thread.is_alive()
        assert not self.errors, self.errors
        return time.monotonic() - began


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    root = tmp_path / "vault"
    (root / "People").mkdir(parents=True)
    (root / "People" / "Ada.md").write_text("---\nmet: 2024\n---\nHello\nthere\n")
    watching = Watching(root)
    yield watching
    if watching.thread is not None:
        watching.end()


def test_it_begins_with_a_rescan(watching: Watching) -> None:
    watching.start()
    assert watching.batches == [Batch(frozenset(), rescan=True)]


def test_a_note_in_the_middle_of_a_save_is_unsettled(watching: Watching) -> None:
    watching.start()
    unsettled = watching.batches[0].unsettled
    assert unsettled() == frozenset()
    with (watching.root / "People" / "Ada.md").open("a") as file:
        file.write("and more")
        file.flush()
        (watching.root / "Sam.md").write_text("Hello\n")
        watching.until(lambda: "Sam.md" in watching.paths)
        if sys.platform.startswith("linux"):  # elsewhere nobody tells of closing
            assert unsettled() == {"People/Ada.md"}
    watching.until(lambda: "People/Ada.md" in watching.paths)
    assert unsettled() == frozenset()


def test_an_atomic_save_is_one_change(watching: Watching) -> None:
    watching.start()
    new = watching.root / "People" / ".Ada.md.tmp"
    new.write_text("new\n")
    new.replace(watching.root / "People" / "Ada.md")
    watching.until(lambda: len(watching.batches) == 2)
    assert watching.batches[1] == Batch(frozenset({"People/Ada.md"}), rescan=False)
    assert watching.read["People/Ada.md"] == [b"new\n"]


def test_an_in_place_save_is_read_when_it_is_closed(watching: Watching) -> None:
    watching.start()
    (watching.root / "People" / "Ada.md").write_text("written in place\n")
    watching.until(lambda: "People/Ada.md" in watching.paths)
    assert watching.read["People/Ada.md"] == [b"written in place\n"]


def test_a_save_in_two_slow_parts_is_read_once_and_whole(watching: Watching) -> None:
    watching.start()
    with (watching.root / "People" / "Ada.md").open("w") as note:
        note.write("---\nmet: 2024\n")
        note.flush()
        # An editor's own pause: the test is about what happens in it.
        time.sleep(0.6)
        note.write("---\nHello\n")
    watching.until(lambda: "People/Ada.md" in watching.paths)
    assert watching.read["People/Ada.md"] == [b"---\nmet: 2024\n---\nHello\n"]


def test_a_file_truncated_and_closed_is_given_time(watching: Watching) -> None:
    ada = watching.root / "People" / "Ada.md"
    watching.sizes["People/Ada.md"] = ada.stat().st_size
    watching.start()
    ada.write_text("")
    time.sleep(0.6)
    ada.write_text("---\nmet: 2024\n---\nHello again, there\n")
    watching.until(lambda: "People/Ada.md" in watching.paths)
    (read,) = watching.read["People/Ada.md"]
    assert read == b"---\nmet: 2024\n---\nHello again, there\n"


def test_what_was_emptied_or_deleted_is_told_in_the_end(watching: Watching) -> None:
    (watching.root / "Old.md").write_text("old")
    watching.start()
    (watching.root / "People" / "Ada.md").write_text("")
    (watching.root / "Old.md").unlink()
    watching.until(lambda: {"People/Ada.md", "Old.md"} <= watching.paths)
    assert watching.read == {"People/Ada.md": [b""], "Old.md": [None]}


def test_a_line_taken_out_does_not_wait_once_the_note_is_known(
    watching: Watching,
) -> None:
    watching.start()
    ada = watching.root / "People" / "Ada.md"
    ada.write_text("one\ntwo\nthree\n")
    watching.until(lambda: len(watching.read.get("People/Ada.md", ())) == 1)
    began = time.monotonic()
    ada.write_text("one\nthree\n")
    watching.until(lambda: len(watching.read["People/Ada.md"]) == 2)
    assert time.monotonic() - began < 1.9


def test_an_appended_line_and_a_new_note(watching: Watching) -> None:
    watching.start()
    with (watching.root / "People" / "Ada.md").open("a") as note:
        note.write("- more\n")
    (watching.root / "Élan 🌱.md").write_text("new")
    watching.until(lambda: {"People/Ada.md", "Élan 🌱.md"} <= watching.paths)


def test_a_renamed_folder_asks_for_a_rescan(watching: Watching) -> None:
    watching.start()
    (watching.root / "People").rename(watching.root / "Friends")
    watching.until(lambda: watching.rescans == 2)
    (watching.root / "Friends" / "Ada.md").write_text("after the rename\n")
    watching.until(lambda: b"after the rename\n" in last(watching, "Friends/Ada.md"))


def test_a_note_in_a_new_folder_is_heard(watching: Watching) -> None:
    watching.start()
    new = watching.root / "a" / "b" / "c"
    new.mkdir(parents=True)
    (new / "New.md").write_text("x")
    watching.until(lambda: watching.rescans >= 2)
    (new / "New.md").write_text("later")
    watching.until(lambda: b"later" in last(watching, "a/b/c/New.md"))


def test_a_warning_of_watchdogs_does_not_end_it(watching: Watching) -> None:
    watching.start()
    module = "watchdog.observers.inotify"
    warnings.warn_explicit("twice", RuntimeWarning, "inotify.py", 1, module=module)


def test_the_noise_of_editors_and_tools_is_not_heard(watching: Watching) -> None:
    (watching.root / ".git").mkdir()
    (watching.root / ".obsidian").mkdir()
    watching.start()
    for name in (".git/index", ".obsidian/app.json", "4913", "Ada.md~", "#Ada.md#"):
        (watching.root / name).write_text("noise")
    for name in (".Ada.md.swp", "~$Ada.md", "Ada.md.TMP", "Ada.md.orig"):
        (watching.root / "People" / name).write_text("noise")
    (watching.root / "Real.md").write_text("note")
    watching.until(lambda: "Real.md" in watching.paths)
    assert watching.paths == {"Real.md"}
    assert watching.rescans == 1


def test_a_pipe_among_the_notes_stops_nothing(watching: Watching) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    watching.start()
    os.mkfifo(watching.root / "pipe.md")
    (watching.root / "Real.md").write_text("note")
    watching.until(lambda: "Real.md" in watching.paths)


def last(watching: Watching, path: str) -> list[bytes | None]:
    return watching.read.get(path, [])[-1:]


def git(root: Path, *arguments: str) -> None:
    environment = os.environ | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ann",
        "GIT_AUTHOR_EMAIL": "ann@example.org",
        "GIT_COMMITTER_NAME": "Ann",
        "GIT_COMMITTER_EMAIL": "ann@example.org",
    }
    command = ["git", "-C", str(root), "-c", "init.defaultBranch=main", *arguments]
    subprocess.run(command, check=True, env=environment, capture_output=True)


def test_a_checkout_of_a_thousand_notes(watching: Watching) -> None:
    notes = [f"People/{number:04}.md" for number in range(1000)]
    git(watching.root, "init", "-q")
    for text in ("first\n", "second, and longer\n"):
        for note in notes:
            (watching.root / note).write_text(text)
        git(watching.root, "add", "-A")
        git(watching.root, "commit", "-q", "-m", text)
    watching.start()
    git(watching.root, "checkout", "-q", "HEAD~1")
    watching.until(lambda: set(notes) <= watching.paths)
    assert all(last(watching, note) == [b"first\n"] for note in notes)
    assert watching.rescans >= 2
    assert len(watching.batches) <= 10
    assert not any(".git" in path for path in watching.paths)


def test_a_burst_of_twelve_thousand_files(watching: Watching) -> None:
    watching.start()
    notes = {f"People/{number:05}.md" for number in range(12_000)}
    for note in sorted(notes):
        (watching.root / note).write_bytes(b"x")
    written = time.monotonic()
    watching.until(lambda: notes <= watching.paths or watching.rescans >= 2)
    watching.until(lambda: notes <= watching.paths or time.monotonic() > written + 2)
    # What was not heard must be covered by a rescan that came after the last write.
    if not notes <= watching.paths:
        watching.until(lambda: watching.batches[-1].rescan)


def test_a_warning_from_watchdog_asks_for_a_rescan(watching: Watching) -> None:
    watching.start()
    import logging

    logging.getLogger("watchdog.observers.inotify_c").warning("overflowed")
    watching.until(lambda: watching.rescans == 2)


@pytest.mark.parametrize("poll", [False, True])
def test_the_vault_goes_and_comes_back(watching: Watching, poll: bool) -> None:
    watching.start(poll=poll)
    away = watching.root.with_name("away")
    watching.root.rename(away)
    (away / "Meanwhile.md").write_text("written while away")
    watching.root.mkdir()
    # An empty folder in its place (an unmounted drive) is not the vault.
    time.sleep(1.2)
    assert watching.batches == [Batch(frozenset(), rescan=True)]
    watching.root.rmdir()
    away.rename(watching.root)
    watching.until(lambda: watching.rescans == 2)
    (watching.root / "People" / "Ada.md").write_text("after the return\n")
    watching.until(lambda: b"after the return\n" in last(watching, "People/Ada.md"))


def test_a_vault_deleted_and_made_anew(watching: Watching) -> None:
    watching.start()
    shutil.rmtree(watching.root)
    (watching.root / "People").mkdir(parents=True)
    (watching.root / "People" / "New.md").write_text("x")
    watching.until(lambda: watching.rescans >= 2)
    (watching.root / "People" / "New.md").write_text("longer\n")
    watching.until(lambda: b"longer\n" in last(watching, "People/New.md"))


def test_the_vault_may_come_later_than_the_watcher(tmp_path: Path) -> None:
    watching = Watching(tmp_path / "vault")
    starter = threading.Timer(0.5, (tmp_path / "vault").mkdir)
    starter.start()
    watching.start()
    watching.end()


def test_an_empty_folder_becomes_a_vault(tmp_path: Path) -> None:
    watching = Watching(tmp_path)
    watching.start()
    (tmp_path / "First.md").write_text("x")
    watching.until(lambda: watching.rescans == 2 or "First.md" in watching.paths)
    watching.end()


def test_polling_hears_changes_deletions_and_no_git(watching: Watching) -> None:
    (watching.root / "Old.md").write_text("old")
    (watching.root / ".git").mkdir()
    watching.start(poll=True)
    (watching.root / ".git" / "index").write_text("noise")
    (watching.root / "People" / "Ada.md").write_text("longer than it was before\n" * 2)
    (watching.root / "New.md").write_text("new")
    (watching.root / "Old.md").unlink()
    watching.until(lambda: {"People/Ada.md", "New.md", "Old.md"} <= watching.paths)
    assert watching.paths == {"People/Ada.md", "New.md", "Old.md"}


def test_midnight_asks_for_a_rescan(watching: Watching) -> None:
    watching.start()
    watching.day = date(2026, 11, 24)
    watching.until(lambda: watching.rescans == 2)
    assert watching.batches[1:] == [Batch(frozenset(), rescan=True)]


def test_waking_from_sleep_asks_for_a_rescan(watching: Watching) -> None:
    watching.start()
    watching.ahead = 3600.0
    watching.until(lambda: watching.rescans == 2)


def test_a_rescan_comes_by_itself_from_time_to_time(watching: Watching) -> None:
    watching.start(rescan_every=0.3)
    watching.until(lambda: watching.rescans >= 3)


def test_a_folder_that_looked_like_a_file_when_it_went(
    watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ears, "_FOLDERS_GO_AS_FILES", True)  # as on Windows
    (watching.root / "folder").write_text("stands for one")
    watching.start()
    (watching.root / "folder").unlink()
    watching.until(lambda: watching.rescans == 2)


@pytest.mark.parametrize("poll", [False, True])
def test_it_stops_at_once(watching: Watching, poll: bool) -> None:
    before = threading.active_count()
    watching.start(poll=poll)
    # A file moved out makes one of watchdog's threads sleep.
    (watching.root / "People" / "Ada.md").rename(watching.root.with_name("Ada.md"))
    assert watching.end() < 0.5
    watching.until(lambda: threading.active_count() <= before)


def test_leaving_the_loop_stops_it(watching: Watching) -> None:
    before = threading.active_count()
    for batch in watch(
        watching.root, poll=False, stop=threading.Event(), today=lambda: A_DAY
    ):
        assert batch.rescan
        break
    watching.start()
    watching.end()
    watching.until(lambda: threading.active_count() <= before)


PROGRAM = """
import signal, sys, threading
from datetime import date
from pathlib import Path
from vaultnet.adapters.watcher import watch

stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
for batch in watch(Path(sys.argv[1]), poll=False, stop=stop, today=date.today):
    print(batch.rescan, batch.notice, sorted(batch.paths), flush=True)
print("the end", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_a_signal_ends_it_cleanly(watching: Watching) -> None:
    command = [sys.executable, "-c", PROGRAM, str(watching.root)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True  []\n"
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        out, errors = process.communicate(timeout=DEADLINE)
        assert time.monotonic() - began < 1.0
    assert (out, errors, process.returncode) == ("the end\n", "", 0)


def test_where_linux_has_no_watches_left_it_polls_and_says_so(
    watching: Watching,
) -> None:
    for number in range(20):
        (watching.root / f"folder {number}").mkdir()
    limited = 'echo 5 > /proc/sys/user/max_inotify_watches && exec "$@"'
    command = ["unshare", "-Ur", "sh", "-c", limited, "sh"]
    try:
        subprocess.run([*command, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a limit of our own cannot be set here")
    command += [sys.executable, "-c", PROGRAM, str(watching.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "every 2 seconds" in process.stdout.readline()
        (watching.root / "folder 19" / "New.md").write_text("x")
        assert "folder 19/New.md" in process.stdout.readline()
        process.terminate()
        assert process.communicate(timeout=DEADLINE)[0].endswith("the end\n")
