"""The weekly notes kept true: this week's, the coming one, and those that are over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from vaultnet.adapters.templates import Templates
from vaultnet.core.dates.week import Week, week_of
from vaultnet.core.notes.reading import note_bytes
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.note import closed_week
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.cards import write_cards
from vaultnet.pipeline.due import readable_note
from vaultnet.pipeline.indexing import has_conflict
from vaultnet.pipeline.rendering import open_templates
from vaultnet.pipeline.snapshot import Snapshot
from vaultnet.pipeline.ticks import weekly_notes
from vaultnet.pipeline.week import WrittenWeek, write_week

_FRIDAY = 4


def keep_week(
    snapshot: Snapshot, week: Week, today: date, *, dry: bool
) -> tuple[WrittenWeek | None, tuple[RefusedToWrite, ...]]:
    """Bring a week's note up to date, and with this week's those around it.

    The first value is None where the week's own note cannot be written now, the
    second says of every note that cannot why. Raises RefusedToWrite while a merge is
    under way.
    """
    templates = open_templates(snapshot)
    written: WrittenWeek | None = None
    refused: list[RefusedToWrite] = []
    try:
        written = write_week(snapshot, templates, week, today, dry=dry)
    except RefusedToWrite as reason:
        refused.append(reason)
    if written is None or dry or today not in week:
        return written, tuple(refused)
    for write in _around(snapshot, templates, today):
        try:
            write()
        except RefusedToWrite as reason:
            refused.append(reason)
    return written, tuple(refused)


def _around(
    snapshot: Snapshot, templates: Templates, today: date
) -> Iterator[Callable[[], object]]:
    """The cards; the coming week from Friday on, as a laptop may stay closed."""
    this = week_of(today)
    yield partial(write_cards, snapshot, today)
    if today.weekday() >= _FRIDAY:
        coming = Week(this.monday + timedelta(weeks=1))
        yield partial(write_week, snapshot, templates, coming, today, dry=False)
    for path, week in weekly_notes(snapshot, today):
        if week < this:
            yield partial(_close, snapshot, path)


def _close(snapshot: Snapshot, path: NotePath) -> None:
    def closed(now: bytes | None) -> bytes | None:
        if now is None:
            return None
        note = readable_note(path, now)
        return None if has_conflict(note.text) else note_bytes(note, closed_week(note))

    snapshot.vault.change(path, closed)
