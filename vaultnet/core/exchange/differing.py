"""What a note has one way and a file another: said, and put in place if one asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaultnet.core.exchange.entry import key_of
from vaultnet.core.exchange.escapes import unescape
from vaultnet.core.exchange.person import Person, Photo
from vaultnet.core.notes.neutral import neutral
from vaultnet.core.values import fold, safe_name

NAME = "name"
"""The field of a difference that is settled by renaming the note, and not here."""


@dataclass(frozen=True, slots=True)
class Differs:
    """A value that is left as it is, though the outside has another.

    ``field`` is the note's key, or a property of a card; of that ``lines`` are the
    two as they are written. ``here`` and ``there`` are for people to read.
    ``picture`` is the one that the outside has.
    """

    field: str
    here: str
    there: str
    lines: tuple[str, str] | None = None
    picture: Photo | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the one value can be put in the place of the other."""
        return self.field != NAME


def differing_lines(here: str, there: str) -> Differs:
    """Give how two lines of cards differ, without the marks around their values."""
    ours, theirs = (unescape(each.partition(":")[2]) for each in (here, there))
    return Differs(key_of(here), ours, theirs, lines=(here, there))


def differing_picture(
    key: str, link: str, here: Photo | str | None, there: Photo | str
) -> Differs | None:
    """Give how a picture differs from that of a note, None where it is the same.

    ``key`` and ``link`` are the field of the note as it is written.
    """
    if isinstance(there, str):
        if here == there:
            return None
        return Differs(key, link, there)
    if isinstance(here, Photo) and here.data == there.data:
        return None
    size = max(1, len(there.data) // 1024)
    said = f"another picture ({there.sort}, {size} KB)"
    return Differs(key, link, said, picture=there)


def differing_name(names: Sequence[str], person: Person) -> Differs | None:
    """Give how somebody is called otherwise than all these names.

    The first of ``names`` is how the note is called.
    """
    theirs = {fold(person.name), fold(safe_name(person.name)), _key(person.name)}
    if theirs & {key for name in names for key in (fold(name), _key(name))}:
        return None
    return Differs(NAME, names[0], person.name)


def _key(name: str) -> str:
    return fold(neutral(name))
