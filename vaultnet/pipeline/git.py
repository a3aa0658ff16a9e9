"""Git taught to merge notes by what stands in them: in, out, and whether it works."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaultnet.adapters.driver import UNFINISHED
from vaultnet.adapters.git import Repository, find_repository, try_merge
from vaultnet.adapters.vault import Vault
from vaultnet.formats.git_files import (
    ATTRIBUTES,
    DRIVER,
    IGNORED,
    attributes_below,
    render_driver,
    with_lines,
    without_lines,
)
from vaultnet.pipeline.merge_driver import DECIDED

_COMMAND = f"merge.{DRIVER}.driver"
_FILES = ((".gitattributes", ATTRIBUTES), (".gitignore", IGNORED))

_Lines = Callable[[str, Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: in which file, and what."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Status:
    """Whether git merges this vault's notes with vaultnet.

    ``driver`` is the command that this clone has for it, ``named`` whether attributes
    name it for notes, ``works`` whether a trial merge came out right. ``problem`` says
    in one line what is wrong and what to do, None where nothing is.
    """

    driver: str | None
    named: bool
    works: bool
    problem: str | None


def install(
    vault: Vault, git_dir: Path | None = None, *, dry: bool
) -> tuple[Step, ...]:
    """Teach git: the driver first, as attributes without one lose words.

    Raises NoRepository and RefusedToWrite.
    """
    repository = find_repository(vault.root, git_dir)
    steps = []
    if repository.own_setting(_COMMAND) != _driver():
        if not dry:
            repository.set_own(_COMMAND, _driver())
        steps.append(Step("git's config", f"{_COMMAND} is set"))
    steps += _attributes(repository, with_lines, dry=dry)
    steps += _files(vault, with_lines, dry=dry)
    return tuple(steps)


def uninstall(
    vault: Vault, git_dir: Path | None = None, *, dry: bool
) -> tuple[Step, ...]:
    """Take out what ``install`` puts in, and nothing else; attributes first.

    Raises NoRepository and RefusedToWrite.
    """
    repository = find_repository(vault.root, git_dir)
    steps = [*_files(vault, without_lines, dry=dry)]
    steps += _attributes(repository, without_lines, dry=dry)
    if repository.own_setting(_COMMAND) is not None:
        if not dry:
            repository.unset_own(_COMMAND)
        steps.append(Step("git's config", f"{_COMMAND} is unset"))
    return tuple(steps)


def status(vault: Vault, git_dir: Path | None = None) -> Status:
    """Look at the repository, and merge a note with its driver. Raises NoRepository."""
    repository = find_repository(vault.root, git_dir)
    driver = repository.setting(_COMMAND)
    named = repository.merge_attribute("a.md") == DRIVER
    works = driver is not None and is_working(driver)
    return Status(driver, named, works, _problem(driver, named=named, works=works))


def _problem(driver: str | None, *, named: bool, works: bool) -> str | None:
    if driver is None and named:
        return (
            "this clone has no merge driver, although .gitattributes names it: notes"
            " are merged line by line; say vaultnet git install"
        )
    if driver is None:
        return "git does not merge notes with vaultnet; say vaultnet git install"
    if not works:
        return (
            "the merge driver does not work, so notes are merged line by line; say"
            " vaultnet git install to set it anew"
        )
    if not named:
        return (
            "no attribute names the merge driver for notes, so it is not used; say"
            " vaultnet git install"
        )
    return None


_LOG = "---\nlast_contact: {}\n---\n## Log\n{}- 2026-01-01 met\n"
_TRIAL = (
    _LOG.format("2026-01-01", ""),
    _LOG.format("2026-02-01", "- 2026-02-01 call: one\n"),
    _LOG.format("2026-03-01", "- 2026-03-01 call: other\n"),
)
_BOTH = _LOG.format("2026-03-01", "- 2026-03-01 call: other\n- 2026-02-01 call: one\n")


def is_working(driver: str) -> bool:
    """Tell whether git with this driver makes one note of two that it cannot."""
    return try_merge(driver, "a.md", _TRIAL) == _BOTH


def _driver() -> str:
    python = Path(sys.executable).as_posix()
    return render_driver(python, decided=DECIDED, unfinished=UNFINISHED)


def _attributes(repository: Repository, edit: _Lines, *, dry: bool) -> list[Step]:
    """The file that counts on all branches, also those from before ``install``."""
    before = repository.attributes_text()
    after = edit(before, attributes_below(repository.prefix))
    if after == before:
        return []
    if not dry:
        repository.write_attributes(after)
    return [Step("git's info/attributes", _what(edit, "*.md merge=vaultnet"))]


def _files(vault: Vault, edit: _Lines, *, dry: bool) -> list[Step]:
    steps = []
    for path, lines in _FILES:
        before = _text(vault.read_or_none(path))
        after = edit(before, lines)
        if after == before:
            continue
        if not dry:
            _write(vault, path, edit, lines, is_gone=not after)
        steps.append(Step(path, _what(edit, lines[-1])))
    return steps


def _what(edit: _Lines, rule: str) -> str:
    return f"{rule} is {'added' if edit is with_lines else 'taken out'}"


def _write(
    vault: Vault, path: str, edit: _Lines, lines: Sequence[str], *, is_gone: bool
) -> None:
    """Write one of the user's files; one that held nothing but our lines goes away."""

    def edited(now: bytes | None) -> bytes:
        return edit(_text(now), lines).encode("utf-8", "surrogateescape")

    vault.change(path, edited)
    if is_gone and vault.read_or_none(path) == b"":
        (vault.root / path).unlink()


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "surrogateescape")
