"""vaultnet snooze: hold somebody until a day."""

from __future__ import annotations

import click

from vaultnet.cli.completion import contact_name
from vaultnet.cli.session import Session, as_json, day_ahead, dry_run, print_json


@click.command()
@contact_name
@click.argument("date", nargs=-1, required=True)
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session, name: str, date: tuple[str, ...], dry_run: bool, as_json: bool
) -> None:
    """Hold somebody until a day.

    They do not come up before it. Today ends the waiting.

    \b
    Examples:
      vaultnet snooze "Jane Doe" in 3 weeks
      vaultnet snooze Jane 2027-01-15
    """
    from vaultnet.pipeline.contact_edits import snooze_contact
    from vaultnet.pipeline.people import find_contact

    until = day_ahead(" ".join(date), session.today())
    snapshot = session.snapshot()
    contact = find_contact(snapshot, name)
    snooze_contact(snapshot, contact, until, dry=dry_run)
    profile = contact.profile
    if as_json:
        said = {"name": profile.name, "path": profile.path, "snooze_until": until}
        print_json(said)
        return
    verb = "would hold" if dry_run else "held"
    click.echo(f"{verb} {profile.name} until {until:%a} {until} ({profile.path})")
