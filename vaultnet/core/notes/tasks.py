"""What the Tasks and Dataview plugins write onto a line with a box.

The signs and names are those of the Tasks plugin's two formats (emoji and
Dataview) and of Dataview's own completion; both put a date behind what the user
wrote, re-order what they know, and leave everything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from vaultnet.core.dates.when import parse_note_date

_DATED = re.compile(
    r"\s*(?P<sign>[📅📆🗓⏳⌛🛫➕❌✅])\ufe0f?\s*(?P<date>\d{4}-\d{2}-\d{2})(?!\d)"
)
_NAMED = re.compile(
    r"\s*[\[(](?P<name>due|scheduled|start|created|completion|cancelled|repeat"
    r"|onCompletion|id|dependsOn|priority)::\s*(?P<value>[^\[\]()]*)[\])]",
    re.IGNORECASE,
)
# Without a date they are only the plugin's where it looks for them: at the end.
_AT_END = re.compile(
    r"(?:\s+\^[A-Za-z0-9-]+|\s*[🔺⏫🔼🔽⏬]\ufe0f?|\s*🔁\ufe0f?\s*every [a-zA-Z0-9, !]+"
    r"|\s*🏁\ufe0f?\s*\w+|\s*(?:🆔|⛔)\ufe0f?\s*[\w-]+(?:\s*,\s*[\w-]+)*)\s*$"
)
_DONE = ("✅", "completion")


@dataclass(frozen=True, slots=True)
class Tasked:
    """A line without the plugins' fields, and the day on which it was done."""

    text: str
    done_on: date | None


def without_fields(text: str) -> Tasked:
    """Take the fields of both plugins out of a line; the user's words stay."""
    done_on: date | None = None
    for found in (*_DATED.finditer(text), *_NAMED.finditer(text)):
        if found[1].casefold() in _DONE:
            done_on = parse_note_date(found[2]) or done_on
    text = _NAMED.sub("", _DATED.sub("", text))
    while (end := _AT_END.search(text)) is not None:
        text = text[: end.start()]
    return Tasked(text.rstrip(), done_on)
