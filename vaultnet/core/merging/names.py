"""Which entry of a list is which on the other side, though it was moved or reworded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vaultnet.core.merging.diff import match
from vaultnet.core.merging.pairing import pair_alike, words_alike
from vaultnet.core.merging.pieces import Piece

_FIRM = "#"


def unique(names: Iterable[str]) -> list[str]:
    """Give names of which none stands twice: each of a kind gets its number."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(f"{name} {seen[name]}")
    return found


def firm(name: str) -> str:
    """Give a name that says by itself what a piece is: another one is another piece."""
    return f"{_FIRM}{name}" if name else ""


def with_unique_names(pieces: Sequence[Piece]) -> list[Piece]:
    """Give the pieces, those that have a name with one that is theirs alone."""
    numbered = iter(unique(each.name for each in pieces if each.name))
    return [
        replace(each, name=next(numbered)) if each.name else each for each in pieces
    ]


def with_names_of(base: Sequence[Piece], side: Sequence[Piece]) -> list[Piece]:
    """Give the pieces of a side with the names that they have in the base.

    A named piece that the base does not have takes the name of one that went, if
    it stands in its place and says much the same, unless its name is a firm one.
    """
    firm_ones = {each.name for each in (*base, *side) if each.name.startswith(_FIRM)}
    known = firm_ones | ({each.name for each in base} & {each.name for each in side})
    names = [each.key for each in base], [each.key for each in side]
    old, new = _without_known(base, known), _without_known(side, known)
    pairs = dict(pair_alike(old, new, match(*names), words_alike))
    renamed = {
        j: base[i].name
        for i, j in pairs.items()
        if base[i].name and side[j].name and not (new[j].name or old[i].name)
    }
    return [
        replace(each, name=renamed[n]) if n in renamed else each
        for n, each in enumerate(side)
    ]


def _without_known(pieces: Sequence[Piece], known: set[str]) -> list[Piece]:
    """Leave a name only to those that cannot be each other: known ones, and lines."""
    return [
        replace(
            each, name="" if each.name and each.name not in known else each.key or " "
        )
        for each in pieces
    ]
