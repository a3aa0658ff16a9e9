"""What git knows of a note, asked of real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from vaultnet.adapters.git_history import common_origin, read_unmerged, read_versions

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")

NOTE = "People/Zoë 'Z' Doe.md"


class Repository:
    """A repository in which one note is written again and again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "People").mkdir(parents=True)
        self("init", "-q", "-b", "main")

    def __call__(self, *words: str, fails: bool = False) -> None:
        env = {
            **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        }  # fmt: skip
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        done = subprocess.run(
            ["git", *identity, *words], cwd=self.root, env=env, capture_output=True,
            check=False,
        )  # fmt: skip
        assert (done.returncode != 0) == fails, done.stderr

    def write(self, text: str) -> None:
        (self.root / NOTE).write_bytes(text.encode())
        self("add", "-A")
        self("commit", "-qm", text)


@pytest.fixture
def parted(tmp_path: Path) -> Repository:
    """The note as both sides had it: "base", then "phone" on one and "desk" here."""
    git = Repository(tmp_path / "vault")
    git.write("base\n")
    git("checkout", "-qb", "phone")
    git.write("phone\n")
    git("checkout", "-q", "main")
    git.write("desk\n")
    return git


def test_the_versions_of_an_unmerged_note_are_those_of_the_index(
    parted: Repository,
) -> None:
    (parted.root / ".gitattributes").write_text("*.md conflict-marker-size=9\n")
    parted("merge", "phone", fails=True)
    for root, path in ((parted.root, NOTE), (parted.root / "People", NOTE[7:])):
        unmerged = read_unmerged(root)
        assert list(unmerged) == [path]
        versions = read_versions(root, path, unmerged[path])
        assert versions.base == b"base\n"
        assert (versions.ours, versions.theirs) == (b"desk\n", b"phone\n")
        assert versions.written == (b"desk\n", b"phone\n")
        assert versions.marker_size == 9


def test_where_there_is_no_git_nothing_is_unmerged(tmp_path: Path) -> None:
    assert read_unmerged(tmp_path) == {}
    assert common_origin(tmp_path, NOTE, b"a", b"b") is None


def test_the_origin_of_two_versions_is_their_common_ancestor(
    parted: Repository,
) -> None:
    root = parted.root
    assert common_origin(root, NOTE, b"desk\n", b"phone\n") == b"base\n"
    assert common_origin(root, NOTE, b"phone\n", b"desk\n") == b"base\n"


def test_a_version_that_git_does_not_know_or_knows_twice_has_no_certain_origin(
    parted: Repository,
) -> None:
    root = parted.root
    assert common_origin(root, NOTE, b"desk\n", b"elsewhere\n") is None
    parted.write("other\n")
    parted.write("desk\n")
    assert common_origin(root, NOTE, b"desk\n", b"phone\n") is None


def test_no_program_of_the_repository_is_started_by_a_look(parted: Repository) -> None:
    mark = parted.root.parent / "started"
    hook = parted.root.parent / "hook"
    hook.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    hook.chmod(0o755)
    parted("merge", "phone", fails=True)
    parted("config", "core.fsmonitor", str(hook))
    unmerged = read_unmerged(parted.root)
    read_versions(parted.root, NOTE, unmerged[NOTE])
    common_origin(parted.root, NOTE, b"desk\n", b"phone\n")
    assert not mark.exists()
