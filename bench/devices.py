"""Devices that edit one vault and sync it with real git: nothing lost or doubled.

    python bench/devices.py --seed 1 --count 100

Each history has two or three clones of a vault. On each, people edit and vaultnet
makes its rounds, then git commits, merges or rebases, and pushes. Each merge is also
tried by git alone. Ends with 1 where a history broke a promise: every word that
somebody wrote and nobody took out is there, nothing happened twice, all fields can be
read, all devices end with the same bytes, and a round then writes nothing more.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random

from deeds import PEOPLE, Hand, make_people, words_in
from promises import Broken, is_readable, resolve, told_twice

from vaultnet.pipeline.git import install
from vaultnet.pipeline.rounds import Rounds

_MONDAY = date(2026, 11, 23)
_SYNCS = 4
_SOME = 2  # stops that say nothing where there are few merges
_OFTEN = 10  # histories between two words on how far it is
_PATIENCE = 6  # rounds in which everything must have come to rest
_LATER = 60 * 10**9  # ns; so long after its own writes vaultnet leaves words alone
_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_EDITOR": "true",
    **{f"GIT_{who}_NAME": "Ana" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "ana@example.org" for who in ("AUTHOR", "COMMITTER")},
}
_FAST = ("-c", "core.fsync=none", "-c", "gc.auto=0", "-c", "core.quotePath=false")


@dataclass
class Tally:
    """What was counted: merges in which both sides had changes, and how they ended."""

    histories: int = 0
    merges: int = 0
    stopped: int = 0
    alone_stopped: int = 0
    alone_unreadable: int = 0
    broken: list[str] = field(default_factory=list)


def git(folder: Path, *words: str, fine: tuple[int, ...] = (0,)) -> str:
    """Run git; raises Broken where it ends otherwise than expected."""
    done = subprocess.run(
        ["git", *_FAST, *words], cwd=folder, capture_output=True, check=False
    )
    if done.returncode not in fine:
        raise Broken(f"git {words}: {(done.stdout + done.stderr).decode()}")
    return done.stdout.decode()


class History:
    """Some devices, the repository that they share, and one that knows no driver."""

    def __init__(self, place: Path, seed: int, tally: Tally) -> None:
        self.dice = Random(seed)
        self.tally = tally
        self.place = place
        self.written: set[str] = set()
        numbers = count()
        devices = self.dice.choice((2, 3))
        git(place, "init", "-q", "--bare", "-b", "main", "hub")
        self.hands: list[Hand] = []
        for number in range(devices):
            root = place / f"device{number}"
            if number:
                git(place, "clone", "-q", "hub", str(root))
            else:
                self._begin(root)
            hand = Hand(
                root,
                place / f"state{number}",
                self.dice,
                lambda: f"w{next(numbers)}",
                _MONDAY,
                PEOPLE[number::devices],
            )
            install(hand.vault(), dry=False)
            self.hands.append(hand)
            if not number:
                self.round(hand)
                self.commit(hand)
                git(root, "push", "-q", "origin", "main")
        self._make_control()

    def _begin(self, root: Path) -> None:
        make_people(root)
        git(root, "init", "-q", "-b", "main")
        git(root, "remote", "add", "origin", "../hub")

    def _make_control(self) -> None:
        git(self.place, "init", "-q", "--bare", "control")
        stores = [str(each.root / ".git/objects") for each in self.hands]
        alternates = self.place / "control/objects/info/alternates"
        alternates.write_text("\n".join([*stores, str(self.place / "hub/objects")]))

    def play(self) -> None:
        """Edit and sync some times, then sync until nothing moves."""
        for _ in range(_SYNCS):
            for hand in self.hands:
                hand.today += timedelta(days=self.dice.randint(0, 3))
                for _ in range(self.dice.randint(0, 4)):
                    hand.act()
                    self.written |= words_in(hand.text())
                    self.age(hand)
                if self.dice.random() < 0.7:
                    self.round(hand)
                self.commit(hand)
                if self.dice.random() < 0.8:
                    self.sync(hand)
        self.come_to_rest()
        self.look()

    def age(self, hand: Hand) -> None:
        """Let a minute pass since vaultnet wrote, so that it takes edits for edits."""
        for path in hand.notes():
            when = path.stat().st_mtime_ns + _LATER
            os.utime(path, ns=(when, when))

    def round(self, hand: Hand) -> None:
        """What the watcher does."""
        self.age(hand)
        Rounds(hand.vault(), hand.state / "cache", lambda: hand.today).run()

    def commit(self, hand: Hand) -> bool:
        """Commit everything; False where nothing had changed."""
        git(hand.root, "add", "-A")
        if not git(hand.root, "status", "--porcelain"):
            return False
        git(hand.root, "commit", "-q", "-m", "backup")
        return True

    def sync(self, hand: Hand) -> None:
        """Take in what the others pushed, and push."""
        git(hand.root, "fetch", "-q", "origin")
        ours, theirs = git(hand.root, "rev-parse", "HEAD", "origin/main").split()
        base = git(hand.root, "merge-base", ours, theirs).strip()
        if theirs != base:
            if ours != base:
                self.tally.merges += 1
                self.merge_alone(ours, theirs)
            self.merge(hand, is_real=ours != base)
        git(hand.root, "push", "-q", "origin", "HEAD:main")

    def merge(self, hand: Hand, *, is_real: bool) -> None:
        """Merge or rebase; a person takes out what marks a conflict, and goes on."""
        how = self.dice.choice((("merge", "-q", "-m", "both"), ("rebase", "-q")))
        git(hand.root, *how, "origin/main", fine=(0, 1))
        stopped = False
        while unmerged := git(
            hand.root, "diff", "--name-only", "--diff-filter=U", "-z"
        ):
            stopped = True
            for name in filter(None, unmerged.split("\0")):
                resolve(hand.root / name)
            git(hand.root, "add", "-A")
            if how[0] == "merge":
                git(hand.root, "commit", "-q", "-m", "both")
            else:
                git(hand.root, "rebase", "--continue", fine=(0, 1))
        self.tally.stopped += stopped and is_real
        if git(hand.root, "status", "--porcelain"):
            raise Broken(f"a merge left files: {git(hand.root, 'status', '--short')}")
        self.check_fields(hand)

    def merge_alone(self, ours: str, theirs: str) -> None:
        """Try the same merge with git alone, in a repository without attributes."""
        control = self.place / "control"
        words = ("merge-tree", "--write-tree", "--name-only", "--no-messages", "-z")
        tree, *names = git(control, *words, ours, theirs, fine=(0, 1)).split("\0")
        conflicted = {each for each in names if each.endswith(".md")}
        self.tally.alone_stopped += bool(conflicted)
        texts = (git(control, "show", f"{tree}:{each}", fine=(0, 128))
                 for each in conflicted)  # fmt: skip
        self.tally.alone_unreadable += any(not is_readable(each) for each in texts)

    def come_to_rest(self) -> None:
        """Sync and make rounds until no device has anything to commit."""
        last = max(hand.today for hand in self.hands)
        for _ in range(_PATIENCE):
            moved = False
            for hand in self.hands:
                hand.today = last
                self.round(hand)
                moved |= self.commit(hand)
                self.sync(hand)
            heads = {git(each.root, "rev-parse", "HEAD^{tree}") for each in self.hands}
            if not moved and len(heads) == 1:
                return
        raise Broken("the devices do not come to rest")

    def look(self) -> None:
        """See that nothing is missing, doubled or different between devices."""
        texts = {hand.text() for hand in self.hands}
        if len(texts) != 1:
            raise Broken("the devices have different notes")
        gone = {word for hand in self.hands for word in hand.gone}
        lost = (self.written - gone) - words_in(texts.pop())
        if lost:
            raise Broken(f"lost: {sorted(lost)}")
        for path in self.hands[0].people():
            twice = list(told_twice(path))
            if twice:
                raise Broken(f"twice in {path.name}: {twice}")

    def check_fields(self, hand: Hand) -> None:
        """See that the fields of every note can be read."""
        for path in hand.notes():
            if not is_readable(path.read_bytes().decode()):
                raise Broken(f"{path.name}: its fields cannot be read")


def play(seed: int, tally: Tally, keep: Path | None) -> None:
    """Play one history, and count it."""
    tally.histories += 1
    with tempfile.TemporaryDirectory(prefix="devices-") as name:
        place = Path(name) if keep is None else keep / str(seed)
        place.mkdir(parents=True, exist_ok=True)
        try:
            History(place, seed, tally).play()
        except Broken as reason:
            tally.broken.append(f"seed {seed}: {reason}")
            print(tally.broken[-1], file=sys.stderr, flush=True)


def show_progress(tally: Tally) -> None:
    """Say now and then how far it is."""
    if tally.histories % _OFTEN == 0:
        print(tally, file=sys.stderr, flush=True)


def print_table(tally: Tally) -> None:
    """Print the table: who needed a person, and whose fields could be read."""
    rows = (
        ("stopped for a person", tally.stopped, tally.alone_stopped),
        ("left fields that cannot be read", 0, tally.alone_unreadable),
    )
    print(f"| of {tally.merges:,} merges | with the driver | git alone |")
    print("|---|--:|--:|")
    for name, ours, alone in rows:
        print(f"| {name} | {_share(ours, tally)} | {_share(alone, tally)} |")


def _share(number: int, tally: Tally) -> str:
    return f"{number} ({100 * number / max(1, tally.merges):.1f} %)"


def main() -> int:
    """Play, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--keep", type=Path, help="leave the clones in this folder")
    chosen = parser.parse_args()
    os.environ.update(_ALONE)
    tally, begun = Tally(), time.monotonic()
    for seed in range(chosen.seed, chosen.seed + chosen.count):
        play(seed, tally, chosen.keep)
        show_progress(tally)
    print_table(tally)
    seconds = time.monotonic() - begun
    print(f"\n{tally.histories} histories, {len(tally.broken)} broke a promise"
          f" ({seconds:.0f} s)")  # fmt: skip
    too_many = tally.stopped > max(_SOME, tally.merges // 20)
    return int(bool(tally.broken) or too_many)


if __name__ == "__main__":
    sys.exit(main())
