"""What the rhythms ask for against what a week holds, and what could be widened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

_WEEK_DAYS = 7
_TWICE_A_YEAR = 26  # weeks between two check-ins
_A_LITTLE = 1.15  # below this factor a number says more than it knows
_WORTH_SAYING = 0.5  # check-ins a week that widening would save
_STEPS = (
    (7, "a week", "every two weeks"),
    (14, "two weeks", "monthly"),
    (31, "a month", "quarterly"),
    (92, "three months", "twice a year"),
)
_WIDER_DAYS = {
    "every two weeks": 14,
    "monthly": 30,
    "quarterly": 91,
    "twice a year": 183,
}


@dataclass(frozen=True, slots=True)
class Pinned:
    """The closest pinned rhythms that ask for half of what all pinned ones ask for.

    ``people`` of them have a rhythm of ``span`` or closer and ask for ``demand``
    check-ins a week; at the rhythm ``wider`` they would ask for ``widened``.
    """

    people: int
    span: str
    demand: float
    wider: str
    widened: float


def demand_of(interval_days: int) -> float:
    """Give the check-ins a week that a rhythm asks for: a list holds nobody twice."""
    return _WEEK_DAYS / max(_WEEK_DAYS, interval_days)


def pinned_most(intervals: Iterable[int]) -> Pinned | None:
    """Give what could be widened, from the pinned intervals in days.

    None where it would not be worth a word: less than half a check-in a week.
    """
    days = sorted(intervals)
    half = fsum(map(demand_of, days)) / 2
    for longest, span, wider in _STEPS:
        close = [each for each in days if each <= longest]
        demand = fsum(map(demand_of, close))
        if not close or demand < half:
            continue
        widened = len(close) * demand_of(_WIDER_DAYS[wider])
        found = Pinned(len(close), span, demand, wider, widened)
        return found if demand - widened >= _WORTH_SAYING else None
    return None


def say_capacity(
    demand: float, capacity: int, stretch: float, pinned: Pinned | None
) -> str:
    """Say in two sentences what the rhythms ask for, and what would change it."""
    asked = round(demand)
    wanted = f"{asked}" if asked > capacity else f"a little over {capacity}"
    carried = round(capacity * _TWICE_A_YEAR, -1)
    widen = "widen some rhythms"
    if pinned is not None:
        widen += f" ({_say_pinned(pinned)})"
    return (
        f"Your rhythms ask for {wanted} a week, you chose {capacity}, which"
        f" carries about {carried} people at twice a year: so everybody waits"
        f" {_say_stretch(stretch)}. To change that, {widen}, let some people rest,"
        " or raise per_week."
    )


def _say_stretch(stretch: float) -> str:
    if stretch < _A_LITTLE:
        return "a little longer"
    times = f"{stretch:.1f}".removesuffix(".0")
    return "about twice as long" if times == "2" else f"about {times} times as long"


def _say_pinned(pinned: Pinned) -> str:
    who = f"the {pinned.people} people" if pinned.people > 1 else "the one person"
    asks = "ask" if pinned.people > 1 else "asks"
    would = f"{pinned.wider} would make that {pinned.widened:.1f}"
    return (
        f"{who} whom you pinned to {pinned.span} or closer {asks} for"
        f" {pinned.demand:.1f} of these; {would}"
    )
