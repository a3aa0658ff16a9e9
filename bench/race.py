"""A race for one note: an editor saves every few milliseconds, and so do we.

    python bench/race.py --saves 5000

Each way of saving gets a note of its own. The editor reads the note afresh for each
save and adds a line; vaultnet adds lines through the same door as every command,
only without waiting for the note to be quiet, which would never be. In the end every
line of both must be there.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from vaultnet.adapters.vault import Vault
from vaultnet.errors import Busy

_LONGEST = 1000  # saves
_START = "# Ana\n\n## Log\n\n## Notes\n"


def save_by_truncating(path: Path, text: str, _line: str) -> None:
    """Empty the file and write it anew, as most editors do."""
    with path.open("w") as file:
        file.write(text)


def save_in_two_parts(path: Path, text: str, _line: str) -> None:
    """Do the same, with a pause in the middle."""
    with path.open("w") as file:
        file.write(text[: len(text) // 2])
        file.flush()
        time.sleep(0.002)
        file.write(text[len(text) // 2 :])


def save_by_renaming(path: Path, text: str, _line: str) -> None:
    """Write another file, and give it the note's name."""
    other = path.with_name(".editor")
    other.write_text(text)
    other.replace(path)


def save_by_appending(path: Path, _text: str, line: str) -> None:
    """Write the new line behind the others."""
    with path.open("a") as file:
        file.write(line)


STYLES: dict[str, Callable[[Path, str, str], None]] = {
    "truncate": save_by_truncating,
    "parts": save_in_two_parts,
    "rename": save_by_renaming,
    "append": save_by_appending,
}


@dataclass(frozen=True)
class Result:
    """How a race ended.

    ``met`` counts writes of ours into which a save fell, ``put_back`` those that a
    save had written over by the next one.
    """

    saves: int
    writes: int
    lost_theirs: int
    lost_ours: int
    twice: int
    copies: int
    met: int
    put_back: int
    busy: int
    seconds: int


def edit_for_ever(path: Path, style: str, saves: int, seed: int) -> None:
    """Be the editor: read, add a line, save."""
    dice = random.Random(seed)
    save = STYLES[style]
    for number in range(saves):
        line = f"- {number} theirs, which the editor put there ({style})\n"
        save(path, _with_line(path.read_text(), line, dice), line)
        time.sleep(dice.uniform(0.002, 0.008))


def _with_line(text: str, line: str, dice: random.Random) -> str:
    """Put a line at the end, or at the top of the list as a log may have it."""
    if dice.random() < 0.5 and "## Log\n" in text:
        head, mark, rest = text.partition("## Log\n")
        return f"{head}{mark}{line}{rest}"
    return text + line


class Writer:
    """Our side: adds lines until the editor has ended."""

    def __init__(self, root: Path, state: Path, style: str) -> None:
        self.vault = Vault(root, state, quiet=0)
        self.path = root / "Ana.md"
        self.style = style
        self.lines: list[str] = []
        self.met = self.put_back = self.busy = 0
        self._dice = random.Random(style)

    def write(self) -> None:
        """Add one line."""
        line = f"- ours {len(self.lines)} {self.style}\n"
        calls: list[bytes | None] = []

        def edit(now: bytes | None) -> bytes:
            calls.append(now)
            self._count_put_back(now or b"")
            return _with_line((now or b"").decode(), line, self._dice).encode()

        try:
            self.vault.change("Ana.md", edit)
        except Busy:
            self.busy += 1
            return
        self.met += len(calls) > 1
        self.lines.append(line)

    def _count_put_back(self, now: bytes) -> None:
        """Our last line stands in what we are given, and not in the file."""
        last = self.lines[-1].encode() if self.lines else b""
        self.put_back += last in now and last not in self.path.read_bytes()

    def settle(self) -> None:
        """Let what is unfinished be finished, and what was written over come back."""
        while any("put back" in line for line in self.vault.recover()):
            self.put_back += 1


def race(style: str, saves: int, folder: Path) -> Result:
    """Run one race."""
    root = folder / style
    root.mkdir()
    path = root / "Ana.md"
    path.write_text(_START)
    writer = Writer(root, folder / "state", style)
    fork = multiprocessing.get_context("fork")
    editor = fork.Process(target=edit_for_ever, args=(path, style, saves, 1))
    begun = time.monotonic()
    editor.start()
    while editor.is_alive():
        writer.write()
    editor.join()
    writer.settle()
    copies = [each for each in root.iterdir() if each != path]
    note, found = _lines_of([path]), _lines_of([path, *copies])
    theirs = [
        f"- {number} theirs, which the editor put there ({style})\n"
        for number in range(saves)
    ]
    return Result(
        saves=saves,
        writes=len(writer.lines),
        lost_theirs=sum(not found[line] for line in theirs),
        lost_ours=sum(not found[line] for line in writer.lines),
        twice=sum(note[line] > 1 for line in (*theirs, *writer.lines)),
        copies=len(copies),
        met=writer.met,
        put_back=writer.put_back,
        busy=writer.busy,
        seconds=round(time.monotonic() - begun),
    )


def _lines_of(paths: list[Path]) -> Counter[str]:
    text = "".join(each.read_text() for each in paths)
    return Counter(text.splitlines(keepends=True))


def main() -> int:
    """Run the races; 1 where a line was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=5000, help="for each style")
    parser.add_argument("--style", choices=STYLES, action="append")
    parser.add_argument("--folder", type=Path, help="where; a RAM disk is faster")
    chosen = parser.parse_args()
    lost = 0
    for style in chosen.style or STYLES:
        total = Counter[str]()
        for saves in _pieces(chosen.saves):
            with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
                total.update(asdict(race(style, saves, Path(folder))))
        print(json.dumps({"style": style, **total}), flush=True)
        lost += total["lost_ours"] + total["lost_theirs"]
    return int(lost > 0)


def _pieces(saves: int) -> list[int]:
    """A new note now and then: one of many thousand lines is no note any more."""
    full, rest = divmod(saves, _LONGEST)
    return [_LONGEST] * full + [rest] * bool(rest)


if __name__ == "__main__":
    sys.exit(main())
