"""How to address somebody: by the given name where it surely is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from vaultnet.core.prompts.quoting import plain, safe
from vaultnet.core.prompts.titles import FAMILY_FIRST, TITLES
from vaultnet.core.values import fold

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SEVERAL = re.compile(r"&|\+|/|\b(?:and|und|et|y|e|i|og|och|en)\b", re.IGNORECASE)


def greeting_name(
    name: str, aliases: Collection[str] = (), company: str | None = None
) -> str:
    """Give the first name of a Latin name of several words, else what an alias says.

    No guess where the first word may be a title, a trade, an initial, one of two people
    or a family name, nor where the name is that of the company: then a short alias
    serves, such as ``JP`` or ``Wei``, and the whole name where there is none.
    """
    whole = _whole(name)
    short = [each for each in aliases if len(each.split()) == 1]
    # In East Asia the family name comes first, in Latin letters often, too.
    longer = () if _EAST_ASIAN.search(name) else aliases
    own = () if fold(company or "") == fold(name) else (name,)
    found = (_given_name(each) for each in (*own, *short, *longer))
    return next((each for each in found if each), whole)


def _given_name(name: str) -> str | None:
    """Give what somebody is called by, None where a name does not say it."""
    whole = _whole(name)
    family, comma, given = whole.partition(",")
    words = (given if comma and given.strip() else family).split()
    if not words or _SEVERAL.search(whole) or not all(map(_is_latin, words)):
        return None
    if len(words) + bool(comma) == 1:
        return whole if whole.isalpha() and fold(whole) not in TITLES else None
    return words[0] if _is_given(words[0]) else None


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
