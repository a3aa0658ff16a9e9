"""The pieces of a YAML block, from libyaml, bent to YAML 1.2 and within limits."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any, TypeAlias

import yaml

from vaultnet.core.notes.yaml_faults import BadYaml, fault_of

Event: TypeAlias = Any
"""An event of PyYAML, which ships no types for what it yields."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST = 64 * 1024
_MOST_EVENTS = 20_000
_DEEPEST = 32
_MOST_REPAIRS = 500_000  # characters read again, over all repairs of one block

# What libyaml refuses or takes for a line end, and YAML 1.2 does not.
_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
    "|\r(?!\n)"
)
_STAND_IN = 0x100000
_TABS = re.compile(r"\t+(?: *(#|\r?\n|\Z))?")  # group: nothing else on the line
_LONE_DASH = re.compile(r":[ \t]+-(?=[ \t]*(?:\r?$|[ \t]#))", re.MULTILINE)
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def read_events(text: str, line: int) -> list[Event]:
    """Give the events of the one value in a block, none where there is no value.

    Marks count in characters of ``text``; ``line`` is the line of the note on
    which it begins, for messages. Raises BadYaml.
    """
    if len(text) > _LONGEST:
        raise BadYaml(line, f"it is longer than {_LONGEST // 1024} KiB")
    odd = {ord(each): _STAND_IN + ord(each) for each in _ODD.findall(text)}
    plain = text.translate(odd) if odd else text
    events, dashes = _repaired(plain if plain.endswith("\n") else f"{plain}\n", line)
    _Shape(text, events, line).check()
    if odd:
        _restore(events, {stand_in: each for each, stand_in in odd.items()})
    if dashes:
        return [each for event in events for each in _unfold(event, dashes)]
    return events


def _restore(events: list[Event], odd: dict[int, int]) -> None:
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            event.value = event.value.translate(odd)


def _repaired(text: str, line: int) -> tuple[list[Event], set[int]]:
    """Read the events, mending what Obsidian reads and libyaml does not.

    Each repair keeps every character in its place: a tab between tokens becomes
    a space, a dash alone behind a colon (``k: -``) a null that is a list again
    afterwards; where those dashes stand is the second value.
    """
    dashes: set[int] = set()
    for _ in range(1 + _MOST_REPAIRS // (len(text) + 1)):
        try:
            return _within_limits(text, line), dashes
        except yaml.MarkedYAMLError as error:
            at = _index_of(error, text)
            mended = _mend(text, at)
            if mended == text:
                raise fault_of(error, text, line) from None
            if text[at] == "-":
                dashes.add(at)
            text = mended
        except yaml.YAMLError as error:
            raise BadYaml(line, f"it cannot be read: {error}") from None
    raise BadYaml(line, "it holds too many tabs; use spaces")


def _index_of(error: yaml.MarkedYAMLError, text: str) -> int:
    mark: Any = error.problem_mark
    return len(text) if mark is None else int(mark.index)


def _line_starts(text: str) -> list[int]:
    """Give the offset of each line, and of the end."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def _mend(text: str, at: int) -> str:
    """Give the text with the characters mended at which libyaml stopped."""
    head = text[text.rfind("\n", 0, at) + 1 : at]
    tabs = _TABS.match(text, at)
    if tabs and (head.strip(" ") or tabs[1]):
        end = at + len(tabs[0].rstrip("#\r\n"))
        return f"{text[:at]}{' ' * (end - at)}{text[end:]}"
    colon = len(head.rstrip(" \t")) - 1
    dash = _LONE_DASH.match(text, at - len(head) + max(colon, 0))
    if dash and dash.end() == at + 1:
        return f"{text[:at]}~{text[at + 1 :]}"
    return text


def _within_limits(text: str, line: int) -> list[Event]:
    """Collect the events between the start and the end of the one document."""
    events: list[Event] = []
    depth = documents = 0
    for event in iter(_LOADER(text).get_event, None):
        if isinstance(event, yaml.ScalarEvent):  # most of them are
            pass
        elif isinstance(event, _OPENING):
            depth += 1
        elif isinstance(event, _CLOSING):
            depth -= 1
        elif not isinstance(event, yaml.NodeEvent):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents <= 1:
                continue
        events.append(event)
        if depth > _DEEPEST or len(events) > _MOST_EVENTS or documents > 1:
            raise _beyond(event, depth, documents, line)
    return events


def _beyond(event: Event, depth: int, documents: int, line: int) -> BadYaml:
    at = event.start_mark.line + line
    if documents > 1:
        return BadYaml(at, "a second block begins here; keep one")
    if depth > _DEEPEST:
        return BadYaml(at, f"lists or maps lie more than {_DEEPEST} deep in each other")
    return BadYaml(line, f"it holds more than {_MOST_EVENTS // 2:,} values")


def _unfold(event: Event, dashes: set[int]) -> list[Event]:
    """Turn a mended ``-`` back into the list of one empty value that it is."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    if not isinstance(event, yaml.ScalarEvent) or start.index not in dashes:
        return [event]
    return [
        yaml.SequenceStartEvent(
            event.anchor, None, implicit=True, start_mark=start, end_mark=end
        ),
        yaml.ScalarEvent(None, None, (True, False), "", end, end),
        yaml.SequenceEndEvent(end, end),
    ]


class _Shape:
    """What libyaml lets pass and the ``yaml`` package refuses."""

    __slots__ = ("_columns", "_events", "_flow", "_line", "_starts", "_text")

    def __init__(self, text: str, events: list[Event], line: int) -> None:
        self._text = text
        self._events = events
        self._line = line
        self._columns = [-1]  # of the block collections that are open
        self._flow: list[Event] = []
        self._starts: list[int] = []

    def check(self) -> None:
        """Go through the events once; raises BadYaml."""
        for event in self._events:
            if isinstance(event, yaml.ScalarEvent):
                if event.style:
                    self._styled(event)
            elif isinstance(event, _OPENING):
                self._open(event)
            elif isinstance(event, _CLOSING):
                self._close(event)

    def _open(self, event: Event) -> None:
        if event.flow_style:
            self._flow.append(event)
            return
        if self._text[event.start_mark.index - 1 : event.start_mark.index] == "\t":
            raise self._bad(event.start_mark, "a tab stands before it; use spaces")
        self._columns.append(event.start_mark.column)

    def _close(self, event: Event) -> None:
        if not self._flow:
            self._columns.pop()
            return
        opening = self._flow.pop()
        self._refuse_glued_comment(event)
        if not self._flow:
            self._refuse_shallow(opening, event, last="]}")

    def _styled(self, event: Event) -> None:
        """Look at a quoted scalar, or at one below ``|`` or ``>``."""
        if event.style in "|>":
            if event.start_mark.column <= self._columns[-1]:
                raise self._bad(
                    event.start_mark, f"the {event.style} belongs behind its field"
                )
            return
        self._refuse_glued_comment(event)
        if not self._flow:
            self._refuse_shallow(event, event, last="")

    def _refuse_glued_comment(self, event: Event) -> None:
        if self._text[event.end_mark.index : event.end_mark.index + 1] == "#":
            raise self._bad(event.end_mark, "a comment wants a space before its #")

    def _refuse_shallow(self, opening: Event, ending: Event, *, last: str) -> None:
        """Refuse lines of one value that are not indented below their key."""
        first, final = opening.start_mark.line, ending.end_mark.line
        if first == final:
            return
        self._starts = starts = self._starts or _line_starts(self._text)
        for number in range(first + 1, final + 1):
            line = self._text[starts[number] : starts[number + 1]]
            inside = line.lstrip(" ")
            indent = len(line) - len(inside)
            allowed = self._columns[-1] + (number != final or inside[0] not in last)
            if indent < allowed and inside.strip() and inside[0] != "#":
                raise BadYaml(
                    number + self._line,
                    "the line belongs to the value above it: indent it by two spaces",
                )

    def _bad(self, mark: Any, message: str) -> BadYaml:
        return BadYaml(mark.line + self._line, message)
