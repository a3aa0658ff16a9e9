"""The last command's writes taken back, and the boxes that they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vaultnet.adapters.vault import Undone, Vault
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import note_bytes
from vaultnet.core.people.favours import favour_key
from vaultnet.core.people.listing import DONE, SENT, Line, read_lines
from vaultnet.core.values import NotePath, stem
from vaultnet.core.weekly.also import read_extra_items
from vaultnet.core.weekly.cards import cards_path, read_cards
from vaultnet.core.weekly.note import with_marks
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.due import readable_note
from vaultnet.pipeline.extra_ticks import favours_on
from vaultnet.pipeline.snapshot import Snapshot, refresh
from vaultnet.pipeline.ticks import take_ticks, weekly_notes

About = Mapping[str, str]
_Boxes = Callable[[Snapshot, Note, About], Iterator[int]]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was undone; ``opened`` are the notes whose boxes were opened again.

    ``stands`` are those of whose notes a weekly note still says what was undone, in
    words that only the user can take away.
    """

    undone: Undone
    opened: tuple[NotePath, ...] = ()
    stands: tuple[str, ...] = ()


def undo_last(vault: Vault, cache: Path, today: date, *, dry: bool) -> TakenBack:
    """Give the notes of the last command the bytes from before it.

    A box that told of what was undone is opened, or it would be written again.
    ``dry`` leaves the disk alone. Raises RefusedToWrite where every one of the notes
    has to be left alone, and while a merge is under way, unless that is when they
    were written.
    """
    newest = next(iter(vault.undoable()), None)
    if not dry and not (newest and newest.in_conflict):
        vault.check_no_merge()
    undone = vault.undo(dry=dry)
    if undone.left and not undone.restored:
        raise RefusedToWrite(
            "nothing was undone\n"
            + "\n".join(f"{path}: {why}" for path, why in undone.left.items())
        )
    if dry or not undone.about:
        return TakenBack(undone)
    vault.begin("undo", undoable=False)
    snapshot = refresh(vault, cache)
    opened = tuple(
        dict.fromkeys(
            path
            for about in undone.about
            for path in _notes(snapshot, today, about)
            if _open(snapshot, path, about)
        )
    )
    again = take_ticks(snapshot.again(), today, dry=True)
    paths = {each.contact.profile.path for each in again.ticks}
    paths |= {NotePath(line.partition(":")[0]) for line in again.notices}
    return TakenBack(undone, opened, tuple(sorted(paths & set(undone.restored))))


def _notes(snapshot: Snapshot, today: date, about: About) -> Iterator[NotePath]:
    """The notes whose boxes may have told of a write."""
    if about.get("by") == "card":
        yield cards_path(snapshot.config.week)
        return
    weeks = about.get("week", "").split()
    for path, week in weekly_notes(snapshot, today):
        if "week" not in about or str(week) in weeks:
            yield path


def _open(snapshot: Snapshot, path: NotePath, about: About) -> bool:
    def opened(now: bytes | None) -> bytes | None:
        if now is None:
            return None
        note = readable_note(path, now)
        boxes = _BOXES.get(about.get("by", ""), _of_entry)
        lines = boxes(snapshot, note, about)
        return note_bytes(note, with_marks(note, dict.fromkeys(lines, " ")))

    return snapshot.vault.change(path, opened)


def _of_entry(snapshot: Snapshot, note: Note, about: About) -> Iterator[int]:
    """The boxes that told of an entry which is gone: of a tick all, else bare ones."""
    contact = snapshot.people().get(about.get("contact", ""))
    field = note.fields.get("week")
    keys = {each.week_key for each in contact.history} if contact else set()
    if contact is None or field is None or field.value in keys:
        return
    for line in read_lines(note):
        is_theirs = snapshot.who.meant(line.target, note.path) == about["contact"]
        is_set = line.is_done or line.mark == SENT
        if is_theirs and is_set and (about.get("by") == "tick" or _is_bare(line)):
            yield line.line


def _is_bare(line: Line) -> bool:
    return not line.has_words and line.done_on is None


def _of_favour(snapshot: Snapshot, note: Note, about: About) -> Iterator[int]:
    for item, contact, favour in favours_on(snapshot, note):
        is_theirs = contact.profile.path == about["contact"]
        if is_theirs and favour_key(favour) == about["favour"] and item.mark != " ":
            yield item.line


def _of_offer(_snapshot: Snapshot, note: Note, about: About) -> Iterator[int]:
    for item in read_extra_items(note):
        is_meant = stem(item.target) == about["name"]
        if item.is_offer and is_meant and item.mark in DONE:
            yield item.line


def _of_card(snapshot: Snapshot, note: Note, about: About) -> Iterator[int]:
    for line in read_cards(note):
        is_theirs = snapshot.who.meant(line.target, note.path) == about["contact"]
        if is_theirs and line.is_done:
            yield line.line


_BOXES: Mapping[str, _Boxes] = {
    "favour": _of_favour,
    "offer": _of_offer,
    "card": _of_card,
}
