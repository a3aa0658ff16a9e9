"""Time imports of thousands of people against vobject's bare parse of the same cards.

    python bench/exchange.py [--cards N] [--rows N] [--mails N]

Whole processes, CPU seconds of one run each (writing waits for the disk; that is
shown beside it). Prints a Markdown table, and what was found of the overlaps that
`make_people.py` made: it ends with 1 where a second import changes anything, where
one that shows in a key was not found, or where `undo` leaves a note.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from make_people import make_people, write_people

_VAULTNET = str(Path(sys.executable).with_name("vaultnet"))
_PARSE = "import sys, vobject; sum(1 for _ in vobject.readComponents(open(sys.argv[1],\
 encoding='utf-8'), ignoreUnreadable=True, allowQP=True))"
_MAILBOX = "import sys, mailbox; [each['To'] for each in mailbox.mbox(sys.argv[1])]"
_MAIL = (
    "From x Mon Nov  2 10:00:00 2026\nFrom: ada@example.org\nTo: p{}@example.com\n"
    "Received: from x\n\tby y\nDate: {} Nov 2026 10:00:00 +0000\n\n"
) + "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod\n" * 60


@dataclass(frozen=True, slots=True)
class Took:
    """What one process took, in seconds, and what it said."""

    cpu: float
    wall: float
    said: Any


def run(command: Sequence[str], folder: Path) -> Took:
    """Run one process to its end."""
    begun = time.perf_counter()
    env = {**os.environ, "VAULTNET_STATE": str(folder / "state")}
    with subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    said = json.loads(out) if out.startswith((b"{", b"[")) else None
    return Took(usage.ru_utime + usage.ru_stime, wall, said)


def vaultnet(folder: Path, *words: str) -> Took:
    """Run a command of ours on the vault in a folder."""
    before = ("--vault", "vault", "--cache", "cache", "--today", "2026-11-23")
    return run([_VAULTNET, *before, *words, "--json"], folder)


def measure_imports(folder: Path) -> bool:
    """Time both files, twice each; False where a promise is not kept."""
    bare = run([sys.executable, "-c", _PARSE, "people.vcf"], folder).cpu
    kept = True
    found: dict[str, Any] = {}
    for file in ("people.vcf", "Connections.csv"):
        for turn in ("first", "second"):
            took = vaultnet(folder, "import", file)
            _row(f"`import {file}`, the {turn} time", took, bare)
            if turn == "second":
                kept &= not (took.said["created"] or took.said["updated"])
            found[f"{file} {turn}"] = took.said
    kept &= _say_overlaps(folder, found)
    return kept


def measure_undo(folder: Path) -> bool:
    """Take both imports back; False where a note is left."""
    for _ in ("Connections.csv", "people.vcf"):
        vaultnet(folder, "undo")
    left = sum(1 for _ in (folder / "vault").rglob("*.md"))
    print(f"- after `undo` of both: {left} notes")
    return left == 0


def _say_overlaps(folder: Path, found: Mapping[str, Any]) -> bool:
    """Say how many of the overlaps that were made were found."""
    made = json.loads((folder / "overlaps.json").read_text())
    rows = found["Connections.csv first"]
    doubts = [each for each in rows["review"] if "done" in each]
    print()
    for file in ("people.vcf", "Connections.csv"):
        said = found[f"{file} first"]
        print(
            f"- {file}: {len(said['created'])} made, {len(said['updated'])} added to,"
            f" {len([e for e in said['review'] if 'done' in e])} in doubt,"
            f" {len(said['skipped'])} named as unusable"
        )
    by_email = len(made["email"])
    print(f"- in both by an email: {by_email}, added to: {len(rows['updated'])}")
    print(f"- in both by name: {len(made['name'])}, in doubt: {len(doubts)}")
    return len(rows["updated"]) >= by_email


def measure_mails(folder: Path, mails: int) -> None:
    """Time a mailbox against the standard library's own reader of its heads."""
    with (folder / "mbox").open("w") as file:
        for number in range(mails):
            file.write(_MAIL.format(number % 900, number % 20 + 1))
    bare = run([sys.executable, "-c", _MAILBOX, "mbox"], folder).cpu
    print(f"\n| {mails:,} mails | times `mailbox.mbox` | CPU seconds (elapsed) |")
    print("|---|--:|--:|")
    took = vaultnet(folder, "ingest", "mbox", "mbox")
    _row("`ingest mbox`", took, bare)


def _row(name: str, took: Took, bare: float) -> None:
    print(f"| {name} | {took.cpu / bare:.1f}× | {took.cpu:.1f} ({took.wall:.0f}) |")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--mails", type=int, default=20_000)
    sizes = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "vault/.obsidian").mkdir(parents=True)
        write_people(folder, make_people(sizes.cards, sizes.rows))
        many = f"{sizes.cards:,} cards, {sizes.rows:,} rows"
        print(f"| {many} | times vobject's bare parse | CPU seconds (elapsed) |")
        print("|---|--:|--:|")
        kept = measure_imports(folder)
        kept &= measure_undo(folder)
        measure_mails(folder, sizes.mails)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
