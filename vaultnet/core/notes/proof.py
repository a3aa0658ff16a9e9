"""The proof of an edit: one field is another, and not a mark beside it.

It compares what libyaml makes of both texts, piece by piece: values, quotes,
anchors and tags. Two texts that only load to the same values would not do.
"""

from __future__ import annotations

import re
from typing import TypeAlias

import yaml

from vaultnet.core.notes.frontmatter import find_block, parse_frontmatter
from vaultnet.core.notes.note import Note, State, Value
from vaultnet.core.notes.yaml_events import Event, read_events
from vaultnet.core.notes.yaml_faults import BadYaml

_Piece: TypeAlias = tuple[object, ...]


# A mark that sticks to what follows it (``{?a: 1}``, ``&a?b c``): libyaml parts them
# and takes it for a mark, other readers take it for a part of the word.
_GLUED = re.compile(r"(?<=\?)\S|[&*][\w-]+[^\s\w,\]}-]")


def events_of(text: str) -> list[Event]:
    """Give the events of a note's fields, none where it has none. Raises BadYaml."""
    block = find_block(text)
    return read_events(text[block.start : block.end], 2) if block else []


def find_value(events: list[Event], key: str) -> range | None:
    """Give which events are a field's value.

    None where the key is not there, is there twice, or is said to be of some type
    (``!!str key``): to readers that heed types it may be another key.
    """
    found: list[range] = []
    at = 1
    while at < len(events) - 1:
        value = _after(events, at)
        end = _after(events, value)
        if getattr(events[at], "value", None) == key and not events[at].tag:
            found.append(range(value, end))
        at = end
    return found[0] if len(found) == 1 else None


def _after(events: list[Event], at: int) -> int:
    """Give where the next node begins."""
    depth = 0
    while True:
        depth += isinstance(events[at], yaml.CollectionStartEvent)
        depth -= isinstance(events[at], yaml.CollectionEndEvent)
        at += 1
        if not depth:
            return at


def is_proven(note: Note, text: str, key: str, meant: Value, touched: range) -> bool:
    """Tell whether a text is the note with one field set to a value.

    ``touched`` are the events of the note that may be others in the text, or
    where new ones may stand. Everything before and after them, the fences and the
    body must be what they were, and the new value must be plainly written.
    """
    head = parse_frontmatter(note.path, text)
    if head.state is not State.READ or key not in head.fields:
        return False
    values = {name: field.value for name, field in head.fields.items()}
    expected = {name: field.value for name, field in note.fields.items()}
    return (
        values == {**expected, key: meant}
        and type(values[key]) is type(meant)
        and text[head.body_start :] == note.text[note.body_start :]
        and _are_same_beside(note.text, text, touched)
    )


def _are_same_beside(before: str, after: str, touched: range) -> bool:
    try:
        was, now = events_of(before), events_of(after)
    except BadYaml:
        return False
    old, new = [_piece(event) for event in was], [_piece(event) for event in now]
    end = len(new) - (len(old) - touched.stop)
    middle = new[touched.start : end] if old else []
    block = find_block(after)
    start = block.start if block else 0
    return (
        new[: touched.start] == old[: touched.start]
        and new[end:] == old[touched.stop :]
        and not any(anchor or tag for _, anchor, tag, *_ in middle)
        and not any(_GLUED.match(after, start + each.start_mark.index) for each in now)
    )


def _piece(event: Event) -> _Piece:
    names = ("anchor", "tag", "implicit", "value", "style", "flow_style")
    return (type(event), *(getattr(event, name, None) for name in names))
