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
    given name; what follows a comma is a suffix.
    """
    main, _, suffix = name.partition(",")
    words = main.split()
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    family = words[start:] if len(words) > 1 else []
    given, additional = words[:1], words[1 : max(start, 1)]
    parts = (*map(" ".join, (family, given, additional)), "", suffix.strip())
    return ";".join(map(escape, parts))


def is_derived(value: str, name: str) -> bool:
    """Tell whether a value of N says no more than ``derive_name`` makes of the name."""
    return _bare(value) == _bare(derive_name(name))


def _bare(value: str) -> list[str]:
    parts = [unescape(part).strip() for part in split(value, ";")]
    while parts and not parts[-1]:
        parts.pop()
    return parts
