"""What git hands to a merge driver: three files to read, one of them to write."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from vaultnet.errors import NoSuchNote, RefusedToWrite

UNFINISHED = ".vaultnet"
"""What the name of a result ends in until all of it is there."""

_CONFIG = "vaultnet.toml"


def read_version(path: str) -> bytes:
    """Give the bytes of one version of a note. Raises NoSuchNote."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise NoSuchNote(f"{path}: {error.strerror or error}") from None


def write_result(path: str, data: bytes) -> None:
    """Put a result in place of a version, in one step: half of it is never there.

    Raises RefusedToWrite; the version is as it was then.
    """
    whole = Path(f"{path}{UNFINISHED}")
    try:
        whole.write_bytes(data)
        whole.replace(path)
    except OSError as error:
        with suppress(OSError):
            whole.unlink()
        raise RefusedToWrite(f"{path}: {error.strerror or error}") from None


def config_text_above(path: str) -> str:
    """Give the text of the configuration of the vault that a path lies in.

    Git stands at the top of the working tree, and the path begins there. Empty where
    there is none, and where it cannot be read: it may be in conflict itself.
    """
    for folder in Path(path).parents:
        with suppress(OSError, UnicodeDecodeError):
            return (folder / _CONFIG).read_text("utf-8-sig")
        if (folder / ".obsidian").is_dir():
            break
    return ""
