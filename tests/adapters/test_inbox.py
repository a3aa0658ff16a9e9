from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from vaultnet.adapters.inbox import read_lines, read_maildir, read_whole
from vaultnet.errors import CannotImport

MIB = 1024 * 1024


def heads(folder: Path) -> list[bytes]:
    def joined() -> Iterator[bytes]:
        for lines in read_maildir(folder):
            yield b"".join(lines)

    return [*joined()]


def test_a_file_that_is_too_big_to_be_read_whole_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    file.touch()
    os.truncate(file, 512 * MIB + 1)
    with pytest.raises(CannotImport, match=r"a\.ics: is bigger than 512 MiB"):
        read_whole(file)


def test_a_huge_line_comes_in_pieces_and_no_byte_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * (2 * MIB + 5) + b"\nend")
    counted: list[int] = []
    lines = [*read_lines(file, seen=counted.append)]
    assert [len(each) for each in lines] == [MIB, MIB, 6, 3]
    assert sum(counted) == file.stat().st_size


def test_of_an_archive_the_file_that_fits_best_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("__MACOSX/_chat.txt", "not this")
        archive.writestr("a.txt", "nor this")
        archive.writestr("guide_messages.csv", "nor this")
        archive.writestr("Other/_CHAT.TXT", "one\ntwo")
    names = ("_chat.txt", "*.txt")
    assert [*read_lines(file, names)] == [b"one\n", b"two"]
    with pytest.raises(CannotImport, match=r"holds no file called messages\.csv"):
        [*read_lines(file, ["messages.csv"])]
    assert next(read_lines(file)).startswith(b"PK")  # not asked to look inside


def test_a_maildir_is_read_in_order_without_drafts_and_unfinished_mails(
    tmp_path: Path,
) -> None:
    for name in (
        "new/b",
        "cur/a:2,S",
        "cur/c:2,DS",
        "cur/D!2,FD",
        "tmp/d",
        ".Sent/cur/e",
        "f",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert heads(tmp_path) == [b".Sent/cur/e", b"cur/a:2,S", b"new/b"]
    assert heads(tmp_path / "cur") == [b"cur/a:2,S"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_cannot_be_read_in_a_maildir_keeps_no_mail_back(tmp_path: Path) -> None:
    for name in ("cur", "new"):
        (tmp_path / name).mkdir()
    os.mkfifo(tmp_path / "cur/pipe")
    (tmp_path / "cur/lost").symlink_to("nowhere")
    (tmp_path / "cur/folder").mkdir()
    (tmp_path / "cur/mail").write_bytes(b"From: a@example.org\n" + b" x\n" * 200_000)
    (found,) = heads(tmp_path)
    assert len(found) <= 256 * 1024
