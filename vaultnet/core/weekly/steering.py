"""One word on a line that sets the rhythm: ``never``, ``rarely``, ``quarterly``."""

from __future__ import annotations

from vaultnet.core.dates.cadence import parse_cadence
from vaultnet.core.notes.note import Note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.people.fields import set_cadence
from vaultnet.core.people.listing import Line

_REST = "none"


def steered_to(line: Line) -> str | None:
    """Give the cadence that the only word on a line names, None where it names none.

    ``never`` is ``none``, the word that a note of a person has for it.
    """
    first, *below = line.words
    if below or len(first.split()) != 1 or first.isdigit():
        return None
    cadence = parse_cadence(first)
    if cadence is None or first.casefold() in ("no", "off", "false"):
        return None
    return _REST if cadence.rests else first.casefold()


def with_cadence(note: Note, dialect: Dialect, cadence: str) -> str:
    """Give a person's note with this cadence, unless it says the same already.

    Raises CannotEdit.
    """
    fields = dialect.sort(note.fields).get("cadence", ())
    sources = [source for field in fields for source in field.sources]
    said = [parse_cadence(source) for source in sources]
    wanted = parse_cadence(cadence)
    is_said = bool(said) and all(each == wanted for each in said)
    return note.text if is_said else set_cadence(note, dialect, cadence)
