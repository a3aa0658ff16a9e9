"""What else a week holds: occasions, favours, names without a note; a line each.

They stand in a block of their own, which only grows during its week, as the list
does. A hidden line at its top holds a digest of each line that it ever held, so
that what the user deleted does not come back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from vaultnet.core.notes.lines import line_end, split_lines
from vaultnet.core.notes.managed import read_blocks, replace_block
from vaultnet.core.notes.note import Note
from vaultnet.core.people.listing import read_shown, render_shown

BLOCK = "also"

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
