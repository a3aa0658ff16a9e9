"""Days as people type them, and as they stand in notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from vaultnet.core.dates.locales import (
    LOCALES,
    add_months,
    make_day,
    month_of,
    only_reading,
    parse_worded,
    weekdays_of,
)
from vaultnet.core.values import stem
from vaultnet.errors import WrongUsage

_MONTHS = LOCALES["en"].names.months
_LONGEST = 60  # characters of a day in words
_RECENT = 300  # days back, within which a day of last year needs no year
_LEAP_SPAN = 9  # years to look through for a day: two leap years are at most 8 apart

_FIXED = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2,
    "the day before yesterday": -2, "day after tomorrow": 2,
    "the day after tomorrow": 2,
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate((
        "monday mon", "tuesday tue tues", "wednesday wed weds",
        "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun",
    ))
    for name in names.split()
}  # fmt: skip
_UNITS = {  # days, months
    "d": (1, 0), "day": (1, 0), "w": (7, 0), "wk": (7, 0), "week": (7, 0),
    "fortnight": (14, 0), "m": (0, 1), "mo": (0, 1), "month": (0, 1),
    "q": (0, 3), "quarter": (0, 3), "y": (0, 12), "yr": (0, 12), "year": (0, 12),
}  # fmt: skip
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

_COUNT = r"(?P<count>[0-9]{1,5}|[a-z]+)"
_AGO = re.compile(rf"{_COUNT} ?(?P<unit>[a-z]+) ago")
_AHEAD = re.compile(rf"(?:in|for) {_COUNT} ?(?P<unit>[a-z]+)")
_OFFSET = re.compile(r"(?P<sign>[+-]?) ?(?P<count>[0-9]{1,5}) ?(?P<unit>[a-z]+)")
_LAST_NEXT = re.compile(r"(?P<which>last|next) (?P<what>[a-z]+)")
_WEEK = re.compile(r"(?P<year>[0-9]{4})-?w(?P<week>[0-9]{2})(?:-?(?P<day>[1-7]))?")
_YEAR_FIRST = re.compile(
    r"(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})"
)
_COMPACT = re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_YEAR_LAST = re.compile(
    r"(?P<one>[0-9]{1,2})(?P<sep>[-/.]) ?(?P<other>[0-9]{1,2})(?P=sep) ?(?P<y>[0-9]{4})"
)
_WITH_WEEKDAY = re.compile(r"(?P<weekday>[^\W\d_]+(?:-feira)?)\.?,? (?P<rest>.+)")
_BEFORE_WEEKDAY = re.compile(
    r"(?P<rest>.*[0-9])[\s,_-]+\(?(?P<weekday>[^\W\d_]+(?:-feira)?)\.?\)?"
)
_TIME = re.compile(
    r"(?<=[0-9])(?:[tT]|\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?:[aApP]\.?[mM]\.?|[zZ]|[+-][0-9]{2}:?[0-9]{2})?$"
)
_LEAD = re.compile(r"\A(?:on|until|till) ")
_LINK = re.compile(r"\[\[(?P<target>[^\[\]|]+)(?:\|(?P<shown>[^\[\]]*))?\]\]")


def parse_when(text: str, *, today: date, future: bool = False) -> date:
    """Read a day typed on the command line: ``yesterday``, ``last friday``, ``-3d``.

    What leaves room (``friday``, ``2 Aug``) is the latest such day, or with
    ``future`` the next one, when ``2w`` and ``march`` (its first day) lie ahead, too;
    a weekday alone is never today. Raises WrongUsage, which says what is not
    understood, does not exist or can be meant in two ways.
    """
    phrase = _LEAD.sub("", " ".join(text.casefold().split()))
    try:
        day = _read(phrase, today, 1 if future else -1)
    except (OverflowError, ValueError):
        raise WrongUsage(f"{_quoted(text)} lies beyond the calendar") from None
    if day is None:
        like = "tomorrow, monday, in 3 weeks" if future else "yesterday, last friday"
        short = "3w" if future else "-3d"
        raise WrongUsage(
            f"cannot read {_quoted(text)} as a day: write it like {today}, {like},"
            f" 2 Aug or {short}"
        )
    return day


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")


def _read(phrase: str, today: date, toward: int) -> date | None:
    """Read a phrase; ``toward`` is -1 for the past, 1 for what comes."""
    if phrase in _FIXED:
        return today + timedelta(days=_FIXED[phrase])
    if phrase in _WEEKDAYS:
        return _nearest_weekday(_WEEKDAYS[phrase], today, toward)
    return (
        _counted(phrase, today, toward)
        or _last_next(phrase, today)
        or _week(phrase)
        or _numbers(phrase)
        or _worded(phrase, today, toward)
        or _after_weekday(phrase, today, toward)
        or _month_ahead(phrase, today, toward)
    )


def _nearest_weekday(weekday: int, today: date, toward: int) -> date:
    days = (weekday - today.weekday()) * toward % 7 or 7
    return today + timedelta(days=days * toward)


def _counted(phrase: str, today: date, toward: int) -> date | None:
    """Read ``3 days ago``, ``in 2 weeks``, ``-3d``."""
    for pattern, direction in ((_AGO, -1), (_AHEAD, 1), (_OFFSET, 0)):
        match = pattern.fullmatch(phrase)
        step = _step(match["unit"]) if match else None
        count = _count(match["count"]) if match else None
        if match and step and count is not None:
            sign = direction or _sign(match["sign"], phrase, toward)
            return _moved(today, step, sign * count)
    return None


def _step(unit: str) -> tuple[int, int] | None:
    return _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))


def _count(word: str) -> int | None:
    return int(word) if word.isdecimal() else _COUNTS.get(word)


def _sign(sign: str, phrase: str, toward: int) -> int:
    if not sign and toward < 0:
        raise WrongUsage(
            f"{phrase!r} can be before or after today: write -{phrase} or +{phrase}"
        )
    return -1 if sign == "-" else 1


def _moved(today: date, step: tuple[int, int], count: int) -> date:
    days, months = step
    return add_months(today, months * count) + timedelta(days=days * count)


def _last_next(phrase: str, today: date) -> date | None:
    match = _LAST_NEXT.fullmatch(phrase)
    if match is None:
        return None
    toward = 1 if match["which"] == "next" else -1
    if match["what"] in _WEEKDAYS:
        return _nearest_weekday(_WEEKDAYS[match["what"]], today, toward)
    known = match["what"] in ("week", "month", "quarter", "year")
    return _moved(today, _UNITS[match["what"]], toward) if known else None


def _week(phrase: str) -> date | None:
    match = _WEEK.fullmatch(phrase)
    if match is None:
        return None
    year, number = int(match["year"]), int(match["week"])
    try:
        return date.fromisocalendar(year, number, int(match["day"] or 1))
    except ValueError:
        raise WrongUsage(f"there is no week {number} in {year}") from None


def _numbers(phrase: str) -> date | None:
    if match := _YEAR_FIRST.fullmatch(phrase) or _COMPACT.fullmatch(phrase):
        return _real(int(match["y"]), int(match["m"]), int(match["d"]))
    match = _YEAR_LAST.fullmatch(phrase)
    if match is None:
        return None
    days = _readings(match)
    if not days:
        raise WrongUsage(f"there is no day {phrase}")
    if len(days) > 1:
        says = " or ".join(say_date(day, today=day) for day in days)
        write = " or ".join(map(str, days))
        raise WrongUsage(f"{phrase} can be {says} {days[0].year}: write {write}")
    return days[0]


def _readings(match: re.Match[str]) -> Sequence[date]:
    """Give the days that ``01/11/2026`` can be; with dots the day comes first."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["y"])
    both = [make_day(year, other, one)]
    if match["sep"] != ".":
        both.append(make_day(year, one, other))
    return tuple(dict.fromkeys(day for day in both if day))


def _real(year: int, month: int, day: int) -> date:
    found = make_day(year, month, day)
    if found is None:
        named = 1 <= month <= len(_MONTHS)
        said = f"{day} {_MONTHS[month - 1]} {year}" if named else f"month {month}"
        raise WrongUsage(f"there is no {said}")
    return found


def _worded(phrase: str, today: date, toward: int) -> date | None:
    said = parse_worded(phrase)
    if said is None:
        return None
    if said.year is not None:
        return _real(said.year, said.month, said.day)
    for years in range(_LEAP_SPAN):
        day = make_day(today.year + years * toward, said.month, said.day)
        if day and (day - today).days * toward >= 0:
            return day
    raise WrongUsage(f"there is no {said.day} {_MONTHS[said.month - 1]}")


def _after_weekday(phrase: str, today: date, toward: int) -> date | None:
    """Read ``fri 2026-11-20``, the way days are echoed; both must agree."""
    match = _WITH_WEEKDAY.fullmatch(phrase)
    if match is None or match["weekday"] not in _WEEKDAYS:
        return None
    day = _numbers(match["rest"]) or _worded(match["rest"], today, toward)
    if day and day.weekday() != _WEEKDAYS[match["weekday"]]:
        right = LOCALES["en"].names.weekdays[day.isoweekday() % 7]
        raise WrongUsage(f"{day} is a {right}, not a {match['weekday']}")
    return day


def _month_ahead(phrase: str, today: date, toward: int) -> date | None:
    """Give the next first day of a month; of months gone by no day is meant."""
    month = month_of(phrase) if toward > 0 else None
    if month is None:
        return None
    return date(today.year + (month <= today.month), month, 1)


@lru_cache(maxsize=4096)  # a vault names the same days over and over
def parse_note_date(text: str) -> date | None:
    """Read a day as it stands in a note: ``2026-08-02T10:00``, ``Aug 14, 2026``.

    A link around it is looked through (``[[Daily/2026-08-02]]``), a weekday beside
    it must be the right one. None where there is no day, or where it can be meant
    in two ways (``01/11/2026``); with dots the day comes first.
    """
    text = text.strip()
    link = _LINK.fullmatch(text)
    if link is None:
        return _note_day(text)
    target = link["target"].partition("#")[0].strip()
    path = "/".join(target.removesuffix(".md").split("/")[-3:])
    found = map(_note_day, (stem(target), path, link["shown"] or ""))
    return next((day for day in found if day), None)


def _note_day(text: str) -> date | None:
    if len(text) > _LONGEST:
        return None
    text = _TIME.sub("", text.strip())
    return _bare_day(text) or _beside_weekday(text)


def _bare_day(text: str) -> date | None:
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return make_day(int(match["y"]), int(match["m"]), int(match["d"]))
    if match := _YEAR_LAST.fullmatch(text):
        return only_reading(_readings(match))
    said = parse_worded(text)
    return make_day(said.year, said.month, said.day) if said and said.year else None


def _beside_weekday(text: str) -> date | None:
    for pattern in (_WITH_WEEKDAY, _BEFORE_WEEKDAY):
        match = pattern.fullmatch(text)
        weekdays = weekdays_of(match["weekday"]) if match else ()
        day = _bare_day(match["rest"]) if match and weekdays else None
        if day and day.weekday() in weekdays:
            return day
    return None


def say_date(day: date, *, today: date) -> str:
    """Say a day in English: ``2 August``, with its year when it is long ago."""
    said = f"{day.day} {_MONTHS[day.month - 1]}"
    is_near = day.year == today.year or 0 <= (today - day).days <= _RECENT
    return said if is_near else f"{said} {day.year}"
