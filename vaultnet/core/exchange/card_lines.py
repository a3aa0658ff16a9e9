"""Lines of cards, known again however a server or a phone writes them.

They change the order of lines and of marks, the case of names and the names of
groups; some double a backslash each time that they write. None of that says a thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LineKey = tuple[str, frozenset[tuple[str, str]], str, frozenset[str]]
"""Property, marks, value, and for a label the values that it labels."""

_PART = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)
_MARK = re.compile(r';([^=;:"]*)=?((?:[^";]|"[^"]*")*)')
_LABELS = ("X-ABLABEL", "X-ABADR")


def line_keys(lines: Sequence[str]) -> list[LineKey]:
    """Give what each line of a card says: two that are equal say the same.

    A label (``item1.X-ABLabel``) says it of the other lines of its group, which are
    looked for among these.
    """
    parsed = [_parsed(line) for line in lines]
    return [
        (name, marks, value, _labelled(group, parsed) if name in _LABELS else _NOTHING)
        for group, name, marks, value in parsed
    ]


_NOTHING: frozenset[str] = frozenset()
_Parsed = tuple[str, str, frozenset[tuple[str, str]], str]


def _parsed(line: str) -> _Parsed:
    found = _PART.fullmatch(line)
    head, value = found.groups() if found else (line, "")
    group, _, name = head.partition(";")[0].rpartition(".")
    return group.upper(), name.upper(), _marks(head), value.replace("\\", "").strip()


def _labelled(group: str, parsed: Sequence[_Parsed]) -> frozenset[str]:
    return frozenset(
        f"{name}:{value}"
        for other, name, _, value in parsed
        if other == group and group and name not in _LABELS
    )


def _marks(head: str) -> frozenset[tuple[str, str]]:
    """The parameters of a line: ``TYPE=HOME,PREF`` and ``;HOME;PREF`` are the same."""
    return frozenset(
        (name.upper() if several else "TYPE", one.strip('" ').casefold())
        for name, several in _MARK.findall(head)
        for one in (several or name).split(",")
    )
