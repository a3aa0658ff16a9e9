"""What sort of file somebody hands over, told by its first lines."""

from __future__ import annotations

import re

from vaultnet.formats.decoding import decode
from vaultnet.formats.tables.heads import source_of
from vaultnet.formats.tables.rows import find_head, split_lines
from vaultnet.formats.tables.titles import role_of

_HEAD = 100_000  # characters; more than any preamble and row of titles
_LINES = 20  # with something in them, within which a vCard begins
# Comments, an encoding and SOGo's BEGIN:VLIST have been seen before the first card.
_CARD = re.compile(r"[\s\ufeff]*BEGIN\s*:\s*VCARD", re.IGNORECASE)
_CALENDAR = re.compile(r"[\s\ufeff]*BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def detect_source(data: bytes) -> str | None:
    """Give ``vcard linkedin google outlook csv``, None where a file is none of them.

    A table is told by the titles of its columns, which stand within the first twenty
    rows, wherever they stand there. No table of people are LinkedIn's messages, and
    tables without a name or an address of an email.
    """
    text = decode(data)[:_HEAD]
    lines, _ = split_lines(text)
    for line in [line for line in lines if line.strip()][:_LINES]:
        if _CARD.match(line):
            return "vcard"
        if _CALENDAR.match(line):
            return None
    if _NO_TEXT.search(text):
        return None
    head = find_head(lines, lambda title: role_of(title) is not None)
    return source_of(head.titles) if head else None
