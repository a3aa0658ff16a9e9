"""How to address somebody: by the given name where it surely is one."""

from __future__ import annotations

import re
import unicodedata

from vaultnet.core.prompts.quoting import plain, safe
from vaultnet.core.prompts.titles import FAMILY_FIRST, TITLES
from vaultnet.core.values import fold

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_SEVERAL = re.compile(r"&|\+|/|\b(?:and|und|et|y|e|i|og|och|en)\b", re.IGNORECASE)


def greeting_name(name: str) -> str:
    """Give the first name of a Latin name of several words, else the whole name.

    No guess where the first word may be a title, an initial, one of two people or
    a family name.
    """
    whole = _whole(name)
    family, comma, given = whole.partition(",")
    words = (given if comma and given.strip() else family).split()
    if len(words) + bool(comma) <= 1 or _SEVERAL.search(whole):
        return whole
    first = words[0]
    return first if _is_given(first) and all(map(_is_latin, words)) else whole


def name_words(*names: str) -> frozenset[str]:
    """Give the words of somebody's names, folded, to keep them out of a draft."""
    words = (word for name in names for word in re.findall(r"[^\W\d_]+", fold(name)))
    return frozenset(word for word in words if len(word) > 1)


def _whole(name: str) -> str:
    """Take off what is no name: an aside in brackets, emoji, an @ in front."""
    words = _ASIDE.sub(" ", plain(name)).split()
    kept = [word for word in words if word in "&+/" or any(map(str.isalpha, word))]
    return safe(" ".join(kept).lstrip("@") or plain(name))


def _is_given(word: str) -> bool:
    bare = fold(word)
    return (
        len(word) > 1
        and word[0].isupper()
        and word[1:].replace("-", "").replace("'", "").replace("’", "").isalpha()
        and not word.isupper()
        and bare not in TITLES
        and bare not in FAMILY_FIRST
    )


def _is_latin(word: str) -> bool:
    return all(
        unicodedata.name(each, "").startswith("LATIN")
        for each in word
        if each.isalpha()
    )
