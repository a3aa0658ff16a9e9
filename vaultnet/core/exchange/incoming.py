"""A person from outside, taken into a note: what is new is added, nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vaultnet.core.dates.occasions import parse_occasion
from vaultnet.core.exchange.aside import Aside
from vaultnet.core.exchange.card_lines import says_nothing
from vaultnet.core.exchange.differing import Differs, differing_lines
from vaultnet.core.exchange.entry import (
    compared,
    is_plain_uid,
    kept_lines,
    key_of,
    plain_fields,
)
from vaultnet.core.exchange.escapes import escape
from vaultnet.core.exchange.new_lines import new_lines
from vaultnet.core.exchange.noted import lines_of, sources_of, values_of
from vaultnet.core.exchange.person import Person
from vaultnet.core.exchange.quotes import NOTES, add_quote
from vaultnet.core.notes.edit import CannotEdit, set_field
from vaultnet.core.notes.edit_lists import add_values
from vaultnet.core.notes.note import Field, Note, Value
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.values import fold, stem

ONE_VALUE = frozenset(
    "company role location birthday anniversary met met_at connected_on".split()
)
"""Fields that hold one value: another one is no addition, it differs."""

_LISTS = frozenset({"aliases", "tags", "vcard"})


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A note with what was new: its text, and what was added, differs or was left."""

    text: str
    added: tuple[str, ...] = ()
    differs: tuple[Differs, ...] = ()
    left: tuple[str, ...] = ()

    def then(self, next_one: TakenIn) -> TakenIn:
        """Give both, one after the other."""
        return TakenIn(
            next_one.text,
            (*self.added, *next_one.added),
            (*self.differs, *next_one.differs),
            (*self.left, *next_one.left),
        )


class _Taking:
    """One note while somebody is taken into it, a field at a time."""

    def __init__(self, note: Note, dialect: Dialect, region: str) -> None:
        self.note = note
        self.added: list[str] = []
        self.differs: list[Differs] = []
        self.left: list[str] = []
        self._dialect = dialect
        self._region = region
        self._groups = dialect.sort(note.fields)

    def sources(self, name: str) -> list[str]:
        """Give what the note says in a field, in all its spellings."""
        return [*sources_of(self._groups.get(name, ()))]

    def lines(self) -> list[str]:
        """Give the lines of cards that the note keeps."""
        return [*lines_of(self._groups.get("vcard", ()))]

    def take(self, name: str, values: Sequence[str]) -> None:
        """Add what is new; what cannot be added is said."""
        try:
            if name in ONE_VALUE:
                self._take_one(name, values)
            else:
                self._take_several(name, values)
        except CannotEdit as refused:
            self.left.append(str(refused))

    def _take_one(self, name: str, values: Sequence[str]) -> None:
        """Set a field that is not there; what is there stays, and others differ."""
        here = self.sources(name)
        if not here:
            text = self._with_values(name, tuple(values))
            self._write(text, name, ", ".join(values))
            return
        for value in values:
            if not any(_is_same(name, each, value) for each in self._known(name)):
                self.differs.append(Differs(self._key(name), here[0], value))

    def _take_several(self, name: str, values: Sequence[str]) -> None:
        known = {self._compared(name, each) for each in self._known(name)}
        if name == "aliases":
            known.add(self._compared(name, stem(self.note.path)))
        new = {key: v for v in values if (key := self._compared(name, v)) not in known}
        if new:
            added = tuple(new.values())
            text = self._with_values(name, added)
            self._write(text, name, ", ".join(added))

    def _known(self, name: str) -> tuple[str, ...]:
        """Give the values of a field as they are written, and as a reader has them."""
        return (*self.sources(name), *values_of(name, self._groups.get(name, ())))

    def _with_values(self, name: str, values: tuple[str, ...]) -> str:
        """Give the text with values added; a first one alone needs no list."""
        if len(values) == 1 and name not in _LISTS and not self.sources(name):
            return set_field(self.note, self._key(name), values[0])
        field = next(iter(self._groups.get(name, ())), None)
        if name == "tags" and field and _holds_several(field.value):
            # As an item of a list they would be one.
            together = ", ".join((str(field.value), *values))
            return set_field(self.note, field.key, together)
        return add_values(self.note, self._key(name), values)

    def write_body(self, text: str, said: str) -> None:
        """Take a text with another body, if it is another."""
        if text != self.note.text:
            self._write(text, NOTES, said)

    def _write(self, text: str, name: str, said: str) -> None:
        self.note = parse_note(self.note.path, note_bytes(self.note, text))
        self._groups = self._dialect.sort(self.note.fields)
        self.added.append(f"{name}: {said}")

    def _key(self, name: str) -> str:
        """Give the note's own spelling of a field, ours where it has none."""
        fields: Sequence[Field] = self._groups.get(name, ())
        return fields[0].key if fields else self._dialect.own(name)

    def _compared(self, name: str, text: str) -> str:
        return compared(name, text, self._region)


def take_in(
    note: Note,
    dialect: Dialect,
    person: Person,
    region: str,
    *,
    photo: str = "",
    beside: Sequence[str] = (),
    aside: Aside | None = None,
) -> TakenIn:
    """Give a note with all that is new about somebody.

    Values are added in the note's own spelling of a field and never replaced; of a
    field that holds one value another one is among what ``differs``. A ``uid`` is
    set where the note has none, else the card's stays among the ``vcard`` lines.
    Free text is quoted under a heading of its own, once. ``photo`` is set where
    there is none. ``beside`` are card lines that the note has in a file already,
    ``aside`` those that go into it now.
    """
    taking = _Taking(note, dialect, region)
    kept = list(kept_lines(person))
    if person.uid and person.uid not in taking.sources("uid"):
        if taking.sources("uid") or not is_plain_uid(person.uid):
            kept.append(f"UID:{escape(person.uid)}")
        else:
            taking.take("uid", [person.uid])
    for name, values in plain_fields(person).items():
        taking.take(name, values)
    if photo and not taking.sources("photo"):
        taking.take("photo", [photo])
    aside = aside or Aside()
    new, differing = new_lines([*taking.lines(), *beside, *aside.lines], kept)
    taking.differs += [differing_lines(*each) for each in differing]
    _take_lines(taking, new, aside.link)
    came = (*new, *(line for line in aside.lines if line in kept))
    if person.note.strip() and any(key_of(line) == "NOTE" for line in came):
        taking.write_body(add_quote(taking.note, person.note), "a quote")
    return TakenIn(
        taking.note.text,
        tuple(taking.added),
        tuple(taking.differs),
        tuple(taking.left),
    )


def without_parts(note: Note, dialect: Dialect, person: Person) -> Note:
    """Give a new note that says so where somebody's card has no name in parts."""
    taking = _Taking(note, dialect, "")
    empty = [line for line in person.kept if says_nothing(line)][:1]
    if empty:
        taking.take("vcard", empty)
    return taking.note


def _holds_several(tags: Value) -> bool:
    return isinstance(tags, str) and len(re.split(r"[,\s]+", tags.strip(", "))) > 1


def _is_same(name: str, here: str, there: str) -> bool:
    if fold(here.strip()) == fold(there):
        return True
    if name not in ("birthday", "anniversary"):
        return False
    one, other = parse_occasion(here), parse_occasion(there)
    if one is None or other is None or (one.month, one.day) != (other.month, other.day):
        return False
    return other.year is None or one.year == other.year


def _take_lines(taking: _Taking, new: Sequence[str], link: str) -> None:
    """Add lines, and a link to those that stand in a file of their own."""
    links = [link] if link and link not in taking.lines() else []
    if new or links:
        taking.take("vcard", [*new, *links])
