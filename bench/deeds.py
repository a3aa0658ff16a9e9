"""What people do to a vault between two syncs: small edits, each with a new word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from vaultnet.adapters.vault import Vault
from vaultnet.core.dates.week import week_of
from vaultnet.pipeline.contact_edits import log_interaction
from vaultnet.pipeline.snapshot import refresh

_WORD = re.compile(r"\bw\d+\b")
PEOPLE = ("Jane Doe", "Sam Lee", "Ana Ruiz", "Tom Berg", "Zoë Ågren", "Pat O'Neil")
_NOTE = """\
---
aliases: [{first}]
tags:
  - friend
met: 2024-03-01
company: Acme boats
last_contact: 2026-0{month}-12
---
Met {first} at the harbour, in the rain.
Likes long letters and short meetings.

## Log
- 2026-0{month}-12 call: moving to Lisbon
- 2026-02-07 text: collecting cow bells

## Favours
- [ ] asked 2026-02-07: an introduction to a baker #5min

## Ideas
- [ ] a boat trip in spring
- a book about knots
"""


def make_people(root: Path) -> None:
    """Write the notes with which every history begins."""
    (root / ".obsidian").mkdir(parents=True)
    (root / ".obsidian/app.json").write_text("{}\n")
    (root / "People").mkdir()
    for number, name in enumerate(PEOPLE):
        first = name.partition(" ")[0]
        text = _NOTE.format(first=first, month=number + 3)
        (root / f"People/{name}.md").write_bytes(text.encode())


def words_in(text: str) -> set[str]:
    """The words that somebody wrote; each was written once."""
    return set(_WORD.findall(text))


@dataclass
class Hand:
    """Somebody at one device; ``gone`` are the words that were taken out there.

    ``renames`` are the people whose notes are renamed there and nowhere else.
    """

    root: Path
    state: Path
    dice: Random
    new: Callable[[], str]
    today: date
    renames: tuple[str, ...] = ()
    gone: set[str] = field(default_factory=set)

    def notes(self) -> Iterator[Path]:
        """All notes, in an order that does not depend on the disk."""
        yield from sorted(self.root.rglob("*.md"))

    def text(self) -> str:
        """All that stands in the vault."""
        return "\n".join(path.read_bytes().decode() for path in self.notes())

    def people(self) -> list[Path]:
        """The notes of people."""
        return sorted((self.root / "People").glob("*.md"))

    def person(self) -> Path:
        """One of them."""
        return self.dice.choice(self.people())

    def week(self) -> Path:
        """This week's note."""
        return self.root / f"Network/Due {week_of(self.today)}.md"

    def vault(self) -> Vault:
        """The vault as vaultnet opens it, without waiting for notes to be quiet."""
        return Vault(self.root, self.state, quiet=0)

    def act(self) -> None:
        """Do one thing."""
        before = words_in(self.text())
        deeds, weights = zip(*DEEDS, strict=True)
        self.dice.choices(deeds, weights)[0](self)
        self.gone |= before - words_in(self.text())

    def day(self) -> date:
        """A day of the last two weeks."""
        return self.today - timedelta(days=self.dice.randint(0, 13))

    def change(self, path: Path, pattern: str, edit: Callable[[str], str]) -> None:
        """Edit one of the lines that a pattern matches; '' takes it out."""
        if not path.exists():
            return
        lines = path.read_bytes().decode().split("\n")
        found = [n for n, line in enumerate(lines) if re.search(pattern, line)]
        if found:
            n = self.dice.choice(found)
            text = edit(lines[n])
            lines[n : n + 1] = text.split("\n") if text else []
            path.write_bytes("\n".join(lines).encode())


def tick(hand: Hand) -> None:
    """Set a box in the note of the week, perhaps with words and a day."""
    said = f" {hand.new()}" if hand.dice.random() < 0.5 else ""
    done = f" ✅ {hand.today}" if hand.dice.random() < 0.3 else ""
    mark = hand.dice.choice("xxxxxx/->")
    hand.change(
        hand.week(),
        r"^- \[ \] \[\[",
        lambda line: line.replace("[ ]", f"[{mark}]", 1) + said + done,
    )


def say_more(hand: Hand) -> None:
    """Write behind a line of the note of the week."""
    hand.change(hand.week(), r"^- \[.\] \[\[", lambda line: f"{line} {hand.new()}")


def put_into_inbox(hand: Hand) -> None:
    """Write who was met under Notes."""
    name = hand.person().stem
    hand.change(
        hand.week(), r"^## Notes", lambda line: f"{line}\n- [[{name}]] {hand.new()}"
    )


def edit_prompt(hand: Hand) -> None:
    """Write into a prompt."""
    hand.change(hand.week(), r"^> ", lambda line: f"{line}\n> {hand.new()}")


def say_log(hand: Hand) -> None:
    """Say ``vaultnet log``."""
    vault = hand.vault()
    vault.begin("log")
    people = refresh(vault, hand.state / "cache")
    contact = hand.dice.choice(people.network.contacts)
    log_interaction(
        people, (contact,), hand.day(), None, f"call: {hand.new()}", dry=False
    )


def log_by_hand(hand: Hand) -> None:
    """Write an entry on top of a log."""
    new = f"- {hand.day()} call: {hand.new()}"
    hand.change(hand.person(), r"^## Log", lambda line: f"{line}\n{new}")


def reword_entry(hand: Hand) -> None:
    """Write more into an entry that came from no week."""
    pattern = r"^- 20[^|]*$"
    hand.change(hand.person(), pattern, lambda line: f"{line} {hand.new()}")


def tell_next(hand: Hand) -> None:
    """Write below an entry what comes next."""
    pattern = r"^- 20"
    hand.change(hand.person(), pattern, lambda line: f"{line}\n  next: {hand.new()}")


def set_company(hand: Hand) -> None:
    """Change a field."""
    hand.change(
        hand.person(), r"^company:", lambda _line: f"company: the {hand.new()} works"
    )


def add_field(hand: Hand) -> None:
    """Add a field."""
    hand.change(
        hand.person(), r"^met:", lambda line: f"{line}\n{hand.new()}: {hand.new()} here"
    )


def add_tag(hand: Hand) -> None:
    """Add to a list among the fields."""
    hand.change(hand.person(), r"^  - ", lambda line: f"{line}\n  - {hand.new()}")


def add_alias(hand: Hand) -> None:
    """Add to a list that stands in one line."""
    hand.change(
        hand.person(),
        r"^aliases: \[.*\]",
        lambda line: line.replace("]", f", {hand.new()}]"),
    )


def rewrite_prose(hand: Hand) -> None:
    """Put a word into a sentence."""

    def edit(line: str) -> str:
        told = line.split(" ")
        told.insert(hand.dice.randint(1, len(told) - 1), hand.new())
        return " ".join(told)

    hand.change(hand.person(), r"^(Met|Likes) ", edit)


def add_prose(hand: Hand) -> None:
    """Write a sentence more."""
    hand.change(
        hand.person(), r"^(Likes|## Ideas)", lambda line: f"{line}\n{hand.new()} it is."
    )


def add_favour(hand: Hand) -> None:
    """Write down what was asked."""
    new = f"- [ ] asked {hand.day()}: {hand.new()}"
    hand.change(hand.person(), r"^## Favours", lambda line: f"{line}\n{new}")


def tick_favour(hand: Hand) -> None:
    """Do a favour, or an idea."""
    hand.change(hand.person(), r"^- \[ \] ", lambda line: line.replace("[ ]", "[x]", 1))


def delete_line(hand: Hand) -> None:
    """Take out an entry, a favour or an idea."""
    hand.change(hand.person(), r"^- ", lambda _line: "")


def append(hand: Hand) -> None:
    """Write at the end of a note."""
    path = hand.person()
    text = path.read_bytes().decode().removesuffix("\n")
    end = "\n" if hand.dice.random() < 0.8 else ""
    path.write_bytes(f"{text}\n- {hand.new()} at the end{end}".encode())


def add_person(hand: Hand) -> None:
    """Make a note for somebody new."""
    path = hand.root / f"People/Max {hand.new()}.md"
    path.write_text(f"---\nmet: {hand.today}\n---\nMet at {hand.new()}.\n")


def rename_person(hand: Hand) -> None:
    """Rename a note and the links to it, as Obsidian does; each device has its own."""
    own = [
        each
        for each in hand.people()
        if each.stem.startswith(
            tuple(f"{name.partition(chr(32))[0]} " for name in hand.renames)
        )
    ]
    if not own:
        return
    path = hand.dice.choice(own)
    old, new = path.stem, f"{path.stem.partition(' ')[0]} {hand.new()}"
    path.rename(path.with_stem(new))
    for note in hand.notes():
        text = note.read_bytes().decode()
        changed = re.sub(rf"\[\[(#?){re.escape(old)}(?=[]|#])", rf"[[\1{new}", text)
        if changed != text:
            note.write_bytes(changed.encode())


DEEDS: tuple[tuple[Callable[[Hand], None], int], ...] = (
    (tick, 10), (say_more, 4), (put_into_inbox, 4), (edit_prompt, 2), (say_log, 6),
    (log_by_hand, 4), (reword_entry, 2), (tell_next, 2), (set_company, 1),
    (add_field, 2), (add_tag, 2), (add_alias, 1), (rewrite_prose, 2), (add_prose, 2),
    (add_favour, 3), (tick_favour, 3), (delete_line, 2), (append, 2), (add_person, 1),
    (rename_person, 1),
)  # fmt: skip
