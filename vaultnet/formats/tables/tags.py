"""Labels and categories of an address book, as tags of Obsidian."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vaultnet.core.notes.neutral import shown
from vaultnet.core.values import fold
from vaultnet.formats.tables.draft import Cell, Draft
from vaultnet.formats.tables.labels import MOST, split_joined

_BETWEEN = re.compile(r"[;,\n\r]|:::")
# A tag holds letters, digits, _ - /, and more than a number (Obsidian's help, Tags).
_NOT_IN_TAGS = re.compile(r"[^\w/-]+")
_EVERYBODY = ("mycontacts", "starred")  # "* myContacts": Google's own, not the user's


def read_tags(draft: Draft, parts: Mapping[str, Cell]) -> None:
    """Take a list such as ``Friends; Choir``."""
    for cell in parts.values():
        for text in _BETWEEN.split(cell.text, MOST):
            _add(draft, cell.title, text)


def read_labels(draft: Draft, parts: Mapping[str, Cell]) -> None:
    """Take Google's ``* myContacts ::: Book club``, where a name may hold a comma."""
    if not any(mark in cell.text for cell in parts.values() for mark in ("*", ":::")):
        read_tags(draft, parts)
        return
    for cell in parts.values():
        for text in split_joined(cell.text):
            if not (text.startswith("*") and fold(text[1:].strip()) in _EVERYBODY):
                _add(draft, cell.title, text.removeprefix("*"))


def _add(draft: Draft, title: str, text: str) -> None:
    """Add a tag, and keep what it does not say: a tag has no ``&``."""
    words = shown(text).lstrip("#").split()
    tag = _NOT_IN_TAGS.sub("-", "-".join(words)).strip("-/")
    if tag and not tag.isdecimal():
        draft.add("tags", tag)
    else:
        tag = ""
    if words and tag != "-".join(words):
        draft.keep(title, " ".join(words))
