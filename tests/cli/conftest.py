"""What tests of the command line share: a watcher at work, as a real process."""

from __future__ import annotations

import json
import os
import queue
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 30.0  # seconds before a test gives up


class Watching:
    """A watcher at work; its rounds arrive as it prints them."""

    def __init__(self, root: Path, home: Path, *words: str) -> None:
        command = [
            sys.executable, "-m", "vaultnet", "--vault", str(root), "--cache",
            str(home / "cache"), "--today", "2026-11-23", "watch", "--json", *words,
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "VAULTNET_STATE": str(home / "state")},
        )  # fmt: skip
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


@contextmanager
def _watchers(home: Path) -> Iterator[Callable[..., Watching]]:
    started: list[Watching] = []

    def start(root: Path, *words: str) -> Watching:
        started.append(Watching(root, home, *words))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
            each.process.communicate()


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[..., Watching]]:
    """Start watchers; they end with the test."""
    with _watchers(tmp_path) as start:
        yield start


@pytest.fixture(scope="module")
def watching_on(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., Watching]]:
    """Start watchers that all tests of a module share."""
    with _watchers(tmp_path_factory.mktemp("watcher")) as start:
        yield start


@dataclass(frozen=True)
class Typed:
    """What a command on a terminal said, and how it ended."""

    said: str
    code: int


@pytest.fixture
def typing(tmp_path: Path) -> Callable[..., Typed]:
    """Run a command on a terminal, and press a key each time that it asks."""

    def run(*words: str | Path, keys: Sequence[str], asks: tuple[str, ...]) -> Typed:
        import pty  # not on Windows

        ours, theirs = pty.openpty()
        before = ["--cache", str(tmp_path / "cache"), "--today", "2026-11-23"]
        with subprocess.Popen(
            [sys.executable, "-m", "vaultnet", *before, *map(str, words)],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path,
        ) as running:  # fmt: skip
            os.close(theirs)
            said = _converse(ours, iter(keys), asks)
        os.close(ours)
        return Typed(said.replace("\r\n", "\n"), running.returncode)

    return run


def _converse(terminal: int, keys: Iterator[str], asks: tuple[str, ...]) -> str:
    """Give all that is said; a key is pressed once the command listens for one."""
    import termios  # not on Windows

    said, is_asked = b"", False
    questions = tuple(each.encode() for each in asks)
    while True:
        if select.select([terminal], [], [], 0.01 if is_asked else PATIENCE)[0]:
            try:
                said += os.read(terminal, 65536)
            except OSError:  # the command has ended
                return said.decode()
            is_asked = said.endswith(questions)
        elif not termios.tcgetattr(terminal)[3] & termios.ICANON:
            os.write(terminal, next(keys).encode())
            is_asked = False
