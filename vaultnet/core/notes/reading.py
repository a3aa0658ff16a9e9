"""From the bytes of a file to a note."""

from __future__ import annotations

from vaultnet.core.notes.body import parse_body
from vaultnet.core.notes.frontmatter import parse_frontmatter
from vaultnet.core.notes.note import Body, Note, State
from vaultnet.core.values import NotePath, Problem

_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def parse_note(path: NotePath, data: bytes) -> Note:
    """Read a note, whatever the bytes are; what is wrong becomes its problems.

    Bytes that are not UTF-8 text give a note without text and one problem.
    """
    bom = data.startswith(_BOM)
    try:
        text = data[len(_BOM) * bom :].decode()
    except UnicodeDecodeError as error:
        return _unreadable(path, data, error.start)
    if "\0" in text:
        return _unreadable(path, data, 0)
    head = parse_frontmatter(path, text)
    body_line = 1 + text.count("\n", 0, head.body_start)
    return Note(
        path=path,
        text=text,
        bom=bom,
        state=head.state,
        fields=head.fields,
        frontmatter_links=head.links,
        body_start=head.body_start,
        body_line=body_line,
        body=parse_body(text[head.body_start :], body_line),
        problems=head.problems,
    )


def _unreadable(path: NotePath, data: bytes, at: int) -> Note:
    line, message = _why_not_text(data, at)
    return Note(
        path=path,
        text="",
        bom=False,
        state=State.ABSENT,
        fields={},
        frontmatter_links=(),
        body_start=0,
        body_line=1,
        body=Body(),
        problems=(Problem(path, line, "encoding", message),),
    )


def _why_not_text(data: bytes, at: int) -> tuple[int, str]:
    """Give the line and what to do about bytes that are no text from a place on."""
    if data.startswith(_WIDE):
        return 0, "the note is saved as UTF-16; save it again as UTF-8"
    if 0 in data:
        return 0, (
            "the file holds no text (it may be a picture, or damaged); restore it"
            " from a backup or take it out of the vault"
        )
    return 1 + data.count(b"\n", 0, at), (
        "from here on the note is not UTF-8 text; open it in an editor and save it"
        " again as UTF-8"
    )


def note_bytes(note: Note, text: str) -> bytes:
    """Give a new text of a note as bytes, with the byte order mark that it had."""
    return (b"\xef\xbb\xbf" if note.bom else b"") + text.encode("utf-8")
