"""How often to be in touch, and what that follows from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum, pow
from typing import NamedTuple

from vaultnet.core.config import Rhythm
from vaultnet.core.dates.week import week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.network import Contact
from vaultnet.core.values import say_count

_HALF_WAY = 4  # the strength at which half of the way to `closest` is gone
_UNANSWERED = 3  # so many times reached out in vain, and the formula is suspended


class Term(NamedTuple):
    """What one interaction adds to the strength of a tie.

    A tuple, because a plan makes one of every interaction. ``age_days`` counts back
    from the last contact, never from today, so a due date stands still until
    something happens; ``value`` is what the weight has faded to at that age.
    """

    on: date
    kind: Kind | None
    weight: float
    age_days: int
    value: float


@dataclass(frozen=True, slots=True)
class Standing:
    """How a contact stands on a given day, and the sum behind it.

    ``last_contact`` is None where no date is known. ``is_card`` means met and
    nothing since; ``unanswered`` that the last three entries are all ``sent``.
    ``due_on`` is None for cards, for unknown dates and for those who rest.
    ``terms`` are oldest first.
    """

    last_contact: date | None
    strength: float
    interval_days: int
    due_on: date | None
    pinned: bool
    unanswered: bool
    is_card: bool
    rests: bool
    terms: tuple[Term, ...]


def stand(contact: Contact, rhythm: Rhythm, *, before: date) -> Standing:
    """Give how a contact stands, from what happened before a day.

    A ``sent`` is a contact like any other here: it moves the due date, or
    somebody written to yesterday would be asked about again tomorrow. It hardly
    adds strength. A pinned rhythm is what the user said, so it stands above the
    formula and above its suspension.
    """
    profile = contact.profile
    past = happened(contact.history, before=before)
    terms = _terms(past, rhythm)
    strength = fsum(term.value for term in terms)
    unanswered = is_unanswered(past)
    weeks = rhythm.longest if unanswered else interval_weeks(strength, rhythm)
    days = profile.every_days or weeks * 7
    last = past[-1].on if past else None
    card = is_card(contact, before=before)
    has_rhythm = not (card or profile.rests)
    return Standing(
        last_contact=last,
        strength=strength,
        interval_days=days,
        due_on=later(last, days) if last and has_rhythm else None,
        pinned=profile.every_days is not None,
        unanswered=unanswered,
        is_card=card,
        rests=profile.rests,
        terms=terms,
    )


def interval_weeks(strength: float, rhythm: Rhythm) -> int:
    """Give the whole weeks between two contacts: ``longest`` down to ``closest``."""
    # S / (S + 4), in the form that never falls as S grows, not even by rounding.
    share = 1 - _HALF_WAY / (strength + _HALF_WAY)
    return round(rhythm.longest * pow(rhythm.closest / rhythm.longest, share))


def happened(
    history: tuple[Interaction, ...], *, before: date
) -> tuple[Interaction, ...]:
    """Give the part of a history that lies before a day."""
    if not history or history[-1].on < before:
        return history
    return tuple(each for each in history if each.on < before)


def is_card(contact: Contact, *, before: date) -> bool:
    """Tell whether this is somebody met before a day and not contacted since.

    What happened up to the day of meeting is the meeting itself. A meeting that
    lies ahead says nothing yet.
    """
    met = contact.profile.met
    if met is None or met >= before:
        return False
    past = happened(contact.history, before=before)
    return not past or past[-1].on <= met


def wished_on(contact: Contact, standing: Standing) -> date | None:
    """Give the day that the user named for the next contact, None once it is spent.

    A contact in the week of that day spends it, also one some days before it: weeks
    are what people come up in, and who was written to need not come up in the next.
    """
    wished, last = contact.profile.next_contact, standing.last_contact
    if wished is None or (last is not None and last >= week_of(wished).monday):
        return None
    return wished


def later(day: date, days: int) -> date:
    """Give the day so many days on, the last day there is where none follows."""
    left = (date.max - day).days
    return day + timedelta(days=min(days, left))


def _terms(past: Sequence[Interaction], rhythm: Rhythm) -> tuple[Term, ...]:
    if not past:
        return ()
    last = past[-1].on.toordinal()
    terms = []
    for each in past:
        weight = rhythm.weights.of(each.kind)
        if not has_words(each):
            weight /= 2
        age = last - each.on.toordinal()
        value = weight * 2.0 ** (-age / rhythm.half_life)
        terms.append(Term(each.on, each.kind, weight, age, value))
    return tuple(terms)


def has_words(interaction: Interaction) -> bool:
    """Tell whether anything was said about it; a bare date was not."""
    return bool(interaction.text.strip() or interaction.thread)


def is_unanswered(past: Sequence[Interaction]) -> bool:
    """Tell whether a history ends with three messages that had no answer."""
    tail = past[-_UNANSWERED:]
    return len(tail) == _UNANSWERED and all(each.kind is Kind.SENT for each in tail)


def explain(standing: Standing) -> tuple[str, ...]:
    """Say in sentences what the due date follows from."""
    return (*_said_of_history(standing), *_said_of_interval(standing))


def _said_of_history(standing: Standing) -> tuple[str, ...]:
    if standing.last_contact is None:
        return ("No date is known yet.",)
    lines = tuple(_said_of_term(term) for term in standing.terms)
    return (
        f"The last contact was on {standing.last_contact}.",
        *lines,
        f"Together that is a strength of {standing.strength:.2f}.",
    )


def _said_of_term(term: Term) -> str:
    kind = term.kind.value if term.kind else "contact"
    line = f"{term.on} {kind}: weighs {term.weight:g}"
    if term.age_days == 0:
        return f"{line}."
    return f"{line}, {say_count(term.age_days, 'day')} earlier, so {term.value:.2f}."


def _said_of_interval(standing: Standing) -> tuple[str, ...]:
    interval = _span(standing.interval_days)
    if standing.rests:
        return ("This contact rests: no check-ins.",)
    if standing.is_card:
        return ("You met and have not been in touch since: a card, without a rhythm.",)
    if standing.due_on is None:
        return ("The rhythm begins with the first date.",)
    if standing.pinned:
        why = f"You chose a rhythm of {interval}."
        if standing.unanswered:
            why += " You reached out three times, no answer yet; your rhythm stands."
    elif standing.unanswered:
        why = f"You reached out three times, no answer yet: it rests for {interval}."
    else:
        why = f"That gives a rhythm of {interval}."
    return (why, f"The next check-in is due on {standing.due_on}.")


def _span(days: int) -> str:
    weeks, rest = divmod(days, 7)
    return say_count(days, "day") if rest else say_count(weeks, "week")
