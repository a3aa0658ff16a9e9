"""What a note holds, as values: fields, headings, list items, links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from vaultnet.core.values import NotePath, Problem

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
"""A field's value as Obsidian has it; a date is text."""


class State(StrEnum):
    """How the frontmatter of a note stands."""

    ABSENT = "absent"
    READ = "read"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the frontmatter, as it is written.

    ``sources`` are the source texts of its scalars in reading order, without
    quotes: ``+33612345678`` where ``value`` is a number. ``start`` and ``end``
    bound the value in ``Note.text``; they are equal where the value is empty.
    ``line`` counts from 1, the first line of the file.
    """

    key: str
    value: Value
    sources: tuple[str, ...]
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a note, as Obsidian's metadata has it.

    ``target`` keeps its ``#heading``; ``display`` is what a reader sees.
    ``start`` and ``end`` are columns in the line (0-based), brackets included.
    """

    target: str
    display: str
    line: int
    start: int
    end: int
    embed: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the lines of its section."""

    line: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class ListItem:
    """A list item with the lines that belong to it.

    ``task`` is the character in its box, None without a box; ``text`` what
    follows, first line only; ``start`` the column where ``text`` begins.
    ``below`` are the indented lines that belong to it, nested items and
    paragraphs alike, with their own indentation taken off; ``last_line`` is the
    last line of the item with everything below it. ``indent`` is its width in
    columns (a tab counts four), ``quote`` the number of ``>`` before it.
    """

    line: int
    last_line: int
    indent: int
    quote: int
    marker: str
    task: str | None
    text: str
    start: int
    below: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the frontmatter, in the order of the lines.

    ``links`` are all links of the body, embeds among them, those in list items,
    too. Code, comments and frontmatter give none.
    """

    headings: tuple[Heading, ...] = ()
    items: tuple[ListItem, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note as text and what was read from it.

    ``text`` is the whole file, decoded, line ends as they are, without a byte
    order mark (``bom`` says that there was one). ``body_line`` is the line on
    which the body begins, ``body_start`` its offset in ``text``.
    ``frontmatter_links`` are the links in quoted strings of the fields.
    """

    path: NotePath
    text: str
    bom: bool
    state: State
    fields: Mapping[str, Field]
    frontmatter_links: tuple[Link, ...]
    body_start: int
    body_line: int
    body: Body
    problems: tuple[Problem, ...] = ()
