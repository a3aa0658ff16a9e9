"""Notes -> index: what has changed since it was last looked at, read anew."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from vaultnet.adapters.index import DAMAGED, Index, Person, Row, encode
from vaultnet.adapters.vault import Files, Stat, Unreadable, Vault
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.facts import Facts, Gatherer, Reading
from vaultnet.core.values import NotePath, Problem

Progress = Callable[[Sequence[NotePath]], Iterable[NotePath]]
"""Passes notes through while they are read, and may show how far that is."""

_RACY = 2_000_000_000  # ns: the coarsest clock of a file system in use (FAT)
_MARKERS = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Changes:
    """How many notes a refresh read anew, and how many were gone."""

    changed: int
    removed: int


def has_conflict(text: str) -> bool:
    """Tell whether a note holds the markers that a failed merge leaves."""
    return _MARKERS.search(text) is not None


def gather(vault: Vault, path: NotePath, gatherer: Gatherer) -> tuple[bytes, Facts]:
    """Read one note: the digest of its bytes, and what it says.

    Whatever is wrong with it becomes a problem of this note; even a fault of ours
    must not keep the other notes from being read.
    """
    try:
        data = vault.read(path)
    except Unreadable as reason:
        return b"", Facts(path, problems=(Problem(path, 0, "unreadable", str(reason)),))
    digest = hashlib.sha256(data).digest()
    try:
        note = parse_note(path, data)
        facts = gatherer.gather(note)
        match = _MARKERS.search(note.text)
    except Exception as fault:  # one note must never stop the others
        message = f"vaultnet could not read this note ({fault!r}); please report it"
        return digest, Facts(path, problems=(Problem(path, 0, "fault", message),))
    if match is None:
        return digest, facts
    line = note.text.count("\n", 0, match.start()) + 1
    message = (
        "holds both sides of a conflict; say vaultnet resolve, or mend it; until then"
        " it is not written"
    )
    return digest, facts.with_problem(Problem(path, line, "conflict", message))


@dataclass(frozen=True, slots=True)
class Update:
    """What it takes to bring an index up to date with the files of a walk."""

    vault: Vault
    files: Files
    reading: Reading
    progress: Progress
    now: int


def bring_up_to_date(index: Index, update: Update) -> tuple[Changes, list[Facts]]:
    """Read what has changed; give how much that was, and what all notes say."""
    try:
        return _refresh(index, update), index.facts()
    except DAMAGED:
        index.rebuild()
        return _refresh(index, update), index.facts()


def _refresh(index: Index, update: Update) -> Changes:
    known, notes = index.stamps(), update.files.notes
    suspects = [
        path
        for path, found in notes.items()
        if path not in known or known[path][0] != _stamp(found)
    ]
    gone = [path for path in known if path not in notes]
    if not suspects and not gone:
        return Changes(0, 0)
    gatherer = Gatherer(update.reading)
    rows: list[Row] = []
    same: list[tuple[NotePath, str]] = []
    for path in update.progress(suspects):
        stamp = _trusted(notes[path], update.now)
        digest, facts = gather(update.vault, path, gatherer)
        if digest and path in known and known[path][1] == digest:
            same.append((path, stamp))
        else:
            rows.append(Row(path, stamp if digest else "", digest, encode(facts)))
    with index.transaction():
        before = index.people(gone)
        index.remember(rows)
        index.trust(same)
        index.forget(gone)
        if before:
            new = {path for path in notes if path not in known}
            index.move(_moves(before, index.people(), new))
    return Changes(len(rows), len(gone))


def _stamp(found: Stat) -> str:
    return f"{found.size}:{found.mtime}:{found.ctime}:{found.inode}"


def _trusted(found: Stat, now: int) -> str:
    """Give a stamp, empty while a later change could still leave it the same."""
    return _stamp(found) if max(found.mtime, found.ctime) + _RACY < now else ""


def _moves(
    gone: Sequence[Person], there: Sequence[Person], new: Collection[NotePath]
) -> Iterator[tuple[NotePath, NotePath]]:
    """Tell which notes went and came under another name.

    By their uid, else by what they hold, if only one note that is new holds it.
    """
    by_uid = {each.uid: each.path for each in there if each.uid}
    by_digest = {each.digest: each.path for each in there if each.path in new}
    counts = Counter(each.digest for each in (*gone, *there) if each.path not in new)
    for each in gone:
        now = by_uid.get(each.uid or "")
        if now is None and counts[each.digest] == 1:
            now = by_digest.get(each.digest)
        if now is not None:
            yield each.path, now
