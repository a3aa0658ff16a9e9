"""vaultnet merge: two notes of one person become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vaultnet.cli.completion import complete_name
from vaultnet.cli.session import Session, as_json, dry_run, print_json, show_diff
from vaultnet.core.values import say_count
from vaultnet.errors import WrongUsage

if TYPE_CHECKING:
    from vaultnet.pipeline.uniting import Uniting

_LEFT = 5  # some links could not be written


@click.command()
@click.argument("a", metavar="A", shell_complete=complete_name)
@click.argument("b", metavar="B", shell_complete=complete_name)
@click.option("--rewrite-links", is_flag=True, help="Lead links to B to A.")
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session, a: str, b: str, rewrite_links: bool, dry_run: bool, as_json: bool
) -> int:
    """Unite two notes of one person into A; B goes to .trash.

    No word is lost: what only B says comes into A, and where both say different
    things, A's stays and B's stands below. Links to B go on counting for A.

    \b
    Examples:
      vaultnet merge "Jane Doe" "J Doe" --dry-run
      vaultnet merge "Jane Doe" "J Doe" --rewrite-links
    """
    from vaultnet.pipeline.uniting import (
        find_pair,
        lead_links,
        unite_contacts,
        united_before,
    )

    snapshot = session.snapshot()
    first, second = find_pair(snapshot, a, b)
    path, other = first.profile.path, second.profile.path
    if path != other:
        done = unite_contacts(snapshot, path, other, dry=dry_run)
    else:
        before = united_before(snapshot, first, b) if rewrite_links else None
        if before is None:
            raise WrongUsage(f"{a!r} and {b!r} are the same note, {path}; name two")
        done = before
    if rewrite_links:
        lead_links(snapshot, done, dry=dry_run)
    if as_json:
        print_json(_values(done))
    else:
        _say(done, dry=dry_run)
    _say_left(done)
    return _LEFT if done.left else 0


def _values(done: Uniting) -> dict[str, object]:
    return {
        "path": done.path,
        "removed": done.removed,
        "trash": done.place,
        "rewritten": done.rewritten,
        "differs": [
            {"field": each.key, "kept": each.kept, "other": each.other}
            for each in done.differs
        ],
        "left": list(done.left),
        "why": done.left,
    }


def _say(done: Uniting, *, dry: bool) -> None:
    if dry:
        before, after = done.before.encode(), done.after.encode()
        click.echo(show_diff(done.path, before, after), nl=False)
    if done.place:
        verb = "would hold" if dry else "holds"
        click.echo(
            f"{done.path}: {verb} all that {done.removed} says, which"
            f" {'would be' if dry else 'is'} in {done.place}"
        )
    for path in done.rewritten:
        click.echo(f"{path}: links {'would lead' if dry else 'lead'} to {done.path}")
    if not done.place and not done.rewritten:
        click.echo(f"no link leads to {done.removed}")


def _say_left(done: Uniting) -> None:
    for each in done.differs:
        click.echo(
            f"{each.key}: stays {each.kept or 'as it is'}; “{each.other}” stands below",
            err=True,
        )
    for reason in done.left.values():
        click.echo(reason, err=True)
    if done.left:
        notes = say_count(len(done.left), "note")
        click.echo(f"{notes} left; those links go on counting all the same", err=True)
