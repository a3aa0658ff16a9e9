"""Sentences that leave one marked gap: for what only the user can say.

The user's own words about somebody never stand in a gap: a draft that is sent in
haste must not show a note.
"""

from __future__ import annotations

from datetime import date

from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.prompts.quoting import is_markup, safe
from vaultnet.core.prompts.saying import Lines, Turn, in_month, since

_STAYED = "[What you remember from it.]"
SINCE = (
    "How have you been since?",
    "What has been happening with you since?",
    "How are things with you now?",
)
_QUESTION = "[your question?]"
_THING = "[what you noted for next time]"
_ASKING = frozenset("ask fragen preguntar demander chiedere vragen".split())
_LONGEST = 40  # characters of an interest in a gap


def then(talk: Interaction, today: date) -> str:
    """Name a talk: our call in August, the last time we met."""
    when = in_month(talk.on, today)
    if talk.kind is Kind.CALL:
        return f"our call {when}"
    if talk.kind is Kind.VIDEO:
        return f"our video call {when}"
    did = "met" if talk.kind is Kind.MEET else "were in touch"
    return f"the last time we {did}, {when}"


def talk_gap(talk: Interaction, turn: Turn, today: date) -> Lines:
    """Come back to a talk of which the user knows best what it was about.

    The gap is a sentence of its own: it may be filled or taken out.
    """
    ask, talked = turn.pick("since", SINCE), then(talk, today)
    openers = (
        f"I was thinking of {talked}.",
        f"{talked[0].upper()}{talked[1:]}{',' if ',' in talked else ''} came to mind.",
    )
    return turn.pick("gap", openers), _STAYED, ask


def diary_gap(talk: Interaction, turn: Turn, today: date) -> Lines:
    """For what only a diary tells: no claim beyond the month."""
    ask = f"How have you been {since(talk.on, today)}?"
    gap = "[What you remember from then.]"
    return turn.pick("gap", ((ask, gap), (ask, gap, "What is new with you?")))


def thread_gap(thread: str, turn: Turn) -> str:
    """Come to what was left for next time: a question, or something else."""
    first = thread.split(" ", 1)[0].strip(",:").lower()
    if thread.rstrip().endswith("?") or first in _ASKING:
        openers: Lines = (
            f"There is something I wanted to ask you: {_QUESTION}",
            f"I have been meaning to ask you: {_QUESTION}",
            "May I ask you something? [Your question?]",
        )
    else:
        openers = (
            f"There is something I wanted to come back to: {_THING}.",
            f"Something from last time is still on my mind: {_THING}.",
        )
    return turn.pick("gap", openers)


def tender(turn: Turn) -> Lines:
    """For what needs the user's own words: no cheer and no question about it."""
    return "[A line in your own words.]", turn.pick(
        "tender", ("How are you these days?", "How are you?")
    )


def interest_gap(interest: str, turn: Turn) -> str:
    """Share something about what they care for."""
    thing = safe(interest)
    named = len(thing) <= _LONGEST and not is_markup(interest) and "[" not in thing
    about = f" about {thing}" if named else ""
    return turn.pick(
        "gap",
        (
            f"I came across [something{about}] and thought of you.",
            f"You came to mind because of [something{about}].",
        ),
    )
