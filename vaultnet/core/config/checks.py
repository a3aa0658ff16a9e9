"""What has the right type in ``vaultnet.toml`` and makes no sense."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date, timedelta

from vaultnet.core.config.sections import Calendar, Config, Rhythm, WeekNote
from vaultnet.core.dates.moment import render_date
from vaultnet.errors import BadConfig

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of a week in its order, as the configuration names them."""

_HEAVIEST = 100
_A_MONDAY = date(2024, 1, 1)
_TEN_YEARS = 522  # weeks
_HALF_A_YEAR = 26  # weeks
_LONGEST_LEAD = 28  # days
_MENTIONS = ("first", "start", "all", "none")
_COUNTRY = re.compile("[A-Z]{2}")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def check(config: Config) -> None:
    """Refuse what has the right type and makes no sense."""
    if config.log.mentions not in _MENTIONS:
        raise BadConfig(
            f"vaultnet.toml: 'log.mentions' is one of {', '.join(_MENTIONS)},"
            f" not {config.log.mentions!r}"
        )
    if not config.log.headings:
        raise BadConfig("vaultnet.toml: 'log.headings' wants at least one word")
    if config.people.region and not _COUNTRY.fullmatch(config.people.region):
        raise BadConfig(
            "vaultnet.toml: 'people.region' is a country in two letters, such as DE,"
            f" not {config.people.region!r}"
        )
    _check_week(config.week)
    _check_rhythm(config.rhythm)
    _check_calendar(config.calendar)


def _check_week(week: WeekNote) -> None:
    if week.per_week < 1:
        raise BadConfig(
            f"vaultnet.toml: 'week.per_week' is 1 or more, not {week.per_week}"
        )
    if not 0 <= week.lead_days <= _LONGEST_LEAD:
        raise BadConfig(
            "vaultnet.toml: 'week.lead_days' is a number of days from 0 to"
            f" {_LONGEST_LEAD}, not {week.lead_days}"
        )
    if week.name != WeekNote().name and not _names_each_week(week.name):
        raise BadConfig(
            "vaultnet.toml: 'week.name' must name the week and its year, as"
            f" [Due] GGGG-[W]WW does, not {week.name!r}"
        )


def _check_rhythm(rhythm: Rhythm) -> None:
    if not 1 <= rhythm.closest <= rhythm.longest:
        raise BadConfig(
            "vaultnet.toml: 'rhythm.closest' and 'rhythm.longest' are weeks,"
            f" 1 <= closest <= longest, not {rhythm.closest} and {rhythm.longest}"
        )
    if rhythm.half_life < 1:
        raise BadConfig(
            f"vaultnet.toml: 'rhythm.half_life' is 1 or more, not {rhythm.half_life}"
        )
    for each in fields(rhythm.weights):
        weight = getattr(rhythm.weights, each.name)
        if not 0 <= weight <= _HEAVIEST:
            raise BadConfig(
                f"vaultnet.toml: 'rhythm.weights.{each.name}' is a number from 0 to"
                f" {_HEAVIEST}, not {weight}"
            )


def _check_calendar(calendar: Calendar) -> None:
    if not calendar.days or not set(calendar.days) <= set(WEEKDAYS):
        raise BadConfig(
            f"vaultnet.toml: 'calendar.days' are some of {', '.join(WEEKDAYS)},"
            f" not {', '.join(calendar.days) or 'none'}"
        )
    if calendar.out and not calendar.out.endswith((".ics", "/", "\\")):
        raise BadConfig(
            "vaultnet.toml: 'calendar.out' is a file that ends in .ics, or a folder"
            f" with a / behind it, not {calendar.out!r}"
        )
    if calendar.alarm and parse_time(calendar.alarm) is None:
        raise BadConfig(
            'vaultnet.toml: \'calendar.alarm\' is a time such as "09:00", or "" for'
            f" none, not {calendar.alarm!r}"
        )


def parse_time(text: str) -> tuple[int, int] | None:
    """Read a time of the day, ``09:00`` or ``9:00``; hours and minutes."""
    match = _TIME.fullmatch(text.strip())
    return (int(match[1]), int(match[2])) if match else None


def _names_each_week(name: str) -> bool:
    """Whether each week of ten years gets a name of its own."""
    mondays = [_A_MONDAY + timedelta(weeks=number) for number in range(_TEN_YEARS)]
    return len({render_date(name, monday) for monday in mondays}) == _TEN_YEARS


def warnings(config: Config) -> tuple[str, ...]:
    """Say what is allowed and still hardly meant."""
    if config.rhythm.longest <= _HALF_A_YEAR:
        return ()
    return (
        f"rhythm.longest is {config.rhythm.longest} weeks: above"
        f" {_HALF_A_YEAR} somebody is"
        " written to less than twice a year",
    )
