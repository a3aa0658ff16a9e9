"""vaultnet find: people by name, place, interest, company or tag."""

from __future__ import annotations

import click

from vaultnet.cli.session import Session, as_json, print_json


@click.command()
@click.argument("query")
@as_json
@click.pass_obj
def command(session: Session, query: str, as_json: bool) -> None:
    """Find people by name, place, interest, company or tag.

    Ends with 1 where nobody is found.

    \b
    Example:
      vaultnet find lisbon
    """
    from vaultnet.pipeline.people import find_people

    found = find_people(session.snapshot(), query)
    if as_json:
        print_json(
            [
                {"name": c.profile.name, "path": c.profile.path, "match": match}
                for c, match in found
            ]
        )
    for contact, match in () if as_json else found:
        click.echo(f"{contact.profile.name} · {match}")
    if not found:
        click.echo(f"nobody matches {query!r}", err=True)
        raise click.exceptions.Exit(1)
