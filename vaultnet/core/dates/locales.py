"""Months, weekdays and weeks: their names in a dozen languages, and days that exist."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from functools import cache

Words = tuple[str, ...]
Suffix = Callable[[int, str], str]
"""Gives what follows a number, ``14`` -> ``th``; the unit is its token: D, M, w."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of months and weekdays; weekdays begin with Sunday."""

    months: Words
    months_short: Words
    weekdays: Words
    weekdays_short: Words
    weekdays_min: Words


@dataclass(frozen=True, slots=True)
class Locale:
    """How a language writes dates, as moment.js 2.29.4 has it.

    ``numeric`` and ``long`` are what ``L`` and ``LL`` stand for. ``week_starts``
    counts from Monday = 0; ``week_one_holds`` is the day of January that always
    lies in week 1. ``months_after_day`` are the months behind a day's number where
    they differ (``3 marca``). ``bare_between_dashes``: ``-MMM-`` has no dots.
    """

    names: Names
    suffix: Suffix
    suffixes: Words
    numeric: str = "DD/MM/YYYY"
    long: str = "D MMMM YYYY"
    week_starts: int = 0
    week_one_holds: int = 4
    months_after_day: Words = ()
    bare_between_dashes: bool = False


def _english(number: int, _: str) -> str:
    if number % 100 // 10 == 1:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _french(number: int, unit: str) -> str:
    if number == 1:
        return "re" if unit in "wW" else "er"
    return "" if unit == "D" else "e"


def _dutch(number: int, _: str) -> str:
    return "ste" if number in (1, 8) or number >= 20 else "de"  # noqa: PLR2004


def _swedish(number: int, _: str) -> str:
    return ":a" if number % 10 in (1, 2) and number % 100 // 10 != 1 else ":e"


def _dot(_: int, __: str) -> str:
    return "."


def _circle(_: int, __: str) -> str:
    return "º"


def _names(*lists: str) -> Names:
    return Names(*(tuple(words.split()) for words in lists))


_BRITISH = Locale(
    _names(
        "January February March April May June July August September October November"
        " December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
        "Sun Mon Tue Wed Thu Fri Sat", "Su Mo Tu We Th Fr Sa",
    ),
    _english, ("st", "nd", "rd", "th"),
)  # fmt: skip
_PORTUGUESE = (
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "Domingo Segunda-feira Terça-feira Quarta-feira Quinta-feira Sexta-feira Sábado",
    "Dom Seg Ter Qua Qui Sex Sáb", "Do 2ª 3ª 4ª 5ª 6ª Sá",
)  # fmt: skip

LOCALES: Mapping[str, Locale] = {
    "en": replace(
        _BRITISH, week_starts=6, week_one_holds=1,
        numeric="MM/DD/YYYY", long="MMMM D, YYYY",
    ),
    "en-gb": _BRITISH,
    "de": Locale(_names(
        "Januar Februar März April Mai Juni Juli August September Oktober November"
        " Dezember",
        "Jan. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.",
        "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
        "So. Mo. Di. Mi. Do. Fr. Sa.", "So Mo Di Mi Do Fr Sa",
    ), _dot, (".",), "DD.MM.YYYY", "D. MMMM YYYY"),
    "fr": Locale(_names(
        "janvier février mars avril mai juin juillet août septembre octobre"
        " novembre décembre",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "dimanche lundi mardi mercredi jeudi vendredi samedi",
        "dim. lun. mar. mer. jeu. ven. sam.", "di lu ma me je ve sa",
    ), _french, ("er", "re", "e", "")),
    "es": Locale(_names(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre"
        " noviembre diciembre",
        "ene. feb. mar. abr. may. jun. jul. ago. sep. oct. nov. dic.",
        "domingo lunes martes miércoles jueves viernes sábado",
        "dom. lun. mar. mié. jue. vie. sáb.", "do lu ma mi ju vi sá",
    ), _circle, ("º",), long="D [de] MMMM [de] YYYY", bare_between_dashes=True),
    "it": Locale(_names(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre"
        " ottobre novembre dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "domenica lunedì martedì mercoledì giovedì venerdì sabato",
        "dom lun mar mer gio ven sab", "do lu ma me gi ve sa",
    ), _circle, ("º",)),
    "pt": Locale(
        _names(*_PORTUGUESE), _circle, ("º",), long="D [de] MMMM [de] YYYY"),
    "pt-br": Locale(
        _names(*map(str.lower, _PORTUGUESE)), _circle, ("º",),
        long="D [de] MMMM [de] YYYY", week_starts=6, week_one_holds=1,
    ),
    "nl": Locale(_names(
        "januari februari maart april mei juni juli augustus september oktober"
        " november december",
        "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
        "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
        "zo. ma. di. wo. do. vr. za.", "zo ma di wo do vr za",
    ), _dutch, ("ste", "de"), "DD-MM-YYYY", bare_between_dashes=True),
    "sv": Locale(_names(
        "januari februari mars april maj juni juli augusti september oktober"
        " november december",
        "jan feb mar apr maj jun jul aug sep okt nov dec",
        "söndag måndag tisdag onsdag torsdag fredag lördag",
        "sön mån tis ons tor fre lör", "sö må ti on to fr lö",
    ), _swedish, (":e", ":a"), "YYYY-MM-DD"),
    "da": Locale(_names(
        "januar februar marts april maj juni juli august september oktober"
        " november december",
        "jan feb mar apr maj jun jul aug sep okt nov dec",
        "søndag mandag tirsdag onsdag torsdag fredag lørdag",
        "søn man tir ons tor fre lør", "sø ma ti on to fr lø",
    ), _dot, (".",), "DD.MM.YYYY", "D. MMMM YYYY"),
    "nb": Locale(_names(
        "januar februar mars april mai juni juli august september oktober november"
        " desember",
        "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des.",
        "søndag mandag tirsdag onsdag torsdag fredag lørdag",
        "sø. ma. ti. on. to. fr. lø.", "sø ma ti on to fr lø",
    ), _dot, (".",), "DD.MM.YYYY", "D. MMMM YYYY"),
    "fi": Locale(_names(
        "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu"
        " syyskuu lokakuu marraskuu joulukuu",
        "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
        "sunnuntai maanantai tiistai keskiviikko torstai perjantai lauantai",
        "su ma ti ke to pe la", "su ma ti ke to pe la",
    ), _dot, (".",), "DD.MM.YYYY", "Do MMMM[ta] YYYY"),
    "pl": Locale(_names(
        "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień"
        " październik listopad grudzień",
        "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        "niedziela poniedziałek wtorek środa czwartek piątek sobota",
        "ndz pon wt śr czw pt sob", "Nd Pn Wt Śr Cz Pt So",
    ), _dot, (".",), "DD.MM.YYYY", months_after_day=(
        "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca",
        "sierpnia", "września", "października", "listopada", "grudnia",
    )),
}  # fmt: skip

_NEAREST = {"": "en", "en-us": "en", "en-ca": "en", "no": "nb", "nn": "nb"}
_ALSO = {"sept": 9, "jänner": 1, "feber": 2, "mrz": 3, "mär": 3, "setiembre": 9}


def nearest_locale(name: str) -> str:
    """Give the known locale that comes closest: ``de-AT`` is read as ``de``."""
    name = name.casefold().replace("_", "-")
    name = _NEAREST.get(name, name)
    if name in LOCALES:
        return name
    language = name.partition("-")[0]
    if language == "en":
        return "en-gb"  # all but the Americas begin their weeks on Monday
    return language if language in LOCALES else "en"


def fold_word(word: str) -> str:
    """Fold a name of a month or weekday for comparison: NFC, no case, no dot."""
    return unicodedata.normalize("NFC", word).casefold().rstrip(".")


@cache
def _months() -> Mapping[str, int]:
    known = dict(_ALSO)
    for each in LOCALES.values():
        spoken = each.names
        for names in (spoken.months, spoken.months_short, each.months_after_day):
            known |= {fold_word(name): n for n, name in enumerate(names, 1)}
    finnish = LOCALES["fi"].names.months
    return known | {f"{name}ta": n for n, name in enumerate(finnish, 1)}


@cache
def _weekdays() -> Mapping[str, frozenset[int]]:
    known: dict[str, frozenset[int]] = {}
    for each in LOCALES.values():
        for names in (each.names.weekdays, each.names.weekdays_short):
            for n, name in enumerate(map(fold_word, names)):
                known[name] = known.get(name, frozenset()) | {(n - 1) % 7}
    return known


def month_of(word: str) -> int | None:
    """Give the month, 1 to 12, that a word names in any of the languages."""
    return _months().get(fold_word(word))


def weekdays_of(word: str) -> frozenset[int]:
    """Give the weekdays, Monday = 0, that a word may name; ``ma.`` names two."""
    return _weekdays().get(fold_word(word), frozenset())


def make_day(year: int, month: int, day: int) -> date | None:
    """Give the day of these numbers, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def add_months(day: date, months: int) -> date:
    """Give the same day some months on or back, or the last one of that month.

    Raises ValueError beyond the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"there is no year {year}")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class WordedDay:
    """A day whose month is a word; it need not exist. No year where none is said."""

    month: int
    day: int
    year: int | None


_YEAR = r"(?:\s*,)?\s+(?:de\s+|del\s+)?(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º|:[ae])?"
_WORDED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}\.?[\s-]+(?:de\s+|of\s+)?(?P<month>[^\W\d_]+)\.?(?:-(?P<dashed>[0-9]{{4}})|{_YEAR})?",
        rf"(?P<month>[^\W\d_]+)\.?\s+{_DAY}(?:{_YEAR})?",
    )
)


def parse_worded(text: str) -> WordedDay | None:
    """Read ``2 August 2026``, ``Aug 14, 2026``, ``2. August``, ``2 de agosto``."""
    text = unicodedata.normalize("NFC", text)
    for pattern in _WORDED:
        match = pattern.fullmatch(text)
        month = month_of(match["month"]) if match else None
        if match and month:
            said = match.groupdict()
            year = said["year"] or said.get("dashed")
            return WordedDay(month, int(match["day"]), int(year) if year else None)
    return None


def only_reading(readings: Iterable[date | None]) -> date | None:
    """Give the day where all readings that exist agree, else None."""
    days = {day for day in readings if day}
    return days.pop() if len(days) == 1 else None
