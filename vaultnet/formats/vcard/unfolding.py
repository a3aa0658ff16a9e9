"""From the text of a file to its logical lines (RFC 6350, section 3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NEWLINE = re.compile(r"\r{0,2}\n|\r")
_QUOTED_PRINTABLE = re.compile(
    r"[^:]{0,300};(?:encoding=)?\"?quoted-printable\"?[;:,]", re.IGNORECASE
)
_EDGE = re.compile(r"(?:BEGIN|END):VCARD\s*$", re.IGNORECASE)
_GLUED = re.compile(r"(END:VCARD)(?=\s*BEGIN:VCARD\s*$)", re.IGNORECASE)
_PROPERTY = re.compile(
    r"(?!https?://)(?:[a-z0-9_-]{1,60}\.)?"
    r"(?:X-[a-z0-9_/. -]{0,80}|[a-z][a-z0-9_-]{0,60})\s?(?::|;[^:]*:|,[a-z-]{1,20}=)",
    re.IGNORECASE,
)
# What may go on in the next line though that is not indented: long texts, pictures.
_LONG = re.compile(
    r"(?:[\w-]{1,60}\.)?(?:(?:NOTE|LABEL|ADR|KEY|PHOTO|LOGO|SOUND|X-[\w-]{1,80})[;:,]"
    r"|[^:]{0,300}[;=](?:quoted-printable|base64|b)[;:])",
    re.IGNORECASE,
)


class Logical(NamedTuple):
    """A line as it is meant, and where in the file it begins, from 1.

    A line break in it is one that stood in the file without being a fold.
    """

    number: int
    text: str


def unfold(text: str) -> Iterator[Logical]:
    """Give the logical lines of a file, none of them blank.

    The order is of the essence: soft breaks of quoted-printable are joined first,
    then indented lines; only then is judged what begins a property, and what goes on
    in a line that is not indented.
    """
    before: Logical | None = None
    more: list[str] = []
    for line in _indented(text):
        if before and not _PROPERTY.match(line.text) and _LONG.match(before.text):
            more.append(line.text)
            continue
        if before:
            yield from _parted(before, more)
        before, more = line, []
    if before:
        yield from _parted(before, more)


def _parted(line: Logical, more: list[str]) -> Iterator[Logical]:
    if more:
        line = Logical(line.number, "\n".join((line.text, *more)))
    glued = _GLUED.match(line.text)
    if glued:
        yield Logical(line.number, glued[1])
        line = Logical(line.number, line.text[glued.end() :].strip())
    yield line


def _indented(text: str) -> Iterator[Logical]:
    pieces: list[str] = []
    start = 0
    is_soft = False
    for number, line in enumerate(_NEWLINE.split(text), start=1):
        if is_soft and not _EDGE.match(line):
            pieces[-1] = pieces[-1].rstrip()[:-1]
            pieces.append(line)
        elif pieces and line[:1] in (" ", "\t"):
            pieces.append(line[1:])
        else:
            if pieces:
                yield Logical(start, "".join(pieces))
            pieces, start = [line] if line.strip() else [], number
        is_soft = bool(pieces) and _is_soft(line, pieces[0])
    if pieces:
        yield Logical(start, "".join(pieces))


def is_quoted_printable(line: str) -> bool:
    """Tell whether a line says that it is coded so, and may go on after a ``=``."""
    return bool(_QUOTED_PRINTABLE.match(line))


def _is_soft(line: str, first: str) -> bool:
    return line.rstrip()[-1:] == "=" and is_quoted_printable(first)
