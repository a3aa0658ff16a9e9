"""The command that git runs for each note: what it writes, how it ends, how little."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

NOTE = "---\ncompany: {}\n---\nMet {}.\n\n## Log\n{}- 2026-01-01 met\n"
BASE = NOTE.format("Acme", "at sea", "")
OURS = NOTE.format("Acme", "at sea", "- 2026-02-01 call: one\n")
THEIRS = NOTE.format("Acme", "at sea", "- 2026-03-01 call: other\n")
BOTH = NOTE.format(
    "Acme", "at sea", "- 2026-03-01 call: other\n- 2026-02-01 call: one\n"
)


def put(folder: Path, *texts: str | bytes) -> None:
    for name, text in zip(("base", "ours", "theirs"), texts, strict=True):
        data = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(data)


def drive(folder: Path, *more: str) -> subprocess.CompletedProcess[bytes]:
    words = ("base", "ours", "theirs", "People/Jane.md", *more)
    return subprocess.run(
        [sys.executable, "-P", "-m", "vaultnet", "merge-driver", *words],
        cwd=folder,
        capture_output=True,
        check=False,
    )


def result(folder: Path) -> bytes:
    assert {each.name for each in folder.iterdir()} >= {"base", "ours", "theirs"}
    assert (folder / "base").exists()
    return (folder / "ours").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "top"
    made.mkdir()
    return made


def test_the_result_stands_in_ours(folder: Path, vaultnet: Run) -> None:
    put(folder, BASE, OURS, THEIRS)
    done = drive(folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert result(folder) == BOTH.encode()
    assert sorted(each.name for each in folder.iterdir()) == ["base", "ours", "theirs"]
    put(folder, BASE, OURS, THEIRS)
    words = ("base", "ours", "theirs", "People/Jane.md")
    said = vaultnet("merge-driver", *words, cwd=folder)
    assert (said.code, said.out, said.err) == (0, "", "")
    assert result(folder) == BOTH.encode()


def test_an_empty_base_is_none(folder: Path) -> None:
    put(folder, "", OURS, THEIRS)
    assert drive(folder).returncode == 0
    assert result(folder) == BOTH.encode()


def test_a_conflict_has_a_number_of_its_own_and_marks_as_asked(folder: Path) -> None:
    put(
        folder,
        BASE,
        NOTE.format("Acme", "at the harbour", ""),
        NOTE.format("Acme", "in the rain", ""),
    )
    assert drive(folder, "9", "HEAD", "a side").returncode == 42
    text = result(folder).decode()
    assert f"\n{'<' * 9} " in text
    assert f"\n{'=' * 9}\n" in text
    assert {"HEAD", "a side"} == {
        line[10:] for line in text.splitlines() if line[:9] in ("<" * 9, ">" * 9)
    }


def test_what_an_old_git_hands_on_is_no_label(folder: Path) -> None:
    put(folder, BASE, BASE.replace("at sea", "here"), BASE.replace("at sea", "there"))
    assert drive(folder, "7", "%X", "%Y").returncode == 42
    assert b"\n<<<<<<< ours\n" in result(folder)


@pytest.mark.parametrize("theirs", [b"caf\xe9\n", b"---\na: [\n---\n", b"<<<<<<< x\n"])
def test_what_cannot_be_merged_is_left_alone(folder: Path, theirs: bytes) -> None:
    put(folder, BASE, OURS, theirs)
    done = drive(folder)
    assert done.returncode == 5
    assert done.stderr.decode() == (
        "vaultnet: People/Jane.md: cannot be merged by what stands in it; git merges"
        " it line by line\n"
    )
    assert result(folder) == OURS.encode()


def test_a_missing_file_and_too_few_words_are_one_line_each(folder: Path) -> None:
    done = drive(folder)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    put(folder, BASE, OURS, THEIRS)
    done = drive(folder, "7", "a", "b", "c")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert result(folder) == OURS.encode()


def test_the_words_of_the_vaults_configuration_count(folder: Path) -> None:
    (folder / "People").mkdir()
    sides = [each.replace("## Log", "## Treffen") for each in (BASE, OURS, THEIRS)]
    toml = folder / "vaultnet.toml"
    for text, wanted in (
        ('[log]\nheadings = ["Treffen"]\n', BOTH),
        ("broken [", None),
        ("log = 7\n", None),
    ):
        toml.write_text(text)
        put(folder, *sides)
        assert drive(folder).returncode == 0
        if wanted:
            assert result(folder).decode() == wanted.replace("## Log", "## Treffen")


def test_little_is_imported(folder: Path) -> None:
    put(folder, BASE, OURS, THEIRS)
    script = (
        "import runpy, sys\n"
        "sys.argv = ['vaultnet', 'merge-driver', 'base', 'ours', 'theirs', 'a.md']\n"
        "try:\n"
        "    runpy.run_module('vaultnet', run_name='__main__')\n"
        "except SystemExit as end:\n"
        "    assert end.code == 0\n"
        "print(*sorted(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    loaded = set(done.stdout.decode().split())
    heavy = {"click", "jinja2", "msgspec", "sqlite3", "watchdog", "platformdirs"}
    assert "vaultnet.core.merging.note" in loaded
    assert not loaded & {*heavy, "logging", "subprocess", "vaultnet.adapters.vault"}
    assert result(folder) == BOTH.encode()
