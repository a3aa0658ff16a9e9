"""How often: the words for a rhythm, in days.

A month is 30.44 days (a year's twelfth) and results are rounded: 1 month is 30 days,
a quarter 91, half a year 183, a year 365.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from vaultnet.core.dates.locales import add_months

__all__ = ["Cadence", "add_months", "parse_cadence", "parse_tier"]

_MONTH = 30.44
_LONGEST = 3660  # days, ten years: anything above is a slip of the finger


@dataclass(frozen=True, slots=True)
class Cadence:
    """A rhythm as a note pins it.

    ``every_days`` is None where nothing is pinned (``auto``) and where there are no
    check-ins at all (``rests``).
    """

    every_days: int | None
    rests: bool = False


def _table(rows: Mapping[float, str]) -> dict[str, float]:
    return {word: days for days, words in rows.items() for word in words.split()}


_AUTO = frozenset("auto automatic default automatisch automatique automatico".split())
_RESTS = frozenset(
    "none never paused pause no off false nie keine nein jamais aucun nunca no ninguno"
    " nenhum nooit".split()
)
_WORDS = _table({
    1: "daily taglich taeglich quotidien quotidienne diario diaria",
    7: "weekly wochentlich woechentlich hebdomadaire semanal semanalmente wekelijks"
    " settimanale",
    14: "biweekly bi-weekly fortnightly zweiwochentlich zweiwoechentlich zweiwochig"
    " 14-tagig 14-taglich 14-taegig bimensuel bimensuelle quinzenal quincenal",
    _MONTH: "monthly monatlich mensuel mensuelle mensal mensual maandelijks mensile",
    2 * _MONTH: "bimonthly bi-monthly zweimonatlich bimestriel bimestrielle bimestral",
    3 * _MONTH: "quarterly vierteljahrlich vierteljaehrlich quartalsweise trimestriel"
    " trimestrielle trimestral trimestrale",
    182: "rarely selten rarement raramente rara",
    6 * _MONTH: "twice-yearly half-yearly halfyearly semiannual semiannually"
    " semi-annually biannual biannually halbjahrlich halbjaehrlich semestriel"
    " semestrielle semestral",
    12 * _MONTH: "yearly annually annual jahrlich jaehrlich annuel annuelle anual"
    " anualmente jaarlijks annuale",
    24 * _MONTH: "biennial biennially",
})  # fmt: skip
_UNITS = _table({
    1: "d day days tag tage tagen jour jours dia dias dag dagen",
    7: "w wk wks week weeks woche wochen semaine semaines semana semanas weken",
    14: "fortnight fortnights",
    _MONTH: "mo mos mon month months monat monate monaten mois mes meses maand maanden",
    3 * _MONTH: "q quarter quarters quartal quartale trimestre trimestres",
    12 * _MONTH: "y yr yrs year years jahr jahre jahren an ans annee annees ano anos"
    " jaar",
})  # fmt: skip
_COUNTS = {
    "once": 1, "twice": 2, "thrice": 3, "einmal": 1, "zweimal": 2, "dreimal": 3,
    "other": 2, "second": 2, "third": 3, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12, "zwei": 2, "drei": 3,
    "vier": 4, "deux": 2, "trois": 3, "quatre": 4, "dos": 2, "tres": 3, "cuatro": 4,
    "duas": 2, "dois": 2,
}  # fmt: skip
_TIERS = {
    "inner": 14, "close": 30, "casual": 90, "warm": 180, "dormant": 365,
    "a": 21, "b": 60, "c": 180, "d": 365,
}  # fmt: skip

_EACH = r"(?:every|each|alle|jeden?|jedes|cada|a cada|tou(?:te)?s les|chaque|elke)"
_PLAIN = re.compile(
    rf"(?:{_EACH} )?(?:(?P<count>[0-9]{{1,4}}) ?|(?P<word>[a-z]+) )?(?P<unit>[a-z]+)"
)
_TIMES = re.compile(
    r"(?P<count>[0-9]{1,2}|[a-z]+)(?: ?x| times| mal| fois| veces| vezes)?"
    r" ?(?:a|an|per|each|every|/|pro|im|in der|par|al|por|a la) ?(?P<unit>[a-z]+)"
)
_ISO = re.compile(
    r"p(?:(?P<y>[0-9]{1,2})y)?(?:(?P<mo>[0-9]{1,3})m)?(?:(?P<w>[0-9]{1,3})w)?"
    r"(?:(?P<d>[0-9]{1,4})d)?"
)


def parse_cadence(text: str) -> Cadence | None:
    """Read how often, None where it is none: ``quarterly``, ``every 3 weeks``, ``6w``.

    ``6m`` is None: it may be minutes or months. A number alone counts days.
    """
    folded = " ".join(_plain_letters(text).split())
    if folded in _AUTO:
        return Cadence(None)
    if folded in _RESTS:
        return Cadence(None, rests=True)
    days = _days(folded)
    if days is None or not 1 <= round(days) <= _LONGEST:
        return None
    return Cadence(round(days))


def _days(text: str) -> float | None:
    if re.fullmatch(r"[0-9]{1,4}", text):
        return float(text)
    word = text.replace(" ", "-") if text.replace(" ", "-") in _WORDS else text
    if word in _WORDS:
        return _WORDS[word]
    return _iso(text) or _every(text) or _times(text)


def _every(text: str) -> float | None:
    """Read ``every 3 weeks``, ``6w``, ``alle 2 Monate``; ``week`` alone is nothing."""
    match = _PLAIN.fullmatch(text)
    unit = _UNITS.get(match["unit"]) if match else None
    if match is None or unit is None or match["unit"] == text:
        return None
    count = _count(match["count"] or match["word"] or "1")
    return count * unit if count else None


def _times(text: str) -> float | None:
    """Read ``twice a year``, ``3 times a month``."""
    match = _TIMES.fullmatch(text)
    unit = _UNITS.get(match["unit"]) if match else None
    count = _count(match["count"]) if match else None
    return unit / count if unit and count else None


def _iso(text: str) -> float | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    return sum(
        int(count or 0) * _UNITS[unit] for unit, count in match.groupdict().items()
    )


def _count(word: str) -> int | None:
    return int(word) if word.isdecimal() else _COUNTS.get(word)


def _plain_letters(text: str) -> str:
    """Fold case and accents away: ``Vierteljährlich`` -> ``vierteljahrlich``."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def parse_tier(text: str) -> int | None:
    """Give a tier's days: ``inner`` to ``dormant``, ``A`` to ``D``, ``#blist``."""
    word = re.sub(r"[\s_-]*list$", "", text.strip().lstrip("#").casefold())
    return _TIERS.get(word)
