"""Files of people, read by the format that they are in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaultnet.adapters.inbox import list_files, read_whole
from vaultnet.core.exchange.person import People
from vaultnet.errors import CannotImport
from vaultnet.formats.tables import detect_source, read_table
from vaultnet.formats.vcard import read_vcards

SOURCES = ("vcard", "linkedin", "google", "outlook", "csv")
"""What can be imported, and what ``imported_from`` says of it."""


@dataclass(frozen=True, slots=True)
class Book:
    """What one file tells: its name as it was given, its source, and its people."""

    file: str
    source: str
    read: People


def read_books(
    files: Sequence[Path], source: str | None, columns: Mapping[str, str]
) -> list[Book]:
    """Read files of people; a folder means the ``.vcf`` files in it.

    Where no ``source`` is named the head of a file tells it. ``columns`` maps columns
    of a table to fields. Raises CannotImport for a file that is none of these, and
    WrongUsage for a column or a field that there is not.
    """
    return [_read(path, source, columns) for path in _each(files)]


def _each(files: Sequence[Path]) -> Iterator[Path]:
    for path in files:
        yield from list_files(path, ".vcf") if path.is_dir() else [path]


def _read(path: Path, named: str | None, columns: Mapping[str, str]) -> Book:
    data = read_whole(path)
    found = detect_source(data)
    source = named or found
    if source is None:
        raise CannotImport(
            f"{path}: holds neither cards nor a table of people; name what it is:"
            f" vaultnet import {'|'.join(SOURCES)} {path.name}"
        )
    if (source == "vcard") != (found == "vcard"):
        raise CannotImport(f"{path}: {_MISTAKEN[source == 'vcard']}")
    if source == "vcard":
        return Book(str(path), source, read_vcards(data))
    return Book(str(path), source, read_table(data, source, columns))


_MISTAKEN = {
    True: "holds no card: a vCard file has a line BEGIN:VCARD",
    False: "holds cards and no table; say vaultnet import vcard",
}
