"""Texts added to a list among the fields, in the style that the list has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from vaultnet.core.notes.edit import (
    CannotEdit,
    end_of_fields,
    set_field,
    why_not_replace,
    why_unsound,
    with_lines,
    yaml_text,
)
from vaultnet.core.notes.frontmatter import find_block
from vaultnet.core.notes.lines import line_end
from vaultnet.core.notes.note import Field, Note, State, Value
from vaultnet.core.notes.proof import events_of, find_value, is_proven
from vaultnet.core.notes.yaml_events import Event

_DASH = re.compile(r"[ \t]*-[ \t]*")


def add_values(note: Note, key: str, values: Sequence[str]) -> str:
    """Give the note's text with these texts at the end of a list field.

    A field with one value becomes a list where it stands, with that value first, as
    it is written; an empty field, and one that is not there, gets a list. What the
    list holds already is not added: the text is the same where that is all.

    Raises CannotEdit where the value is no plain list and no single line of text,
    where the block is broken, and wherever it cannot be proven that nothing else
    changes.
    """
    if unsound := why_unsound(note):
        raise unsound
    held = _held(note, note.fields.get(key))
    new = [each for each in dict.fromkeys(values) if each]
    new = [each for each in new if each not in held]
    return _grown(note, key, held, new) if new else note.text


def replace_value(note: Note, key: str, old: str, new: str) -> str:
    """Give the note's text with one text of a list field put in another's place.

    A field that holds that one text alone serves, too. Raises CannotEdit where no
    item is that text, where it runs over several lines, and wherever it cannot be
    proven that nothing else changes.
    """
    if unsound := why_unsound(note):
        raise unsound
    field = note.fields.get(key)
    if field is not None and field.value == old:
        return set_field(note, key, new)
    items = field.value if field and isinstance(field.value, list) else []
    events = events_of(note.text)
    place = find_value(events, key)
    if place is not None and old in items:
        at = _item(events, place, items, old)
        text = _spliced(note.text, events[at], yaml_text(new)) if at else None
        meant = [
            new if number == items.index(old) else item
            for number, item in enumerate(items)
        ]
        if at and text and is_proven(note, text, key, meant, range(at, at + 1)):
            return text
    raise CannotEdit(
        note,
        field.line if field else 1,
        f"“{key}” has no such line by itself; put this in its place by hand:"
        f" {yaml_text(new)}",
    )


def append_to_list(note: Note, key: str, values: Sequence[str]) -> str | None:
    """Give the note's text with these values at the end of a list field, as they are.

    A field that is not there is made. None where it holds something else than a
    list, and where it cannot be done without touching anything else.
    """
    field = note.fields.get(key)
    old = field.value if field else None
    if not (old is None or isinstance(old, list)):
        return None
    if note.state is not State.READ or not values or why_unsound(note):
        return None
    try:
        return _grown(note, key, old or [], [*values])
    except CannotEdit:
        return None


def _grown(note: Note, key: str, old: list[Value], new: list[str]) -> str:
    field = note.fields.get(key)
    for text, touched in _ways(note, key, field, [yaml_text(each) for each in new]):
        if is_proven(note, text, key, [*old, *new], touched):
            return text
    raise CannotEdit(
        note,
        field.line if field else 1,
        f"“{key}” cannot grow without touching something else; add to it by hand:"
        f" {', '.join(map(yaml_text, new))}",
    )


def _held(note: Note, field: Field | None) -> list[Value]:
    """Give what a field holds as a list; a text without words is nothing."""
    if field is None or field.value in (None, ""):
        return []
    if isinstance(field.value, dict):
        reason = f"“{field.key}” holds fields of its own; add to it by hand"
        raise CannotEdit(note, field.line, reason)
    return field.value if isinstance(field.value, list) else [field.value]


def _ways(
    note: Note, key: str, field: Field | None, written: list[str]
) -> Iterator[tuple[str, range]]:
    """Give the texts that could be meant, and which events each of them touches."""
    events = events_of(note.text)
    if field is None:
        below = (f"  - {each}" for each in written)
        yield with_lines(note, events, key, "", *below), end_of_fields(events)
        return
    place = find_value(events, key)
    if place is None:
        return
    if isinstance(field.value, list):
        # A list grows before its end; one without items may change its style.
        end = place.stop - 1
        touched = range(end, end) if field.value else place
        grow = _in_brackets if events[place.start].flow_style else _below_last
        text = grow(note.text, events[place.start : place.stop], written)
        yield from [(text, touched)] if text else ()
        return
    if reason := why_not_replace(field, events[place.start]):
        raise CannotEdit(note, field.line, f"“{key}” {reason}")
    yield from ((each, place) for each in _as_list(note.text, field, written))


def _item(
    events: list[Event], place: range, items: list[Value], old: str
) -> int | None:
    """Give which event is an item of a list of texts; None in a list of lists."""
    if len(place) != len(items) + 2:
        return None
    at = place.start + 1 + items.index(old)
    event = events[at]
    is_text = isinstance(event, yaml.ScalarEvent) and not (event.anchor or event.tag)
    return at if is_text and event.style not in ("|", ">") else None


def _spliced(text: str, event: Event, written: str) -> str:
    start = _start(text)
    head, tail = start + event.start_mark.index, start + event.end_mark.index
    return f"{text[:head]}{written}{text[tail:]}"


def _in_brackets(text: str, events: list[Event], written: list[str]) -> str:
    at = _start(text) + events[-2].end_mark.index
    comma = ", " if len(events) > 2 else ""  # noqa: PLR2004
    return f"{text[:at]}{comma}{', '.join(written)}{text[at:]}"


def _below_last(text: str, events: list[Event], written: list[str]) -> str | None:
    """Put lines below the last item, if that is one text with a dash before it."""
    last = events[-2]
    is_text = isinstance(last, yaml.ScalarEvent) and last.style not in ("|", ">")
    at = _start(text) + last.start_mark.index
    lead = _DASH.fullmatch(text, text.rfind("\n", 0, at) + 1, at)
    if not is_text or lead is None:
        return None
    dash = lead[0] if lead[0].endswith((" ", "\t")) else f"{lead[0]} "
    below = text.find("\n", _start(text) + last.end_mark.index) + 1
    end = _end_before(text, below)
    return (
        text[:below] + "".join(f"{dash}{each}{end}" for each in written) + text[below:]
    )


def _as_list(text: str, field: Field, written: list[str]) -> Iterator[str]:
    """Give a text in which one value has become a list: in brackets, or below."""
    old, more = text[field.start : field.end], ", ".join(written)
    head, tail = text[: field.start], text[field.end :]
    if field.value == "" or (field.value is None and old):
        yield f"{head}[{more}]{tail}"
        return
    if old:
        yield f"{head}[{old}, {more}]{tail}"
    below = text.find("\n", field.end) + 1
    end = _end_before(text, below)
    line = text[text.rfind("\n", 0, field.start) + 1 :]
    dash = f"{line[: len(line) - len(line.lstrip())]}  - "
    items = "".join(f"{dash}{each}{end}" for each in written)
    first = f"{head.rstrip()}{end}{dash}{text[field.start : below]}"
    yield f"{first if old else text[:below]}{items}{text[below:]}"


def _start(text: str) -> int:
    block = find_block(text)
    return block.start if block else 0


def _end_before(text: str, at: int) -> str:
    return line_end(text[:at][-2:])
