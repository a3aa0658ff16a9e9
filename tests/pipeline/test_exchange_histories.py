"""A phone and a vault, both written into, kept in step by import and export."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from vaultnet.core.exchange.escapes import escape
from vaultnet.core.notes.neutral import shown

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

GIVEN = "Jane Tom Anna Ali Mary-Ann Zoë Łukasz 李 O'Neil jane".split()
FAMILY = "Doe Lee Müller van-Dam 伟 doe MacDonald".split()
ODD = (
    "ORG:" + escape("A;B, C | <AT&T> $5"),
    "ORG:C# #work",
    "BDAY:--0512",
    "BDAY:circa 1800",
    "NOTE:" + escape("- [ ] a task\n> a quote\n\n## Log\n- 2026-01-01 x"),
    "NOTE:" + "long " * 120,
    "X-LONG:" + "y" * 700,
    "ADR;TYPE=HOME:;;1 High St;Leeds;;LS1;UK",
    "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=",
    "item1.URL:https://example.org/~a?b=c#d\r\nitem1.X-ABLabel:_$!<HomePage>!$_",
    "CATEGORIES:friend,Sailing Club,#vip",
    "IMPP:https://signal.me/#p/+4477009{0:05}",
    "URL:https://t.me/jane_doe",
)
UIDS = (
    "{0:08x}-0000-4000-8000-000000000000",
    "urn:uuid:{0:08x}-0000-4000-8000-000000000000",
    "mark{0}@host/x",
    "",
)
HANDMADE = (
    "",
    "---\nE-Mail: {mail}\n---\n",
    '---\n{{email: "{mail}"}}\n---\n',
    '---\nemail: ["[{mail}](mailto:{mail})"] # c\ntags: a, b\n---\n',
    "\ufeff---\nuid: 7\nemail: {mail}\nvcard: X-B:1\nphoto: '[[x.png]]'\n---\n",
    "---\nemail: [{mail}\n---\n",
    "---\r\nemail: >-\r\n  {mail}\r\nvcard: |\r\n  X-A:1\r\n---\r\n",
)
PIECES = (
    *"abc XY`|\\<>%{}[]^&#$*_~=:;,.-+\"'!/@()?",
    *("::", "[[", "]]", "%%", "<%", "é", "ß", "🔁 every", "📅 2026-01-01", "www."),
    *("https://e.example/x", "- [ ]", "1. ", "\t", "\u200b", "\u202e", "Dr. "),
)
PROPERTIES = (
    "TITLE", "ROLE", "ORG", "NICKNAME", "NOTE", "X-Q", "CATEGORIES", "EMAIL", "TEL",
    "URL", "X-SOCIALPROFILE;TYPE=telegram", "IMPP", "BDAY", "X-VAULTNET-MET-AT", "N",
)  # fmt: skip
STEPS = ("new", "new", "edit", "edit", "user", "user", "hand", "import", "import",
         "export", "gone")  # fmt: skip
_LONG_AGO = (1_700_000_000, 1_700_000_000)


class World:
    """A vault, and a folder of cards that a phone writes into.

    Each card has an ``X-MARK`` of its own, by which its person is known to us.
    """

    def __init__(self, seed: int, root: Path, run: Run) -> None:
        self.random, self.root, self._run = random.Random(seed), root, run
        self.phone = root.parent / "phone"
        self.phone.mkdir()
        self.count = 0
        self.words: list[str] = []

    def run(self, *words: str | Path, codes: tuple[int, ...] = (0,)) -> Any:
        said = self._run("--vault", self.root, *words)
        assert said.code in codes, said
        return said

    def tree(self, folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(each.relative_to(folder)): each.read_bytes() for each in files}

    def notes(self) -> list[Path]:
        return sorted((self.root / "People").glob("*.md"))

    def cards(self) -> list[Path]:
        return sorted(self.phone.glob("*.vcf"))

    def word(self) -> str:
        self.words.append(f"word{self.random.random()}")
        return self.words[-1]

    def keep(self, path: Path, text: str) -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
        os.utime(path, _LONG_AGO)

    def new(self) -> None:
        """The phone gets somebody new."""
        self.count += 1
        pick, mark = self.random, f"mark{self.count}q"
        name = f"{pick.choice(GIVEN)} {pick.choice(FAMILY)}"
        lines = [f"FN:{name}", f"X-MARK:{mark}", f"EMAIL:{mark}@example.org"]
        lines += [each.format(self.count) for each in pick.sample(ODD, 3)]
        uid = pick.choice(UIDS).format(self.count)
        self.put(self.phone / f"{mark}.vcf", [*lines, *([f"UID:{uid}"] if uid else [])])

    def put(self, path: Path, lines: list[str]) -> None:
        whole = ("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", "")
        path.write_bytes("\r\n".join(whole).encode())

    def edit(self) -> None:
        """The phone or a server writes a card in another way."""
        if not self.cards():
            return
        path = self.random.choice(self.cards())
        text = re.sub(r"\r\n[ \t]", "", path.read_bytes().decode())
        lines = text.split("\r\n")[2:-2]
        change = self.random.randrange(5)
        if change == 0:
            lines.append(f"TEL;TYPE=WORK:+4477001{self.random.randrange(10**5):05}")
        elif change == 1:
            lines = [each for each in lines if not each.startswith("NOTE")]
            lines.append(f"NOTE:{'changed ' * self.random.choice((1, 90))}")
        elif change == 2:
            self.random.shuffle(lines)
        elif change == 3:
            lines = [re.sub(r"^item1\.", "grp7.", each) for each in lines]
        else:
            gone = [e for e in lines if not e.startswith(("FN", "UID", "X-MARK"))]
            lines.remove(self.random.choice(gone or lines[-1:]))
        self.put(path, lines)

    def gone(self) -> None:
        """The phone deletes somebody."""
        if self.cards():
            self.random.choice(self.cards()).unlink()

    def hand(self) -> None:
        """The user makes a note."""
        name = f"{self.random.choice(GIVEN)} {self.random.choice(FAMILY)}"
        path = self.root / "People" / f"{name}.md"
        mail = f"mark{self.random.randint(1, self.count + 2)}q@example.org"
        if not path.exists():
            head = self.random.choice(HANDMADE).format(mail=mail)
            self.keep(path, f"{head}\n{self.word()}\n")

    def user(self) -> None:
        """The user writes into a note, or gives it another name."""
        if not self.notes():
            return
        path = self.random.choice(self.notes())
        text = path.read_bytes().decode()
        change = self.random.randrange(6)
        if change == 0:
            text += f"\n{self.word()}\n"
        elif change == 1:
            text = re.sub(r"^vcard:\n(?:  - .*\n)+", "", text, flags=re.MULTILINE)
        elif change == 2:
            text = re.sub(r"^company: .*$", 'company: "[[Acme]]"', text, flags=re.M)
        elif change == 3 and not path.with_stem(f"{path.stem} II").exists():
            path.unlink()
            path = path.with_stem(f"{path.stem} II")
        elif change == 4:
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        else:
            text = re.sub(r'^email: (".*")$', r"email:\n  - \1", text, flags=re.M)
        self.keep(path, text)

    def take(self) -> Any:
        # 5: some notes of the user are written in a way that nothing can be added to.
        return json.loads(self.run("import", self.phone, "--json", codes=(0, 5)).out)

    def import_(self) -> None:
        """What a dry run tells is done, once, and can be taken back."""
        before = self.tree(self.root)
        dry = self.run("import", self.phone, "--dry-run", "--json", codes=(0, 5))
        told = json.loads(dry.out)
        assert self.tree(self.root) == before
        assert self.take() == told
        after = self.tree(self.root)
        again = self.take()
        assert (again["created"], again["updated"]) == ([], [])
        assert self.tree(self.root) == after
        if after != before and self.random.random() < 0.3:
            self.run("undo")
            assert self.tree(self.root) == before
            self.take()

    def export(self) -> None:
        """A second export has nothing to do, and nothing of it is news to an import."""
        self.run("export", "vcard", "--out", f"{self.phone}/", codes=(0, 1, 5))
        after = self.tree(self.phone)
        self.run("export", "vcard", "--out", f"{self.phone}/", codes=(0, 1, 5))
        assert self.tree(self.phone) == after
        for name in sorted(self.tree(self.phone)):
            assert "X-VAULTNET-UID" not in after[name].decode()

    def check(self) -> None:
        """Nobody has two notes, no note two people; no word of the user is lost."""
        notes = {path: path.read_bytes().decode() for path in self.notes()}
        owners: dict[str, Path] = {}
        for path, text in notes.items():
            marks = {*re.findall(r"X-MARK:(mark\d+q)", text)}
            assert len(marks) <= 1, text
            assert not marks & owners.keys(), (path, marks)
            owners |= dict.fromkeys(marks, path)
        whole = "\n".join(notes.values())
        assert [each for each in self.words if each not in whole] == []


@pytest.mark.parametrize("seed", range(12))
def test_no_history_loses_doubles_or_mixes_up_anybody(
    seed: int, make_vault: MakeVault, vaultnet: Run
) -> None:
    world = World(seed, make_vault({}), vaultnet)
    for _ in range(14):
        step = world.random.choice(STEPS)
        getattr(world, "import_" if step == "import" else step)()
        world.check()
    world.import_()
    world.export()
    world.check()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_stands_on_a_card_comes_in_and_goes_out_whole(
    seed: int, make_vault: MakeVault, vaultnet: Run
) -> None:
    world = World(seed, make_vault({}), vaultnet)
    pick = world.random
    given: dict[str, set[str]] = {}
    for number in range(60):
        lines = [f"UID:u{number}", f"FN:P{number}x Q{number}z"]
        for name in pick.sample(PROPERTIES, 6):
            text = "".join(pick.choices(PIECES, k=pick.randint(1, 8))).strip()
            own = f"w{number} " if name == "NICKNAME" else ""
            lines.append(f"{name}:{own}{escape(text) if shown(text) else 'x'}")
        world.put(world.phone / f"u{number}.vcf", lines)
        given[f"u{number}"] = {each for each in lines if each[:2] not in ("FN", "N:")}
    came = world.take()
    assert (len(came["created"]), came["updated"]) == (60, [])
    world.run("export", "vcard", "--out", f"{world.phone}/")
    for name, wanted in given.items():
        text = (world.phone / f"{name}.vcf").read_bytes().decode()
        assert "PRODID:-//vaultnet" in text
        assert wanted - {*text.replace("\r\n ", "").split("\r\n")} == set()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1300))
def test_many_histories(seed: int, make_vault: MakeVault, vaultnet: Run) -> None:
    test_no_history_loses_doubles_or_mixes_up_anybody(seed, make_vault, vaultnet)
