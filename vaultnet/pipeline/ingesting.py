"""What happened elsewhere, proposed, and written into the logs of those it was with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from vaultnet.core.dates.week import week_of
from vaultnet.core.exchange.proposals import (
    Proposal,
    Proposals,
    make_proposals,
    proposal_key,
)
from vaultnet.core.exchange.reaching import make_directory
from vaultnet.core.exchange.traces import Traces
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.people.fields import with_last_contact
from vaultnet.core.people.interactions import read_log
from vaultnet.errors import MergeUnderWay, RefusedToWrite
from vaultnet.pipeline.contact_edits import change_contact, with_entry
from vaultnet.pipeline.snapshot import Snapshot
from vaultnet.pipeline.tracing import KNOWN_BY, Asked, read_traces


@dataclass(frozen=True, slots=True)
class Found:
    """What files tell, and what of it is to be asked about."""

    traces: Traces
    proposals: Proposals


@dataclass(frozen=True, slots=True)
class Taken:
    """What went into logs; ``left`` are the notes that were not written, and why.

    ``notices`` say which fields with a last contact could not be moved on.
    """

    done: tuple[Proposal, ...] = ()
    left: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def look_into(
    snapshot: Snapshot,
    source: str,
    files: Sequence[Path],
    asked: Asked,
    declined: Iterable[str],
) -> Found:
    """Read files and ask of all that they tell whether it is new.

    Raises CannotImport and WrongUsage, as ``read_traces`` does.
    """
    directory = make_directory(
        snapshot.network.contacts, KNOWN_BY[source], snapshot.config.people.region
    )
    traces = read_traces(source, files, asked, directory)
    return Found(traces, make_proposals(traces.traces, directory, frozenset(declined)))


def take(snapshot: Snapshot, accepted: Sequence[Proposal], *, dry: bool) -> Taken:
    """Write what was accepted into logs, all that is new to a contact in one change.

    A note that must not be written is left and named, and keeps no other from being
    written. Raises MergeUnderWay.
    """
    done: list[Proposal] = []
    left: list[str] = []
    notices: list[str] = []
    by_contact = sorted(accepted, key=lambda each: each.contact.profile.path)
    for _, group in groupby(by_contact, key=lambda each: each.contact.profile.path):
        theirs = sorted(group, key=lambda each: each.on)
        try:
            written, unmoved = _enter(snapshot, theirs, dry=dry)
        except MergeUnderWay:
            raise
        except RefusedToWrite as refused:
            left.append(str(refused))
            continue
        done += written
        notices += unmoved
    return Taken(tuple(done), tuple(left), tuple(dict.fromkeys(notices)))


def decline(snapshot: Snapshot, refused: Sequence[Proposal]) -> None:
    """Remember what is not to be proposed again, on this device."""
    if refused:
        snapshot.vault.decline(map(proposal_key, refused))


def _enter(
    snapshot: Snapshot, theirs: Sequence[Proposal], *, dry: bool
) -> tuple[list[Proposal], list[str]]:
    """Add what one contact's log does not have by now."""
    written: list[Proposal] = []
    notices: list[str] = []

    def add(note: Note) -> str | None:
        days = _logged(snapshot, note)
        written[:] = (each for each in theirs if each.on not in days)
        if not written:
            return None
        newest = written[-1].on
        text, left = with_last_contact(note, snapshot.reading.dialect, newest)
        notices[:] = left
        for each in written:
            note = parse_note(note.path, note_bytes(note, text))
            text = with_entry(snapshot, note, each.on, each.kind, "").text
        return text

    path = theirs[0].contact.profile.path
    weeks = dict.fromkeys(str(week_of(each.on)) for each in theirs)
    about = {"contact": path, "week": " ".join(weeks)}
    change_contact(snapshot, path, add, dry=dry, about=about)
    return written, notices


def _logged(snapshot: Snapshot, note: Note) -> set[date]:
    entries, _ = read_log(note, snapshot.config.log.headings)
    return {each.on for each in entries}
