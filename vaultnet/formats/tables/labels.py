"""Google's cells: several values in one, a label for each, and which comes first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from vaultnet.core.notes.neutral import shown
from vaultnet.core.values import fold
from vaultnet.formats.tables.draft import Cell, Draft

MOST = 100
"""Values that are looked for in one cell."""

_JOINT = ":::"
_LONGEST = 100  # characters of a label
_FIRST = "*"  # before the label of the value that somebody prefers
# Labels that say no more than the field does.
_USUAL = frozenset(
    "home work mobile main other personal business private iphone homepage profile"
    " internet custom cell linkedin".split()
) | {""}


def split_joined(text: str) -> list[str]:
    """Give the values that Google puts into one cell, ``a ::: b``.

    After the hundredth the rest is one value, which then fits no field.
    """
    return [part for each in text.split(_JOINT, MOST) if (part := each.strip())]


def is_first(parts: Mapping[str, Cell]) -> bool:
    """Tell whether the label says that this is the preferred one."""
    return "label" in parts and parts["label"].text.startswith(_FIRST)


def label_of(parts: Mapping[str, Cell]) -> str:
    """Give the label without its mark, ``""`` for none."""
    return shown(parts["label"].text.lstrip(_FIRST)) if "label" in parts else ""


def keep_label(
    draft: Draft, parts: Mapping[str, Cell], what: str, values: Sequence[str]
) -> None:
    """Keep a label that somebody thought of, such as ``Cottage``, with its values."""
    label = label_of(parts)
    if fold(label) in _USUAL:
        return
    if len(label) > _LONGEST or not values:
        draft.keep(parts["label"].title, label)
        return
    for value in values:
        draft.keep(f"{what} ({label})", value)


def keep_rest(draft: Draft, parts: Mapping[str, Cell], known: Collection[str]) -> None:
    """Keep the parts that no field is for."""
    for part, cell in parts.items():
        if part not in known:
            draft.keep(cell.title, cell.text)
