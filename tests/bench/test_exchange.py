"""The benchmark of imports in small: what it measures is what it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench/exchange.py"


def test_a_small_run_keeps_every_promise() -> None:
    sizes = ["--cards", "50", "--rows", "60", "--mails", "20"]
    done = subprocess.run(
        [sys.executable, BENCH, *sizes], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "- after `undo` of both: 0 notes" in done.stdout
    assert done.stdout.count("×") == 5
