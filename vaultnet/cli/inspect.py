"""vaultnet inspect: how a note is read."""

from __future__ import annotations

import click

from vaultnet.cli.session import (
    Session,
    as_json,
    path_in,
    print_json,
    problem_json,
    say_problem,
)


@click.command()
@click.argument("path")
@as_json
@click.pass_obj
def command(session: Session, path: str, as_json: bool) -> None:
    """Show how one note is read: fields, links, list items, interactions.

    PATH is relative to the vault, or any path that leads into it.

    \b
    Example:
      vaultnet inspect "People/Jane Doe.md"
    """
    from vaultnet.pipeline.inspection import inspect_note

    snapshot = session.snapshot()
    seen = inspect_note(snapshot, path_in(snapshot.vault.root, path))
    if as_json:
        print_json(
            {**seen.values, "problems": [problem_json(p) for p in seen.problems]}
        )
        return
    _say(seen.values)
    for problem in seen.problems:
        click.echo(say_problem(problem), err=True)


def _say(values: dict[str, object]) -> None:
    for key, value in values.items():
        if isinstance(value, dict):
            click.echo(f"{key}:")
            for name, each in value.items():
                click.echo(f"  {name}: {each}")
        elif isinstance(value, list):
            click.echo(f"{key}: {len(value) or 'none'}")
            for each in value:
                click.echo(f"  {_line(each)}")
        else:
            click.echo(f"{key}: {value}")


def _line(each: object) -> str:
    if not isinstance(each, dict):
        return str(each)
    return "  ".join(f"{key}={value}" for key, value in each.items())
