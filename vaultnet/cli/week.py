"""vaultnet week: the note of the week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
from vaultnet.errors import RefusedToWrite, WrongUsage

if TYPE_CHECKING:
    from vaultnet.pipeline.entering import Tick
    from vaultnet.pipeline.week import WrittenWeek


@click.command()
@click.option("--week", "which", metavar="2026-W48", help="Another week than this one.")
@click.option("--print", "show", is_flag=True, help="Print the note, too.")
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session, which: str | None, show: bool, dry_run: bool, as_json: bool
) -> int:
    """Write the note of the week: who to write to, and what to say.

    What you ticked and wrote in weekly notes goes into the logs of those people. A
    note that is there already is only added to: nothing that you wrote or ticked is
    touched.

    \b
    Examples:
      vaultnet week
      vaultnet week --week 2026-W48 --print --dry-run
    """
    from vaultnet.core.dates.week import parse_week, week_of
    from vaultnet.pipeline.due import week_note_path
    from vaultnet.pipeline.keeping import keep_week
    from vaultnet.pipeline.ticks import bring_home
    from vaultnet.pipeline.week import listed_in

    today = session.today()
    week = parse_week(which) if which else week_of(today)
    if week is None:
        raise WrongUsage(f"{which!r} is no week; write it as 2026-W48")
    snapshot, taken = bring_home(session.snapshot(), today, dry=dry_run)
    written, refused = keep_week(snapshot, week, today, dry=dry_run)
    found = written.problems if written else ()
    own = tuple(sorted({*found, *taken.problems}))
    problems = (*own, *(each for each in snapshot.problems if each not in own))
    if as_json:
        opens = listed_in(snapshot, written, today) if written else ()
        print_json(
            {
                "path": week_note_path(snapshot, week),
                "written": written is not None and written.written,
                "check_ins": [check_in_json(each) for each in opens],
                "ticks": [tick_json(each) for each in taken.ticks],
                "problems": [problem_json(each) for each in problems],
            }
        )
        return _waits((*taken.refused, *refused))
    for each in taken.ticks:
        click.echo(say_tick(each, dry=dry_run))
    for line in taken.notices:
        click.echo(line)
    if written is not None:
        _say_written(written, show=show, dry=dry_run)
    print_problems(problems)
    return _waits((*taken.refused, *refused))


def _say_written(written: WrittenWeek, *, show: bool, dry: bool) -> None:
    if show:
        click.echo(written.text, nl=False)
    elif dry:
        click.echo(f"{written.path}: not written, as you asked")
    else:
        click.echo(f"{written.path}: {'written' if written.written else 'up to date'}")


def _waits(waiting: Sequence[RefusedToWrite]) -> int:
    """Name the notes that could not be written now; all others were."""
    for line in dict.fromkeys(map(str, waiting)):
        click.echo(f"vaultnet: {line}", err=True)
    return RefusedToWrite.exit_code if waiting else 0


def tick_json(tick: Tick) -> dict[str, object]:
    """Give an entry that came home as ``week --json`` has it."""
    profile = tick.contact.profile
    return {
        "name": profile.name,
        "path": profile.path,
        "date": tick.on,
        "kind": tick.kind,
        "text": tick.text,
    }


def say_tick(tick: Tick, *, dry: bool) -> str:
    """Say in one line what came home."""
    verb = "would log" if dry else "logged"
    words = f": {tick.text}" if tick.text else ""
    name = tick.contact.profile.name
    return f"{verb} {tick.kind or 'contact'} with {name} on {tick.on}{words}"
