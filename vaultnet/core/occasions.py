"""Birthdays and other days that come back every year."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of the year; ``year`` is None where it is not known."""

    month: int
    day: int
    year: int | None = None
