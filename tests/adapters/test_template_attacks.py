"""Templates as attacks: each is judged by what could be seen if it had worked."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from vaultnet.adapters.templates import Templates

_CASES = Path(__file__).resolve().parents[1] / "cases" / "template_attacks.json"
_TABLE: dict[str, list[dict[str, Any]]] = json.loads(_CASES.read_text("utf-8"))
ESCAPES, BOMBS = _TABLE["escapes"], _TABLE["bombs"]
NEEDS_PIPES = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="no named pipes here"
)
FOLDER = "Network/Templates"
MOST_MEMORY = 600 * 1024 * 1024
SECRET = "a word that only the outside knows"
DATA: dict[str, object] = {
    "name": "Zoë Ångström",
    "week": {"items": ["a", "b"], "number": 48, "title": "Week 48"},
    "ratio": 0.5,
    "fresh": True,
    "nothing": None,
}


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault in a folder with secrets around it, and a place for a canary."""
    root = tmp_path / "vault"
    folder = root / FOLDER
    (folder / "prompts").mkdir(parents=True)
    shelf = tmp_path / "built-in"
    (shelf / "prompts").mkdir(parents=True)
    (shelf / "week.md.j2").write_text("built-in")
    (shelf / "part.md.j2").write_text("part")
    for outside in (tmp_path, root):
        (outside / "outside.md").write_text(SECRET)
    monkeypatch.setenv("VAULTNET_SECRET", SECRET)
    monkeypatch.chdir(tmp_path)
    return root


def add_traps(vault: Path) -> None:
    """Files in the template folder that are no templates."""
    folder = vault / FOLDER
    (folder / "link.md").symlink_to(vault / "outside.md")
    (folder / "linked").symlink_to(vault)
    (folder / ".hidden.md").write_text(SECRET)
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text(SECRET)
    (folder / "large.md").write_text(SECRET * 4_000)
    (folder / "binary.md").write_bytes(SECRET.encode() + b"\xff")
    os.mkfifo(folder / "pipe.md")


def make(vault: Path) -> Templates:
    return Templates(vault, FOLDER, built_in_folder=vault.parent / "built-in")


def everything(folder: Path) -> dict[str, str]:
    """What lies in a folder, by a digest each: a canary would be seen."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else "none"
        for path in folder.rglob("*")
    }


def spelled(case: dict[str, Any]) -> str:
    """The template of a bomb: pieces, and how often each stands."""
    return "".join(piece * times for piece, times in case["template"])


def peak() -> int:
    """The most memory that any child has had, in bytes; 0 where nobody counts."""
    if sys.platform != "linux":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


@NEEDS_PIPES
def test_no_attack_gets_out(vault: Path) -> None:
    add_traps(vault)
    canary = vault.parent / "canary"
    names = [f"prompts/{number}.md.j2" for number in range(len(ESCAPES))]
    for name, case in zip(names, ESCAPES, strict=True):
        text = case["template"].replace("week.md.j2", name)
        (vault / FOLDER / name).write_text(text.replace("CANARY", str(canary)))
        (vault.parent / "built-in" / name).write_text("built-in")
    before, data = everything(vault.parent), copy.deepcopy(DATA)
    templates = make(vault)
    texts = templates.render_all([(name, DATA) for name in names])
    got = {
        case["name"]: text
        for case, text in zip(ESCAPES, texts, strict=True)
        if text != "built-in"
    }
    assert got == {}
    assert everything(vault.parent) == before
    assert data == DATA
    for problem in templates.problems:
        assert problem.path.startswith(f"{FOLDER}/")
        assert problem.line in {0, 1}
        assert problem.code == "template"
        assert problem.message.isprintable()
        assert len(problem.message) < 300
        assert SECRET not in problem.message
        assert "0x" not in problem.message


@pytest.mark.parametrize(
    "case", [case for case in ESCAPES if "plain" in case], ids=lambda case: case["name"]
)
def test_the_judge_sees_what_works_without_a_sandbox(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: dict[str, str]
) -> None:
    monkeypatch.setenv("VAULTNET_SECRET", SECRET)
    canary = tmp_path / "canary"
    text = case["template"].replace("CANARY", str(canary).replace("\\", "/"))
    environment = Environment(loader=DictLoader({"part.md.j2": ""}))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        out = environment.from_string(text).render(DATA)
    if case["plain"] == "canary":
        assert canary.exists()
    else:
        assert (SECRET if case["plain"] == "secret" else "<class '") in out


NAMES = [
    "{{ 7 * 7 }}.md",
    "{0.__class__}.md",
    "{__import__('os').mkdir('canary')}.md",
    "'+__import__('os').mkdir('canary')+'.md",
    '"+__import__("os").mkdir("canary")+".md',
    "'''\n__import__('os').mkdir('canary')\n'''.md",
    "a\n__import__('os').mkdir('canary')\n#.md",
    "%s%n%(x)s.md",
    "$(mkdir canary).md",
    "-c.md",
]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_a_name(vault: Path, name: str) -> None:
    """The kind of CVE-2024-56201: the name of a template in the code made of it."""
    folder = vault / FOLDER
    (folder / name).write_text("one\n{% block a %}{{ name }}{% endblock %}")
    (folder / "week.md.j2").write_text("{% extends " + json.dumps(name) + " %}")
    before = everything(vault.parent)
    templates = make(vault)
    assert templates.render(name, DATA) == "one\nZoë Ångström"
    assert templates.render("week.md.j2", DATA) == "one\nZoë Ångström"
    (folder / name).write_text("one\n{{ nobody }}")
    assert templates.render("week.md.j2", DATA) == "built-in"
    assert [problem.line for problem in templates.problems] == [2]
    after = everything(vault.parent)
    assert {path for path in after if after[path] != before.get(path)} == {
        str(folder / name)
    }


@pytest.mark.skipif(os.name != "posix", reason="needs a shell to look around in")
def test_the_child_is_told_no_secrets(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands behind the sandbox, should it have a hole one day."""
    shell = vault.parent / "look"
    shell.write_text("#!/bin/sh\n/usr/bin/env >seen\n")
    shell.chmod(0o755)
    (vault / FOLDER / "week.md.j2").write_text("own")
    monkeypatch.setattr(sys, "executable", str(shell))
    assert make(vault).render("week.md.j2", DATA) == "built-in"
    seen = (vault.parent / "seen").read_text()
    assert "PYTHONPATH=" in seen
    assert SECRET not in seen
    assert "HOME=" not in seen


def test_the_child_cannot_write(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="no limits on this system")
    canary = tmp_path / "canary"
    inside = (
        "import os\n"
        "from vaultnet.adapters.templates.__main__ import _limit_ourselves\n"
        f"file = os.open({str(canary)!r}, os.O_CREAT | os.O_WRONLY)\n"
        "_limit_ourselves()\n"
        "os.write(file, b'x')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", inside], capture_output=True, check=False
    )
    assert b"File too large" in done.stderr
    assert canary.read_bytes() == b""


def test_what_would_be_large_at_one_stroke_is_refused(vault: Path) -> None:
    cases = [case for case in BOMBS if case.get("refused")]
    names = [f"prompts/{number}.md.j2" for number in range(len(cases))]
    for name, case in zip(names, cases, strict=True):
        (vault / FOLDER / name).write_text(spelled(case))
        (vault.parent / "built-in" / name).write_text("built-in")
    began = time.monotonic()
    templates = make(vault)
    texts = templates.render_all([(name, DATA) for name in names])
    assert time.monotonic() - began < 8.0
    assert texts == ["built-in"] * len(cases)
    assert [problem.path for problem in templates.problems] == [
        f"{FOLDER}/{name}" for name in names
    ]
    assert not any("time or memory" in each.message for each in templates.problems)
    assert peak() < MOST_MEMORY


def _bombs() -> Iterator[Any]:
    """Those that only the clock ends cost seconds each; most wait for the long run."""
    for case in BOMBS:
        late = case.get("slow") and case["name"] != "nested loops that keep"
        if not case.get("refused"):
            marks = [pytest.mark.long] if late else []
            yield pytest.param(case, id=case["name"], marks=marks)


@pytest.mark.parametrize("case", list(_bombs()))
def test_a_bomb_is_a_problem_in_bounded_time_and_memory(
    vault: Path, case: dict[str, Any]
) -> None:
    (vault / FOLDER / "week.md.j2").write_text(spelled(case))
    began = time.monotonic()
    templates = make(vault)
    assert templates.render("week.md.j2", DATA) == "built-in"
    assert time.monotonic() - began < 8.0
    (problem,) = templates.problems
    assert problem.path == f"{FOLDER}/week.md.j2"
    assert problem.message.endswith("the built-in one serves instead")
    assert problem.message.isprintable()
    assert peak() < MOST_MEMORY


def test_after_a_bomb_the_other_own_templates_still_serve(vault: Path) -> None:
    bomb = next(case for case in BOMBS if case["name"] == "nested loops")
    (vault / FOLDER / "week.md.j2").write_text(spelled(bomb))
    (vault / FOLDER / "part.md.j2").write_text("own {{ week.number }}")
    templates = make(vault)
    jobs = [("part.md.j2", DATA), ("week.md.j2", DATA)] * 2
    assert templates.render_all(jobs) == ["own 48", "built-in"] * 2
    assert len(templates.problems) == 1
