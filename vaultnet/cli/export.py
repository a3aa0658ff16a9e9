"""vaultnet export: people for address books, scripts and spreadsheets."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.completion import complete_name
from vaultnet.cli.session import (
    Session,
    as_json,
    dry_run,
    print_json,
    print_problems,
)
from vaultnet.core.values import say_count, say_left
from vaultnet.errors import RefusedToWrite, WrongUsage

if TYPE_CHECKING:
    from vaultnet.pipeline.export_files import Exported

_NOBODY = 1  # nothing matched
_FORMATS = ("vcard", "json", "csv")


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(_FORMATS))
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_name)
@click.option(
    "--out",
    metavar="PATH",
    help="The file to write; for vcard a folder with one file for each person, if"
    " PATH ends in / or is one. Else it is printed.",
)
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", help="Only people with this tag."
)
@click.option(
    "--vcard-version",
    "version",
    type=click.Choice(("3.0", "4.0")),
    default="3.0",
    show_default=True,
    help="Nearly every program reads 3.0.",
)
@click.option(
    "--overwrite",
    is_flag=True,
    help="In a folder: let your notes have their way over cards changed elsewhere.",
)
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session,
    form: str,
    names: tuple[str, ...],
    out: str | None,
    tags: tuple[str, ...],
    version: str,
    overwrite: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Give people to address books (vcard), scripts (json) or spreadsheets (csv).

    Everybody, or those whom NAMEs and tags mean. Your notes stay as they are, and
    what stands in a log goes out with json only.

    \b
    Examples:
      vaultnet export vcard --out people.vcf
      vaultnet export vcard --out ~/contacts/ --tag friend
      vaultnet export json "Jane Doe"
    """
    from vaultnet.pipeline.export_files import export

    if as_json and out is None and form != "json":
        raise WrongUsage("--json tells what was written; name a file with --out")
    out = None if out is None else _with_home(out)
    snapshot = session.snapshot()
    done = export(
        snapshot, form, names, tags,
        out=out, version=version, today=session.today(), dry=dry_run,
        overwrite=overwrite,
    )  # fmt: skip
    print_problems(done.problems)
    if not done.people and not done.problems:
        click.echo("nobody is meant by that; nothing was written", err=True)
        return _NOBODY
    if out is None:
        _print(done.text)
    elif as_json:
        print_json(_summary(done))
    else:
        _say(done, dry_run)
    for path, why in done.left.items():
        click.echo(f"{path}: {why}; it is left as it is", err=True)
    return RefusedToWrite.exit_code if done.left or done.held else 0


def _with_home(out: str) -> str:
    """Give a path as typed, with ~ for the user's folder; a / at its end stays."""
    if not out.startswith("~"):
        return out
    ending = "/" if out.endswith(("/", "\\")) else ""
    return f"{Path(out).expanduser()}{ending}"


def _print(text: str) -> None:
    """Print a document with the line ends that its format asks for."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")
    click.echo(text, nl=False)


def _summary(done: Exported) -> dict[str, object]:
    return {
        "path": done.path,
        "people": done.people,
        "written": bool(done.changed or done.removed),
        "changed": list(done.changed),
        "removed": list(done.removed),
        "left": [
            {"path": path, "why": why, "says": list(done.unsaid.get(path, ()))}
            for path, why in done.left.items()
        ],
    }


def _say(done: Exported, dry: bool) -> None:
    would = "would be " if dry else ""
    who = say_count(done.people, "contact")
    left = f"; {say_left(len(done.left))}" if done.left else ""
    if not (done.changed or done.removed):
        state = f"nothing {would}written{left}" if done.left else "nothing to change"
        click.echo(f"{done.path}: {who}, {state}")
        return
    if not done.is_folder:
        click.echo(f"{done.path}: {who}, {would}written")
        return
    changed, removed = len(done.changed), len(done.removed)
    click.echo(
        f"{done.path}: {who}; {say_count(changed, 'file')} {would}written,"
        f" {removed} {would}taken away{left}"
    )
