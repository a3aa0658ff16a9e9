"""A write that is killed, or fails, at each of its system calls; strace does it.

    python bench/crash.py --scenes change --errors ENOSPC

A child process writes one note. It is run once to count its calls, then once for
each call: killed there, or with an error there. Afterwards the note must be whole,
old or new; the next run must bring back the write where it was written down; and no
word and no stray file may be left.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

from vaultnet.adapters.vault import Vault
from vaultnet.adapters.vault.journal import Journal, Stage

CALLS = (
    "openat", "open", "write", "pwrite64", "read", "fsync", "fdatasync", "rename",
    "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir",
    "mkdirat", "close", "fchmod", "chmod", "fchmodat", "chown", "fchown", "fchownat",
    "ftruncate", "flock", "fcntl", "lseek", "newfstatat", "fstat", "statx",
    "listxattr", "getxattr", "setxattr", "getdents64",
)  # fmt: skip
CHANGING = (
    "openat", "write", "fsync", "rename", "renameat2", "link", "unlink", "mkdir",
    "close", "chmod", "fchmod", "read", "ftruncate", "flock", "setxattr",
)  # fmt: skip
ERRORS = (
    "ENOSPC", "EIO", "EDQUOT", "EACCES", "EPERM", "EROFS", "EXDEV", "EBUSY", "EINVAL",
    "EMFILE", "EOPNOTSUPP", "ENOMEM",
)  # fmt: skip

OLD = b"# Ana\n\n## Log\n- old words\n"
NEW = b"# Ana\n\n## Log\n- new words\n- old words\n"
_MARK = "/vaultnet-crash-begins-here"

CHILD = f"""
import os, sys
from pathlib import Path
from vaultnet.adapters.vault import Vault
from vaultnet.errors import RefusedToWrite
root, state, scene = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
import ctypes, platformdirs; ctypes.CDLL(None).renameat2
vault = Vault(root, state, quiet=0, patience=0)
vault.begin("log Ana")
note = root / "Ana.md"
def edit(now):
    head = b"## Log\\n"
    return {NEW!r} if now is None else now.replace(head, head + b"- new words\\n")
os.path.exists({_MARK!r})
try:
    if scene == "undo":
        undone = vault.undo()
        sys.exit(0 if undone.restored else 5)
    vault.change("Ana.md", edit)
except RefusedToWrite as refused:
    print(refused)
    sys.exit(5)
except OSError as fault:
    print("a fault of ours:", repr(fault))
    sys.exit(70)
"""

SCENES = ("change", "create", "linked", "undo")


@dataclass
class Tally:
    """How often the write was cut, and what came of it."""

    scene: str
    runs: int = 0
    old: int = 0
    new: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Cut:
    """One run: ``call`` is met for the ``number``-th time, then ``what`` happens."""

    scene: str
    call: str
    number: int
    what: str


def prepare(scene: str, folder: Path) -> tuple[Path, Path]:
    """Make a vault for a scene, and the folder for its state."""
    root, state = folder / "vault", folder / "state"
    root.mkdir()
    if scene != "create":
        (root / "Ana.md").write_bytes(OLD)
    if scene == "linked":
        os.link(root / "Ana.md", folder / "Ana too.md")
    if scene == "undo":
        child(root, state, "change")
    return root, state


def child(root: Path, state: Path, scene: str, *strace: str) -> int:
    """Write the note in a process of its own, under strace where that is said."""
    words = [sys.executable, "-c", CHILD, str(root), str(state), scene]
    done = subprocess.run(
        [*strace, *words],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return done.returncode


def count(scene: str) -> tuple[Counter[str], Counter[str]]:
    """Count the calls of a scene, before its write begins and in all."""
    with tempfile.TemporaryDirectory() as name:
        root, state = prepare(scene, Path(name))
        log = Path(name) / "log"
        trace = f"trace={','.join(CALLS)}"
        child(root, state, scene, "strace", "-f", "-o", str(log), "-e", trace)
        before: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for line in log.read_text().splitlines():
            if found := re.match(r"\d+ +(\w+)\(", line):
                seen[found[1]] += 1
            if _MARK in line:
                before = seen.copy()
    return before, seen


def cuts(scene: str, what: tuple[str, ...], calls: tuple[str, ...]) -> Iterator[Cut]:
    """Give one cut for each call of the write and each thing that may happen."""
    before, seen = count(scene)
    for call in calls:
        for number in range(before[call] + 1, seen[call] + 1):
            for each in what:
                yield Cut(scene, call, number, each)


def run(cut: Cut) -> tuple[str, str]:
    """Cut one write off; gives how the note stood, and what is wrong, if anything."""
    with tempfile.TemporaryDirectory() as name:
        root, state = prepare(cut.scene, Path(name))
        kill = cut.what == "SIGKILL"
        inject = f"{'signal' if kill else 'error'}={cut.what}"
        code = child(
            root, state, cut.scene, "strace", "-f", "-o", "/dev/null", "-e",
            f"trace={cut.call}", "-e",
            f"inject={cut.call}:{inject}:when={cut.number}",
        )  # fmt: skip
        stood = read(root)
        journals = map(Journal, state.glob("*/journal"))
        was_written_down = any(any(each.all(Stage.BEGUN)) for each in journals)
        wrong = [] if kill else wrong_after_error(cut, code, stood)
        wrong += wrong_after_recovery(
            cut, root, state, was_written_down=was_written_down
        )
        torn = stood not in (expected(cut.scene))
        if torn and cut.scene != "linked":
            wrong.append(f"torn: {stood!r}")
        changed = stood == expected(cut.scene)[1]
        return ("new" if changed else "old"), "; ".join(wrong)


def expected(scene: str) -> tuple[bytes | None, bytes | None]:
    """Give the note before and after a scene's write."""
    return {"create": (None, NEW), "undo": (NEW, OLD)}.get(scene, (OLD, NEW))


def read(root: Path) -> bytes | None:
    """Give the note's bytes."""
    path = root / "Ana.md"
    return path.read_bytes() if path.exists() else None


def wrong_after_error(cut: Cut, code: int, stood: bytes | None) -> list[str]:
    """An error is either overcome, or refused with exit code 5; never a fault."""
    wrong = []
    if code not in (0, 5):
        wrong.append(f"ended with {code}")
    if code == 0 and stood != expected(cut.scene)[1]:
        wrong.append("said that it had written, and had not")
    return wrong


def wrong_after_recovery(
    cut: Cut, root: Path, state: Path, *, was_written_down: bool
) -> list[str]:
    """After the next run the note is whole, and nothing is left lying about."""
    vault = Vault(root, state, quiet=0)
    vault.recover()
    wrong = []
    before, after = expected(cut.scene)
    now = read(root)
    if now not in (before, after):
        wrong.append(f"recovered to {now!r}")
    if was_written_down and cut.what == "SIGKILL" and now != after:
        wrong.append("written down, and not finished")
    strays = [each.name for each in root.iterdir() if each.name != "Ana.md"]
    if strays:
        wrong.append(f"strays: {strays}")
    if list(state.glob("*/journal/*.begun")):
        wrong.append("a record is left open")
    if vault.recover():
        wrong.append("recovered twice")
    return wrong


def main() -> int:
    """Run the matrix; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", nargs="+", choices=SCENES, default=SCENES)
    parser.add_argument("--errors", nargs="*", default=ERRORS)
    parser.add_argument("--calls", nargs="+", choices=CALLS, help="only these")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    chosen = parser.parse_args()
    if shutil.which("strace") is None:
        print("strace is not there; install it first")
        return 2
    failed = False
    for scene in chosen.scenes:
        todo = [
            *cuts(scene, ("SIGKILL",), tuple(chosen.calls or CALLS)),
            *cuts(scene, tuple(chosen.errors), tuple(chosen.calls or CHANGING)),
        ]
        tally = Tally(scene)
        with ThreadPoolExecutor(chosen.jobs) as pool:
            for cut, (stood, wrong) in zip(todo, pool.map(run, todo), strict=True):
                tally.runs += 1
                tally.old += stood == "old"
                tally.new += stood == "new"
                if wrong:
                    where = f"{cut.call} {cut.number} {cut.what}"
                    tally.wrong.append(f"{where}: {wrong}")
        print(json.dumps(asdict(tally)), flush=True)
        failed |= bool(tally.wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
