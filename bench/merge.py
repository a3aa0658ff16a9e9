"""Time the merge of one note against `git merge-file`: whole processes, in turns.

    python bench/merge.py [--rounds N]

Prints a Markdown table of ratios, each the median of its rounds. The note is one that
git leaves in conflict; what counts is how long it takes to start, since git starts a
driver anew for each note.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

_NOTE = (
    "---\nlast_contact: {}\n---\nMet at the harbour.\n\n## Log\n{}- 2026-06-02 call\n"
)
_VERSIONS = {
    "base.md": _NOTE.format("2026-06-02", ""),
    "ours.md": _NOTE.format("2026-11-24", "- 2026-11-24 call: one\n"),
    "theirs.md": _NOTE.format("2026-11-23", "- 2026-11-23 call: other\n"),
}
_GIT = ("git", "merge-file", "-q", "ours.md", "base.md", "theirs.md")
_FILES = ("merge-driver", "base.md", "ours.md", "theirs.md", "a.md")
_OURS = {
    "the driver, as git runs it": (sys.executable, "-P", "-m", "vaultnet", *_FILES),
    "`vaultnet merge-driver`": (
        str(Path(sys.executable).with_name("vaultnet")), *_FILES,
    ),
    "a Python that does nothing": (sys.executable, "-c", "pass"),
}  # fmt: skip


def seconds(command: Sequence[str], folder: Path) -> float:
    """Time one merge, of versions that are written afresh."""
    for name, text in _VERSIONS.items():
        (folder / name).write_bytes(text.encode())
    begun = time.perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return time.perf_counter() - begun


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    print("| one note | times `git merge-file` | milliseconds |")
    print("|---|--:|--:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds(_GIT, folder)
        for said, command in _OURS.items():
            seconds(command, folder)
            pairs = [
                (seconds(command, folder), seconds(_GIT, folder)) for _ in range(rounds)
            ]
            ratio = median(ours / git for ours, git in pairs)
            took = median(ours for ours, _ in pairs) * 1000
            print(f"| {said} | {ratio:.0f}× | {took:.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
