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
        self._called: dict[str, set[NotePath]] = {}
        for profile in self.people.values():
            for alias in profile.aliases:
                self._called.setdefault(fold(alias), set()).add(profile.path)

    def linked(self, target: str, source: NotePath) -> NotePath | None:
        """Give the person that a link means in Obsidian, None where it is nobody."""
        path = self.linker.resolve(target, source)
        return NotePath(path) if path in self.people and path is not None else None

    def meant(self, target: str, source: NotePath) -> NotePath | None:
        """Give the person that a line of a weekly note is about.

        As ``linked``; where the link leads nowhere any more, whoever had that path
        before, else the one person who has that name for an alias.
        """
        if self.linker.resolve(target, source) is not None:
            return self.linked(target, source)
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
