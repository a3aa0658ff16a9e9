"""Five years of weeks: what the rules of the plan add up to.

Waiting is measured in stretched intervals: days since the last contact at the
week's end / (stretch * interval). 3 is where somebody counts as long unseen, so
below it nobody has fallen out of the living ties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import pytest

from vaultnet.core.config import Config
from vaultnet.core.dates.week import Week
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.planning.plan import Plan, Reason, make_plan
from vaultnet.core.values import NotePath

START = date(2022, 1, 3)
YEARS = 5 * 52
BURN_IN = 2 * 52
KINDS = (None, Kind.EMAIL, Kind.CALL, Kind.TEXT, Kind.MEET, Kind.SENT)


@dataclass
class Life:
    """A user who writes to whoever is listed, but for those they leave out.

    ``leaves_out`` is the share of check-ins that a user passes over by chance;
    those in ``never`` are passed over every time.
    """

    leaves_out: float
    chance: Random = field(default_factory=lambda: Random(2022))
    people: dict[str, Contact] = field(default_factory=dict)
    never: set[str] = field(default_factory=set)

    def knows(self, count: int, *, days: int) -> None:
        """Add people, each last contacted up to so many days before the start."""
        for name in map(str, range(count)):
            ages = sorted(self.chance.sample(range(1, days), 3), reverse=True)
            self.people[name] = Contact(
                Profile(NotePath(f"People/{name}.md"), name),
                tuple(self._talk(START - timedelta(days=age)) for age in ages),
            )

    def meets(self, count: int, week: Week) -> list[str]:
        """Meet people on any days of a week; give their names."""
        names = [f"Met {week} {number}" for number in range(count)]
        for name in names:
            met = week.monday + timedelta(days=self.chance.randrange(7))
            path = NotePath(f"People/{name}.md")
            self.people[name] = Contact(Profile(path, name, met=met))
        return names

    def weeks(self, count: int) -> Iterator[Plan]:
        """Live so many weeks, each by its plan."""
        for number in range(count):
            week = Week(START + timedelta(weeks=number))
            plan = make_plan(self.people.values(), Config(), week)
            yield plan
            for check_in in plan.check_ins:
                self._answer(check_in.contact, week)

    def _answer(self, contact: Contact, week: Week) -> None:
        history, name = contact.history, contact.profile.name
        if name not in self.never and self.chance.random() >= self.leaves_out:
            day = week.monday + timedelta(days=self.chance.randrange(7))
            history = (*history, self._talk(day))
        self.people[name] = replace(
            contact, history=history, listed=(*contact.listed, week)
        )

    def _talk(self, day: date) -> Interaction:
        kind = self.chance.choice(KINDS)
        return Interaction(day, kind, "words", NotePath("x.md"), 1)


def longest_wait(life: Life) -> float:
    """Live five years; give the longest wait after two of them."""
    longest = 0.0
    for number, plan in enumerate(life.weeks(YEARS)):
        if number >= BURN_IN:
            waits = (
                check_in.overdue / plan.stretch
                for check_in in plan.check_ins + plan.beyond
                if check_in.contact.profile.name not in life.never
            )
            longest = max(longest, *waits, 0.0)
    return longest


@pytest.mark.parametrize("count", [50, 150, 500])
def test_nobody_waits_longer_than_the_stretch_allows(count: int) -> None:
    life = Life(leaves_out=0.25)
    life.knows(count, days=200)
    assert longest_wait(life) < 3
    assert all(contact.history[-1].on.year >= 2024 for contact in life.people.values())


def test_everybody_waits_alike_where_every_check_in_is_taken() -> None:
    life = Life(leaves_out=0)
    life.knows(150, days=200)
    assert longest_wait(life) < 1.25


def test_people_who_are_never_written_to_do_not_hold_up_the_others() -> None:
    life = Life(leaves_out=0.25)
    life.knows(150, days=200)
    life.never = {str(number) for number in range(30)}
    assert longest_wait(life) < 3


def test_newly_met_people_are_offered_within_two_weeks_of_the_meeting() -> None:
    life = Life(leaves_out=0.25)
    life.knows(150, days=200)
    met: list[list[str]] = []
    for plan in life.weeks(2 * 52):
        offered = {each.contact.profile.name for each in plan.check_ins}
        assert not met or offered.issuperset(met[-1])
        met.append(life.meets(life.chance.randint(0, 3), plan.week))


def test_the_long_unseen_take_one_place_and_all_get_their_turn() -> None:
    life = Life(leaves_out=0)
    life.knows(150, days=200)
    stretch = make_plan(life.people.values(), Config(), Week(START)).stretch
    assert stretch > 2
    old = {f"Old {number}" for number in range(60)}
    for name in old:
        talk = Interaction(date(2012, 5, 5), None, "words", NotePath("x.md"), 1)
        life.people[name] = Contact(Profile(NotePath(f"{name}.md"), name), (talk,))
    turns: Counter[str] = Counter()
    for plan in life.weeks(len(old)):
        unseen = [
            each.contact.profile.name
            for each in plan.check_ins
            if each.reason is Reason.LONG_UNSEEN
        ]
        assert len(unseen) == 1
        assert len(plan.check_ins) == plan.capacity
        turns.update(unseen)
    assert turns == Counter(old)


def test_the_same_life_is_lived_twice_alike() -> None:
    def lived() -> list[list[str]]:
        life = Life(leaves_out=0.25)
        life.knows(50, days=200)
        return [
            [each.contact.profile.name for each in plan.check_ins]
            for plan in life.weeks(52)
        ]

    assert lived() == lived()
