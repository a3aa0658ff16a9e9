"""Files of people, read by the format that they are in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vaultnet.adapters.inbox import list_files, read_whole
from vaultnet.core.exchange.mirror import MEMORY, Written, is_written, parse_written
from vaultnet.core.exchange.person import People
from vaultnet.errors import CannotImport
from vaultnet.formats.tables import detect_source, read_table
from vaultnet.formats.vcard import read_vcards

SOURCES = ("vcard", "linkedin", "google", "outlook", "csv")
"""What can be imported, and what ``imported_from`` says of it."""


_PACKED = ("connections.csv", "*.vcf", "contacts.csv")
"""What is looked for in an archive: LinkedIn and Google hand over such."""


@dataclass(frozen=True, slots=True)
class Book:
    """What one file tells: its name as it was given, its source, and its people.

    ``is_ours`` is a card that an export of this vault wrote into the folder and that
    nobody has changed since: it says what the notes said, and is not read.
    ``is_in_step`` is any file of such a folder.
    """

    file: str
    source: str
    read: People
    is_ours: bool = False
    is_in_step: bool = False


def read_books(
    files: Sequence[Path], source: str | None, columns: Mapping[str, str], vault: str
) -> list[Book]:
    """Read files of people; a folder means the ``.vcf`` files in it.

    Where no ``source`` is named the head of a file tells it. ``columns`` maps columns
    of a table to fields; ``vault`` is how the vault's folder is called. Raises
    CannotImport for a file that is none of these, and WrongUsage for a column or a
    field that there is not.
    """
    return [
        Book(str(path), "vcard", People(), is_ours=True)
        if is_written(path.name, data, written)
        else replace(_read(path, data, source, columns), is_in_step=bool(written))
        for path, data, written in _each(files, vault)
    ]


def _each(files: Sequence[Path], vault: str) -> Iterator[tuple[Path, bytes, Written]]:
    """Give each file with its bytes, and what an export wrote beside it.

    A file that is named is meant, whoever wrote it.
    """
    for path in files:
        if not path.is_dir():
            yield path, read_whole(path, _PACKED), frozenset()
            continue
        found = list_files(path, ".vcf")
        if not found and list_files(path, ""):
            raise CannotImport(f"{path}: is a folder without any .vcf file")
        memory = path / MEMORY
        written = parse_written(read_whole(memory) if memory.is_file() else b"", vault)
        for each in found:
            yield each, read_whole(each), written


def _read(
    path: Path, data: bytes, named: str | None, columns: Mapping[str, str]
) -> Book:
    found = detect_source(data)
    source = named or found or ("csv" if columns else None)
    if source is None:
        raise CannotImport(
            f"{path}: holds neither cards nor a table of people; name what it is:"
            f" vaultnet import {'|'.join(SOURCES)} {path.name}"
        )
    if (source == "vcard") != (found == "vcard"):
        raise CannotImport(f"{path}: {_MISTAKEN[source == 'vcard']}")
    if source == "vcard":
        return Book(str(path), source, read_vcards(data))
    try:
        return Book(str(path), source, read_table(data, source, columns))
    except CannotImport as reason:
        raise CannotImport(f"{path}: {reason}") from None


_MISTAKEN = {
    True: "holds no card: a vCard file has a line BEGIN:VCARD",
    False: "holds cards and no table; say vaultnet import vcard",
}
