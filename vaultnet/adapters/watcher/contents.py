"""A look into files that were just saved, to tell whether they are whole."""

from __future__ import annotations

import contextlib
import os
import stat
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from vaultnet.core.settle import Known, looks_cut

_LARGEST = 256 * 1024  # bytes; a larger file is not looked into
_REMEMBERED = 64  # how many notes' last contents are kept


class Contents:
    """What the last saves held: tells whether the next one is whole."""

    def __init__(self, root: Path, known_size: Callable[[str], int | None]) -> None:
        self._root = root
        self._known_size = known_size
        self._texts: OrderedDict[str, bytes] = OrderedDict()
        self._looked_at: dict[str, bytes] = {}

    def is_cut(self, path: str) -> bool:
        """Look into a note and tell whether it may be half of a save."""
        text = _read(self._root / path) if path.endswith(".md") else None
        if text is None:
            return False
        self._looked_at[path] = text
        return looks_cut(text, self._known(path))

    def keep(self, paths: frozenset[str]) -> None:
        """Remember these paths' contents as whole."""
        for path in paths & self._looked_at.keys():
            self._texts[path] = self._looked_at.pop(path)
            self._texts.move_to_end(path)
        while len(self._texts) > _REMEMBERED:
            self._texts.popitem(last=False)

    def _known(self, path: str) -> Known | None:
        text = self._texts.get(path)
        if text is not None:
            return Known(len(text), text)
        size = self._known_size(path)
        return None if size is None else Known(size)


def _read(path: Path) -> bytes | None:
    """Read a regular file; None for anything else, and for what is too large."""
    with (
        contextlib.suppress(OSError),
        open(path, "rb", opener=_open_at_once) as file,
    ):
        return _read_still(file)
    return None


def _read_still(file: BinaryIO) -> bytes | None:
    """Read an open file; one that changes meanwhile counts as empty."""
    before = os.fstat(file.fileno())
    if not stat.S_ISREG(before.st_mode) or before.st_size > _LARGEST:
        return None
    text = file.read(_LARGEST)
    after = os.fstat(file.fileno())
    is_still = before.st_mtime_ns == after.st_mtime_ns
    return text if is_still and before.st_size == after.st_size == len(text) else b""


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting: a named pipe would keep us for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
