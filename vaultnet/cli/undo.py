"""vaultnet undo: take the last command's writes back."""

from __future__ import annotations

from datetime import datetime

import click

from vaultnet.adapters.vault import Group
from vaultnet.cli.session import Session, as_json, dry_run, print_json

_NOTHING = 1  # nothing matched


@click.command()
@click.option("--list", "show", is_flag=True, help="What can be undone, newest first.")
@dry_run
@as_json
@click.pass_obj
def command(session: Session, show: bool, dry_run: bool, as_json: bool) -> int:
    """Take the last command's writes back.

    Each note gets the bytes that it had before, and a new one goes; one that was
    changed since is left alone. Said again, it takes the command before that back.

    \b
    Examples:
      vaultnet undo
      vaultnet undo --list
    """
    from vaultnet.pipeline.undo import undo_last

    vault = session.open_vault()
    session.recover(vault)
    groups = vault.undoable()
    if show:
        _list(groups, as_json)
        return 0
    taken = undo_last(vault, session.cache_folder(), session.today(), dry=dry_run)
    undone = taken.undone
    if as_json:
        left = [{"path": path, "why": why} for path, why in undone.left.items()]
        print_json({"restored": list(undone.restored), "left": left})
        return 0 if groups else _NOTHING
    if not groups:
        click.echo("nothing to undo")
        return _NOTHING
    verb = "would be" if dry_run else "is"
    for path in undone.restored:
        how = "gone again (a copy is kept for 30 days)"
        how = how if path in undone.gone else "as it was before"
        click.echo(f"{path}: {verb} {how}: {undone.label}")
    for path in taken.opened:
        click.echo(f"{path}: its box is open again")
    for path, why in undone.left.items():
        click.echo(f"{path}: left alone, it {why}", err=True)
    for path in taken.stands:
        click.echo(
            f"{path}: a weekly note still says it in words; take them away there, or it"
            " is written again",
            err=True,
        )
    return 0


def _list(groups: tuple[Group, ...], as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {"label": each.label, "time": _time(each), "paths": list(each.paths)}
                for each in groups
            ]
        )
        return
    for each in groups:
        click.echo(f"{_time(each)}  {each.label}")
        for path in each.paths:
            click.echo(f"  {path}")


def _time(group: Group) -> str:
    """The user's own time, to the second."""
    when = datetime.fromtimestamp(group.at).astimezone()
    return when.isoformat(sep=" ", timespec="seconds")
