"""Entering a favour: a line of its own, or the mark on the open one that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from vaultnet.core.config import Words
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.notes.visible import visible
from vaultnet.core.people.favour_edits import (
    NewFavour,
    add_favour,
    render_favour,
    render_reason,
    set_favour_mark,
)
from vaultnet.core.people.favours import (
    Favour,
    FavourKind,
    favour_key,
    letters,
    parse_favour,
    read_favours,
)
from vaultnet.errors import RefusedToWrite, WrongUsage


class Outcome(StrEnum):
    """What entering a favour came to."""

    ADDED = "added"
    TICKED = "ticked"
    DECLINED = "declined"
    KEPT = "kept"  # it stands there already


@dataclass(frozen=True, slots=True)
class Entered:
    """A note's text with a favour in it, and the favour as it stands there."""

    text: str
    favour: Favour
    outcome: Outcome


_ARTICLE = re.compile(r"^(?:an?|the|my|your)\s+(?=\S)", re.IGNORECASE)
_WHY = re.compile(r"\s*[:;,–—-]?\s{1,3}(?=(?:because|declined)\b)", re.IGNORECASE)
_APART = re.compile(r"[:;]\s+|\s[–—-]\s")


def enter_favour(
    note: Note, new: NewFavour, *, log_headings: Words, daily_format: str
) -> Entered:
    """Give the note with a favour written down.

    What you gave ticks the open favour that its words name, whole or from their
    beginning; what you declined (``mark`` is ``-``) closes it with the rest of the
    words as the reason. Else, and for all others, a line is added.

    Raises WrongUsage where several open favours could be meant, and RefusedToWrite
    where what is added could not be read again.
    """
    waiting = [
        each
        for each in read_favours(note)
        if each.is_open and each.kind is not FavourKind.INTRODUCED and each.text
    ]
    answered, words = None, ""
    if new.mark == "-":
        answered, words = _declined(waiting, new.text)
        new = replace(new, text=_with_reason(new.text))
    elif new.kind is FavourKind.GAVE:
        answered = _only(_named(waiting, new.text), new.text)
    if answered is not None:
        mark, outcome = (
            ("-", Outcome.DECLINED) if new.mark == "-" else ("x", Outcome.TICKED)
        )
        text = set_favour_mark(note, answered, mark, words)
        return _entered(note, text, answered.line, outcome)
    same = _same(note, new)
    if same is not None:
        return Entered(note.text, same, Outcome.KEPT)
    logged = add_favour(note, new, log_headings=log_headings, daily_format=daily_format)
    return _entered(note, logged.text, logged.line, Outcome.ADDED)


def _same(note: Note, new: NewFavour) -> Favour | None:
    """Find the line that says the same already."""
    wanted = parse_favour(render_favour(new), mark=new.mark)
    for each in read_favours(note):
        if favour_key(each) == favour_key(wanted) and each.is_open == wanted.is_open:
            return each
    return None


def _entered(note: Note, text: str, line: int, outcome: Outcome) -> Entered:
    """Read the new text again: what was put into it must be a favour there."""
    after = read_favours(parse_note(note.path, text.encode()))
    favour = next((each for each in after if each.line == line), None)
    if favour is None:
        raise RefusedToWrite(
            f"{note.path}: a block of code in it never ends, so nothing can be added"
            " behind it; close it first. Nothing was written"
        )
    return Entered(text, favour, outcome)


def _named(waiting: Sequence[Favour], text: str) -> list[Favour]:
    """Give the favours with these words, else those that begin with them."""
    wanted = _bare(text)
    if not wanted:
        return []
    equal = [each for each in waiting if _bare(each.text) == wanted]
    return equal or [each for each in waiting if wanted in _beginnings(each.text)]


def _declined(waiting: Sequence[Favour], text: str) -> tuple[Favour | None, str]:
    """Give the favour that is declined, and why."""
    words = text.split()
    beginnings = list(_beginnings(text))
    for count in range(len(beginnings), 0, -1):
        equal = [each for each in waiting if _bare(each.text) == beginnings[count - 1]]
        if beginnings[count - 1] and equal:
            return _only(equal, text), " ".join(words[count:])
    match = _WHY.search(text) or _APART.search(text)
    if match is None:
        return _only(_named(waiting, text), text), ""
    what, why = text[: match.start()], text[match.end() :]
    return _only(_named(waiting, what), what), why


def _with_reason(text: str) -> str:
    """Write what is declined and why, as a line of its own has it."""
    match = _WHY.search(text)
    if match is None:
        return text
    return f"{text[: match.start()]}: {render_reason(text[match.end() :])}"


def _only(found: Sequence[Favour], text: str) -> Favour | None:
    """Give the one that is meant; equal favours are one."""
    keys = dict.fromkeys(map(favour_key, found))
    if len(keys) > 1:
        lines = "".join(f"\n  {each.written}" for each in found)
        raise WrongUsage(f"{text!r} could be any of these; write more of it:{lines}")
    return found[0] if found else None


def _bare(text: str) -> str:
    return letters(_ARTICLE.sub("", text.strip(), count=1))


def _beginnings(text: str) -> Iterator[str]:
    """Give what the first word, the first two words and so on compare as."""
    words = visible(text).split()
    article = bool(words) and bool(_ARTICLE.match(f"{words[0]} x"))
    bare = ["" if n == 0 and article else letters(w) for n, w in enumerate(words)]
    return accumulate(bare)
