"""vaultnet merge-driver: merge one note; git says this, people do not."""

from __future__ import annotations

import click

from vaultnet.cli.session import Session


@click.command(hidden=True)
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.argument("path")
@click.argument("rest", nargs=-1, metavar="[SIZE [LABEL LABEL]]")
@click.pass_obj
def command(
    _session: Session,
    base: str,
    ours: str,
    theirs: str,
    path: str,
    rest: tuple[str, ...],
) -> int:
    """Merge one note for git.

    Reads three files and writes the result into OURS; PATH is the note's place in the
    repository. Ends with 42 where a person has to look at the result, and with any
    other number but 0 where nothing was written.

    \b
    Example:
      vaultnet merge-driver base.md ours.md theirs.md "People/Jane Doe.md"
    """
    from vaultnet.pipeline.merge_driver import drive

    return drive((base, ours, theirs, path, *rest))
