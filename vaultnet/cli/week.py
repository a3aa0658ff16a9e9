"""vaultnet week: the note of the week."""

from __future__ import annotations

import click

from vaultnet.cli.due import check_in_json
from vaultnet.cli.session import (
    Session,
    as_json,
    dry_run,
    print_json,
    print_problems,
    problem_json,
)
from vaultnet.errors import WrongUsage


@click.command()
@click.option("--week", "which", metavar="2026-W48", help="Another week than this one.")
@click.option("--print", "show", is_flag=True, help="Print the note, too.")
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session, which: str | None, show: bool, dry_run: bool, as_json: bool
) -> None:
    """Write the note of the week: who to write to, and what to say.

    A note that is there already is only added to: nothing that you wrote or
    ticked is touched.

    \b
    Examples:
      vaultnet week
      vaultnet week --week 2026-W48 --print --dry-run
    """
    from vaultnet.core.dates.week import parse_week, week_of
    from vaultnet.pipeline.rendering import open_templates
    from vaultnet.pipeline.week import listed_in, write_week

    today = session.today()
    week = parse_week(which) if which else week_of(today)
    if week is None:
        raise WrongUsage(f"{which!r} is no week; write it as 2026-W48")
    snapshot = session.snapshot()
    written = write_week(snapshot, open_templates(snapshot), week, today, dry=dry_run)
    others = [each for each in snapshot.problems if each not in written.problems]
    problems = (*written.problems, *others)
    if as_json:
        opens = listed_in(snapshot, written, today)
        print_json(
            {
                "path": written.path,
                "written": written.written,
                "check_ins": [check_in_json(each) for each in opens],
                "ticks": [],
                "problems": [problem_json(each) for each in problems],
            }
        )
        return
    if show:
        click.echo(written.text, nl=False)
    elif dry_run:
        click.echo(f"{written.path}: not written, as you asked")
    else:
        click.echo(f"{written.path}: {'written' if written.written else 'up to date'}")
    print_problems(problems)
