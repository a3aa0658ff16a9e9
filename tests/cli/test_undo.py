"""Undo as one says it: what it names, what it prints, how it ends."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaultnet.adapters.vault import Vault
from vaultnet.errors import Busy
from vaultnet.pipeline.contact_edits import log_interaction
from vaultnet.pipeline.snapshot import refresh

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

TODAY = date(2026, 11, 23)
WORDS = "call: the garden"
JANE = "# Jane\r\n\r\n## Log\r\n- 2026-08-02 call: moving to Lisbon"  # no last line end
SAM = "## Log\n- 2026-09-01 coffee\n"


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault({"People/Jane.md": JANE, "People/Sam.md": SAM})


@pytest.fixture
def run(vaultnet: Run, root: Path) -> Run:
    return lambda *words, **more: vaultnet("--vault", root, *words, **more)


def notes_in(root: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in root.rglob("*.md")}


def test_undo_takes_back_command_after_command(run: Run, root: Path) -> None:
    before = notes_in(root)
    assert run("log", "Jane", "call: settled in", "--with", "Sam").code == 0
    assert run("new", "Ana Ruiz").code == 0
    assert run("week").code == 0
    said = run("undo")
    assert said.code == 0
    assert said.out.splitlines() == [
        f"Network/Due {name}.md: is gone again (a copy is kept for 30 days): week"
        for name in ("2026-W48", "this week")
    ]
    assert json.loads(run("undo", "--json").out) == {
        "restored": ["People/Ana Ruiz.md"], "left": [],
    }  # fmt: skip
    assert json.loads(run("undo", "--json").out)["restored"] == [
        "People/Jane.md", "People/Sam.md",
    ]  # fmt: skip
    assert notes_in(root) == before
    said = run("undo")
    assert (said.code, said.out) == (1, "nothing to undo\n")
    assert json.loads(run("undo", "--json").out) == {"restored": [], "left": []}


def test_undo_says_of_each_note_whether_it_is_gone(run: Run, root: Path) -> None:
    run("new", "Ana Ruiz")
    said = run("undo", "--dry-run").out
    assert said.startswith("People/Ana Ruiz.md: would be gone again (a copy is kept")
    assert (root / "People/Ana Ruiz.md").exists()
    assert run("undo").out.startswith("People/Ana Ruiz.md: is gone again (a copy")
    run("log", "Jane", "call: settled in")
    assert run("undo").out.startswith("People/Jane.md: is as it was before: log Jane")


def test_undo_lists_what_it_could_take_back(run: Run) -> None:
    run("log", "Jane", "call: settled in")
    run("week")
    listed = json.loads(run("undo", "--list", "--json").out)
    assert [each["label"] for each in listed] == [
        "week", "log Jane 'call: settled in'",
    ]  # fmt: skip
    assert listed[1]["paths"] == ["People/Jane.md"]
    assert "  People/Jane.md" in run("undo", "--list").out.splitlines()


def test_a_dry_undo_only_says_it(run: Run, root: Path) -> None:
    run("log", "Jane", "call: settled in")
    written = notes_in(root)
    said = run("undo", "--dry-run")
    assert said.out == (
        "People/Jane.md: would be as it was before: log Jane 'call: settled in'\n"
    )
    assert notes_in(root) == written
    assert run("undo").code == 0


def test_what_was_changed_since_is_left_alone_and_said(run: Run, root: Path) -> None:
    run("log", "Jane", "call: settled in", "--with", "Sam")
    with (root / "People/Sam.md").open("a") as note:
        note.write("- more\n")
    said = run("undo", "--json")
    assert said.code == 0
    assert json.loads(said.out) == {
        "restored": ["People/Jane.md"],
        "left": [{"path": "People/Sam.md", "why": "was changed since"}],
    }
    assert "- more\n" in notes_in(root)["Sam.md"]


def test_where_everything_must_be_left_alone_it_is_refused(
    run: Run, root: Path
) -> None:
    run("log", "Jane", "call: settled in")
    (root / "People/Jane.md").write_text("other words")
    said = run("undo")
    assert said.code == 5
    assert said.err.splitlines() == [
        "vaultnet: nothing was undone", "People/Jane.md: was changed since",
    ]  # fmt: skip
    assert notes_in(root)["Jane.md"] == "other words"


def test_a_busy_note_is_named_and_the_others_are_written(
    make_vault: MakeVault,
) -> None:
    root = make_vault({"People/Jane.md": JANE, "People/Sam.md": SAM})
    os.utime(root / "People/Jane.md")
    vault = Vault(root, patience=0)
    snapshot = refresh(vault, root.parent / "cache")
    with pytest.raises(Busy, match=r"People/Jane\.md"):
        log_interaction(
            snapshot,
            snapshot.network.contacts,
            TODAY,
            None,
            "call: the garden",
            dry=False,
        )
    assert "the garden" in notes_in(root)["Sam.md"]
    assert notes_in(root)["Jane.md"] == JANE
