"""Small edits of the frontmatter: a splice, read again to prove that it is all.

Frontmatter is never written anew from its values: that would lose comments,
quotes and order. Where an edit cannot be proven it is not made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.note import Field, Note, State
from vaultnet.core.notes.reading import parse_note

_ITEM = re.compile(r"^[ \t]*-[ \t]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FLOW = re.compile(r"\[.*\][ \t]*$")


def append_to_list(note: Note, key: str, values: Sequence[str]) -> str | None:
    """Give the note's text with these values at the end of a list field.

    None where that cannot be done without touching anything else.
    """
    field = note.fields.get(key)
    if note.state is not State.READ or field is None or not values:
        return None
    lines = split_lines(note.text)
    text = _splice(lines, field, [yaml_text(each) for each in values])
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
    before_list = note.fields[key].value or []
    if after.state is not State.READ or not isinstance(before_list, list):
        return False
    same = {k: f.value for k, f in note.fields.items() if k != key}
    return (
        after.fields[key].value == [*before_list, *values]
        and {k: f.value for k, f in after.fields.items() if k != key} == same
        and after.text[after.body_start :] == note.text[note.body_start :]
    )
