"""Git itself merges notes of two and three devices, with the driver in every state."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaultnet.adapters.vault import Vault
from vaultnet.core.notes.note import State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath
from vaultnet.pipeline.git import install
from vaultnet.pipeline.rounds import Rounds

Run = Callable[..., Any]

TODAY = date(2026, 11, 25)
JANE, SAM = "People/Jane Doe.md", "People/Sam Lee.md"
ODD = 'People/O\'Brien é "x".md'
WEEK = "Network/Due 2026-W48.md"
LOG = (
    "---\nlast_contact: 2026-06-02\n---\n## Log\n- 2026-06-02 call: moving to Lisbon\n"
)
LINK = "[[Due 2026-W48|2026-W48]]"


pytestmark = pytest.mark.usefixtures("plain_git")


@dataclass(frozen=True)
class Device:
    """One clone of a vault, its index and its journal."""

    root: Path

    def git(self, *words: str, code: int | None = 0) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.root, capture_output=True, check=False
        )
        said = (done.stdout + done.stderr).decode()
        assert code is None or done.returncode == code, said
        return said

    def text(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.text(path)
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def save(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "backup")

    def round(self, today: date = TODAY) -> None:
        """What the watcher does, without waiting for notes to be quiet."""
        away = self.root.with_name(f"{self.root.name}-state")
        vault = Vault(self.root, away, quiet=0)
        done = Rounds(vault, away / "cache", lambda: today).run()
        assert done.waiting == ()

    def take(self, other: Device, *how: str) -> None:
        """Pull from another device."""
        self.git("fetch", "-q", str(other.root), "main:theirs", "-f")
        self.git(*(how or ("merge", "-q", "-m", "both")), "theirs")

    def tick(self, name: str, words: str = "") -> None:
        line = re.search(rf"^- \[ \] \[\[{name}\]\].*$", self.text(WEEK), re.MULTILINE)
        assert line
        self.edit(WEEK, line[0], line[0].replace("[ ]", "[x]", 1) + words)

    def notes(self) -> dict[str, str]:
        names = self.git("ls-files", "-z", "*.md").split("\0")
        return {name: self.text(name) for name in names if name}

    def clone(self, name: str, *, taught: bool = True) -> Device:
        other = Device(self.root.with_name(name))
        self.git("clone", "-q", ".", str(other.root))
        other.git("config", "core.quotePath", "false")
        if taught:
            other.teach()
        return other

    def teach(self) -> None:
        away = self.root.with_name(f"{self.root.name}-state")
        install(Vault(self.root, away, quiet=0), dry=False)

    def driver(self) -> str:
        return self.git("config", "--get", "merge.vaultnet.driver").strip()


@pytest.fixture
def one(tmp_path: Path) -> Device:
    """The first device: three people, the week's note, everything committed."""
    device = Device(tmp_path / "one")
    (device.root / ".obsidian").mkdir(parents=True)
    device.git("init", "-q", "-b", "main")
    for path in (JANE, SAM, ODD):
        device.write(path, LOG)
    device.write(".obsidian/app.json", "{}\n")
    device.teach()
    device.round(date(2026, 11, 23))
    device.save()
    return device


@pytest.fixture
def two(one: Device) -> Device:
    return one.clone("two")


def entries(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("- 20")]


def join(one: Device, two: Device) -> None:
    """Bring both to the same state, and see that it is one and holds."""
    one.take(two)
    two.take(one)
    for each in (one, two):
        each.round()
        each.save()
    assert one.notes() == two.notes()


def test_both_tick_the_same_person_on_the_same_day(one: Device, two: Device) -> None:
    for each in (one, two):
        each.tick("Jane Doe")
        each.round()
        each.save()
    join(one, two)
    assert entries(one.text(JANE)) == [
        f"- 2026-11-25 text {LINK}",
        "- 2026-06-02 call: moving to Lisbon",
    ]


def test_both_tick_the_same_person_with_other_words(one: Device, two: Device) -> None:
    one.tick("Jane Doe", " call: she moved")
    two.tick("Jane Doe", " a new job")
    for each in (one, two):
        each.round()
        each.save()
    join(one, two)
    assert len(entries(one.text(JANE))) == 2
    for words in ("she moved", "a new job"):
        assert words in entries(one.text(JANE))[0]
        assert words in one.text(WEEK)


def test_both_tick_different_people(one: Device, two: Device) -> None:
    one.tick("Jane Doe")
    two.tick("Sam Lee")
    for each in (one, two):
        each.round()
        each.save()
    join(one, two)
    for path in (JANE, SAM):
        assert len(entries(one.text(path))) == 2
    assert one.text(WEEK).count("- [x]") == 2


def test_one_ticks_and_the_other_logs_by_hand(one: Device, two: Device) -> None:
    one.tick("Jane Doe")
    one.round()
    top = "## Log\n"
    two.edit(JANE, top, f"{top}- 2026-11-24 call: a long one\n")
    for each in (one, two):
        each.save()
    join(one, two)
    assert entries(one.text(JANE)) == [
        f"- 2026-11-25 text {LINK}",
        "- 2026-11-24 call: a long one",
        "- 2026-06-02 call: moving to Lisbon",
    ]


def part_ways(one: Device, two: Device, path: str = JANE) -> None:
    """Two logs and two fields, in one place each: more than git can merge."""
    for each, day in ((one, "2026-11-24"), (two, "2026-11-23")):
        each.edit(path, "last_contact: 2026-06-02", f"last_contact: {day}")
        each.edit(path, "## Log\n", f"## Log\n- {day} call: of {each.root.name}\n")
        each.save()


def assert_joined(device: Device, path: str = JANE) -> None:
    assert device.text(path) == (
        "---\nlast_contact: 2026-11-24\n---\n## Log\n- 2026-11-24 call: of one\n"
        "- 2026-11-23 call: of two\n- 2026-06-02 call: moving to Lisbon\n"
    )
    assert device.git("status", "--porcelain", "--untracked-files=all") == ""


def test_merge_of_a_note_with_a_name_full_of_quotes(one: Device, two: Device) -> None:
    part_ways(one, two, ODD)
    one.take(two)
    assert_joined(one, ODD)


def test_no_script_of_the_repository_is_run(one: Device, two: Device) -> None:
    for name in ("yaml.py", "re.py", "vaultnet.py"):
        one.write(name, "raise SystemExit(0)\n")
    part_ways(one, two)
    one.take(two)
    assert_joined(one)


def cross(one: Device, two: Device) -> None:
    """Each merges what the other had: from then on there are two bases."""
    one.git("fetch", "-q", str(two.root), "main:theirs", "-f")
    two.git("fetch", "-q", str(one.root), "main:theirs", "-f")
    for each in (one, two):
        each.git("merge", "-q", "-m", f"at {each.root.name}", "theirs", code=None)
        for path in (JANE, SAM):
            each.write(path, re.sub(r"^[<=>]{7}.*\n", "", each.text(path), flags=re.M))
        each.save()


def test_merges_that_crossed(one: Device, two: Device) -> None:
    part_ways(one, two)
    cross(one, two)
    for each, day in ((one, "2026-11-22"), (two, "2026-11-21")):
        each.edit(JANE, "- 2026-06-02", f"- {day} text: {each.root.name}\n- 2026-06-02")
        each.save()
    one.git("fetch", "-q", str(two.root), "main:theirs", "-f")
    assert len(one.git("merge-base", "--all", "HEAD", "theirs").split()) == 2
    one.take(two)
    two.take(one)
    assert one.text(JANE) == two.text(JANE)
    assert [line[2:12] for line in entries(one.text(JANE))] == [
        "2026-11-24", "2026-11-23", "2026-11-22", "2026-11-21", "2026-06-02"
    ]  # fmt: skip


def test_merges_that_crossed_in_a_conflict(one: Device, two: Device) -> None:
    rewrite(one, two)
    cross(one, two)
    for each in (one, two):
        each.edit(SAM, "## Log\n", f"## Log\n- 2026-11-24 {each.root.name}\n")
        each.save()
    one.git("fetch", "-q", str(two.root), "main:theirs", "-f")
    assert len(one.git("merge-base", "--all", "HEAD", "theirs").split()) == 2
    one.git("merge", "-q", "theirs", code=None)
    text = one.text(SAM)
    for words in ("red ship", "blue ship", "2026-11-24 one", "2026-11-24 two"):
        assert words in text
    assert parse_note(NotePath(SAM), text.encode()).state is not State.BROKEN


def test_rebase(one: Device, two: Device) -> None:
    part_ways(one, two)
    one.take(two, "rebase", "-q")
    assert_joined(one)


def test_cherry_pick(one: Device, two: Device) -> None:
    part_ways(one, two)
    one.take(two, "cherry-pick")
    assert_joined(one)


def test_stash_pop(one: Device, two: Device) -> None:
    part_ways(one, two)
    two.git("reset", "-q", "--soft", "HEAD~")
    two.git("stash", "-q")
    two.git("pull", "-q", str(one.root), "main")
    two.git("stash", "pop", "-q")
    assert "of one" in two.text(JANE)
    two.save()
    assert_joined(two)


def test_a_note_that_both_made(one: Device, two: Device) -> None:
    for each in (one, two):
        each.write("People/Ana.md", LOG)
    part_ways(one, two, "People/Ana.md")
    one.take(two)
    assert_joined(one, "People/Ana.md")


def test_a_note_that_the_other_renamed(one: Device, two: Device) -> None:
    part_ways(one, two)
    two.git("mv", JANE, "People/Jane Roe.md")
    two.save()
    one.take(two)
    assert_joined(one, "People/Jane Roe.md")


def test_three_devices_in_one_merge(one: Device, two: Device) -> None:
    three = one.clone("three")
    for device, path in ((one, JANE), (two, SAM), (three, ODD)):
        device.edit(path, "## Log\n", f"## Log\n- 2026-11-24 {device.root.name}\n")
        device.save()
    for name, device in (("two", two), ("three", three)):
        one.git("fetch", "-q", str(device.root), f"main:{name}")
    one.git("merge", "-q", "-m", "all", "two", "three")
    assert len(one.git("log", "-1", "--format=%p").split()) == 3
    for word, path in (("one", JANE), ("two", SAM), ("three", ODD)):
        assert f"- 2026-11-24 {word}\n" in one.text(path)


def test_three_devices_one_after_the_other(one: Device, two: Device) -> None:
    three = one.clone("three")
    part_ways(one, two)
    three.edit(JANE, "## Log\n", "## Log\n- 2026-11-22 call: of three\n")
    three.save()
    one.take(three)
    two.take(three)
    one.take(two)
    two.take(one)
    assert one.notes() == two.notes()
    assert [line[-3:] for line in entries(one.text(JANE))] == [
        "one", "two", "ree", "bon"
    ]  # fmt: skip


def test_two_worktrees_of_one_clone(one: Device) -> None:
    tree = Device(one.root.with_name("a tree"))
    one.git("worktree", "add", "-q", "-b", "two", str(tree.root))
    two = Device(tree.root)
    for each, day in ((one, "2026-11-24"), (two, "2026-11-23")):
        each.edit(JANE, "last_contact: 2026-06-02", f"last_contact: {day}")
        each.edit(JANE, "## Log\n", f"## Log\n- {day} call\n")
        each.save()
    two.git("merge", "-q", "-m", "both", "main")
    assert two.text(JANE).startswith("---\nlast_contact: 2026-11-24\n---\n## Log\n")
    assert len(entries(two.text(JANE))) == 3


def test_a_vault_in_a_subfolder_with_headings_of_its_own(tmp_path: Path) -> None:
    one = Device(tmp_path / "one")
    note = "my notes/Jane.md"
    one.write("my notes/vaultnet.toml", '[log]\nheadings = ["Treffen"]\n')
    one.git("init", "-q", "-b", "main")
    one.write(note, LOG.replace("## Log", "## Treffen"))
    install(Vault(one.root / "my notes", tmp_path / "state", quiet=0), dry=False)
    one.save()
    two = one.clone("two", taught=False)
    install(Vault(two.root / "my notes", tmp_path / "state", quiet=0), dry=False)
    for each in (one, two):
        each.edit(note, "## Treffen\n", f"## Treffen\n- 2026-11-25 call {LINK}\n")
    two.edit(note, "25 call", "24 call")
    for each in (one, two):
        each.save()
    one.take(two)
    assert len(entries(one.text(note))) == 2


def rewrite(one: Device, two: Device) -> None:
    """One line written anew on both sides, and one field."""
    for each in (one, two):
        each.edit(SAM, "---\n## Log", "company: Acme\n---\nMet at the harbour.\n## Log")
        each.save()
    two.take(one)
    for each, word in ((one, "red"), (two, "blue")):
        each.edit(SAM, "Acme", word)
        each.edit(SAM, "the harbour", f"the {word} ship")
        each.save()


def test_a_conflict_is_marked_in_the_text_and_fields_stay_readable(
    one: Device, two: Device
) -> None:
    rewrite(one, two)
    one.git("fetch", "-q", str(two.root), "main:theirs")
    one.git("merge", "-q", "theirs", code=1)
    assert one.git("status", "--porcelain") == f'UU "{SAM}"\n'
    text = one.text(SAM)
    note = parse_note(NotePath(SAM), text.encode())
    assert note.state is not State.BROKEN
    assert "<<<<<<<" not in text[: note.body_start]
    body = text[note.body_start :]
    for mark in ("<<<<<<< ", "=======\n", ">>>>>>> ", "red ship", "blue ship"):
        assert mark in body
    assert {"red", "blue"} <= set(re.findall(r"\w+", text.replace("ship", "")))


_KILLED = (
    "import os, sys; open(sys.argv[3] + '.vaultnet', 'w').write('half');"
    " os.kill(os.getpid(), 9)"
)
BREAKS: dict[str, Callable[[str], str]] = {
    "missing": lambda text: re.sub(r"\{ \S+ -P", "{ /no/such/python -P", text),
    "crashing": lambda text: text.replace("-m vaultnet", "-c 1/0"),
    "killed": lambda text: text.replace("-m vaultnet", shlex.join(["-c", _KILLED])),
    "refusing": lambda text: text.replace('"$4" "$5"', '"$4" "$5" 6 7 8', 1),
}


@pytest.mark.parametrize("how", BREAKS)
def test_a_driver_that_fails_leaves_both_sides_words(
    how: str, one: Device, two: Device
) -> None:
    command = one.driver()
    assert BREAKS[how](command) != command
    one.git("config", "merge.vaultnet.driver", BREAKS[how](command))
    part_ways(one, two, ODD)
    one.git("fetch", "-q", str(two.root), "main:theirs")
    one.git("merge", "-q", "theirs", code=1)
    text = one.text(ODD)
    for words in ("of one", "of two", "<<<<<<< ours", ">>>>>>> theirs"):
        assert words in text
    assert sorted(one.git("ls-files", "-o").split("\n")) == [""]


def test_without_a_driver_git_merges_as_ever(one: Device, two: Device) -> None:
    one.git("config", "--unset", "merge.vaultnet.driver")
    part_ways(one, two)
    one.git("fetch", "-q", str(two.root), "main:theirs")
    one.git("merge", "-q", "theirs", code=1)
    for words in ("of one", "of two", "<<<<<<< HEAD\n", ">>>>>>> theirs\n"):
        assert words in one.text(JANE)


def test_a_note_that_is_no_text_is_left_to_git(one: Device, two: Device) -> None:
    for each, byte in ((one, b"\xe9"), (two, b"\xe8")):
        (each.root / "old.md").write_bytes(b"caf" + byte + b"\n")
        each.save()
    one.git("fetch", "-q", str(two.root), "main:theirs")
    one.git("merge", "-q", "theirs", code=1)
    data = (one.root / "old.md").read_bytes()
    assert b"caf\xe9" in data
    assert b"caf\xe8" in data
