"""The favours of a second note, put under those of the first one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from vaultnet.core.merging.person_items import (
    Item,
    Splice,
    Taken,
    cut_item,
    indented,
    outermost,
    unite_items,
)
from vaultnet.core.merging.words import unite_tasks
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.note import Note
from vaultnet.core.people.favour_edits import place_favours
from vaultnet.core.people.favours import FAVOUR_HEADINGS, favour_key, read_favours
from vaultnet.core.people.interactions import log_sections
from vaultnet.core.people.logbook import below_heading


def take_favours(ours: Note, theirs: Note, done: frozenset[int]) -> Taken:
    """Put the favours of another note under a note's own heading, if it has one.

    ``done`` are the lines of the other note that stand there already.
    """
    section = next(log_sections(ours.body, FAVOUR_HEADINGS), None)
    if section is None:
        return Taken(ours.text)
    known, old = _favours(ours), split_lines(ours.text)
    splice, days = Splice(), {each.line: each.on for each in read_favours(theirs)}
    found = {k: each for k, each in _favours(theirs).items() if each.line not in done}
    one_favour = partial(unite_tasks, None)
    fresh = [
        each
        for key, each in found.items()
        if key not in known
        or not unite_items(splice, old, known[key], each, one_favour)
    ]
    places = place_favours(ours, [days[each.line] for each in fresh])
    first = (below_heading(old, section.heading), "- ")
    for each, (at, lead) in zip(fresh, places or [first] * len(fresh), strict=True):
        splice.before[at] += [each.under(lead), *indented(each.below, lead)]
    lines = (range(each.line, each.last_line + 1) for each in found.values())
    return Taken(splice.apply(ours.text), frozenset(n for each in lines for n in each))


def _favours(note: Note) -> Mapping[str, Item]:
    """Give the favours of the outermost lists, by what they are known by."""
    lines, found = split_lines(note.text), dict[str, Item]()
    keys = {each.line: favour_key(each) for each in read_favours(note)}
    for section in log_sections(note.body, FAVOUR_HEADINGS):
        for item in outermost(section):
            if item.line in keys:
                found.setdefault(keys[item.line], cut_item(lines, item))
    return found
