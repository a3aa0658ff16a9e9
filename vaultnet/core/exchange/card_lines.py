"""Lines of cards, known again however a server or a phone writes them.

They change the order of lines and of marks, the case of names and the names of
groups; some double a backslash each time that they write. None of that says a thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Marks = frozenset[tuple[str, str]]
"""The parameters of a line, each value on its own."""

Bare = tuple[str, Marks, str]
"""What a line says without its group: property, marks and value."""

Fact = tuple[Bare, Bare | None]
"""A line, or that a line has a label."""

LineKey = frozenset[Fact]
"""All that one line says."""

_PART = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)
_MARK = re.compile(r';([^=;:"]*)=?((?:[^";]|"[^"]*")*)')
_GROUP = re.compile(r"([A-Za-z0-9_-]{1,60})\.(?=X-|[A-Za-z][\w-]*$)", re.IGNORECASE)
_LABELS = ("X-ABLABEL", "X-ABADR")


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line as it is written, its group in capitals, and what it says without."""

    text: str
    group: str
    bare: Bare

    @property
    def is_label(self) -> bool:
        """Tell whether it says something of the other lines of its group."""
        return self.bare[0] in _LABELS and bool(self.group)


def parse_card_line(text: str) -> CardLine:
    """Give the parts of a line, whatever it is."""
    found = _PART.fullmatch(text)
    head, value = found.groups() if found else (text, "")
    name = head.partition(";")[0]
    grouped = _GROUP.match(name)
    group = grouped[1] if grouped else ""
    name = name[grouped.end() :] if grouped else name
    bare = (name.upper(), _marks(head), value.replace("\\", "").strip())
    return CardLine(text, group.upper(), bare)


def says_nothing(line: str) -> bool:
    """Tell whether a line is an N without a name, as that of a company is.

    It matters to the card that came with it, and is no news to any other.
    """
    name, _, value = parse_card_line(line).bare
    return name == "N" and not value.strip("; ,")


def in_group(line: CardLine, group: str) -> str:
    """Give the text of a line, moved into a group of another name."""
    return f"{group}{line.text[len(line.group) :]}" if line.group else line.text


def line_keys(lines: Sequence[str]) -> list[LineKey]:
    """Give what each line of a card says: two that are equal say the same.

    A label (``item1.X-ABLabel``) says it of the other lines of its group, which are
    looked for among these, and each of them says that it has the label.
    """
    parsed = [parse_card_line(line) for line in lines]
    labels: dict[str, list[Bare]] = {}
    labelled: dict[str, list[Bare]] = {}
    for line in parsed:
        (labels if line.is_label else labelled).setdefault(line.group, []).append(
            line.bare
        )
    return [
        frozenset(() if says_nothing(line.text) else _facts(line, labels, labelled))
        for line in parsed
    ]


def facts_of(lines: Sequence[str]) -> set[Fact]:
    """Give all that some lines say together."""
    return {fact for key in line_keys(lines) for fact in key}


def without_repeats(lines: Sequence[str]) -> list[str]:
    """Give the lines but for those that stand in a group with a label as well.

    A phone that gives a number a label puts it into a group; beside the line that it
    had been, the number would be there twice.
    """
    parsed = [parse_card_line(line) for line in lines]
    labelled = {line.group for line in parsed if line.is_label}
    said = {line.bare for line in parsed if line.group in labelled}
    return [line.text for line in parsed if line.group or line.bare not in said]


def _facts(
    line: CardLine, labels: dict[str, list[Bare]], labelled: dict[str, list[Bare]]
) -> Iterator[Fact]:
    if line.is_label and line.group in labelled:
        yield from ((each, line.bare) for each in labelled[line.group])
        return
    yield (line.bare, None)
    if line.group and not line.is_label:
        yield from ((line.bare, each) for each in labels.get(line.group, ()))


def _marks(head: str) -> Marks:
    """The parameters of a line: ``TYPE=HOME,PREF`` and ``;HOME;PREF`` are the same."""
    return frozenset(
        (name.upper() if several else "TYPE", one.strip('" ').casefold())
        for name, several in _MARK.findall(head)
        for one in (several or name).split(",")
    )
