"""People live in their notes, the watcher runs between any two of their moves.

Random users tick, type, copy, move and delete; each word that they type is unique,
so that a lost or doubled one shows. What must hold after each round stands in
``_round``; see "The weekly note" in docs/format.md.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from vaultnet.adapters.vault import Vault
from vaultnet.core.dates.week import parse_week, week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.notes.managed import read_blocks
from vaultnet.core.notes.note import State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath
from vaultnet.pipeline.contact_edits import log_interaction, snooze_contact
from vaultnet.pipeline.rounds import Rounds
from vaultnet.pipeline.snapshot import Snapshot, refresh

PEOPLE = {
    "Jane Doe": "## Log\n- 2026-06-02 call: moving to Lisbon\n- 2026-03-01 text\n",
    "Sam Lee": "# Sam\r\n\r\n## Log\r\n- 2026-03-01 text: a boat\r\n"
    "- 2026-06-02 call: next: ask about the boat\r\n\r\n## Later\r\n- x\r\n",
    "Ana Ruiz": "## Log\n\n### 2026-05-01\nlong talk\n\n### 2026-02-01 call\n- lease\n",
    "Bo": "Knows about boats",
    "Tom Fox": "---\nlast_contact: 2026-05-05 # roughly\ncadence: 6w\n---\nTom.\n",
    "Mia": "---\nmet: 2026-11-20\nmet_at: the fair\n---\n",
    "Kim": "---\nsnooze_until: 2026-12-08\n---\n## Log\n* 2026-05-01 meet\n",
}
BEGIN = date(2026, 11, 24)
TOKEN = re.compile(r"q[a-z]{4}z")
ITEM = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
BOX = re.compile(rf"({ITEM.pattern}+)\[(.)\]")
KEY = re.compile(r"\|(\d{4}-W\d{2})\]\]\r?$")
OURS = re.compile(r"^(?:last_contact|cadence): ")
DONE = " ✅ "
N = st.integers(0, 99)


def tokens(text: str) -> set[str]:
    return set(TOKEN.findall(text))


def lines_of(text: str) -> list[str]:
    return text.split("\n")


def differences(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    for path in sorted(old.keys() | new.keys()):
        pair = (old.get(path, "").split("\n"), new.get(path, "").split("\n"))
        yield from difflib.unified_diff(*pair, path, lineterm="", n=0)


class Living(RuleBasedStateMachine):
    """A vault, its user, and the watcher."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="living-"))
        self.root = self.place / "vault"
        self.today = BEGIN
        self.count = 0
        self.moves = 0
        self.pace = 1  # so many moves between two rounds
        self.known: dict[str, str] = {}  # what a link may say -> path of the person
        self.typed: dict[str, set[str]] = {}  # by path, in prompts
        self.ours: set[str] = set()  # lines that rounds put into notes of people
        self.free: set[tuple[str, str]] = set()  # person and week that went apart
        self.many: set[str] = set()  # words that the user copied
        self.made: dict[str, str] = {}  # notes as a round left them

    @initialize(pace=st.sampled_from([1, 1, 2, 4]))
    def begin(self, pace: int) -> None:
        self.pace = pace
        (self.root / ".obsidian").mkdir(parents=True)
        (self.root / ".obsidian/daily-notes.json").write_text(
            '{"folder": "Journal", "format": "YYYY-MM-DD"}'
        )
        for name, text in PEOPLE.items():
            self.known[name] = f"People/{name}.md"
            self.write(f"People/{name}.md", text)
        vault = Vault(self.root, self.place / "state", patience=0)
        self.rounds = Rounds(vault, self.place / "cache", lambda: self.today)
        self._round()

    def teardown(self) -> None:
        shutil.rmtree(self.place)

    # The user's hands.

    def text(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def write(self, path: str, text: str) -> None:
        """Save a note a long while ago."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        old = target.read_bytes().decode() if target.exists() else ""
        gone = tokens(old) - tokens(text)
        if path in self.typed:
            self.typed[path] -= gone
        target.write_bytes(text.encode())
        os.utime(target, ns=(10**18, 10**18))

    def rename(self, old: str, new: str) -> None:
        note(f"{old} -> {new}")
        (self.root / new).parent.mkdir(exist_ok=True)
        (self.root / old).rename(self.root / new)
        os.utime(self.root / new, ns=(10**18, 10**18))
        self.typed[new] = self.typed.pop(old, set())

    def word(self) -> str:
        self.count += 1
        number, letters = self.count, ""
        for _ in range(4):
            number, digit = divmod(number, 26)
            letters = chr(97 + digit) + letters
        return f"q{letters}z"

    def notes(self) -> dict[str, str]:
        found = sorted(self.root.rglob("*.md"))
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes().decode()
            for path in found
        }

    def weekly(self) -> list[str]:
        """The weekly notes, the current one first."""
        this = str(week_of(self.today))
        found = {path: self.week(text) for path, text in self.notes().items()}
        paths = [path for path, week in found.items() if week]
        return sorted(paths, key=lambda path: (found[path] != this, path))

    @staticmethod
    def week(text: str) -> str:
        match = re.search(r"\Atype: |^week: (\d{4}-W\d{2})\r?$", text[:200], re.M)
        return (match[1] or "") if match and text.startswith("---") else ""

    def people(self) -> list[str]:
        return sorted(set(self.known.values()))

    def whom(self, line: str) -> str | None:
        """The person that a line of a list is about: its first link to somebody."""
        for target in re.findall(r"\[\[([^\[\]|#]+)(?:\|[^\[\]]*)?\]\]", line):
            return self.known.get(target)
        return None

    def lines_about(self, path: str) -> list[int]:
        """The numbers of the lines about people, from 0."""
        text = self.text(path)
        return [
            number
            for number, line in enumerate(lines_of(text))
            if BOX.match(line) and ("what to say]]" in line) and self.whom(line)
        ]

    def edit(self, which: int, at: int, change: Any) -> None:
        """Change a line about somebody; what the user does there may part it."""
        weekly = self.weekly()
        path = weekly[0] if which < 80 else weekly[which % len(weekly)]
        numbers = self.lines_about(path)
        if not numbers:
            return
        lines = lines_of(self.text(path))
        number = numbers[at % len(numbers)]
        before = lines[number]
        after = change(before)
        lines[number : number + 1] = after if isinstance(after, list) else [after]
        note(f"{path}:{number + 1} {before!r} -> {after!r}")
        self.write(path, "\n".join(lines))

    def goes_apart(self, path: str, line: str) -> None:
        """Words were changed otherwise than by adding to them."""
        person = self.whom(line)
        if person:
            self.free.add((person, self.week(self.text(path))))

    def all_apart(self, person: str | None = None) -> None:
        for path in self.weekly():
            for each in [person] if person else self.people():
                self.free.add((each, self.week(self.text(path))))

    # Ticks.

    @rule(which=N, at=N, mark=st.sampled_from("xxxxX/"))
    def tick(self, which: int, at: int, mark: str) -> None:
        self.edit(which, at, lambda line: BOX.sub(rf"\g<1>[{mark}]", line, count=1))

    @rule(which=N, at=N, mark=st.sampled_from(" -><?"))
    def other_mark(self, which: int, at: int, mark: str) -> None:
        def change(line: str) -> str:
            self.apart_about(line)
            return BOX.sub(rf"\g<1>[{mark}]", line, count=1)

        self.edit(which, at, change)

    def apart_about(self, line: str) -> None:
        person = self.whom(line)
        if person:
            self.all_apart(person)

    @rule(which=N, at=N)
    def tick_with_tasks(self, which: int, at: int) -> None:
        def change(line: str) -> str:
            line = line.rstrip("\r")  # which Tasks loses
            block = re.search(r" \^[a-zA-Z0-9-]+$", line)
            tail = block[0] if block else ""
            line = line[: len(line) - len(tail)]
            if re.search(r"\[[xX]\]", line):
                line = re.sub(r" ✅ \d{4}-\d{2}-\d{2}$", "", line)
                self.apart_about(line)
                return BOX.sub(r"\g<1>[ ]", line, count=1) + tail
            line = BOX.sub(r"\g<1>[x]", line, count=1)
            return f"{line} ✅ {self.today}{tail}"

        self.edit(which, at, change)

    @rule(which=N, at=N, days=st.integers(-9, 2))
    def tick_with_dataview(self, which: int, at: int, days: int) -> None:
        on = self.today + timedelta(days=days)

        def change(line: str) -> str:
            line = BOX.sub(r"\g<1>[x]", line.rstrip("\r"), count=1)
            return f"{line}  [completion:: {on}]"

        self.edit(which, at, change)

    @rule(which=N, at=N, mark=st.sampled_from(["📅 2026-12-01", "🔼", "^vn-1", "#tag"]))
    def put_a_field_behind(self, which: int, at: int, mark: str) -> None:
        self.edit(which, at, lambda line: f"{line.rstrip()} {mark}")

    # Words.

    @rule(which=N, at=N, kind=st.sampled_from(["", "", "call: ", "email: ", "– "]))
    def type_behind(self, which: int, at: int, kind: str) -> None:
        word = self.word()

        def change(line: str) -> str:
            rest, end = line.rstrip("\r"), line[len(line.rstrip("\r")) :]
            is_first = rest.endswith("what to say]]")
            return f"{rest} {kind if is_first else ''}{word}{end}"

        self.edit(which, at, change)

    @rule(which=N, at=N)
    def go_on_with_a_word(self, which: int, at: int) -> None:
        word = self.word()

        def change(line: str) -> str:
            body = line.rstrip("\r")
            is_mine = TOKEN.search(body[-6:])
            return f"{body}-{word}{line[len(body) :]}" if is_mine else line

        self.edit(which, at, change)

    @rule(which=N, at=N)
    def type_in_the_middle(self, which: int, at: int) -> None:
        word = self.word()

        def change(line: str) -> str:
            self.apart_about(line)
            return line.replace("what to say]]", f"what to say]] {word}", 1)

        self.edit(which, at, change)

    @rule(which=N, at=N)
    def type_before_the_link(self, which: int, at: int) -> None:
        word = self.word()

        def change(line: str) -> str:
            self.apart_about(line)
            return line.replace("[[", f"{word} [[", 1)

        self.edit(which, at, change)

    @rule(which=N, at=N, lead=st.sampled_from(["  ", "\t", "  - ", "    next: "]))
    def type_below(self, which: int, at: int, lead: str) -> None:
        word = self.word()

        def change(line: str) -> list[str]:
            quote = re.match(r"[ \t]*(?:>[ \t]?)*[ \t]*", line)
            end = "\r" if line.endswith("\r") else ""
            return [line, f"{quote[0] if quote else ''}{lead}{word}{end}"]

        self.edit(which, at, change)

    @rule(which=N, at=N)
    def take_words_away(self, which: int, at: int) -> None:
        def change(line: str) -> str:
            self.apart_about(line)
            return re.sub(r" q[a-z-]+z", "", line, count=1)

        self.edit(which, at, change)

    @rule(which=N, at=N, word=st.sampled_from(["never", "rarely", "quarterly", "6w"]))
    def steer(self, which: int, at: int, word: str) -> None:
        def change(line: str) -> str:
            return f"{line} {word}" if line.endswith("what to say]]") else line

        self.edit(which, at, change)

    # Lines.

    @rule(which=N, at=N, lead=st.sampled_from(["", "> ", "\t"]), far=st.booleans())
    def copy_a_line(self, which: int, at: int, lead: str, far: bool) -> None:
        def change(line: str) -> list[str]:
            self.many |= tokens(line)
            if lead == "\t":
                self.apart_about(line)  # a copy below a line is its line below
            return [line, "", f"{lead}{line}"] if far else [line, f"{lead}{line}"]

        self.edit(which, at, change)

    @rule(which=N, at=N)
    def delete_a_line(self, which: int, at: int) -> None:
        def change(line: str) -> list[str]:
            self.apart_about(line)
            return []

        self.edit(which, at, change)

    @rule(which=N, at=N, to=st.sampled_from(["top", "end", "prompts", "up"]))
    def move_a_line(self, which: int, at: int, to: str) -> None:
        weekly = self.weekly()
        path = weekly[0] if which < 80 else weekly[which % len(weekly)]
        numbers = self.lines_about(path)
        if not numbers:
            return
        lines = lines_of(self.text(path))
        number = numbers[at % len(numbers)]
        self.all_apart()  # lines below stay behind, under somebody else
        line = lines.pop(number)
        places = {
            "top": self.inside(lines, "# Check-ins"),
            "end": len(lines),
            "prompts": self.inside(lines, "begin prompts"),
            "up": numbers[0],
        }
        if to == "prompts":
            self.typed.setdefault(path, set()).update(tokens(line))
        lines[places[to] : places[to]] = [line] if to == "up" else ["", line, ""]
        self.write(path, "\n".join(lines))

    @staticmethod
    def inside(lines: list[str], marker: str) -> int:
        return next((n + 1 for n, x in enumerate(lines) if marker in x), len(lines))

    @rule(which=N, at=N, bullet=st.sampled_from(["*", "+", "1.", "2)", "> -", "\t-"]))
    def change_the_bullet(self, which: int, at: int, bullet: str) -> None:
        if bullet == "\t-":
            self.all_apart()
        self.edit(which, at, lambda line: re.sub(r"^- ", f"{bullet} ", line, count=1))

    @rule(which=N, at=N)
    def delete_any_line(self, which: int, at: int) -> None:
        weekly = self.weekly()
        path = weekly[which % len(weekly)]
        lines = lines_of(self.text(path))
        first = self.inside(lines[1:], "---") + 1
        if first < len(lines):
            self.all_apart()
            line = lines.pop(first + at % (len(lines) - first))
            note(f"deleted {line!r}")
            self.typed.get(path, set()).difference_update(tokens(line))
            self.write(path, "\n".join(lines))

    # The inbox, and text anywhere.

    @rule(
        who=N,
        other=N,
        form=st.sampled_from(
            ["- {a} {w}", "- {d} {a} {w}", "- {w} with {a} and {b}", "- [x] {a} {w}",
             "- {d} {a}, {b} {w}", "- [[Nobody]] {w}", "- [ ] {a} {w}", "> - {a} {w}",
             "- {a} {w}\n  {v}", "* {d}: call with {a}: {w}", "- {a}", "{a} {w}",
             "- {a} told me of {b} {w}", "- {b}'s {w}", "- {a} {w} ✅ {d}"]
        ),
        days=st.integers(-6, 1),
    )  # fmt: skip
    def write_into_the_inbox(self, who: int, other: int, form: str, days: int) -> None:
        names = sorted(self.known)
        line = form.format(
            a=f"[[{names[who % len(names)]}]]",
            b=f"[[{names[other % len(names)]}]]",
            w=self.word(),
            v=self.word(),
            d=self.today + timedelta(days=days),
        )
        path = self.weekly()[0]
        text = self.text(path)
        gap = "" if text.endswith("\n") else "\n"
        note(f"inbox: {line!r}")
        self.write(path, f"{text}{gap}{line}\n")

    @rule(at=N)
    def go_on_in_the_inbox(self, at: int) -> None:
        path = self.weekly()[0]
        lines = lines_of(self.text(path))
        begin = self.inside(lines, "## Notes")
        rows = [
            n
            for n in range(begin, len(lines))
            if ITEM.match(lines[n]) and TOKEN.search(lines[n][-8:])
        ]
        if rows:
            number = rows[at % len(rows)]
            lines[number] += f" {self.word()}"
            self.write(path, "\n".join(lines))

    @rule(at=N, days=st.integers(-6, 0))
    def name_the_day_in_the_inbox(self, at: int, days: int) -> None:
        path = self.weekly()[0]
        lines = lines_of(self.text(path))
        begin = self.inside(lines, "## Notes")
        rows = [n for n in range(begin, len(lines)) if lines[n].startswith("- [[")]
        if rows:
            number = rows[at % len(rows)]
            on = self.today + timedelta(days=days)
            lines[number] = f"- {on} {lines[number][2:]}"
            note(f"inbox: {lines[number]!r}")
            self.write(path, "\n".join(lines))

    @rule(which=N, at=N, heading=st.booleans())
    def write_anywhere(self, which: int, at: int, heading: bool) -> None:
        notes = list(self.notes())
        path = notes[which % len(notes)]
        lines = lines_of(self.text(path))
        first = self.inside(lines[1:], "---") + 1 if lines[0][:3] == "---" else 0
        number = first + at % (len(lines) - first + 1)
        word = self.word()
        self.all_apart()  # it may part a line from what is below it, or a log
        lines[number:number] = ["", f"## {word}" if heading else word, ""]
        note(f"{path}:{number + 1} gets {word}")
        self.typed.setdefault(path, set()).add(word)
        self.write(path, "\n".join(lines))

    @rule(at=N)
    def write_into_a_prompt(self, at: int) -> None:
        path = self.weekly()[0]
        lines = lines_of(self.text(path))
        rows = [n for n, each in enumerate(lines) if each.startswith("> ")]
        if rows:
            number, word = rows[at % len(rows)], self.word()
            lines[number] += f" {word}"
            self.typed.setdefault(path, set()).add(word)
            self.write(path, "\n".join(lines))

    @rule(at=N)
    def delete_a_prompt(self, at: int) -> None:
        path = self.weekly()[0]
        lines = lines_of(self.text(path))
        rows = [n for n, each in enumerate(lines) if "vaultnet:prompt " in each]
        if rows:
            begin = rows[at % len(rows)]
            rest = range(begin + 1, len(lines))
            end = next((n for n in rest if lines[n].startswith("%%")), len(lines))
            gone = tokens("\n".join(lines[begin:end]))
            self.typed.get(path, set()).difference_update(gone)
            self.all_apart()  # a line about somebody may have been moved there
            self.write(path, "\n".join(lines[:begin] + lines[end:]))

    # Notes of people.

    @rule(who=N, days=st.integers(-9, 0))
    def log_by_hand(self, who: int, days: int) -> None:
        path = self.people()[who % len(self.people())]
        text = self.text(path)
        end = "\r\n" if "\r\n" in text else "\n"
        on = self.today + timedelta(days=days)
        line = f"- {on} call: {self.word()}{end}"
        head = f"## Log{end}"
        if head in text:
            self.write(path, text.replace(head, head + line, 1))
        else:
            self.write(path, f"{text.rstrip()}{end}{end}{head}{line}")

    @rule(who=N, at=N)
    def edit_an_entry(self, who: int, at: int) -> None:
        path = self.people()[who % len(self.people())]
        lines = lines_of(self.text(path))
        rows = [n for n, each in enumerate(lines) if TOKEN.search(each)]
        if rows:
            self.all_apart(path)
            number = rows[at % len(rows)]
            self.many |= tokens(self.text(path))  # a rest of it may stay behind
            lines[number] = TOKEN.sub(self.word(), lines[number], count=1)
            self.write(path, "\n".join(lines))

    @rule(who=N, at=N)
    def delete_in_a_log(self, who: int, at: int) -> None:
        path = self.people()[who % len(self.people())]
        lines = lines_of(self.text(path))
        rows = [n for n, each in enumerate(lines) if TOKEN.search(each)]
        if rows:
            self.all_apart(path)
            self.many |= tokens(self.text(path))  # a rest of it may stay behind
            del lines[rows[at % len(rows)]]
            self.write(path, "\n".join(lines))

    def snapshot(self) -> Snapshot:
        return refresh(self.rounds.vault, self.place / "cache")

    @rule(who=N, days=st.integers(-9, 0), kind=st.sampled_from([*Kind, None]))
    def log_by_command(self, who: int, days: int, kind: Kind | None) -> None:
        snapshot = self.snapshot()
        path = self.people()[who % len(self.people())]
        contact = snapshot.people()[path]
        on = self.today + timedelta(days=days)
        log_interaction(snapshot, [contact], on, kind, self.word(), dry=False)

    @rule(who=N, days=st.integers(-3, 20))
    def snooze(self, who: int, days: int) -> None:
        snapshot = self.snapshot()
        contact = snapshot.people()[self.people()[who % len(self.people())]]
        until = self.today + timedelta(days=days)
        snooze_contact(snapshot, contact, until, dry=False)

    @rule(who=N, days=st.integers(-5, 0))
    def write_a_diary(self, who: int, days: int) -> None:
        path = f"Journal/{self.today + timedelta(days=days)}.md"
        text = self.text(path) if (self.root / path).exists() else ""
        names = sorted(self.known)
        said = f"- lunch with [[{names[who % len(names)]}]] {self.word()}\n"
        self.write(path, text + said)

    @rule(who=N, links=st.booleans())
    def rename_somebody(self, who: int, links: bool) -> None:
        self._round()
        old = self.people()[who % len(self.people())]
        name = f"P{self.word()[1:-1].title()} Roe"
        new = f"People/{name}.md"
        self.rename(old, new)
        if links:
            was = Path(old).stem
            for path, text in self.notes().items():
                fresh = text.replace(f"[[{was}]]", f"[[{name}]]")
                if fresh != text:
                    self.write(path, fresh.replace(f"[[{was}|", f"[[{name}|"))
        self.known = {k: new if v == old else v for k, v in self.known.items()}
        self.known[name] = new
        self.free |= {(new, week) for path, week in self.free if path == old}
        self._round()

    @rule()
    def meet_somebody_new(self) -> None:
        name = f"N{self.word()[1:-1].title()}"
        self.known[name] = f"People/{name}.md"
        self.write(
            self.known[name], "---\nmet: 2026-01-05\n---\n## Log\n- 2026-05-01 x\n"
        )

    @rule(which=N, folder=st.sampled_from(["Network", "Old weeks"]))
    def move_a_weekly_note(self, which: int, folder: str) -> None:
        weekly = self.weekly()
        old = weekly[which % len(weekly)]
        new = f"{folder}/Week {self.word()[1:-1]}.md"
        self.rename(old, new)

    @rule(which=N)
    def let_windows_save(self, which: int) -> None:
        weekly = self.weekly()
        path = weekly[which % len(weekly)]
        text = self.text(path).replace("\r\n", "\n").replace("\n", "\r\n")
        self.write(path, text)

    # Time, and the watcher.

    @rule(days=st.sampled_from([1, 1, 1, 2, 4, 7]))
    def move_on(self, days: int) -> None:
        self._round()  # a tick is seen on its day
        self.today += timedelta(days=days)

    @invariant()
    def the_watcher_comes(self) -> None:
        self.moves += 1
        if self.moves % self.pace == 0:
            self._round()

    # What must hold.

    def _round(self) -> None:
        before = self.notes()
        first = self.rounds.run()
        after = self.notes()
        assert not first.waiting, first.waiting
        for path, text in before.items():
            assert path in after, path
            if self.week(text):
                self._week_is_kept(path, text, after[path])
            elif path in self.people():
                self._person_is_kept(path, text, after[path])
            elif path != "Network/Due this week.md":
                assert after[path] == text
            lost = self.typed.get(path, set()) - tokens(after[path])
            assert not lost, (path, lost)
        self.made |= {p: text for p, text in after.items() if before.get(p) != text}
        self._is_home(after)
        self._is_once(after)
        second = self.rounds.run()
        again = self.notes()
        assert again == after, "\n".join(differences(after, again))
        assert (second.written, second.ticks) == (False, ())

    def _week_is_kept(self, path: str, old: str, new: str) -> None:
        """All that is outside of prompts stays, but for boxes and those listed."""
        week = parse_week(self.week(old))
        if week and week.monday > self.today:
            assert new == old or self.made.get(path) == old, path
            return
        assert parse_note(NotePath(path), new.encode()).state is State.READ
        assert set(read_blocks(old).sound) == set(read_blocks(new).sound), path
        kept = iter([self.bare(line) for line in self.outside(new)])
        for line in self.outside(old):
            assert self.bare(line) in kept, (path, line)

    @staticmethod
    def bare(line: str) -> str:
        """A line as it was before a round set its box, or took it."""
        return re.sub(rf"^({ITEM.pattern})(?:\[[ x/]\] ?)?", r"\1", line).rstrip()

    @staticmethod
    def outside(text: str) -> Iterable[str]:
        block = read_blocks(text).sound.get("prompts")
        rest = text[: block.start] + text[block.end :] if block else text
        return lines_of(rest)

    def _person_is_kept(self, path: str, old: str, new: str) -> None:
        """Lines are added; only entries of ours grow, and fields of ours move."""
        assert parse_note(NotePath(path), new.encode()).state is not State.BROKEN
        assert tokens(old) <= tokens(new), (path, tokens(old) - tokens(new))
        if old == new:
            return
        was, now = old.splitlines(), new.splitlines()
        own = self.ours | {line for line in was if OURS.match(line)}
        kept = [line for line in was if line not in own]
        rest = iter(now)
        for line in kept:
            assert line in rest, (path, line, new)
        gone = Counter(was) - Counter(now)
        assert all(line in own for line in gone), (path, gone)
        added = Counter(now) - Counter(was)
        self.ours |= {line for line in added if line.strip()}
        if "\r\n" in old and "\n" not in old.replace("\r\n", ""):
            assert "\n" not in new.replace("\r\n", ""), (path, new)

    def _said(self, text: str) -> Iterator[tuple[str, str]]:
        """What belongs into a log, and into whose."""
        block = read_blocks(text).sound.get("prompts")
        rest = text[: block.start] + text[block.end :] if block else text
        person, lead, is_inbox = None, "", False
        for line in lines_of(rest):
            box, item = BOX.match(line), self._told(line)
            is_inbox = is_inbox or line.startswith("## Notes")
            if box and "what to say]]" in line:
                person = self.whom(line) if box[2] in "xX/" else None
                lead = line[: len(line) - len(line.lstrip("> \t"))]
                told = line.split("what to say]]")[-1]
            elif is_inbox and item:
                person, lead, told = item, "", line
            elif person and line.startswith((f"{lead}  ", f"{lead}\t")):
                told = line
            else:
                person = None
            if person:
                yield told, person

    def _told(self, line: str) -> str | None:
        """The person of a plain item of the inbox whose day has come."""
        item = re.match(r"- (?:(\d{4}-\d{2}-\d{2}) )?\[\[([^\]]+)\]\] q", line)
        done = re.search(r"✅ (\S+)", line)
        day = (item and item[1]) or (done and done[1]) or ""
        if item is None or day > str(self.today):
            return None
        return self.known.get(item[2])

    def _is_home(self, notes: dict[str, str]) -> None:
        for text in notes.values():
            week = parse_week(self.week(text))
            if week is None or week.monday < self.today - timedelta(weeks=7):
                continue
            for line, person in self._said(text):
                if (person, str(week)) not in self.free:
                    lost = tokens(line) - tokens(notes[person])
                    assert not lost, (person, line, notes[person])

    def _is_once(self, notes: dict[str, str]) -> None:
        for person in self.people():
            lines = [x for x in lines_of(notes[person]) if x.strip()]
            keys = Counter(found[1] for line in lines if (found := KEY.search(line)))
            assert max(keys.values(), default=1) == 1, (person, lines)
            words = Counter(w for line in lines for w in tokens(line))
            twice = [w for w, n in words.items() if n > 1 and w not in self.many]
            assert not twice, (person, twice, lines)


def _live(histories: int, steps: int) -> None:
    run_state_machine_as_test(
        Living,
        settings=settings(
            max_examples=histories,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_people_live_in_their_notes() -> None:
    _live(4, 20)


@pytest.mark.long
def test_people_live_in_their_notes_for_long() -> None:
    _live(int(os.environ.get("LIVING", "200")), 40)
