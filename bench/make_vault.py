"""Make a big vault of invented people, always the same for the same numbers.

    python bench/make_vault.py OUT CONTACTS DAILY [SEED]

OUT becomes a git repository with one commit, so that `git status` can be timed in it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random

LAST_DAY = date(2026, 11, 22)
"""The day before the one on which the benchmark runs."""

_FIRST = (
    "Adela Anouk Bashir Benno Carys Chidi Dagny Davor Elio Esme Farid Freya Gaspar"
    " Greta Hana Hugo Imani Ines Jarek Jonna Kofi Kalina Leif Lumi Mateo Mirela Nadia"
    " Niko Odile Oren Petra Pilar Quentin Rafi Ronja Sanna Selim Tamar Tove Ugo Ulla"
    " Vesna Viggo Wanda Wim Ximena Yara Yusuf Zelda Zoran"
).split()
_LAST = tuple(
    map(
        "".join,
        product(
            "Ald Ber Cor Dun Est Fal Gar Hol Ist Jor Kes Lind Mar Nor".split(),
            "a e i o u".split(),
            "back berg ford gren lund mann".split(),
        ),
    )
)
_CITIES = (
    "Lisbon Ghent Oulu Porto Graz Cork Aarhus Turin Leeds Split Vigo Tartu".split()
)
_TRADES = ("baker", "nurse", "surveyor", "teacher", "luthier", "translator", "glazier")
_INTERESTS = ("climbing", "bread", "choirs", "maps", "chess", "tide pools", "radio")
_CADENCES = ("auto", "auto", "auto", "quarterly", "6w", "monthly", "twice a year")
_KINDS = ("call", "email", "text", "meet", "video", "chat")
_TOLD = (
    "the move to {city} is settled, boxes everywhere",
    "started {interest} again after years",
    "long talk about work as a {trade}, tired of it and proud of it",
    "asked how the garden does; next: ask about the pears",
    "sent the article on {interest}",
    "met at the station in {city}, an hour over coffee",
)
_PROSE = (
    "Grew up near {city} with two sisters and a great many bees.",
    "Worked as a {trade} before turning to {interest}, and still talks like one.",
    "Knows everybody in {city}, see [[{friend}]] and #people/{city}.",
    "Prefers the morning. Never calls back, always writes back.",
)
_DIARY = (
    "- Lunch with [[{one}]] about {interest}",
    "- [[{one}]] and [[{other}|an old friend]] came by in the evening",
    "- call with [[{one}]]: back from {city}",
    "- [ ] write to [[{one}]] about {interest}",
    "- fixed the bicycle, read about {interest} #reading",
    "- rain all day in {city}",
)


class _Writer:
    """Writes the notes of one vault; every choice comes from one seed."""

    def __init__(self, root: Path, contacts: int, seed: int) -> None:
        self._root = root
        self._random = Random(seed)
        names = [f"{first} {last}" for first, last in product(_FIRST, _LAST)]
        self.names = self._random.sample(names, contacts)

    def write(self, path: str, lines: Sequence[str]) -> None:
        """Write a note."""
        target = self._root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes("\n".join([*lines, ""]).encode())

    def contact(self, number: int) -> None:
        """Write the note of a person: fields, prose and a log."""
        name = self.names[number]
        fence = self._random.random() < 0.1
        self.write(
            f"People/{name.split()[1][:2]}/{name}.md",
            [
                *self._fields(number, name),
                *self._prose(name, fence=fence),
                *self._log(),
            ],
        )

    def day(self, day: date) -> None:
        """Write a daily note."""
        items = [self._filled(each) for each in self._random.choices(_DIARY, k=6)]
        self.write(
            f"Journal/{day:%Y}/{day:%m}/{day}.md",
            ["---", "tags: [daily]", "---", f"# {day:%A}", "", self._told(), "",
             "## Today", *items, "", "## Plans", "- [ ] water the plants"],
        )  # fmt: skip

    def _pick(self, words: Sequence[str]) -> str:
        return self._random.choice(words)

    def _past_day(self, *, longest: int) -> date:
        return LAST_DAY - timedelta(days=self._random.randrange(longest))

    def _filled(self, text: str) -> str:
        return text.format(
            city=self._pick(_CITIES), interest=self._pick(_INTERESTS),
            trade=self._pick(_TRADES), friend=self._pick(self.names),
            one=self._pick(self.names), other=self._pick(self.names),
        )  # fmt: skip

    def _told(self) -> str:
        return self._filled(self._pick(_TOLD))

    def _fields(self, number: int, name: str) -> list[str]:
        first, last = name.split()
        born = date(1950, 1, 1) + timedelta(days=self._random.randrange(18_000))
        comment = ["# the old number no longer works"] if number % 5 == 0 else []
        return [
            "---", "type: person", f"aliases: [{first[:3]}, {first} {last[0]}.]",
            "tags:", "  - person", f"  - {self._pick(_INTERESTS).replace(' ', '-')}",
            f"uid: {self._random.getrandbits(64):016x}",
            f"email: {first.lower()}.{last.lower()}@example.org",
            *comment, f'phone: "+49 30 {number:07}"', f"birthday: {born}",
            f"met: {self._past_day(longest=4000) - timedelta(days=1500)}",
            f'met_at: "{self._pick(_CITIES)}, the {self._pick(_INTERESTS)} weekend"',
            f'introduced_by: "[[{self._pick(self.names)}]]"',
            "interests:", f"  - {self._pick(_INTERESTS)}", f"  - {self._pick(_TRADES)}",
            f"company: {last} & Sons", f"role: {self._pick(_TRADES)}",
            f"location: {self._pick(_CITIES)}", f"channel: {self._pick(_KINDS)}",
            f"cadence: {self._pick(_CADENCES)}", f"url: https://example.org/{number}",
            f"languages: [{self._pick(('de', 'en', 'pt'))}, fr]", "rating: 4",
            "---",
        ]  # fmt: skip

    def _prose(self, name: str, *, fence: bool) -> Iterator[str]:
        yield from (f"# {name}", "", "%% seen last at the market %%", "")
        for _ in range(8):
            yield from (" ".join(map(self._filled, self._random.sample(_PROSE, 3))), "")
        yield from ("## Family", "- a sister in " + self._pick(_CITIES))
        yield from ("- two dogs, `Rye` and `Oats`", "")
        if fence:
            yield from ("```text", "- 2026-01-01 call: an example, no entry", "```", "")

    def _log(self) -> Iterator[str]:
        yield "## Log"
        days = {
            self._past_day(longest=2500) for _ in range(self._random.randint(9, 15))
        }
        for day in sorted(days, reverse=True):
            shown = f"[[{day}]]" if day.day % 3 == 0 else day
            yield f"- {shown} {self._pick(_KINDS)}: {self._told()}"
            if day.day % 7 == 0:
                yield f"  - {self._told()}"


def make_vault(root: Path, contacts: int, daily: int, seed: int = 1) -> None:
    """Write the vault into a folder that is not there yet, and commit it."""
    (root / ".obsidian").mkdir(parents=True)
    (root / ".obsidian/daily-notes.json").write_text(
        '{"folder": "Journal", "format": "YYYY/MM/YYYY-MM-DD"}', "utf-8"
    )
    writer = _Writer(root, contacts, seed)
    for number in range(contacts):
        writer.contact(number)
    for back in range(daily):
        writer.day(LAST_DAY - timedelta(days=back))
    now = ["---", "type: news", "---", "- 2026-11-10 started a climbing group"]
    writer.write("Network/Now.md", now)
    _commit(root)


def _commit(root: Path) -> None:
    who = {"NAME": "Invented", "EMAIL": "invented@example.org",
           "DATE": f"{LAST_DAY}T12:00:00Z"}  # fmt: skip
    roles = ("AUTHOR", "COMMITTER")
    identity = {f"GIT_{role}_{key}": who[key] for role in roles for key in who}
    for words in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "--all"),
        ("commit", "--quiet", "--message=Everybody"),
    ):
        subprocess.run(
            ["git", "-C", str(root), "-c", "gc.auto=0", *words],
            env={**os.environ, **identity},
            check=True,
        )


if __name__ == "__main__":
    make_vault(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
