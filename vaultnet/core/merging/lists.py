"""Lists among the fields, merged as sets in an order, each item as it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from vaultnet.core.merging.names import unique
from vaultnet.core.merging.pieces import Part, Piece, merge_ends
from vaultnet.core.merging.weave import Rules, merge_pieces
from vaultnet.core.notes.edit import yaml_text
from vaultnet.core.notes.lines import line_end, split_lines
from vaultnet.core.notes.note import Field, Value
from vaultnet.core.notes.yaml_events import Event, read_events
from vaultnet.core.notes.yaml_faults import BadYaml

_DASH = re.compile(r"[ \t]*-[ \t]+")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}#:]")
_FLOW, _BLOCK = "[", "-"


@dataclass(frozen=True, slots=True)
class ListText:
    """A list as it is written: what stands before its items, each item, what follows.

    ``style`` is ``[``, ``-``, or empty where there are no items. An item of a block
    is its lines, one of a flow what stands between the commas.
    """

    style: str
    head: str
    items: tuple[Piece, ...]
    tail: str


def unite_lists(
    fields: tuple[Field | None, Field, Field], texts: tuple[str, str, str]
) -> tuple[str, list[Value]] | None:
    """Merge a list field: its text, and the value that it must have when read.

    ``texts`` are the lines of the field in base, ours and theirs. None where a side
    is no list, or is written in a way that cannot be taken apart.
    """
    base, ours, theirs = (
        _read_list(text, field) for text, field in zip(texts, fields, strict=True)
    )
    if base is None or ours is None or theirs is None:
        return None
    merged = merge_pieces(base.items, ours.items, theirs.items, Rules(_greater))
    items = [each for each in merged if isinstance(each, Piece)]
    values = {
        each.name: value
        for each, value in (
            *_valued(base, fields[0]),
            *_valued(ours, fields[1]),
            *_valued(theirs, fields[2]),
        )
    }
    style = merge_ends(base.style, ours.style, theirs.style)
    fitting = [each for each in (ours, theirs) if each.style == style]
    frame = max(fitting, key=lambda each: (each.head, each.tail))
    united = [values[each.name] for each in items]
    if style == _FLOW:
        return _render_flow(frame, items, united), united
    return _render_block(frame, items), united


def _greater(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:  # noqa: ARG001
    return [max(ours, theirs, key=lambda each: each.text)]


def _valued(text: ListText, field: Field | None) -> list[tuple[Piece, Value]]:
    value = field.value if field else None
    return list(zip(text.items, value if isinstance(value, list) else (), strict=True))


def _read_list(text: str, field: Field | None) -> ListText | None:
    """Take a list apart; an empty field, and one that is not there, has no items."""
    if field is None:
        return ListText("", "", (), "")
    if field.value in (None, []):
        key = text.partition(":")[0]
        return ListText("", f"{key}:", (), line_end(text))
    if not isinstance(field.value, list):
        return None
    try:
        events = read_events(text, 1)
    except BadYaml:
        return None
    nodes = _nodes(events)
    if len(nodes) != len(field.value):
        return None
    names = unique(map(repr, field.value))
    opening = events[2].start_mark.index
    if text[opening : opening + 1] == _FLOW:
        return _read_flow(text, names, nodes, opening)
    return _read_block(text, names, nodes)


def _nodes(events: Sequence[Event]) -> list[tuple[int, int]]:
    """Give where the items of the list that is a field's value begin and end."""
    found: list[tuple[int, int]] = []
    depth = 0
    for event in events[3:]:
        if depth == 0 and isinstance(event, yaml.SequenceEndEvent):
            break
        if depth == 0:
            found.append((event.start_mark.index, event.end_mark.index))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth == 0:
            found[-1] = (found[-1][0], event.end_mark.index)
    return found


def _read_flow(
    text: str, names: Sequence[str], nodes: Sequence[tuple[int, int]], opening: int
) -> ListText | None:
    closing = text.find("]", nodes[-1][1])
    if "\n" in text[opening:closing] or closing < 0:
        return None
    items = (
        Piece(text[start:end], "", name)
        for (start, end), name in zip(nodes, names, strict=True)
    )
    return ListText(_FLOW, text[: opening + 1], tuple(items), text[closing:])


def _read_block(
    text: str, names: Sequence[str], nodes: Sequence[tuple[int, int]]
) -> ListText | None:
    lines = split_lines(text)
    starts = [text.count("\n", 0, start) for start, _ in nodes]
    if not all(_DASH.match(lines[n]) for n in starts) or 0 in starts:
        return None
    items = (
        Piece("".join(lines[start:end]), "", name)
        for start, end, name in zip(
            starts, [*starts[1:], len(lines)], names, strict=True
        )
    )
    return ListText(_BLOCK, "".join(lines[: starts[0]]), tuple(items), "")


def _render_flow(
    frame: ListText, items: Sequence[Piece], values: Sequence[Value]
) -> str:
    written = map(_inline, items, values)
    return f"{frame.head}{', '.join(written)}{frame.tail}"


def _inline(item: Piece, value: Value) -> str:
    dash = _DASH.match(item.text) if item.text.endswith("\n") else None
    bare = item.text[dash.end() :].rstrip() if dash else item.text
    is_safe = bare[:1] in "\"'" or not _UNSAFE_IN_FLOW.search(bare)
    if dash and not is_safe and isinstance(value, str):
        return yaml_text(value)
    return bare


def _render_block(frame: ListText, items: Sequence[Piece]) -> str:
    own = next((_DASH.match(each.text) for each in frame.items), None)
    dash = own[0] if own else "  - "
    end = line_end(frame.head or frame.tail)
    head = frame.head if frame.style == _BLOCK else f"{frame.head}{frame.tail}"
    return head + "".join(_below(each.text, dash, end) for each in items)


def _below(text: str, dash: str, end: str) -> str:
    if not text.endswith("\n"):
        return f"{dash}{text}{end}"
    return _DASH.sub(lambda _: dash, text, count=1)
