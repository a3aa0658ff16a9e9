"""The index: disposable, and after a refresh always what a fresh one would be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from vaultnet.adapters.index import MOVES_KEPT, Index
from vaultnet.adapters.vault import Vault
from vaultnet.core.people.facts import Reading
from vaultnet.core.values import NotePath
from vaultnet.pipeline.snapshot import Snapshot, refresh

MakeVault = Callable[[Mapping[str, str | bytes]], Path]

NOTES = {
    "People/Ana.md": "## Log\n- 2026-08-02 call: moving\n## Favours\n"
    "- [ ] introduced 2026-09-01 to [[Tom]]: well? #5min\n"
    "- [-] asked: a: declined, because b\n",
    "People/Tom.md": "---\nlast_contact: 2026-07-01\n---\n",
    "Journal/2026-08-03.md": "- lunch with [[Ana]]\n",
}


def taken(root: Path, cache: Path) -> Snapshot:
    return refresh(Vault(root), cache)


def test_a_second_refresh_reads_nothing(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault(NOTES)
    for path in NOTES:
        os.utime(root / path, ns=(10**18, 10**18))
    first = taken(root, tmp_path / "cache")
    assert (first.changes.changed, first.changes.removed) == (3, 0)
    again = taken(root, tmp_path / "cache")
    assert (again.changes.changed, again.changes.removed) == (0, 0)
    assert again.network == first.network


def test_a_deleted_note_is_gone(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault(NOTES)
    taken(root, tmp_path / "cache")
    (root / "People/Ana.md").unlink()
    snapshot = taken(root, tmp_path / "cache")
    assert snapshot.changes.removed == 1
    assert [c.profile.name for c in snapshot.network.contacts] == ["Tom"]


@pytest.mark.parametrize("uid", ["", "---\nuid: 7f\n---\n"])
def test_a_renamed_person_is_still_meant(
    make_vault: MakeVault, tmp_path: Path, uid: str
) -> None:
    root = make_vault({"People/Ana.md": f"{uid}## Log\n- 2026-08-02 call: moving\n"})
    taken(root, tmp_path / "cache")
    renamed = (root / "People/Ana.md").rename(root / "People/Ana Ruiz.md")
    if uid:
        renamed.write_text(renamed.read_text() + "- 2026-08-09 call: moved\n")
    for _ in range(2):
        snapshot = taken(root, tmp_path / "cache")
        meant = snapshot.who.meant("Ana", NotePath("Network/Week.md"))
        assert meant == "People/Ana Ruiz.md"


def renamed_ana(make_vault: MakeVault, cache: Path) -> Path:
    """Make a vault where Ana's note was renamed between two looks at it."""
    root = make_vault({"People/Ana.md": "## Log\n- 2026-08-02 call: moving\n"})
    taken(root, cache)
    (root / "People/Ana.md").rename(root / "People/Ana Ruiz.md")
    assert meant_by_ana(taken(root, cache)) == "People/Ana Ruiz.md"
    return root


def meant_by_ana(snapshot: Snapshot) -> NotePath | None:
    return snapshot.who.meant("Ana", NotePath("Network/Week.md"))


def test_renames_outlive_another_way_of_reading_and_a_rebuild(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    root = renamed_ana(make_vault, cache)
    (root / "vaultnet.toml").write_text('[log]\nheadings = ["Log", "Talks"]\n')
    assert meant_by_ana(taken(root, cache)) == "People/Ana Ruiz.md"
    rebuilt = refresh(Vault(root), cache, rebuild=True)
    assert meant_by_ana(rebuilt) == "People/Ana Ruiz.md"
    assert meant_by_ana(taken(root, cache)) == "People/Ana Ruiz.md"


def test_renames_outlive_an_index_of_version_4(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    root = renamed_ana(make_vault, cache)
    (path,) = cache.glob("*.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("update meta set version = 4")
        db.execute("create table before (old text primary key, new text) without rowid")
        db.execute("insert into before select old, new from moves")
        db.execute("drop table moves")
        db.execute("alter table before rename to moves")
    assert meant_by_ana(taken(root, cache)) == "People/Ana Ruiz.md"


def test_renames_of_a_damaged_index_are_not_believed(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    root = renamed_ana(make_vault, cache)
    (path,) = cache.glob("*.db")
    with closing(sqlite3.connect(path)) as db:
        ask = "select rootpage from sqlite_master where name = 'notes'"
        page = int(db.execute(ask).fetchone()[0])
    with path.open("r+b") as file:  # those of the renames are whole
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    assert meant_by_ana(taken(root, cache)) is None


def test_only_the_latest_renames_are_remembered(tmp_path: Path) -> None:
    names = [NotePath(f"{number}.md") for number in range(MOVES_KEPT + 3)]
    index = Index(tmp_path / "index.db", Reading())
    index.move((each, each) for each in names)
    index.move([(names[3], NotePath("back.md"))])
    kept = list(index.moves())
    index.close()
    assert kept == [*names[4:], names[3]]


@pytest.mark.parametrize(
    "damage", [b"", b"not a database at all", b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_damaged_index_is_started_afresh(
    make_vault: MakeVault, tmp_path: Path, damage: bytes
) -> None:
    root, cache = make_vault(NOTES), tmp_path / "cache"
    first = taken(root, cache)
    (index,) = cache.glob("*.db")
    index.write_bytes(damage)
    assert taken(root, cache).network == first.network


def test_damage_in_the_middle_is_found_and_mended(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root, cache = make_vault(NOTES), tmp_path / "cache"
    first = taken(root, cache)
    (index,) = cache.glob("*.db")
    data = bytearray(index.read_bytes())
    at = data.index(b"People/Ana.md", 8000)
    data[at - 100 : at + 300] = b"\xff" * 400
    index.write_bytes(data)
    assert taken(root, cache).network == first.network


def test_another_way_of_reading_starts_it_afresh(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root, cache = make_vault({**NOTES, "Folks/Sam.md": ""}), tmp_path / "cache"
    assert len(taken(root, cache).network.contacts) == 2
    (root / "vaultnet.toml").write_text('[people]\nfolders = ["Folks"]\n')
    names = [c.profile.name for c in taken(root, cache).network.contacts]
    assert names == ["Sam", "Tom"]


def test_without_a_place_for_it_everything_works_unkept(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    snapshot = taken(make_vault(NOTES), tmp_path / "cache")
    assert len(snapshot.network.contacts) == 2


def refresh_long_after(root: Path, place: Path) -> None:
    """Refresh when all files look old enough for their stamps to be trusted."""
    later = time.time_ns() + 10_000_000_000
    refresh(Vault(root), place / "cache", now=lambda: later)
    probe = place / "probe"
    probe.write_text("")
    first = probe.stat().st_ctime_ns
    while probe.stat().st_ctime_ns == first:  # the clock of the disk ticks slowly
        probe.write_text("")


def edit_unseen(path: Path, old: str, new: str) -> None:
    """Change a note so that its size and time of change stay the same."""
    before = path.stat()
    path.write_text(path.read_text().replace(old, new))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no time of change")
def test_a_change_of_the_same_size_and_time_is_seen(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root = make_vault(NOTES)
    refresh_long_after(root, tmp_path)
    assert taken(root, tmp_path / "cache").changes.changed == 0
    edit_unseen(root / "People/Ana.md", "moving", "sawing")
    snapshot = taken(root, tmp_path / "cache")
    assert snapshot.network.contacts[0].history[0].text == "sawing"


NAMES = st.sampled_from(
    [
        "People/Ana.md",
        "People/Tom.md",
        "Ana.md",
        "Journal/2026-08-03.md",
        "Deep/a/Ana.md",
    ]
)
TEXTS = st.sampled_from(
    [
        "", "## Log\n- 2026-08-02 call: one\n", "## Log\n- 2026-08-02 call: two\n",
        "- lunch with [[Ana]]\n", "---\ntype: person\n---\n", "---\ntype: [\n---\n",
        "---\naliases: [Ana]\nlast_contact: 2026-01-01\n---\n", "- [[Tom]] & [[Ana]]\n",
    ]
)  # fmt: skip


class Vaults(RuleBasedStateMachine):
    """Any sequence of changes, then a refresh, equals a fresh index."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.root = self.place / "vault"
        self.root.mkdir()

    def teardown(self) -> None:
        shutil.rmtree(self.place)

    @rule(name=NAMES, text=TEXTS)
    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    @rule(name=NAMES, word=st.sampled_from(["one", "two"]))
    def edit_unseen(self, name: str, word: str) -> None:
        other = {"one": "two", "two": "one"}[word]
        if (self.root / name).exists():
            edit_unseen(self.root / name, other, word)

    @rule(name=NAMES, other=NAMES)
    def rename(self, name: str, other: str) -> None:
        if (self.root / name).exists():
            (self.root / other).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).replace(self.root / other)

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)

    @rule()
    def refresh(self) -> None:
        taken(self.root, self.place / "cache")

    @rule()
    def refresh_long_after(self) -> None:
        refresh_long_after(self.root, self.place)

    @invariant()
    def is_as_if_fresh(self) -> None:
        with tempfile.TemporaryDirectory() as empty:
            fresh = taken(self.root, Path(empty))
        kept = taken(self.root, self.place / "cache")
        assert kept.network == fresh.network
        assert kept.problems == fresh.problems


TestVaults = Vaults.TestCase
TestVaults.settings = settings(max_examples=40, stateful_step_count=12, deadline=None)
