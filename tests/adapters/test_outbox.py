"""Files that go out: whole, on change only, and one clear line where they cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vaultnet.adapters import outbox
from vaultnet.errors import RefusedToWrite

_posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
_LONG_AGO = 1_700_000_000


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "out" / "of" / "here.ics"
    assert outbox.read(path) is None
    assert outbox.write(path, b"one\r\n")
    assert outbox.read(path) == b"one\r\n"
    assert outbox.write(path, b"")
    assert outbox.read(path) == b""


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "here.ics"
    outbox.write(path, b"one")
    os.utime(path, (_LONG_AGO, _LONG_AGO))
    before = path.stat()
    assert not outbox.write(path, b"one")
    after = path.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_nothing_but_the_file_is_left_in_its_folder(tmp_path: Path) -> None:
    for text in (b"one", b"two"):
        outbox.write(tmp_path / "here.ics", text)
    assert [path.name for path in tmp_path.iterdir()] == ["here.ics"]


@_posix
def test_the_permissions_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "here.ics"
    mask = os.umask(0o022)
    try:
        outbox.write(path, b"one")
    finally:
        os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o600)
    outbox.write(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o600


@_posix
def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    link, target = tmp_path / "here.ics", tmp_path / "far" / "there.ics"
    link.symlink_to(target)
    assert outbox.write(link, b"one")
    assert link.is_symlink()
    assert target.read_bytes() == b"one"


def test_names_are_those_of_files_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.ics", "a.ics", ".hidden.ics"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "folder").mkdir()
    assert outbox.names(tmp_path) == ("a.ics", "b.ics")
    assert outbox.names(tmp_path / "nowhere") == ()


def test_a_file_is_removed_once(tmp_path: Path) -> None:
    outbox.write(tmp_path / "here.ics", b"one")
    assert outbox.remove(tmp_path / "here.ics")
    assert not outbox.remove(tmp_path / "here.ics")


def _line(problem: pytest.ExceptionInfo[RefusedToWrite]) -> str:
    assert "\n" not in str(problem.value)
    return str(problem.value)


def test_a_folder_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    with pytest.raises(RefusedToWrite) as problem:
        outbox.write(tmp_path / "here", b"one")
    assert _line(problem) == f"{tmp_path / 'here'}: is a folder; name a file in it"


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "here").write_bytes(b"words")
    with pytest.raises(RefusedToWrite) as problem:
        outbox.write(tmp_path / "here" / "there.ics", b"one")
    assert "one of the folders in its path is a file" in _line(problem)
    assert (tmp_path / "here").read_bytes() == b"words"


@_posix
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    with pytest.raises(RefusedToWrite) as problem:
        outbox.write(tmp_path / "pipe.ics", b"one")
    assert "no file that can be read" in _line(problem)


@_posix
def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop.ics").symlink_to(tmp_path / "loop.ics")
    with pytest.raises(RefusedToWrite) as problem:
        outbox.write(tmp_path / "loop.ics", b"one")
    assert "a link to itself" in _line(problem)


@pytest.mark.parametrize("name", ["a\0b.ics", f"{'x' * 300}.ics"])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedToWrite) as problem:
        outbox.write(tmp_path / name, b"one")
    assert _line(problem)


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(RefusedToWrite) as problem:
        outbox.write(tmp_path / "locked" / "here.ics", b"one")
    assert "not allowed to write there" in _line(problem)
    assert list((tmp_path / "locked").iterdir()) == []
