"""Words on a line that set the rhythm: ``never``, ``rarely``, ``every 3 weeks``."""

from __future__ import annotations

from vaultnet.core.dates.cadence import parse_cadence
from vaultnet.core.notes.note import Note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.people.fields import set_cadence
from vaultnet.core.people.listing import Line

_REST = "none"
_OTHERWISE = ("no", "off", "false")  # in a note they rest; on a line they are answers


def steered_to(line: Line) -> str | None:
    """Give the cadence that is all the words on a line, None where they are not.

    ``never`` is ``none``, the word that a note of a person has for it.
    """
    first, *below = line.words
    words = first.casefold().rstrip(" .!")
    if below or words.isdigit() or words in _OTHERWISE:
        return None
    cadence = parse_cadence(words)
    if cadence is None:
        return None
    return _REST if cadence.rests else words


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
