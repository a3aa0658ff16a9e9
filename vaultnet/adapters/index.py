"""The index: a cache of what each note says, in SQLite, that may be deleted any time.

A row holds a note's facts and its stamp: size, times, inode and a digest. As in
git's index a stamp counts only when the file was old enough at the time of
reading that a later change must show in it; a younger one is read again, and its
digest tells whether anything changed.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from vaultnet.core.people.facts import Facts, Reading
from vaultnet.core.values import NotePath

VERSION = 7
"""Grows whenever the rows or the reading of notes change; an older index is dropped."""

MOVES_KEPT = 10_000
"""So many renames are remembered, the latest; each costs less than 200 bytes."""

_SCHEMA = """
create table meta (version integer, reading text);
create table notes (
    path text primary key, stamp text, digest blob, facts blob
) without rowid;
create table moves (number integer primary key, old text unique, new text);
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A note in the index: ``stamp`` is empty where it must not be trusted."""

    path: NotePath
    stamp: str
    digest: bytes
    facts: bytes


@dataclass(frozen=True, slots=True)
class Person:
    """What tells a person's note apart wherever it lies."""

    path: NotePath
    digest: bytes
    uid: str | None


DAMAGED = (sqlite3.DatabaseError, msgspec.MsgspecError)
"""What reading a damaged index raises; the answer is to rebuild it."""

_decoder = msgspec.msgpack.Decoder(Facts)
_encoder = msgspec.msgpack.Encoder()


def encode(facts: Facts) -> bytes:
    """Turn facts into the bytes of a row."""
    return _encoder.encode(facts)


def decode(facts: bytes) -> Facts:
    """Turn a row's bytes back into facts."""
    return _decoder.decode(facts)


def reading_key(reading: Reading) -> str:
    """Give a digest of how notes are read; a different one means a fresh index."""
    return hashlib.sha256(_encoder.encode(reading)).hexdigest()


class Index:
    """Rows by path; any damage, or another way of reading, starts it afresh.

    Only where people's notes went is carried over, as no note tells that: all of it
    but from a damaged index.
    """

    def __init__(self, path: Path, reading: Reading) -> None:
        self._path = path
        self._key = reading_key(reading)
        self._db = self._open()

    @classmethod
    def at(cls, cache: Path, root: Path, reading: Reading) -> Index:
        """Open the index of a vault in the cache folder."""
        name = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()
        return cls(cache / f"{name[:24]}.db", reading)

    def _open(self) -> sqlite3.Connection:
        with suppress(sqlite3.Error, OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            db = self._connect(self._path, self._check)
            if db is not None:
                return db
        return self._renew()

    def _renew(self) -> sqlite3.Connection:
        moves = self._moves_there()
        self._delete()
        db = self._create()
        with suppress(sqlite3.Error):  # a full disk: then they are not kept
            _add_moves(db, moves)
        return db

    def _moves_there(self) -> list[tuple[NotePath, NotePath]]:
        """Give the moves in the file as it lies there, none where it is damaged."""
        with suppress(sqlite3.Error), closing(sqlite3.connect(self._path)) as db:
            if db.execute("pragma quick_check").fetchall() == [("ok",)]:
                return db.execute("select old, new from moves").fetchall()
        return []

    def _delete(self) -> None:
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _create(self) -> sqlite3.Connection:
        """Start afresh; a cache folder that cannot be written means none is kept."""
        db = None
        with suppress(sqlite3.Error):
            db = self._connect(self._path, self._fill)
        return db or self._in_memory()

    def _in_memory(self) -> sqlite3.Connection:
        db = sqlite3.connect(":memory:", isolation_level=None)
        self._fill(db)
        return db

    def _connect(
        self, path: Path, prepare: Callable[[sqlite3.Connection], bool]
    ) -> sqlite3.Connection | None:
        """Open a database and prepare it; None, and closed, where that says no."""
        db = sqlite3.connect(path, isolation_level=None, timeout=10)
        try:
            db.execute("pragma synchronous = off")
            fits = prepare(db)
        except sqlite3.Error:
            db.close()
            raise
        if not fits:
            db.close()
        return db if fits else None

    def _check(self, db: sqlite3.Connection) -> bool:
        row = db.execute("select version, reading from meta").fetchone()
        return bool(row == (VERSION, self._key))

    def _fill(self, db: sqlite3.Connection) -> bool:
        db.executescript(_SCHEMA)
        db.execute("insert into meta values (?, ?)", (VERSION, self._key))
        return True

    def rebuild(self) -> None:
        """Forget what the notes say; they are there to be read again."""
        self._db.close()
        self._db = self._renew()

    def stamps(self) -> dict[NotePath, tuple[str, bytes]]:
        """Give each note's stamp and digest."""
        rows = self._read("select path, stamp, digest from notes")
        return {path: (stamp, digest) for path, stamp, digest in rows}

    def facts(self) -> list[Facts]:
        """Give what all notes say, in the order of their paths."""
        rows = self._read("select facts from notes order by path")
        return [decode(row[0]) for row in rows]

    def people(self, paths: Iterable[NotePath] | None = None) -> list[Person]:
        """Give the people's notes at these paths, all where none are named."""
        if paths is None:
            rows = self._read("select path, digest, facts from notes")
        else:
            ask = "select path, digest, facts from notes where path = ?"
            found = (self._db.execute(ask, (path,)).fetchone() for path in paths)
            rows = [row for row in found if row]
        told = ((path, digest, decode(facts).profile) for path, digest, facts in rows)
        return [
            Person(path, digest, profile.uid)
            for path, digest, profile in told
            if profile is not None
        ]

    def moves(self) -> dict[NotePath, NotePath]:
        """Give where notes of people went that were renamed or moved."""
        return dict(self._read("select old, new from moves order by number"))

    def move(self, moves: Iterable[tuple[NotePath, NotePath]]) -> None:
        """Remember where notes of people went, the latest ``MOVES_KEPT``."""
        _add_moves(self._db, moves)
        self._db.execute(
            "delete from moves where number <="
            " (select number from moves order by number desc limit 1 offset ?)",
            (MOVES_KEPT,),
        )

    def _read(self, query: str) -> list[Any]:
        return self._db.execute(query).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that happens inside, or nothing of it."""
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    def remember(self, rows: Iterable[Row]) -> None:
        """Put rows in, over those of the same path."""
        self._db.executemany(
            "insert or replace into notes values (?, ?, ?, ?)",
            ((row.path, row.stamp, row.digest, row.facts) for row in rows),
        )

    def trust(self, stamps: Iterable[tuple[NotePath, str]]) -> None:
        """Put new stamps on notes whose bytes turned out to be unchanged."""
        self._db.executemany(
            "update notes set stamp = ? where path = ?",
            ((stamp, path) for path, stamp in stamps),
        )

    def forget(self, paths: Iterable[NotePath]) -> None:
        """Drop notes."""
        self._db.executemany("delete from notes where path = ?", zip(paths))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def _add_moves(
    db: sqlite3.Connection, moves: Iterable[tuple[NotePath, NotePath]]
) -> None:
    db.executemany("insert or replace into moves (old, new) values (?, ?)", moves)
