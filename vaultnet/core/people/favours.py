"""Favours in a contact's note: asked, offered, given, received, and introductions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vaultnet.core.notes.links import find_links
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.visible import visible
from vaultnet.core.people.interactions import log_sections, take_date
from vaultnet.core.values import fold, stem

FAVOUR_HEADINGS = (
    "Favours", "Favors", "Gefallen", "Gefälligkeiten", "Services rendus",
    "Coups de main", "Favores", "Favori", "Gunsten",
)  # fmt: skip
"""The headings under which favours stand; a new section gets the first.

Plain ``Services`` or ``Diensten`` are none: there people note what somebody sells.
"""

FOLLOW_UP_DAYS = 28
"""So long after an introduction it is time to ask what came of it."""


class FavourKind(StrEnum):
    """What a favour is: ``asked`` means that they asked you."""

    ASKED = "asked"
    OFFER = "offer"
    GAVE = "gave"
    RECEIVED = "received"
    INTRODUCED = "introduced"


_ONCE_MADE = frozenset({FavourKind.ASKED, FavourKind.OFFER, FavourKind.INTRODUCED})


@dataclass(frozen=True, slots=True)
class Favour:
    """A favour as one line of a contact's note has it.

    ``written`` is all that stands after the bullet and the box; ``text`` the words
    of it that say what it is about, ``minutes`` how long it takes where a tag says
    so (``#5min``). ``mark`` is the character in the box, None without a box.
    ``reason`` is what follows "declined" on a declined line, ``to`` the target of
    the link, or the name, to whom somebody was introduced. ``kind`` is None where
    the line does not say; then ``text`` holds all its words.
    """

    line: int
    written: str
    kind: FavourKind | None
    on: date | None
    text: str
    minutes: int | None = None
    mark: str | None = None
    reason: str | None = None
    to: str | None = None

    @property
    def is_declined(self) -> bool:
        """Whether it was declined, which is an answer, too."""
        return self.mark == "-"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done: ``x`` and ``-`` close a box.

        Without a box what was asked, offered or begun is open, and the rest is not.
        """
        if self.mark is None:
            return self.kind in _ONCE_MADE
        return self.mark not in "xX-"


_KINDS = {
    "asked": FavourKind.ASKED,
    "offer": FavourKind.OFFER,
    "offered": FavourKind.OFFER,
    "gave": FavourKind.GAVE,
    "received": FavourKind.RECEIVED,
    "introduced": FavourKind.INTRODUCED,
}
_KIND = re.compile(
    r"\s*(?P<bold>\*\*|__)?(?P<word>[^\W\d_]{4,10})(?=[\s:–—,*_]|$)(?(bold)(?:\*\*|__)?)"
    r"\s*(?P<end>[:–—|,·-]+(?=[\s*_]|$)|:)?(?(bold)(?:\*\*|__)?)\s*"
)
_ON = re.compile(r"on\s+", re.IGNORECASE)
_FOR = re.compile(r"for\s+(?=\S)", re.IGNORECASE)
_TO = re.compile(r"to\s+(?=\S)", re.IGNORECASE)
_ENDS = ":–—|,·-"
_MINUTES = re.compile(
    r"(?<!\S)(?P<bracket>\()?#(?=\d)(?:(?P<hours>\d{1,3})h(?:ours?|rs?)?)?"
    r"(?:(?P<minutes>\d{1,4})m(?:ins?|inutes?)?)?(?(bracket)\))(?![\w/-])",
    re.IGNORECASE,
)
_DECLINED = re.compile(
    r"(?:^|(?P<before>[:;,–—(-])|(?<=[.!?…]))\s{0,3}declined\b[\s:;,–—-]*",
    re.IGNORECASE,
)
_LONGEST_FIELD = 120  # characters
_LAST = re.compile(
    r"""(?<!\S)(?:
      \^[A-Za-z0-9-]+                                   # a block id
    | \#[^\s\#]+                                        # a tag
    | [📅📆🗓⏳⌛🛫➕✅❌]\uFE0F?\s*(?:\d{4}-\d{2}-\d{2}|Invalid[ ]date)
    | [🔺⏫🔼🔽⏬]\uFE0F?
    | 🔁\uFE0F?[a-zA-Z0-9,\ !]+
    | 🏁\uFE0F?\s*(?:keep|delete)
    | [🆔⛔]\uFE0F?\s*[\w-]+(?:\s*,\s*[\w-]+)*
    | [\[(](?:due|scheduled|start|created|completion|cancelled|repeat|onCompletion
      |id|dependsOn|priority)::[^\[\]()]*[\])]
    )$""",
    re.VERBOSE,
)
_TAG = re.compile(r"(?<!\S)\\?#[^\s#]+")
_COMMENT = re.compile(r"%%.*?%%|<!--.*?-->")


def read_favours(note: Note) -> tuple[Favour, ...]:
    """Give the favours in a note, in the order of the lines.

    An item inside another, or in a quote, is one only where it says what it is;
    else it is a word about the favour above it.
    """
    found: list[Favour] = []
    for section in log_sections(note.body, FAVOUR_HEADINGS):
        inside = 0
        for item in section.items:
            is_beside = item.quote == 0 and item.line > inside
            inside = max(inside, item.last_line)
            favour = parse_favour(item.text, mark=item.task, line=item.line)
            if favour.kind or (is_beside and favour.text):
                found.append(favour)
    return tuple(found)


def parse_favour(written: str, *, mark: str | None = None, line: int = 0) -> Favour:
    """Read what stands after a bullet and its box: ``asked 2026-08-02: an intro``.

    Never fails: what is not understood is in ``text``. Fields that the Tasks plugin
    puts at the end of a line, and block ids, are no words of the favour.
    """
    words, tail = split_tail(written)
    timed = _MINUTES.search(words)
    minutes = timed or _MINUTES.search(tail)
    if timed:
        words = _without(words, timed)
    kind, on, text, to = _parse_head(words)
    reason = None
    declined = _DECLINED.search(text) if mark == "-" else None
    if declined:
        reason = text[declined.end() :].strip() or None
        if reason and declined["before"] == "(":
            reason = reason.removesuffix(")")
        text = text[: declined.start()].rstrip()
    tags = (each for each in tail.split() if each[0] == "#")
    kept = (each for each in tags if not _MINUTES.fullmatch(each))
    text = " ".join(filter(None, (text, *kept)))
    return Favour(line, written, kind, on, text, _long(minutes), mark, reason, to)


def split_tail(written: str) -> tuple[str, str]:
    """Part the words of a line from the tags, task fields and block id at its end.

    The space between them goes with the second; both joined are the line again.
    """
    end = _before_space(written, len(written))
    while end:
        found = _LAST.search(written, max(0, end - _LONGEST_FIELD), end)
        if found is None:
            break
        end = _before_space(written, found.start())
    return written[:end], written[end:]


def favour_key(favour: Favour) -> str:
    """Give what a favour is known by, whatever is done to its box and its line.

    Made of the kind, the date, the name of whom it was to, and the letters of its
    words: spaces, emphasis, quotes, tags, task fields and what follows "declined"
    make no difference. Two favours of one person with one key are one.
    """
    declined = _DECLINED.search(favour.text)
    text = favour.text[: declined.start()] if declined else favour.text
    to = letters(stem((favour.to or "").partition("#")[0]))
    words = letters(text) or "".join(fold(text).split())
    return f"{favour.kind or ''} {favour.on or ''} {to} {words}"


def letters(text: str) -> str:
    """Give what counts of some words when they are compared: nothing but letters.

    Digits and signs such as emoji are kept; tags are left out, escaped ones, too.
    """
    words = visible(_TAG.sub("", _COMMENT.sub("", split_tail(text)[0])))
    return "".join(filter(_counts, fold(words)))


def is_follow_up_due(favour: Favour, monday: date) -> bool:
    """Say whether to ask by this Monday what came of an introduction.

    From four weeks after its date on; without a date it is due at once.
    """
    if favour.kind is not FavourKind.INTRODUCED or not favour.is_open:
        return False
    return favour.on is None or (monday - favour.on).days >= FOLLOW_UP_DAYS


def _parse_head(words: str) -> tuple[FavourKind | None, date | None, str, str | None]:
    """Take the kind and the date off the front, and to whom it introduced."""
    match = _KIND.match(words)
    kind = _KINDS.get(match["word"].casefold()) if match else None
    if match is None or kind is None:
        return None, None, words.strip(), None
    on, rest, is_apart = _take_day(words[match.end() :])
    if kind is FavourKind.INTRODUCED:
        to, rest = _take_person(rest)
        if on is None and to:
            on, rest, _ = _take_day(rest.lstrip())
        return kind, on, rest.lstrip(_ENDS + " \t"), to
    if kind is FavourKind.ASKED and not (match["end"] or is_apart):
        rest = _FOR.sub("", rest, count=1) if _FOR.match(rest) else rest
    return kind, on, rest, None


def _take_day(text: str) -> tuple[date | None, str, bool]:
    """Give the day in front, what follows, and whether a mark parts the two."""
    on_word = _ON.match(text)
    on, rest, _ = take_date(text[on_word.end() :] if on_word else text)
    if on is None:
        return None, text.strip(), False
    return on, rest, text[: len(text) - len(rest)].rstrip()[-1:] in tuple(_ENDS)


def _take_person(text: str) -> tuple[str | None, str]:
    """Take whom it was to off the front: a link, else a name before a colon."""
    to = _TO.match(text)
    link = next(iter(find_links(text, 1)), None)
    if to and link and link.start == to.end():
        return link.target, text[link.end :]
    if to and not link and ":" in text:
        name, _, rest = text[to.end() :].partition(":")
        return name.strip() or None, rest
    return link.target if link else None, text


def _long(found: re.Match[str] | None) -> int | None:
    """Give the minutes of a tag, None where there is none, or no time in it."""
    if found is None:
        return None
    return int(found["hours"] or 0) * 60 + int(found["minutes"] or 0) or None


def _without(words: str, found: re.Match[str]) -> str:
    before, after = words[: found.start()].rstrip(), words[found.end() :].lstrip()
    return f"{before}{'' if after[:1] in tuple(',.:;!?') else ' '}{after}".strip()


def _before_space(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _counts(character: str) -> bool:
    if character.isascii():
        return character.isalnum()
    return character != "\ufe0f" and unicodedata.category(character)[0] not in "PZC"
