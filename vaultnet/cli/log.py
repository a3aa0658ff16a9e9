"""vaultnet log: write down what happened."""

from __future__ import annotations

import click

from vaultnet.cli.completion import complete_name, contact_name
from vaultnet.cli.session import Session, as_json, dry_run, past_day, print_json
from vaultnet.core.kinds import Kind


@click.command()
@contact_name
@click.argument("text", required=False, default="")
@click.option("--kind", type=click.Choice([each.value for each in Kind]), help="What.")
@click.option("--on", metavar="DATE", help="When: yesterday, last friday, 2026-08-02.")
@click.option(
    "--with",
    "others",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_name,
    help="Somebody else who was there; may be given again.",
)
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session,
    name: str,
    text: str,
    kind: str | None,
    on: str | None,
    others: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write down what happened between you and somebody.

    The line goes into the log of their note, in the order that it has. A field with
    the last contact is moved on, too, if the note has one.

    \b
    Examples:
      vaultnet log "Jane Doe" "call: moving to Lisbon"
      vaultnet log Jane --kind meet --on yesterday --with Sam "lunch by the river"
    """
    from vaultnet.core.people.interactions import take_date
    from vaultnet.pipeline.contact_edits import log_interaction
    from vaultnet.pipeline.people import find_contact

    written, rest, _ = take_date(text)
    if written is not None and on is None:
        on, text = str(written), rest
    day = past_day(on, session.today())
    snapshot = session.snapshot()
    contacts = {
        found.profile.path: found
        for each in (name, *others)
        for found in (find_contact(snapshot, each),)
    }
    done = log_interaction(
        snapshot,
        list(contacts.values()),
        day,
        Kind(kind) if kind else None,
        text,
        dry=dry_run,
    )
    entries = [
        {
            "name": each.contact.profile.name,
            "path": each.contact.profile.path,
            "line": each.line,
            "date": each.on,
            "kind": each.kind,
            "text": each.text,
        }
        for each in done
    ]
    for line in (line for each in done for line in each.left):
        click.echo(f"vaultnet: {line}", err=True)
    if as_json:
        print_json(entries[0] if len(entries) == 1 else entries)
        return
    verb = "would log" if dry_run else "logged"
    for each in done:
        profile = each.contact.profile
        click.echo(
            f"{verb} {each.kind or 'contact'} with {profile.name}"
            f" on {each.on:%a} {each.on} ({profile.path}:{each.line})"
        )
