"""The rounds of the watcher: refresh, write the week, say what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vaultnet.adapters.vault import Vault
from vaultnet.core.dates.week import week_of
from vaultnet.core.values import NotePath, Problem, say_count
from vaultnet.errors import Busy, RefusedToWrite
from vaultnet.pipeline.keeping import keep_week
from vaultnet.pipeline.snapshot import refresh
from vaultnet.pipeline.ticks import Tick, bring_home


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did.

    ``waiting`` says what could not be written now; ``new_problems`` and
    ``new_refusals`` (one line a note) are those that the last round had not.
    """

    changed: int
    removed: int
    path: NotePath
    written: bool
    ticks: tuple[Tick, ...]
    waiting: tuple[RefusedToWrite, ...]
    problems: int
    new_problems: tuple[Problem, ...]
    new_refusals: tuple[str, ...]

    @property
    def is_news(self) -> bool:
        """Whether anything happened that is worth a line."""
        return bool(self.changed or self.removed or self.written or self.ticks)

    @property
    def is_busy(self) -> bool:
        """Whether a note waits only because something is writing into it."""
        return any(isinstance(each, Busy) for each in self.waiting)

    def sentence(self) -> str:
        """Say what happened in one line."""
        gone = f", {self.removed} gone" if self.removed else ""
        names = ", ".join(each.contact.profile.name for each in self.ticks)
        logged = f"; logged {names}" if names else ""
        wrote = f"; wrote {self.path}" if self.written else ""
        return f"{say_count(self.changed, 'note')} read{gone}{logged}{wrote}"

    def values(self) -> dict[str, object]:
        """Give the round as ``watch --json`` has it."""
        return {
            "changed": self.changed,
            "removed": self.removed,
            "path": self.path,
            "written": self.written,
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

    def known_size(self, path: str) -> int | None:
        """Give a note's size in bytes as the last round read it."""
        return self._sizes.get(path)

    def run(self) -> Round:
        """Bring index and week up to date; once more where our own note changed.

        Raises what a refresh and a write raise; the next round tries again.
        """
        today = self._today()
        self.vault.begin("what you ticked")
        self.vault.recover()
        snapshot, taken = bring_home(refresh(self.vault, self._cache), today, dry=False)
        self.vault.begin("watch", undoable=False)
        written, refused = keep_week(snapshot, week_of(today), today, dry=False)
        self._sizes = {path: each.size for path, each in snapshot.files.notes.items()}
        problems = frozenset((*snapshot.problems, *written.problems, *taken.problems))
        new = problems - self._told
        self._told = problems
        waiting = (*taken.refused, *refused)
        refusals = {str(each) for each in waiting if not isinstance(each, Busy)}
        new_refusals = tuple(sorted(refusals - self._refused))
        self._refused = refusals
        return Round(
            changed=snapshot.changes.changed,
            removed=snapshot.changes.removed,
            path=written.path,
            written=written.written,
            ticks=tuple(taken.ticks),
            waiting=waiting,
            problems=len(problems),
            new_problems=tuple(sorted(new)),
            new_refusals=new_refusals,
        )
