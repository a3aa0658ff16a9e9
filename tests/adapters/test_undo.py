"""Undo gives back the bytes from before, unless the note changed since."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.adapters.vault import Vault, journal
from vaultnet.errors import MergeUnderWay, RefusedToWrite
from vaultnet.pipeline.undo import undo_last

MakeVault = Callable[[Mapping[str, str | bytes]], Path]

WRITES = st.lists(
    st.lists(
        st.tuples(st.sampled_from(["Ana.md", "Tom.md", "New/Zoë.md"]), st.binary()),
        max_size=3,
    )
    | st.none(),  # an undo
    max_size=8,
)


@given(WRITES)
def test_any_sequence_of_changes_and_undos_gives_the_bytes_from_before(
    steps: list[list[tuple[str, bytes]] | None],
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "vault"
        root.mkdir()
        (root / "Ana.md").write_bytes(b"at first\r\n")
        vault = Vault(root, Path(folder) / "state", quiet=0)
        states = [notes_in(root)]
        for step in steps:
            if step is None:
                vault.undo()
                states = states[:-1] or states
            else:
                vault.begin("write")
                for path, data in step:
                    vault.change(path, lambda _now, data=data: data)  # type: ignore[misc]
                if notes_in(root) != states[-1] or step_wrote(vault, states):
                    states.append(notes_in(root))
            assert notes_in(root) == states[-1]
            assert len(vault.undoable()) == len(states) - 1


def step_wrote(vault: Vault, states: list[dict[str, bytes]]) -> bool:
    """A group may come back to where it began; it is one to undo all the same."""
    return len(vault.undoable()) == len(states)


def notes_in(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_group_is_undone_as_one_and_a_new_note_goes_away(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root = make_vault({"Ana.md": "old"})
    vault = Vault(root)
    vault.begin("import")
    vault.change("Ana.md", lambda _now: b"new", about={"tick": "Network/Due.md"})
    vault.change("Tom.md", lambda _now: b"hello")
    (group,) = vault.undoable()
    assert (group.label, group.paths) == ("import", ("Ana.md", "Tom.md"))
    undone = vault.undo()
    assert undone.restored == ("Ana.md", "Tom.md")
    assert undone.about == ({"tick": "Network/Due.md"},)
    assert (root / "Ana.md").read_bytes() == b"old"
    assert not (root / "Tom.md").exists()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("journal/*"))
    assert b"hello" in kept
    assert vault.undoable() == ()


def test_many_writes_of_one_command_are_undone_as_a_whole(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_MOST", 5)
    monkeypatch.setattr(journal, "_SOMETIMES", 0)
    root = make_vault({f"{number}.md": "old" for number in range(8)})
    vault = Vault(root)
    vault.begin("earlier")
    vault.change("0.md", lambda _now: b"earlier")
    before = notes_in(root)
    vault.begin("import")
    for number in range(16):
        vault.change(f"{number}.md", lambda _now: b"new")
    after = notes_in(root)
    vault.begin("later")
    vault.change("0.md", lambda _now: b"later")
    assert [group.label for group in vault.undoable()] == ["later", "import"]
    vault.undo()
    assert notes_in(root) == after
    vault.undo()
    assert notes_in(root) == before


def test_a_note_that_changed_since_is_left_alone(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old", "Tom.md": "old"})
    vault = Vault(root, quiet=0)
    for path in ("Ana.md", "Tom.md"):
        vault.change(path, lambda _now: b"new")
    (root / "Ana.md").write_bytes(b"new and more")
    undone = vault.undo()
    assert undone.restored == ("Tom.md",)
    assert undone.left == {"Ana.md": "was changed since"}
    assert (root / "Ana.md").read_bytes() == b"new and more"
    assert vault.undoable() == ()


def test_words_between_two_of_our_writes_are_left_alone(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old\n"})
    vault = Vault(root, quiet=0)
    vault.change("Ana.md", lambda now: (now or b"") + b"one\n")
    (root / "Ana.md").write_bytes(b"theirs\nold\none\n")
    vault.change("Ana.md", lambda now: (now or b"") + b"two\n")
    assert vault.undo().left == {"Ana.md": "was changed since"}
    assert (root / "Ana.md").read_bytes() == b"theirs\nold\none\ntwo\n"


def test_a_dry_undo_changes_nothing(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old"})
    vault = Vault(root)
    vault.change("Ana.md", lambda _now: b"new")
    assert vault.undo(dry=True).restored == ("Ana.md",)
    assert (root / "Ana.md").read_bytes() == b"new"
    assert len(vault.undoable()) == 1


def test_what_must_not_be_undone_is_not_offered(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old"})
    vault = Vault(root)
    vault.begin("log")
    vault.change("Ana.md", lambda _now: b"new")
    vault.begin("watch", undoable=False)
    vault.change("Week.md", lambda _now: b"week")
    assert [group.label for group in vault.undoable()] == ["log"]
    assert vault.undo().restored == ("Ana.md",)
    assert (root / "Week.md").exists()


def test_a_busy_note_can_be_undone_later(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old"})
    vault = Vault(root, patience=0)
    vault.change("Ana.md", lambda _now: b"new")
    vault.change("Tom.md", lambda _now: b"new")
    with (root / "Tom.md").open("ab"):
        undone = vault.undo()
    if not undone.left:  # a disk without leases does not know who writes
        return
    assert undone.restored == ("Ana.md",)
    assert vault.undoable()[0].paths == ("Tom.md",)
    os.utime(root / "Tom.md", (1e9, 1e9))
    assert vault.undo().restored == ("Tom.md",)


def test_where_there_is_nothing_to_undo_nothing_happens(make_vault: MakeVault) -> None:
    assert Vault(make_vault({"Ana.md": "old"})).undo().restored == ()


def test_a_note_that_was_taken_away_comes_back(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old"})
    vault = Vault(root)
    vault.begin("resolve")
    vault.change(".trash/Ana.md", lambda _now: b"old")
    vault.remove("Ana.md", b"old")
    assert not (root / "Ana.md").exists()
    assert Vault(root).recover() == ()
    assert vault.undo().restored == (".trash/Ana.md", "Ana.md")
    assert (root / "Ana.md").read_bytes() == b"old"
    assert not (root / ".trash/Ana.md").exists()


def test_a_note_with_other_words_is_not_taken_away(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "new"})
    vault = Vault(root)
    with pytest.raises(RefusedToWrite, match=r"Ana\.md: was changed since"):
        vault.remove("Ana.md", b"old")
    with pytest.raises(RefusedToWrite, match=r"Tom\.md: was changed since"):
        vault.remove("Tom.md", b"old")
    assert notes_in(root) == {str(root / "Ana.md"): b"new"}
    assert vault.undoable() == ()


def test_a_note_that_is_there_again_is_not_written_over(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old"})
    vault = Vault(root)
    vault.begin("resolve")
    vault.remove("Ana.md", b"old")
    make_vault({"Ana.md": "another"})
    assert vault.undo().left == {"Ana.md": "was changed since"}
    assert (root / "Ana.md").read_bytes() == b"another"


MARKED = b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"


def test_in_a_merge_only_what_was_asked_for_is_written_and_undone(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root = make_vault({"Ana.md": MARKED, "Tom.md": "old"})
    vault = Vault(root)
    vault.begin("log")
    vault.change("Tom.md", lambda _now: b"new")
    (root / ".git").mkdir()
    (root / ".git/MERGE_HEAD").touch()
    vault.begin("resolve")
    with pytest.raises(MergeUnderWay):
        vault.change("Ana.md", lambda _now: b"x\ny\n")
    with pytest.raises(MergeUnderWay):
        vault.remove("Ana.md", MARKED)
    vault.change("Ana.md", lambda _now: MARKED + b"z\n", in_conflict=True)
    vault.change("Ana.md", lambda _now: b"x\ny\n", in_conflict=True)
    assert [each.in_conflict for each in vault.undoable()] == [True, False]
    assert vault.undo().restored == ("Ana.md",)
    assert (root / "Ana.md").read_bytes() == MARKED
    with pytest.raises(MergeUnderWay):
        undo_last(vault, tmp_path, date(2026, 11, 25), dry=False)
    (root / ".git/MERGE_HEAD").unlink()
    done = undo_last(vault, tmp_path, date(2026, 11, 25), dry=False)
    assert done.undone.restored == ("Tom.md",)


def test_what_git_takes_back_of_a_conflict_stays_taken_back(
    make_vault: MakeVault,
) -> None:
    rest = b"".join(b"line %d\n" % number for number in range(20))
    root = make_vault({"Ana.md": rest + MARKED})
    vault = Vault(root)
    vault.change("Ana.md", lambda _now: rest + b"x and y\n", in_conflict=True)
    (root / "Ana.md").write_bytes(rest + b"x\n")  # as `git merge --abort` does
    assert vault.recover() == ()
    assert (root / "Ana.md").read_bytes() == rest + b"x\n"


def test_a_note_that_was_being_taken_away_is_gone_after_a_kill_and_comes_back(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root = make_vault({"Ana.md": "old"})
    vault = Vault(root)
    vault.begin("resolve")
    vault.remove("Ana.md", b"old")
    (record,) = tmp_path.rglob("journal/*.done")
    record.rename(record.with_suffix(".begun"))
    (root / f".~vaultnet-{int(record.name[:20]):x}.tmp").write_bytes(b"old")
    assert Vault(root).recover() == ()
    assert notes_in(root) == {}
    assert Vault(root).undo().restored == ("Ana.md",)
    assert notes_in(root) == {str(root / "Ana.md"): b"old"}
