"""A value that a file has otherwise, taken because the user said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from vaultnet.core.exchange.aside import parse_aside, render_aside
from vaultnet.core.exchange.differing import Differs
from vaultnet.core.exchange.entry import key_of
from vaultnet.core.exchange.noted import lines_of
from vaultnet.core.exchange.quotes import replace_quote
from vaultnet.core.notes.edit import set_field
from vaultnet.core.notes.edit_lists import replace_value
from vaultnet.core.notes.note import Field, Note
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.values import NotePath
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.contact_edits import NoteEdit, change_contact
from vaultnet.pipeline.due import readable
from vaultnet.pipeline.importing.attachments import Attachments
from vaultnet.pipeline.snapshot import Snapshot


def take_value(snapshot: Snapshot, path: NotePath, value: Differs) -> None:
    """Put the file's value in the place of the note's.

    A picture becomes one more file. Of a card's NOTE the quote in the note follows,
    unless somebody has written in it. Raises RefusedToWrite.
    """
    if value.lines:
        _take_line(snapshot, path, value.lines)
    elif value.picture:
        note = _note(snapshot, path)
        ((file, data),) = Attachments(snapshot).place(note, value.picture).items()
        edit = partial(set_field, key=value.field, value=f"[[{file}]]")
        _change(snapshot, path, edit, {file: data})
    else:
        edit = partial(set_field, key=value.field, value=value.there)
        _change(snapshot, path, edit, {})


def _change(
    snapshot: Snapshot, path: NotePath, edit: NoteEdit, files: Mapping[str, bytes]
) -> None:
    """Change a note, and first the files to which it leads; all of it, or nothing."""
    change_contact(snapshot, path, edit, dry=True)
    for name, data in files.items():
        snapshot.vault.change(name, partial(_always, data))
    change_contact(snapshot, path, edit, dry=False)


def _take_line(snapshot: Snapshot, path: NotePath, lines: tuple[str, str]) -> None:
    """Put a card's line in the place of another, in the note or the file beside it."""
    old, new = lines
    fields = _kept(snapshot, _note(snapshot, path))
    field = next((each for each in fields if old in each.sources), None)
    files = {} if field else _beside(snapshot, fields, old, new)

    def edit(note: Note) -> str:
        text = replace_value(note, field.key, old, new) if field else note.text
        return _with_quote(parse_note(path, note_bytes(note, text)), old, new)

    _change(snapshot, path, edit, files)


def _with_quote(note: Note, old: str, new: str) -> str:
    from vaultnet.formats.vcard import kept_note  # noqa: PLC0415 (start-up)

    if key_of(new) != "NOTE":
        return note.text
    return replace_quote(note, kept_note([old]), kept_note([new]))


def _beside(
    snapshot: Snapshot, fields: Sequence[Field], old: str, new: str
) -> dict[str, bytes]:
    """Give the file beside a note with one line in the place of another."""
    file, data = Attachments(snapshot).beside([*lines_of(fields)])
    here = parse_aside(data or b"")
    if old not in here:
        raise RefusedToWrite(f"{old[:40]} is not kept any more; import the file again")
    return {file: render_aside(new if each == old else each for each in here)}


def _kept(snapshot: Snapshot, note: Note) -> tuple[Field, ...]:
    return (*snapshot.reading.dialect.sort(note.fields).get("vcard", ()),)


def _note(snapshot: Snapshot, path: NotePath) -> Note:
    note = readable(snapshot, path)
    if note is None:
        raise RefusedToWrite(f"{path}: is not there any more; nothing was written")
    return note


def _always(data: bytes, _now: bytes | None) -> bytes:
    return data
