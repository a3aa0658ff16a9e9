"""A person's name in one piece and in the five of N (RFC 6350, section 6.2.2)."""

from __future__ import annotations

from vaultnet.core.exchange.escapes import escape, split, unescape
from vaultnet.core.notes.neutral import shown

_SHOWN = (3, 1, 2, 0, 4)  # prefix, given, additional, family, suffix
# Words with which a family name begins, where they stand in small letters.
_PARTICLES = frozenset(
    "af al av bin da das de del della den der di do dos du el het ibn la le 't ten ter"
    " van vom von y zu zum zur".split()
)

_JOINTS = frozenset("&+")

NAMELESS = ";;;;"
"""The value of N for what is no human being: a company has a name in one piece."""


def compose_name(value: str) -> str:
    """Give the name that a value of N comes to, as one says it in English."""
    parts = [
        " ".join(shown(unescape(each)) for each in split(part, ","))
        for part in split(value, ";")[:5]
    ]
    parts += [""] * (5 - len(parts))
    return " ".join(" ".join(parts[at] for at in _SHOWN).split())


def derive_name(name: str) -> str:
    """Give the value of N for a name of which no more is known than itself.

    The last word is the family name, with the particles before it; the first is the
    given name; what follows a comma is a suffix, and so is an emoji at the end. Said
    in one piece again it is the same name.
    """
    main, _, suffix = name.partition(",")
    words, signs = _words(main)
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    family = words[start:] if len(words) > 1 else []
    given, additional = words[:1], words[1 : max(start, 1)]
    suffixes = (*signs, *suffix.split())
    parts = (family, given, additional, (), suffixes)
    return ";".join(escape(" ".join(part)) for part in parts)


def _words(name: str) -> tuple[list[str], list[str]]:
    """Give the words of a name, and the signs behind its family name.

    A sign is no name: any other one goes with the word before it, and what stands on
    both sides of an ``&`` is one.
    """
    words: list[str] = []
    is_open = False
    for word in name.split():
        if words and (is_open or not _is_name(word)):
            words[-1] += f" {word}"
        else:
            words.append(word)
        is_open = word in _JOINTS or not _is_name(words[-1])
    last = words.pop().split() if len(words) > 1 else []
    signs: list[str] = []
    while last and not _is_name(last[-1]):
        signs.insert(0, last.pop())
    return [*words, " ".join(last)] if last else words, signs


def _is_name(word: str) -> bool:
    return any(map(str.isalnum, word))


def says_the_same(value: str, other: str) -> bool:
    """Tell whether two values of N say the same in each of their parts."""
    return _bare(value) == _bare(other)


def _bare(value: str) -> list[str]:
    parts = [unescape(part).strip() for part in split(value, ";")]
    while parts and not parts[-1]:
        parts.pop()
    return parts
