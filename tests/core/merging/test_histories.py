"""Random histories of a note on two and three devices: nothing is lost or doubled.

Every word that a device writes is written once, so that it can be looked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from random import Random

import pytest

from vaultnet.core.config import Log
from vaultnet.core.merging.lines import Marks
from vaultnet.core.merging.note import MergedNote, merge_notes
from vaultnet.core.notes.note import State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.interactions import read_log
from vaultnet.core.values import NotePath

PATH = NotePath("People/Jane Doe.md")
HERE, THERE = Marks(ours="here", theirs="there"), Marks(ours="there", theirs="here")
MARKERS = re.compile(r"^(?:<{7}|={7}|>{7}).*\n?", re.MULTILINE)

CONTACT = """\
---
# kept by hand
aliases: [Jane]
tags:
  - friend
  - maker
met: 2024-03-01
company: Acme boats
last_contact: 2026-08-02
email: jane@example.org
---
Sailed with her twice, she steers better than she admits.
Her brother runs the bakery in the harbour street.

Likes long letters and short meetings.

## Log
- 2026-08-02 call: moving to Lisbon
- 2026-05-11 visit: soup and three hours of tape
- 2026-02-07 text: collecting cow bells

## Favours
- [ ] asked 2026-08-02: an introduction to Ana #5min
- [ ] offer: the ladder

## Ideas
- [ ] a boat trip in spring
- a book about knots
"""

WEEKLY = """\
---
type: vaultnet-week
week: 2026-W48
listed:
  - "[[Jane Doe]]"
  - "[[Sam Lee]]"
  - "[[Ana Ruiz]]"
---
# Check-ins, 23 to 29 November 2026

%% vaultnet:begin due %%
- [ ] [[Jane Doe]] · email · ask about Lisbon · [[#Jane Doe|what to say]]
- [ ] [[Sam Lee]] · text · met in the hallway · [[#Sam Lee|what to say]]
- [ ] [[Ana Ruiz]] · call · ask about the bakery · [[#Ana Ruiz|what to say]]
%% vaultnet:end due %%

## What to say

%% vaultnet:begin prompts %%
%% vaultnet:prompt 1 00000000 %%
### Jane Doe
> Last spoke on 2 August
%% vaultnet:prompt 1 00000001 %%
### Sam Lee
> Nothing since the hallway
%% vaultnet:end prompts %%

## My news

## Notes
- a quiet week
"""

_WORD = re.compile(r"\bw\d+\b")


@dataclass
class Device:
    """One device's copy of a note, and the words that it has taken out of it."""

    text: str
    random: Random
    new: Callable[[], str]
    removed: set[str] = field(default_factory=set)
    last_contact: str = ""

    def __post_init__(self) -> None:
        found = re.search(r"^last_contact: (\S+)", self.text, re.MULTILINE)
        self.last_contact = found[1] if found else ""

    def lines(self) -> list[str]:
        return self.text.split("\n")

    def put(self, lines: list[str]) -> None:
        self.text = "\n".join(lines)

    def pick(self, pattern: str) -> int | None:
        found = [n for n, each in enumerate(self.lines()) if re.search(pattern, each)]
        return self.random.choice(found) if found else None

    def day(self) -> str:
        return f"2026-11-{self.random.randint(10, 29):02}"


def words(text: str) -> set[str]:
    """The words that devices wrote; each is written once."""
    return set(_WORD.findall(text))


def edit(device: Device) -> None:
    """Do one thing to the note, as somebody would."""
    before = words(device.text)
    is_week = "vaultnet-week" in device.text
    deeds = WEEKLY_DEEDS if is_week else CONTACT_DEEDS
    names, weights = zip(*deeds, strict=True)
    device.random.choices(names, weights)[0](device)
    device.removed |= before - words(device.text)


def add_entry(device: Device) -> None:
    lines = device.lines()
    at = next((n for n, each in enumerate(lines) if each.startswith("## Log")), None)
    if at is None:
        return
    day = device.day()
    entry = f"- {day} call: {device.new()}"
    while at + 1 < len(lines) and lines[at + 1][2:12] > day:
        at += 1
    cr = "\r" if lines[at].endswith("\r") else ""
    device.put([*lines[: at + 1], entry + cr, *lines[at + 1 :]])


def take_tick(device: Device) -> None:
    """What a tick in the weekly note writes: its key makes it one on all devices."""
    lines = device.lines()
    key = f"2026-W{device.random.randint(45, 48)}"
    found = [n for n, each in enumerate(lines) if f"|{key}]]" in each]
    if found:
        n = found[0]
        cr = "\r" if lines[n].endswith("\r") else ""
        head, bracket, rest = lines[n].partition(" [[")
        lines[n] = f"{head} {device.new()}{bracket}{rest.rstrip()}{cr}"
        device.put(lines)
        return
    at = next((n for n, each in enumerate(lines) if each.startswith("## Log")), None)
    if at is None:
        return
    day = device.day()
    entry = f"- {day} call: {device.new()} [[Due {key}|{key}]]"
    while at + 1 < len(lines) and lines[at + 1][2:12] > day:
        at += 1
    cr = "\r" if lines[at].endswith("\r") else ""
    device.put([*lines[: at + 1], entry + cr, *lines[at + 1 :]])
    set_field(device, "last_contact", max(day, device.last_contact))


def set_field(device: Device, key: str, value: str) -> None:
    found = re.search(rf"^{key}: *([^\r\n]*)", device.text, re.MULTILINE)
    if found:
        device.text = (
            f"{device.text[: found.start(1)]}{value}{device.text[found.end(1) :]}"
        )
    if key == "last_contact":
        device.last_contact = value


def last_contact(device: Device) -> None:
    set_field(device, "last_contact", max(device.day(), device.last_contact))


def company(device: Device) -> None:
    set_field(device, "company", f"the {device.new()} works")


def add_field(device: Device) -> None:
    at = device.text.find("\n---") + 1
    end = "\r\n" if "\r\n" in device.text[:at] else "\n"
    word = device.new()
    device.text = f"{device.text[:at]}{word}: {word} here{end}{device.text[at:]}"


def add_tag(device: Device) -> None:
    key = device.random.choice(["aliases", "tags"])
    found = re.search(
        rf"^{key}:(.*?)(\r?\n)(?=\S)", device.text, re.MULTILINE | re.DOTALL
    )
    if found is None:
        return
    if found[1].strip().startswith("["):
        new = found[0].replace("]", f", {device.new()}]")
    else:
        new = f"{key}:{found[1]}{found[2]}  - {device.new()}{found[2]}"
    device.text = device.text.replace(found[0], new, 1)


def drop_tag(device: Device) -> None:
    n = device.pick(r"^  - \w+\r?$")
    if n is not None:
        lines = device.lines()
        device.put(lines[:n] + lines[n + 1 :])


def rewrite_prose(device: Device) -> None:
    n = device.pick(r"^(Sailed|Her|Likes)\b")
    if n is not None:
        lines = device.lines()
        told = lines[n].split(" ")
        told.insert(device.random.randint(1, len(told) - 1), device.new())
        lines[n] = " ".join(told)
        device.put(lines)


def add_prose(device: Device) -> None:
    n = device.pick(r"^(Likes|## Ideas|## Notes|Sailed)")
    if n is not None:
        lines = device.lines()
        cr = "\r" if lines[n].endswith("\r") else ""
        more = [f"{device.new()} came to mind{cr}"]
        more = [cr, *more] if device.random.random() < 0.5 else more
        device.put([*lines[: n + 1], *more, *lines[n + 1 :]])


def append(device: Device) -> None:
    end = "" if device.text.endswith("\n") else "\n"
    device.text += f"{end}- {device.new()} at the end"
    device.text += "\n" if device.random.random() < 0.8 else ""


def tick(device: Device) -> None:
    n = device.pick(r"^- \[ \] ")
    if n is not None:
        lines = device.lines()
        bare = lines[n].rstrip("\r")
        cr = lines[n][len(bare) :]
        mark = device.random.choice("xxxx/->")
        said = f" {device.new()}" if device.random.random() < 0.5 else ""
        done = f" ✅ {device.day()}" if device.random.random() < 0.3 else ""
        lines[n] = bare.replace("[ ]", f"[{mark}]", 1) + said + done + cr
        device.put(lines)


def add_favour(device: Device) -> None:
    n = device.pick(r"^## Favours")
    if n is not None:
        lines = device.lines()
        cr = "\r" if lines[n].endswith("\r") else ""
        new = f"- [ ] asked {device.day()}: {device.new()}{cr}"
        device.put([*lines[: n + 1], new, *lines[n + 1 :]])


def delete_line(device: Device) -> None:
    n = device.pick(r"^- ")
    if n is not None:
        lines = device.lines()
        device.put(lines[:n] + lines[n + 1 :])


def convert_ends(device: Device) -> None:
    text = device.text.replace("\r\n", "\n")
    device.text = text if "\r\n" in device.text else text.replace("\n", "\r\n")


def move_log(device: Device) -> None:
    """Put the section of favours before the log."""
    found = re.search(r"## Favours.*?(?=## )", device.text, re.DOTALL)
    if found and "## Log" in device.text[: found.start()]:
        rest = device.text[: found.start()] + device.text[found.end() :]
        device.text = rest.replace("## Log", f"{found[0]}## Log", 1)


def add_person(device: Device) -> None:
    """What the program does when a week has room: a line and a listed name."""
    name = f"[[{device.new()}]]"
    end = "\r\n" if "\r\n" in device.text else "\n"
    text = re.sub(
        r"(\r?\n)---", lambda m: f'{m[1]}  - "{name}"{m[0]}', device.text, count=1
    )
    marker = "%% vaultnet:end due"
    device.text = text.replace(marker, f"- [ ] {name} · text{end}{marker}", 1)


def word_behind(device: Device) -> None:
    n = device.pick(r"^- \[.\] \[\[")
    if n is not None:
        lines = device.lines()
        bare = lines[n].rstrip("\r")
        lines[n] = f"{bare} {device.new()}{lines[n][len(bare) :]}"
        device.put(lines)


def edit_prompt(device: Device) -> None:
    n = device.pick(r"^> ")
    if n is not None:
        lines = device.lines()
        cr = "\r" if lines[n].endswith("\r") else ""
        device.put([*lines[: n + 1], f"> {device.new()}{cr}", *lines[n + 1 :]])


def note(device: Device) -> None:
    n = device.pick(r"^## (Notes|My news)")
    if n is not None:
        lines = device.lines()
        cr = "\r" if lines[n].endswith("\r") else ""
        device.put([*lines[: n + 1], f"- [[Tom]] {device.new()}{cr}", *lines[n + 1 :]])


CONTACT_DEEDS = (
    (add_entry, 6), (take_tick, 8), (last_contact, 3), (company, 1), (add_field, 2),
    (add_tag, 3), (drop_tag, 1), (rewrite_prose, 2), (add_prose, 3), (append, 2),
    (tick, 5), (add_favour, 3), (delete_line, 2), (convert_ends, 1), (move_log, 1),
)  # fmt: skip
WEEKLY_DEEDS = (
    (tick, 10), (word_behind, 5), (add_person, 4), (edit_prompt, 2), (note, 5),
    (append, 2), (delete_line, 2), (convert_ends, 1),
)  # fmt: skip


def merged(base: str, ours: str, theirs: str) -> MergedNote:
    """Merge, and see that the order of the sides makes no difference."""
    sides = base.encode(), ours.encode(), theirs.encode()
    found = merge_notes(*sides, PATH, marks=HERE)
    assert found == merge_notes(sides[0], sides[2], sides[1], PATH, marks=THERE)
    assert found is not None
    return found


def play(seed: int, devices: int) -> int:
    """Play three rounds of edits and merges; give how many conflicts there were."""
    random = Random(seed)
    numbers = count()
    text = random.choice([CONTACT, WEEKLY])
    written: set[str] = set()
    gone: set[str] = set()

    def new() -> str:
        word = f"w{next(numbers)}"
        written.add(word)
        return word

    conflicts = 0
    for _ in range(3):
        sides = [Device(text, random, new) for _ in range(devices)]
        for device in sides:
            for _ in range(random.randint(1, 4)):
                edit(device)
            gone |= device.removed
        base, text = text, sides[0].text
        for device in sides[1:]:
            result = merged(base, text, device.text)
            conflicts += result.conflicts
            text = MARKERS.sub("", result.data.decode())
        look_at(text, sides, written - gone)
    return conflicts


def look_at(text: str, sides: list[Device], wanted: set[str]) -> None:
    """See that a merged note is sound and that nothing is missing."""
    assert wanted <= words(text), wanted - words(text)
    note = parse_note(PATH, text.encode())
    assert note.state is State.READ
    days = {max(side.last_contact for side in sides)}
    if "last_contact" in note.fields:
        assert note.fields["last_contact"].value in days
    entries, _ = read_log(note, Log().headings)
    told = Counter(word for each in entries for word in words(each.text))
    assert not [word for word, number in told.items() if number > 1]
    weeks = Counter(each.week_key for each in entries if each.week_key)
    assert not [week for week, number in weeks.items() if number > 1]


def run(seeds: range, devices: int) -> None:
    stopped = sum(play(seed, devices) > 0 for seed in seeds)
    assert stopped <= len(seeds) * 3 * (devices - 1) * 0.05


@pytest.mark.parametrize("devices", [2, 3])
def test_nothing_is_lost_or_doubled_between_devices(devices: int) -> None:
    run(range(60), devices)
