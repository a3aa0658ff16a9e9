"""Whom a link means, also after their note was renamed or moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vaultnet.core.linking import Linker
from vaultnet.core.people.profile import Profile
from vaultnet.core.values import NotePath, fold


class Who:
    """The people of a vault by what links call them."""

    def __init__(
        self,
        linker: Linker,
        people: Iterable[Profile],
        moved: Mapping[NotePath, NotePath] | None = None,
    ) -> None:
        """Take who there is, and where notes went that had another path before."""
        self.linker = linker
        self.people: Mapping[NotePath, Profile] = {each.path: each for each in people}
        self._moved = moved or {}
        self._before = Linker(self._moved)
        self._taken_in = _taken_in(self.people.values())
        self._former = Linker(self._taken_in)
        self._called: dict[str, set[NotePath]] = {}
        for profile in self.people.values():
            for alias in profile.aliases:
                self._called.setdefault(fold(alias), set()).add(profile.path)

    def linked(self, target: str, source: NotePath) -> NotePath | None:
        """Give the person that a link means, None where it is nobody.

        As in Obsidian; where it leads nowhere there, the person whose note says that
        it has taken in the note that the link means.
        """
        path = self.linker.resolve(target, source)
        if path is None:
            return self.took_in(target, source)
        return NotePath(path) if path in self.people else None

    def took_in(self, target: str, source: NotePath) -> NotePath | None:
        """Give the person whose note has taken in the one that a link means."""
        old = self._former.resolve(target, source)
        return None if old is None else self._taken_in[NotePath(old)]

    def meant(self, target: str, source: NotePath) -> NotePath | None:
        """Give the person that a line of a weekly note is about.

        As ``linked``; where the link leads nowhere any more, whoever had that path
        before, else the one person who has that name for an alias.
        """
        found = self.linked(target, source)
        if found is not None or self.linker.resolve(target, source) is not None:
            return found
        old = self._before.resolve(target, source)
        for _ in range(len(self._moved)):
            if old is None or old in self.people:
                break
            old = self._moved.get(NotePath(old))
        if old in self.people and old is not None:
            return NotePath(old)
        called = self._called.get(fold(target.partition("#")[0].strip()), set())
        return next(iter(called)) if len(called) == 1 else None

    def alias_of(self, target: str) -> Profile | None:
        """Give somebody who has this name for an alias; links do not follow those."""
        called = self._called.get(fold(target))
        return self.people[min(called)] if called else None


def _taken_in(people: Iterable[Profile]) -> Mapping[NotePath, NotePath]:
    """Map notes that are gone to the one that took them in; two of them are none."""
    found: dict[NotePath, set[NotePath]] = {}
    for profile in people:
        for name in profile.formerly:
            found.setdefault(NotePath(f"{name}.md"), set()).add(profile.path)
    return {old: min(new) for old, new in found.items() if len(new) == 1}
