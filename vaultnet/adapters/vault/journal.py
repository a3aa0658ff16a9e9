"""What vaultnet has written lately: the bytes before and after, kept outside the vault.

A record is one file: a line of JSON, then the bytes before, then those after. Its
name gives the time, a digest of the note's path, and how far the write has come,
so that most questions are answered by listing a folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from vaultnet.adapters.vault.exchange import flush_folder

KEPT_DAYS = 30
_MOST = 20_000  # records, beside those of the command that is at work
_MOST_BYTES = 256 * 1024 * 1024
_SOMETIMES = 100  # writes, at most, between two looks at all records
_PAUSE = 2.0  # seconds, likewise
_DAY = 86_400 * 1_000_000_000  # ns


class Stage(StrEnum):
    """How far a write has come."""

    BEGUN = "begun"
    HELD = "held"
    """In place; the displaced file is not known to be complete yet."""
    DONE = "done"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Writing:
    """What a write belongs to: ``group`` is the time in ns at which it began.

    ``in_conflict`` says that it was asked for although a merge is under way or the
    note holds both sides of a conflict.
    """

    group: int
    label: str = ""
    undoable: bool = True
    in_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One write of one note, without its bytes; digests are of before and after.

    ``met`` says that somebody else's words are among those after.
    """

    at: int
    path: str
    target: str
    writing: Writing
    before: str | None
    after: str | None
    stage: Stage = Stage.BEGUN
    met: bool = False
    again: int = 0
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def temporary(self) -> str:
        """The name of the file beside the note while it is written."""
        return f".~vaultnet-{self.at:x}.tmp"

    @property
    def name(self) -> str:
        """The name of the record's own file."""
        return f"{self.at:020d}-{digest(self.path.encode('utf-8', _ERRORS))[:16]}"


_ERRORS = "surrogateescape"


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Journal:
    """The records of one vault, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._latest = 0  # the time of the last record that is known of
        self._looked = -_PAUSE
        self._since = 0

    def add(self, record: Record, before: bytes | None, after: bytes | None) -> Record:
        """Write a record down, flushed; gives it with the time that it got."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._look_sometimes(record.writing.group)
        self._latest = max(time.time_ns(), self._latest + 1)
        record = replace(record, at=self._latest)
        data = _file(record, before or b"", after or b"")
        path = self._path(record)
        try:
            _write(path, data)
            flush_folder(self._folder)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return record

    def mark(self, record: Record, stage: Stage) -> Record:
        """Say how far a write has come; where that fails, recovery finds out."""
        marked = replace(record, stage=stage)
        with suppress(OSError):
            self._path(record).rename(self._path(marked))
        return marked

    def drop(self, record: Record) -> None:
        """Forget a write that has not happened."""
        self._path(record).unlink(missing_ok=True)

    def of_path(self, path: str) -> Iterator[Record]:
        """Give the writes of one note that still stand, newest first."""
        end = f"-{digest(path.encode('utf-8', _ERRORS))[:16]}"
        for name in reversed(self._names()):
            stem, _, stage = name.rpartition(".")
            if stem.endswith(end) and stage != Stage.UNDONE:
                yield from self._read(name)

    def newest(self, count: int) -> Iterator[Record]:
        """Give the last write of each note, of so many notes, newest first."""
        last: dict[str, str] = {}
        for name in reversed(self._names()):
            stem, _, stage = name.rpartition(".")
            if stage != Stage.UNDONE:
                last.setdefault(stem[20:], name)
            if len(last) == count:
                break
        for name in last.values():
            yield from self._read(name)

    def all(self, *stages: Stage) -> Iterator[Record]:
        """Give the writes at some stages, newest first."""
        for name in reversed(self._names()):
            if name.rpartition(".")[2] in stages:
                yield from self._read(name)

    def sides(self, record: Record) -> tuple[bytes | None, bytes | None]:
        """Give the bytes before and after. Raises OSError where they are gone."""
        head, _, rest = self._path(record).read_bytes().partition(b"\n")
        size = json.loads(head)["size"]
        before, after = rest[:size], rest[size:]
        for data, wanted in ((before, record.before), (after, record.after)):
            if wanted is not None and digest(data) != wanted:
                raise OSError(f"{record.name} is damaged")
        return (
            None if record.before is None else before,
            None if record.after is None else after,
        )

    def _look_sometimes(self, group: int) -> None:
        """Find the latest record, and prune; not before each of thousands of writes."""
        self._since += 1
        if self._since <= _SOMETIMES and time.monotonic() - self._looked < _PAUSE:
            return
        names = self._pruned(group)
        self._latest = int(names[-1][:20]) if names else 0
        self._looked, self._since = time.monotonic(), 0

    def _pruned(self, group: int) -> list[str]:
        """Drop records after 30 days, and the oldest where they are too many.

        A group is undone as a whole, so of the one that is at work none is dropped, and
        of others all or none.
        """
        names = self._names()
        oldest = f"{time.time_ns() - KEPT_DAYS * _DAY:020d}"
        old = [name for name in names if name < oldest]
        if len(names) > _MOST:
            cut = [group, *(r.writing.group for r in self._read(names[-_MOST]))]
            old += [name for name in names[:-_MOST] if name < f"{min(cut):020d}"]
        beyond = self._beyond_size(names)
        old += [name for name in beyond if name < f"{group:020d}"]
        for name in old:
            if not name.endswith((f".{Stage.BEGUN}", f".{Stage.HELD}")):
                (self._folder / name).unlink(missing_ok=True)
        return names

    def _beyond_size(self, names: list[str]) -> Iterator[str]:
        """Give the oldest records, those for which there is no room."""
        room = _MOST_BYTES
        for name in reversed(names):
            with suppress(FileNotFoundError):
                room -= (self._folder / name).stat().st_size
            if room < 0:
                yield name

    def has(self, *stages: Stage) -> bool:
        """Tell whether there are writes at some stages; reads none of them."""
        return any(name.rpartition(".")[2] in stages for name in self._names())

    def sweep(self, name: str) -> None:
        """Drop a record that was cut off while it was written."""
        (self._folder / name).unlink(missing_ok=True)

    def torn(self) -> Iterator[str]:
        """Give the names of records that were cut off; their write never began."""
        for name in self._names():
            if name.endswith(f".{Stage.BEGUN}") and not list(self._read(name)):
                yield name

    def _names(self) -> list[str]:
        try:
            return sorted(os.listdir(self._folder))  # noqa: PTH208 (a third of the time)
        except FileNotFoundError:
            return []

    def _path(self, record: Record) -> Path:
        return self._folder / f"{record.name}.{record.stage}"

    def _read(self, name: str) -> Iterator[Record]:
        """Read a record's first line; one that is damaged or gone is passed over."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            path = self._folder / name
            with path.open("rb") as file:
                head = file.readline()
            values: dict[str, Any] = json.loads(head)
            if path.stat().st_size != values.pop("length") + len(head):
                return
            values.pop("size")
            writing = Writing(**values.pop("writing"))
            stage = Stage(name.rpartition(".")[2])
            yield Record(**values, writing=writing, stage=stage)


def _file(record: Record, before: bytes, after: bytes) -> bytes:
    """Give a record's file; ``size`` is where the bytes before end."""
    values = {
        "at": record.at, "path": record.path, "target": record.target,
        "writing": asdict(record.writing), "before": record.before,
        "after": record.after, "met": record.met, "again": record.again,
        "about": dict(record.about),
        "size": len(before), "length": len(before) + len(after),
    }  # fmt: skip
    return json.dumps(values).encode() + b"\n" + before + after


def _write(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
