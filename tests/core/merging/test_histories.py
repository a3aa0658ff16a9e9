"""Random histories of a note on two and three devices: nothing is lost or doubled.

Every word that a device writes is written once, so that it can be looked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from random import Random

import pytest

from vaultnet.core.config import Log
from vaultnet.core.merging.lines import Marks
from vaultnet.core.merging.note import MergedNote, merge_notes
from vaultnet.core.notes.note import State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.interactions import read_log
from vaultnet.core.people.logbook import add_entry as add_entry_to
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.parts import join_parts, make_part, split_parts

PATH = NotePath("People/Jane Doe.md")
HERE, THERE = Marks(ours="here", theirs="there"), Marks(ours="there", theirs="here")
MARKERS = re.compile(r"^(?:<{7}|={7}|>{7}).*\n?", re.MULTILINE)


def part(*lines: str) -> str:
    """A prompt as the program writes it."""
    made = make_part("\n".join(lines))
    return made.marker + made.text


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

OLDEST_FIRST = """\
Met at the harbour, in the rain.

# Ana Ruiz
## Contact log
- [[2026-02-07]] text: collecting cow bells
  - next: ask how many
- [[2026-05-11]] visit: soup and three hours of tape
- [[2026-08-02]] call: moving to Faro

## Favours
- [x] gave 2026-02-07: a cow bell
"""

HEADINGS = """\
---
last_contact: "2026-08-02"
tags: [friend]
---
## Log

### 2026-08-02 call
Moving to Lisbon, a long talk.
next: ask about the flat

### 2026-05-11
Soup and three hours of tape.
"""

CARD = """\
---
type: person
met: 2026-11-01
---
Met in the hallway.
"""

WEEKLY = f"""\
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
{part("### Jane Doe", "> Last spoke on 2 August")}\
{part("### Sam Lee", "> Nothing since the hallway")}\
%% vaultnet:end prompts %%

## My news

## Notes
- a quiet week
"""

NOTES = (CONTACT, CONTACT, WEEKLY, WEEKLY, OLDEST_FIRST, HEADINGS, CARD)

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
        found = re.search(r"^last_contact: \"?([\d-]+)", self.text, re.MULTILINE)
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
    log(device, device.day(), f"call: {device.new()}")


def log(device: Device, day: str, told: str) -> None:
    """Put an entry where it belongs, as ``vaultnet log`` does."""
    note = parse_note(PATH, device.text.encode())
    logged = add_entry_to(
        note,
        date.fromisoformat(day),
        told,
        headings=Log().headings,
        daily_format="YYYY-MM-DD",
    )
    device.text = logged.text


def take_tick(device: Device) -> None:
    """What a tick in the weekly note writes: its key makes it one on all devices."""
    lines = device.lines()
    key = f"2026-W{device.random.randint(45, 48)}"
    found = [n for n, each in enumerate(lines) if f"|{key}]]" in each]
    if found:
        n = found[0]
        head, bracket, rest = lines[n].rpartition(" [[")
        lines[n] = f"{head} {device.new()}{bracket}{rest}"
        device.put(lines)
        return
    day = device.day()
    log(device, day, f"call: {device.new()} [[Due {key}|{key}]]")
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


def render_anew(device: Device) -> None:
    """What the program does to a prompt that nobody has edited."""
    parts = split_parts(device.text)
    untouched = [n for n, each in enumerate(parts) if each.is_untouched]
    if untouched and "\r" not in device.text:
        n = device.random.choice(untouched)
        heading, told = parts[n].heading, f"> Last spoke on {device.day()}"
        made = make_part(f"### {heading}\n{told}")
        parts[n] = made
        device.text = join_parts(parts)


def drop_prompt(device: Device) -> None:
    parts = split_parts(device.text)
    if len(parts) > 2:
        device.text = join_parts(parts[:1] + parts[2:])


def tell_more(device: Device) -> None:
    """A line below an entry of the log."""
    n = device.pick(r"^(- |### )(\[\[)?2026")
    if n is not None:
        lines = device.lines()
        cr = "\r" if lines[n].endswith("\r") else ""
        lead = "" if lines[n].startswith("#") else "  - "
        new = f"{lead}next: {device.new()}{cr}"
        device.put([*lines[: n + 1], new, *lines[n + 1 :]])


def reword_entry(device: Device) -> None:
    n = device.pick(r"^- (\[\[)?2026[^|]*$")
    if n is not None:
        lines = device.lines()
        bare = lines[n].rstrip("\r")
        lines[n] = f"{bare} {device.new()}{lines[n][len(bare) :]}"
        device.put(lines)


def add_day(device: Device) -> None:
    """An entry whose day is a heading, on top."""
    found = re.search(r"## Log\r?\n\r?\n(?=###)", device.text)
    if found:
        end = "\r\n" if "\r" in found[0] else "\n"
        day = f"2026-12-{device.random.randint(1, 31):02}"
        new = f"### {day}{end}{device.new()}{end}{end}"
        device.text = device.text[: found.end()] + new + device.text[found.end() :]


def restyle(device: Device) -> None:
    """What Obsidian does to the fields: no comments, lists as lines, other quotes."""
    head, fence, body = device.text.partition("\n---")
    if "\r" in head or not fence:
        return
    head = re.sub(r"\n#[^\n]*", "", head)
    head = re.sub(r"\n(\w+): \[([^\n\[\]]+)\]", _as_lines, head)
    head = re.sub(r'\n(\w+): "(2026[^"\n]*)"', r"\n\1: \2", head)
    device.text = head + fence + body


def _as_lines(found: re.Match[str]) -> str:
    items = "".join(f"\n  - {each.strip()}" for each in found[2].split(","))
    return f"\n{found[1]}:{items}"


def drop_field(device: Device) -> None:
    device.text = re.sub(r"\n(email|met): [^\n]*", "", device.text, count=1)


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
    (tell_more, 3), (reword_entry, 3), (add_day, 3), (restyle, 1), (drop_field, 1),
)  # fmt: skip
WEEKLY_DEEDS = (
    (tick, 10), (word_behind, 5), (add_person, 4), (edit_prompt, 2), (note, 5),
    (append, 2), (delete_line, 2), (convert_ends, 1), (render_anew, 5),
    (drop_prompt, 1),
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
    text = random.choice(NOTES)
    written: set[str] = set()
    gone: set[str] = set()

    def new() -> str:
        return f"w{next(numbers)}"

    conflicts = 0
    for _ in range(3):
        sides = [Device(text, random, new) for _ in range(devices)]
        for device in sides:
            for _ in range(random.randint(1, 4)):
                edit(device)
            gone |= device.removed
            written |= words(device.text)
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
    assert note.state is not State.BROKEN
    days = {max(side.last_contact for side in sides)}
    if "last_contact" in note.fields:
        assert note.fields["last_contact"].value in days
    entries, _ = read_log(note, Log().headings)
    told = Counter(word for each in entries for word in words(each.text))
    assert not [word for word, number in told.items() if number > 1]
    weeks = Counter(each.week_key for each in entries if each.week_key)
    assert not [week for week, number in weeks.items() if number > 1]


def run(seeds: range, devices: int) -> None:
    """Play histories; fewer than one in twenty may need a person."""
    stopped = sum(play(seed, devices) > 0 for seed in seeds)
    assert stopped < len(seeds) * 0.05


@pytest.mark.parametrize("devices", [2, 3])
def test_nothing_is_lost_or_doubled_between_devices(devices: int) -> None:
    run(range(50), devices)


@pytest.mark.long
@pytest.mark.parametrize("devices", [2, 3])
@pytest.mark.parametrize("seed", range(0, 6000, 1000))
def test_nothing_is_lost_or_doubled_in_twelve_thousand_histories(
    seed: int, devices: int
) -> None:
    run(range(seed, seed + 1000), devices)
