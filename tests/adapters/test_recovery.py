"""After a kill every note is whole, and the write is finished; races lose nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vaultnet.adapters.vault import Vault, files
from vaultnet.adapters.vault.desk import state_folder
from vaultnet.adapters.vault.exchange import put
from vaultnet.adapters.vault.journal import Journal, Record, Stage, Writing, digest

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
BENCH = Path(__file__).resolve().parents[2] / "bench"
linux = pytest.mark.skipif(sys.platform != "linux", reason="a matter of Linux")

OLD, NEW = b"# Ana\n- old\n", b"# Ana\n- old\n- ours\n"


def journal_of(root: Path) -> Journal:
    return Journal(state_folder(root, None) / "journal")


def write_down(root: Path, before: bytes | None = OLD, after: bytes = NEW) -> Path:
    """Come as far as a write that was killed after its record; gives its file."""
    record = Record(
        at=0,
        path="Ana.md",
        target="Ana.md",
        writing=Writing(group=1, label="log Ana"),
        before=None if before is None else digest(before),
        after=digest(after),
    )
    return root / journal_of(root).add(record, before, after).temporary


def check_settled(root: Path, wanted: bytes | None) -> None:
    """Nothing is left lying about, and a second look finds nothing to do."""
    note = root / "Ana.md"
    assert (note.read_bytes() if note.exists() else None) == wanted
    assert not list(root.glob(".~*"))
    assert not list(journal_of(root).all(Stage.BEGUN, Stage.HELD))
    assert Vault(root).recover() == ()


def test_where_nothing_was_cut_off_there_is_nothing_to_do(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root = make_vault({"Ana.md": OLD})
    assert Vault(root).recover() == ()
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("written", [None, 0, 5, len(NEW)])
def test_a_write_that_was_written_down_is_finished(
    make_vault: MakeVault, written: int | None
) -> None:
    root = make_vault({"Ana.md": OLD})
    temporary = write_down(root)
    if written is not None:
        temporary.write_bytes(NEW[:written])
    (said,) = Vault(root).recover()
    assert said == "Ana.md: finished what was interrupted (log Ana)"
    check_settled(root, NEW)


def test_a_note_that_was_to_be_made_is_made(make_vault: MakeVault) -> None:
    root = make_vault({})
    write_down(root, before=None).write_bytes(NEW[:3])
    assert Vault(root).recover()
    check_settled(root, NEW)


def test_a_write_that_was_in_place_is_tidied_up(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": OLD})
    temporary = write_down(root)
    temporary.write_bytes(NEW)
    put(temporary, root / "Ana.md")
    assert Vault(root).recover() == ()
    check_settled(root, NEW)
    assert Vault(root).undo().restored == ("Ana.md",)
    check_settled(root, OLD)


@linux
def test_words_in_the_displaced_file_come_into_the_note(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": OLD})
    temporary = write_down(root)
    temporary.write_bytes(NEW)
    with (root / "Ana.md").open("ab") as editor:
        put(temporary, root / "Ana.md")
        editor.write(b"- theirs\n")
        editor.flush()
        assert Vault(root).recover() == ()
        assert temporary.exists(), "somebody still writes into it"
    (said,) = Vault(root, quiet=0).recover()
    assert said == "Ana.md: kept what was written into it at the same moment"
    text = (root / "Ana.md").read_bytes()
    assert sorted(text.splitlines()) == [b"# Ana", b"- old", b"- ours", b"- theirs"]
    check_settled(root, text)
    assert Vault(root).undo().left == {"Ana.md": "was changed since"}


@linux
def test_a_displaced_file_is_kept_while_somebody_may_write_into_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "displaced"
    path.write_bytes(OLD)
    with path.open("ab"):
        found = files.last_words(path, OLD, patience=0, age=0)
    assert found is files.Still.OPEN
    assert path.read_bytes() == OLD
    assert files.last_words(path, b"other", patience=0, age=files.GRACE) == OLD
    assert path.exists()
    assert files.last_words(path, OLD, patience=0, age=files.GRACE) is None
    assert not path.exists()


def test_what_came_into_the_note_before_the_recovery_stays(
    make_vault: MakeVault,
) -> None:
    root = make_vault({"Ana.md": OLD})
    write_down(root)
    (root / "Ana.md").write_bytes(b"# Ana\n- theirs\n- old\n")
    Vault(root, quiet=0).recover()
    check_settled(root, b"# Ana\n- theirs\n- old\n- ours\n")


def test_a_note_that_was_deleted_since_does_not_come_back(
    make_vault: MakeVault,
) -> None:
    root = make_vault({"Ana.md": OLD})
    write_down(root)
    (root / "Ana.md").unlink()
    Vault(root).recover()
    check_settled(root, None)


@pytest.mark.parametrize("cut", range(0, len(NEW) + 1, 4))
def test_a_note_with_two_names_is_mended_where_it_was_half_written(
    make_vault: MakeVault, tmp_path: Path, cut: int
) -> None:
    longer = OLD + b"- much more than there will be\n"
    root = make_vault({"Ana.md": NEW[:cut] + longer[cut:]})
    os.link(root / "Ana.md", tmp_path / "Same.md")
    write_down(root, longer)
    Vault(root, quiet=0).recover()
    check_settled(root, NEW)
    assert (tmp_path / "Same.md").read_bytes() == NEW


@pytest.mark.parametrize("size", [0, 1, 50, 300])
def test_a_record_that_was_cut_off_is_dropped(make_vault: MakeVault, size: int) -> None:
    root = make_vault({"Ana.md": OLD})
    write_down(root, after=NEW * 30)
    (record,) = journal_of(root)._folder.iterdir()
    record.write_bytes(record.read_bytes()[:size])
    assert Vault(root).recover() == ()
    check_settled(root, OLD)


def test_a_busy_note_is_recovered_later(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": OLD})
    write_down(root)
    os.utime(root / "Ana.md")
    assert Vault(root, patience=0).recover() == ()
    assert (root / "Ana.md").read_bytes() == OLD
    assert Vault(root, quiet=0).recover()
    check_settled(root, NEW)


def test_old_and_far_too_many_records_go(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": OLD})
    folder = journal_of(root)._folder
    folder.mkdir(parents=True)
    for at in (1, 2, 3):
        (folder / f"{at:020d}-0123456789abcdef.done").write_bytes(b"old")
    (folder / f"{4:020d}-0123456789abcdef.held").write_bytes(b"not known yet")
    Vault(root).change("Ana.md", lambda _now: NEW)
    assert sorted(path.suffix for path in folder.iterdir()) == [".done", ".held"]


def run_bench(name: str, *words: str) -> list[dict[str, object]]:
    memory = Path("/dev/shm")
    where = {"TMPDIR": str(memory)} if memory.is_dir() else {}
    done = subprocess.run(
        [sys.executable, str(BENCH / name), *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=3600,
        env={**os.environ, **where},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


KEY_CALLS = ("write", "fsync", "renameat2", "unlink", "ftruncate")
KEY_SCENES = ("change", "linked")


@linux
def test_a_kill_at_the_calls_that_count_leaves_a_whole_note() -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not there")
    few = ("--scenes", *KEY_SCENES, "--errors", "ENOSPC", "--calls", *KEY_CALLS)
    found = run_bench("crash.py", *few)
    assert [each["scene"] for each in found] == [*KEY_SCENES]
    assert not any(each["wrong"] for each in found)
    assert all(each["old"] and each["new"] for each in found)


@linux
@pytest.mark.long
def test_a_kill_or_an_error_at_any_call_leaves_a_whole_note() -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not there")
    assert all(not each["wrong"] for each in run_bench("crash.py"))


@linux
@pytest.mark.parametrize("style", ["truncate", "parts", "rename", "append"])
def test_an_editor_that_saves_all_the_time_loses_nothing(style: str) -> None:
    (found,) = run_bench("race.py", "--saves", "120", "--style", style)
    assert (found["lost_theirs"], found["lost_ours"]) == (0, 0)
    assert found["writes"]
