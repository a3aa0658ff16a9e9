"""Names of conflict copies: which tool made them, and of which note."""

from __future__ import annotations

import pytest

from vaultnet.formats.conflict_copies import (
    is_conflict_copy,
    read_copy_name,
    read_weak_name,
)

# name of the copy, tool, note
COPIES = {
    "Jane Doe.sync-conflict-20260914-101530-ABCDEF7.md": ("Syncthing", "Jane Doe.md"),
    "Jane Doe.sync-conflict-20260914-101530.md": ("Syncthing", "Jane Doe.md"),
    "Jane.Doe.sync-conflict-20260914-101530-ABCDEF7.md": ("Syncthing", "Jane.Doe.md"),
    "Jane Doe (Conflicted copy iPhone 202609141015).md": (
        "Obsidian Sync",
        "Jane Doe.md",
    ),
    "Jane Doe (Conflicted copy Sam's iPad (2) 202609141015).md": (
        "Obsidian Sync",
        "Jane Doe.md",
    ),
    "Jane Doe (Sam's conflicted copy 2026-09-14).md": ("Dropbox", "Jane Doe.md"),
    "Jane Doe (Sam’s conflicted copy 2026-09-14 (1)).md": ("Dropbox", "Jane Doe.md"),
    "Jane Doe (conflicted copy).md": ("Dropbox", "Jane Doe.md"),
    "Jane Doe (vaultnet's conflicted copy).md": ("Dropbox", "Jane Doe.md"),
    "Jane Doe (vaultnet's conflicted copy (2)).md": ("Dropbox", "Jane Doe.md"),
    "Jane Doe (Case Conflict).md": ("Dropbox", "Jane Doe.md"),
    "Jane Doe (conflicted copy 2026-09-14 101530).md": ("Nextcloud", "Jane Doe.md"),
    "Jane Doe (conflicted copy sam 2026-09-14 101530).md": (
        "Nextcloud",
        "Jane Doe.md",
    ),
    "Jane Doe_conflict-20260914-101530.md": ("ownCloud", "Jane Doe.md"),
    "Jane Doe (SFConflict sam@example.org 2026-09-14-10-15-30).md": (
        "Seafile",
        "Jane Doe.md",
    ),
    "Jane Doe_sam_Sep-14-101530-2026_Conflict.md": ("Synology", "Jane Doe.md"),
    "Jane Doe_Sep-14-101530-2026_Conflict.md": ("Synology", "Jane Doe.md"),
    "Jane Doe [conflicted].md": ("pCloud", "Jane Doe.md"),
    "Jane Doe_BASE_4711.md": ("git", "Jane Doe.md"),
    "Jane Doe_REMOTE_4711.md": ("git", "Jane Doe.md"),
    "Jane Doe.md.orig": ("git", "Jane Doe.md"),
    "conflict-files-obsidian-git.md": (
        "obsidian-git",
        "conflict-files-obsidian-git.md",
    ),
}
WEAK = {
    "Jane Doe 2.md": ("iCloud", "Jane Doe.md"),
    "Jane Doe (1).md": ("Google Drive", "Jane Doe.md"),
    "Jane Doe-DESKTOP-AB12CD.md": ("OneDrive", "Jane Doe.md"),
    "Jane Doe (CONFLICT 2023-01-01T10-00-00).md": ("Dropbox", "Jane Doe.md"),
    "Jane Doe (In Konflikt stehende Kopie von Sam 2026-09-14).md": (
        "Dropbox",
        "Jane Doe.md",
    ),
    "Jane Doe (Copie en conflit de Sam 2026-09-14).md": ("Dropbox", "Jane Doe.md"),
    "Jane Doe (Copia en conflicto de Sam 2026-09-14).md": ("Dropbox", "Jane Doe.md"),
    "Jane Doe (Copia in conflitto di Sam 2026-09-14).md": ("Dropbox", "Jane Doe.md"),
    "Jane Doe (Sam 的冲突副本 2026-09-14).md": ("Dropbox", "Jane Doe.md"),
}
PEOPLE = [
    "Jane Doe.md",
    "Jane Doe (1).md",
    "Jane Doe 2.md",
    "Louis-Philippe.md",
    "Jane Doe-DESKTOP-AB12CD.md",
    "Jane (conflict of interest).md",
    "Notes on a conflicted copy.md",
    "Conflict.md",
    "Talk (Conflicted copy editor).md",
    "sync-conflict/Jane Doe.md",
    "REMOTE_4711.md",
    "",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_known_by_its_name(name: str) -> None:
    tool, note = COPIES[name]
    for folder in ("", "People/Old/"):
        assert is_conflict_copy(f"{folder}{name}")
        copy = read_copy_name(f"{folder}{name}")
        assert copy
        assert (copy.naming.tool, copy.of) == (tool, f"{folder}{note}")


@pytest.mark.parametrize("path", PEOPLE)
def test_names_that_people_may_have_are_no_copies(path: str) -> None:
    assert not is_conflict_copy(path)
    assert read_copy_name(path) is None


@pytest.mark.parametrize("name", WEAK)
def test_a_weak_name_says_what_it_could_be_a_copy_of(name: str) -> None:
    assert not is_conflict_copy(name)
    found = read_weak_name(f"People/{name}")
    tool, note = WEAK[name]
    assert (tool, f"People/{note}") in [(each.naming.tool, each.of) for each in found]


def test_a_copy_of_a_copy_is_a_copy_of_the_note() -> None:
    name = "Jane.sync-conflict-20260914-101530-ABCDEF7"
    copy = read_copy_name(f"{name} (Sam's conflicted copy 2026-09-14).md")
    assert copy
    assert (copy.naming.tool, copy.of) == ("Dropbox", "Jane.md")
