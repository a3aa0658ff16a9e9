"""Free text from outside as a quote under a heading of its own."""

from __future__ import annotations

from collections.abc import Sequence

from vaultnet.core.notes.lines import insert_lines, line_end, split_lines
from vaultnet.core.notes.neutral import neutral_lines
from vaultnet.core.notes.note import Note
from vaultnet.core.people.logbook import add_section
from vaultnet.core.values import fold

NOTES = "Notes"
"""The heading above what others wrote of somebody."""

_LONGEST = 20_000  # characters; the whole stays among the card's lines


def add_quote(note: Note, text: str) -> str:
    """Give a note's text with a quote under its heading, which is made if need be.

    The text is the same where those lines stand in it already.
    """
    quoted = _quoted(text)
    if not quoted or _places(split_lines(note.text), quoted):
        return note.text
    headings = note.body.headings
    own = next((each for each in headings if fold(each.text) == fold(NOTES)), None)
    if own is None:
        return add_section(note, ["", *quoted], NOTES).text
    below = (each.line for each in headings if each.line > own.line)
    lines = split_lines(note.text)
    at = next(below, len(lines) + 1)
    gap = [""] if lines[at - 2].strip() else []
    end = [""] if at <= len(lines) else []
    return insert_lines(note.text, at, [*gap, *quoted, *end])


def replace_quote(note: Note, old: str, new: str) -> str:
    """Give a note's text with a quote in the place of an older one.

    The older one goes only where it stands once, by itself and word for word; else
    somebody has written in it, and the new one comes below.
    """
    lines, quoted, wanted = split_lines(note.text), _quoted(old), _quoted(new)
    head = len(split_lines(note.text[: note.body_start]))
    places = [at for at in _places(lines, quoted) if at >= head]
    if len(places) != 1 or not wanted or _goes_on(lines, places[0], len(quoted)):
        return add_quote(note, new)
    start, stop = places[0], places[0] + len(quoted)
    last = lines[stop - 1]
    block = line_end(note.text).join(wanted) + last[len(last.rstrip("\r\n")) :]
    return "".join((*lines[:start], block, *lines[stop:]))


def _quoted(text: str) -> list[str]:
    quoted = neutral_lines(text[:_LONGEST])
    return quoted.split("\n") if quoted else []


def _places(lines: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Give where these lines stand, one below the other."""
    plain = [line.rstrip() for line in lines]
    size = len(wanted)
    starts = (at for at, line in enumerate(plain) if [line] == [*wanted[:1]])
    return [at for at in starts if plain[at : at + size] == [*wanted]]


def _goes_on(lines: Sequence[str], start: int, size: int) -> bool:
    """Tell whether a quote is a part of a longer one."""
    beside = (*lines[max(start - 1, 0) : start], *lines[start + size :][:1])
    return any(line.lstrip().startswith(">") for line in beside)
