"""The prompts in a weekly note: one part a person, known by a digest when untouched.

Before each part stands ``%% vaultnet:prompt FORMAT DIGEST %%``. While the digest
still fits the text, nobody has edited the part and it may be rendered anew; once
it does not, the part is the user's and stays as it is. A part of a newer format
than this program writes is never replaced.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FORMAT = 1

_MARKER = re.compile(
    r"^%%[ \t]*vaultnet:prompt[ \t]+(\d{1,6})[ \t]+([0-9a-f]{8})[ \t]*%%[ \t]*\r?\n?",
    re.MULTILINE,
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t\r]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in the note for one person; ``marker`` is empty before the first."""

    marker: str
    text: str

    @property
    def heading(self) -> str:
        """The heading that the line in the list leads to."""
        match = _HEADING.search(self.text)
        return match[1] if match else ""

    @property
    def is_untouched(self) -> bool:
        """Whether the text is as vaultnet wrote it, in a format that it knows."""
        match = _MARKER.match(self.marker)
        return (
            match is not None
            and int(match[1]) <= FORMAT
            and match[2] == digest(self.text)
        )


def digest(text: str) -> str:
    """Give eight hex digits of a part's text; line ends and blank ends aside."""
    plain = text.replace("\r", "").strip("\n")
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:8]


def make_part(prompt: str) -> Part:
    """Make the part that holds a rendered prompt."""
    text = prompt.replace("\r", "").strip("\n") + "\n\n"
    return Part(f"%% vaultnet:prompt {FORMAT} {digest(text)} %%\n", text)


def split_parts(text: str) -> list[Part]:
    """Take the block of prompts apart; joined, the parts are the text again."""
    marks = list(_MARKER.finditer(text))
    starts = [*(match.start() for match in marks), len(text)]
    parts = [Part("", text[: starts[0]])]
    parts.extend(
        Part(match[0], text[match.end() : end])
        for match, end in zip(marks, starts[1:], strict=True)
    )
    return [part for part in parts if part.marker or part.text]


def join_parts(parts: Iterable[Part]) -> str:
    """Put parts together."""
    return "".join(part.marker + part.text for part in parts)


def renew_parts(
    text: str, current: Mapping[str, str], added: Mapping[str, str], end: str
) -> str:
    """Bring the block of prompts up to date.

    ``current`` maps the headings of people on the list to their prompts as they
    would be rendered now, ``added`` those of people who come onto it. ``end`` is
    the note's line end.
    """
    parts = split_parts(text)
    known = {part.heading for part in parts}
    renewed = [
        make_part(current[part.heading])
        if part.is_untouched and part.heading in current and _differs(part, current)
        else part
        for part in parts
    ]
    new = [make_part(text) for heading, text in added.items() if heading not in known]
    kept = {id(part) for part in parts}
    return "".join(
        part.marker + part.text
        if id(part) in kept
        else (part.marker + part.text).replace("\n", end)
        for part in (*renewed, *new)
    )


def _differs(part: Part, current: Mapping[str, str]) -> bool:
    return digest(part.text) != digest(current[part.heading])
