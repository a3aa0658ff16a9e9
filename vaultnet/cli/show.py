"""vaultnet show: all that is known about somebody."""

from __future__ import annotations

import click

from vaultnet.cli.completion import contact_name
from vaultnet.cli.session import Session, as_json, print_json


@click.command()
@contact_name
@as_json
@click.pass_obj
def command(session: Session, name: str, as_json: bool) -> None:
    """Show all that is known about somebody.

    \b
    Example:
      vaultnet show "Jane Doe"
    """
    from vaultnet.pipeline.inspection import interaction_json
    from vaultnet.pipeline.people import favours_of, fields_of, find_known

    snapshot = session.snapshot()
    found = find_known(snapshot, name, session.today())
    contact, standing = found.contact, found.standing
    known = {
        "name": contact.profile.name,
        "path": contact.profile.path,
        "aliases": list(contact.profile.aliases),
        "fields": fields_of(snapshot, contact),
        "interactions": [interaction_json(each) for each in contact.history],
        "last_contact": standing.last_contact,
        "interval_days": standing.interval_days,
        "due_on": found.due_on,
        "favours": favours_of(snapshot, contact),
    }
    if as_json:
        print_json(known)
        return
    click.echo(f"{contact.profile.name} ({contact.profile.path})")
    for key, value in fields_of(snapshot, contact).items():
        shown = ", ".join(map(str, value)) if isinstance(value, list) else value
        click.echo(f"  {key}: {'' if shown is None else shown}")
    for favour in favours_of(snapshot, contact):
        click.echo(f"  favour: [{favour['task'] or ' '}] {favour['text']}")
    for each in reversed(contact.history):
        kind = f" {each.kind}:" if each.kind else ""
        then = f" (next: {each.thread})" if each.thread else ""
        click.echo(f"  {each.on}{kind} {each.text}{then}".rstrip())
    if found.due_on:
        click.echo(
            f"  due on {found.due_on}, about every {standing.interval_days // 7} weeks"
        )
