"""What tests of the command line share: a watcher at work, as a real process."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
