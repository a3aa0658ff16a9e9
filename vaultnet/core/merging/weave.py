"""The merge itself: what stayed, what went, what was rewritten, what came in.

What one side did is read piece by piece against the base. A piece that one side
left alone is as the other has it; what came in on either side stays, and nothing
depends on which side is which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from vaultnet.core.merging.diff import match
from vaultnet.core.merging.pairing import Likeness, pair_alike
from vaultnet.core.merging.pieces import Clash, Part, Piece, merge_ends, text_of

Unite: TypeAlias = Callable[[Piece | None, Piece, Piece], list[Part]]
"""Makes one of a piece that both sides have rewritten; no base where both made it."""


def clash(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:  # noqa: ARG001
    """Leave to a person what was rewritten in two ways."""
    return [Clash((ours,), (theirs,))]


def is_changed(base: Piece, left: Piece) -> bool:
    """Say whether a piece says something else than before."""
    return left.text != base.text


@dataclass(frozen=True, slots=True)
class Rules:
    """How pieces of one sort are merged.

    ``likeness`` tells which new piece is an old one rewritten; without it a
    rewritten piece is one that went and one that came. ``keeps`` says of a piece
    that one side took out whether it stays as the other side has it. ``rank`` gives
    the order of what both sides put into one place; without it, and where it gives
    None, all that one side put in stays together.
    """

    unite: Unite = clash
    likeness: Likeness | None = None
    keeps: Callable[[Piece, Piece], bool] = is_changed
    rank: Callable[[Piece], tuple[int, str] | None] | None = None


def merge_pieces(
    base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece], rules: Rules
) -> list[Part]:
    """Merge three sequences of pieces; names are unique within each."""
    return list(_Merge(base, ours, theirs, rules).parts())


@dataclass(frozen=True, slots=True)
class _Edits:
    """What a side did: what each piece of the base is now, and what came before it."""

    now: list[Piece | None]
    added: list[list[Piece]]


def _read_edits(
    base: Sequence[Piece], side: Sequence[Piece], likeness: Likeness | None
) -> _Edits:
    pairs = match([each.key for each in base], [each.key for each in side])
    if likeness is not None:
        pairs = pair_alike(base, side, pairs, likeness)
    edits = _Edits([None] * len(base), [[] for _ in range(len(base) + 1)])
    gap = at = 0
    for i, j in [*pairs, (len(base), len(side))]:
        edits.added[gap].extend(side[at:j])
        if i < len(base):
            edits.now[i] = side[j]
        gap, at = i + 1, j + 1
    return edits


class _Merge:
    """One merge: three sequences, and which named pieces have found their place."""

    def __init__(
        self,
        base: Sequence[Piece],
        ours: Sequence[Piece],
        theirs: Sequence[Piece],
        rules: Rules,
    ) -> None:
        self._base = base
        self._rules = rules
        self._ours = _read_edits(base, ours, rules.likeness)
        self._theirs = _read_edits(base, theirs, rules.likeness)
        self._named = [_by_name(side) for side in (base, ours, theirs)]
        added = (*self._ours.added, *self._theirs.added)
        self._moved = {each.name for pieces in added for each in pieces if each.name}
        self._placed: set[str] = set()

    def parts(self) -> Iterator[Part]:
        """Give the parts of the result in their order."""
        ours: list[Piece] = []
        theirs: list[Piece] = []
        for place, piece in enumerate(self._base):
            ours += self._ours.added[place]
            theirs += self._theirs.added[place]
            here, there = self._ours.now[place], self._theirs.now[place]
            if not piece.name and (here is None or there is None):
                # Rewritten here and taken out there: as if it had come in here.
                ours += self._still(piece, here)
                theirs += self._still(piece, there)
                continue
            kept = self._kept(piece, here, there)
            if kept:
                yield from self._added(ours, theirs)
                yield from kept
                ours, theirs = [], []
        ours += self._ours.added[-1]
        theirs += self._theirs.added[-1]
        yield from self._added(ours, theirs)

    def _still(self, base: Piece, left: Piece | None) -> list[Piece]:
        """Give a piece that the other side took out, if it has to stay."""
        return [left] if left and self._rules.keeps(base, left) else []

    def _kept(
        self, base: Piece, ours: Piece | None, theirs: Piece | None
    ) -> list[Part]:
        """Give what has become of a piece of the base, where it stood."""
        if base.name:
            return [] if base.name in self._moved else self._content(base.name)
        return self._settle(base, ours, theirs)

    def _added(self, ours: list[Piece], theirs: list[Piece]) -> Iterator[Part]:
        for each in unite_added(ours, theirs, self._rules):
            if each.name:
                yield from self._content(each.name)
            else:
                yield each

    def _content(self, name: str) -> list[Part]:
        """Give what a named piece says now, the first time that it is asked for."""
        if name in self._placed:
            return []
        self._placed.add(name)
        return self._settle(*(side.get(name) for side in self._named))

    def _settle(
        self, base: Piece | None, ours: Piece | None, theirs: Piece | None
    ) -> list[Part]:
        if ours is None or theirs is None:
            left = ours or theirs
            return [*self._still(base, left)] if base else [left] if left else []
        if base is None or base.text not in (ours.text, theirs.text):
            if ours.text != theirs.text:
                return self._rules.unite(base, ours, theirs)
            old = base.end if base else ""
            return [replace(ours, end=merge_ends(old, ours.end, theirs.end))]
        changed = theirs if ours.text == base.text else ours
        return [replace(changed, end=merge_ends(base.end, ours.end, theirs.end))]


def _by_name(pieces: Sequence[Piece]) -> Mapping[str, Piece]:
    return {each.name: each for each in pieces if each.name}


def unite_added(
    ours: Sequence[Piece], theirs: Sequence[Piece], rules: Rules
) -> list[Piece]:
    """Give what both sides put into one place: all of it, and the same thing once."""
    if not ours or not theirs:
        return [*ours, *theirs]
    first, second = sorted((ours, theirs), key=_value)
    keys = [each.key for each in first], [each.key for each in second]
    pairs = [pair for pair in match(*keys) if _is_telling(first[pair[0]])]
    united: list[Piece] = []
    i = j = 0
    for at_i, at_j in [*pairs, (len(first), len(second))]:
        united += _side_by_side(first[i:at_i], second[j:at_j], rules)
        if at_i < len(first):
            end = max(first[at_i].end, second[at_j].end)
            united.append(replace(first[at_i], end=end))
        i, j = at_i + 1, at_j + 1
    return united


def _value(pieces: Sequence[Piece]) -> tuple[str, tuple[str, ...]]:
    return text_of(pieces), tuple(each.end for each in pieces)


def _is_telling(piece: Piece) -> bool:
    """Say whether two such pieces are one: a rule or a fence tells nothing."""
    if piece.name:
        return True
    bare = piece.text.lstrip()
    return not bare.startswith(("```", "~~~")) and any(map(str.isalnum, bare))


def _side_by_side(
    ours: Sequence[Piece], theirs: Sequence[Piece], rules: Rules
) -> list[Piece]:
    """Give two stretches that have nothing in common, in an order of their own."""
    first, second = sorted((ours, theirs), key=_value)
    if all(each.is_blank for each in first):
        return [*first[_shared_blanks(first, second) :], *second]
    if all(each.is_blank for each in second):
        return [*first, *second[_shared_blanks(second, first) :]]
    ranked = _in_ranks(first, second, rules) if rules.rank else None
    return ranked or [*first, *second]


def _shared_blanks(blank: Sequence[Piece], other: Sequence[Piece]) -> int:
    """Give how many of these blank pieces the other stretch has at one of its ends."""
    told = [n for n, each in enumerate(other) if not each.is_blank]
    if not told:
        return min(len(blank), len(other))
    return min(len(blank), max(told[0], len(other) - told[-1] - 1))


def _in_ranks(
    first: Sequence[Piece], second: Sequence[Piece], rules: Rules
) -> list[Piece] | None:
    """Merge two stretches by rank, each blank with what it parts from the next."""
    left, right = _groups(first, rules), _groups(second, rules)
    if left is None or right is None:
        return None
    united: list[Piece] = []
    while left and right:
        united += (left if left[0][0] <= right[0][0] else right).pop(0)[1]
    return [*united, *(each for _, group in (*left, *right) for each in group)]


def _groups(
    pieces: Sequence[Piece], rules: Rules
) -> list[tuple[tuple[int, str], list[Piece]]] | None:
    """Give each ranked piece with the blank ones before or after it."""
    if rules.rank is None:
        return None
    leads = bool(pieces) and pieces[0].is_blank
    groups: list[tuple[tuple[int, str], list[Piece]]] = []
    blanks: list[Piece] = []
    for each in pieces:
        rank = rules.rank(each)
        if each.is_blank:
            (blanks if leads or not groups else groups[-1][1]).append(each)
        elif rank is None:
            return None
        else:
            groups.append((rank, [*blanks, each]))
            blanks = []
    if groups:
        groups[-1][1].extend(blanks)
    return groups
