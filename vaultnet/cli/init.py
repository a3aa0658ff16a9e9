"""vaultnet init: look at a vault, and write down what was found."""

from __future__ import annotations

from pathlib import Path

import click

from vaultnet.cli.session import Session, as_json, dry_run, print_json


@click.command()
@click.argument(
    "folder", required=False, type=click.Path(path_type=Path), metavar="DIR"
)
@click.option("--yes", is_flag=True, help="Ask nothing.")
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session, folder: Path | None, yes: bool, dry_run: bool, as_json: bool
) -> None:
    """Look at a vault, say what is there, and write vaultnet.toml.

    Nothing that is there already is overwritten. vaultnet works without this
    file; it is where you change how it works.

    \b
    Example:
      vaultnet init ~/Notes
    """
    from vaultnet.adapters.vault import CONFIG_NAME, Vault
    from vaultnet.pipeline.setup import look_around, write_config
    from vaultnet.pipeline.snapshot import refresh

    vault = Vault(folder or session.vault or Path())
    vault.begin(session.words)
    snapshot = refresh(vault, session.cache_folder())
    found = look_around(snapshot)
    if not as_json:
        for line in found.sentences:
            click.echo(line)
    is_there = bool(vault.config_text())
    ask = not (yes or as_json or dry_run or is_there)
    if ask and not click.confirm(f"Write {CONFIG_NAME} there?", default=True):
        return
    written = not dry_run and write_config(snapshot, found)
    if as_json:
        print_json(
            {
                "config": CONFIG_NAME,
                "written": written,
                "contacts": found.contacts,
                "daily_notes": found.daily_notes,
                "found": list(found.sentences),
            }
        )
    elif written:
        click.echo(f"{CONFIG_NAME} is written; next: vaultnet week")
    elif is_there:
        click.echo(f"{CONFIG_NAME} is there already and stays as it is")
