"""Devices that edit and sync with real git: `make devices` in short."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bench/devices.py"


def play(seed: int, count: int) -> str:
    words = [sys.executable, str(SCRIPT), "--seed", str(seed), "--count", str(count)]
    done = subprocess.run(words, capture_output=True, timeout=3600, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    return done.stdout.decode()


def test_a_history_of_devices_keeps_what_is_promised() -> None:
    said = play(3, 1)
    merges = re.search(r"of (\d+) merges", said)
    assert merges
    assert int(merges[1]) > 1
    assert "1 histories, 0 broke a promise" in said


@pytest.mark.long
def test_fifty_histories_of_devices_keep_what_is_promised() -> None:
    assert "50 histories, 0 broke a promise" in play(500, 50)
