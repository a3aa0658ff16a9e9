"""Files from other programs, read in bounded pieces: mailboxes, tables, chats."""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import IO

from vaultnet.errors import CannotImport

_MOST = 512 * 1024 * 1024  # bytes of a file that is read as a whole
_LONGEST_LINE = 1024 * 1024  # bytes; a longer one comes in pieces
_LONGEST_HEAD = 256 * 1024  # bytes of a mail in a folder, before its body
_DRAFT = re.compile("[:;!]2,[A-Za-z]*D")  # a flag; Windows has no colon in names
_ZIP = b"PK\x03\x04"
_NOT_OURS = "__MACOSX/"  # what a Mac tells itself of the files in an archive
_FOLDERS = ("cur", "new")

Seen = Callable[[int], object]
"""Is told how many bytes more were read."""


def unseen(_count: int) -> None:
    """Tell nobody."""


def read_whole(path: Path, names: Sequence[str] = ()) -> bytes:
    """Give a file's bytes; of a ZIP archive those of the file in it with a name.

    ``names`` are as for ``read_lines``. Raises CannotImport, also where it is too big.
    """
    with _saying(path), path.open("rb") as file:
        is_long = os.fstat(file.fileno()).st_size > _MOST
        data = b"" if is_long else file.read(_MOST + 1)
        if names and data.startswith(_ZIP):
            data = _whole_in_zip(path, names)
    if is_long or len(data) > _MOST:
        raise CannotImport(f"{path}: is bigger than {_MOST >> 20} MiB; split it")
    return data


def list_files(folder: Path, ending: str) -> list[Path]:
    """Give the files of a folder whose name has this ending (any case), by name.

    Hidden ones are left out. Raises CannotImport.
    """
    with _saying(folder):
        names = sorted(each.name for each in folder.iterdir())
    found = [each for each in names if each.casefold().endswith(ending)]
    return [folder / each for each in found if not each.startswith(".")]


def read_lines(
    path: Path, names: Sequence[str] = (), seen: Seen = unseen
) -> Iterator[bytes]:
    """Give a file's lines with their ends, one at a time; a huge one in pieces.

    Of a ZIP archive it is the file with one of these names that is read, the first
    that fits best; they are patterns such as ``*.txt``, in lower case, for any case.
    Raises CannotImport where that cannot be done.
    """
    with _saying(path), path.open("rb") as file:
        if names and file.read(len(_ZIP)) == _ZIP:
            yield from _lines_in_zip(path, names, seen)
            return
        file.seek(0)
        yield from _lines(file, seen)


def read_maildir(folder: Path, seen: Seen = unseen) -> Iterator[Iterator[bytes]]:
    """Give the lines of each mail's head in a Maildir and in the folders below it.

    Drafts and what is still being delivered are left out. Raises CannotImport where
    there is no such folder.
    """
    if not folder.is_dir():
        raise CannotImport(f"{folder}: is no folder; name the Maildir itself")
    found = False
    for top, below, names in os.walk(folder):
        below.sort()
        if Path(top).name not in _FOLDERS:
            found = found or set(_FOLDERS) <= set(below)
            continue
        found = True
        for name in sorted(names):
            path = Path(top) / name
            if path.is_file() and not _DRAFT.search(name):
                yield _head(path, seen)
    if not found:
        raise CannotImport(f"{folder}: is no Maildir; it has no folders cur and new")


def _head(path: Path, seen: Seen) -> Iterator[bytes]:
    """Give the lines of one mail; one that cannot be read has none."""
    size = 0
    try:
        with path.open("rb") as file:
            for line in _lines(file, seen):
                size += len(line)
                if size > _LONGEST_HEAD:
                    return
                yield line
    except OSError:
        return


def _lines(file: IO[bytes], seen: Seen) -> Iterator[bytes]:
    while line := file.readline(_LONGEST_LINE):
        seen(len(line))
        yield line


def _lines_in_zip(path: Path, names: Sequence[str], seen: Seen) -> Iterator[bytes]:
    with (
        zipfile.ZipFile(path) as archive,
        archive.open(_find_in(archive, path, names)) as file,
    ):
        yield from _lines(file, seen)


def _whole_in_zip(path: Path, names: Sequence[str]) -> bytes:
    """Give one file of an archive, but no more of it than is read of any file."""
    with (
        zipfile.ZipFile(path) as archive,
        archive.open(_find_in(archive, path, names)) as file,
    ):
        return file.read(_MOST + 1)


def _find_in(archive: zipfile.ZipFile, path: Path, names: Sequence[str]) -> str:
    inside = [each for each in archive.namelist() if not each.startswith(_NOT_OURS)]
    fitting = (each for name in names for each in inside if _is_called(each, name))
    found = next(fitting, None)
    if found is None:
        raise CannotImport(f"{path}: holds no file called {names[0]}")
    return found


def _is_called(path: str, pattern: str) -> bool:
    return fnmatchcase(path.rpartition("/")[2].casefold(), pattern)


@contextmanager
def _saying(path: Path) -> Iterator[None]:
    """Say in one line why a file cannot be read."""
    try:
        yield
    except FileNotFoundError:
        raise CannotImport(f"{path}: is not there") from None
    except IsADirectoryError:
        raise CannotImport(f"{path}: is a folder; name the file in it") from None
    except OSError as error:
        raise CannotImport(f"{path}: {error.strerror or error}") from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:  # damaged, or with a password
        raise CannotImport(f"{path}: the archive cannot be read: {error}") from None
