"""The tokens of moment.js 2.29.4: what each tells, how it is written and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.core.dates.locales import Locale

TOKEN = re.compile(
    r"\[[^\[]*\]|\\?(?:Mo|M{1,4}|Do|DDDo|D{1,4}|do|d{1,4}|w[ow]?|W[oW]?|Qo?|YYYY|YY|Y"
    r"|y{1,4}|gggg|gg|GGGG|GG|[eEaAxX]|hh?|HH?|kk?|mm?|ss?|S{1,9}|zz?|ZZ?|.)",
    re.DOTALL,
)

EPOCH = date(1970, 1, 1).toordinal()
DAY_SECONDS = 86400
_PIVOT = 68  # moment reads 68 as 2068 and 69 as 1969
ISO_WEEK = (0, 4)  # weeks start on Monday, week 1 holds 4 January


def first_of_week_one(year: int, starts: int, holds: int) -> int:
    """Give the ordinal of the first day of week 1, in years without a date, too."""
    past = year - 1
    held = past * 365 + past // 4 - past // 100 + past // 400 + holds
    return held - (held - 1 - starts) % 7


def _week(day: date, starts: int, holds: int) -> tuple[int, int]:
    """Give the year that the week belongs to, and its number."""
    year, ordinal = day.year + 1, day.toordinal()
    while ordinal < (first := first_of_week_one(year, starts, holds)):
        year -= 1
    return year, (ordinal - first) // 7 + 1


def _local_week(day: date, locale: Locale) -> tuple[int, int]:
    return _week(day, locale.week_starts, locale.week_one_holds)


def _unix(day: date) -> int:
    return (day.toordinal() - EPOCH) * DAY_SECONDS


_PARTS: Mapping[str, Callable[[date, Locale], int]] = {
    "year": lambda day, _: day.year,
    "local year": lambda day, locale: _local_week(day, locale)[0],
    "iso year": lambda day, _: _week(day, *ISO_WEEK)[0],
    "quarter": lambda day, _: (day.month + 2) // 3,
    "month": lambda day, _: day.month,
    "day": lambda day, _: day.day,
    "yearday": lambda day, _: day.timetuple().tm_yday,
    "weekday": lambda day, _: day.isoweekday() % 7,  # Sunday is 0
    "local weekday": lambda day, locale: (day.weekday() - locale.week_starts) % 7,
    "iso weekday": lambda day, _: day.isoweekday(),
    "local week": lambda day, locale: _local_week(day, locale)[1],
    "iso week": lambda day, _: _week(day, *ISO_WEEK)[1],
    "seconds": lambda day, _: _unix(day),
    "milliseconds": lambda day, _: _unix(day) * 1000,
}
_NUMBERS: Mapping[str, tuple[str, int, str]] = {  # part, least width, how it is read
    "YYYY": ("year", 4, r"\d{4}"), "Y": ("year", 1, r"[+-]?\d{1,6}"),
    "yyyy": ("year", 4, r"\d{1,6}"), "yyy": ("year", 3, r"\d{1,6}"),
    "yy": ("year", 2, r"\d{1,6}"), "y": ("year", 1, r"\d{1,6}"),
    "gggg": ("local year", 4, r"\d{4}"), "GGGG": ("iso year", 4, r"\d{4}"),
    "Q": ("quarter", 1, "[1-4]"), "M": ("month", 1, r"\d\d?"),
    "MM": ("month", 2, r"\d\d"), "D": ("day", 1, r"\d\d?"), "DD": ("day", 2, r"\d\d"),
    "DDD": ("yearday", 1, r"\d{1,3}"), "DDDD": ("yearday", 3, r"\d{3}"),
    "d": ("weekday", 1, "[0-6]"), "e": ("local weekday", 1, "[0-6]"),
    "E": ("iso weekday", 1, "[1-7]"), "w": ("local week", 1, r"\d\d?"),
    "ww": ("local week", 2, r"\d\d"), "W": ("iso week", 1, r"\d\d?"),
    "WW": ("iso week", 2, r"\d\d"), "X": ("seconds", 1, r"[+-]?\d{1,12}"),
    "x": ("milliseconds", 1, r"[+-]?\d{1,15}"),
}  # fmt: skip
_TWO_DIGITS = {"YY": "year", "gg": "local year", "GG": "iso year"}
_ORDINALS = {
    "Qo": "quarter", "Mo": "month", "Do": "day", "DDDo": "yearday", "do": "weekday",
    "wo": "local week", "Wo": "iso week",
}  # fmt: skip
_NAMES: Mapping[str, tuple[str, Callable[[Locale], Sequence[str]]]] = {
    "MMMM": ("month", lambda locale: locale.names.months),
    "MMM": ("month", lambda locale: locale.names.months_short),
    "dddd": ("weekday", lambda locale: locale.names.weekdays),
    "ddd": ("weekday", lambda locale: locale.names.weekdays_short),
    "dd": ("weekday", lambda locale: locale.names.weekdays_min),
}
_CLOCK: Mapping[str, tuple[str, str]] = {  # at midnight, and how it is read
    "H": ("0", r"2[0-3]|[01]?\d"), "HH": ("00", r"[01]\d|2[0-3]"),
    "h": ("12", r"1[0-2]|0?[1-9]"), "hh": ("12", r"0[1-9]|1[0-2]"),
    "k": ("24", r"2[0-4]|1\d|0?[1-9]"), "kk": ("24", r"0[1-9]|1\d|2[0-4]"),
    "m": ("0", r"[0-5]?\d"), "mm": ("00", r"[0-5]\d"),
    "s": ("0", r"[0-5]?\d"), "ss": ("00", r"[0-5]\d"),
    "a": ("am", r"(?i:[ap]\.?m?\.?)"), "A": ("AM", r"(?i:[ap]\.?m?\.?)"),
    "Z": ("+00:00", r"Z|[+-]\d\d(?::?\d\d)?"), "z": ("", ""), "zz": ("", ""),
    "ZZ": ("+0000", r"Z|[+-]\d\d(?::?\d\d)?"),
    **{"S" * width: ("0" * width, rf"\d{{{width}}}") for width in range(1, 10)},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One token of a format: how it shows, how it reads, which part it tells."""

    show: Callable[[date], str]
    pattern: str
    part: str = ""
    read: Callable[[str], int | None] = int


def _number(token: str, locale: Locale) -> Piece:
    part, width, pattern = _NUMBERS[token]
    number = _PARTS[part]
    return Piece(lambda day: f"{number(day, locale):0{width}}", pattern, part)


def _two_digits(token: str, locale: Locale) -> Piece:
    part = _TWO_DIGITS[token]
    number = _PARTS[part]

    def read(text: str) -> int:
        return int(text) + (2000 if int(text) <= _PIVOT else 1900)

    return Piece(lambda day: f"{number(day, locale) % 100:02}", r"\d\d", part, read)


def _ordinal(token: str, locale: Locale) -> Piece:
    part = _ORDINALS[token]
    number = _PARTS[part]

    def show(day: date) -> str:
        count = number(day, locale)
        return f"{count}{locale.suffix(count, token[:-1])}"

    def read(text: str) -> int:
        return int(re.sub(r"\D.*", "", text))

    suffixes = "|".join(map(re.escape, locale.suffixes))
    return Piece(show, rf"(?iu:\d{{1,3}}(?:{suffixes}))", part, read)


def _name(token: str, locale: Locale, format: str) -> Piece:
    part, names_in = _NAMES[token]
    names = known = names_in(locale)
    if token == "MMMM" and locale.months_after_day:
        known = (*names, *locale.months_after_day)
        names = locale.months_after_day if "D MMMM" in format else names
    if token == "MMM" and locale.bare_between_dashes:
        bare = tuple(name.rstrip(".") for name in names)
        known, names = (*names, *bare), bare if "-MMM-" in format else names
    first, number = (1 if part == "month" else 0), _PARTS[part]
    table = {name.casefold(): n % len(names) + first for n, name in enumerate(known)}
    longest_first = sorted(map(re.escape, known), key=len, reverse=True)
    return Piece(
        lambda day: names[number(day, locale) - first],
        f"(?iu:{'|'.join(longest_first)})",
        part,
        lambda text: table.get(text.casefold()),
    )


def make_piece(token: str, locale: Locale, format: str) -> Piece:
    """Give what a token does; what is no token stands for itself.

    ``format`` is the whole of it: some names change with their neighbours.
    """
    if token in _NUMBERS:
        return _number(token, locale)
    if token in _TWO_DIGITS:
        return _two_digits(token, locale)
    if token in _ORDINALS:
        return _ordinal(token, locale)
    if token in _NAMES:
        return _name(token, locale, format)
    if token in _CLOCK:
        shown, pattern = _CLOCK[token]
        return Piece(lambda _: shown, pattern)
    literal = token[1:-1] if token[0] == "[" and token != "[" else token.lstrip("\\")
    return Piece(lambda _: literal, re.escape(literal))
