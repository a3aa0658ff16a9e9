"""vaultnet favour: write down what was asked, offered, given or received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from vaultnet.cli.completion import complete_name, contact_name
from vaultnet.cli.session import Session, as_json, dry_run, past_day, print_json
from vaultnet.core.people.favours import FavourKind
from vaultnet.errors import WrongUsage

if TYPE_CHECKING:
    from vaultnet.core.people.favour_edits import NewFavour

_WHAT_CAME = "what came of it?"
_KINDS = {
    "--asked": FavourKind.ASKED,
    "--offer": FavourKind.OFFER,
    "--gave": FavourKind.GAVE,
    "--received": FavourKind.RECEIVED,
    "--declined": FavourKind.ASKED,
    "--introduced-to": FavourKind.INTRODUCED,
}
_MARKS = {"--gave": "x", "--received": "x", "--declined": "-"}
_VERBS = {
    "added": ("wrote down", "would write down"),
    "ticked": ("ticked", "would tick"),
    "declined": ("marked as declined", "would mark as declined"),
    "kept": ("stands there already", "stands there already"),
}


@click.command()
@contact_name
@click.argument("text", required=False, default="")
@click.option("--asked", is_flag=True, help="They asked you. This is the default.")
@click.option("--offer", is_flag=True, help="You can offer it.")
@click.option("--gave", is_flag=True, help="You did it; ticks what was asked.")
@click.option("--received", is_flag=True, help="They did it for you.")
@click.option("--declined", is_flag=True, help="You said no; TEXT may say why.")
@click.option(
    "--introduced-to",
    "other",
    metavar="NAME",
    shell_complete=complete_name,
    help="You introduced them to somebody who has a note, too.",
)
@click.option("--on", metavar="DATE", help="When: yesterday, last friday, 2026-08-02.")
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session,
    name: str,
    text: str,
    asked: bool,
    offer: bool,
    gave: bool,
    received: bool,
    declined: bool,
    other: str | None,
    on: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write down a favour between you and somebody.

    The line goes under Favours in their note. A tag says how long it takes.

    \b
    Examples:
      vaultnet favour "Jane Doe" "an intro to Ana #5min"
      vaultnet favour Jane --gave "an intro to Ana"
      vaultnet favour Jane --declined "a reference, because I hardly know his work"
      vaultnet favour Jane --introduced-to "Ana Ruiz"
    """
    from vaultnet.pipeline.favours import link_to, write_favour
    from vaultnet.pipeline.people import find_contact

    given = {
        "--asked": asked, "--offer": offer, "--gave": gave, "--received": received,
        "--declined": declined, "--introduced-to": other is not None,
    }  # fmt: skip
    chosen = [option for option, is_given in given.items() if is_given]
    new = _read(chosen, text, on, session.today())
    snapshot = session.snapshot()
    contact = find_contact(snapshot, name)
    if other is not None:
        new = replace(new, to=link_to(snapshot, contact, other))
    done = write_favour(snapshot, contact, new, dry=dry_run)
    profile, favour, outcome = contact.profile, done.favour, done.outcome
    if as_json:
        print_json(
            {
                "name": profile.name,
                "path": profile.path,
                "line": favour.line,
                "outcome": outcome,
                "kind": favour.kind,
                "date": favour.on,
                "text": favour.written,
            }
        )
        return
    click.echo(
        f"{_VERBS[outcome][dry_run]}, {profile.name}: {favour.written}"
        f" ({profile.path}:{favour.line})"
    )


def _read(chosen: Sequence[str], text: str, on: str | None, today: date) -> NewFavour:
    """Read what is to be written down; an offer has a day only if one is given."""
    from vaultnet.core.people.favour_edits import NewFavour
    from vaultnet.core.people.interactions import take_date

    if len(chosen) > 1:
        raise WrongUsage(f"a favour is one thing: choose {' or '.join(chosen)}")
    option = chosen[0] if chosen else "--asked"
    kind = _KINDS[option]
    written, rest, _ = take_date(text)
    if written is not None and on is None:
        on, text = str(written), rest
    if not text.strip() and kind is not FavourKind.INTRODUCED:
        raise WrongUsage("say what it is about: vaultnet favour NAME TEXT")
    day = past_day(on, today) if on or kind is not FavourKind.OFFER else None
    return NewFavour(
        kind, day, text.strip() or _WHAT_CAME, mark=_MARKS.get(option, " ")
    )
