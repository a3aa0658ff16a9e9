"""Card lines too long to stand among a note's fields: in a file beside it, whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 500
"""Characters of a line that may stand among the fields."""

MOST = 12_000
"""Characters of all lines together: fields are read by people, too."""

_HEAD = ("BEGIN:VCARD", "VERSION:3.0")
_TAIL = "END:VCARD"
_LINK = re.compile(r"\[\[([^\[\]|]+\.vcf)\]\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Aside:
    """The lines that go beside a note, and the link that stands for them in it."""

    lines: tuple[str, ...] = ()
    link: str = ""


def split_lines_aside(
    here: Sequence[str], new: Iterable[str]
) -> tuple[list[str], list[str]]:
    """Give which new lines may stand in a note that has these, and which may not."""
    total = sum(map(len, here))
    inside: list[str] = []
    aside: list[str] = []
    for line in new:
        total += len(line)
        (inside if len(line) <= LONGEST and total <= MOST else aside).append(line)
    return inside, aside


def linked_file(line: str) -> str | None:
    """Give the path of the file that stands in place of lines, None for a line."""
    found = _LINK.fullmatch(line.strip())
    return found[1] if found else None


def render_aside(lines: Iterable[str]) -> bytes:
    """Write lines as a card that other programs can open, one line for each."""
    plain = (" ".join(line.splitlines()) for line in lines)
    return "".join(f"{line}\r\n" for line in (*_HEAD, *plain, _TAIL)).encode()


def parse_aside(data: bytes) -> tuple[str, ...]:
    """Read the lines of such a file."""
    lines = data.decode("utf-8", "replace").split("\n")
    plain = (line.removesuffix("\r") for line in lines)
    return tuple(line for line in plain if line and line not in (*_HEAD, _TAIL))
