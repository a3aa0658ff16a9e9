"""A field brought over from another note, as it is written there."""

from __future__ import annotations

from vaultnet.core.notes.edit import CannotEdit, end_of_fields
from vaultnet.core.notes.frontmatter import find_block
from vaultnet.core.notes.lines import line_end, split_lines, with_end
from vaultnet.core.notes.note import Field, Note
from vaultnet.core.notes.proof import events_of, is_proven


def with_block(note: Note, block: str, like: Field) -> str:
    """Give a note's text with whole lines before its closing fence: a field.

    ``block`` are the lines, with comments above, ``like`` is what must be read in
    them. Line ends are those of the note. Raises CannotEdit where that cannot be
    proven, or where anything else would change.
    """
    there = find_block(note.text)
    head = note.text[: there.end] if there else note.text
    end = line_end(head[-2:] if there else head)
    lines = "".join(with_end(each, end) for each in split_lines(block))
    if there:
        text = f"{head}{lines}{note.text[there.end :]}"
    else:
        text = f"---{end}{lines}---{end}{note.text}"
    touched = end_of_fields(events_of(note.text))
    if not is_proven(note, text, like.key, like.value, touched):
        raise CannotEdit(note, 1, f"“{like.key}” cannot come over as it is written")
    return text
