"""vaultnet show: all that is known about somebody."""

from __future__ import annotations

import click

from vaultnet.cli.completion import contact_name
from vaultnet.cli.session import Session, as_json, print_json
from vaultnet.core.people.favours import Favour, FavourKind
from vaultnet.core.values import say_count

_SAID = {
    FavourKind.ASKED: "they asked",
    FavourKind.OFFER: "you offer",
    FavourKind.GAVE: "you gave",
    FavourKind.RECEIVED: "you received",
    FavourKind.INTRODUCED: "you introduced them",
    None: "favour",
}


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
    from vaultnet.pipeline.people import find_known, note_of
    from vaultnet.pipeline.telling import fields_json, known_json

    snapshot = session.snapshot()
    found = find_known(snapshot, name, session.today())
    contact, standing = found.contact, found.standing
    note = note_of(snapshot, contact)
    if as_json:
        print_json(known_json(found, note))
        return
    click.echo(f"{contact.profile.name} ({contact.profile.path})")
    for key, value in fields_json(note).items():
        shown = ", ".join(map(str, value)) if isinstance(value, list) else value
        click.echo(f"  {key}: {'' if shown is None else shown}")
    for favour in contact.favours:
        click.echo(f"  {_say(favour)}")
    for each in reversed(contact.history):
        kind = f" {each.kind}:" if each.kind else ""
        then = f" (next: {each.thread})" if each.thread else ""
        click.echo(f"  {each.on}{kind} {each.text}{then}".rstrip())
    if found.due_on:
        click.echo(
            f"  due on {found.due_on}, about every {standing.interval_days // 7} weeks"
        )


def _say(favour: Favour) -> str:
    """Say a favour in words: they asked on 2026-08-02: an intro to Ana (5 minutes)."""
    to = (
        f" to {favour.to}" if favour.kind is FavourKind.INTRODUCED and favour.to else ""
    )
    day = f" on {favour.on}" if favour.on else ""
    takes = f" ({say_count(favour.minutes, 'minute')})" if favour.minutes else ""
    declined = ", declined" if favour.is_declined else ""
    why = f", {favour.reason}" if favour.reason else ""
    was_open = favour.kind not in (FavourKind.GAVE, FavourKind.RECEIVED)
    done = ", done" if was_open and favour.mark in ("x", "X") else ""
    return f"{_SAID[favour.kind]}{to}{day}: {favour.text}{takes}{declined}{why}{done}"
