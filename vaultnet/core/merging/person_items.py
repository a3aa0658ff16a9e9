"""List items of one note that go into the lists of another one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from vaultnet.core.notes.lines import line_end, split_lines
from vaultnet.core.notes.note import ListItem
from vaultnet.core.people.interactions import Section

_MARK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Taken:
    """A note's text with entries of another one, and which lines of that are in it."""

    text: str
    lines: frozenset[int] = frozenset()


@dataclass(slots=True)
class Splice:
    """Whole lines to be put before lines of a text, and lines to be replaced."""

    before: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    replaced: dict[int, str] = field(default_factory=dict)

    def apply(self, text: str) -> str:
        """Give the text with all of it done; other lines stay as they are."""
        end = line_end(text)
        lines = split_lines(text)
        done: list[str] = []
        for number, line in enumerate([*lines, ""], 1):
            more = [f"{each}{end}" for each in self.before.get(number, ())]
            if more and done and not done[-1].endswith("\n"):
                done[-1] += end
            done += more
            own = line[len(line.rstrip("\r\n")) :]
            new = self.replaced.get(number)
            done.append(line if new is None else f"{new}{own}")
        return "".join(done)


@dataclass(frozen=True, slots=True)
class Item:
    """A list item with its place; ``lead`` is its margin and bullet, without a box."""

    line: int
    last_line: int
    lead: str
    box: str
    text: str
    below: tuple[str, ...]

    def under(self, lead: str) -> str:
        """Give its line with another bullet."""
        return f"{lead}{self.box}{self.text}"

    def missing(self, other: Item) -> list[str]:
        """Give the lines below another form of it that this one lacks."""
        there = {each.strip() for each in self.below}
        margin = _MARK.sub(" ", self.lead)
        kept = (each for each in other.below if each.strip() not in there)
        return [f"{margin}{each}" for each in kept if each]


def outermost(section: Section) -> Iterator[ListItem]:
    """Give the items of a section that stand in no other item and in no quote."""
    inside = 0
    for item in section.items:
        if item.quote == 0 and item.line > inside:
            inside = item.last_line
            yield item


def cut_item(lines: Sequence[str], item: ListItem) -> Item:
    """Cut an item and the lines below it out of the lines of a note."""
    lead = lines[item.line - 1][: item.start]
    if item.task is not None:
        lead = lead[: lead.rindex("[")]
    below = [each.rstrip() for each in lines[item.line : item.last_line]]
    margin = min((len(e) - len(e.lstrip()) for e in below if e), default=0)
    box = "" if item.task is None else f"[{item.task}] "
    return Item(
        item.line, item.last_line, lead, box, item.text,
        tuple(each[margin:] for each in below),
    )  # fmt: skip


def indented(lines: Sequence[str], lead: str) -> list[str]:
    """Give lines as they stand below an item with this margin and bullet."""
    margin = _MARK.sub(" ", lead)
    return [f"{margin}{each}".rstrip() for each in lines]


def plain(text: str) -> str:
    """Give a text with single spaces, for comparison."""
    return " ".join(text.split())


def unite_items(
    splice: Splice,
    lines: Sequence[str],
    ours: Item,
    theirs: Item,
    unite: Callable[[str, str], str | None],
) -> bool:
    """Make one item of two; False where only a person could."""
    line = splice.replaced.get(ours.line, lines[ours.line - 1].rstrip("\r\n"))
    other = theirs.under(ours.lead)
    united = line if plain(line) == plain(other) else unite(line, other)
    if united is None:
        return False
    if united != line:
        splice.replaced[ours.line] = united
    splice.before[ours.last_line + 1] += ours.missing(theirs)
    return True
