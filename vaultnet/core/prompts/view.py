"""A contact as they stand before a day: all that a prompt is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vaultnet.core.dates.week import Week
from vaultnet.core.dates.when import say_date
from vaultnet.core.people.favours import Favour
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.prompts.detail import after, past, talks
from vaultnet.core.prompts.greeting import greeting_name, name_words
from vaultnet.core.prompts.quoting import is_markup, plain
from vaultnet.core.prompts.saying import Turn


@dataclass(frozen=True, slots=True)
class View:
    """A contact as they stand before a day."""

    profile: Profile
    history: tuple[Interaction, ...]
    favours: tuple[Favour, ...]
    names: frozenset[str]
    turn: Turn
    today: date

    @property
    def first(self) -> str:
        """The name to greet with."""
        profile = self.profile
        return greeting_name(profile.name, profile.aliases, profile.company)

    @property
    def talks(self) -> tuple[Interaction, ...]:
        """What was a talk, and more than the meeting itself."""
        return after(self.met, talks(self.history))

    @property
    def meeting(self) -> tuple[Interaction, ...]:
        """What happened up to the day of meeting: how you met."""
        later = self.talks
        return tuple(each for each in talks(self.history) if each not in later)

    @property
    def newest(self) -> Interaction | None:
        """The last talk, the meeting included."""
        return next(reversed(talks(self.history)), None)

    @property
    def last(self) -> date | None:
        """The day of the last talk."""
        return self.newest.on if self.newest else None

    @property
    def met(self) -> date | None:
        """The day of meeting, where it has come."""
        on = self.profile.met
        return on if on and on < self.today else None

    @property
    def is_card(self) -> bool:
        """Whether you met and nothing has happened since."""
        return self.met is not None and not self.talks

    @property
    def is_gone(self) -> bool:
        """Whether the note says that the person has died."""
        return self.profile.gone

    @property
    def interest(self) -> str | None:
        """One of their interests, another one every week."""
        words = (plain(each).lstrip("#") for each in self.profile.interests)
        known = [each for each in words if each and not is_markup(each)]
        return self.turn.pick("which interest", known) if known else None

    def day(self, on: date) -> str:
        """Say a date: 2 August."""
        return say_date(on, today=self.today)


def make_view(contact: Contact, today: date, week: Week) -> View:
    """Give a contact as they stand before a day; the words turn with the week."""
    profile = contact.profile
    return View(
        profile=profile,
        history=past(contact, today),
        favours=tuple(
            each for each in contact.favours if each.on is None or each.on < today
        ),
        names=name_words(profile.name, *profile.aliases),
        turn=Turn(profile.uid or profile.path, week),
        today=today,
    )
