"""The smallest words that everything else is made of."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import NewType

NotePath = NewType("NotePath", str)
"""Where a note lies: relative to the vault, with ``/``, spelled as the disk has it."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a note, said so that its owner can mend it.

    ``line`` counts from 1, the first line of the file; 0 is the note as a whole.
    ``code`` is a stable word for scripts, such as ``frontmatter`` or ``date``.
    """

    path: NotePath
    line: int
    code: str
    message: str


def fold(text: str) -> str:
    """Fold a name for comparison: NFC, no case, a plain space for a hard one.

    Obsidian compares paths this way (its ``normalizePath``).
    """
    return unicodedata.normalize("NFC", text.replace("\u00a0", " ")).casefold()


def stem(path: str) -> str:
    """Give the file's name without folders and without ``.md``."""
    name = path.rpartition("/")[2]
    return name[:-3] if name.casefold().endswith(".md") else name


def folder(path: str) -> str:
    """Give the folder a note lies in, ``""`` for the vault's root."""
    return path.rpartition("/")[0]
