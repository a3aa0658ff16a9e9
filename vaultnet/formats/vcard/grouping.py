"""Groups of lines: a label stays with what it labels, and no number is used twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from vaultnet.formats.vcard.entries import Entry
from vaultnet.formats.vcard.fresh import Fresh
from vaultnet.formats.vcard.properties import LABELS


def with_groups(
    chosen: Iterable[Entry | Fresh], kept: Sequence[Entry]
) -> Iterator[str]:
    """Give the lines as text, with the labels of their groups.

    A label of which nothing was chosen is left out; one that never had anything to
    label stays.
    """
    taken = {entry.group for entry in kept}
    free = (f"item{number}" for number in count(1))
    free = (name for name in free if name not in taken)
    labels: dict[str, list[Entry]] = {}
    for entry in kept:
        if entry.name in LABELS:
            labels.setdefault(entry.group, []).append(entry)
    members = {entry.group for entry in kept if entry.name not in LABELS}
    for item in chosen:
        if isinstance(item, Fresh):
            yield from _fresh(item, free)
            continue
        yield item.written
        yield from (entry.written for entry in labels.pop(item.group, ()))
    for group, left in labels.items():
        if group not in members:
            yield from (entry.written for entry in left)


def _fresh(item: Fresh, free: Iterator[str]) -> Iterator[str]:
    if not item.label:
        yield item.text
        return
    group = next(free)
    yield f"{group}.{item.text}"
    yield f"{group}.X-ABLabel:{item.label}"
