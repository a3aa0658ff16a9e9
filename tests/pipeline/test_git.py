"""Git taught, and taught no more: what is put in comes out, the rest stays."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.formats.git_files import (
    ATTRIBUTES,
    IGNORED,
    attributes_below,
    with_lines,
    without_lines,
)

Run = Callable[..., Any]

RULE = "*.md merge=vaultnet"


pytestmark = pytest.mark.usefixtures("plain_git")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode().strip()


def make_repository(folder: Path, *words: str) -> Path:
    (folder / ".obsidian").mkdir(parents=True)
    git(folder, "init", "-q", *words)
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """All that git and the user have in files, but for what git counts itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def driver(folder: Path) -> str:
    return git(folder, "config", "--get", "merge.vaultnet.driver")


def test_install_says_in_a_line_each_what_it_did(tmp_path: Path, vaultnet: Run) -> None:
    root = make_repository(tmp_path / "vault")
    said = vaultnet("--vault", root, "git", "install")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "git's config: merge.vaultnet.driver is set",
        f"git's info/attributes: {RULE} is added",
        f".gitattributes: {RULE} is added",
        ".gitignore: .~vaultnet-* is added",
        "a trial merge came out right",
    ]
    assert git(root, "check-attr", "merge", "--", "People/Jane.md").endswith("vaultnet")
    git(root, "check-ignore", "People/.~vaultnet-18c.tmp")
    before = everything(root)
    said = vaultnet("--vault", root, "git", "install")
    assert said.out.splitlines()[0] == "nothing to do"
    assert everything(root) == before


@pytest.mark.parametrize(
    ("attributes", "ignored"),
    [
        (None, None),
        (b"*.png binary\r\n\r\n# mine\r\n", b"*.tmp"),
        (b"* text=auto", b"\xff\xfe odd\n\n\n"),
        (b"\xef\xbb\xbf*.md diff=x\n", b".obsidian/workspace.json\r\n.trash/"),
    ],
)
def test_uninstall_leaves_what_was_there(
    attributes: bytes | None, ignored: bytes | None, tmp_path: Path, vaultnet: Run
) -> None:
    root = make_repository(tmp_path / "vault")
    git(root, "config", "merge.other.driver", "true")
    info = root / ".git/info/attributes"
    if attributes is not None and ignored is not None:
        info.parent.mkdir(exist_ok=True)
        info.write_bytes(attributes)
        for name, data in ((".gitattributes", attributes), (".gitignore", ignored)):
            (root / name).write_bytes(data)
            os.utime(root / name, (1_700_000_000, 1_700_000_000))
    before = everything(root)
    assert vaultnet("--vault", root, "git", "install").code == 0
    after = everything(root)
    assert after[".gitattributes"].startswith(attributes or b"")
    assert after[".gitignore"].startswith(ignored or b"")
    for name in (".gitattributes", ".gitignore"):
        has_windows = b"\r\n" in before.get(name, b"")
        assert (b"\n" in after[name].replace(b"\r\n", b"")) != has_windows
    assert vaultnet("--vault", root, "git", "uninstall").code == 0
    assert everything(root) == before


lines = st.lists(st.sampled_from(["a", "", "# b", RULE, ATTRIBUTES[0], "c\x0bd"]))


@given(lines, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_lines_come_in_once_and_go_without_a_trace(
    lines: list[str], end: str, has_end: bool
) -> None:
    text = end.join(lines) + (end if has_end and lines else "")
    there = with_lines(text, ATTRIBUTES)
    assert RULE in there.replace("\r\n", "\n").split("\n")
    assert with_lines(there, ATTRIBUTES) == there
    if not set(lines) & set(ATTRIBUTES):
        assert without_lines(there, ATTRIBUTES) == text
        assert without_lines(text, ATTRIBUTES) == text
    assert without_lines(with_lines(there, IGNORED), IGNORED) == there


def test_undo_takes_the_users_files_back(tmp_path: Path, vaultnet: Run) -> None:
    root = make_repository(tmp_path / "vault")
    vaultnet("--vault", root, "git", "install")
    restored = json.loads(vaultnet("--vault", root, "undo", "--json").out)["restored"]
    assert restored == [".gitattributes", ".gitignore"]
    assert not (root / ".gitattributes").exists()


def test_a_dry_run_writes_nothing(tmp_path: Path, vaultnet: Run) -> None:
    root = make_repository(tmp_path / "vault")
    before = everything(root)
    said = vaultnet("--vault", root, "git", "install", "--dry-run")
    assert f"would be: .gitattributes: {RULE} is added" in said.out.splitlines()
    assert everything(root) == before
    vaultnet("--vault", root, "git", "install")
    before = everything(root)
    said = vaultnet("--vault", root, "git", "uninstall", "--dry-run", "--json")
    assert len(json.loads(said.out)["changed"]) == 4
    assert everything(root) == before


@pytest.mark.parametrize("name", ["notes", "my [old] notes*", 'a "b" é/c', "#x"])
def test_a_vault_in_a_folder_of_the_repository(
    name: str, tmp_path: Path, vaultnet: Run
) -> None:
    top = tmp_path / "top"
    root = top / name
    (root / ".obsidian").mkdir(parents=True)
    git(top, "init", "-q")
    assert vaultnet("--vault", root, "git", "install").code == 0
    (root / ".gitattributes").unlink()  # as on a branch from before it was there
    for path, found in (
        (f"{name}/a.md", "vaultnet"),
        (f"{name}/People/Jane Doe.md", "vaultnet"),
        ("README.md", "unspecified"),
        (f"{name}/a.txt", "unspecified"),
    ):
        said = git(top, "check-attr", "-z", "merge", "--", path)
        assert said.split("\0")[2] == found, path
    assert not (top / ".gitignore").exists()


def test_patterns_with_blanks_stand_between_quotes() -> None:
    assert attributes_below("")[1] == RULE
    assert attributes_below("a/b/")[1] == "/a/b/**/*.md merge=vaultnet"
    assert attributes_below("a b/")[1] == '"/a b/**/*.md" merge=vaultnet'
    assert attributes_below("a[b]/")[1] == r"/a\[b]/**/*.md merge=vaultnet"


def test_git_folders_that_lie_elsewhere(tmp_path: Path, vaultnet: Run) -> None:
    apart = make_repository(
        tmp_path / "apart", "--separate-git-dir", str(tmp_path / "away.git")
    )
    assert vaultnet("--vault", apart, "git", "install").code == 0
    assert (tmp_path / "away.git/info/attributes").exists()
    hidden = tmp_path / "hidden"
    (hidden / ".obsidian").mkdir(parents=True)
    assert vaultnet("--vault", hidden, "git", "install").code == 3
    elsewhere = ("--git-dir", str(tmp_path / "away.git"))
    assert vaultnet("--vault", hidden, "git", "install", *elsewhere).code == 0
    assert (hidden / ".gitattributes").exists()


def test_all_worktrees_and_a_submodule_are_served(
    tmp_path: Path, vaultnet: Run
) -> None:
    root = make_repository(tmp_path / "vault")
    (root / "a.md").write_text("a\n")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    other = tmp_path / "other tree"
    git(root, "worktree", "add", "-q", "-b", "other", str(other))
    assert vaultnet("--vault", other, "git", "install").code == 0
    assert driver(root) == driver(other)
    assert git(root, "check-attr", "merge", "--", "a.md").endswith("vaultnet")
    outer = make_repository(tmp_path / "outer")
    allow = ("-c", "protocol.file.allow=always")
    git(outer, *allow, "submodule", "--quiet", "add", str(root), "notes")
    said = vaultnet("--vault", outer / "notes", "git", "install")
    assert said.code == 0
    assert driver(outer / "notes") == driver(root)
    assert "vaultnet" not in (outer / ".git/config").read_text()


def test_a_hook_that_speaks_of_another_repository_is_not_heeded(
    tmp_path: Path, vaultnet: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repository(tmp_path / "vault")
    other = make_repository(tmp_path / "other")
    before = everything(other)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert vaultnet("--vault", root, "git", "install").code == 0
    monkeypatch.delenv("GIT_DIR")
    assert everything(other) == before
    assert "merge-driver" in driver(root)


def status(vaultnet: Run, root: Path) -> tuple[int, Any]:
    said = vaultnet("--vault", root, "git", "status", "--json")
    return said.code, json.loads(said.out)


def test_status_merges_a_note_to_find_out(tmp_path: Path, vaultnet: Run) -> None:
    root = make_repository(tmp_path / "vault")
    code, found = status(vaultnet, root)
    assert (code, found["installed"], found["works"]) == (1, False, False)
    vaultnet("--vault", root, "git", "install")
    code, found = status(vaultnet, root)
    assert (code, found["installed"], found["works"]) == (0, True, True)
    assert found["problem"] is None
    before = everything(root)
    said = vaultnet("--vault", root, "git", "status")
    assert said.out == "git merges notes with vaultnet; a trial merge came out right\n"
    assert everything(root) == before


def test_a_driver_that_does_not_run_is_found(tmp_path: Path, vaultnet: Run) -> None:
    root = make_repository(tmp_path / "vault")
    vaultnet("--vault", root, "git", "install")
    command = driver(root)
    broken = command.replace("-P -m vaultnet", "-P -m no_such_module")
    assert broken != command
    git(root, "config", "merge.vaultnet.driver", broken)
    code, found = status(vaultnet, root)
    assert (code, found["installed"], found["works"]) == (1, True, False)
    assert "does not work" in found["problem"]
    assert vaultnet("--vault", root, "git", "install").code == 0
    assert driver(root) == command


def test_a_clone_without_the_driver_is_told(tmp_path: Path, vaultnet: Run) -> None:
    root = make_repository(tmp_path / "vault")
    vaultnet("--vault", root, "git", "install")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    git(tmp_path, "clone", "-q", "vault", "clone")
    said = vaultnet("--vault", tmp_path / "clone", "git", "status")
    assert said.code == 1
    assert said.err == (
        "vaultnet: this clone has no merge driver, although .gitattributes names it:"
        " notes are merged line by line; say vaultnet git install\n"
    )


def test_a_driver_that_nothing_names_is_told(tmp_path: Path, vaultnet: Run) -> None:
    root = make_repository(tmp_path / "vault")
    vaultnet("--vault", root, "git", "install")
    (root / ".gitattributes").unlink()
    (root / ".git/info/attributes").unlink()
    code, found = status(vaultnet, root)
    assert (code, found["installed"], found["works"]) == (1, False, True)
    assert "no attribute names" in found["problem"]


@pytest.mark.parametrize("word", ["install", "uninstall", "status"])
def test_outside_of_a_repository_there_is_one_clear_line(
    word: str, tmp_path: Path, vaultnet: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vault/.obsidian").mkdir(parents=True)
    said = vaultnet("--vault", tmp_path / "vault", "git", word)
    assert said.code == 3
    assert "is in no git repository" in said.err
    assert said.err.count("\n") == 1
    monkeypatch.setenv("PATH", str(tmp_path))
    said = vaultnet("--vault", tmp_path / "vault", "git", word)
    assert (said.code, said.err.count("\n")) == (3, 1)
    assert "no git" in said.err
