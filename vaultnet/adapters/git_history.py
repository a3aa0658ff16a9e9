"""What git knows of a note: the sides of a merge, and where two versions come from."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from vaultnet.core.merging.conflicts import Versions
from vaultnet.core.merging.markers import SMALLEST

_PATIENCE = 60.0  # seconds
_CALM = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
"""No program of the repository's choice is started because we look."""


Stages = Mapping[str, str]
"""The names in git of the versions of an unmerged note: 1 base, 2 ours, 3 theirs."""


def read_unmerged(root: Path) -> dict[str, Stages]:
    """Give the unmerged files of a vault by path; nothing where there is no git."""
    found: dict[str, dict[str, str]] = {}
    for entry in (_git(root, "ls-files", "--unmerged", "-z") or b"").split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if path:
            _, name, stage = os.fsdecode(about).split(" ")
            found.setdefault(os.fsdecode(path), {})[stage] = name
    return dict(found)


def read_versions(root: Path, path: str, stages: Stages) -> Versions:
    """Give the versions of one unmerged note, with the line ends of the vault."""
    base, ours, theirs = (_blob(root, path, stages.get(each)) for each in "123")
    written = None
    if ours is not None and theirs is not None:
        written = _as_git_merges(root, (ours, base or b"", theirs))
    return Versions(base, ours, theirs, _marker_size(root, path), written)


def common_origin(root: Path, path: str, ours: bytes, theirs: bytes) -> bytes | None:
    """Give the version that two versions of a note come from, where that is certain.

    Both must be in git's history of that note, in one commit each, and these must
    have one common ancestor.
    """
    commits = _commits(root, path)
    at = [
        [commit for commit, name in commits if name == _name(root, path, each)]
        for each in (ours, theirs)
    ]
    if [len(each) for each in at] != [1, 1]:
        return None
    bases = (_git(root, "merge-base", "--all", at[0][0], at[1][0]) or b"").split()
    if len(bases) != 1:
        return None
    return _blob(root, path, f"{os.fsdecode(bases[0])}:./{path}")


def _commits(root: Path, path: str) -> list[tuple[str, str]]:
    """Give the commits that changed a note, each with the version's name."""
    told = _git(
        root, "log", "--all", "--format=%x00%H", "--raw", "--no-abbrev", "--no-renames",
        "--diff-merges=first-parent", "--", path,
    )  # fmt: skip
    found: list[tuple[str, str]] = []
    for entry in os.fsdecode(told or b"").split("\0")[1:]:
        commit, _, raw = entry.partition("\n")
        fields = raw.split()
        if len(fields) > 4:  # noqa: PLR2004 (:mode mode name name status path)
            found.append((commit, fields[3]))
    return found


def _name(root: Path, path: str, data: bytes) -> str:
    told = _git(root, "hash-object", "--path", path, "--stdin", given=data)
    return os.fsdecode(told or b"").strip()


def _blob(root: Path, path: str, name: str | None) -> bytes | None:
    """Give a version as it would stand in the vault, with the line ends of there."""
    if name is None:
        return None
    return _git(root, "cat-file", "--filters", f"--path={path}", name)


def _marker_size(root: Path, path: str) -> int:
    told = _git(root, "check-attr", "-z", "conflict-marker-size", "--", path)
    value = (told or b"").split(b"\0")[2:3]
    return int(value[0]) if value and value[0].isdigit() else SMALLEST


def _as_git_merges(root: Path, sides: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Give what git makes of three versions, with all conflicts settled either way."""
    with TemporaryDirectory() as folder:
        names = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for place, data in zip(names, sides, strict=True):
            place.write_bytes(data)
        ours, theirs = (
            _git(root, "merge-file", "-p", side, *map(str, names))
            for side in ("--ours", "--theirs")
        )
    return None if ours is None or theirs is None else (ours, theirs)


def _git(root: Path, *words: str, given: bytes = b"") -> bytes | None:
    """Run git in the vault; None where it is not there or does not want to."""
    env = {
        name: each for name, each in os.environ.items() if not name.startswith("GIT_")
    }
    kept = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM")
    env |= {name: os.environ[name] for name in kept if name in os.environ}
    env |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}
    try:
        done = subprocess.run(
            ["git", *_CALM, *words], cwd=root, env=env, input=given,
            capture_output=True, timeout=_PATIENCE, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
