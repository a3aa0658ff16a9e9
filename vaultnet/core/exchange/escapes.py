"""Backslashes in a card's values: undone, set, and not taken for what they hide."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"\\([nN,;:\\])")
_BREAK = re.compile(r"\r\n|\r|\n")
_MARKS = re.compile(r"[\\,;]")
_HIDDEN = {mark: re.compile(rf"\\.|{mark}", re.DOTALL) for mark in ",;"}


def unescape(value: str) -> str:
    r"""Give the text of a value: ``\n \N \, \; \: \\``; other backslashes stay."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: _meant(found[1]), value)


def escape(text: str) -> str:
    """Give a text as it stands in a value (RFC 6350, section 3.4)."""
    return _BREAK.sub(r"\\n", _MARKS.sub(r"\\\g<0>", text))


def split(value: str, mark: str) -> list[str]:
    """Give the parts of a value between marks that no backslash hides, as written."""
    if "\\" not in value:
        return value.split(mark)
    parts, start = [], 0
    for found in _HIDDEN[mark].finditer(value):
        if found[0] == mark:
            parts.append(value[start : found.start()])
            start = found.end()
    return [*parts, value[start:]]


def _meant(character: str) -> str:
    return "\n" if character in "nN" else character
