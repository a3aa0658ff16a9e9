"""What a few words of a log surely are in English, and so where they may be woven in.

A small grammar over closed lists: a phrase that it does not know is no phrase.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from vaultnet.core.prompts import english
from vaultnet.core.prompts.grammar import doing_end, is_name, phrase_end, thing_end
from vaultnet.core.prompts.quoting import first_clause, plain

_WORD = re.compile(r"[A-Za-zé]+(?:['’-][A-Za-zé]+)*")
_WORD_OR_NUMBER = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MARKS = re.compile(r"://|www\.|[@`<>\[\]{}|\\*_=$%#&+/\"“”„«»!]")
_EVENT = re.compile(r"[A-Za-z]+(?:Con|Conf|Fest|Camp|Python|Summit)|[A-Z]{4,10}")
_MOST_WORDS = 9
_FEWEST_WORDS_OF_OWN = 3
_MOST_WORDS_OF_OWN = 14


class Shape(Enum):
    """What a topic is made of."""

    DOING = "moving to Lisbon"
    PURSUIT = "building a boat"  # after a meeting it may be what was done there
    THING = "the new flat"


@dataclass(frozen=True, slots=True)
class Topic:
    """Words that may follow "about"."""

    text: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Question:
    """A question for next time.

    ``text`` may follow "I wanted to ask"; where ``direct`` it is a sentence.
    """

    text: str
    direct: bool


def parse_topic(text: str, names: Collection[str] = ()) -> Topic | None:
    """Read the first clause of a log's text as a topic of talk.

    ``names`` are the names, folded, of the person written to, who must not come up
    in the third person. None where the words are not surely English, grammatical
    after "about", free of pronouns and as true on another day.
    """
    text = plain(text)
    if _MARKS.search(text) or "?" in text:
        return None
    if _has(text.split(), english.UNDONE | english.TENDER):
        return None
    words = first_clause(text).split()
    if not 1 < len(words) <= _MOST_WORDS or not _are_fit(words, names):
        return None
    woven = " ".join([_uncapitalised(words[0]), *words[1:]])
    if woven.lower() in english.BARE_TOPICS:
        return Topic(woven, Shape.DOING)
    if doing_end(words, 0) == len(words):
        plan = words[0].lower() in english.PLANS
        return Topic(woven, Shape.DOING if plan else Shape.PURSUIT)
    return Topic(woven, Shape.THING) if thing_end(words, 0) == len(words) else None


def parse_question(text: str, names: Collection[str] = ()) -> Question | None:
    """Read a thread for next time as a question: ``ask how the marathon went``.

    None where it is not surely one that may be put to the person as it stands.
    """
    text = plain(text).rstrip(" ?.")
    words = _without_ask(first_clause(text).split(), names)
    if not 1 < len(words) <= _MOST_WORDS_OF_OWN or _MARKS.search(text):
        return None
    if not _are_fit(words, names, english.YOU) or _has(words, english.GRIEF):
        return None
    words = [words[0].lower(), *words[1:]]
    asked = " ".join(words)
    if _is_direct(words):
        return Question(asked[0].upper() + asked[1:] + "?", direct=True)
    return Question(asked, direct=False) if _is_indirect(words) else None


def parse_own_news(text: str, names: Collection[str] = ()) -> str | None:
    """Read your own news as a clause: ``started a group`` gives "I started a group".

    None unless it is surely something that you did, in the past or with "I".
    """
    text = plain(text)
    words = first_clause(text).split()
    if not _FEWEST_WORDS_OF_OWN <= len(words) <= _MOST_WORDS_OF_OWN:
        return None
    if _MARKS.search(text) or "?" in text:
        return None
    others = (english.PRONOUNS - english.OWN_PRONOUNS) | english.YOU
    if _has(words, others | english.RELATIVE | english.TENDER) or _has(words, names):
        return None
    if not all(map(_WORD_OR_NUMBER.fullmatch, words)) or _ends_open(words):
        return None
    if words[0] == "I":
        return " ".join(words)
    first, second = words[0].lower(), words[1].lower()
    passive = second in english.NOT_AFTER_PAST - english.MOVES.get(first, frozenset())
    if first not in english.OWN_PAST or passive:
        return None
    return " ".join(["I", first, *words[1:]])


def parse_place(text: str, names: Collection[str] = ()) -> str | None:
    """Read where you met as words that may follow "we met": ``at PyCon``."""
    text = plain(text)
    words = first_clause(text).split()
    if not 0 < len(words) <= _MOST_WORDS or _MARKS.search(text) or "?" in text:
        return None
    if not all(map(_WORD_OR_NUMBER.fullmatch, words)) or _ends_open(words):
        return None
    if _has(words, english.NOT_IN_A_PLACE | english.TENDER) or _has(words, names):
        return None
    first = words[0].lower()
    if first in english.PLACE_PREPOSITIONS:
        return " ".join([first, *words[1:]]) if _begins_noun(words[1:]) else None
    if first in english.ARTICLES:
        head = _head(words)
        named = head in english.DAY_PARTS and words[1].lower() != head
        at = named or head not in english.NOT_AT | english.EMPTY_HEADS
        return " ".join(["at", first, *words[1:]]) if at else None
    return f"at {' '.join(words)}" if _is_event(words) else None


def parse_favour(text: str, names: Collection[str] = ()) -> str | None:
    """Read what is asked for as words that may follow "I wanted to ask you"."""
    text = plain(text).rstrip(" ?.")
    words = text.split()
    if not 1 < len(words) <= _MOST_WORDS_OF_OWN or _has(words, names):
        return None
    if not all(map(_WORD_OR_NUMBER.fullmatch, words)) or _ends_open(words):
        return None
    if _has(words, (english.PRONOUNS - english.OWN_PRONOUNS) | english.TENDER):
        return None
    first = words[0].lower()
    if first in english.ARTICLES:
        return " ".join(["for", first, *words[1:]])
    if first in english.AFTER_ASK and words[1].lower() not in english.AUXILIARIES:
        return " ".join([first, *words[1:]])
    return None


def is_tender(text: str) -> bool:
    """Say whether something needs the user's own words: an illness, a death."""
    return _has(plain(text).split(), english.TENDER)


def is_plain_name(text: str) -> bool:
    """Say whether this is a person's name and nothing more: ``Ana Ruiz``."""
    words = text.split()
    return 0 < len(words) <= 4 and all(  # noqa: PLR2004 - longer is a sentence
        word[0].isupper()
        and word.replace("-", "").replace("'", "").isalpha()
        and word.lower() not in english.FUNCTION
        for word in words
    )


def _are_fit(
    words: Sequence[str],
    names: Collection[str],
    allowed: Collection[str] = frozenset(),
) -> bool:
    unfit = (english.UNSAID | english.YOU) - frozenset(allowed)
    return (
        all(map(_WORD.fullmatch, words))
        and not _has(words, unfit)
        and not _has(words, names)
    )


def _has(words: Sequence[str], unwanted: Collection[str]) -> bool:
    return any(_bare(word) in unwanted for word in words)


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.strip(",;.:!?()")).lower()


def _uncapitalised(word: str) -> str:
    known = word.lower() in english.ARTICLES | english.PLANS | english.PURSUITS
    return word.lower() if known else word


def _without_ask(words: Sequence[str], names: Collection[str]) -> Sequence[str]:
    if not words or words[0].lower() != "ask":
        return words
    someone = {"her", "him", "them", *names}
    return words[2:] if words[1:] and words[1].lower() in someone else words[1:]


def _is_direct(words: Sequence[str]) -> bool:
    """How did the marathon go."""
    if words[0] not in english.ASKING or words[1].lower() not in english.AUXILIARIES:
        return False
    return _subject_end(words, 2) > 0


def _is_indirect(words: Sequence[str]) -> bool:
    """About the flat; how to sail; who won; how the marathon went."""
    first, second = words[0], words[1].lower()
    if first == "about":
        return len(words) in (phrase_end(words, 1), doing_end(words, 1))
    if first not in english.QUESTIONS:
        return False
    if second == "to":
        return first in english.BEFORE_TO and len(words) > len(("how", "to"))
    if second in english.FINITE:
        return first in ("what", "who") and second not in english.AUXILIARIES
    end = _subject_end(words, 1)
    if not 0 < end < len(words):
        return False
    return second == "you" or words[end].lower() in english.FINITE


def _subject_end(words: Sequence[str], at: int) -> int:
    if at < len(words) and words[at].lower() in english.SUBJECTS | {"you"}:
        return at + 1
    return phrase_end(words, at) or doing_end(words, at)


def _ends_open(words: Sequence[str]) -> bool:
    return words[-1].lower() in english.FUNCTION - english.PARTICLES


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


def _is_event(words: Sequence[str]) -> bool:
    names = [word for word in words if not word.isdigit()]
    return all(word[0].isupper() for word in names) and any(
        _EVENT.fullmatch(word) or word.lower() in english.EVENTS for word in names
    )
