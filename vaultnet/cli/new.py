"""vaultnet new: a note for somebody."""

from __future__ import annotations

import click

from vaultnet.cli.session import (
    Session,
    as_json,
    dry_run,
    past_day,
    print_json,
    print_problems,
)


@click.command()
@click.argument("name")
@click.option("--met", metavar="DATE", help="When you met: yesterday, 2026-08-02.")
@click.option("--met-at", metavar="TEXT", help="Where or how you met.")
@click.option("--introduced-by", metavar="NAME", help="Who introduced you.")
@click.option("--email", metavar="ADDRESS")
@click.option("--phone", metavar="NUMBER")
@click.option("--location", metavar="PLACE")
@click.option("--interest", "interests", multiple=True, metavar="WORD", help="Again.")
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session,
    name: str,
    met: str | None,
    met_at: str | None,
    introduced_by: str | None,
    email: str | None,
    phone: str | None,
    location: str | None,
    interests: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make a note for somebody you have met.

    \b
    Example:
      vaultnet new "Jane Doe" --met yesterday --met-at "the PyCon hallway track"
    """
    from vaultnet.pipeline.people import find_contact, new_contact
    from vaultnet.pipeline.rendering import open_templates

    snapshot = session.snapshot()
    templates = open_templates(snapshot)
    by = find_contact(snapshot, introduced_by) if introduced_by else None
    fields = {
        "met": str(past_day(met, session.today())) if met else None,
        "met_at": met_at,
        "introduced_by": snapshot.linker.link_text(by.profile.path) if by else None,
        "email": email,
        "phone": phone,
        "location": location,
    }
    path, text = new_contact(snapshot, templates, name, fields, interests, dry=dry_run)
    if as_json:
        print_json({"path": path})
    elif dry_run:
        click.echo(f"{path} would hold:\n{text}", nl=False)
    else:
        click.echo(path)
    print_problems(templates.problems)
