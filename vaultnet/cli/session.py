"""What every command shares: the vault, the day, and how things are said."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from vaultnet.adapters.vault import PATIENCE, Vault, find_root
from vaultnet.core.values import NotePath, Problem
from vaultnet.errors import WrongUsage
from vaultnet.pipeline.snapshot import Snapshot, refresh

_Command = TypeVar("_Command", bound=Callable[..., object])

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
dry_run = click.option("--dry-run", is_flag=True, help="Show it, and write nothing.")


@dataclass(frozen=True, slots=True)
class Session:
    """The options that stand before the command, and the command in its words."""

    vault: Path | None
    cache: Path | None
    today: Callable[[], date]
    words: str = ""

    def open_vault(self, *, patience: float = PATIENCE) -> Vault:
        """Give the vault; what is written into it can be undone as one.

        Raises NoVault where there is none.
        """
        vault = open_vault(self.vault, patience=patience)
        vault.begin(self.words)
        return vault

    def recover(self, vault: Vault) -> None:
        """Finish what a command that was killed has left, and say so."""
        for line in vault.recover():
            click.echo(f"vaultnet: {line}", err=True)

    def cache_folder(self) -> Path:
        """Give the folder for the index."""
        return cache_folder(self.cache)

    def snapshot(self, *, rebuild: bool = False) -> Snapshot:
        """Bring the index up to date, and give the vault as it is now."""
        from vaultnet.core.config import warnings

        vault = self.open_vault()
        self.recover(vault)
        snapshot = refresh(
            vault,
            self.cache_folder(),
            rebuild=rebuild,
            progress=show_progress,
        )
        for line in (*warnings(snapshot.config), *snapshot.settings.warnings):
            click.echo(f"vaultnet: {line}", err=True)
        return snapshot


def open_vault(named: Path | None, *, patience: float = PATIENCE) -> Vault:
    """Give the vault that is named, else the one around the working folder.

    ``patience`` is for how many seconds a note that is being written is waited for.
    Raises NoVault where there is none.
    """
    return Vault(named or find_root(Path()), patience=patience)


def cache_folder(named: Path | None) -> Path:
    """Give the folder that is named, else the user's own for caches."""
    if named is not None:
        return named
    from platformdirs import user_cache_path

    return user_cache_path("vaultnet", appauthor=False)


def contact_names(vault: Path | None, cache: Path | None) -> list[str]:
    """Give the names of all contacts, for the shell to complete."""
    snapshot = refresh(open_vault(vault), cache_folder(cache))
    return [each.profile.name for each in snapshot.network.contacts]


def show_progress(paths: Sequence[NotePath]) -> Iterable[NotePath]:
    """Pass notes through; on a terminal, show a bar once it has taken a second."""
    return with_bar(paths, after=1.0) if sys.stderr.isatty() else paths


def with_bar(paths: Sequence[NotePath], *, after: float) -> Iterator[NotePath]:
    """Pass notes through, with a bar on stderr once so many seconds have gone by."""
    begun = time.monotonic()
    rest = iter(paths)
    done = 0
    for path in rest:
        yield path
        done += 1
        if time.monotonic() - begun > after:
            break
    with click.progressbar(
        rest, length=len(paths) - done, label="Reading notes", file=sys.stderr
    ) as bar:
        yield from bar


def path_in(root: Path, path: str) -> str:
    """Give a path relative to the vault, of one that leads into it from here."""
    given = Path(path)
    is_outside = given.is_absolute() or not (root / path).exists()
    if is_outside and given.resolve().is_relative_to(root):
        return given.resolve().relative_to(root).as_posix()
    return path


def print_json(value: Any) -> None:
    """Print one JSON document; dates as ISO 8601."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def show_diff(path: str, before: bytes, after: bytes) -> str:
    """Give what would change in a note, line by line."""
    from difflib import unified_diff

    old, new = (
        each.decode("utf-8", "replace").splitlines(keepends=True)
        for each in (before, after)
    )
    lines = unified_diff(old, new, fromfile=path, tofile=path)
    return "".join(each if each.endswith("\n") else f"{each}\n" for each in lines)


def print_problems(problems: Sequence[Problem], most: int = 5) -> None:
    """Say on stderr what is wrong in notes; the rest is for ``check``."""
    for problem in problems[:most]:
        click.echo(say_problem(problem), err=True)
    if len(problems) > most:
        more = len(problems) - most
        click.echo(f"… and {more} more: vaultnet check lists them all", err=True)


def say_problem(problem: Problem) -> str:
    """Say a problem in one line that editors can jump to."""
    place = f"{problem.path or '.'}:{problem.line}" if problem.line else problem.path
    return f"{place}: {problem.message}"


def problem_json(problem: Problem) -> dict[str, object]:
    """Give a problem as ``check --json`` has it."""
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "message": problem.message,
    }


def read_day(text: str | None, today: date) -> date | None:
    """Read a date as people type it; None stays None. Raises WrongUsage."""
    from vaultnet.core.dates.when import parse_when

    return None if text is None else parse_when(text, today=today)


def day_ahead(text: str, today: date) -> date:
    """Read a day until which to wait. Raises WrongUsage for one that is over."""
    from vaultnet.core.dates.when import parse_when

    day = parse_when(text, today=today, future=True)
    if day < today:
        raise WrongUsage(f"{day} is over; name a day to come")
    return day


def past_day(text: str | None, today: date) -> date:
    """Read the day on which something happened, today where none is given.

    Raises WrongUsage for a day that is still to come.
    """
    day = read_day(text, today) or today
    if day > today:
        raise WrongUsage(f"{day} is still to come; log what has happened")
    return day
