"""Lines that are a heading or a rule by themselves."""

from __future__ import annotations

_LEVELS = 6
_RULE = 3  # marks at least


def parse_heading(text: str) -> tuple[int, str] | None:
    """Read the level and the text of ``## Text ##``, None where it is no heading."""
    rest = text.lstrip("#")
    level = len(text) - len(rest)
    if not 1 <= level <= _LEVELS or (rest and rest[0] not in " \t"):
        return None
    bare = rest.rstrip("#")
    is_closed = bare[-1:] in ("", " ", "\t")
    return level, (bare if is_closed else rest).strip(" \t")


def is_rule(text: str) -> bool:
    """Say whether a line is a rule: ``---``, ``* * *`` and the like."""
    first = text[0]
    if first not in "-*_" or text[-1] != first:
        return False
    marks = text.replace(" ", "").replace("\t", "")
    return len(marks) >= _RULE and not marks.strip(first)
