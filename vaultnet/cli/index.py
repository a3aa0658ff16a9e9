"""vaultnet index: bring the index up to date."""

from __future__ import annotations

import click

from vaultnet.cli.session import Session, as_json, print_json
from vaultnet.core.values import say_count


@click.command()
@click.option("--rebuild", is_flag=True, help="Forget everything and read it all anew.")
@as_json
@click.pass_obj
def command(session: Session, rebuild: bool, as_json: bool) -> None:
    """Bring the index up to date with the notes.

    Every command does this by itself; this one says what it found.

    \b
    Example:
      vaultnet index --rebuild
    """
    from vaultnet.pipeline.snapshot import still_to_come

    snapshot = session.snapshot(rebuild=rebuild)
    problems = {*snapshot.problems, *still_to_come(snapshot, session.today())}
    contacts = snapshot.network.contacts
    interactions = sum(len(each.history) for each in contacts)
    found = {
        "notes": len(snapshot.files.notes),
        "contacts": len(contacts),
        "interactions": interactions,
        "changed": snapshot.changes.changed,
        "removed": snapshot.changes.removed,
        "problems": len(problems),
    }
    if as_json:
        print_json(found)
        return
    click.echo(
        f"{found['notes']} notes, {found['contacts']} contacts,"
        f" {found['interactions']} interactions;"
        f" {found['changed']} read anew, {found['removed']} gone"
    )
    if problems:
        click.echo(
            f"{say_count(len(problems), 'problem')}: see vaultnet check",
            err=True,
        )
