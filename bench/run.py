"""Time vaultnet against `git status` in the same vault: whole processes, in turns.

    python bench/run.py [--rounds N] [CONTACTS+DAILY ...]

Prints a Markdown table of ratios to `git status`, each the median of its rounds,
because milliseconds say more about the machine than about the program. Ends with
exit code 1 where something grows faster than the vault does.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

TODAY = "2026-11-23"
VAULTNET = Path(sys.executable).with_name("vaultnet")
MAKE_VAULT = Path(__file__).with_name("make_vault.py")
GIT = ("git", "-c", "core.untrackedCache=false", "-c", "core.fsmonitor=false",
       "status", "--porcelain")  # fmt: skip
COMMANDS = {
    "first `index`": "index",
    "`index`, nothing changed": "index",
    "`due`": "due",
    "`week`, nothing to change": "week",
}
_FIRST = "first `index`"
_OLD_ENOUGH = 3  # seconds after which a file's stamp can be trusted
_SLACK = 1.5  # more than the vault's own growth; what is quadratic has tenfold


@dataclass
class Timed:
    """Seconds of each round: those of `git status`, and of the command after it."""

    git: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The median of the pairs' ratios."""
        pairs = zip(self.ours, self.git, strict=True)
        return median(ours / git for ours, git in pairs)


class Bench:
    """One vault in a folder of its own, and its index."""

    def __init__(self, place: Path, contacts: int, daily: int) -> None:
        self._vault, self._cache = place / "vault", place / "cache"
        words = map(str, (MAKE_VAULT, self._vault, contacts, daily))
        subprocess.run([sys.executable, *words], check=True)
        time.sleep(_OLD_ENOUGH)
        self._run("index")
        self._run("week")
        time.sleep(_OLD_ENOUGH)
        self._run("index")
        self._git()

    def round(self, into: Mapping[str, Timed]) -> None:
        """Run each command once, each after a `git status`."""
        for name, command in COMMANDS.items():
            if name == _FIRST:
                shutil.rmtree(self._cache)
            into[name].git.append(self._git())
            into[name].ours.append(self._run(command))

    def _git(self) -> float:
        return _seconds([*GIT], self._vault)

    def _run(self, command: str) -> float:
        options = ["--vault", self._vault, "--cache", self._cache, "--today", TODAY]
        return _seconds([str(VAULTNET), *map(str, options), command], self._vault)


def _seconds(command: Sequence[str], folder: Path) -> float:
    begun = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def measure(contacts: int, daily: int, rounds: int) -> dict[str, Timed]:
    """Make a vault, and time everything in it."""
    found = {name: Timed() for name in COMMANDS}
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place), contacts, daily)
        for _ in range(rounds):
            bench.round(found)
    return found


def print_table(
    sizes: Sequence[tuple[int, int]], found: list[dict[str, Timed]]
) -> None:
    """Print the table: a row for each command, a column for each vault."""
    heads = [f"{people:,} people + {days:,} days" for people, days in sizes]
    print("|", " | ".join(["times `git status`", *heads, "growth"]), "|")
    print("|---|", "--:|" * (len(sizes) + 1), sep="")
    for name in COMMANDS:
        cells = [
            f"{each[name].ratio:.1f}× ({_shown(each[name].ours)})" for each in found
        ]
        print(f"| {name} |", " | ".join([*cells, f"×{_growth(found, name):.1f}"]), "|")
    git = [
        _shown([second for timed in each.values() for second in timed.git])
        for each in found
    ]
    print("| `git status` itself |", " | ".join(git), "| |")


def _shown(seconds: Sequence[float]) -> str:
    found = median(seconds)
    return f"{found:.1f} s" if found >= 1 else f"{found * 1000:.0f} ms"


def _growth(found: list[dict[str, Timed]], name: str) -> float:
    return median(found[-1][name].ours) / median(found[0][name].ours)


def _size(text: str) -> tuple[int, int]:
    people, days = text.split("+")
    return int(people), int(days)


def main() -> int:
    """Measure, print, and judge the growth."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("sizes", nargs="*", metavar="CONTACTS+DAILY", type=_size,
                        default=[(1_000, 200), (10_000, 2_000)])  # fmt: skip
    chosen = parser.parse_args()
    sizes = sorted(chosen.sizes)
    found = [measure(people, days, chosen.rounds) for people, days in sizes]
    print_table(sizes, found)
    bigger = sum(sizes[-1]) / sum(sizes[0])
    steep = [name for name in COMMANDS if _growth(found, name) > _SLACK * bigger]
    for name in steep:
        print(f"{name} grows faster than the vault", file=sys.stderr)
    return bool(steep)


if __name__ == "__main__":
    sys.exit(main())
