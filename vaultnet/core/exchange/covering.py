"""Whether one card says all that another does, however the two are written.

Servers and phones write a card anew: in another order, with other marks around the
same values. That alone is nothing new.
"""

from __future__ import annotations

from vaultnet.core.exchange.card_lines import Fact, facts_of
from vaultnet.core.exchange.entry import compared, plain_fields
from vaultnet.core.exchange.person import Person

_BOOKKEEPING = frozenset({"PRODID", "REV", "UID", "VERSION"})


def covers(mine: Person, theirs: Person, region: str) -> bool:
    """Tell whether mine says all that theirs does, once it is in a note.

    ``region`` is where numbers without a country are at home.
    """
    return (
        _said(theirs, region) <= _said(mine, region)
        and theirs.note.strip() in ("", mine.note.strip())
        and _kept(theirs) <= _kept(mine)
        and theirs.photo in (None, mine.photo)
    )


def _said(person: Person, region: str) -> set[tuple[str, str]]:
    return {
        (name, compared(name, value, region))
        for name, values in plain_fields(person).items()
        for value in values
    }


def _kept(person: Person) -> set[Fact]:
    """What the kept lines say, without what programs note for themselves."""
    facts = facts_of(person.kept)
    return {fact for fact in facts if fact[0][0] not in _BOOKKEEPING}
