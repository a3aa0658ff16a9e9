"""vaultnet open: a contact's note in Obsidian."""

from __future__ import annotations

import click

from vaultnet.cli.completion import contact_name
from vaultnet.cli.session import Session, as_json, dry_run, print_json


@click.command()
@contact_name
@dry_run
@as_json
@click.pass_obj
def command(session: Session, name: str, dry_run: bool, as_json: bool) -> None:
    """Open somebody's note in Obsidian.

    \b
    Example:
      vaultnet open "Jane Doe"
    """
    from vaultnet.formats.compose import obsidian_link
    from vaultnet.pipeline.people import find_contact

    snapshot = session.snapshot()
    contact = find_contact(snapshot, name)
    uri = obsidian_link(snapshot.vault.root.name, contact.profile.path)
    if as_json:
        print_json({"uri": uri})
    else:
        click.echo(uri)
    if not dry_run:
        click.launch(uri)
