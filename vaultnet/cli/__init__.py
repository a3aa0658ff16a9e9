"""What you can say: one module a command."""

from __future__ import annotations

import gc
import importlib
import io
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from keyword import iskeyword
from pathlib import Path

import click

from vaultnet import __version__
from vaultnet.cli.session import Session
from vaultnet.errors import VaultnetError

COMMANDS = (
    "init", "new", "index", "week", "due", "why", "prompt", "log", "snooze", "favour",
    "ingest", "find", "show", "import", "export", "calendar", "merge", "inspect",
    "check", "watch", "undo", "git", "resolve", "merge-driver", "open",
)  # fmt: skip
"""In the order in which one meets them; each is a module of this package."""

_NEW_OBJECTS = 50_000
"""So many between two looks for garbage: a vault's are many, and nearly all stay."""

_WORDS = "vaultnet.words"

_FAULT = 70  # EX_SOFTWARE of sysexits.h


class _Commands(click.Group):
    """Imports a command's module when it is called, so that the others cost nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
        module = importlib.import_module(f"vaultnet.cli.{name}")
        command: click.Command = module.command
        below = command.commands.values() if isinstance(command, click.Group) else ()
        for each in (command, *below):
            if _VAULT not in each.params:
                each.params.append(_VAULT)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        ctx.meta[_WORDS] = shlex.join(args)
        return super().resolve_command(ctx, args)


def _take_vault(
    ctx: click.Context, _param: click.Parameter, vault: Path | None
) -> None:
    """Where both are given, the one that stands nearer to the command counts."""
    if vault is not None:
        ctx.obj = replace(ctx.obj, vault=vault)


_VAULT = click.Option(
    ["--vault"],
    type=click.Path(path_type=Path),
    metavar="DIR",
    expose_value=False,
    callback=_take_vault,
    help="The vault; may also stand before the command.",
)


def _day(_ctx: click.Context, _param: click.Parameter, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise click.BadParameter(f"{text!r} is no date; write YYYY-MM-DD") from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--vault",
    envvar="VAULTNET_VAULT",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The vault. Default: the nearest folder upwards with vaultnet.toml or"
    " .obsidian.",
)
@click.option(
    "--cache",
    envvar="VAULTNET_CACHE",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the index is kept. It may be deleted at any time.",
)
@click.option("--today", callback=_day, metavar="YYYY-MM-DD", hidden=True)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(
    ctx: click.Context, vault: Path | None, cache: Path | None, today: date | None
) -> None:
    """The few right people to write to this week, from the notes you already keep.

    \b
    Begin with:
      vaultnet --vault ~/Notes week     write this week's note
      vaultnet due                      who, and why
      vaultnet log "Jane Doe" "call: moving to Lisbon"
    """
    ctx.obj = Session(vault, cache, _clock(today), ctx.meta.get(_WORDS, ""))


def _clock(today: date | None) -> Callable[[], date]:
    """The one place that asks for the day: everything else is told."""
    return (lambda: today) if today else date.today


def main() -> None:
    """Run the command line and end the process with its documented exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(_NEW_OBJECTS)
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Run one command and give its exit code; what goes wrong is said on stderr."""
    try:
        code = cli.main(list(words), prog_name="vaultnet", standalone_mode=False)
    except VaultnetError as error:
        click.echo(f"vaultnet: {error}", err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:  # the reader, say head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:
        if os.environ.get("VAULTNET_TRACE"):
            raise
        click.echo(
            f"vaultnet: a fault of ours, nothing was written: {fault!r}; please report"
            " it with what VAULTNET_TRACE=1 shows",
            err=True,
        )
        return _FAULT
    return code if isinstance(code, int) else 0
