"""vaultnet check: what is wrong, and how to mend it."""

from __future__ import annotations

import click

from vaultnet.cli.session import (
    Session,
    as_json,
    print_json,
    problem_json,
    say_problem,
)


@click.command()
@as_json
@click.pass_obj
def command(session: Session, as_json: bool) -> None:
    """List all problems in the notes. Ends with 1 where there are any.

    \b
    Example:
      vaultnet check
    """
    from vaultnet.pipeline.check import all_problems

    problems = all_problems(session.snapshot(), session.today())
    if as_json:
        print_json([problem_json(each) for each in problems])
    for problem in () if as_json else problems:
        click.echo(say_problem(problem))
    if problems:
        raise click.exceptions.Exit(1)
    if not as_json:
        click.echo("Nothing is wrong.")
