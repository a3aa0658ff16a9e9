"""What events say: short on a phone's lock screen, and below it all one needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vaultnet.core.dates.occasions import Occasion, Yearly
from vaultnet.core.dates.when import say_date
from vaultnet.core.kinds import Kind
from vaultnet.core.prompts.prompt import Prompt

_VERBS = {
    Kind.CALL: "Call",
    Kind.VIDEO: "Call",
    Kind.MEET: "Meet",
    Kind.GIFT: "Send something to",
}
_FIRST = {Yearly.BIRTHDAY: "Born on", Yearly.ANNIVERSARY: "Since"}


def check_in_title(prompt: Prompt) -> str:
    """Say whom to reach, and how, and nothing that should not show on a screen."""
    return f"{_VERBS.get(prompt.kind, 'Write to')} {prompt.name}"


def check_in_text(prompt: Prompt, ways: Sequence[str], link: str) -> str:
    """Give what to say: the detail, the smallest gesture, a draft; where, the note.

    ``ways`` are links that reach them, a line each.
    """
    gesture = f"{prompt.gesture}{':' if prompt.draft else '.'}"
    about = (prompt.lead, prompt.unknown, prompt.give, gesture)
    parts = ("\n".join(filter(None, about)), prompt.draft, "\n".join(ways), link)
    return "\n\n".join(filter(None, parts))


def occasion_title(name: str, occasion: Occasion) -> str:
    """Say whose day it is. Never an age: the title stands in each of its years."""
    return f"{name}’s {occasion.name}"


def occasion_text(occasion: Occasion, wish: str | None, link: str, today: date) -> str:
    """Say what is true in every year: the first day, where it is known."""
    enough = "A word on the day is enough"
    parts = [f"{enough}:\n\n{wish}" if wish else f"{enough}.", link]
    said = _FIRST.get(occasion.name)
    if said and occasion.year and occasion.year <= today.year:
        on = date(occasion.year, occasion.month, occasion.day)
        parts.insert(0, f"{said} {say_date(on, today=date.max)}.")
    return "\n\n".join(parts)


def week_title() -> str:
    """Say what the event of the week is."""
    return "Your week: who to write to"


def week_text(link: str) -> str:
    """Say where the list of the week is."""
    return f"The list of the week, and what to say:\n\n{link}"
