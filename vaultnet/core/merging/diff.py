"""Which elements two sequences have in common, in their order.

Elements that are unique on both sides are matched first (Bram Cohen's patience
diff), because in Markdown a blank line or a rule matches anything; what lies
between them is matched as Eugene Myers has it (An O(ND) Difference Algorithm and
Its Variations, 1986).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

Pairs: TypeAlias = list[tuple[int, int]]
"""Places of equal elements, rising on both sides."""

_MOST_EDITS = 1000  # between two anchors; beyond that nothing there is matched


def match(a: Sequence[str], b: Sequence[str]) -> Pairs:
    """Give the places of the elements that ``a`` and ``b`` have in common."""
    found: Pairs = []
    todo = [(0, len(a), 0, len(b))]
    while todo:
        at_a, end_a, at_b, end_b = _within_ends(a, b, *todo.pop(), found)
        inner_a, inner_b = a[at_a:end_a], b[at_b:end_b]
        if not inner_a or not inner_b:
            continue
        anchors = [(at_a + i, at_b + j) for i, j in _anchors(inner_a, inner_b)]
        if not anchors:
            pairs = _shortest(inner_a, inner_b)
            found.extend((at_a + i, at_b + j) for i, j in pairs)
            continue
        found.extend(anchors)
        starts = [(at_a, at_b), *((i + 1, j + 1) for i, j in anchors)]
        for start, end in zip(starts, [*anchors, (end_a, end_b)], strict=True):
            todo.append((start[0], end[0], start[1], end[1]))
    return sorted(found)


def _within_ends(
    a: Sequence[str],
    b: Sequence[str],
    at_a: int,
    end_a: int,
    at_b: int,
    end_b: int,
    found: Pairs,
) -> tuple[int, int, int, int]:
    """Match what begins and ends alike; give the bounds of what is left."""
    while at_a < end_a and at_b < end_b and a[at_a] == b[at_b]:
        found.append((at_a, at_b))
        at_a, at_b = at_a + 1, at_b + 1
    while at_a < end_a and at_b < end_b and a[end_a - 1] == b[end_b - 1]:
        end_a, end_b = end_a - 1, end_b - 1
        found.append((end_a, end_b))
    return at_a, end_a, at_b, end_b


def _anchors(a: Sequence[str], b: Sequence[str]) -> Pairs:
    """Give the longest rising run among the elements that stand once on each side."""
    count_a, count_b = Counter(a), Counter(b)
    place = {each: j for j, each in enumerate(b) if count_b[each] == 1}
    unique = [
        (i, place[each])
        for i, each in enumerate(a)
        if count_a[each] == 1 and each in place
    ]
    ends: list[int] = []  # the smallest place that ends a run of each length
    runs: list[int] = []
    for _, j in unique:
        length = bisect_left(ends, j)
        ends[length:] = [j] if length == len(ends) else [j, *ends[length + 1 :]]
        runs.append(length)
    rising: Pairs = []
    wanted = len(ends) - 1
    for pair, length in zip(reversed(unique), reversed(runs), strict=True):
        if length == wanted:
            rising.append(pair)
            wanted -= 1
    return rising[::-1]


def _shortest(a: Sequence[str], b: Sequence[str]) -> Pairs:
    """Give the pairs of a shortest edit from ``a`` to ``b``."""
    furthest = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(len(a) + len(b), _MOST_EDITS) + 1):
        trail.append(dict(furthest))
        for diagonal in range(-edits, edits + 1, 2):
            before = _step(furthest, diagonal, edits)
            x = furthest[before] + (before < diagonal)
            y = x - diagonal
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= len(a) and y >= len(b):
                return _walk_back(trail, len(a), len(b))
    return []


def _step(furthest: dict[int, int], diagonal: int, edits: int) -> int:
    """Give the diagonal from which one edit more leads furthest onto this one."""
    below, above = diagonal - 1, diagonal + 1
    if diagonal == -edits:
        return above
    if diagonal != edits and furthest[below] < furthest[above]:
        return above
    return below


def _walk_back(trail: list[dict[int, int]], x: int, y: int) -> Pairs:
    pairs: Pairs = []
    for edits in range(len(trail) - 1, -1, -1):
        before = _step(trail[edits], x - y, edits)
        start_x = trail[edits][before]
        start_y = start_x - before
        while x > max(start_x, 0) and y > max(start_y, 0):
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = start_x, start_y
    return pairs
