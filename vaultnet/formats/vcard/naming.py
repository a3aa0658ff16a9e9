"""The N of a card whose lines say no name in parts: derived from it, or empty."""

from __future__ import annotations

from collections.abc import Iterable

from vaultnet.formats.vcard.entries import Entry
from vaultnet.formats.vcard.names import NAMELESS, derive_name

_COMPANY = {"X-ABSHOWAS": "company", "KIND": "org"}


def derive_parts(name: str, companies: Iterable[str], entries: Iterable[Entry]) -> str:
    """Give the value of N for a name, empty for that of a company.

    It is one where its name is the company's, or where one of the lines says so.
    """
    says_so = any(_is_of_company(entry) for entry in entries)
    return NAMELESS if says_so or name in companies else derive_name(name)


def _is_of_company(entry: Entry) -> bool:
    said = _COMPANY.get(entry.name)
    return bool(said and entry.line and entry.line.value.strip().lower() == said)


def empty_parts(entries: Iterable[Entry]) -> Entry | None:
    """Give the N that says that a name has no parts, where no other N says some."""
    parts = [entry for entry in entries if entry.name == "N"]
    has_parts = any(entry.reading.values for entry in parts)
    return parts[0] if parts and not has_parts else None
