"""Somebody of the vault as one row of a table."""

from __future__ import annotations

from vaultnet.core.exchange.person import FIELDS, Person

COLUMNS = ("name", "aliases", *FIELDS, "uid")
"""What a table tells of a person, in its order: all that an import reads again."""


def row_of(person: Person, uid: str | None) -> dict[str, tuple[str, ...]]:
    """Give the values of each column; ``uid`` is the one that the note has."""
    row = {"name": (person.name,), "aliases": person.others}
    row |= {name: tuple(texts) for name, texts in person.fields.items()}
    row["uid"] = (uid,) if uid else ()
    return {name: texts for name, texts in row.items() if texts}
