"""Interactions that daily and meeting notes tell of, by their links to people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.core.kinds import Kind, kind_of
from vaultnet.core.notes.note import Field, Heading, Link, ListItem, Note
from vaultnet.core.notes.visible import link_target, visible
from vaultnet.core.people.intentions import is_intended


@dataclass(frozen=True, slots=True)
class Mention:
    """A link to somebody in a line about a day.

    ``joined`` says that only a comma, an ``&``, a ``+`` or a word for "and" stands
    between this link and the one before; ``possessive`` that it is the owner of
    something (``[[Tom]]'s move``); ``first`` that the line begins with it.
    """

    target: str
    joined: bool = False
    possessive: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a diary, or a meeting: whom it names, and what it says.

    ``everybody`` is set for the attendees of a meeting: each of them was there.
    """

    on: date
    line: int
    kind: Kind | None
    text: str
    mentions: tuple[Mention, ...]
    everybody: bool = False


_AND = re.compile(
    r"[\s*_]*(?:,|&|\+|,?\s*\b(?:and|und|et|y|e|en|och|og|ja|i)\b)?[\s*_]*",
    re.IGNORECASE,
)
_OWNS = re.compile(r"['’]?s\b")  # Tom's; in German and Dutch also Toms
_WORD = re.compile(r"[^\W\d_][\w-]*")
_DATED_NAME = re.compile(r"^\s*\d{4}-\d{2}-\d{2}[\s_–—-]*|[\s_–—-]*\d{4}-\d{2}-\d{2}$")


def read_diary(note: Note, on: date) -> Iterator[Told]:
    """Give each list item of a day's note that links to something.

    Left out are intentions (an open box and what lies below it, a heading such as
    ``Plans`` or ``Reach out``, a bare infinitive), quotes and embeds.
    """
    for item in _what_happened(note):
        mentions = tuple(_mentions(item))
        if mentions:
            yield Told(on, item.line, _kind(item), said(item.text), mentions)


def read_attendees(on: date, fields: Sequence[Field], title: str) -> Told:
    """Give everybody that a meeting's ``attendees`` or ``people`` field names."""
    targets = [
        target
        for field in fields
        for source in field.sources
        if (target := link_target(source))
    ]
    return Told(
        on,
        fields[0].line,
        Kind.MEET,
        _DATED_NAME.sub("", title),
        tuple(Mention(target) for target in dict.fromkeys(targets)),
        everybody=True,
    )


def said(text: str) -> str:
    """Give a diary line as a reader sees it: links by their text."""
    return visible(text).strip()


def counted(told: Told, people: Mapping[str, str], rule: str) -> Iterator[str]:
    """Give whom of a line's links counts as met, by the rule ``mentions``.

    ``people`` maps a link's target to a contact; ``rule`` is ``first`` (the first
    person named, and those joined to them), ``start`` (the same where the line
    begins with them), ``all`` or ``none``.
    """
    if told.everybody or rule == "all":
        yield from (
            people[each.target]
            for each in told.mentions
            if each.target in people and not each.possessive
        )
        return
    if rule == "none":
        return
    begun = False
    for each in told.mentions:
        person = None if each.possessive else people.get(each.target)
        if begun and not (person and each.joined):
            return
        if person is None or (not begun and rule == "start" and not each.first):
            continue
        begun = True
        yield person


def _what_happened(note: Note) -> Iterator[ListItem]:
    headings = list(note.body.headings)
    under: Heading | None = None
    intended_to: int | None = None
    for item in note.body.items:
        while headings and headings[0].line < item.line:
            under = headings.pop(0)
            intended_to = None
        if intended_to is not None and item.indent <= intended_to:
            intended_to = None
        if intended_to is None and item.task not in (None, "x", "X"):
            intended_to = item.indent
        if intended_to is not None or item.quote:
            continue
        if not is_intended(under.text if under else "", item):
            yield item


def _mentions(item: ListItem) -> Iterator[Mention]:
    before: Link | None = None
    line = " " * item.start + item.text
    for link in item.links:
        if link.embed or link.line != item.line:
            continue
        between = line[before.end if before else item.start : link.start]
        yield Mention(
            link.target,
            joined=before is not None and bool(_AND.fullmatch(between)),
            possessive=bool(_OWNS.match(line, link.end))
            or (link.display.endswith("s") and line[link.end :].startswith(("'", "’"))),
            first=before is None and not between.strip("*_ "),
        )
        before = link


def _kind(item: ListItem) -> Kind | None:
    """The kind named in the words before the first link: ``Lunch with [[Ana]]``."""
    start = min((link.start for link in item.links), default=item.start)
    words = _WORD.findall(item.text[: max(0, start - item.start)])
    return next((kind for word in words[:4] if (kind := kind_of(word))), None)
