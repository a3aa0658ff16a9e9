"""A weekly note as its user left it: who stands on which line, the box, the words.

A line about somebody is known by its link to the prompt below
(``[[#Jane Doe|what to say]]``) wherever it was moved to, or by standing in the
block ``due``. What vaultnet wrote on it is the link to the person, the kind and
what to ask about; everything else on it and below it is the user's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from vaultnet.core.kinds import Kind, kind_of
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.managed import Block, read_blocks
from vaultnet.core.notes.note import Link, ListItem, Note
from vaultnet.core.notes.tasks import without_fields
from vaultnet.core.notes.visible import link_target
from vaultnet.core.values import fold

WHAT_TO_SAY = "what to say"
"""What the link to a prompt shows, at the end of what vaultnet writes on a line."""

DONE = ("x", "X")
SENT = "/"
SKIPPED = "-"
LATER = (">", "<")

_SHOWN = re.compile(
    r"^%%[ \t]*vaultnet:listed((?:[ \t]+[0-9a-f]{8})*)[ \t]*%%", re.MULTILINE
)
_TITLE = re.compile(r"^> \[![^\]]*\][+-]? (.+?)\r?$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_][\w-]*")
_SEPARATOR = " · "
_LEADING = re.compile(r"^\s*(?:[·:;,–—-]+(?=\s|$)\s*)*")
_QUOTES = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line about somebody.

    ``line`` counts from 1; ``mark`` is the character in the box; ``target`` the link
    to the person; ``kind`` the one that the line names; ``done_on`` what a plugin
    wrote behind it. ``words`` are the user's: first those on the line (perhaps
    empty), then each line below. ``is_extra`` says that it stands with the occasions
    and not in the list.
    """

    line: int
    mark: str
    target: str
    kind: Kind | None = None
    done_on: date | None = None
    words: tuple[str, ...] = ("",)
    is_extra: bool = False

    @property
    def is_done(self) -> bool:
        """Whether the box says that you were in touch."""
        return self.mark in DONE

    @property
    def has_words(self) -> bool:
        """Whether the user wrote anything on the line or below it."""
        return any(self.words)


def read_lines(note: Note) -> tuple[Line, ...]:
    """Give the lines about people in a weekly note, in their order.

    Any bullet, quotes and callouts, and other places of the note are fine; what
    stands in the block of prompts is none.
    """
    blocks = read_blocks(note.text).sound
    due = _lines_of(note, blocks.get("due"))
    prompts = _lines_of(note, blocks.get("prompts"))
    extra = _lines_of(note, blocks.get("also"))
    found = [
        item
        for item in note.body.items
        if item.task is not None
        and item.line not in prompts
        and (_anchor(item) or item.line in due)
        and any(_people(item))
    ]
    numbers = {item.line for item in found}
    text = split_lines(note.text)
    ours = _Ours(_listed(note), _titles(note, blocks.get("prompts")))
    lines = (_line(item, text, numbers, ours) for item in found)
    return tuple(replace(each, is_extra=each.line in extra) for each in lines)


def is_whole(note: Note) -> bool:
    """Whether the blocks of a weekly note are all there.

    Half a save may lack the prompts, which tell the user's words on a line from ours.
    """
    blocks = read_blocks(note.text)
    return not blocks.damaged and (
        "prompts" in blocks.sound or "due" not in blocks.sound
    )


def read_unlinked(note: Note) -> Iterator[ListItem]:
    """Give the ticked lines of the list that link to nobody."""
    due = _lines_of(note, read_blocks(note.text).sound.get("due"))
    for item in note.body.items:
        if item.line in due and item.task in (*DONE, SENT) and not any(_people(item)):
            yield item


def read_shown(note: Note) -> tuple[str, ...]:
    """Give the digests of what the block ``also`` has ever held."""
    return tuple(each for line in _SHOWN.findall(note.text) for each in line.split())


def render_shown(digests: Iterable[str]) -> str:
    """Write down what the block ``also`` has held, hidden from readers."""
    return f"%% vaultnet:listed {' '.join(digests)} %%"


def _lines_of(note: Note, block: Block | None) -> range:
    if block is None:
        return range(0)
    last = block.line + note.text.count("\n", block.start, block.end)
    return range(block.line, last)


def _own_links(item: ListItem) -> Iterator[Link]:
    return (each for each in item.links if each.line == item.line and not each.embed)


def _anchor(item: ListItem) -> Link | None:
    """The link to the prompt, the last one where there are several."""
    found = [
        each
        for each in _own_links(item)
        if each.target.startswith("#") and each.display == WHAT_TO_SAY
    ]
    return found[-1] if found else None


def _people(item: ListItem) -> Iterator[Link]:
    return (each for each in _own_links(item) if each.target[:1] != "#")


def _listed(note: Note) -> set[str]:
    """Whom vaultnet has put onto the list, by the links to them."""
    field = note.fields.get("listed")
    return {fold(link_target(each)) for each in (field.sources if field else ())}


def _titles(note: Note, block: Block | None) -> frozenset[str]:
    """What the lines ask about, as the prompts say it."""
    prompts = note.text[block.start : block.end] if block else ""
    found = (each.strip().casefold() for each in _TITLE.findall(prompts))
    return frozenset(filter(None, found))


@dataclass(frozen=True)
class _Ours:
    """What tells our words on a line: whom we listed, and what prompts are about."""

    listed: set[str]
    titles: frozenset[str]

    @cached_property
    def lengths(self) -> list[int]:
        """The lengths of the titles, the longest first."""
        return sorted({len(title) for title in self.titles}, reverse=True)

    def behind(self, about: str) -> str:
        """Give what the user wrote behind what we ask about, nothing if unsure."""
        bare = about.strip()
        folded = bare.casefold()
        for length in self.lengths:
            if folded[:length] in self.titles:
                return bare[length:].strip(" ·")
        return ""


def _line(item: ListItem, text: Sequence[str], numbers: set[int], ours: _Ours) -> Line:
    kind, own = _said(item, ours)
    return Line(
        line=item.line,
        mark=item.task or " ",
        target=next(_people(item)).target,
        kind=kind,
        done_on=without_fields(item.text).done_on,
        words=(
            " ".join(without_fields(own).text.split()),
            *_below(item, text, numbers),
        ),
    )


def _said(item: ListItem, known: _Ours) -> tuple[Kind | None, str]:
    """Give the kind that vaultnet wrote on the line, and the user's words there.

    They stand behind the link to the prompt, before the person, or behind what the
    prompt is about. On a line of somebody whom vaultnet never listed all are theirs.
    """
    person, anchor = next(_people(item)), _anchor(item)
    before = item.text[: person.start - item.start]
    rest = item.text[person.end - item.start :]
    ours = rest if anchor is None else rest[: max(0, anchor.start - person.end)]
    after = "" if anchor is None else item.text[anchor.end - item.start :]
    first, *parts = ours.split(_SEPARATOR)
    kind = kind_of(parts[0].strip()) if parts else None
    if anchor is None and kind is None:
        named = (kind_of(word) for word in _WORD.findall(before)[:4])
        said = item.text if before.strip() else _LEADING.sub("", rest)
        return next(filter(None, named), None), said
    if anchor is None and fold(person.target) not in known.listed:
        return kind, _SEPARATOR.join(filter(None, (before.strip(), *parts[1:])))
    inside = known.behind(_SEPARATOR.join(parts[1:]))
    return kind, f"{before} {first} {inside} {_LEADING.sub('', after)}"


def _below(item: ListItem, text: Sequence[str], numbers: set[int]) -> Iterator[str]:
    """What stands below the line up to the next line about somebody."""
    ends = [number for number in numbers if number > item.line]
    return lines_below(item, text[: min(ends, default=len(text) + 1) - 1])


def lines_below(item: ListItem, text: Sequence[str]) -> Iterator[str]:
    """Give the lines of a note that are indented below an item, one by one.

    Text that only follows without a blank line is no word on the item.
    """
    for number in range(item.line + 1, min(item.last_line, len(text)) + 1):
        line = text[number - 1].rstrip("\r\n")
        inside = _QUOTES.sub("", line) if item.quote else line
        words = inside.strip()
        if words and inside[0] in " \t" and not words.startswith("%%"):
            yield words
