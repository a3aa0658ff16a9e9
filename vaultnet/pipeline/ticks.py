"""Files -> files: what the user ticked and wrote in weekly notes, brought home.

A weekly note of the last eight weeks says of whom it was ticked, and what was
written beside and below the line and in the inbox. That becomes one entry in the
log of that person. Nothing is remembered elsewhere: an entry that is there is not
written again, so rounds and devices may see a tick as often as they like.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from functools import partial

from vaultnet.adapters.vault import Unreadable
from vaultnet.core.dates.week import Week, parse_week, week_of
from vaultnet.core.notes.note import Note
from vaultnet.core.people.listing import (
    DONE,
    LATER,
    SENT,
    SKIPPED,
    Line,
    is_whole,
    read_lines,
    read_unlinked,
)
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.also import words_behind
from vaultnet.core.weekly.tick_problems import (
    leads_nowhere,
    names_nobody,
    unknown_mark,
    unticked,
)
from vaultnet.core.weekly.ticks import About
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.cards import take_cards
from vaultnet.pipeline.entering import Home, Taken, write_home
from vaultnet.pipeline.extra_ticks import (
    favours_on,
    lost_favours,
    take_favours,
    take_offers,
    unticked_favours,
)
from vaultnet.pipeline.indexing import has_conflict
from vaultnet.pipeline.listing import boxes_set_by_us, inbox_by_person
from vaultnet.pipeline.snapshot import Snapshot

Unsettled = Callable[[], Collection[str]]
"""Gives the paths that may be in the middle of a save just now."""

WEEKS_BACK = 8
"""A tick in a note of so many weeks ago still counts."""

_KNOWN_MARKS = (" ", SENT, SKIPPED, *DONE, *LATER)


def bring_home(
    snapshot: Snapshot, today: date, *, dry: bool, unsettled: Unsettled = tuple
) -> tuple[Snapshot, Taken]:
    """Take the ticks; the snapshot is a new one if any were written.

    Weekly notes among the ``unsettled`` are left for later: a save may have put only
    half of somebody's words into them.
    Raises RefusedToWrite while a merge is under way.
    """
    if not dry:
        snapshot.vault.check_no_merge()
    taken = take_ticks(snapshot, today, dry=dry, unsettled=unsettled)
    is_new = bool(taken.ticks or taken.notices) and not dry
    return (snapshot.again() if is_new else snapshot), taken


def take_ticks(
    snapshot: Snapshot, today: date, *, dry: bool, unsettled: Unsettled = tuple
) -> Taken:
    """Bring home what weekly notes say; ``dry`` only tells what would be written."""
    taken = Taken()
    found: dict[NotePath, list[Home]] = {}
    for path, week in weekly_notes(snapshot, today):
        note = _read(snapshot, path)
        if note is None or path in unsettled():
            continue
        for home in _homes(snapshot, note, week, today, taken):
            found.setdefault(home.contact.profile.path, []).append(home)
        taken.problems += unticked_favours(snapshot, note)
        taken.problems += lost_favours(snapshot, note)
        for take in (take_favours, take_offers):
            _take(taken, take(snapshot, note, dry=dry))
    _take(taken, take_cards(snapshot, today, dry=dry))
    for path in sorted(found):
        try:
            write_home(snapshot, found[path], taken, dry=dry)
        except RefusedToWrite as reason:
            taken.refused.append(reason)
    return taken


def _take(taken: Taken, notices: Iterator[str]) -> None:
    """Do what a line each tells of; a note that cannot be written ends it for now."""
    try:
        for line in notices:
            taken.notices.append(line)
    except RefusedToWrite as reason:
        taken.refused.append(reason)


def weekly_notes(snapshot: Snapshot, today: date) -> list[tuple[NotePath, Week]]:
    """Give the notes of the last eight weeks up to the coming one, oldest first."""
    this = week_of(today)
    first, last = (
        Week(this.monday + timedelta(weeks=number)) for number in (-WEEKS_BACK, 1)
    )
    found = []
    for path, listing in snapshot.network.weekly.items():
        week = parse_week(listing.week)
        if week is not None and first <= week <= last:
            found.append((path, week))
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def _read(snapshot: Snapshot, path: NotePath) -> Note | None:
    try:
        note = snapshot.read(path)
    except Unreadable:
        return None
    return None if note is None or has_conflict(note.text) else note


def _homes(
    snapshot: Snapshot, note: Note, week: Week, today: date, taken: Taken
) -> Iterator[Home]:
    people = snapshot.people()
    lines = _lines_by_person(snapshot, note, taken)
    inbox = inbox_by_person(snapshot, note, week)
    link = snapshot.linker.link_text(note.path, str(week))
    whole = is_whole(note)
    for path in dict.fromkeys((*lines, *inbox)):
        told = About(people[path], week, link, lines.get(path, ()), inbox.get(path, ()))
        entries = tuple(told.entries(today, partial(_is_ours, snapshot, note, path)))
        cadence = told.cadence(today)
        if entries or cadence:
            yield Home(told.contact, entries, cadence, is_whole=whole)
        if told.is_unticked:
            taken.problems.append(unticked(note.path, told))


def _is_ours(snapshot: Snapshot, note: Note, path: NotePath) -> bool:
    return path in boxes_set_by_us(snapshot, note)


def _lines_by_person(
    snapshot: Snapshot, note: Note, taken: Taken
) -> dict[NotePath, list[Line]]:
    found: dict[NotePath, list[Line]] = {}
    for line in read_lines(note):
        path = snapshot.who.meant(line.target, note.path)
        if line.mark not in _KNOWN_MARKS:
            taken.problems.append(unknown_mark(note.path, line))
        if path is not None:
            found.setdefault(path, []).append(line)
        elif line.is_done or line.mark == SENT:
            taken.problems.append(leads_nowhere(note.path, line))
    taken.problems += (names_nobody(note.path, each) for each in read_unlinked(note))
    for item, contact, favour in favours_on(snapshot, note):
        words = (words_behind(item, favour) or "", *item.below)
        if item.mark in DONE and any(words):
            line = Line(item.line, item.mark, item.target, words=words, is_extra=True)
            found.setdefault(contact.profile.path, []).append(line)
    return found
