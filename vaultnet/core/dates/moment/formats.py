"""Formats made of tokens: days written in them and read from them, strictly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vaultnet.core.dates.locales import LOCALES, Locale, make_day, nearest_locale
from vaultnet.core.dates.moment.tokens import (
    DAY_SECONDS,
    EPOCH,
    ISO_WEEK,
    TOKEN,
    Piece,
    first_of_week_one,
    make_piece,
)

_LOCALIZED = re.compile(r"(\[[^\[]*\]|\\.)|LTS?|L{1,4}|l{1,4}")
_ABBREVIATED = re.compile(r"MMMM(?:\[ta\])?|MM|DD|dddd")  # ``l`` is a shorter ``L``


@dataclass(frozen=True, slots=True)
class _Format:
    """A format made ready: atomic groups, so reading never goes back over a text."""

    pieces: tuple[Piece, ...]
    pattern: re.Pattern[str]
    told: tuple[Piece, ...]


def _localized(match: re.Match[str], locale: Locale) -> str:
    if match[1]:
        return match[1]
    shown = {"L": locale.numeric, "LL": locale.long}.get(match[0].upper(), match[0])
    if match[0].isupper():
        return shown
    return _ABBREVIATED.sub(lambda token: token[0].removesuffix("[ta]")[1:], shown)


@lru_cache(maxsize=1024)
def _compile(format: str, name: str) -> _Format:
    locale = LOCALES[name]
    format = unicodedata.normalize("NFC", format)
    format = _LOCALIZED.sub(lambda match: _localized(match, locale), format)
    tokens = TOKEN.findall(format)
    pieces = tuple(make_piece(token, locale, format) for token in tokens)
    pattern = "".join(
        f"((?>{piece.pattern}))" if piece.part else f"(?>{piece.pattern})"
        for piece in pieces
    )
    told = tuple(piece for piece in pieces if piece.part)
    return _Format(pieces, re.compile(pattern, re.ASCII), told)


def render_date(format: str, day: date, locale: str = "en") -> str:
    """Write a day as ``moment(day).format(format)`` does; the time is midnight."""
    pieces = _compile(format, nearest_locale(locale)).pieces
    return "".join(piece.show(day) for piece in pieces)


def parse_date(format: str, text: str, locale: str = "") -> date | None:
    """Read a day as ``moment(text, format, true)`` does: all of the text or nothing.

    A format without a day gives the first of its week, month or year; one
    without a year gives None, as there is no clock here. Where moment contradicts
    itself (a quarter moves the day, ``GGGG-WW dddd`` is refused), what is written
    holds. No locale: English first, then all others.
    """
    text = unicodedata.normalize("NFC", text)
    names = (nearest_locale(locale),) if locale else _locales_for(format)
    found = (make_reader(format, name)(text) for name in names)
    return next((day for day in found if day), None)


@lru_cache(maxsize=1024)
def make_reader(format: str, locale: str) -> Callable[[str], date | None]:
    """Make a format ready to read many texts (in NFC) in one locale."""
    name = nearest_locale(locale)
    made, spoken = _compile(format, name), LOCALES[name]
    return lambda text: _read(made, text, spoken)


@lru_cache(maxsize=256)
def _locales_for(format: str) -> Sequence[str]:
    """Give the locales that read a format differently."""
    first: dict[object, str] = {}
    for name in LOCALES:
        made = _compile(format, name)
        parts = tuple(piece.part for piece in made.told)
        locale = LOCALES[name]
        weeks = (locale.week_starts, locale.week_one_holds)
        is_local = any(part.startswith("local") for part in parts)
        first.setdefault((made.pattern, parts, weeks if is_local else ()), name)
    return tuple(first.values())


def fixes_a_day(format: str) -> bool:
    """Say whether a text in this format tells its day, not only week or month."""
    parts = {piece.part for piece in _compile(format, "en").told}
    if parts & {"seconds", "milliseconds"}:
        return True
    days = {"month", "day"}, {"yearday"}, {"local week"}, {"iso week"}
    a_year = any(part.endswith("year") for part in parts)
    a_day = any(part.endswith("day") for part in parts)
    return a_year and a_day and any(each <= parts for each in days)


def _read(format: _Format, text: str, locale: Locale) -> date | None:
    match = format.pattern.fullmatch(text)
    if match is None:
        return None
    told: dict[str, int] = {}
    for piece, said in zip(format.told, match.groups(), strict=True):
        value = piece.read(said)
        if value is None:
            return None
        told[piece.part] = value
    day = _resolve(told, locale)
    if day is None or told.get("weekday") not in (None, day.isoweekday() % 7):
        return None
    return day


def _resolve(told: Mapping[str, int], locale: Locale) -> date | None:
    if "seconds" in told:
        return _from_ordinal(EPOCH + told["seconds"] // DAY_SECONDS)
    if "milliseconds" in told:
        return _from_ordinal(EPOCH + told["milliseconds"] // (DAY_SECONDS * 1000))
    if "month" not in told and ("iso week" in told or "local week" in told):
        return _day_of_week(told, locale)
    year = told.get("year")
    if year is None or ("day" in told and "month" not in told):
        return None
    if "yearday" in told and "day" not in told:
        return _nth_day(year, told["yearday"])
    month = told.get("month", told.get("quarter", 1) * 3 - 2)
    return make_day(year, month, told.get("day", 1))


def _day_of_week(told: Mapping[str, int], locale: Locale) -> date | None:
    starts, holds = locale.week_starts, locale.week_one_holds
    kinds = ("local year", "year", "iso year")
    if "iso week" in told:
        (starts, holds), kinds = ISO_WEEK, ("iso year", "year", "local year")
    year = next((told[kind] for kind in kinds if kind in told), None)
    week = told.get("iso week", told.get("local week", 0))
    if year is None or week < 1:
        return None
    first = first_of_week_one(year, starts, holds) + 7 * (week - 1)
    if first >= first_of_week_one(year + 1, starts, holds):
        return None
    return _from_ordinal(first + (_weekday(told, locale, starts) - starts) % 7)


def _weekday(told: Mapping[str, int], locale: Locale, default: int) -> int:
    """Give the weekday that is told, Monday = 0."""
    if "iso weekday" in told:
        return told["iso weekday"] - 1
    if "weekday" in told:
        return (told["weekday"] - 1) % 7
    if "local weekday" in told:
        return (told["local weekday"] + locale.week_starts) % 7
    return default


def _nth_day(year: int, number: int) -> date | None:
    new_year = make_day(year, 1, 1)
    day = _from_ordinal(new_year.toordinal() + number - 1) if new_year else None
    return day if day and day.year == year else None


def _from_ordinal(ordinal: int) -> date | None:
    try:
        return date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        return None
