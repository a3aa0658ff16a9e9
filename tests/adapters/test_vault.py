"""The vault on disk: everything odd is one problem, and nothing hangs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vaultnet.adapters.vault import MAX_NOTE, Unreadable, Vault, find_root
from vaultnet.adapters.vault.disk import say_why
from vaultnet.errors import NoVault, RefusedToWrite

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
posix = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX")


def test_the_root_is_the_nearest_folder_that_says_so(make_vault: MakeVault) -> None:
    root = make_vault(
        {"People/Ana.md": "", "Inner/vaultnet.toml": "", "Inner/a/b.md": ""}
    )
    assert find_root(root / "People") == root
    assert find_root(root / "Inner" / "a") == root / "Inner"


def test_where_there_is_no_vault_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoVault, match="--vault DIR"):
        find_root(tmp_path)
    with pytest.raises(NoVault, match="not a folder"):
        Vault(tmp_path / "nowhere")


def test_a_walk_finds_notes_and_other_files_and_leaves_out_hidden_ones(
    make_vault: MakeVault,
) -> None:
    root = make_vault(
        {
            "Ana.md": "", "People/李伟.MD": "", "Photos/a.png": b"", ".trash/x.md": "",
            ".obsidian/app.json": "{}", "node_modules/y.md": "", "Templates/t.md": "",
        }
    )  # fmt: skip
    files = Vault(root).scan(lambda path: path.startswith("Templates/"))
    assert sorted(files.notes) == ["Ana.md", "People/李伟.MD"]
    assert sorted(files.others) == ["Photos/a.png", "Templates/t.md"]
    assert files.problems == []


@posix
def test_each_odd_thing_is_one_problem_with_its_path(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root = make_vault({"Ana.md": "", "Folder.md/inner.md": ""})
    (tmp_path / "outside.md").write_text("secret")
    (root / "out.md").symlink_to(tmp_path / "outside.md")
    (root / "loop.md").symlink_to(root / "loop.md")
    (root / "gone.md").symlink_to(root / "nothing.md")
    (root / "again").symlink_to(root)
    (root / "Same.md").symlink_to(root / "Ana.md")
    files = Vault(root).scan()
    assert {(each.path, each.code) for each in files.problems} == {
        ("Folder.md", "folder"), ("out.md", "link-out"), ("loop.md", "link-out"),
        ("gone.md", "link-out"),
    }  # fmt: skip
    assert sorted(files.notes) == ["Ana.md", "Folder.md/inner.md"]


@posix
def test_a_name_that_is_no_text_is_a_problem(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": ""})
    try:
        Path(os.fsdecode(os.fsencode(root) + b"/\xff.md")).write_text("")
    except OSError:
        pytest.skip("this file system takes no such name")
    (problem,) = Vault(root).scan().problems
    assert problem.code == "name"
    problem.path.encode("utf-8")


@posix
def test_what_cannot_be_read_says_why_and_nothing_hangs(make_vault: MakeVault) -> None:
    root = make_vault({"big.md": b"x" * (MAX_NOTE + 1), "Folder/a.md": ""})
    os.mkfifo(root / "pipe.md")
    vault = Vault(root)
    for path, why in {
        "big.md": "too large", "Folder": "not a file", "pipe.md": "not a file",
        "nothing.md": "not there",
    }.items():  # fmt: skip
        with pytest.raises(Unreadable, match=why):
            vault.read(path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read all")
def test_a_note_without_permission_is_a_reason(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": ""})
    (root / "Ana.md").chmod(0)
    with pytest.raises(Unreadable, match="permissions"):
        Vault(root).read("Ana.md")


def test_why_a_file_cannot_be_opened_is_said_in_plain_words() -> None:
    assert "permissions" in say_why(PermissionError(13, "Permission denied"))
    assert "Input/output" in say_why(OSError(5, "Input/output error"))


@pytest.mark.parametrize("mark", ["MERGE_HEAD", "rebase-merge", "CHERRY_PICK_HEAD"])
def test_while_git_merges_nothing_is_written(make_vault: MakeVault, mark: str) -> None:
    root = make_vault({})
    Vault(root).check_no_merge()
    (root / ".git" / mark).mkdir(parents=True)
    with pytest.raises(RefusedToWrite, match="merge"):
        Vault(root).check_no_merge()
