"""Small edits of the frontmatter: a splice, read again to prove that it is all.

Frontmatter is never written anew from its values: that would lose comments,
quotes and order. Where an edit cannot be proven it is not made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vaultnet.core.notes.lines import line_end, split_lines
from vaultnet.core.notes.note import Field, Note, State
from vaultnet.core.notes.reading import parse_note

_ITEM = re.compile(r"^[ \t]*-[ \t]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FLOW = re.compile(r"\[.*\][ \t]*$")


def append_to_list(note: Note, key: str, values: Sequence[str]) -> str | None:
    """Give the note's text with these values at the end of a list field.

    A field that is not there is made. None where it cannot be done without touching
    anything else.
    """
    if note.state is not State.READ or not values:
        return None
    field = note.fields.get(key)
    lines = split_lines(note.text)
    written = [yaml_text(each) for each in values]
    text = _new(lines, note, key, written) if field is None else None
    text = _splice(lines, field, written) if field is not None else text
    return text if text is not None and _proves(note, text, key, values) else None


def yaml_text(text: str) -> str:
    """Write a text as one YAML value that every reader takes for that text.

    A date stands bare, as Obsidian writes it; everything else between double
    quotes, with what Templater and Dataview would run written as an escape.
    """
    if _DATE.fullmatch(text):
        return text
    return '"' + "".join(map(_escaped, " ".join(text.split()))) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    is_plain = character.isprintable() or character in "\u200c\u200d"  # joiners
    if is_plain and character not in "<>%`{}$":
        return character
    return f"\\U{ord(character):08x}"


def _new(lines: list[str], note: Note, key: str, values: list[str]) -> str:
    """Put a new list before the closing fence."""
    end = line_end(note.text)
    items = "".join(f"  - {value}{end}" for value in values)
    lines.insert(note.body_line - 2, f"{key}:{end}{items}")
    return "".join(lines)


def _splice(lines: list[str], field: Field, values: list[str]) -> str | None:
    head = lines[field.line - 1]
    end = "\r\n" if head.endswith("\r\n") else "\n"
    bare = head.rstrip("\r\n")
    if _FLOW.search(bare):
        inside, _, after = bare.rpartition("]")
        is_empty = inside.rstrip().endswith("[")
        joined = ("" if is_empty else ", ") + ", ".join(values)
        lines[field.line - 1] = f"{inside.rstrip()}{joined}]{after}{end}"
        return "".join(lines)
    last = field.line
    while last < len(lines) and _ITEM.match(lines[last]):
        last += 1
    dash = "  - "
    if last > field.line:
        match = re.match(r"[ \t]*-[ \t]+", lines[last - 1])
        dash = match[0] if match else dash
    elif field.value is not None:
        return None
    lines.insert(last, "".join(f"{dash}{value}{end}" for value in values))
    return "".join(lines)


def _proves(note: Note, text: str, key: str, values: Sequence[str]) -> bool:
    after = parse_note(note.path, text.encode("utf-8"))
    field = note.fields.get(key)
    before_list = (field.value if field else None) or []
    if after.state is not State.READ or not isinstance(before_list, list):
        return False
    same = {k: f.value for k, f in note.fields.items() if k != key}
    return (
        after.fields[key].value == [*before_list, *values]
        and {k: f.value for k, f in after.fields.items() if k != key} == same
        and after.text[after.body_start :] == note.text[note.body_start :]
    )
