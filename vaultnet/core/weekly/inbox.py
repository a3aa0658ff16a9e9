"""The inbox of a weekly note: items under ``## Notes`` that tell of somebody.

They are read as lines of a diary are: the first person named and those joined to
them count, intentions and quotes do not. Each is an entry in that person's log.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.core.config import Words
from vaultnet.core.kinds import Kind
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.links import find_links
from vaultnet.core.notes.managed import read_blocks
from vaultnet.core.notes.note import ListItem, Note
from vaultnet.core.notes.tasks import without_fields
from vaultnet.core.people.interactions import log_sections, take_date
from vaultnet.core.people.listing import lines_below, read_lines
from vaultnet.core.people.mentions import Told, read_diary

_LEADING = re.compile(r"^\s*(?:[·:;,–—-]+(?=\s|$)\s*)*")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the inbox; ``on`` is the day it names itself, None without one.

    ``told`` says whom it names; ``text`` is what the user wrote behind the date,
    ``below`` the lines under it.
    """

    on: date | None
    kind: Kind | None
    text: str
    below: tuple[str, ...]
    told: Told

    def words_for(self, target: str) -> str:
        """Give the words as they stand in the log of the person linked so.

        A link at the front that only says whom it is about is left out.
        """
        links = find_links(self.text, 1)
        first = links[0] if links else None
        if first is None or first.start or first.target != target:
            return self.text
        named = [each for each in self.told.mentions if each.target == target]
        after = self.told.mentions[self.told.mentions.index(named[0]) + 1 :]
        if named[0].possessive or (after and after[0].joined):
            return self.text
        return _LEADING.sub("", self.text[first.end :])


def read_inbox(note: Note, headings: Words, monday: date) -> Iterator[Item]:
    """Give the items of a weekly note's inbox; ``monday`` is that of its week."""
    inside = {
        item.line: item
        for section in log_sections(note.body, headings)
        for item in section.items
    }
    taken = _taken(note)
    for told in read_diary(note, monday):
        item = inside.get(told.line)
        if item is not None and told.line not in taken:
            yield _item(item, told, split_lines(note.text))


def _taken(note: Note) -> set[int]:
    """The lines that are something else: about somebody, or in a block of ours."""
    lines = {each.line for each in read_lines(note)}
    for block in read_blocks(note.text).sound.values():
        count = note.text.count("\n", block.start, block.end)
        lines.update(range(block.line, block.line + count))
    return lines


def _item(item: ListItem, told: Told, lines: Sequence[str]) -> Item:
    tasked = without_fields(item.text)
    on, text, _ = take_date(tasked.text)
    below = tuple(lines_below(item, lines))
    return Item(on or tasked.done_on, told.kind, text, below, told)
