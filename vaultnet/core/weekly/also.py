"""What else a week holds: occasions, favours, names without a note; a line each.

They stand in a block of their own, which only grows during its week, as the list
does. A hidden line at its top holds a digest of each line that it ever held, so
that what the user deleted does not come back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaultnet.core.notes.lines import line_end, split_lines
from vaultnet.core.notes.managed import read_blocks, replace_block
from vaultnet.core.notes.neutral import neutral
from vaultnet.core.notes.note import Link, ListItem, Note
from vaultnet.core.notes.tasks import without_fields
from vaultnet.core.notes.visible import visible
from vaultnet.core.people.favours import Favour
from vaultnet.core.people.listing import (
    lines_below,
    read_lines,
    read_shown,
    render_shown,
)

BLOCK = "also"
OFFER = "make a note for "
"""With what the line begins that offers a note for a name."""

_SEPARATOR = " · "

_BOX = "- [ ] "


@dataclass(frozen=True, slots=True)
class Extra:
    """A line of the block without its box, and what it is remembered by.

    ``heading`` is that of the prompt that comes with it, empty for none.
    """

    text: str
    digest: str
    heading: str = ""


def make_digest(*key: str) -> str:
    """Give what a line is remembered by: ``key`` stays the same for as long as it."""
    told = "\n".join(key).encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()[:8]


def new_extras(note: Note, extras: Sequence[Extra]) -> list[Extra]:
    """Give those that the note has not held before, where it has room for them."""
    shown = read_shown(note)
    has_room = BLOCK in read_blocks(note.text).sound
    return [each for each in extras if has_room and each.digest not in shown]


def with_extras(note: Note, text: str, extras: Sequence[Extra]) -> str:
    """Give a text of a weekly note with the lines that it has not held before.

    ``text`` is the note's text, perhaps changed elsewhere by now. Where the block is
    missing or damaged nothing is added.
    """
    new = new_extras(note, extras)
    if not new:
        return text
    block = read_blocks(text).sound[BLOCK]
    end = line_end(text)
    lines = split_lines(text[block.start : block.end])
    memory = render_shown((*read_shown(note), *(each.digest for each in new)))
    kept = [line for line in lines if not line.startswith("%% vaultnet:listed")]
    added = [f"{_BOX}{each.text}{end}" for each in new]
    return replace_block(text, block, "".join([f"{memory}{end}", *kept, *added]))


@dataclass(frozen=True, slots=True)
class ExtraItem:
    """A line of the block that is no occasion: its box, its first link, the words.

    ``before`` and ``after`` stand on the two sides of the link, without what plugins
    wrote; ``below`` are the lines under it.
    """

    line: int
    mark: str
    target: str
    before: str
    after: str
    below: tuple[str, ...]

    @property
    def is_offer(self) -> bool:
        """Whether it offers a note for a name."""
        return self.before.strip() == OFFER.strip()


def read_extra_items(note: Note) -> Iterator[ExtraItem]:
    """Give the lines with a box about favours and names, in their order."""
    block = read_blocks(note.text).sound.get(BLOCK)
    if block is None:
        return
    last = block.line + note.text.count("\n", block.start, block.end)
    people = {each.line for each in read_lines(note)}
    for item in note.body.items:
        if block.line <= item.line < last and item.line not in people:
            yield from _extra_item(item, split_lines(note.text))


def _extra_item(item: ListItem, lines: Sequence[str]) -> Iterator[ExtraItem]:
    link = next((each for each in item.links if each.line == item.line), None)
    if link is None or item.task is None:
        return
    before, after = _around(item, link)
    below = tuple(lines_below(item, lines))
    yield ExtraItem(item.line, item.task, link.target, before, after, below)


def _around(item: ListItem, link: Link) -> tuple[str, str]:
    after = without_fields(item.text[link.end - item.start :]).text
    return item.text[: link.start - item.start], after.strip().removeprefix("·").strip()


def favour_line(link: str, favour: Favour) -> str:
    """Give the line of an open favour, without its box."""
    return f"{link}{_SEPARATOR}{tell_favour(favour)}"


def offer_line(name: str) -> str:
    """Give the line that offers a note for a name, without its box."""
    return f"{OFFER}[[{name}]]"


def tell_favour(favour: Favour) -> str:
    """Say a favour in a line: ``asked 2026-08-02: an intro to Ana #5min``."""
    to = f"to {neutral(visible(f'[[{favour.to}]]'))}" if favour.to else ""
    parts = (favour.kind or "", str(favour.on or ""), to)
    head = " ".join(filter(None, parts))
    words = neutral(visible(favour.text))
    said = f"{head}: {words}" if head and words else head or words
    return f"{said} #{favour.minutes}min" if favour.minutes else said


def words_behind(item: ExtraItem, favour: Favour) -> str | None:
    """Give what the user wrote behind a favour, None where it is another one."""
    told, found = tell_favour(favour).split(), item.after.split()
    if found[: len(told)] != told:
        return None
    return " ".join(found[len(told) :])
