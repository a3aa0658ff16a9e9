"""What an import asks on a terminal, one key each: who is whom, which value holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING

import click

from vaultnet.core.notes.neutral import shown
from vaultnet.errors import RefusedToWrite

if TYPE_CHECKING:
    from vaultnet.core.exchange.differing import Differs
    from vaultnet.core.people.network import Contact
    from vaultnet.pipeline.importing import Answer, Doubt, Imported
    from vaultnet.pipeline.snapshot import Snapshot

_STOP = "q"
_ESCAPE = "\x1b"  # begins what an arrow key sends
_FEW = 4  # addresses that tell one person from another
_BEFORE = 30  # characters that are shown before two long texts part


class Review:
    """The questions of one import; once the user stops, all that is left waits."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._has_stopped = False

    def settle(self, doubt: Doubt) -> Answer:
        """Ask whether two are one person."""
        from vaultnet.pipeline.importing import Answer

        if self._has_stopped:
            return Answer.LATER
        click.echo(_said_of(doubt, self._today))
        keys = {"s": Answer.SAME, "n": Answer.APART, "l": Answer.LATER}
        key = self._ask("[s]ame person, [n]ew note, [l]ater, [q]uit asking", "snl")
        return keys.get(key, Answer.LATER)

    def settle_values(self, snapshot: Snapshot, done: Imported) -> bool:
        """Ask of each value that differs; False where one could not be written.

        Raises Abort for Ctrl-C and an end of input, once it is said what that means.
        """
        asked = [(row.path, d) for row in done.rows for d in row.differs if d.is_open]
        could = True
        for number, (path, each) in enumerate(asked):
            if self._has_stopped:
                return could
            click.echo(_said_differing(path, each))
            try:
                key = self._ask("[k]eep yours, [t]ake the other, [q]uit asking", "kt")
            except (click.Abort, KeyboardInterrupt):
                left = len(asked) - number
                click.echo(
                    f"\nstopped; what you answered is written, {left} stay as they are"
                )
                raise
            could &= key != "t" or _take(snapshot, path, each)
        return could

    def _ask(self, question: str, keys: str) -> str:
        key = _pressed(question, keys + _STOP)
        self._has_stopped = key == _STOP
        return key


def readable(here: str, there: str, most: int = 2_000) -> tuple[list[str], list[str]]:
    """Give the lines of two texts, without what a terminal would act on.

    Of long ones what both begin with is left out, and what is beyond ``most``
    characters, so that one sees where they part.
    """
    pairs = enumerate(zip(here, there, strict=False))
    shorter = min(len(here), len(there))
    parting = next((at for at, (one, other) in pairs if one != other), shorter)
    is_long = max(len(here), len(there)) > most
    start = max(parting - _BEFORE, 0) if is_long else 0
    return _cut(here, start, most), _cut(there, start, most)


def _cut(text: str, start: int, most: int) -> list[str]:
    stop = start + most
    head, tail = "…" if start else "", "…" if len(text) > stop else ""
    lines = (shown(line) for line in f"{head}{text[start:stop]}{tail}".splitlines())
    return [line for line in lines if line] or [""]


def _take(snapshot: Snapshot, path: str, each: Differs) -> bool:
    from vaultnet.core.values import NotePath
    from vaultnet.pipeline.importing import take_value

    try:
        take_value(snapshot, NotePath(path), each)
    except RefusedToWrite as refused:
        click.echo(f"  {refused}", err=True)
        return False
    return True


def _pressed(question: str, keys: str) -> str:
    """Ask until one of the keys is pressed; Ctrl-C and Ctrl-D raise Abort."""
    click.echo(f"  {question}: ", nl=False)
    while True:
        try:
            pressed = click.getchar().lower()
        except EOFError:
            raise click.Abort from None
        if pressed[:1] != _ESCAPE and pressed and pressed in keys:
            click.echo(pressed)
            return pressed


def _said_of(doubt: Doubt, today: date) -> str:
    from vaultnet.core.exchange.person import Person

    person, other = doubt.entry.person, doubt.other
    about = _in_brackets(_told(person.fields.values()))
    if isinstance(other, Person):
        whom, told = (
            f"{shown(other.name)}, in the same import",
            _told(other.fields.values()),
        )
    else:
        whom, told = doubt.path, _known_of(other, today)
    return f"{shown(person.name)}{about}\n  {doubt.why} {whom}{_in_brackets(told)}"


def _known_of(contact: Contact, today: date) -> list[str]:
    from vaultnet.core.planning.rhythm import happened

    profile = contact.profile
    facts = [*_told(profile.addresses.values())]
    facts += filter(None, (profile.company, profile.location))
    past = happened(contact.history, before=today + timedelta(days=1))
    facts.append(f"last contact {past[-1].on}" if past else "no contact yet")
    return facts


def _told(fields: Iterable[Sequence[str]]) -> list[str]:
    return [shown(text) for text in islice(chain.from_iterable(fields), _FEW)]


def _in_brackets(facts: Sequence[str]) -> str:
    return f" ({', '.join(facts)})" if facts else ""


def _said_differing(path: str, each: Differs) -> str:
    both = readable(each.here, each.there)
    here, there = ("\n         ".join(lines) for lines in both)
    return f"{path}: {each.field}\n  here:  {here}\n  there: {there}"
