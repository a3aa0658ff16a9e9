"""Which new line is an old one rewritten."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from vaultnet.core.merging.diff import Pairs
from vaultnet.core.merging.pieces import Piece

Likeness: TypeAlias = Callable[[str, str], float]
"""How much of a text another one has kept, from 0 to 1."""

_WORD = re.compile(r"\w+")
_ALIKE = 0.4
_MOST = 4000  # comparisons in one stretch; in larger ones nothing is rewritten


def words_alike(old: str, new: str) -> float:
    """Compare the words of two texts (Dice's coefficient)."""
    before, after = Counter(_WORD.findall(old)), Counter(_WORD.findall(new))
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 0.0


def pair_alike(
    base: Sequence[Piece], side: Sequence[Piece], pairs: Pairs, likeness: Likeness
) -> Pairs:
    """Give these pairs, and those of old and new pieces that lie between them."""
    found = list(pairs)
    at_i = at_j = 0
    for i, j in [*pairs, (len(base), len(side))]:
        if at_i < i and at_j < j:
            found.extend(_between(base, side, (at_i, i), (at_j, j), likeness))
        at_i, at_j = i + 1, j + 1
    return sorted(found)


def _between(
    base: Sequence[Piece],
    side: Sequence[Piece],
    old: tuple[int, int],
    new: tuple[int, int],
    likeness: Likeness,
) -> Iterator[tuple[int, int]]:
    rows, columns = range(*old), range(*new)
    if len(rows) * len(columns) > _MOST:
        return
    scores = [[_score(base[i], side[j], likeness) for j in columns] for i in rows]
    best = [(i + old[0], j + new[0]) for i, j in _best_pairs(scores)]
    at_i, at_j = old[0], new[0]
    for i, j in [*best, (old[1], new[1])]:
        if i - at_i == j - at_j:  # as many lines as before: each is one of them
            same = zip(range(at_i, i), range(at_j, j), strict=True)
            yield from ((n, m) for n, m in same if _may_be_one(base[n], side[m]))
        at_i, at_j = i + 1, j + 1
    yield from best


def _may_be_one(old: Piece, new: Piece) -> bool:
    return not (old.name or new.name or old.is_blank or new.is_blank)


def _score(old: Piece, new: Piece, likeness: Likeness) -> float:
    alike = likeness(old.text, new.text) if _may_be_one(old, new) else 0.0
    return alike if alike >= _ALIKE else 0.0


def _best_pairs(scores: Sequence[Sequence[float]]) -> Pairs:
    """Give the rising pairs with the greatest sum of scores."""
    height, width = len(scores), len(scores[0])
    sums = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            taken = scores[i][j] + sums[i + 1][j + 1] if scores[i][j] else 0.0
            sums[i][j] = max(taken, sums[i + 1][j], sums[i][j + 1])
    found: Pairs = []
    i = j = 0
    while i < height and j < width:
        if scores[i][j] and sums[i][j] == scores[i][j] + sums[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif sums[i][j] == sums[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
