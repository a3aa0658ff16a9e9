"""Where you met, and what you ask for: words that may follow "we met", "ask you"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vaultnet.core.prompts import english
from vaultnet.core.prompts.grammar import (
    MARKS,
    POSSESSIVE,
    WORD_OR_NUMBER,
    ends_open,
    holds,
    is_event,
    is_name,
)
from vaultnet.core.prompts.quoting import first_clause, plain

_MOST_WORDS = 9
_MOST_WORDS_OF_A_FAVOUR = 14


def parse_place(text: str, names: Collection[str] = ()) -> str | None:
    """Read where you met as words that may follow "we met": ``at PyCon``."""
    text = plain(text)
    words = first_clause(text).split()
    if not 0 < len(words) <= _MOST_WORDS or MARKS.search(text) or "?" in text:
        return None
    if not all(map(WORD_OR_NUMBER.fullmatch, words)) or ends_open(words):
        return None
    if holds(words, english.NOT_IN_A_PLACE | english.TENDER) or holds(words, names):
        return None
    first = words[0].lower()
    if first in english.PLACE_PREPOSITIONS:
        return " ".join([first, *words[1:]]) if _begins_noun(words[1:]) else None
    if first in english.ARTICLES:
        return _with_article(first, words)
    if first in ("my", "our") or POSSESSIVE.fullmatch(words[0]):
        known = len(words) > 1 and _head(words) in english.OWNED_PLACES
        owner = first if first in ("my", "our") else words[0]
        return " ".join(["at", owner, *words[1:]]) if known else None
    return f"at {' '.join(words)}" if is_event(words) else None


def parse_favour(text: str, names: Collection[str] = ()) -> str | None:
    """Read what is asked for as words that may follow "I wanted to ask you"."""
    text = plain(text).rstrip(" ?.")
    words = text.split()
    if not 1 < len(words) <= _MOST_WORDS_OF_A_FAVOUR or holds(words, names):
        return None
    if not all(map(WORD_OR_NUMBER.fullmatch, words)) or ends_open(words):
        return None
    if holds(words, (english.PRONOUNS - english.OWN_PRONOUNS) | english.TENDER):
        return None
    first, second = words[0].lower(), words[1].lower()
    if first in english.ARTICLES:
        return " ".join(["for", first, *words[1:]])
    if first in english.FAVOURS and second in english.PREPOSITIONS:
        return " ".join([english.FAVOURS[first], first, *words[1:]])
    if first in english.AFTER_ASK and second not in english.AUXILIARIES:
        return " ".join([first, *words[1:]])
    return None


def _with_article(first: str, words: Sequence[str]) -> str | None:
    head = _head(words)
    if head in english.RIDES:
        return " ".join(["on", first, *words[1:]])
    named = head in english.DAY_PARTS and words[1].lower() != head
    at = named or head not in english.NOT_AT | english.EMPTY_HEADS
    return " ".join(["at", first, *words[1:]]) if at else None


def _begins_noun(words: Sequence[str]) -> bool:
    if not words:
        return False
    first = words[0].lower()
    return first in english.ARTICLES | english.NOUNS | {"my", "our"} or (
        is_name(words[0]) or words[0][0].isupper()
    )


def _head(words: Sequence[str]) -> str:
    """Give the last word before the first preposition: the noun it is all about."""
    for number, word in enumerate(words):
        if number and word.lower() in english.PREPOSITIONS | english.FUNCTION:
            return words[number - 1].lower()
    return words[-1].lower()
