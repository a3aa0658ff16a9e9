"""Which fields hold several values, which of two days is right, what is the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from vaultnet.core.dates.when import parse_note_date
from vaultnet.core.notes.note import Field, Value
from vaultnet.core.notes.scalars import flow_text
from vaultnet.core.values import fold

_APART = re.compile(r"[,\s]+")


def _digits(text: str) -> str:
    is_number = not any(map(str.isalpha, text))
    return ("".join(filter(str.isdigit, text)) if is_number else "") or text


def _tag(text: str) -> str:
    return fold(text.lstrip("#"))


def exactly(text: str) -> str:
    """Compare a text as it is."""
    return text


LISTS: Mapping[str, Callable[[str], str]] = {
    "aliases": exactly, "tags": _tag, "categories": fold, "interests": fold,
    "email": str.casefold, "phone": _digits, "whatsapp": _digits, "signal": _digits,
    "telegram": exactly, "linkedin": exactly, "url": exactly, "vcard": exactly,
    "formerly": exactly, "other_uids": exactly,
}  # fmt: skip
"""Fields of which a person may have several, and how two values are compared."""

MAYBE_LISTS = frozenset(
    {"company", "role", "location", "address", "introduced_by", "attendees"}
)
"""Fields that some people write as a list, and others do not."""

CHOSEN: Mapping[str, Callable[[Iterable[date]], date]] = {
    "last_contact": max, "met": min, "connected_on": min,
}  # fmt: skip
"""Days of which one is right, whichever note it stands in."""


def is_filled(fields: Iterable[Field]) -> bool:
    """Tell whether one of some fields has a value."""
    return any(each.value not in (None, "", []) for each in fields)


def is_flat(value: Value) -> bool:
    """Tell whether a value is a scalar, or a list of nothing else."""
    nested = value if isinstance(value, list) else [value]
    return not any(isinstance(each, list | dict) for each in nested)


def is_said(own: Iterable[Field], theirs: Field) -> bool:
    """Tell whether all that a field says is said by the note's own."""
    if any(repr(each.value) == repr(theirs.value) for each in own):
        return True
    there = {_plain(each) for field in own for each in field.sources}
    return is_flat(theirs.value) and {*map(_plain, theirs.sources)} <= there


def _plain(text: str) -> str:
    return " ".join(text.split())


def texts_of(field: Field, name: str) -> list[str]:
    """Give the values of a field as texts; tags in one text are parted."""
    texts = [_plain(each) for each in field.sources]
    if name == "tags" and isinstance(field.value, str):
        texts = _APART.split(texts[0])
    return [each for each in texts if each]


def say(fields: Iterable[Field]) -> str:
    """Write values in one line."""
    return ", ".join(
        ", ".join(map(_plain, each.sources)) if is_flat(each.value)
        else flow_text(each.value)
        for each in fields
        if is_filled([each])
    )  # fmt: skip


def days_in(fields: Iterable[Field]) -> list[date | None]:
    """Give the days in some fields, None for each that is none."""
    return [
        parse_note_date(source)
        for each in fields
        for source in each.sources
        if source.strip()
    ]
