"""The rounds of the watcher: refresh, write the week, say what happened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from vaultnet.adapters.vault import Vault
from vaultnet.core.dates.week import week_of
from vaultnet.core.values import NotePath, Problem, say_count
from vaultnet.errors import Busy, MergeUnderWay, RefusedToWrite
from vaultnet.pipeline.due import week_note_path
from vaultnet.pipeline.entering import Tick
from vaultnet.pipeline.keeping import keep_week
from vaultnet.pipeline.snapshot import Snapshot, refresh
from vaultnet.pipeline.ticks import Unsettled, bring_home
from vaultnet.pipeline.week import WrittenWeek

_LOOKING_ON = (
    "a merge or rebase is under way in this vault; nothing is written until it is over"
)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did.

    ``calendars`` are those that were brought up to date. ``notices`` say, a line each,
    what was done besides, ``waiting`` what could not be written now; ``new_problems``
    and ``new_refusals`` (one line a note) are those that the last round had not.
    """

    changed: int
    removed: int
    path: NotePath
    written: bool
    ticks: tuple[Tick, ...]
    notices: tuple[str, ...]
    calendars: tuple[str, ...]
    waiting: tuple[RefusedToWrite, ...]
    problems: int
    new_problems: tuple[Problem, ...]
    new_refusals: tuple[str, ...]

    @property
    def is_news(self) -> bool:
        """Whether anything happened that is worth a line."""
        wrote = self.written or self.calendars
        return bool(self.changed or self.removed or wrote or self.ticks)

    @property
    def is_busy(self) -> bool:
        """Whether a note waits only because something is writing into it."""
        return any(isinstance(each, Busy) for each in self.waiting)

    def sentence(self) -> str:
        """Say what happened in one line."""
        gone = f", {self.removed} gone" if self.removed else ""
        names = ", ".join(each.contact.profile.name for each in self.ticks)
        logged = f"; logged {names}" if names else ""
        written = (*([self.path] if self.written else ()), *self.calendars)
        wrote = f"; wrote {' and '.join(written)}" if written else ""
        return f"{say_count(self.changed, 'note')} read{gone}{logged}{wrote}"

    def values(self) -> dict[str, object]:
        """Give the round as ``watch --json`` has it."""
        return {
            "changed": self.changed,
            "removed": self.removed,
            "path": self.path,
            "written": self.written,
            "calendars": self.calendars,
            "ticks": [each.contact.profile.path for each in self.ticks],
            "waiting": len(self.waiting),
            "problems": self.problems,
        }


class Rounds:
    """Runs rounds, and remembers which problems have been told already."""

    def __init__(self, vault: Vault, cache: Path, today: Callable[[], date]) -> None:
        self.vault = vault
        self._cache = cache
        self._today = today
        self._told: frozenset[Problem] = frozenset()
        self._refused: set[str] = set()
        self._sizes: Mapping[str, int] = {}
        self._is_merging = False

    def is_free_again(self) -> bool:
        """Tell whether a merge was under way in the last round, and is over."""
        return self._is_merging and not self.vault.is_merging()

    def known_size(self, path: str) -> int | None:
        """Give a note's size in bytes as the last round read it."""
        return self._sizes.get(path)

    def run(self, unsettled: Unsettled = tuple) -> Round:
        """Bring home what was ticked, and bring index and week up to date.

        What was ticked in ``unsettled`` notes, and what is wrong in them, waits for
        another round. While a merge is under way nothing is written. Raises what a
        refresh raises.
        """
        today = self._today()
        self.vault.begin("what you ticked")
        self.vault.recover()
        snapshot = refresh(self.vault, self._cache)
        self._sizes = {path: each.size for path, each in snapshot.files.notes.items()}
        if not self.vault.is_merging():
            with suppress(MergeUnderWay):  # one that began just now
                return self._write(snapshot, today, unsettled)
        return self._look_on(snapshot, today)

    def _write(self, snapshot: Snapshot, today: date, unsettled: Unsettled) -> Round:
        snapshot, taken = bring_home(snapshot, today, dry=False, unsettled=unsettled)
        self.vault.begin("watch", undoable=False)
        written, refused = keep_week(snapshot, week_of(today), today, dry=False)
        calendars, not_written = _keep_calendars(snapshot, written, today)
        refused = (*refused, *not_written)
        found = (*snapshot.problems, *_found(written), *taken.problems)
        problems = self._settled(found, unsettled())
        done = self._told_of(snapshot, today, problems, (*taken.refused, *refused))
        self._told = problems
        return replace(
            done,
            written=written is not None and written.written,
            ticks=tuple(taken.ticks),
            notices=tuple(taken.notices),
            calendars=calendars,
        )

    def _look_on(self, snapshot: Snapshot, today: date) -> Round:
        """Read, and leave all notes to git."""
        problems = frozenset(snapshot.problems)
        done = self._told_of(snapshot, today, problems, (MergeUnderWay(_LOOKING_ON),))
        self._told |= problems
        return done

    def _told_of(
        self,
        snapshot: Snapshot,
        today: date,
        problems: frozenset[Problem],
        waiting: tuple[RefusedToWrite, ...],
    ) -> Round:
        """Give a round in which nothing was written, with what is new in it."""
        refusals = {str(each) for each in waiting if not isinstance(each, Busy)}
        new_refusals = tuple(sorted(refusals - self._refused))
        self._refused = refusals
        self._is_merging = any(isinstance(each, MergeUnderWay) for each in waiting)
        return Round(
            changed=snapshot.changes.changed,
            removed=snapshot.changes.removed,
            path=week_note_path(snapshot, week_of(today)),
            written=False,
            ticks=(),
            notices=(),
            calendars=(),
            waiting=waiting,
            problems=len(problems),
            new_problems=tuple(sorted(problems - self._told)),
            new_refusals=new_refusals,
        )

    def _settled(
        self, found: Iterable[Problem], unsettled: Collection[str]
    ) -> frozenset[Problem]:
        """Give the problems of whole notes; what was told of the others still holds."""
        whole = (each for each in found if each.path not in unsettled)
        told = (each for each in self._told if each.path in unsettled)
        return frozenset((*whole, *told))


def _found(written: WrittenWeek | None) -> tuple[Problem, ...]:
    return () if written is None else written.problems


def _keep_calendars(
    snapshot: Snapshot, week: WrittenWeek | None, today: date
) -> tuple[tuple[str, ...], tuple[RefusedToWrite, ...]]:
    """Bring the calendars up to date where the configuration asks for that.

    Gives those that changed, and why files were left as they were.
    """
    config = snapshot.config.calendar
    if not config.keep:
        return (), ()
    from vaultnet.pipeline.outgoing import (  # noqa: PLC0415 (icalendar, 30 ms)
        said_path,
        write_calendars,
    )

    if week is not None and week.written:
        snapshot = snapshot.again()  # whom the note lists is for the calendar, too
    feeds = write_calendars(snapshot, config.out, today, dry=False)
    changed = tuple(said_path(snapshot, each.path) for each in feeds if each.changed)
    return changed, tuple(reason for each in feeds for reason in each.refused)
