"""The benchmark's vault: what is timed there must be what vaultnet reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from vaultnet.adapters.vault import Vault
from vaultnet.core.people.interactions import Source
from vaultnet.pipeline.snapshot import refresh

SCRIPT = Path(__file__).resolve().parents[2] / "bench/make_vault.py"
PEOPLE, DAYS = 30, 20


def make(out: Path) -> Path:
    words = [sys.executable, str(SCRIPT), str(out), str(PEOPLE), str(DAYS)]
    subprocess.run(words, check=True, timeout=60)
    return out


def entries_in(root: Path) -> int:
    """Count the lines that begin like an entry; none is a day's second."""
    notes = (path.read_text("utf-8") for path in root.glob("People/*/*.md"))
    logs = (note.partition("## Log\n")[2] for note in notes)
    return sum(log.count("\n- ") + log.startswith("- ") for log in logs)


def test_vaultnet_reads_all_of_the_vault(tmp_path: Path) -> None:
    root = make(tmp_path / "vault")
    snapshot = refresh(Vault(root), tmp_path / "cache")
    histories = [each.history for each in snapshot.network.contacts]
    entries = [each for history in histories for each in history]
    assert len(snapshot.files.notes) == PEOPLE + DAYS + 1
    assert len(histories) == PEOPLE
    assert sum(each.source is Source.LOG for each in entries) == entries_in(root)
    assert any(each.source is Source.DIARY for each in entries)
    assert snapshot.problems == ()


def test_the_vault_is_always_the_same(tmp_path: Path) -> None:
    both = [make(tmp_path / name) for name in ("one", "other")]
    commits = [(root / ".git/refs/heads/main").read_text() for root in both]
    assert commits[0] == commits[1]
