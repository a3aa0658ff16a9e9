"""What to say for a birthday or another occasion, before anything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from vaultnet.core.dates.occasions import Yearly
from vaultnet.core.kinds import Kind
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.occasions import Upcoming, say_occasion
from vaultnet.core.prompts.greeting import greeting_name
from vaultnet.core.prompts.matter import Matter
from vaultnet.core.prompts.phrases import is_tender
from vaultnet.core.prompts.saying import Lines
from vaultnet.core.prompts.view import View

_A_YEAR = timedelta(days=365)
_CALLS = (Kind.CALL, Kind.VIDEO)
_ON_THE_DAY: Lines = ("One line on the day is enough", "A word on the day is enough")
_GESTURES: Mapping[Kind, Lines] = {
    Kind.CALL: ("A short call on the day will do. To start from",),
    Kind.VIDEO: ("A short call on the day will do. To start from",),
    Kind.LETTER: ("A card posted some days before is enough",),
    Kind.MEET: ("A short walk is enough. One line to ask",),
    Kind.GIFT: ("A small thing is enough, with one line",),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """An occasion in words: for a line, as the first sentence, and for a subject.

    ``is_quiet`` stands for one beside grief, which leaves out your own news.
    """

    said: str
    sentence: str
    subject: str
    is_quiet: bool = False


def make_wish(view: View, matter: Matter, upcoming: Upcoming) -> Wish:
    """Give the words for an occasion; beside grief they are quiet ones."""
    name = upcoming.occasion.name
    if _is_grieving(view, matter):
        quiet = _quiet(name, belated=upcoming.belated)
        return Wish(say_occasion(upcoming), quiet, "Thinking of you", is_quiet=True)
    happy, best = (
        (f"Happy belated {name}", "Belated best wishes")
        if upcoming.belated
        else (f"Happy {name}", "All the best")
    )
    choices = (f"{happy}!", f"{best} for your {name}!", f"{happy} to you!")
    return Wish(say_occasion(upcoming), view.turn.pick("wish", choices), happy)


def with_wish(matter: Matter, wish: Wish) -> Matter:
    """Give the matter with the occasion in front of its title and its lead."""
    title = wish.said if matter.detail is None else f"{wish.said}; {matter.title}"
    return replace(matter, title=title, lead=_first(wish.said, matter.lead))


def tell_first(upcoming: Upcoming, lead: str) -> str:
    """Give a lead with the occasion in front of it, as something to know of."""
    return _first(say_occasion(upcoming), lead)


def wish_of_every_year(contact: Contact, name: Yearly) -> str | None:
    """Give a wish that holds in all years: ``Happy birthday, Ana!``.

    None where there was ever an illness or a death, which needs the user's own words,
    and for an anniversary, which may be that of a loss.
    """
    told = (text for each in contact.history for text in (each.text, each.thread or ""))
    if name is Yearly.ANNIVERSARY or any(map(is_tender, told)):
        return None
    profile = contact.profile
    first = greeting_name(profile.name, profile.aliases, profile.company)
    return f"Happy {name}, {first}!"


def gesture_of_wish(view: View, kind: Kind, upcoming: Upcoming) -> str:
    """Give the smallest thing that is enough for an occasion."""
    if not upcoming.belated:
        return view.turn.pick("gesture", _GESTURES.get(kind, _ON_THE_DAY))
    if kind in _CALLS:
        return "A short call is as welcome some days later. To start from"
    thing = "A card" if kind is Kind.LETTER else "One line"
    return f"{thing} is as welcome some days later"


def _first(said: str, lead: str) -> str:
    return f"{said[0].upper()}{said[1:]}. {lead}"


def _is_grieving(view: View, matter: Matter) -> bool:
    """Whether there was an illness or a death within a year, or it is the matter."""
    if matter.detail is not None and is_tender(matter.detail.text):
        return True
    return any(
        is_tender(text)
        for each in view.history
        if view.today - each.on <= _A_YEAR
        for text in (each.text, each.thread or "")
    )


def _quiet(name: Yearly, *, belated: bool) -> str:
    """A sentence without cheer; an anniversary may be that of a loss."""
    if name is Yearly.ANNIVERSARY:
        return "I am thinking of you these days."
    if belated:
        return f"I am thinking of you, a little after your {name}."
    return f"I am thinking of you on your {name}."
