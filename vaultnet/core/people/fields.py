"""Fields set in a contact's note, in the spelling that the note already uses."""

from __future__ import annotations

import re
from datetime import date

from vaultnet.core.dates.cadence import parse_cadence
from vaultnet.core.dates.when import parse_note_date
from vaultnet.core.notes.edit import CannotEdit, set_field
from vaultnet.core.notes.note import Field, Note
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.people.dialect import Dialect

_LINKED_DAY = re.compile(r"(\[\[(?:[^\[\]|#]*/)?)\d{4}-\d{2}-\d{2}(\]\])", re.ASCII)


def with_value(note: Note, dialect: Dialect, name: str, value: str) -> str:
    """Give the note's text with a field set, in each spelling that the note has.

    ``name`` is the canonical name; a note that has no spelling yet gets the one of
    ``[fields]`` in the configuration, else this one.
    Raises CannotEdit; then nothing is to be written.
    """
    keys = [field.key for field in dialect.sort(note.fields).get(name, ())]
    for key in keys or [dialect.own(name)]:
        note = _set(note, key, value)
    return note.text


def set_cadence(note: Note, dialect: Dialect, cadence: str) -> str:
    """Give the note's text with a rhythm pinned, in the words of a cadence.

    Where the note counts days (``prm-cadence: 30``) it goes on counting them.
    Raises CannotEdit.
    """
    read = parse_cadence(cadence)
    days = read.every_days if read else None
    fields = dialect.sort(note.fields).get("cadence", ())
    for field in fields:
        counts = isinstance(field.value, int) and not isinstance(field.value, bool)
        note = _set(note, field.key, days if counts and days else cadence)
    return note.text if fields else set_field(note, dialect.own("cadence"), cadence)


def with_last_contact(
    note: Note, dialect: Dialect, on: date
) -> tuple[str, tuple[str, ...]]:
    """Give the note's text with its last contact moved on to a day.

    Each spelling that the note has is set, unless it says that day or a later one
    already; a note without any gets none. The second value says, one line each,
    which fields were left because they cannot be read or set.
    """
    left: list[str] = []
    for field in dialect.sort(note.fields).get("last_contact", ()):
        try:
            if _is_earlier(note, field, on):
                note = _set(note, field.key, _like(field, on))
        except CannotEdit as refused:
            left.append(str(refused))
    return note.text, tuple(left)


def _set(note: Note, key: str, value: str | int) -> Note:
    text = set_field(note, key, value)
    return parse_note(note.path, note_bytes(note, text))


def _is_earlier(note: Note, field: Field, on: date) -> bool:
    """Tell whether all days in a field are earlier; raises CannotEdit for no day."""
    days = [parse_note_date(source) for source in field.sources if source.strip()]
    if field.value is not None and None in days:
        said = ", ".join(field.sources)[:60]
        raise CannotEdit(
            note, field.line, f"“{field.key}: {said}” is no date that can be read;"
            " it is left as it is",
        )  # fmt: skip
    return field.value is None or all(day < on for day in days if day)


def _like(field: Field, on: date) -> str:
    """Write a day as the field has it: as a link to the daily note, or bare."""
    link = _LINKED_DAY.fullmatch(field.value) if isinstance(field.value, str) else None
    return f"{link[1]}{on}{link[2]}" if link else str(on)
