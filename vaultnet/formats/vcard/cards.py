"""Where cards begin and end in a file, also one in the other or without an end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from vaultnet.core.exchange.person import Skipped
from vaultnet.formats.vcard.unfolding import Logical

_EDGE = re.compile(
    r"\s*(?:[\w-]{1,60}\.)?(BEGIN|END)\s?:\s*([\w-]{1,60})\s*", re.IGNORECASE
)
_AGENT = re.compile(
    r"((?:[\w-]{1,60}\.)?AGENT(?:;[^:]{0,200})?:)\s*(BEGIN:VCARD)?\s*", re.IGNORECASE
)
_CUT_OFF = (
    "the file ends in the middle of a card; what is there was taken, but the file may "
    "have been cut off: export it again to be sure"
)


@dataclass(frozen=True, slots=True)
class Card:
    """The lines between one ``BEGIN:VCARD`` and its end, and where these two stand."""

    begin: int
    end: int
    lines: tuple[Logical, ...]


@dataclass(slots=True)
class _Open:
    """Something that has begun: a card, a card that is an AGENT's, something else."""

    sort: str
    begin: int
    agent: str = ""
    lines: list[Logical] = field(default_factory=list)


class _Sorter:
    """Sorts lines into cards; as many may be open as the file likes."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.skipped: list[Skipped] = []
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._outside: list[int] = []
        self._ended = 0

    def take(self, line: Logical) -> None:
        """Take the next line."""
        edge = _EDGE.fullmatch(line.text)
        agent = _AGENT.fullmatch(line.text)
        if edge and edge[1].upper() == "BEGIN":
            self._begin(edge[2].upper(), line.number, self._agent_before())
        elif edge:
            self._end(edge[2].upper(), line.number)
        elif agent and agent[2] and self._is_in_card():
            self._begin("VCARD", line.number, agent[1])
        elif self._open:
            self._open[-1].lines.append(line)
        else:
            self._outside.append(line.number)

    def close(self, last: int) -> None:
        """End what is still open where the file ends."""
        is_in_card = any(each.sort == "VCARD" for each in self._open)
        if is_in_card and self._ended != last:
            self.skipped.append(Skipped(last, _CUT_OFF))
        while self._open:
            self._finish(last)
        self._tell_outside()

    def _is_in_card(self) -> bool:
        return (
            bool(self._open)
            and self._open[-1].sort == "VCARD"
            and (not self._open[-1].agent)
        )

    def _agent_before(self) -> str:
        """Take an ``AGENT:`` whose card follows in the next lines."""
        lines = self._open[-1].lines if self._is_in_card() else []
        found = _AGENT.fullmatch(lines[-1].text) if lines else None
        if found is None:
            return ""
        lines.pop()
        return found[1]

    def _begin(self, sort: str, number: int, agent: str) -> None:
        self._tell_outside()
        self._open.append(_Open(sort, number, agent if sort == "VCARD" else ""))
        self._names[sort] += 1

    def _end(self, sort: str, number: int) -> None:
        if not self._names[sort]:
            why = f"ends a {sort} that has not begun; left out"
            self.skipped.append(Skipped(number, why))
            return
        self._ended = number
        while self._open[-1].sort != sort:
            self._finish(number)
        self._finish(number)

    def _finish(self, end: int) -> None:
        done = self._open.pop()
        self._names[done.sort] -= 1
        if done.agent:
            text = "\n".join(
                ("BEGIN:VCARD", *(each.text for each in done.lines), "END:VCARD", "")
            )
            self._open[-1].lines.append(Logical(done.begin, f"{done.agent}{text}"))
        elif done.sort == "VCARD":
            self.cards.append(Card(done.begin, end, tuple(done.lines)))
        else:
            where = say_lines(done.begin, end)
            why = f"{done.sort} is no card; left out{where}"
            self.skipped.append(Skipped(done.begin, why))

    def _tell_outside(self) -> None:
        if self._outside:
            first, last = self._outside[0], self._outside[-1]
            why = f"stands outside of any card; left out{say_lines(first, last)}"
            self.skipped.append(Skipped(first, why))
            self._outside = []


def find_cards(lines: Iterable[Logical]) -> tuple[list[Card], list[Skipped]]:
    """Give the cards of a file in the order in which they begin, and what is none.

    A card within a card is one of its own, except that of an ``AGENT``, which is the
    value of that line (RFC 2426, section 3.5.4). What is not ended ends with the
    file, or with what it stands in.
    """
    sorter = _Sorter()
    last = 1
    for line in lines:
        sorter.take(line)
        last = line.number
    sorter.close(last)
    return sorted(sorter.cards, key=lambda card: card.begin), sorter.skipped


def say_lines(first: int, last: int) -> str:
    """Say where several lines end: `` (lines 3 to 7)``, nothing for one line."""
    return "" if first == last else f" (lines {first} to {last})"
