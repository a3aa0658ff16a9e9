"""What waits to be given to somebody, and what they last did for you, in words."""

from __future__ import annotations

from datetime import date

from vaultnet.core.people.favours import Favour, FavourKind
from vaultnet.core.people.interactions import Source
from vaultnet.core.planning.giving import cost, waiting
from vaultnet.core.prompts.quoting import brief, quoted
from vaultnet.core.prompts.view import View

_LONGEST = 100  # characters of a favour
_ORDER = (FavourKind.ASKED, FavourKind.OFFER)
_HOUR = 60
_NUMBERS = ("no one two three four five six seven eight nine ten eleven twelve").split()
_ROUND = {15: "fifteen", 20: "twenty", 30: "thirty", 40: "forty", 45: "forty-five"}
_HELPED = (
    "helped me", "introduced me", "gave me", "lent me", "sent me", "recommended me",
    "drove me", "brought me", "showed me", "mended my", "fixed my", "wrote me a",
)  # fmt: skip


def favour_line(view: View) -> str | None:
    """Offer the favour that waits: what they asked first, then what costs least."""
    found = [
        each
        for each in waiting(view.favours)
        if each.kind in _ORDER and brief(each.text)
    ]
    if not found:
        return None
    favour = min(found, key=lambda each: (each.kind == FavourKind.OFFER, cost(each)))
    return f"You could give: {brief(favour.text, _LONGEST)} ({_known(view, favour)})"


def help_line(view: View) -> str | None:
    """Say what they last did for you, from the log and from what you received."""
    helped = [
        (each.on, each.text)
        for each in view.history
        if each.source is Source.LOG
        and any(words in each.text.casefold() for words in _HELPED)
    ]
    helped += [
        (each.on, each.text)
        for each in view.favours
        if each.kind is FavourKind.RECEIVED and each.on and each.text
    ]
    if not helped:
        return None
    on, text = max(helped, key=_day)
    return f"They last did something for you on {view.day(on)}: {quoted(text)}"


def say_minutes(minutes: int) -> str:
    """Say how long something takes: five minutes, an hour, two hours."""
    if minutes % _HOUR == 0:
        hours = minutes // _HOUR
        return "an hour" if hours == 1 else f"{_number(hours)} hours"
    return "one minute" if minutes == 1 else f"{_number(minutes)} minutes"


def _known(view: View, favour: Favour) -> str:
    """Say since when it waits, and how long it takes."""
    said = "asked" if favour.kind is FavourKind.ASKED else "your offer"
    if favour.on:
        said += f"{' of' if said == 'your offer' else ' on'} {view.day(favour.on)}"
    takes = f", {say_minutes(favour.minutes)}" if favour.minutes else ""
    return said + takes


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else _ROUND.get(count, str(count))


def _day(told: tuple[date, str]) -> date:
    return told[0]
