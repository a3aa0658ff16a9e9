"""The one way in which a note is written: plan, put in place, look once more."""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from vaultnet.adapters.vault import files, words
from vaultnet.adapters.vault.again import with_own_words
from vaultnet.adapters.vault.desk import Desk
from vaultnet.adapters.vault.disk import Unreadable, read_file
from vaultnet.adapters.vault.placing import (
    Displaced,
    Edit,
    Wish,
    keep,
    look,
    place,
    unwritten,
)
from vaultnet.adapters.vault.quiet import unrest, wait_until_quiet
from vaultnet.errors import RefusedToWrite

_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_MEETING = 10.0
"""Seconds in which somebody may come in between; then both versions are kept."""


def change(desk: Desk, wish: Wish) -> bool:
    """Write a note; True where it was written.

    Raises RefusedToWrite, and Busy where somebody is writing into the note.
    """
    rounds = _Rounds(desk, wish, desk.target(wish.path), wish.edit)
    end = time.monotonic() + desk.patience
    try:
        while not _is_through(desk, rounds):
            if not rounds.displaced:
                wait_until_quiet(desk, wish.path, rounds.target, end)
    except OSError as error:
        raise unwritten(wish.path, error, written=rounds.written) from None
    return rounds.result()


def _is_through(desk: Desk, rounds: _Rounds) -> bool:
    """Make one round; True where it was the last one."""
    with desk.locked():
        with suppress(files.Changed):
            if rounds.run():
                return True
        if rounds.is_hopeless():
            rounds.keep_both()
            return True
    return False


def _refuse_read_only(path: str, target: Path) -> None:
    """Respect what the owner has made read-only, though a swap could write it."""
    with suppress(FileNotFoundError):
        if not target.stat().st_mode & _MAY_WRITE:
            raise RefusedToWrite(
                f"{path}: is read-only; nothing was written, make it writable first"
            )


@dataclass(slots=True)
class _Rounds:
    """The rounds of one change, until all that was displaced is in the note."""

    desk: Desk
    wish: Wish
    target: Path
    goal: Edit
    displaced: list[Displaced] = field(default_factory=list)
    met_at: float | None = None
    written: bool = False
    refused: RefusedToWrite | None = None

    def run(self) -> bool:
        """Plan, put in place, look; True where nothing is left to be put together.

        Raises Changed where the note changed between the plan and the exchange.
        """
        before = _read(self.wish.path, self.target)
        now = before
        if before is not None:
            at = self.target.stat().st_mtime_ns
            now = with_own_words(self.desk, self.wish.path, before, at)
        wanted = self.goal(now)
        wanted = now if wanted is None else wanted
        last = None
        if wanted is not None and wanted != before:
            if not self.displaced and unrest(self.desk, self.wish.path, self.target):
                raise files.Changed
            _refuse_read_only(self.wish.path, self.target)
            met = bool(self.displaced)
            last = place(self.desk, self.wish, self.target, before, wanted, met=met)
            self.written = True
        for each in self.displaced:
            each.take_in()
        if last is not None:
            self.displaced.append(last)
        self._look()
        self.goal = self._next_goal(last, wanted)
        return not self.displaced

    def result(self) -> bool:
        """Tell whether the note was written; raise where its new words forbade it."""
        if self.refused is not None:
            raise self.refused
        return self.written

    def is_hopeless(self) -> bool:
        """Tell whether somebody has come in between for too long."""
        since = self.met_at or time.monotonic()
        return time.monotonic() - since > _MEETING

    def keep_both(self) -> None:
        """Put what could not be put together into notes of their own."""
        for each in self.displaced:
            if each.words is not None:
                keep(each.record, self.target, each.words)
                each.take_in()
        self._look()

    def _look(self) -> None:
        """Look at what was displaced; what holds no other words is dropped."""
        left: list[Displaced] = []
        for each in self.displaced:
            found = look(self.desk, each.record, each.known)
            if isinstance(found, bytes):
                each.words = found
                left.append(each)
        self.displaced = left
        if left and self.met_at is None:
            self.met_at = time.monotonic()

    def _next_goal(self, last: Displaced | None, wanted: bytes | None) -> Edit:
        """What is wanted once somebody's words have come to light.

        While the note is as we wrote it, the edit is made again on their words;
        else both have words, and are united.
        """
        goal = self.goal
        displaced = tuple(
            (each is last, each.known, self._theirs(each.words))
            for each in self.displaced
        )

        def again(now: bytes | None) -> bytes | None:
            result = now
            for is_last, known, theirs in displaced:
                if not is_last:
                    result = words.unite(known, result, theirs)
                elif now == wanted:
                    result = self._anew(goal, theirs)
                else:
                    ours = words.unite(known, wanted, now)
                    result = words.unite(known, ours, theirs)
            return result

        return again if displaced else goal

    def _theirs(self, data: bytes | None) -> bytes:
        """Somebody's words; they may have begun before an earlier write of ours."""
        now = time.time_ns()
        return with_own_words(self.desk, self.wish.path, data or b"", now)

    def _anew(self, goal: Edit, theirs: bytes) -> bytes | None:
        """Make the edit on somebody's words; where these forbid it, they stay."""
        try:
            made = goal(theirs)
        except RefusedToWrite as refused:
            self.refused = refused
            return theirs
        return theirs if made is None else made


def _read(path: str, target: Path) -> bytes | None:
    if not os.path.lexists(target):
        return None
    try:
        return read_file(target)
    except Unreadable as reason:
        if not os.path.lexists(target):
            return None
        raise RefusedToWrite(f"{path}: {reason}; nothing was written") from None
