"""Calendar -> files: one to subscribe to, or a folder with one for each event."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from vaultnet.adapters import outbox
from vaultnet.errors import RefusedToWrite, WrongUsage
from vaultnet.formats.calendar import Event, Look, is_ours, render_calendar
from vaultnet.pipeline.calendar import make_events
from vaultnet.pipeline.snapshot import Snapshot

_SUFFIX = ".ics"
_CHECK_INS = Look("Check-ins", "seagreen", "#2e8b57")
_BIRTHDAYS = Look("Birthdays", "peru", "#cd853f")
_USUAL = "check-ins.ics"


@dataclass(frozen=True, slots=True)
class WrittenFeed:
    """One calendar that was brought up to date.

    ``path`` is a file, or a folder with a file for each of the ``events``;
    ``refused`` says of each file that was left alone why.
    """

    path: Path
    events: int
    changed: bool
    refused: tuple[RefusedToWrite, ...]


def write_calendars(
    snapshot: Snapshot, out: str, today: date, *, dry: bool
) -> tuple[WrittenFeed, ...]:
    """Bring the check-ins up to date, then the birthdays where they are wanted.

    ``out`` is a file or a folder, relative to the vault; empty for the user's own
    folder for data. Only files that hold a calendar of vaultnet's are written over or
    taken away, and nothing is written that says what it said. Raises WrongUsage where
    ``out`` is neither, MergeUnderWay where it lies in a vault that git merges.
    """
    place = Path(os.path.normpath(snapshot.vault.root / Path(out).expanduser()))
    is_folder = out.endswith(("/", "\\")) or place.is_dir()
    if not out:
        place, is_folder = outbox.usual_folder(snapshot.vault.root) / _USUAL, False
    if not is_folder and place.suffix != _SUFFIX:
        raise WrongUsage(
            f"{out!r} is no place for a calendar; name a file that ends in {_SUFFIX},"
            " or a folder with a / behind it"
        )
    if not dry and place.resolve().is_relative_to(snapshot.vault.root):
        snapshot.vault.check_no_merge()
    events = make_events(snapshot, today)
    feeds = [(_CHECK_INS, events.check_ins)]
    if snapshot.config.calendar.birthdays:
        feeds.append((_BIRTHDAYS, events.birthdays))
    write = _write_folder if is_folder else _write_file
    return tuple(write(place, look, found, dry=dry) for look, found in feeds)


def said_path(snapshot: Snapshot, path: Path) -> str:
    """Give a path relative to the vault where it lies in it, else the whole of it."""
    root = snapshot.vault.root
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


@dataclass(slots=True)
class _Desk:
    """Writes the files of one calendar, and remembers what came of it."""

    look: Look
    dry: bool
    changed: bool = False
    refused: list[RefusedToWrite] = field(default_factory=list)

    def write(self, path: Path, events: Sequence[Event]) -> None:
        """Bring one file up to date, unless what lies there is not ours."""
        try:
            old = outbox.read(path)
            if old is not None and not is_ours(old):
                raise RefusedToWrite(
                    f"{path}: holds something else than a calendar of vaultnet's, and"
                    " was left as it is; move it, or name another place"
                )
            self._put(path, old, render_calendar(self.look, events, old))
        except RefusedToWrite as reason:
            self.refused.append(reason)

    def remove(self, path: Path) -> None:
        """Take away what is ours; anything else stays without a word."""
        try:
            if not is_ours(outbox.read(path) or b"-"):
                return
            self.changed = True
            if not self.dry:
                outbox.remove(path)
        except RefusedToWrite as reason:
            self.refused.append(reason)

    def introduce(self, folder: Path) -> None:
        """Name the folder for vdirsyncer; what is there already may be the user's."""
        for name, text in (
            ("displayname", self.look.name),
            ("color", self.look.rgb),
        ):
            try:
                if outbox.read(folder / name) is None:
                    self._put(folder / name, None, text.encode())
            except RefusedToWrite as reason:
                self.refused.append(reason)

    def _put(self, path: Path, old: bytes | None, data: bytes) -> None:
        if old == data:
            return
        if not self.dry:
            outbox.write(path, data)
        self.changed = True

    def result(self, path: Path, events: Sequence[Event]) -> WrittenFeed:
        """Give what was done."""
        return WrittenFeed(path, len(events), self.changed, tuple(self.refused))


def _write_file(
    place: Path, look: Look, events: Sequence[Event], *, dry: bool
) -> WrittenFeed:
    path = place
    if look is _BIRTHDAYS:
        path = place.with_name(f"{place.stem} {look.name.casefold()}{_SUFFIX}")
    desk = _Desk(look, dry)
    desk.write(path, events)
    return desk.result(path, events)


def _write_folder(
    place: Path, look: Look, events: Sequence[Event], *, dry: bool
) -> WrittenFeed:
    """Write a vdir: a file for each event, and what is not wanted any more is gone."""
    folder, desk = place / look.name.casefold(), _Desk(look, dry)
    for event in events:
        desk.write(folder / f"{event.uid}{_SUFFIX}", [event])
    wanted = {f"{event.uid}{_SUFFIX}".casefold() for event in events}
    for name in outbox.names(folder):
        if name.endswith(_SUFFIX) and name.casefold() not in wanted:
            desk.remove(folder / name)
    desk.introduce(folder)
    return desk.result(folder, events)
