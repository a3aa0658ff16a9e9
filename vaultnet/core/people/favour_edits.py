"""Writing favours into a contact's note, and touching nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.core.config import Words
from vaultnet.core.dates.when import parse_note_date
from vaultnet.core.notes.lines import insert_lines, split_lines
from vaultnet.core.notes.links import find_links
from vaultnet.core.notes.note import ListItem, Note
from vaultnet.core.people.favours import (
    FAVOUR_HEADINGS,
    Favour,
    FavourKind,
    favour_key,
    read_favours,
    split_tail,
)
from vaultnet.core.people.interactions import Section, log_sections
from vaultnet.core.people.logbook import (
    Logged,
    add_section,
    below_heading,
    head_like,
)

_ENDED = ".!?…:;,–—"
_ANSWER = re.compile(r"[\s:;,–—-]*(?:declined\b[\s:;,–—-]*)?", re.IGNORECASE)
_BECAUSE = re.compile(r"because\b", re.IGNORECASE)
_DATE_END = " :–—|,·-*_)"


@dataclass(frozen=True, slots=True)
class NewFavour:
    """A favour to be written down.

    ``to`` is the link to whom somebody was introduced, as it stands in a note;
    ``mark`` is the character in the box.
    """

    kind: FavourKind
    on: date | None
    text: str
    to: str = ""
    mark: str = " "


def render_favour(new: NewFavour, day: str | None = None) -> str:
    """Write a favour as a note has it: ``asked 2026-08-02: an intro to Ana``.

    ``day`` is its date as the neighbours write it.
    """
    shown = day or (str(new.on) if new.on else "")
    to = f"to {new.to}" if new.to else ""
    head = " ".join(filter(None, (new.kind.value, shown, to)))
    return f"{head}: {' '.join(new.text.split())}".rstrip()


def render_reason(words: str) -> str:
    """Write why something was declined; empty where no words are given.

    Words that begin with "declined" or "because" already are not doubled.
    """
    said = " ".join(words.split())
    match = _ANSWER.match(said)
    why = said[match.end() :] if match else said
    if not why:
        return ""
    return f"declined, {'' if _BECAUSE.match(why) else 'because '}{why}"


def add_favour(
    note: Note, new: NewFavour, *, log_headings: Words, daily_format: str
) -> Logged:
    """Give the note with one more favour, and the line on which it stands.

    It goes among the favours that are there, in their order and style; a note
    without any gets ``## Favours`` behind its log, or else at its end.
    """
    section = next(log_sections(note.body, FAVOUR_HEADINGS), None)
    if section is None:
        return _new_section(note, f"- [{new.mark}] {render_favour(new)}", log_headings)
    beside = _neighbours(note, section)
    if not beside:
        return _first_in(note, section, f"- [{new.mark}] {render_favour(new)}")
    at, like = _place_for(new.on, beside)
    day = _day_like([favour for _, favour in beside], new.on, daily_format)
    line = (
        f"{_lead(split_lines(note.text), like)}[{new.mark}] {render_favour(new, day)}"
    )
    return Logged(insert_lines(note.text, at, [line]), at)


def set_favour_mark(note: Note, favour: Favour, mark: str, words: str = "") -> str:
    """Give the note's text with another character in the box of a favour.

    For ``-`` the words say why: ``: declined, because …`` is put behind those of
    the line. The favour is found by its key, whatever line it is on now, as often
    as it is written down; the text is the same where it is no longer there.
    """
    lines = split_lines(note.text)
    items = {item.line: item for item in note.body.items}
    for each in read_favours(note):
        if favour_key(each) == favour_key(favour) and each.is_open == favour.is_open:
            item = items[each.line]
            reason = render_reason(words) if mark == "-" else ""
            lines[item.line - 1] = _marked(lines[item.line - 1], item, mark, reason)
    return "".join(lines)


def place_favours(note: Note, days: Sequence[date | None]) -> list[tuple[int, str]]:
    """Give the lines before which favours go among others, and their bullets.

    Nothing where there are no others.
    """
    section = next(log_sections(note.body, FAVOUR_HEADINGS), None)
    beside = _neighbours(note, section) if section else []
    found = [_place_for(on, beside) for on in days] if beside else []
    lines = split_lines(note.text)
    return [(at, _lead(lines, like)) for at, like in found]


def _lead(lines: Sequence[str], like: ListItem) -> str:
    lead = lines[like.line - 1][: like.start]
    return lead.partition("[")[0] if like.task is not None else lead


def _marked(line: str, item: ListItem, mark: str, reason: str) -> str:
    head, rest = line[: item.start], line[item.start :]
    if reason and reason.casefold() not in rest.casefold():
        words = split_tail(item.text)[0]
        apart = " " if words.endswith(tuple(_ENDED)) else ": " if words else ""
        rest = f"{words}{apart}{reason}{rest[len(words) :]}"
    if item.task is None:
        return f"{head}[{mark}] {rest}"
    box = len(head.rstrip()) - 2
    return f"{head[:box]}{mark}{head[box + 1 :]}{rest}"


def _neighbours(note: Note, section: Section) -> list[tuple[ListItem, Favour]]:
    """Give the favours of the outermost list of a section."""
    favours = {each.line: each for each in read_favours(note)}
    found = [(i, favours[i.line]) for i in section.items if i.line in favours]
    outermost = min(((i.quote, i.indent) for i, _ in found), default=(0, 0))
    return [pair for pair in found if (pair[0].quote, pair[0].indent) == outermost]


def _place_for(
    on: date | None, beside: Sequence[tuple[ListItem, Favour]]
) -> tuple[int, ListItem]:
    """Give the line for a favour, and the item whose bullet it takes.

    At the end, unless the list has its newest first.
    """
    days = [(favour.on, item) for item, favour in beside if favour.on]
    if on and days and days[0][0] > days[-1][0]:
        for day, item in days:
            if day <= on:
                return item.line, item
    last = beside[-1][0]
    return last.last_line + 1, last


def _day_like(
    favours: Sequence[Favour], on: date | None, daily_format: str
) -> str | None:
    """Write a date as the favours do: a link where theirs is one."""
    dated = next((each for each in favours if each.on), None)
    if on is None or dated is None or dated.on is None:
        return None
    link = next(iter(find_links(dated.written, 1)), None)
    if (
        link is None
        or parse_note_date(dated.written[link.start : link.end]) != dated.on
    ):
        return None
    head = head_like(dated.written[link.start :], dated.on, on, daily_format)
    return head.rstrip(_DATE_END)


def _first_in(note: Note, section: Section, line: str) -> Logged:
    """Put the first favour under a heading, apart from a text that follows."""
    lines = split_lines(note.text)
    at = below_heading(lines, section.heading)
    is_followed = any(map(str.strip, lines[at - 1 : at]))
    gap = [""] if is_followed and not lines[at - 1].startswith("#") else []
    return Logged(insert_lines(note.text, at, [line, *gap]), at)


def _new_section(note: Note, line: str, log_headings: Words) -> Logged:
    log = next(log_sections(note.body, log_headings), None)
    level = log.heading.level if log else 2
    lines = split_lines(note.text)
    at = log.last_line + 1 if log else len(lines) + 1
    if at > len(lines) or not lines[at - 1].startswith("#"):
        return add_section(note, [line], FAVOUR_HEADINGS[0], level)
    gap = [""] if lines[at - 2].strip() else []
    block = [*gap, f"{'#' * level} {FAVOUR_HEADINGS[0]}", line, ""]
    return Logged(insert_lines(note.text, at, block), at + len(block) - 2)
