"""Small edits of the frontmatter: a splice, read again to prove that it is all.

Frontmatter is never written anew from its values: that would lose comments,
quotes and order. Where an edit cannot be proven it is not made.
"""

from __future__ import annotations

import re
from datetime import date

import yaml

from vaultnet.core.notes.frontmatter import find_block
from vaultnet.core.notes.lines import line_end
from vaultnet.core.notes.note import Field, Note, State
from vaultnet.core.notes.proof import events_of, find_value, is_proven
from vaultnet.core.notes.yaml_events import Event
from vaultnet.errors import RefusedToWrite

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MARKERS = re.compile(r"^(?:<{7}|={7}|>{7})(?![<=>])", re.MULTILINE)

# Line ends to some readers of YAML, or to old editors, and not to others.
_UNSURE = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]")

# What every reader of YAML takes for text, without quotes around it: words, and a
# count with its unit. ``1e3`` and ``0x1f`` are numbers, ``12:30`` was one once.
_PLAIN = re.compile(
    r"[A-Za-z][A-Za-z0-9]*(?:[ _./-][A-Za-z0-9]+)*|[1-9][0-9]{0,3} ?[A-Za-z]+"
)
_NOT_TEXT = frozenset("y n yes no on off true false null".split())
# What Templater, the core templates and Dataview would run, and HTML.
_RUNS = re.compile(r"<(?=[%A-Za-z/!?])|%(?=[%>}])|\{(?=[{%])|\}(?=\})|\$(?=\S|$)|`")


class CannotEdit(RefusedToWrite):
    """A field that is left as it is; the message says where, and why."""

    def __init__(self, note: Note, line: int, reason: str) -> None:
        place = f"{note.path}:{line}" if line else note.path
        super().__init__(f"{place}: {reason}")
        self.line = line
        self.reason = reason


def set_field(note: Note, key: str, value: str | int) -> str:
    """Give the note's text with one field set to a text or a whole number.

    The key is spelled as given. Only the value's place changes, and the quotes around
    it stay. A field that is not there becomes the last one; a note without fields
    gets a block of its own. The text is the same where the field says so already.

    Raises CannotEdit where the value is no single line of text, where the block
    is broken, and wherever it cannot be proven that nothing else changes.
    """
    if unsound := why_unsound(note):
        raise unsound
    field = note.fields.get(key)
    if field is not None and (field.value, type(field.value)) == (value, type(value)):
        return note.text
    events = events_of(note.text)
    if field is None:
        text, touched = _with_field(note, key, value, events)
    else:
        text, touched = _with_value(note, field, value, events)
    if not is_proven(note, text, key, value, touched):
        raise _by_hand(note, key, value)
    return text


def yaml_text(text: str) -> str:
    """Write a text as one YAML value that every reader takes for that very text.

    A date stands bare, as Obsidian writes it; everything else between double
    quotes on one line, with line ends and what Templater and Dataview would run
    written as an escape.
    """
    return text if _is_day(text) else _quoted(text)


def _quoted(text: str) -> str:
    runs = {found.start() for found in _RUNS.finditer(text)}
    written = (_escaped(each, runs=at in runs) for at, each in enumerate(text))
    return '"' + "".join(written) + '"'


def _escaped(character: str, *, runs: bool) -> str:
    if character in '"\\':
        return f"\\{character}"
    if _is_seen(character) and not runs:
        return character
    return f"\\U{ord(character):08x}"


def _is_harmless(text: str) -> bool:
    return all(map(_is_seen, text)) and not _RUNS.search(text)


def _is_seen(character: str) -> bool:
    return character.isprintable() or character in "\u200c\u200d"  # joiners


def _is_plain(text: str) -> bool:
    is_word = _PLAIN.fullmatch(text) and text.casefold() not in _NOT_TEXT
    return bool(is_word) or _is_day(text)


def _is_day(text: str) -> bool:
    """Tell whether a text is a day that there is: others stop readers of YAML 1.1."""
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _written(text: str | int, style: str | None) -> str:
    """Write a text in the quotes that were there, in surer ones where need be."""
    if isinstance(text, int):
        return str(text)
    if style == "'" and _is_harmless(text):
        return "'" + text.replace("'", "''") + "'"
    return text if not style and _is_plain(text) else _quoted(text)


def why_unsound(note: Note) -> CannotEdit | None:
    """Say why the fields of a note must not be touched at all, None where they may."""
    if note.state is State.BROKEN or any(p.code == "encoding" for p in note.problems):
        first = note.problems[0]
        return CannotEdit(note, first.line, first.message)
    if note.state is State.ABSENT and note.text.lstrip().startswith("---"):
        return CannotEdit(
            note, 1, "the fields at the top want --- as the first line and --- at their"
            " end; mend that first",
        )  # fmt: skip
    head = note.text[: note.body_start]
    if conflict := _MARKERS.search(head or note.text.partition("\n")[0]):
        line = 1 + head.count("\n", 0, conflict.start())
        return CannotEdit(note, line, "holds both sides of a conflict; mend it first")
    if odd := _UNSURE.search(head):
        line = 1 + head.count("\n", 0, odd.start())
        code = f"U+{ord(odd[0]):04X}"
        return CannotEdit(
            note, line, f"an invisible character ({code}) stands among the fields, and"
            " not every program reads it alike; take it out first",
        )  # fmt: skip
    return None


def _by_hand(note: Note, key: str, value: str | int) -> CannotEdit:
    field = note.fields.get(key)
    return CannotEdit(
        note,
        field.line if field else 1,
        f"“{key}” cannot be set without touching something else; write it by hand:"
        f" {key}: {_written(value, None)}",
    )


def end_of_fields(events: list[Event]) -> range:
    """Give the place before the end of the fields, where new ones go."""
    end = max(len(events) - 1, 0)
    return range(end, end)


def _with_field(
    note: Note, key: str, value: str | int, events: list[Event]
) -> tuple[str, range]:
    """Put one line before the closing fence, or a whole block at the top."""
    if events and getattr(events[0], "flow_style", False):
        raise CannotEdit(
            note, 2, f"the fields stand in braces; add “{key}” to them by hand"
        )
    text = with_lines(note, events, key, f" {_written(value, None)}")
    return text, end_of_fields(events)


def with_lines(
    note: Note, events: list[Event], key: str, value: str, *below: str
) -> str:
    """Give the text with a field in lines of its own, indented as the others are."""
    name = key if _is_plain(key) else _quoted(key)
    block = find_block(note.text)
    head = note.text[: block.end] if block else note.text
    end = line_end(head[-2:] if block else head)
    indent = " " * events[0].start_mark.column if events else ""
    lines = "".join(f"{indent}{each}{end}" for each in (f"{name}:{value}", *below))
    if block is None:
        return f"---{end}{lines}---{end}{note.text}"
    return f"{head}{lines}{note.text[block.end :]}"


def _with_value(
    note: Note, field: Field, value: str | int, events: list[Event]
) -> tuple[str, range]:
    """Put a value in the place of the one that is there."""
    place = find_value(events, field.key)
    if place is None:
        raise _by_hand(note, field.key, value)
    event = events[place.start]
    reason = why_not_replace(field, event)
    if reason:
        raise CannotEdit(note, field.line, f"“{field.key}” {reason}")
    start, end = field.start, field.end
    new = _written(value, getattr(event, "style", None))
    if start == end:
        start, new = _behind_colon(note.text, start, new)
        end = start
    return f"{note.text[:start]}{new}{note.text[end:]}", place


def why_not_replace(field: Field, event: Event) -> str:
    """Say why a value is not to be replaced, empty where it may be."""
    if isinstance(field.value, list | dict):
        return "holds a list, not one value; change it by hand"
    if isinstance(event, yaml.AliasEvent):
        return ""
    if event.anchor:
        return f"is named (&{event.anchor}) for use elsewhere; change it by hand"
    if event.tag:
        return "says of which type it is (!); change it by hand"
    if event.style in ("|", ">") or event.start_mark.line != event.end_mark.line:
        return "runs over several lines; change it by hand"
    return ""


def _behind_colon(text: str, at: int, new: str) -> tuple[int, str]:
    """Give where a value goes that was empty: one space behind the colon."""
    line_rest = text[at : text.find("\n", at)]
    if line_rest.startswith(" ") and not line_rest.strip():
        return at + 1, new
    return at, f" {new}"
