"""When git is in the middle of something, and when it only looks so."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vaultnet.adapters.vault.merging import check_no_merge
from vaultnet.errors import RefusedToWrite

MakeVault = Callable[[Mapping[str, str | bytes]], Path]

_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_EDITOR": "true",
    **{f"GIT_{who}_NAME": "Ana" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "ana@example.org" for who in ("AUTHOR", "COMMITTER")},
}


def git(root: Path, *words: str, check: bool = True) -> None:
    everything = {**os.environ, **_ALONE}
    subprocess.run(
        ["git", *words], cwd=root, env=everything, check=check, capture_output=True
    )


def test_a_rebase_that_stopped_and_was_finished_is_over(make_vault: MakeVault) -> None:
    """Git leaves REBASE_HEAD behind then, for good."""
    root = make_vault({"a.md": "one\n"})
    git(root, "init", "-q", "-b", "main")
    for branch, text in (("main", "one\n"), ("other", "two\n"), ("main", "three\n")):
        git(root, "checkout", "-q", "-B", branch)
        (root / "a.md").write_text(text)
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", text)
        if branch == "other":
            git(root, "checkout", "-q", "-B", "main", "HEAD~")
    git(root, "rebase", "-q", "other", check=False)
    with pytest.raises(RefusedToWrite, match="rebase is under way"):
        check_no_merge(root)
    (root / "a.md").write_text("two\nthree\n")
    git(root, "add", "-A")
    git(root, "rebase", "--continue")
    (root / ".git/REBASE_HEAD").touch()  # some versions of git, not all
    check_no_merge(root)
