"""Days written the way another one is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vaultnet.core.dates.locales import LOCALES, Locale, fold_word, month_of

_PART = re.compile(r"[0-9]+|[^\W\d_]+\.?")
_DOT = re.compile(r"[0-9]\.")
_YEAR = 4  # digits
_ENGLISH = {"en", "en-gb"}


def render_alike(shown: str, day: date, on: date) -> str | None:
    """Write a day as another one is written: ``30.9.2026``, ``Sep 30, 2026``.

    ``shown`` is how ``day`` is written; gives ``on``, None where the form is not
    known or may be one of several (``09/09/2026``, ``May 5, 2026``). Whether the
    result can be read again is for the caller to see.
    """
    parts = _PART.findall(shown)
    if any(part[0].isalpha() for part in parts):
        new = _worded(parts, day, on, dotted=bool(_DOT.search(shown)))
    else:
        new = _numeric(parts, day, on, dotted="." in shown)
    if new is None:
        return None
    left = iter(new)
    return _PART.sub(lambda _: next(left), shown)


def _numeric(
    parts: Sequence[str], day: date, on: date, *, dotted: bool
) -> list[str] | None:
    if parts == [day.strftime("%Y%m%d")]:
        return [on.strftime("%Y%m%d")]
    if [len(part) == _YEAR for part in parts] == [True, False, False]:
        order = "ymd"
    elif [len(part) == _YEAR for part in parts] != [False, False, True]:
        return None
    elif dotted:
        order = "dmy"
    elif day.day == day.month:
        return None
    else:
        order = "dmy" if int(parts[0]) == day.day else "mdy"
    width = min(map(len, parts))
    values = {"y": f"{on.year:04}", "m": f"{on.month:0{width}}"}
    values["d"] = f"{on.day:0{width}}"
    return [values[each] for each in order]


def _worded(
    parts: Sequence[str], day: date, on: date, *, dotted: bool
) -> list[str] | None:
    new = []
    for part in parts:
        if part == f"{day.year:04}":
            new.append(f"{on.year:04}")
        elif part.isdecimal() and int(part) == day.day:
            new.append(f"{on.day:02}" if part[0] == "0" else str(on.day))
        elif month_of(part) == day.month:
            month = _month_like(part, day.month, on.month, dotted=dotted)
            if month is None:
                return None
            new.append(month)
        else:
            return None
    return new


def _month_like(word: str, month: int, other: int, *, dotted: bool) -> str | None:
    """Name another month in the language and the length in which one is named.

    Where languages share a name it is English, never so if a dot follows the day.
    """
    found: dict[str, set[str]] = {}
    for language, locale in LOCALES.items():
        if dotted and language in _ENGLISH:
            continue
        for names in _lists(locale):
            if names[month - 1].rstrip(".") == word.rstrip("."):
                name = names[other - 1].rstrip(".")
                is_whole = fold_word(name) in map(fold_word, locale.names.months)
                dot = "." if word.endswith(".") and not is_whole else ""
                found.setdefault(language, set()).add(f"{name}{dot}")
    ways = set().union(*found.values())
    if len(ways) > 1:
        ways = found.get("en", set())
    return ways.pop() if len(ways) == 1 else None


def _lists(locale: Locale) -> Iterator[Sequence[str]]:
    names = locale.names
    yield from filter(None, (names.months, names.months_short, locale.months_after_day))
