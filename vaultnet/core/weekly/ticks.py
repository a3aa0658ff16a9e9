"""What a weekly note says of one person: ticks, words and items of the inbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.core.dates.week import Week
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.listing import SENT, Line
from vaultnet.core.people.network import Contact
from vaultnet.core.people.week_entry import Said
from vaultnet.core.weekly.inbox import Item
from vaultnet.core.weekly.steering import steered_to

_STEERS = 7  # days after its week's Sunday for which a word on a line steers


@dataclass(frozen=True, slots=True)
class About:
    """All that one weekly note says of one contact.

    ``link`` leads to the note, its label is the week; ``inbox`` holds, with each
    item, the target of the link by which it names the contact.
    """

    contact: Contact
    week: Week
    link: str
    lines: Sequence[Line] = ()
    inbox: Sequence[tuple[str, Item]] = ()

    def entries(self, today: date, is_ours: Callable[[], bool]) -> Iterator[Said]:
        """Give the entry of the week, then those to which the user gave a day.

        A tick alone says nothing new of somebody who was in touch in that week, or
        on the day that stands behind it; nor does one that vaultnet has set itself
        (``is_ours``), whose reason may have gone since.
        """
        words = self._words
        is_told = self._ticked and not self._is_known(today)
        if is_told and not any(words) and self._entry is None:
            is_told = not is_ours()
        if any(words) or is_told:
            day = self._day(today) or min(today, self.week.sunday)
            yield Said(self.week, self.link, day, self._kind, words)
        for target, item in self.inbox:
            words = _words_of(target, item)
            if item.on is not None and item.on <= today and any(words):
                yield Said(self.week, "", item.on, item.kind, words)

    def cadence(self, today: date) -> str | None:
        """Give the rhythm that one word sets, in the note's week and the next."""
        if (today - self.week.sunday).days > _STEERS:
            return None
        words = (steered_to(each) for each in self.lines)
        return next(filter(None, words), None)

    @property
    def is_unticked(self) -> bool:
        """Whether no box is ticked any more though the log has the week's entry."""
        return bool(self.lines) and not self._ticked and self._is_from_ticks

    @property
    def _is_from_ticks(self) -> bool:
        return self._entry is not None and not self._undated

    @property
    def _entry(self) -> Interaction | None:
        key = str(self.week)
        return next((e for e in self.contact.history if e.week_key == key), None)

    @property
    def _ticked(self) -> list[Line]:
        return [each for each in self.lines if each.is_done or each.mark == SENT]

    @property
    def _undated(self) -> list[tuple[str, Item]]:
        return [(target, item) for target, item in self.inbox if item.on is None]

    @property
    def _kind(self) -> Kind | None:
        # A box without words may be set by vaultnet because of the inbox: its line
        # then says nothing of how it was.
        ticked = [each for each in self._ticked if each.has_words or not self._undated]
        if any(each.is_done for each in ticked):
            return next((each.kind for each in ticked if each.is_done), None)
        if ticked:
            return Kind.SENT
        return next((item.kind for _, item in self._undated if item.kind), None)

    @property
    def _words(self) -> tuple[str, ...]:
        """The words of all ticked lines and undated items, a piece each."""
        ticked = [() if steered_to(each) else each.words for each in self._ticked]
        items = [_words_of(target, item) for target, item in self._undated]
        first, *rest = [word for words in (*ticked, *items) for word in words] or [""]
        return (first, *filter(None, rest))

    def _day(self, today: date) -> date | None:
        """The first day that a plugin wrote behind a tick, if it has come."""
        days = (each.done_on for each in self._ticked)
        return min((day for day in days if day and day <= today), default=None)

    def _is_known(self, today: date) -> bool:
        """Whether the history tells already what a tick without words would."""
        if self._entry is not None:
            return False  # the entry may still have to become an answer
        day = self._day(today)
        history = self.contact.history
        told = [each for each in history if each.source is not Source.FIELD]
        if any(each.is_done for each in self._ticked):  # an answer is news
            told = [each for each in told if each.kind is not Kind.SENT]
        past = [each.on for each in told if each.on <= today]
        return any(on == day if day else on in self.week for on in past)


def _words_of(target: str, item: Item) -> tuple[str, ...]:
    return (item.words_for(target), *item.below)
