"""Lines of a note, with their ends: a line feed ends one, nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def split_lines(text: str) -> list[str]:
    """Give the lines with their ends; joined they are the text again."""
    return _LINE.findall(text)


def insert_lines(text: str, line: int, new: Sequence[str]) -> str:
    """Put whole lines before a line; a last line without an end gets none."""
    end = line_end(text)
    lines = split_lines(text)
    before, after = "".join(lines[: line - 1]), "".join(lines[line - 1 :])
    block = end.join(new)
    if before and not before.endswith("\n"):
        return f"{before}{end}{block}"
    return f"{before}{block}{end}{after}"


def line_end(text: str) -> str:
    """Give the line end that a note uses: the one that occurs more often."""
    windows = text.count("\r\n")
    return "\r\n" if windows * 2 > text.count("\n") else "\n"


def with_end(line: str, end: str) -> str:
    """Give a line with this end instead of its own."""
    return line.rstrip("\r\n") + end
