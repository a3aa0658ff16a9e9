"""Paths that Obsidian leaves out: its excluded files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_MOST_LOOPS = 2  # with a third one, a long path may take minutes
_MOST_OPTIONS = 4

_START = re.compile(r"\A\^?\.\*\??")  # a search begins anywhere: it says nothing
_ATOM = re.compile(r"\\[^1-9k]|\[\^?+(?:\\.|[^\]\\])+\]", re.DOTALL)  # escape, set
_HEAD = re.compile(r"\(\?(?:[:=!]|<[=!])")
_GROUP = re.compile(r"\(([^()]*)\)")
_LOOP = re.compile(r"[*+]|\{[0-9]*,")


def is_ignored(path: str, filters: Iterable[str]) -> bool:
    """Say whether Obsidian's excluded files (``userIgnoreFilters``) hold this path.

    A filter is the start of paths, or a regular expression between slashes.
    """
    path = unicodedata.normalize("NFC", path)
    return any(_holds(each, path) for each in filters)


def refused_filters(filters: Iterable[str]) -> tuple[str, ...]:
    """Say which filters are not applied, a sentence each."""
    return tuple(
        f"Obsidian leaves out {each}, an expression that is broken or could take too"
        " long: it is not applied here"
        for each in filters
        if _is_expression(each) and _pattern(each) is None
    )


def _is_expression(text: str) -> bool:
    return len(text) > len("//") and text.startswith("/") and text.endswith("/")


def _holds(text: str, path: str) -> bool:
    if not _is_expression(text):
        return path.startswith(unicodedata.normalize("NFC", text))
    pattern = _pattern(text)
    return pattern is not None and pattern.search(path) is not None


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str] | None:
    """Make an expression ready, None where it is broken or could run for ages."""
    expression = _START.sub("", unicodedata.normalize("NFC", text[1:-1]), count=1)
    if not _is_tame(expression):
        return None
    try:
        return re.compile(_ATOM.sub(_as_python, expression))
    except (re.error, RecursionError, OverflowError):
        return None


def _as_python(atom: re.Match[str]) -> str:
    """Escape in a set what Python might come to read as operations on sets."""
    if not atom[0].startswith("["):
        return atom[0]
    return "[" + re.sub(r"(?<!\\)[\[&|~]|(?<=-)-", r"\\\g<0>", atom[0][1:])


def _is_tame(expression: str) -> bool:
    """Say whether nothing that repeats or branches is repeated itself.

    Group after group is folded into one letter, ``B`` where it is busy: ``(a+)+``
    becomes ``B+``. References back are no way to leave out files, either.
    """
    flat = _HEAD.sub("(", _ATOM.sub("x", expression))
    if "\\" in flat or "[" in flat:
        return False
    flat = re.sub(r"[^()|*+?{},0-9]", "x", flat)
    if len(_LOOP.findall(flat)) > _MOST_LOOPS or flat.count("?") > _MOST_OPTIONS:
        return False
    groups = 1
    while groups and not re.search(r"B[*+{]", flat):
        flat, groups = _GROUP.subn(_fold_group, flat)
    return not re.search(r"B[*+{]|[()]", flat)


def _fold_group(match: re.Match[str]) -> str:
    return "B" if re.search(r"[*+?{|B]", match[1]) else "x"
