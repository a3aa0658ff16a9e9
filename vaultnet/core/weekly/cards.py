"""The note of cards: imported people, ten at a time, to keep in touch with or not.

Nobody who was imported comes up by themselves; here they are offered. Lines leave
when somebody was taken up or declined; a hidden line remembers whom the note has
held, so that nobody is offered twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vaultnet.core.config import WeekNote
from vaultnet.core.notes.lines import line_end, split_lines
from vaultnet.core.notes.managed import Block, read_blocks, replace_block
from vaultnet.core.notes.neutral import neutral
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.tasks import without_fields
from vaultnet.core.people.listing import DONE, SKIPPED, read_shown, render_shown
from vaultnet.core.people.network import Contact
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.also import make_digest

AT_ONCE = 10
"""So many open boxes at a time: a pile of thousands must not become a wall."""

_BLOCK = "cards"
_OFFER = "keep in touch with "
_INTRO = (
    "People you imported and have not been in touch with since. Tick those to keep in"
    " touch\nwith; the others never come up by themselves. `[-]` lets somebody be."
)


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of the note: its box, the link to the person, and its whole text."""

    line: int
    last_line: int
    mark: str
    target: str
    text: str

    @property
    def is_done(self) -> bool:
        """Whether the box says to keep in touch."""
        return self.mark in DONE


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody to offer: the link, what is known, and what they are remembered by."""

    text: str
    digest: str


def cards_path(config: WeekNote) -> NotePath:
    """Give where the note of cards lies."""
    return NotePath("/".join(filter(None, (config.folder.strip("/"), "Cards.md"))))


def make_card(contact: Contact, link: str) -> Card:
    """Make the line that offers somebody, without its box."""
    profile = contact.profile
    work = ", ".join(filter(None, (profile.role, profile.company)))
    known = (f"met {profile.met}" if profile.met else "", profile.met_at or "", work)
    about = (neutral(each) for each in (*known, profile.location or "") if each)
    text = " · ".join((f"{_OFFER}{link}", *about))
    return Card(text, make_digest("card", profile.uid or profile.path))


def read_cards(note: Note) -> Iterator[CardLine]:
    """Give the lines with a box, in their order."""
    block = read_blocks(note.text).sound.get(_BLOCK)
    if block is None:
        return
    last = block.line + note.text.count("\n", block.start, block.end)
    for item in note.body.items:
        link = next((each for each in item.links if each.line == item.line), None)
        if block.line <= item.line < last and item.task is not None and link:
            yield CardLine(
                line=item.line,
                last_line=min(item.last_line, last - 1),  # the end marker is ours
                mark=item.task,
                target=link.target,
                text=without_fields(item.text).text,
            )


def render_cards(cards: Sequence[Card]) -> str:
    """Make the note of cards."""
    block = "".join(f"- [ ] {each.text}\n" for each in cards)
    memory = render_shown(each.digest for each in cards)
    return (
        f"---\ntype: vaultnet-cards\n---\n# Cards\n\n{_INTRO}\n\n"
        f"%% vaultnet:begin {_BLOCK} %%\n{memory}\n{block}%% vaultnet:end {_BLOCK} %%\n"
    )


def update_cards(
    note: Note, cards: Sequence[Card], settled: Iterable[int], waiting: int
) -> str:
    """Give the note without the lines that are settled, and with new ones.

    ``cards`` are all who may be offered, in their order; ``settled`` the lines of
    those who were taken up or declined, ``waiting`` how many others stand there.
    """
    block = read_blocks(note.text).sound.get(_BLOCK)
    if block is None:
        return note.text
    gone = set(settled)
    shown = read_shown(note)
    room = max(0, AT_ONCE - waiting)
    new = [each for each in cards if each.digest not in shown][:room]
    if not new and not gone:
        return note.text
    return replace_block(note.text, block, _inside(note, block, gone, new))


def _inside(note: Note, block: Block, gone: set[int], new: Sequence[Card]) -> str:
    end = line_end(note.text)
    lines = split_lines(note.text[block.start : block.end])
    kept = [
        line
        for number, line in enumerate(lines, start=block.line)
        if number not in gone and not line.startswith("%% vaultnet:listed")
    ]
    memory = render_shown((*read_shown(note), *(each.digest for each in new)))
    added = [f"- [ ] {each.text}{end}" for each in new]
    return "".join([f"{memory}{end}", *kept, *added])


def is_settled(line: CardLine, card: Card, *, is_offered: bool) -> bool:
    """Tell whether a line may go: declined, or taken up, and nothing written on it."""
    is_ours = line.text == card.text and line.last_line == line.line
    return is_ours and (line.mark == SKIPPED or not is_offered)
