"""The grammar of the phrases: where one that begins at a word ends.

Each function that ends in ``_end`` gives the index after the phrase, 0 where none
begins there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from vaultnet.core.prompts import english

WORD = re.compile(r"[A-Za-zé]+(?:['’-][A-Za-zé]+)*")
WORD_OR_NUMBER = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
MARKS = re.compile(r"://|www\.|[@`<>\[\]{}|\\*_=$%#&+/\"“”„«»!]")
POSSESSIVE = re.compile(r"[A-Z][a-z]+['’]s")
_NAME = re.compile(r"[A-Z][A-Za-z]*[a-z][A-Za-z]*(?:-[A-Z][a-z]+)*|[A-Z]{2,6}")
_EVENT = re.compile(r"[A-Za-z]+(?:Con|Conf|Fest|Camp|Python|Summit)|[A-Z]{4,10}")
_NO_NOUN_ENDINGS = ("ly", "est", "ed", "n't")
_NO_PLURAL_ENDINGS = ("ss", "us", "is", "ous")
_SHORTEST_PLURAL = 4
Words = Sequence[str]


def holds(words: Words, unwanted: Collection[str]) -> bool:
    """Say whether one of the words is unwanted, marks and a possessive aside."""
    return any(bare(word) in unwanted for word in words)


def bare(word: str) -> str:
    """Give a word without marks, a possessive and capitals."""
    return re.sub(r"['’]s?$", "", word.strip(",;.:!?()")).lower()


def ends_open(words: Words) -> bool:
    """Say whether something must follow: "a talk about"."""
    return words[-1].lower() in english.FUNCTION - english.PARTICLES


def is_name(word: str) -> bool:
    """Say whether a word looks like a name: a capital, and no word of grammar."""
    return bool(_NAME.fullmatch(word)) and word.lower() not in english.FUNCTION


def is_event(words: Words) -> bool:
    """Say whether this is the name of an event: PyCon 2026, FOSDEM."""
    named = [word for word in words if not word.isdigit()]
    return all(word[0].isupper() for word in named) and any(
        _EVENT.fullmatch(word) or word.lower() in english.EVENTS for word in named
    )


def thing_end(words: Words, at: int) -> int:
    """The new job at the library; Tom's wedding: a noun phrase that is a topic."""
    head = _article_end(words, at)
    if not head or words[head - 1].lower() in english.EMPTY_HEADS:
        return 0
    if words[at].lower() in ("a", "an") and not _is_english(words[at + 1 :]):
        return 0  # "a casa" is no English
    return _tail_end(words, head, english.BEFORE_PLURALS | {"on"})


def several_end(words: Words, at: int) -> int:
    """Swimming lessons, a second word that is hardly a verb."""
    first = _adjectives_end(words, at)
    if _word(words, first) in english.BEFORE_SEVERAL:
        first += 1
    if first == at or _word(words, first) not in english.PLURALS:
        return 0
    return _tail_end(words, first + 1, english.BEFORE_PLURALS)


def phrase_end(words: Words, at: int) -> int:
    """Any noun phrase: the new job, Lisbon, work, Tom and Ana."""
    core = _core_end(words, at)
    if not core:
        return 0
    article = _word(words, at) in english.ARTICLES | {"your"}
    on = {"on"} if article else set()
    return _tail_end(words, core, english.BEFORE_PLURALS | on)


def outing_end(words: Words, at: int) -> int:
    """Lunch at the market; a walk by the river: what was had, and where."""
    noun = at + 1 if _word(words, at) == "a" else at
    if _word(words, noun) not in english.OUTINGS:
        return 0
    if _word(words, noun + 1) not in english.WHERE:
        return 0
    if _word(words, noun + 1) == "at" and POSSESSIVE.fullmatch(words[-1]):
        return noun + 3  # at Luigi's
    end = _tail_end(words, noun + 1, ())
    return end if end > noun + 1 else 0


def doing_end(words: Words, at: int) -> int:
    """Moving in with Tom, learning to sail, planning the wedding."""
    first = _word(words, at)
    if first not in english.PLANS | english.PURSUITS:
        return 0
    follows = english.FOLLOWED_BY.get(first)
    if follows and _word(words, at + 1) not in follows:
        return 0
    if _has_person(words, at, first):
        return 0
    end = at + 1
    if _word(words, end) in english.PARTICLES:
        end += 1
    if _word(words, end) == "to" and _word(words, end + 1) in english.INFINITIVES:
        end += 2
    end = _core_end(words, end) or end
    return _tail_end(words, end, english.BEFORE_PLURALS)


def _has_person(words: Words, at: int, first: str) -> bool:
    """Training Tom, looking for Tom: a name that is hardly a place."""
    after = at + 1 + (first == "looking")
    named = after < len(words) and is_name(words[after])
    return named and first not in english.BEFORE_NAMES


def _core_end(words: Words, at: int) -> int:
    article = _article_end(words, at)
    if article:
        return article
    names = _names_end(words, at)
    if names > at:
        return names
    noun = _adjectives_end(words, at)
    if _word(words, noun + 1) in english.PLURALS and (
        _word(words, noun) in english.BEFORE_SEVERAL
    ):
        return noun + 2
    known = _word(words, noun) in english.NOUNS | english.PLURALS
    return noun + 1 if known else 0


def _article_end(words: Words, at: int) -> int:
    """An article or a possessive, adjectives, and one noun or a compound."""
    if at >= len(words):
        return 0
    owned = bool(POSSESSIVE.fullmatch(words[at]))
    if not owned and _word(words, at) not in english.ARTICLES | {"your"}:
        return 0
    noun = _adjectives_end(words, at + 1)
    names = _names_end(words, noun)
    if names > noun:
        return names + 1 if _word(words, names) in english.HEADS else names
    if _modifies(words, noun) and _word(words, noun + 1) in english.HEADS:
        return noun + 2
    # After a name "'s" may be "is": Tom's ill, Tom's back.
    known = not owned or _word(words, noun) in english.HEADS
    return noun + 1 if known and _is_noun(words, noun) else 0


def _tail_end(words: Words, at: int, before_plurals: Collection[str]) -> int:
    """Prepositional phrases, and what is joined on by "and".

    ``before_plurals`` are the prepositions after which a word in "s" is no verb:
    a talk on parsers, but not "moving on hurts".
    """
    while at < len(words):
        word = _word(words, at)
        if word == "for" and _word(words, at + 1) == "good":
            end = at + 2
        elif word in english.PREPOSITIONS:
            end = _core_end(words, at + 1)
            noun = _adjectives_end(words, at + 1)
            if not end and word in before_plurals and _is_plural(words, noun):
                end = noun + 1
        elif word == "and":
            end = doing_end(words, at + 1) or _core_end(words, at + 1)
        else:
            return at
        if not end:
            return at
        at = end
    return at


def _names_end(words: Words, at: int) -> int:
    while at < len(words) and is_name(words[at]):
        at += 1
    return at


def _adjectives_end(words: Words, at: int) -> int:
    while _word(words, at) in english.ADJECTIVES:
        at += 1
    return at


def _is_noun(words: Words, at: int) -> bool:
    word = _word(words, at)
    if word in english.HEADS | english.NOUNS:
        return True
    return bool(word) and not (
        word in english.FUNCTION | english.ADJECTIVES | english.RELATIVE
        or word.endswith(_NO_NOUN_ENDINGS)
        or "'" in word
        or "’" in word
    )


def _is_plural(words: Words, at: int) -> bool:
    """Say whether a word that need not be known may stand without an article."""
    word = _word(words, at)
    return (
        len(word) >= _SHORTEST_PLURAL
        and word.endswith("s")
        and not word.endswith(_NO_PLURAL_ENDINGS)
        and word not in english.FINITE | english.EMPTY_HEADS
        and _is_noun(words, at)
    )


def _modifies(words: Words, at: int) -> bool:
    """Say whether a word can stand before a noun and is not the subject of a verb."""
    word = _word(words, at)
    return _is_noun(words, at) and not (
        word.endswith("s") or word in english.GROUPS | english.FINITE
    )


def _is_english(words: Words) -> bool:
    known = english.ADJECTIVES | english.HEADS | english.NOUNS | {"the"}
    return any(word.lower() in known for word in words)


def _word(words: Words, at: int) -> str:
    return words[at].lower() if at < len(words) else ""
