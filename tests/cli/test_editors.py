"""Editors save the note of the week while a watcher runs: each tick is one entry.

One vault, one watcher, one person for each way of saving. Editors that need a
terminal get one and are typed into.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 30.0  # seconds before a test gives up
WEEK = "Network/Due 2026-W48.md"
LINK = "[[Due 2026-W48|2026-W48]]"
OLD = "- 2026-10-02 call: moving to Lisbon"
WORDS = "she moved: a flat by the river, über 3 rooms"

Stamp = tuple[int, int, int]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")


@dataclass(frozen=True)
class Edit:
    """What somebody does to one line of the note: sets the box, adds words."""

    path: Path
    line: int  # from 1
    name: str
    words: str = WORDS
    mark: str = "x"

    def made(self) -> bytes:
        """Give the note's bytes as they are to be afterwards."""
        lines = self.path.read_bytes().splitlines(keepends=True)
        line = lines[self.line - 1]
        more = f" {self.words}\n" if self.words else "\n"
        ticked = line.replace(b"[ ]", f"[{self.mark}]".encode()).rstrip(b"\n")
        lines[self.line - 1] = ticked + more.encode()
        return b"".join(lines)


Save = Callable[[Edit], None]


@dataclass
class Desk:
    """A vault with a watcher at work, and what is true of it so far."""

    root: Path
    watcher: Any
    left: bytes = b""
    stamps: dict[str, Stamp] = field(default_factory=dict)

    @property
    def week(self) -> Path:
        return self.root / WEEK

    def contact(self, name: str) -> Path:
        return self.root / f"People/{name}.md"

    def edit(self, name: str, words: str = WORDS) -> Edit:
        lines = self.week.read_bytes().decode().splitlines()
        numbers = (number for number, text in enumerate(lines, 1) if is_of(name, text))
        return Edit(self.week, next(numbers), name, words)

    def wait_for_entry(self, name: str) -> None:
        path = f"People/{name}.md"
        self.watcher.wait_for(lambda done: path in done["ticks"])
        self.stamps[name] = stamp(self.contact(name))

    def begin(self, name: str, words: str = WORDS) -> Edit:
        """Give the edit that is to come; until now nobody but we has written."""
        left, self.left = self.left, self.week.read_bytes()
        assert self.left.decode() == left.decode()
        return self.edit(name, words)

    def check_week(self, wanted: bytes) -> None:
        assert self.week.read_bytes().decode() == wanted.decode()
        self.left = wanted

    def check_entry(self, name: str, entry: str) -> None:
        """Exactly one entry is new, and every other byte is as it was."""
        found = self.contact(name).read_bytes()
        wanted = with_entry(note_of(name), f"- 2026-11-23 {entry}")
        assert found.decode() == wanted.decode()


def is_of(name: str, line: str) -> bool:
    return line.startswith("- [") and line[5:].startswith(f" [[{name}]] · ")


def stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


# -- the people, and their notes in many shapes ---------------------------------------


def note_of(name: str) -> bytes:
    """Give somebody's note: the people take turns in what is odd about it."""
    head = "---\nnext_contact: 2026-11-25   # a date of mine\nfax: 0044 12\n---\n"
    text = f"{head}# {name}\n\nLikes  tea.\t\n\n## Log\n{OLD}\n\n## Else\n* x  \n"
    shapes = (
        text,
        text.replace("\n", "\r\n"),
        "\ufeff" + text,
        text.partition("\n\n## Else")[0],
        text.replace("## Log", "##   Log  ##"),
    )
    return shapes[PEOPLE.index(name) % len(shapes)].encode()


def with_entry(note: bytes, entry: str) -> bytes:
    end = b"\r\n" if b"\r\n" in note else b"\n"
    head, found, rest = note.partition(OLD.encode())
    assert found
    return head + entry.encode() + end + found + rest


# -- ways of saving -------------------------------------------------------------------


def run(*words: str | Path, cwd: Path | None = None) -> None:
    """Run a program that nobody types into; one that is not there is a skip."""
    if shutil.which(str(words[0])) is None:
        pytest.skip(f"{words[0]} is not there")
    env = {**os.environ, "HOME": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        [*map(str, words)], cwd=cwd, env=env, check=True, capture_output=True,
        timeout=PATIENCE,
    )  # fmt: skip


def type_into(name: str, *words: str | Path, seen: str, keys: str) -> None:
    """Run a program in a terminal, and type once it shows what is to be seen."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not there")
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(ours, (24, 200))
    env = {**os.environ, "TERM": "vt100", "HOME": os.devnull, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        [name, *map(str, words)],
        stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True,
    ) as process:  # fmt: skip
        os.close(theirs)
        end = time.monotonic() + PATIENCE
        screen = b""
        while chunk := _read(ours, end):
            screen += chunk
            if keys and seen.encode() in screen and _takes_keys(ours):
                os.write(ours, keys.encode())
                keys = ""
        os.close(ours)
        assert time.monotonic() < end, screen.decode(errors="replace")
    assert (process.returncode, keys) == (0, ""), screen.decode(errors="replace")


def _read(terminal: int, end: float) -> bytes:
    """Give what a terminal shows next, nothing once the program has ended."""
    if not select.select([terminal], [], [], max(0.0, end - time.monotonic()))[0]:
        return b""
    try:
        return os.read(terminal, 65536)
    except OSError:  # what Linux says of a terminal that everybody has left
        return b""


def _takes_keys(terminal: int) -> bool:
    """Tell whether a program has taken the keys over from the terminal's own line."""
    import termios

    return not termios.tcgetattr(terminal)[3] & termios.ICANON


def vim(edit: Edit, *options: str) -> None:
    words = f"A {edit.words}" if edit.words else "A"
    type_into(
        "vim", "--clean", *options, f"+{edit.line}", edit.path, seen=edit.name,
        keys=f"03lr{edit.mark}{words}\x1b:wq\r",
    )  # fmt: skip


def vim_in_place(edit: Edit) -> None:
    vim(edit, "--cmd", "set backupcopy=yes")


def nano(edit: Edit) -> None:
    type_into(
        "nano", "--ignorercfiles", f"+{edit.line},4", edit.path, seen=edit.name,
        keys=f"\x04x\x05 {edit.words}\x0f\r\x18",
    )  # fmt: skip


def emacs(edit: Edit, before: str = "") -> None:
    """Emacs moves the note to a backup, or with its precious flag renames."""
    path, words = (
        json.dumps(str(edit.path)),
        json.dumps(f" {edit.words}", ensure_ascii=False),
    )
    run(
        "emacs", "-Q", "--batch", "--eval",
        f'(progn (set-language-environment "UTF-8") {before} (find-file {path})'
        f' (goto-line {edit.line}) (forward-char 3) (delete-char 1) (insert "x")'
        f" (end-of-line) (insert {words}) (save-buffer))",
    )  # fmt: skip


def emacs_precious(edit: Edit) -> None:
    emacs(edit, "(setq file-precious-flag t)")


def sed(edit: Edit) -> None:
    if sys.platform == "darwin":
        pytest.skip("this sed has no -i of its own")
    number = edit.line
    script = rf"{number}s/\[ \]/[x]/;{number}s/$/ {edit.words}/"
    run("sed", "-i", script, edit.path)


def rsync(edit: Edit, *options: str) -> None:
    copy = edit.path.parents[2] / "copy of the week"
    copy.write_bytes(edit.made())
    run("rsync", "--times", *options, copy, edit.path)


def rsync_in_place(edit: Edit) -> None:
    rsync(edit, "--inplace")


def git_checkout(edit: Edit) -> None:
    """A branch on which another device has ticked, and committed, is checked out."""
    root = edit.path.parents[1]
    other = root.with_name("another device")
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    run("git", "init", "-q", "-b", "main", cwd=root)
    run("git", "add", ".", cwd=root)
    run("git", *identity, "commit", "-qm", "one", cwd=root)
    run("git", "worktree", "add", "-q", "-b", "other", other, cwd=root)
    (other / WEEK).write_bytes(edit.made())
    run("git", *identity, "commit", "-qam", "two", cwd=other)
    run("git", "worktree", "remove", other, cwd=root)
    run("git", "checkout", "-q", "other", cwd=root)


def write_in_place(edit: Edit) -> None:
    edit.path.write_bytes(edit.made())


def _halves(edit: Edit) -> tuple[bytes, bytes]:
    """Give a note cut in the middle of the new words."""
    data = edit.made()
    at = data.index(edit.words.encode()) + len(edit.words) // 2
    return data[:at], data[at:]


def write_in_two_parts(edit: Edit) -> None:
    one, other = _halves(edit)
    with edit.path.open("wb") as file:
        file.write(one)
        file.flush()
        time.sleep(0.5)
        file.write(other)


def write_twice(edit: Edit) -> None:
    one, other = _halves(edit)
    edit.path.write_bytes(one)
    time.sleep(0.5)
    with edit.path.open("ab") as file:
        file.write(other)


def rename_over(edit: Edit) -> None:
    new = edit.path.with_name(".week.md.tmp")
    new.write_bytes(edit.made())
    new.replace(edit.path)


def syncthing(edit: Edit) -> None:
    new = edit.path.with_name(f".syncthing.{edit.path.name}.tmp")
    new.write_bytes(edit.made())
    edit.path.unlink()
    new.rename(edit.path)


SAVES: dict[str, Save] = {
    "Ana Ruiz": vim,
    "Bo Lind": vim_in_place,
    "Cleo Vance": nano,
    "Dina Amsel": emacs,
    "Emil Sato": emacs_precious,
    "Fay Okoro": sed,
    "Gus Meyer": rsync,
    "Hana Ito": rsync_in_place,
    "Ivo Novak": git_checkout,
    "Jo Field": write_in_place,
    "Kim Daal": write_in_two_parts,
    "Lea Brandt": write_twice,
    "Max Holm": rename_over,
    "Nia Costa": syncthing,
}
INBOX, LATER, AGAIN, STALE = "Ola Berg", "Pia Roth", "Quin Ames", "Rosa Weil"
PEOPLE = [*SAVES, INBOX, LATER, AGAIN, STALE]


# -- the desk that all tests share ----------------------------------------------------


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, watching_on: Callable[..., Any]
) -> Desk:
    root = tmp_path_factory.mktemp("editors") / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "People").mkdir()
    (root / "vaultnet.toml").write_text("[week]\nper_week = 30\n")
    made = Desk(root, None)
    for name in PEOPLE:
        made.contact(name).write_bytes(note_of(name))
        os.utime(made.contact(name), (1_700_000_000, 1_700_000_000))
    made.watcher = watching_on(root)
    made.watcher.wait_for(lambda done: bool(done["written"]))
    made.watcher.wait_for(lambda done: not done["written"])  # has seen its own note
    made.left = made.week.read_bytes()
    return made


@pytest.mark.parametrize("name", SAVES, ids=[save.__name__ for save in SAVES.values()])
def test_a_tick_comes_home_once(desk: Desk, name: str) -> None:
    edit = desk.begin(name)
    wanted = edit.made()
    SAVES[name](edit)
    desk.wait_for_entry(name)
    desk.check_entry(name, f"text: {WORDS} {LINK}")
    desk.check_week(wanted)


def test_a_line_added_to_the_inbox_comes_home_once(desk: Desk) -> None:
    edit = desk.begin(INBOX)
    more = f"- [[{INBOX}]] rang, she has moved\n".encode()
    with edit.path.open("ab") as file:
        file.write(more)
    desk.wait_for_entry(INBOX)
    desk.check_entry(INBOX, f"rang, she has moved {LINK}")
    desk.watcher.wait_for(lambda done: bool(done["written"]))
    desk.check_week(replace(edit, words="").made())
    assert desk.left.endswith(more)


def test_words_that_a_second_save_adds_join_the_entry(desk: Desk) -> None:
    rename_over(desk.begin(LATER, words=""))
    desk.wait_for_entry(LATER)
    desk.check_entry(LATER, f"text {LINK}")
    edit = desk.edit(LATER)
    wanted = edit.made()
    write_in_place(edit)
    desk.wait_for_entry(LATER)
    desk.check_entry(LATER, f"text: {WORDS} {LINK}")
    desk.check_week(wanted)


def test_the_same_tick_in_a_second_editor_is_the_same_entry(desk: Desk) -> None:
    edit = desk.begin(AGAIN)
    wanted = edit.made()
    rename_over(edit)
    desk.wait_for_entry(AGAIN)
    desk.check_week(wanted)
    wanted = wanted.replace(f"- [x] [[{AGAIN}".encode(), f"- [X] [[{AGAIN}".encode())
    vim(replace(edit, words="", mark="X"))
    desk.watcher.wait_for(lambda done: done["changed"] > 0)
    desk.check_entry(AGAIN, f"text: {WORDS} {LINK}")
    desk.check_week(wanted)


def test_an_editor_with_an_old_copy_brings_no_second_entry(desk: Desk) -> None:
    edit = desk.begin(STALE)
    old, wanted = edit.path.read_bytes(), edit.made()
    rename_over(edit)
    desk.wait_for_entry(STALE)
    for data in (old, wanted):
        edit.path.write_bytes(data)
        desk.watcher.wait_for(lambda done: done["changed"] > 0)
    desk.check_entry(STALE, f"text: {WORDS} {LINK}")
    desk.check_week(wanted)


def test_a_while_later_nothing_was_written_again(desk: Desk) -> None:
    before = stamp(desk.week)
    rounds = desk.watcher.quiet_rounds(4)
    assert not any(done["written"] or done["ticks"] for done in rounds)
    assert desk.watcher.quiet_rounds(2) == []
    assert {n: stamp(desk.contact(n)) for n in desk.stamps} == desk.stamps
    assert (stamp(desk.week), desk.week.read_bytes()) == (before, desk.left)
    names = {path.name for path in desk.root.glob("[!.]*/*")}
    ours = {*(f"{name}.md" for name in PEOPLE), desk.week.name, "Due this week.md"}
    assert names - ours <= {f"{desk.week.name}~"}
    code, err = desk.watcher.stop(signal.SIGTERM)
    assert code == 0
    for line in err.splitlines():  # a round may have seen the old copy, or not
        assert f"the box of [[{STALE}]] is open" in line
