"""Somebody as an address book has them, whatever format it is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FIELDS = (
    "email", "phone", "whatsapp", "signal", "telegram", "linkedin", "url", "company",
    "role", "location", "address", "birthday", "anniversary", "met", "met_at",
    "connected_on", "tags",
)  # fmt: skip
"""The canonical names of the fields that a person can bring along."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture: its bytes and what sort it is, such as ``jpeg`` or ``png``."""

    data: bytes
    sort: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as data from outside or for the outside; nothing in it is trusted.

    ``name`` is the full name as one shows it, ``others`` are further names. ``fields``
    maps names of ``FIELDS`` to their values, the preferred first; days are
    ``YYYY-MM-DD``, or ``MM-DD`` for a birthday without its year. ``note`` is free
    text of one or more lines. ``kept`` are vCard lines, unfolded, as they were
    written: all that the rest does not say. ``photo`` is a picture or its address.
    ``line`` is where the file begins to tell of them, from 1; 0 if no file does.
    """

    name: str
    others: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    uid: str | None = None
    note: str = ""
    kept: tuple[str, ...] = ()
    photo: Photo | str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line, or a value in it, that could not be used, and why.

    ``is_kept``: the person keeps the line all the same.
    """

    line: int
    why: str
    is_kept: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody whom a file tells of, in its order, and what could not be used."""

    people: tuple[Person, ...] = ()
    skipped: tuple[Skipped, ...] = ()
