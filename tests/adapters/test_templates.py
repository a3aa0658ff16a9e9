"""Templates: the vault's own first, behind walls; the built-in ones as the net."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from vaultnet.adapters.templates import Templates
from vaultnet.adapters.templates.shelf import built_in
from vaultnet.errors import VaultnetError

NEEDS_PIPES = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="no named pipes here"
)
FOLDER = "Network/Templates"
DATA: dict[str, object] = {
    "name": "Zoë Ångström",
    "week": {"items": ["a", "b"], "number": 48, "title": "Week 48"},
    "ratio": 0.5,
    "fresh": True,
    "nothing": None,
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "vault" / FOLDER / "prompts").mkdir(parents=True)
    shelf = tmp_path / "built-in"
    (shelf / "prompts").mkdir(parents=True)
    (shelf / "week.md.j2").write_text("built-in {{ name }}\n")
    (shelf / "parts.md.j2").write_text("[{% include 'part.md.j2' %}]")
    (shelf / "part.md.j2").write_text("built-in part")
    (shelf / "prompts" / "email.md.j2").write_text("email {{ week.number }}")
    return tmp_path / "vault"


def make(vault: Path, folder: str = FOLDER) -> Templates:
    return Templates(vault, folder, built_in_folder=vault.parent / "built-in")


def own(vault: Path, text: str, name: str = "week.md.j2") -> Templates:
    (vault / FOLDER / name).write_text(text, encoding="utf-8")
    return make(vault)


def test_the_built_in_serves_where_there_is_no_own(vault: Path) -> None:
    templates = make(vault)
    assert not templates.has_own("week.md.j2")
    assert templates.render("week.md.j2", DATA) == "built-in Zoë Ångström\n"
    assert templates.problems == []


def test_the_vaults_own_comes_first(vault: Path) -> None:
    templates = own(vault, "own {{ name }}, {{ week.items | join('+') }}\n")
    assert templates.has_own("week.md.j2")
    assert templates.render("week.md.j2", DATA) == "own Zoë Ångström, a+b\n"
    assert templates.problems == []


def test_an_own_template_may_be_called_so_that_obsidian_shows_it(vault: Path) -> None:
    templates = own(vault, "own {{ week.number }}", "prompts/email.md")
    assert templates.render("prompts/email.md.j2", DATA) == "own 48"


def test_an_own_part_of_a_built_in_template(vault: Path) -> None:
    templates = own(vault, "own {{ name }}", "part.md.j2")
    assert templates.render("parts.md.j2", DATA) == "[own Zoë Ångström]"


def test_an_own_template_may_build_on_a_built_in_one(vault: Path) -> None:
    templates = own(vault, "{% include 'part.md.j2' %} and {{ name }}")
    assert templates.render("week.md.j2", DATA) == "built-in part and Zoë Ångström"


def test_many_jobs_come_back_in_order_from_one_child(vault: Path) -> None:
    templates = own(vault, "own {{ number }}")
    jobs = [
        (name, DATA | {"number": number})
        for number in range(20)
        for name in ("week.md.j2", "prompts/email.md.j2")
    ]
    began = time.monotonic()
    texts = templates.render_all(jobs)
    assert time.monotonic() - began < 5.0
    assert texts[::2] == [f"own {number}" for number in range(20)]
    assert set(texts[1::2]) == {"email 48"}


def test_no_vault_folder_and_one_that_is_elsewhere(vault: Path) -> None:
    outside = vault.parent / "outside"
    outside.mkdir()
    (outside / "week.md.j2").write_text("outside")
    (vault / "link").symlink_to(outside)
    for folder in ("missing", "../outside", str(outside), "link"):
        text = make(vault, folder).render("week.md.j2", DATA)
        assert text == "built-in Zoë Ångström\n"


BROKEN = {
    "{{ name\n": "end of print statement",
    "one\ntwo {% if %}\n": "Expected an expression",
    "a\nb\n{% nonsense %}": "unknown tag 'nonsense'",
    "one\ntwo {{ nome }}": "there is nothing called “nome”",
    "one\n\nthree {{ week.nothing_such }}": "there is nothing called “nothing_such”",
    "{{ name | tojson }}": "No filter named 'tojson'",
    "{{ 1 // 0 }}": "cannot be worked out",
    "{{ name.upper(1, 2) }}": "cannot be worked out",
    "{% include 'missing.md' %}": "no template “missing.md”",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_template_is_a_problem_with_its_line(vault: Path, text: str) -> None:
    templates = own(vault, text)
    assert templates.render("week.md.j2", DATA) == "built-in Zoë Ångström\n"
    (problem,) = templates.problems
    assert problem.path == f"{FOLDER}/week.md.j2"
    assert problem.line == text.rstrip("\n").count("\n") + 1
    assert problem.code == "template"
    assert BROKEN[text] in problem.message
    assert problem.message.endswith("the built-in one serves instead")
    assert "\n" not in problem.message


def test_an_error_in_an_own_part_is_told_there(vault: Path) -> None:
    templates = own(vault, "one\n{{ nome }}", "part.md.j2")
    assert templates.render("parts.md.j2", DATA) == "[built-in part]"
    (problem,) = templates.problems
    assert (problem.path, problem.line) == (f"{FOLDER}/part.md.j2", 2)


def test_one_bad_template_costs_the_others_nothing(vault: Path) -> None:
    own(vault, "own {{ week.number }}", "prompts/email.md.j2")
    templates = own(vault, "{{ nome }}")
    jobs = [("week.md.j2", DATA), ("prompts/email.md.j2", DATA)] * 3
    assert templates.render_all(jobs) == ["built-in Zoë Ångström\n", "own 48"] * 3
    assert len(templates.problems) == 1


ENDLESS = (
    "{% for a in range(999) %}{% for b in range(999) %}"
    "{% for c in range(999) %}{% endfor %}{% endfor %}{% endfor %}"
)


def test_a_bomb_in_a_part_blames_the_folder(vault: Path) -> None:
    templates = own(vault, ENDLESS, "part.md.j2")
    assert templates.render("parts.md.j2", DATA) == "[built-in part]"
    (problem,) = templates.problems
    assert problem.path == FOLDER
    assert "parts.md.j2" in problem.message


def test_names_and_texts_of_the_world(vault: Path) -> None:
    templates = own(vault, "Здравствуй, {{ name }} 🌱\n", "prompts/письмо ✉️.md.j2")
    text = templates.render("prompts/письмо ✉️.md.j2", {"name": "李雷\u2028\ud800"})
    assert text == "Здравствуй, 李雷\u2028\ud800 🌱\n"


def test_a_template_with_windows_line_ends(vault: Path) -> None:
    (vault / FOLDER / "week.md.j2").write_bytes(
        "\ufeffone\r\n{% if fresh %}\r\ntwo\r\n{% endif %}\r\nthree\r\n".encode()
    )
    assert make(vault).render("week.md.j2", DATA) == "one\ntwo\nthree\n"


def test_blocks_leave_no_empty_lines_and_nothing_is_escaped(vault: Path) -> None:
    text = "a\n  {% if fresh %}\n{{ name }}\n  {% endif %}\nb\n"
    templates = own(vault, text)
    assert (
        templates.render("week.md.j2", {"fresh": True, "name": "<&>"}) == "a\n<&>\nb\n"
    )


def test_what_templates_may_do(vault: Path) -> None:
    text = (
        "{% macro line(x) %}- {{ x }}{{ caller() }}{% endmacro %}"
        "{% for x in week.items %}{{ loop.index }}/{{ loop.length }} "
        "{% call line(x) %}!{% endcall %} {% endfor %}"
        "{{ name.split(' ')[0] | upper }} {{ week.get('gone', 'no') }} "
        "{% set n = namespace(k=1) %}{% set n.k = n.k + 1 %}{{ n.k }} "
        "{{ 'a' ~ 1 }} {{ nothing is none }} {{ 'x' if ratio > 0.2 }} {{ 2 ** 10 }} "
        "{% for key, all in [{'k': 1, 'v': 'p'}] | groupby('k') %}{{ key }}"
        "{{ all[0].v }}{% endfor %} {{ 'a & b' | urlencode }}"
    )
    templates = own(vault, text)
    out = templates.render("week.md.j2", DATA)
    assert templates.problems == []
    assert out == "1/2 - a! 2/2 - b! ZOË no 2 a1 True x 1024 1p a%20%26%20b"


def test_only_plain_data_goes_in(vault: Path) -> None:
    for value in (Path("x"), {1: "x"}, [object()], ("a",), {"a": {"b"}}):
        with pytest.raises(TypeError):
            make(vault).render("week.md.j2", {"name": value})


def test_a_template_that_nobody_has(vault: Path) -> None:
    with pytest.raises(VaultnetError, match=r"no template nobody\.md\.j2"):
        make(vault).render("nobody.md.j2", {})


def test_a_bad_own_template_without_a_built_in_gives_nothing(vault: Path) -> None:
    templates = own(vault, "{{ nome }}", "prompts/signal.md.j2")
    assert templates.render("prompts/signal.md.j2", DATA) == ""
    assert len(templates.problems) == 1


def test_the_vaults_templates_are_read_anew(vault: Path) -> None:
    templates = make(vault)
    assert templates.render("parts.md.j2", DATA) == "[built-in part]"
    (vault / FOLDER / "part.md.j2").write_text("own")
    assert templates.render("parts.md.j2", DATA) == "[own]"


@pytest.mark.parametrize(
    ("make_bad", "said"),
    [
        (lambda path: path.symlink_to("/etc/hostname"), "it is a link"),
        (lambda path: path.write_bytes(b"x" * 70_000), "64 KiB"),
        (lambda path: path.write_bytes(b"\xff\xfe"), "not UTF-8"),
        pytest.param(getattr(os, "mkfifo", None), "64 KiB", marks=NEEDS_PIPES),
    ],
)
def test_a_file_that_is_no_template(vault: Path, make_bad: object, said: str) -> None:
    assert callable(make_bad)
    make_bad(vault / FOLDER / "week.md.j2")
    templates = make(vault)
    assert templates.render("week.md.j2", DATA) == "built-in Zoë Ångström\n"
    assert said in templates.problems[0].message


def test_a_template_in_the_working_folder_cannot_pose_as_a_module(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (vault / "jinja2.py").write_text("raise SystemExit")
    (vault / "vaultnet.py").write_text("raise SystemExit")
    monkeypatch.chdir(vault)
    assert own(vault, "own").render("week.md.j2", DATA) == "own"


def test_the_built_in_folder_is_there() -> None:
    assert built_in().is_dir()
    assert not list(built_in().rglob("*.py"))
