"""vaultnet resolve: notes in conflict made whole, and conflict copies taken in."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from vaultnet.cli.session import (
    Session,
    as_json,
    dry_run,
    path_in,
    print_json,
    show_diff,
)

if TYPE_CHECKING:
    from vaultnet.pipeline.resolution import Left, Resolution

_LEFT = 5  # nothing could be written


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session, paths: tuple[str, ...], dry_run: bool, as_json: bool
) -> int:
    """Make notes whole that a sync has left in two versions.

    Takes notes in conflict (<<<<<<<) and the conflict copies of sync tools: all, or
    those of a PATH. No word is lost; a copy goes to .trash, once all that it says
    stands in its note.

    \b
    Examples:
      vaultnet resolve --dry-run
      vaultnet resolve "People/Jane Doe.md"
    """
    from vaultnet.pipeline.resolving import resolve

    snapshot = session.snapshot()
    root = snapshot.vault.root
    done = resolve(snapshot, [path_in(root, each) for each in paths], dry=dry_run)
    if as_json:
        print_json(_values(done))
    else:
        _say(done)
    return _LEFT if done.left and not done.resolved else 0


def _values(done: Resolution) -> dict[str, object]:
    return {
        "resolved": done.resolved,
        "left": list(done.left),
        "why": {path: _why(left) for path, left in done.left.items()},
        "moved": done.moved,
        "diffs": {
            path: show_diff(path, text.before, text.after)
            for path, text in done.texts.items()
        },
    }


def _say(done: Resolution) -> None:
    if done.dry:
        for path, text in done.texts.items():
            click.echo(show_diff(path, text.before, text.after), nl=False)
    for path in done.resolved:
        place = done.moved.get(path)
        verb = "would be" if done.dry else "is"
        moved = f", and it {verb} in {place}" if place else ""
        says = "all it says" if place else "what both sides wrote"
        click.echo(f"{path}: {says} {verb} in the note{moved}")
    for line in done.notices:
        click.echo(line)
    if done.unstaged:
        click.echo(f"then: git add {shlex.join(done.unstaged)}")
    for path, left in done.left.items():
        place = f"{path}:{left.line}" if left.line else path
        click.echo(f"{place}: {left.why}", err=True)
    if not done.resolved and not done.left:
        click.echo("nothing to resolve")


def _why(left: Left) -> str:
    return f"line {left.line}: {left.why}" if left.line else left.why
