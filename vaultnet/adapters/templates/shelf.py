"""Where templates lie, and how they are read: the vault's own, and the built-in."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from jinja2 import TemplateError

_PACKAGE = Path(__file__).resolve().parents[2]  # vaultnet/
_LARGEST = 64 * 1024  # bytes
_LONGEST_NAME = 255  # bytes: no system has longer ones


class BadTemplate(TemplateError):
    """A template of the user's that we do not even begin to read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path = path


def built_in() -> Path:
    """Give the built-in templates: in the installed package, or beside a checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def find_folder(root: Path, folder: str) -> Path | None:
    """Give the vault's template folder; None where there is none inside the vault."""
    vault = os.path.realpath(root)
    found = os.path.realpath(root / folder)
    inside = found == vault or found.startswith(vault.rstrip(os.sep) + os.sep)
    return Path(found) if inside and Path(found).is_dir() else None


def find_own(folder: Path, name: str) -> Path | None:
    """Give the vault's file for a template, good or bad; None where there is none.

    ``prompts/email.md.j2`` may also be called ``prompts/email.md``, which Obsidian
    can show.
    """
    parts = name.split("/")
    if not all(map(_is_plain, parts)):
        return None
    path = folder.joinpath(*parts)
    for candidate in (path, path.parent / path.name.removesuffix(".j2")):
        if os.path.lexists(candidate) and not candidate.is_dir():
            return candidate
    return None


def read_own(path: Path) -> str:
    """Read one of the vault's templates; BadTemplate says what is wrong with it."""
    if os.path.normcase(os.path.realpath(path)) != os.path.normcase(path):
        raise BadTemplate(path, "it is a link, and links are not followed")
    try:
        text = _read_small(path)
    except OSError as error:
        raise BadTemplate(path, f"it cannot be read ({error.strerror})") from error
    if text is None:
        raise BadTemplate(path, "it is not a file of at most 64 KiB")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTemplate(path, "it is not UTF-8 text") from error


def read_built_in(folder: Path, name: str) -> str | None:
    """Read a built-in template; None where there is none of that name."""
    parts = name.split("/")
    path = folder.joinpath(*parts)
    if not all(map(_is_plain, parts)):
        return None
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        return None
    return path.read_text("utf-8")


def _is_plain(part: str) -> bool:
    """Tell whether this part of a name stays where it is, and is not hidden."""
    fits = 0 < len(part.encode("utf-8", "replace")) <= _LONGEST_NAME
    return fits and part[0] != "." and not set(part) & set("\\:\0")


def _read_small(path: Path) -> bytes | None:
    with open(path, "rb", opener=_open_itself) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            return None
        return file.read(_LARGEST)


def _open_itself(path: str, flags: int) -> int:
    """Open neither through a link nor, for a named pipe, for ever."""
    more = ("O_NOFOLLOW", "O_NONBLOCK")
    return os.open(path, flags | sum(getattr(os, flag, 0) for flag in more))
