"""The shape of the project: what a newcomer can rely on when looking around."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import click
import pytest

import vaultnet
from vaultnet.adapters.templates.shelf import built_in
from vaultnet.cli import COMMANDS, cli

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = Path(vaultnet.__file__).resolve().parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 300  # lines: above that a second room wants to come out


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_each_module_says_in_one_line_what_lives_there(path: Path) -> None:
    text = path.read_text("utf-8")
    said = ast.get_docstring(ast.parse(text))
    assert said
    assert said.splitlines()[0].endswith((".", "``"))
    assert text.count("\n") <= LONGEST


def test_every_command_is_in_the_readme() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    said = readme.replace("vaultnet --vault ~/Notes", "vaultnet")
    context = click.Context(cli)
    shown = [
        name
        for name in COMMANDS
        if (command := cli.get_command(context, name)) and not command.hidden
    ]
    missing = [name for name in shown if f"vaultnet {name}" not in said]
    assert missing == []


def test_the_templates_that_serve_are_those_of_the_project() -> None:
    """Beside the package in a checkout, inside it once it is installed."""
    top = PROJECT / "templates"
    wanted = {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in top.rglob("*")
        if path.is_file()
    }
    found = {
        path.relative_to(built_in()).as_posix(): path.read_bytes()
        for path in built_in().rglob("*")
        if path.is_file()
    }
    assert found == wanted
    assert {"week.md.j2", "contact.md.j2", "prompts/email.md.j2"} <= set(found)


@pytest.mark.skipif("VAULTNET_INSTALLED" not in os.environ, reason="make wheel asks")
def test_the_wheel_is_what_is_tested() -> None:
    assert not PACKAGE.is_relative_to(PROJECT / "vaultnet")
    assert built_in() == PACKAGE / "templates"
    assert (PACKAGE / "py.typed").exists()
    assert not (PACKAGE / "tests").exists()
