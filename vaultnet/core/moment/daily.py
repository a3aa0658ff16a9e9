"""Daily notes: the day that a path tells, and the format that paths seem to have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain

from vaultnet.core.locales import LOCALES
from vaultnet.core.moment.formats import fixes_a_day, parse_date
from vaultnet.core.moment.tokens import TOKEN
from vaultnet.core.values import fold, stem

_FEWEST = 3  # names that a format must read before it is believed
_YEARS = range(1970, 2101)
_LONGEST = 60  # characters; a longer name is a title, not a day

_NUMERIC = (
    "YYYY-MM-DD", "YYYYMMDD", "YYYY_MM_DD", "YYYY.MM.DD", "YYYY MM DD", "YYYY-M-D",
    "YYYY/MM/DD", "YYYY/MM-DD", "YYYY-MM/DD", "DD.MM.YYYY", "D.M.YYYY",
    "GGGG-[W]WW-E", "YYYY-DDDD",
)  # fmt: skip
_EITHER = (  # day first, month first: the same names may fit both
    ("DD-MM-YYYY", "MM-DD-YYYY"),
    ("D-M-YYYY", "M-D-YYYY"),
    ("DD_MM_YYYY", "MM_DD_YYYY"),
    ("DDMMYYYY", "MMDDYYYY"),
    ("DD MM YYYY", "MM DD YYYY"),
)
_SPOKEN = (
    "YYYY-MM-DD dddd", "YYYY-MM-DD ddd", "YYYY-MM-DD-dddd", "YYYY-MM-DD-ddd",
    "YYYY-MM-DD_dddd", "YYYY-MM-DD_ddd", "YYYY-MM-DD, dddd", "YYYY-MM-DD (ddd)",
    "YYYY-MM-DD (dddd)", "YYYY-MM-DD dd", "YYYYMMDD dddd", "YYYYMMDD ddd",
    "dddd YYYY-MM-DD", "ddd YYYY-MM-DD", "dddd, YYYY-MM-DD", "DD.MM.YYYY dddd",
    "dddd DD.MM.YYYY", "dddd, DD.MM.YYYY", "DD-MM-YYYY dddd", "dddd DD-MM-YYYY",
    "MM-DD-YYYY dddd", "dddd MM-DD-YYYY",
    "MMMM Do, YYYY", "MMMM D, YYYY", "MMM D, YYYY", "MMM Do, YYYY", "MMMM D YYYY",
    "MMMM Do YYYY", "MMM D YYYY", "MMM DD, YYYY", "MMMM DD, YYYY", "D MMMM YYYY",
    "D MMM YYYY", "DD MMMM YYYY", "DD MMM YYYY", "Do MMMM YYYY", "Do MMM YYYY",
    "D. MMMM YYYY", "D. MMM YYYY", "D [de] MMMM [de] YYYY", "DD-MMM-YYYY",
    "YYYY-MMM-DD", "YYYY MMM DD", "YYYY-MMMM-DD", "YYYY MMMM D",
    "dddd, MMMM D, YYYY", "dddd, MMMM Do, YYYY", "dddd, MMMM D YYYY",
    "dddd, MMMM Do YYYY", "dddd MMMM Do YYYY", "ddd, MMM D, YYYY", "ddd, MMM D YYYY",
    "dddd, D MMMM YYYY", "dddd D MMMM YYYY", "dddd, D. MMMM YYYY", "ddd D MMM YYYY",
    "ddd, D MMM YYYY",
    "YYYY/MMMM/DD", "YYYY/MM-MMMM/DD", "YYYY/MM MMMM/DD", "YYYY/MMM/DD",
    "YYYY/MM/DD dddd", "YYYY/MM/DD-dddd", "YYYY/MMMM/D",
)  # fmt: skip


def daily_date(format: str, folder: str, path: str, locale: str = "") -> date | None:
    """Give the day of a daily note, None where the path is not one's.

    As Obsidian does it: the file's name is read by what follows the format's last
    ``/`` where that alone tells the day (``YYYY/MM/YYYY-MM-DD``), else as many
    parts of the path as the format has. ``folder`` holds the note, at any depth.
    """
    within = fold(folder).strip("/")
    if within and not fold(path).startswith(f"{within}/"):
        return None
    segments = _segments(format)
    if fixes_a_day(segments[-1]):
        segments = segments[-1:]
    return parse_date("/".join(segments), _tail(path, len(segments)), locale)


@lru_cache(maxsize=256)
def _segments(format: str) -> Sequence[str]:
    """Cut a format at its slashes; those in brackets part the path as well."""
    tokens = TOKEN.findall(format)
    cut = "".join(
        token.replace("/", "]/[") if token.startswith("[") else token
        for token in tokens
    )
    return tuple(segment for segment in cut.split("/") if segment) or ("",)


def _tail(path: str, parts: int) -> str:
    *folders, _ = path.split("/")
    return "/".join([*folders, stem(path)][-parts:])


def detect_format(names: Iterable[str]) -> tuple[str, str] | None:
    """Give the format and locale that a vault's daily notes seem to have.

    Of a closed list the one that strictly reads most of the paths, three at least;
    the locale is empty where the format has no words. Day-month and month-day that
    read the same names equally well are both refused.
    """
    paths = sorted({path for path in names if re.search(r"[0-9]{4}", _tail(path, 3))})
    counts = {form: _count(form, paths) for form in _plain_forms(paths)}
    worded = [path for path in paths if re.search(r"[^\W\d_]", _tail(path, 3))]
    counts |= {form: _count(form, worded) for form in _spoken_forms()}
    best = max(counts, key=lambda form: counts[form])  # of equals the first
    return best if counts[best] >= _FEWEST else None


def _plain_forms(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from ((format, "") for format in _NUMERIC)
    for pair in _EITHER:
        first, second = (_count((format, ""), paths) for format in pair)
        if first != second:
            yield pair[0] if first > second else pair[1], ""


def _spoken_forms() -> Iterator[tuple[str, str]]:
    return chain.from_iterable(
        ((format, locale) for locale in LOCALES) for format in _SPOKEN
    )


def _count(form: tuple[str, str], paths: Sequence[str]) -> int:
    format, locale = form
    parts = format.count("/") + 1
    return sum(_is_read(format, locale, _tail(path, parts)) for path in paths)


def _is_read(format: str, locale: str, text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    day = parse_date(format, text, locale)
    return day is not None and day.year in _YEARS
