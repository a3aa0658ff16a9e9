"""Blanking what is no text within a line: code, HTML comments, formulas."""

from __future__ import annotations

import re

_MARK = re.compile(r"\\.|`+|<!--|\$\$?")
_PAIR = 2
_OTHERS = re.compile(r"\\|<!--|\$")
_FORMULA = re.compile(r"\$(?![\s$])(?:\\.|[^$\\])*(?<!\s)\$(?!\d)")


def masked(line: str) -> str:
    """Give the line with spaces for what is no text, as long as before.

    An HTML comment without an end blanks the rest of the line.
    """
    if "`" not in line and "<!--" not in line and "$" not in line:
        return line
    if line.count("`") == _PAIR and not _OTHERS.search(line):
        return _without(line, line.find("`"), line.rfind("`"))
    pieces: list[str] = []
    ends = _last_runs(line)
    at = 0
    for mark in _MARK.finditer(line):
        start = mark.start()
        end = _end_of(line, mark, ends) if start >= at else 0
        if end:
            pieces += (line[at:start], " " * (end - start))
            at = end
    return "".join((*pieces, line[at:]))


def _without(line: str, first: int, last: int) -> str:
    """Blank one stretch of code; two backticks side by side hold none."""
    if last == first + 1:
        return line
    return f"{line[:first]}{' ' * (last + 1 - first)}{line[last + 1 :]}"


def _last_runs(line: str) -> dict[int, int]:
    """Give where the last run of backticks of each length begins."""
    return {len(run[0]): run.start() for run in re.finditer("`+", line)}


def _end_of(line: str, mark: re.Match[str], ends: dict[int, int]) -> int:
    """Give the end of what a mark opens, 0 where it opens nothing."""
    kind, start = mark[0], mark.start()
    if kind == "<!--":
        close = line.find("-->", start + 4)
        return len(line) if close < 0 else close + 3
    if kind[0] == "`":
        return _end_of_code(line, mark, ends)
    if kind == "$$":
        close = line.find("$$", start + 2)
        return close + 2 if close > 0 else 0
    formula = _FORMULA.match(line, start) if kind == "$" else None
    return formula.end() if formula else 0


def _end_of_code(line: str, mark: re.Match[str], ends: dict[int, int]) -> int:
    length = len(mark[0])
    if ends.get(length, 0) <= mark.start():
        return 0
    run = re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(line, mark.end())
    return run.end() if run else 0
