"""Git, run with a clean environment: a repository's configuration, a trial merge."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vaultnet.errors import NoRepository, RefusedToWrite

# What `git rev-parse --local-env-vars` names: in a hook they speak of another place.
_LOCAL = frozenset(
    f"GIT_{name}"
    for name in (
        "ALTERNATE_OBJECT_DIRECTORIES", "COMMON_DIR", "CONFIG", "CONFIG_COUNT",
        "CONFIG_PARAMETERS", "DIR", "GRAFT_FILE", "IMPLICIT_WORK_TREE", "INDEX_FILE",
        "INTERNAL_SUPER_PREFIX", "NAMESPACE", "NO_REPLACE_OBJECTS",
        "OBJECT_DIRECTORY", "PREFIX", "QUARANTINE_PATH", "REPLACE_REF_BASE",
        "SHALLOW_FILE", "WORK_TREE",
    )
)  # fmt: skip
_NOT_THERE = (1, 5)  # git-config(1): no such key, nothing to unset


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository as seen from a vault.

    ``prefix`` is the vault's folder in it, with a ``/`` behind it or empty;
    ``attributes`` is the file for all its branches and working trees; ``git_dir`` is
    named where git's own folder is not to be found from the vault.
    """

    vault: Path
    prefix: str
    attributes: Path
    git_dir: Path | None = None

    def setting(self, key: str) -> str | None:
        """Give a setting's value, from wherever git has it; None where it is unset."""
        done = self._git("config", "--get", key)
        return None if done.returncode else done.stdout.removesuffix("\n")

    def own_setting(self, key: str) -> str | None:
        """Give the value that the repository itself sets."""
        done = self._git("config", "--local", "--get", key)
        return None if done.returncode else done.stdout.removesuffix("\n")

    def set_own(self, key: str, value: str) -> None:
        """Set a value for the repository, with all its working trees."""
        _check(self._git("config", "--local", "--replace-all", key, value))

    def unset_own(self, key: str) -> None:
        """Forget a value that the repository sets."""
        done = self._git("config", "--local", "--unset-all", key)
        if done.returncode not in _NOT_THERE:
            _check(done)

    def merge_attribute(self, path: str) -> str:
        """Give the name of the driver that merges a path of the vault."""
        done = self._git("check-attr", "-z", "merge", "--", path)
        parts = done.stdout.split("\0")
        return parts[2] if len(parts) > len(("path", "merge")) else ""

    def attributes_text(self) -> str:
        """Give the text of ``info/attributes``, empty where there is none."""
        try:
            return self.attributes.read_bytes().decode("utf-8", "surrogateescape")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise RefusedToWrite(f"{self.attributes}: {error.strerror}") from None

    def write_attributes(self, text: str) -> None:
        """Write ``info/attributes`` in one step; an empty one goes away."""
        whole = self.attributes.with_name(f"{self.attributes.name}.vaultnet")
        try:
            if not text:
                self.attributes.unlink(missing_ok=True)
                return
            self.attributes.parent.mkdir(exist_ok=True)
            whole.write_bytes(text.encode("utf-8", "surrogateescape"))
            whole.replace(self.attributes)
        except OSError as error:
            with suppress(OSError):
                whole.unlink()
            raise RefusedToWrite(f"{self.attributes}: {error.strerror}") from None

    def _git(self, *words: str) -> subprocess.CompletedProcess[str]:
        return _run(self.vault, words, _own(self.git_dir))


def find_repository(vault: Path, git_dir: Path | None = None) -> Repository:
    """Give the repository that a vault lies in.

    ``git_dir`` names git's own folder where it lies elsewhere and nothing in the
    vault says so. Raises NoRepository.
    """
    words = ("--is-inside-work-tree", "--git-path", "info/attributes", "--show-prefix")
    done = _run(vault, ("rev-parse", *words), _own(git_dir))
    inside, *found = done.stdout.split("\n")
    if done.returncode or inside != "true":
        raise NoRepository(_why_none(vault, done))
    attributes, prefix = found[:2]
    return Repository(vault, prefix, vault / attributes, git_dir)


def _why_none(vault: Path, done: subprocess.CompletedProcess[str]) -> str:
    said = done.stderr.strip().splitlines()
    if not said or "not a git repository" in said[0] or "work tree" in said[0]:
        return (
            f"{vault} is in no git repository; make one with git init, or name git's"
            " own folder with --git-dir DIR"
        )
    return f"{vault}: git says: {said[0].removeprefix('fatal: ')}"


def try_merge(driver: str, path: str, versions: Sequence[str]) -> str | None:
    """Merge a note with a driver in a repository of its own, which then goes away.

    ``versions`` are base, ours and theirs. Gives the merged text, None where git
    was left with a conflict.
    """
    with tempfile.TemporaryDirectory(prefix="vaultnet-") as name:
        place = Path(name)
        _check(_run(place, ("init", "-q", "--template="), _ALONE))
        stream = _stream(path, versions)
        _check(_run(place, ("fast-import", "--quiet"), _ALONE, stream))
        _check(_run(place, ("checkout", "-q", "ours"), _ALONE))
        setting = ("-c", f"merge.vaultnet.driver={driver}")
        done = _run(place, (*setting, "merge", "-q", "-m", "both", "theirs"), _ALONE)
        text = (place / path).read_bytes().decode("utf-8", "replace")
        return None if done.returncode else text


def _stream(path: str, versions: Sequence[str]) -> str:
    """Three commits as git-fast-import(1) reads them."""
    branches = ("base", "ours", "theirs")
    parts = []
    for branch, text in zip(branches, versions, strict=True):
        parts.append(
            f"commit refs/heads/{branch}\n"
            f"committer {_NAME} <{_MAIL}> 1700000000 +0000\n{_data(branch)}"
        )
        if branch != "base":
            parts.append("from refs/heads/base\n")
        rule = _data("*.md merge=vaultnet\n")
        parts.append(f"M 644 inline .gitattributes\n{rule}")
        parts.append(f"M 644 inline {path}\n{_data(text)}\n")
    return "".join(parts)


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"


_NAME, _MAIL = "vaultnet", "vaultnet@example.org"
_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CEILING_DIRECTORIES": tempfile.gettempdir(),
    **{
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", _NAME), ("EMAIL", _MAIL))
    },
}
"""For a repository in which the user's own settings do not count."""


def _own(git_dir: Path | None) -> Mapping[str, str]:
    return {} if git_dir is None else {"GIT_DIR": str(git_dir.absolute())}


def _run(
    folder: Path, words: Sequence[str], more: Mapping[str, str], stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in _LOCAL}
    try:
        return subprocess.run(
            ["git", *words],
            cwd=folder,
            env={**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **more},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except FileNotFoundError:
        raise NoRepository("there is no git on the PATH; install it first") from None


def _check(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        said = done.stderr.strip().removeprefix("fatal: ")
        raise RefusedToWrite(f"git {done.args[1]}: {said or 'failed'}")
