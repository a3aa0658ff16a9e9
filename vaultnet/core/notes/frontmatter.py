"""The block of fields at the head of a note, found and read as Obsidian does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import frontmatter
from frontmatter.default_handlers import BaseHandler

from vaultnet.core.notes.links import find_links
from vaultnet.core.notes.note import Field, Link, State
from vaultnet.core.notes.yaml import Words, Yaml, parse_yaml
from vaultnet.core.notes.yaml_faults import BadYaml
from vaultnet.core.values import NotePath, Problem

_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\r?\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """Where the fields stand in a note: the fences, and the YAML between them."""

    start: int
    end: int
    after: int


@dataclass(frozen=True, slots=True)
class Frontmatter:
    """What was read of a note's fields; ``body_start`` is where they are over."""

    state: State
    body_start: int = 0
    fields: Mapping[str, Field] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()


def find_block(text: str) -> Block | None:
    """Find the block, None where there is none or it is never closed.

    It opens with ``---`` on the very first line and closes with the next line
    that is ``---``; ``...`` does not close it.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None
    return Block(opening.end(), closing.start(), closing.end())


class ObsidianHandler(BaseHandler):
    """Reads a note for python-frontmatter the way Obsidian reads it.

    ``load`` gives a dict of name to Field. It never writes: a note is only ever
    changed by splicing.
    """

    FM_BOUNDARY = _OPENING
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Say whether the text has a block of fields."""
        return find_block(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """Give the YAML and the body; ValueError where there is no block."""
        block = find_block(text)
        if block is None:
            raise ValueError("no frontmatter")
        return text[block.start : block.end], text[block.after :]

    def load(self, fm: str) -> dict[str, object]:
        """Read the YAML into Fields; raises BadYaml, a ValueError."""
        return dict(_fields_of(parse_yaml(fm, line=2)).fields)


class _NoteHandler(ObsidianHandler):
    """The handler for one note: places are those in the note, not in the block."""

    def __init__(self, text: str, block: Block) -> None:
        super().__init__()
        self._source = text[block.start : block.end]
        self._offset = block.start
        self.words: tuple[Words, ...] = ()

    def load(self, fm: str) -> dict[str, object]:  # noqa: ARG002
        # python-frontmatter hands over the YAML without carriage returns: every
        # place in it would be wrong in the note.
        read = _fields_of(parse_yaml(self._source, line=2, offset=self._offset))
        self.words = read.words
        return dict(read.fields)


def _fields_of(read: Yaml) -> Yaml:
    if read.value is not None and not isinstance(read.value, dict):
        raise BadYaml(2, "it is not a list of fields, each like “field: value”")
    return read


def parse_frontmatter(path: NotePath, text: str) -> Frontmatter:
    """Read the fields of a note; a broken block is one problem and no fields."""
    block = find_block(text)
    if block is None:
        return Frontmatter(State.ABSENT)
    handler = _NoteHandler(text, block)
    try:
        # Only the block goes in, because python-frontmatter strips what it is given.
        found, _ = frontmatter.parse(text[: block.after], handler=handler)
    except BadYaml as bad:
        problem = Problem(path, bad.line, "frontmatter", _message(bad))
        return Frontmatter(State.BROKEN, block.after, problems=(problem,))
    fields = {key: each for key, each in found.items() if isinstance(each, Field)}
    links = tuple(_links(text, handler.words))
    return Frontmatter(State.READ, block.after, fields, links)


def _message(bad: BadYaml) -> str:
    return f"the fields at the top cannot be read: {bad.message}"


def _links(text: str, words: tuple[Words, ...]) -> Iterator[Link]:
    """Give the links among the strings: a string is a link as a whole or not at all."""
    for each in words:
        content = each.text.strip()
        links = find_links(content, each.line)
        if len(links) != 1 or (links[0].start, links[0].end) != (0, len(content)):
            continue
        link = links[0]
        source = text[each.start : each.end]
        line_start = text.rfind("\n", 0, each.start) + 1
        inside = source.find(content)
        start = each.start - line_start + max(inside, 0)
        length = len(content) if inside >= 0 else len(source)
        yield Link(link.target, link.display, each.line, start, start + length)
