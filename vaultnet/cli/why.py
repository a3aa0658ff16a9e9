"""vaultnet why: the sum behind a date."""

from __future__ import annotations

from datetime import timedelta

import click

from vaultnet.cli.completion import contact_name
from vaultnet.cli.session import Session, as_json, print_json


@click.command()
@contact_name
@as_json
@click.pass_obj
def command(session: Session, name: str, as_json: bool) -> None:
    """Show why somebody is due when they are.

    \b
    Example:
      vaultnet why "Jane Doe"
    """
    from vaultnet.core.planning.rhythm import explain, stand
    from vaultnet.pipeline.people import find_contact

    snapshot = session.snapshot()
    contact = find_contact(snapshot, name)
    before = session.today() + timedelta(days=1)
    standing = stand(contact, snapshot.config.rhythm, before=before)
    if not as_json:
        click.echo(contact.profile.name)
        for line in explain(standing):
            click.echo(f"  {line}")
        return
    print_json(
        {
            "name": contact.profile.name,
            "path": contact.profile.path,
            "strength": round(standing.strength, 3),
            "interval_days": standing.interval_days,
            "last_contact": standing.last_contact,
            "due_on": standing.due_on,
            "pinned": standing.pinned,
            "terms": [
                {
                    "date": term.on,
                    "kind": term.kind,
                    "weight": term.weight,
                    "age_days": term.age_days,
                    "value": round(term.value, 4),
                }
                for term in standing.terms
            ],
        }
    )
