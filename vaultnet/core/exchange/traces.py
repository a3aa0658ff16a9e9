"""What a mailbox, a calendar or a chat tells of you and others: days, never words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vaultnet.core.kinds import Kind


class Sort(StrEnum):
    """What somebody is known by outside the vault."""

    EMAIL = "email"
    LINKEDIN = "linkedin"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody as a file knows them: a key as ``exchange.keys`` makes it."""

    sort: Sort
    key: str


@dataclass(frozen=True, slots=True)
class Trace:
    """An interaction with everybody in ``peers``."""

    on: date
    kind: Kind
    peers: tuple[Peer, ...]


@dataclass(frozen=True, slots=True)
class Traces:
    """What a file tells of, and how much of it was left out, by the reason why."""

    traces: tuple[Trace, ...] = ()
    left: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are looked at, both included."""

    since: date
    until: date

    def leaves_out(self, on: date | None) -> str | None:
        """Say why something of a day is left out, None where it is not."""
        if on is None:
            return "without a date that can be read"
        if on > self.until:
            return f"after {self.until}"
        return f"before {self.since}" if on < self.since else None
