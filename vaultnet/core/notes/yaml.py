"""YAML as Obsidian reads it: libyaml finds the pieces, we say what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from vaultnet.core.notes.note import Field, Value
from vaultnet.core.notes.scalars import key_text, resolve
from vaultnet.core.notes.yaml_events import Event, read_events
from vaultnet.core.notes.yaml_faults import BadYaml

_MOST_VALUES = 20_000
_RESOLVED_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null")
)

_Anchor: TypeAlias = tuple[Value, tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Words:
    """A string that may be a link, and where its source stands in the note."""

    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Yaml:
    """A block of YAML as a value; ``fields`` and ``words`` only where it is a map."""

    value: Value
    fields: Mapping[str, Field]
    words: tuple[Words, ...]


def parse_yaml(text: str, *, line: int = 1, offset: int = 0) -> Yaml:
    """Read a block of YAML that begins on a line and at an offset of its note.

    Raises BadYaml, and nothing else, for what Obsidian would not read and for
    what is too big, too deep or too clever to be somebody's fields.
    """
    events = read_events(text, line)
    if not events:
        return Yaml(None, {}, ())
    builder = _Builder(text, events, line, offset)
    value = builder.document()
    return Yaml(value, builder.fields, tuple(builder.words))


class _Builder:
    """The way through the events of one block, and what was found on it."""

    __slots__ = (
        "_anchors", "_end", "_events", "_line", "_offset", "_size", "_sources",
        "_text", "fields", "words",
    )  # fmt: skip

    def __init__(self, text: str, events: list[Event], line: int, offset: int) -> None:
        self._text = text
        self._events: Iterator[Event] = iter(events)
        self._line = line
        self._offset = offset
        self._anchors: dict[str, _Anchor | None] = {}
        self._sources: list[str] = []
        self._size = 0
        self._end = 0
        self.fields: dict[str, Field] = {}
        self.words: list[Words] = []

    def document(self) -> Value:
        """Read the one value, and the fields where it is a map."""
        event = next(self._events)
        if not isinstance(event, yaml.MappingStartEvent) or event.anchor:
            return self._node(event)
        return self._fields()

    def _fields(self) -> Value:
        values: dict[str, Value] = {}
        for key, key_event, value_event in self._pairs():
            before = len(self._sources)
            values[key] = self._node(value_event)
            start = min(value_event.start_mark.index, len(self._text))
            self.fields[key] = Field(
                key=key,
                value=values[key],
                sources=tuple(self._sources[before:]),
                line=key_event.start_mark.line + self._line,
                start=start + self._offset,
                end=max(min(self._end, len(self._text)), start) + self._offset,
            )
        return values

    def _pairs(self) -> Iterator[tuple[str, Event, Event]]:
        """Give each key with its event and the first event of its value."""
        seen: dict[tuple[str, object], int] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                self._close(event)
                return
            before = len(self._sources)
            key = self._node(event)
            del self._sources[before:]
            self._refuse_twice(seen, key, event.start_mark.line + self._line)
            yield key_text(key), event, next(self._events)

    def _refuse_twice(
        self, seen: dict[tuple[str, object], int], key: Value, line: int
    ) -> None:
        if isinstance(key, list | dict):
            return
        number = isinstance(key, int | float) and not isinstance(key, bool)
        identity = ("number" if number else type(key).__name__, key)
        if identity in seen:
            raise BadYaml(
                line,
                f"the field “{key_text(key)}” is given twice, in line"
                f" {seen[identity]} and in line {line}; keep one of them",
            )
        seen[identity] = line

    def _node(self, event: Event) -> Value:
        self._size += 1
        if self._size > _MOST_VALUES:
            raise BadYaml(self._line, "its values refer to each other far too often")
        if event.anchor is None:
            return self._content(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._anchors[event.anchor] = None
        size, before = self._size, len(self._sources)
        value = self._content(event)
        sources = tuple(self._sources[before:])
        self._anchors[event.anchor] = (value, sources, self._size - size + 1)
        return value

    def _alias(self, event: Event) -> Value:
        self._end = event.end_mark.index
        known = self._anchors.get(event.anchor)
        if known is None:
            raise BadYaml(
                event.start_mark.line + self._line,
                f'a value that starts with * wants quotes: "*{event.anchor}"',
            )
        value, sources, size = known
        self._size += size
        self._sources += sources
        return value

    def _content(self, event: Event) -> Value:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list()
        return {key: self._node(first) for key, _, first in self._pairs()}

    def _list(self) -> Value:
        values: list[Value] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._node(event))
        self._close(event)
        return values

    def _close(self, event: Event) -> None:
        """Take a bracket's end for the value's; a block's lies beyond the value."""
        if event.end_mark.index > event.start_mark.index:
            self._end = event.end_mark.index

    def _scalar(self, event: Event) -> Value:
        text: str = event.value
        self._sources.append(text)
        start, self._end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">"):
            self._end = start + len(self._text[start : self._end].rstrip())
        if "[[" in text or "](" in text:
            self._remember(event)
        if event.tag is None:
            return resolve(text) if event.implicit[0] else text
        return resolve(text) if event.tag in _RESOLVED_TAGS else text

    def _remember(self, event: Event) -> None:
        self.words.append(
            Words(
                text=event.value,
                line=event.start_mark.line + self._line,
                start=event.start_mark.index + self._offset,
                end=self._end + self._offset,
            )
        )
