"""Whether one card says all that another does, however the two are written.

Servers and phones write a card anew: in another order, with other marks around the
same values. That alone is nothing new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from vaultnet.core.exchange.entry import compared, plain_fields
from vaultnet.core.exchange.person import Person

_BOOKKEEPING = frozenset({"PRODID", "REV", "UID", "VERSION"})
_PART = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([^=;:"]*)=?((?:[^";]|"[^"]*")*)')


def covers(mine: Person, theirs: Person, region: str) -> bool:
    """Tell whether mine says all that theirs does, once it is in a note.

    ``region`` is where numbers without a country are at home.
    """
    return (
        _said(theirs, region) <= _said(mine, region)
        and theirs.note.strip() in ("", mine.note.strip())
        and _kept(theirs.kept) <= _kept(mine.kept)
        and theirs.photo in (None, mine.photo)
    )


def _said(person: Person, region: str) -> set[tuple[str, str]]:
    return {
        (name, compared(name, value, region))
        for name, values in plain_fields(person).items()
        for value in values
    }


def _kept(lines: Iterable[str]) -> set[tuple[str, frozenset[tuple[str, str]], str]]:
    """The lines without their group, the order of their marks, and backslashes.

    Some servers double a backslash each time that they write.
    """
    found = set()
    for line in lines:
        head, value = match.groups() if (match := _PART.fullmatch(line)) else (line, "")
        name = head.partition(";")[0].rpartition(".")[2].upper()
        if name not in _BOOKKEEPING:
            found.add((name, _marks(head), value.replace("\\", "").strip()))
    return found


def _marks(head: str) -> frozenset[tuple[str, str]]:
    """The parameters of a line: ``TYPE=HOME,PREF`` and ``;HOME;PREF`` are the same."""
    return frozenset(
        (name.upper() if several else "TYPE", one.strip('" ').casefold())
        for name, several in _PARAMETER.findall(head)
        for one in (several or name).split(",")
    )
