"""Names of people, compared: the same, compatible, or merely alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import Indel

from vaultnet.core.values import unaccented

Parts = tuple[str, ...]
"""A name's words, folded, in the alphabet's order."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TITLES = frozenset(
    "dr prof mr mrs ms miss sir dame ing dipl phd md mba msc bsc ma ba jr sr ii iii"
    " esq cpa pmp pe rn".split()
)
_SEVERAL = re.compile(r"\w\s*[&+]\s*\w|\w\s(?:and|und)\s\w", re.IGNORECASE)
_AND = "&"  # stands in the name of a couple: Jane & Tom Doe
_FEWEST = 2  # words: one alone, Jane or Doe, is shared by too many
_ALIKE = 0.85  # of two spellings of one word: Katharina, Katarina
_LONG = 4  # letters; shorter words have too many neighbours: Jan, Jana
_ALIKE_WHOLE = 0.9


def parts_of(name: str) -> Parts:
    """Give a name's words without accents, case, titles, degrees, marks and emoji."""
    words = [word.replace("’", "'") for word in _WORD.findall(unaccented(name))]
    plain = [word for word in words if word not in _TITLES]
    several = [_AND] if _SEVERAL.search(name) else []
    return tuple(sorted([*several, *(plain if len(plain) > 1 else words)]))


def are_compatible(one: Parts, other: Parts) -> bool:
    """Tell whether two names can be one person's, each word of the shorter fitting.

    Words may be left out, cut to an initial or spelled a little differently: ``Jane
    Doe`` fits ``Jane M. Doe``, ``J. Doe`` and ``Jane Doe-Lee``; ``Tom Doe``, ``Jane``
    and ``Jane & Tom Doe`` do not.
    """
    shorter, longer = sorted((one, other), key=len)
    if (_AND in one) != (_AND in other) or len(shorter) < _FEWEST:
        return one == other
    left = list(longer)
    for word in sorted(shorter, key=len, reverse=True):
        fit = next((each for each in left if _fit(word, each)), None)
        if fit is None:
            return False
        left.remove(fit)
    return True


def share_a_word(one: Parts, other: Parts) -> bool:
    """Tell whether two names have a whole word in common, or one has none."""
    shared = {word for word in one if len(word) > 1} & set(other)
    return bool(shared) or not (one and other) or are_compatible(one, other)


def closest(name: Parts, others: Sequence[str]) -> int | None:
    """Give the place of the name most like this one, None where none is alike.

    ``others`` are joined by spaces, as ``joined`` does. At least 90 of 100 letters
    must agree (Indel distance, of both names together).
    """
    wanted = joined(name)
    if len(wanted) < 2 * _LONG or len(name) == 1:
        return None
    found = process.extractOne(
        wanted, others, scorer=Indel.normalized_similarity, score_cutoff=_ALIKE_WHOLE
    )
    return found[2] if found else None


def joined(name: Parts) -> str:
    """Give the words of a name as one text."""
    return " ".join(name)


def _fit(one: str, other: str) -> bool:
    if one == other:
        return True
    if 1 in (len(one), len(other)):
        return one[0] == other[0]
    if min(len(one), len(other)) < _LONG:
        return False
    return Indel.normalized_similarity(one, other) >= _ALIKE
