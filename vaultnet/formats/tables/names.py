"""What somebody is called, from the parts of a name that a table has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vaultnet.core.notes.neutral import shown
from vaultnet.core.values import fold

# Behind a name without a comma only what can be nothing else: "Ma" is a family.
_DEGREES = frozenset(
    "PhD Ph.D. Ph.D PHD MBA M.B.A. M.D. CPA PMP PMP® CFA MSc M.Sc. MSc. BSc B.Sc."
    " MPH J.D. LLM LL.M. CISSP SPHR PHR SHRM-CP SHRM-SCP CSM CSPO".split()
)
_PARTS = ("first", "middle", "last")
_MOST = 20  # nicknames in one cell
_FAMILY_FIRST = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af ]+")
_SEVERAL = re.compile(r"\s*(?:[;\n\r]|:::)\s*")


def make_name(parts: Mapping[str, str], *, source: str) -> tuple[str, tuple[str, ...]]:
    """Give the full name, ``""`` for none, and the others that somebody goes by.

    ``parts`` are ``first middle last full prefix suffix nickname maiden`` and the
    ``phonetic`` ones. People on LinkedIn put degrees behind their last name; there
    it is the name without them, and as written it is another name.
    """
    first, middle, last = (parts.get(part, "") for part in _PARTS)
    if fold(last).startswith(fold(f"{first} ")):  # a table with "First name" and "Name"
        first = ""
    bare = _without_degrees(last) if source == "linkedin" else last
    full, nick = _joined(parts.get("full", "")), _nicknames(parts)
    name = _in_order(first, middle, bare) or full or next(iter(nick), "")
    written = _in_order(first, middle, last)
    formal = _joined(parts.get("prefix", ""), written or full, parts.get("suffix", ""))
    others = [written, full, formal, *nick, *_further(first, parts)] if name else []
    return name, tuple(dict.fromkeys(each for each in others if each and each != name))


def _nicknames(parts: Mapping[str, str]) -> list[str]:
    several = _SEVERAL.split(parts.get("nickname", ""), _MOST)
    return [_joined(each) for each in several if each]


def _further(first: str, parts: Mapping[str, str]) -> Iterator[str]:
    if maiden := parts.get("maiden"):
        yield _joined(first, maiden)
    yield _joined(*(parts.get(f"phonetic {part}", "") for part in _PARTS))
    yield _joined(parts.get("phonetic", ""))


def _joined(*parts: str) -> str:
    return shown(" ".join(parts))


def _in_order(first: str, middle: str, last: str) -> str:
    """Join a name as it is said: in Chinese, Japanese and Korean the family first."""
    if first and last and _FAMILY_FIRST.fullmatch(f"{first}{middle}{last}"):
        return _joined(last, first, middle)
    return _joined(first, middle, last)


def _without_degrees(last: str) -> str:
    words = last.partition(",")[0].split()
    while len(words) > 1 and words[-1] in _DEGREES:
        words.pop()
    return " ".join(words)
