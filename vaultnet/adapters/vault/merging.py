"""Git and its merges: while one is under way, the notes are not ours to write."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from vaultnet.errors import MergeUnderWay

# Not REBASE_HEAD, which git leaves behind after a rebase that had stopped.
_MERGING = (
    "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply",
)  # fmt: skip


def check_no_merge(root: Path) -> None:
    """Raise MergeUnderWay while git merges, rebases or picks around a folder."""
    if is_merging(root):
        raise MergeUnderWay(
            "a merge or rebase is under way in this vault; finish it first,"
            " then run this again"
        )


def is_merging(root: Path) -> bool:
    """Tell whether git merges, rebases or picks around a folder."""
    for place in (root, *root.parents):
        git = place / ".git"
        if not git.exists():
            continue
        return any((_git_folder(git) / name).exists() for name in _MERGING)
    return False


def _git_folder(git: Path) -> Path:
    """Give git's own folder; a worktree or a submodule names it in a file."""
    with suppress(OSError, UnicodeDecodeError):
        words = git.read_text("utf-8") if git.is_file() else ""
        if words.startswith("gitdir:"):
            return git.parent / words.removeprefix("gitdir:").strip()
    return git
