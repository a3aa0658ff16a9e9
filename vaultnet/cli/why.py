"""vaultnet why: the sum behind a date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from vaultnet.cli.completion import contact_name
from vaultnet.cli.session import Session, as_json, print_json

if TYPE_CHECKING:
    from vaultnet.pipeline.people import Known


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
    from vaultnet.core.planning.rhythm import explain
    from vaultnet.pipeline.people import find_known

    snapshot = session.snapshot()
    found = find_known(snapshot, name, session.today())
    contact, standing = found.contact, found.standing
    if not as_json:
        click.echo(contact.profile.name)
        for line in (*explain(standing), *_wishes(found)):
            click.echo(f"  {line}")
        return
    print_json(
        {
            "name": contact.profile.name,
            "path": contact.profile.path,
            "strength": round(standing.strength, 3),
            "interval_days": standing.interval_days,
            "last_contact": standing.last_contact,
            "due_on": found.due_on,
            "pinned": standing.pinned,
            "snooze_until": contact.profile.snooze_until,
            "next_contact": contact.profile.next_contact,
            "at_worst_days": contact.profile.at_worst_days,
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


def _wishes(found: Known) -> Iterator[str]:
    """What you asked for stands above the rhythm."""
    profile = found.contact.profile
    if profile.snooze_until:
        yield f"You hold it until {profile.snooze_until}."
    if found.put_off and found.due_on == found.put_off:
        yield f"You marked “not this time”, so it waits until {found.put_off}."
    if profile.next_contact:
        done = "" if found.wished_on else f", and were on {found.standing.last_contact}"
        yield f"You wanted to be in touch on {profile.next_contact}{done}."
    if profile.at_worst_days:
        yield f"At worst you want to wait {profile.at_worst_days} days."
    if profile.imported_from:
        yield f"Imported from {profile.imported_from}; comes up once you take it up."
