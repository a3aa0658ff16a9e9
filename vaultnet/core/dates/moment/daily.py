"""Daily notes: the day that a path tells, and the format that paths seem to have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import product

from vaultnet.core.dates.locales import LOCALES, month_of, weekdays_of
from vaultnet.core.dates.moment.formats import fixes_a_day, make_reader, parse_date
from vaultnet.core.dates.moment.tokens import TOKEN
from vaultnet.core.values import fold, stem

_FEWEST = 3  # names that a format must read before it is believed
_YEARS = range(1970, 2101)
_LONGEST = 60  # characters; a longer name is a title, not a day
_SHORT = 3  # letters of a word that may be anything: Mo, Mon, th, de
_PARTICLES = frozenset(("feira", "segunda", "terça", "quarta", "quinta", "sexta"))
_PARTS = (1, 2, 3)

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
    # of formats that read the same names the first is taken: the stricter one
    "YYYY-MM-DD dddd", "YYYY-MM-DD ddd", "YYYY-MM-DD-dddd", "YYYY-MM-DD-ddd",
    "YYYY-MM-DD_dddd", "YYYY-MM-DD_ddd", "YYYY-MM-DD, dddd", "YYYY-MM-DD (ddd)",
    "YYYY-MM-DD (dddd)", "YYYY-MM-DD dd", "YYYYMMDD dddd", "YYYYMMDD ddd",
    "dddd YYYY-MM-DD", "ddd YYYY-MM-DD", "dddd, YYYY-MM-DD", "DD.MM.YYYY dddd",
    "dddd DD.MM.YYYY", "dddd, DD.MM.YYYY", "DD-MM-YYYY dddd", "dddd DD-MM-YYYY",
    "MM-DD-YYYY dddd", "dddd MM-DD-YYYY",
    "MMMM Do, YYYY", "MMMM DD, YYYY", "MMMM D, YYYY", "MMM DD, YYYY", "MMM D, YYYY",
    "MMM Do, YYYY", "MMMM D YYYY", "MMMM Do YYYY", "MMM D YYYY", "DD MMMM YYYY",
    "D MMMM YYYY", "DD MMM YYYY", "D MMM YYYY", "D. MMMM YYYY", "D. MMM YYYY",
    "Do MMMM YYYY", "Do MMM YYYY", "D [de] MMMM [de] YYYY", "DD-MMM-YYYY",
    "YYYY-MMM-DD", "YYYY MMM DD", "YYYY-MMMM-DD", "YYYY MMMM D",
    "dddd, MMMM D, YYYY", "dddd, MMMM Do, YYYY", "dddd, MMMM D YYYY",
    "dddd, MMMM Do YYYY", "dddd MMMM Do YYYY", "ddd, MMM D, YYYY", "ddd, MMM D YYYY",
    "dddd, D MMMM YYYY", "dddd D MMMM YYYY", "dddd, D. MMMM YYYY", "ddd D MMM YYYY",
    "ddd, D MMM YYYY", "dddd, D [de] MMMM [de] YYYY",
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
    paths = sorted(set(names))
    plain = {parts: _tails(paths, parts, _is_plain) for parts in _PARTS}
    worded = {parts: _tails(paths, parts, _is_worded) for parts in _PARTS}
    counts = {(form, ""): _count(form, "", plain) for form in _NUMERIC}
    for pair in _EITHER:
        first, second = (_count(form, "", plain) for form in pair)
        if first != second:
            counts[pair[first < second], ""] = max(first, second)
    for form, locale in product(_SPOKEN, LOCALES):
        counts[form, locale] = _count(form, locale, worded)
    best = max(counts, key=lambda form: counts[form])  # of equals the first
    return best if counts[best] >= _FEWEST else None


def _tails(
    paths: Iterable[str], parts: int, fits: Callable[[str], bool]
) -> Sequence[str]:
    """Give the ends of paths, so many parts each, that could be days at all."""
    deep = (path for path in paths if path.count("/") >= parts - 1)
    tails = (unicodedata.normalize("NFC", _tail(path, parts)) for path in deep)
    return [tail for tail in tails if len(tail) <= _LONGEST and fits(tail)]


def _is_plain(tail: str) -> bool:
    return re.fullmatch(r"[0-9W/_. -]+", tail) is not None


def _is_worded(tail: str) -> bool:
    """Say whether all words could be months, weekdays or ends of ordinals."""
    words = re.findall(r"[^\W\d_]+", tail)
    return (
        bool(words)
        and re.search(r"[0-9]{4}", tail) is not None
        and all(
            len(word) <= _SHORT
            or word.casefold() in _PARTICLES
            or month_of(word)
            or weekdays_of(word)
            for word in words
        )
    )


def _count(form: str, locale: str, tails: Mapping[int, Sequence[str]]) -> int:
    read = make_reader(form, locale)
    days = map(read, tails[form.count("/") + 1])
    return sum(1 for day in days if day and day.year in _YEARS)
