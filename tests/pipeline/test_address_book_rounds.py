"""Notes, a folder of cards, a server and a phone: whatever happens, nothing is lost.

The server is a model of Radicale, which writes every card anew through vobject, and
the sync one of vdirsyncer, in which the server wins. Both are tried as they are in
``tests/peers``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
import vobject

from vaultnet.core.exchange.card_lines import line_keys
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath
from vaultnet.formats.vcard import read_vcards

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

NOTES = {
    "People/Ana Ruiz.md": "---\nuid: ana\nphone: '+447700900001'\n---\n",
    "People/Bo Lind.md": "---\nemail: bo@example.org\ncompany: Lind; Sons\n---\n"
    "## Log\n- 2026-08-02 call: hush\n",
    "People/Cy Okafor.md": "---\nuid: cy\nvcard:\n  - item1.URL:http\\://a.example/cy\n"
    "  - item1.X-ABLabel:Home\n  - X-ABUID:5D\\:ABPerson\n  - NOTE:Sings\\, a\n---\n",
}


class Server:
    """Cards by name; each is written anew, as Radicale does."""

    def __init__(self) -> None:
        self.cards: dict[str, str] = {}
        self._base: dict[str, tuple[bytes, str]] = {}

    def put(self, name: str, card: str) -> None:
        self.cards[name] = vobject.readOne(card, ignoreUnreadable=True).serialize()

    def sync(self, folder: Path) -> int:
        """Sync both ways; gives how many cards were carried."""
        here = {path.name: path.read_bytes() for path in folder.glob("*.vcf")}
        names = sorted({*here, *self.cards, *self._base})
        return sum(self._carry(folder, name, here.get(name)) for name in names)

    def _carry(self, folder: Path, name: str, here: bytes | None) -> bool:
        there = self.cards.get(name)
        base = self._base.get(name, (None, None))
        if (here, there) == base:
            return False
        path = folder / name
        if there is not None and there != base[1]:  # the server wins
            path.write_bytes(there.encode())
        elif here is not None and here != base[0]:
            self.put(name, here.decode())
        elif here is None:
            self.cards.pop(name, None)
        else:
            path.unlink()
        self._base.pop(name, None)
        if name in self.cards:
            self._base[name] = (path.read_bytes(), self.cards[name])
        return True


class World:
    """A vault and a phone, and what was ever written on the phone."""

    def __init__(self, root: Path, folder: Path, vaultnet: Run, seed: int) -> None:
        self.root, self.folder, self.server = root, folder, Server()
        folder.mkdir()
        self._vaultnet, self.chance = vaultnet, Random(seed)
        self.phone: set[str] = set()
        self.gone: set[str] = set()
        self._count = 100

    def export(self) -> int:
        return self._export()

    def insist(self) -> None:
        """All that the phone wrote is taken in or said; then notes have their way."""
        for step in (self.sync, self.bring_in):
            step()
        assert self._export("--overwrite") == 0
        self.sync()

    def _export(self, *words: str) -> int:
        said = self._say("export", "vcard", "--out", f"{self.folder}/", *words)
        assert said.code in (0, 5), said.err
        return int(said.code)

    def bring_in(self) -> None:
        said = self._say("import", "vcard", self.folder, "--json")
        assert said.code == 0, said.err
        assert json.loads(said.out)["skipped"] == []

    def sync(self) -> None:
        self.server.sync(self.folder)

    def whole_round(self) -> None:
        for step in (self.sync, self.bring_in, self.export, self.sync):
            step()

    # what a user does

    def add_on_the_phone(self) -> None:
        """A new number in somebody's card."""
        if self.server.cards:
            name = self.chance.choice(sorted(self.server.cards))
            number = self._number()
            card = vobject.readOne(self.server.cards[name])
            card.add("tel").value = number
            self.server.put(name, card.serialize())
            self.phone.add(number)

    def meet_on_the_phone(self) -> None:
        """A new contact, with a mark of its own."""
        number = self._number()
        mark = f"{number[-3:]}{self.chance.choice(['', '@phone', ':ABPerson'])}"
        lines = (
            "BEGIN:VCARD", "VERSION:3.0", f"UID:{mark}", f"FN:Kit {_word(number)}",
            f"N:{_word(number)};Kit;;;", f"TEL;TYPE=CELL:{number}",
            "X-PHONE-COLOUR:blue", "END:VCARD", "",
        )  # fmt: skip
        self.server.put(f"{self._count}.vcf", "\r\n".join(lines))
        self.phone.add(number)

    def rename_on_the_phone(self) -> None:
        """Another last name in somebody's card, in one piece, and perhaps in parts."""
        if self.server.cards:
            name = self.chance.choice(sorted(self.server.cards))
            last = _word(self._number())
            card = vobject.readOne(self.server.cards[name])
            first = card.fn.value.split()[0]
            card.fn.value = f"{first} {last}"
            if self.chance.random() < 0.5:
                card.n.value = vobject.vcard.Name(family=last, given=first)
            self.server.put(name, card.serialize())

    def delete_on_the_phone(self) -> None:
        """A card goes; it comes back from the note, with what the note says."""
        if len(self.server.cards) > 1:
            card = self.server.cards.pop(self.chance.choice(sorted(self.server.cards)))
            self.gone |= {number for number in self.phone if number in card}

    def write_in_a_note(self) -> None:
        """A new number in a note, in its list of them."""
        path = self.chance.choice(self.notes())
        text, line = _text(path), f"\nmobile:\n  - '{self._number()}'\n"
        if "\nmobile:\n" not in text:
            text = text.replace("\n---\n", "\nmobile:\n---\n", 1)
        path.write_text(text.replace("\nmobile:\n", line, 1), "utf-8")

    def rename_a_note(self) -> None:
        """A new name for a note; those without a uid are new people then."""
        path = self.chance.choice([p for p in self.notes() if "\nuid:" in _text(p)])
        path.rename(path.with_name(f"{path.stem} {_word(self._number())}.md"))

    def delete_a_note(self) -> None:
        """Somebody goes, and what the phone had written of them."""
        notes = self.notes()
        if len(notes) > 2:
            path = self.chance.choice(notes)
            text = path.read_text("utf-8")
            self.gone |= {number for number in self.phone if number in text}
            path.unlink()

    def notes(self) -> list[Path]:
        return sorted((self.root / "People").glob("*.md"))

    def _number(self) -> str:
        self._count += 1
        return f"+447700900{self._count}"

    def _say(self, *words: str | Path) -> Any:
        for path in self.notes():
            os.utime(path, (1_700_000_000, 1_700_000_000))
        return self._vaultnet("--vault", self.root, *words)


def _word(number: str) -> str:
    """A name that is like no other: letters for the digits."""
    return "".join("abcdefghij"[int(digit)] for digit in number[-3:]).title()


def _text(path: Path) -> str:
    return path.read_text("utf-8")


STEPS = (
    World.add_on_the_phone, World.add_on_the_phone, World.meet_on_the_phone,
    World.rename_on_the_phone,
    World.write_in_a_note, World.write_in_a_note, World.rename_a_note,
    World.delete_a_note, World.delete_on_the_phone, World.export, World.export,
    World.bring_in, World.sync, World.sync, World.sync, World.whole_round,
)  # fmt: skip


def play(world: World, steps: int) -> None:
    world.whole_round()
    for _ in range(steps):
        world.chance.choice(STEPS)(world)
    world.insist()
    for _ in range(2):
        world.whole_round()


def check(world: World) -> None:
    notes = {path: _text(path) for path in world.notes()}
    together = "\n".join(notes.values())
    lost = {n for n in world.phone - world.gone if n not in together}
    assert lost == set()
    assert not [card for card in world.server.cards.values() if "hush" in card]
    people = [read_vcards(card.encode()).people for card in world.server.cards.values()]
    uids = [each.uid for (each,) in people]
    assert len(uids) == len(set(uids)) == len(notes)
    assert {each.name for (each,) in people} == {path.stem for path in notes}
    for text in notes.values():
        field = parse_note(NotePath("A.md"), text.encode()).fields.get("vcard")
        said = line_keys(field.sources if field else ())
        assert len(said) == len(set(said)), text
    cards = dict(world.server.cards)
    for (each,) in people:
        (path,) = (path for path in notes if path.stem == each.name)
        numbers = each.fields.get("phone", ())
        assert len(numbers) == len(set(numbers))
        assert all(number in notes[path] for number in numbers)
    world.whole_round()
    assert world.export() == 0  # nobody is left with what cannot be settled
    assert {path: _text(path) for path in world.notes()} == notes
    assert world.server.cards == cards


@pytest.mark.parametrize("seed", range(8))
def test_no_number_is_lost_and_all_sides_come_to_rest(
    seed: int, make_vault: MakeVault, tmp_path: Path, vaultnet: Run
) -> None:
    world = World(make_vault(NOTES), tmp_path / "cards", vaultnet, seed)
    play(world, 25)
    check(world)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 160))
def test_nor_in_long_histories(
    seed: int, make_vault: MakeVault, tmp_path: Path, vaultnet: Run
) -> None:
    world = World(make_vault(NOTES), tmp_path / "cards", vaultnet, seed)
    play(world, 100)
    check(world)
