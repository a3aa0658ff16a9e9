"""vaultnet git: let git merge notes by what stands in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.session import Session, as_json, dry_run, print_json

if TYPE_CHECKING:
    from vaultnet.pipeline.git import Status, Step

_PROBLEM = 1  # done, and something is wrong

git_dir = click.option(
    "--git-dir",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Git's own folder, where it lies elsewhere.",
)


@click.group()
def command() -> None:
    """Let git merge notes by what stands in them.

    \b
    Examples:
      vaultnet git install
      vaultnet git status
    """


@command.command()
@git_dir
@dry_run
@as_json
@click.pass_obj
def install(
    session: Session, git_dir: Path | None, dry_run: bool, as_json: bool
) -> int:
    """Set git up in this clone; may be said again.

    \b
    Example:
      vaultnet git install
    """
    from vaultnet.pipeline.git import install, status

    vault = session.open_vault()
    session.recover(vault)
    steps = install(vault, git_dir, dry=dry_run)
    found = None if dry_run else status(vault, git_dir)
    if as_json:
        print_json(_steps_json(steps))
    else:
        _print_steps(steps, dry_run)
        if found is not None and found.problem is None:
            click.echo("a trial merge came out right")
    return _judge(found)


@command.command()
@git_dir
@dry_run
@as_json
@click.pass_obj
def uninstall(
    session: Session, git_dir: Path | None, dry_run: bool, as_json: bool
) -> None:
    """Take out what install put in.

    \b
    Example:
      vaultnet git uninstall
    """
    from vaultnet.pipeline.git import uninstall

    vault = session.open_vault()
    session.recover(vault)
    steps = uninstall(vault, git_dir, dry=dry_run)
    if as_json:
        print_json(_steps_json(steps))
    else:
        _print_steps(steps, dry_run)


@command.command()
@git_dir
@as_json
@click.pass_obj
def status(session: Session, git_dir: Path | None, as_json: bool) -> int:
    """Say whether it is set up, and works: merges a note to find out.

    \b
    Example:
      vaultnet git status
    """
    from vaultnet.pipeline.git import status

    found = status(session.open_vault(), git_dir)
    if as_json:
        print_json(
            {
                "installed": found.driver is not None and found.named,
                "works": found.works,
                "driver": found.driver,
                "named": found.named,
                "problem": found.problem,
            }
        )
        return _PROBLEM if found.problem else 0
    if found.problem is None:
        click.echo("git merges notes with vaultnet; a trial merge came out right")
    return _judge(found)


def _judge(found: Status | None) -> int:
    if found is None or found.problem is None:
        return 0
    click.echo(f"vaultnet: {found.problem}", err=True)
    return _PROBLEM


def _steps_json(steps: tuple[Step, ...]) -> dict[str, object]:
    return {"changed": [{"where": each.where, "what": each.what} for each in steps]}


def _print_steps(steps: tuple[Step, ...], dry: bool) -> None:
    lead = "would be: " if dry else ""
    for each in steps:
        click.echo(f"{lead}{each.where}: {each.what}")
    if not steps:
        click.echo("nothing to do")
