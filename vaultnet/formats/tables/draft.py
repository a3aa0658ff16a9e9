"""A person while a row is read: what fits a field, and words for all the rest."""

from __future__ import annotations

from dataclasses import dataclass, field

from vaultnet.core.exchange.person import Person, Skipped
from vaultnet.formats.tables.days import Order

_SHOWN = 60  # characters of a value that are shown in a report
_LONGEST = 1_000  # characters of a field; beyond that it is text, and for the note
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands under a title, never empty, and the order of its column's days."""

    title: str
    text: str
    order: Order = Order.UNSETTLED


@dataclass(slots=True)
class Draft:
    """What one row has told so far; nothing that it says is left out.

    ``lines`` are a card's, for what has a place there and no field.
    """

    line: int
    fields: dict[str, dict[str, None]] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    kept: dict[str, None] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    lines: dict[str, None] = field(default_factory=dict)
    cities: list[Cell] = field(default_factory=list)
    shown: list[Cell] = field(default_factory=list)
    photo: str | None = None
    uid: str | None = None

    def add(self, name: str, value: str) -> None:
        """Take a value of a field, once."""
        if len(value) > _LONGEST:
            self.keep(name, value)
        elif value:
            self.fields.setdefault(name, {})[value] = None

    def keep(self, title: str, text: str) -> None:
        """Keep in the note what no field is for."""
        self.kept[f"{title}: {text}"] = None

    def refuse(self, cell: Cell, why: str) -> None:
        """Keep in the note what is not usable, and say why: ``is no day``."""
        self.keep(cell.title, cell.text)
        self.report(cell, why)

    def report(self, cell: Cell, why: str) -> None:
        """Say what is not clear about a value."""
        text = " ".join(cell.text.split())
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        self.skipped.append(Skipped(self.line, f"{cell.title}: “{shown}” {why}"))

    def person(self, name: str) -> Person:
        """Give the person of this name."""
        self.others.pop(name, None)
        for each in [name, *self.others]:
            if len(each) > _LONGEST_NAME:
                self.others.pop(each, None)
                self.keep("Name", each)
        texts = ("\n".join(self.notes), "\n".join(self.kept))
        return Person(
            name[:_LONGEST_NAME].rstrip(),
            others=tuple(self.others),
            fields={name: tuple(each) for name, each in self.fields.items()},
            uid=self.uid,
            note="\n\n".join(filter(None, texts)),
            kept=tuple(self.lines),
            photo=self.photo,
            line=self.line,
        )
