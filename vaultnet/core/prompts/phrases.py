"""What a few words of a log surely are in English, and so where they may be woven in.

A small grammar over closed lists: a phrase that it does not know is no phrase.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from vaultnet.core.prompts import english
from vaultnet.core.prompts.grammar import (
    MARKS,
    WORD,
    WORD_OR_NUMBER,
    doing_end,
    ends_open,
    holds,
    is_event,
    outing_end,
    phrase_end,
    several_end,
    thing_end,
)
from vaultnet.core.prompts.quoting import first_clause, plain

_MOST_WORDS = 9
_FEWEST_WORDS_OF_OWN = 3
_MOST_WORDS_OF_OWN = 14


class Shape(Enum):
    """What a topic is made of."""

    DOING = "moving to Lisbon"
    PURSUIT = "building a boat"  # after a meeting it may be what was done there
    THING = "the new flat"
    SEVERAL = "swimming lessons"
    OUTING = "lunch at the market"
    SAID = "talked about the new flat"  # it says itself that it was talked about


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
    if MARKS.search(text) or "?" in text:
        return None
    if holds(text.split(), english.UNDONE) or is_tender(text):
        return None
    words = first_clause(text).split()
    about = _without_talk(words)
    said = about is not words
    shape = _shape(about) or (Shape.SAID if said and _is_known_event(about) else None)
    fits = 0 < len(about) <= _MOST_WORDS and _are_fit(about, names)
    if shape is None or not fits:
        return None
    woven = " ".join([_uncapitalised(about[0]), *about[1:]])
    if said and shape is Shape.OUTING:
        return None
    return Topic(woven, Shape.SAID if said else shape)


def parse_question(text: str, names: Collection[str] = ()) -> Question | None:
    """Read a thread for next time as a question: ``ask how the marathon went``.

    None where it is not surely one that may be put to the person as it stands.
    """
    text = plain(text)
    is_marked = text.endswith("?")
    text = text.rstrip(" ?.")
    words = _without_ask(first_clause(text).split(), names)
    if not 1 < len(words) <= _MOST_WORDS_OF_OWN or MARKS.search(text):
        return None
    if not _are_fit(words, names, english.YOU) or holds(words, english.GRIEF):
        return None
    words = [words[0].lower(), *words[1:]]
    asked = " ".join(words)
    if _is_direct(words) or (is_marked and _is_yes_or_no(words)):
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
    if MARKS.search(text) or "?" in text:
        return None
    others = (english.PRONOUNS - english.OWN_PRONOUNS) | english.YOU
    if holds(words, others | english.RELATIVE | english.TENDER) or holds(words, names):
        return None
    if not all(map(WORD_OR_NUMBER.fullmatch, words)) or ends_open(words):
        return None
    if text.isupper():
        return None
    if words[0] == "I":
        return " ".join(words)
    first, second = words[0].lower(), words[1].lower()
    passive = second in english.NOT_AFTER_PAST - english.MOVES.get(first, frozenset())
    if first not in english.OWN_PAST or passive:
        return None
    return " ".join(["I", first, *words[1:]])


def is_tender(text: str) -> bool:
    """Say whether something needs the user's own words: an illness, a death."""
    words = plain(text).split()
    if holds(words, english.TENDER):
        return True
    return holds(words, english.TENDER_IN_ENGLISH) and holds(words, english.SIGNS)


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
        all(map(WORD.fullmatch, words))
        and not " ".join(words).isupper()
        and not holds(words, unfit)
        and not holds(words, names)
    )


def _uncapitalised(word: str) -> str:
    known = word.lower() in english.ARTICLES | english.PLANS | english.PURSUITS
    return word.lower() if known else word


def _without_talk(words: Sequence[str]) -> Sequence[str]:
    """Take off "we talked about", "asked about", "thinking of"."""
    at = 1 if words and words[0].lower() == "we" else 0
    head = " ".join(words[at : at + 3]).lower()
    for verb in english.TALKED:
        if head == verb or head.startswith(f"{verb} "):
            return words[at + len(verb.split()) :]
    return words


def _shape(words: Sequence[str]) -> Shape | None:
    """What a topic is made of; None where it is not surely one."""
    if len(words) <= 1:
        return None
    if " ".join(words).lower() in english.BARE_TOPICS:
        return Shape.DOING
    if doing_end(words, 0) == len(words):
        plan = words[0].lower() in english.PLANS
        return Shape.DOING if plan else Shape.PURSUIT
    if thing_end(words, 0) == len(words):
        return Shape.THING
    if several_end(words, 0) == len(words):
        return Shape.SEVERAL
    return Shape.OUTING if outing_end(words, 0) == len(words) else None


def _is_known_event(words: Sequence[str]) -> bool:
    return len(words) == 1 and is_event(words) and not words[0].isupper()


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


def _is_yes_or_no(words: Sequence[str]) -> bool:
    """Did the goats settle in; have you found a flat."""
    if words[0] not in english.AUXILIARIES or holds(words, english.TENDER):
        return False
    return 0 < _subject_end(words, 1) < len(words)


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
