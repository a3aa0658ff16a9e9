"""What is promised of notes that several devices edit, and how it is looked at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from deeds import words_in

from vaultnet.core.config import Log
from vaultnet.core.notes.note import State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.interactions import read_log
from vaultnet.core.values import NotePath

_MARKERS = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7}).*\n?", re.MULTILINE)


class Broken(Exception):
    """A history broke a promise."""


def resolve(path: Path) -> None:
    """Do as a person does: take out the marks, and keep what both sides have."""
    if path.exists():
        path.write_bytes(_MARKERS.sub("", path.read_bytes().decode()).encode())


def is_readable(text: str) -> bool:
    """Tell whether a note's fields can be read."""
    return parse_note(NotePath("a.md"), text.encode()).state is not State.BROKEN


def told_twice(path: Path) -> Iterator[str]:
    """Give words and weeks that stand in two entries of a log."""
    note = parse_note(NotePath(path.name), path.read_bytes())
    entries, _ = read_log(note, Log().headings)
    told = Counter(word for each in entries for word in words_in(each.text))
    told.update(each.week_key for each in entries if each.week_key)
    yield from (word for word, number in told.items() if number > 1)
