"""The smallest words that everything else is made of."""

from __future__ import annotations

import re
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
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFC", text.replace("\u00a0", " ")).casefold()


_FORBIDDEN = re.compile(
    r'[\x00-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*#^\[\]%`{}]+'
)
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE
)
_LONGEST = 180  # bytes: leaves room for what sync tools put behind a name


def safe_name(name: str) -> str:
    """Give a file name, without ``.md``, that every system and sync tool can carry.

    None of the characters that Obsidian's help warns of, no name that Windows
    keeps for itself, no dots or spaces at the ends, at most 180 bytes.
    """
    plain = unicodedata.normalize("NFC", name)
    plain = " ".join(_FORBIDDEN.sub(" ", plain).split()).strip(" .~-_")
    while len(plain.encode("utf-8", "ignore")) > _LONGEST:
        plain = plain[:-1].rstrip(" .")
    if not plain:
        return "Somebody"
    return f"{plain}_" if _RESERVED.fullmatch(plain.partition(".")[0]) else plain


def unaccented(text: str) -> str:
    """Fold a name for searching: as ``fold`` does, and without accents."""
    apart = unicodedata.normalize("NFKD", fold(text))
    return "".join(each for each in apart if not unicodedata.combining(each))


def stem(path: str) -> str:
    """Give the file's name without folders and without ``.md``."""
    name = path.rpartition("/")[2]
    return name[:-3] if name.casefold().endswith(".md") else name


def folder(path: str) -> str:
    """Give the folder a note lies in, ``""`` for the vault's root."""
    return path.rpartition("/")[0]


def say_count(number: int, word: str) -> str:
    """Say how many: ``1 note``, ``2 notes``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def say_left(number: int) -> str:
    """Give how many files were not touched: ``2 files left as they are``."""
    return (
        f"{say_count(number, 'file')} left as {'it is' if number == 1 else 'they are'}"
    )
