"""vaultnet calendar: the check-ins and birthdays for a calendar program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from vaultnet.cli.session import Session, as_json, dry_run, print_json
from vaultnet.errors import RefusedToWrite, WrongUsage

if TYPE_CHECKING:
    from vaultnet.core.config import Calendar
    from vaultnet.pipeline.outgoing import WrittenFeed
    from vaultnet.pipeline.snapshot import Snapshot


@click.command()
@click.option("--out", metavar="PATH", help="A file that ends in .ics, or a folder/.")
@click.option("--alarm", metavar="HH:MM", help="Remind at this time of the day.")
@click.option(
    "--prompts/--no-prompts",
    default=None,
    help="Put what to say into the events.",
)
@click.option(
    "--recurring/--no-recurring",
    default=None,
    help="Let each check-in come back in its rhythm.",
)
@click.option(
    "--birthdays/--no-birthdays",
    default=None,
    help="Also birthdays and other occasions, as a calendar of their own.",
)
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session,
    /,
    out: str | None,
    alarm: str | None,
    dry_run: bool,
    as_json: bool,
    **switches: bool | None,
) -> int:
    """Write the check-ins for a calendar program, each on a day of its own.

    A file is for subscribing or importing, a folder, with one file for each event,
    for vdirsyncer and its like. What has not changed is not written again.

    \b
    Examples:
      vaultnet calendar --out ~/Calendars/network.ics --alarm 09:00
      vaultnet calendar --out ~/Calendars/network/
    """
    from vaultnet.pipeline.cards import say_left_out
    from vaultnet.pipeline.outgoing import said_path, write_calendars

    snapshot = session.snapshot()
    wishes = _wishes(snapshot.config.calendar, alarm, switches)
    snapshot = replace(snapshot, config=replace(snapshot.config, calendar=wishes))
    place = wishes.out if out is None else _from_here(out)
    feeds = write_calendars(snapshot, place, session.today(), dry=dry_run)
    if as_json:
        check_ins, *others = (
            {
                "path": said_path(snapshot, each.path),
                "events": each.events,
                "written": each.changed and not dry_run,
            }
            for each in feeds
        )
        print_json({**check_ins, "birthdays": others[0] if others else None})
    else:
        for each in feeds:
            click.echo(_said(snapshot, each, dry=dry_run))
        left_out = say_left_out(snapshot, session.today())
        if left_out:
            click.echo(left_out)
    refused = [reason for each in feeds for reason in each.refused]
    for reason in refused:
        click.echo(f"vaultnet: {reason}", err=True)
    return RefusedToWrite.exit_code if refused else 0


def _wishes(
    config: Calendar, alarm: str | None, switches: Mapping[str, bool | None]
) -> Calendar:
    """Give the configuration with what was said on the command line."""
    from vaultnet.core.config import parse_time

    if alarm and parse_time(alarm) is None:
        raise WrongUsage(f"{alarm!r} is no time of the day; write it as 09:00")
    said: dict[str, Any] = {
        name: value for name, value in switches.items() if value is not None
    }
    return replace(config, alarm=config.alarm if alarm is None else alarm, **said)


def _from_here(out: str) -> str:
    """Give a path as typed, seen from the working folder; a / at its end stays."""
    from pathlib import Path

    if not out.strip():
        raise WrongUsage(
            "name a file that ends in .ics, or a folder with a / behind it"
        )
    ending = "/" if out.endswith(("/", "\\")) else ""
    return f"{Path(out).expanduser().absolute()}{ending}"


def _said(snapshot: Snapshot, feed: WrittenFeed, *, dry: bool) -> str:
    from vaultnet.core.values import say_count, say_left
    from vaultnet.pipeline.outgoing import said_path

    state = "up to date"
    if feed.changed:
        state = "not written, as you asked" if dry else "written"
    if feed.refused:
        done = state if feed.changed else "nothing written"
        state = f"{done}; {say_left(len(feed.refused))}"
    return (
        f"{said_path(snapshot, feed.path)}: {say_count(feed.events, 'event')}, {state}"
    )
