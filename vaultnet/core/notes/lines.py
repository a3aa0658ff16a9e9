"""Lines of a note, with their ends: a line feed ends one, nothing else."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def split_lines(text: str) -> list[str]:
    """Give the lines with their ends; joined they are the text again."""
    return _LINE.findall(text)


def line_end(text: str) -> str:
    """Give the line end that a note uses: the one that occurs more often."""
    windows = text.count("\r\n")
    return "\r\n" if windows * 2 > text.count("\n") else "\n"
