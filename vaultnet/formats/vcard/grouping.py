"""Groups of lines: a label stays with what it labels, and no number is used twice."""

from __future__ import annotations

import binascii
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from vaultnet.formats.vcard.entries import WRAPPED, Entry, before_value
from vaultnet.formats.vcard.escapes import escape
from vaultnet.formats.vcard.fresh import Fresh
from vaultnet.formats.vcard.lines import is_base64
from vaultnet.formats.vcard.properties import LABELS


def with_groups(
    chosen: Iterable[Entry | Fresh], kept: Sequence[Entry]
) -> Iterator[str]:
    """Give the lines as text: with the labels of their groups, safe for any reader.

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
        yield _sound(item)
        yield from map(_sound, labels.pop(item.group, ()))
    for group, left in labels.items():
        if group not in members:
            yield from map(_sound, left)


def _fresh(item: Fresh, free: Iterator[str]) -> Iterator[str]:
    if not item.label:
        yield item.text
        return
    group = next(free)
    yield f"{group}.{item.text}"
    yield f"{group}.X-ABLabel:{item.label}"


def _sound(entry: Entry) -> str:
    """Give a line that vobject takes: one that it does not is a value of our own."""
    return entry.text if _is_sound(entry) else f"{WRAPPED}:{escape(entry.text)}"


def _is_sound(entry: Entry) -> bool:
    line = entry.line
    if line is None:
        return False
    if "ENCODING" not in line.head.params:
        return "quoted-printable" not in before_value(entry).lower()
    if not is_base64(line.head):
        return False
    try:
        binascii.a2b_base64(line.value.encode("ascii"))
    except (binascii.Error, UnicodeEncodeError):
        return False
    return True
