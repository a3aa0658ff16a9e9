"""What the fields of a note say, however they are written: links, days, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from vaultnet.core.dates.occasions import parse_occasion
from vaultnet.core.dates.when import parse_note_date
from vaultnet.core.notes.note import Field
from vaultnet.core.notes.visible import visible
from vaultnet.core.people.facts import tags_of

_OUTWARD = re.compile(r"\[[^\]]*\]\(<?([^()<>\s]+)>?\)|<(\S+)>")
_SCHEME = re.compile(r"^(?:mailto|tel):", re.IGNORECASE)
_FRAME = re.compile(r"(?:BEGIN|END|VERSION)[:;]", re.IGNORECASE)


def values_of(name: str, fields: Iterable[Field]) -> tuple[str, ...]:
    """Give all values of a field as ``person.FIELDS`` has them.

    Days as that page says, tags without ``#``, all else as a reader sees it; of a
    link that leads outwards it is the address. Each value once, none empty.
    """
    if name == "tags":
        return tags_of({"tags": list(fields)})
    join = ", ".join if name == "address" else None
    texts = map(_plain, sources_of(fields, join))
    read = _READ.get(name)
    found = texts if read is None else map(read, texts)
    return tuple(dict.fromkeys(filter(None, found)))


def sources_of(
    fields: Iterable[Field], join: Callable[[Iterable[str]], str] | None = None
) -> Iterator[str]:
    """Give the texts of some fields; a table (``{street: ...}``) as one, if joined."""
    for each in fields:
        if each.value is None:
            continue
        texts = [source.strip() for source in each.sources if source.strip()]
        yield from [join(texts)] if join and isinstance(each.value, dict) else texts


def lines_of(fields: Iterable[Field]) -> Iterator[str]:
    """Give a card's lines that fields keep, without those of its frame."""
    for source in sources_of(fields):
        for line in re.split(r"[\r\n]+", source):
            if line.strip() and not _FRAME.match(line):
                yield line


def _plain(text: str) -> str:
    outward = _OUTWARD.fullmatch(text)
    plain = outward[1] or outward[2] if outward else visible(text).strip()
    return _SCHEME.sub("", plain, count=1)


def _occasion(text: str) -> str | None:
    found = parse_occasion(text)
    if found is None:
        return None
    day = f"{found.month:02}-{found.day:02}"
    return f"{found.year:04}-{day}" if found.year else day


def _day(text: str) -> str | None:
    day = parse_note_date(text)
    return day.isoformat() if day else None


_READ: Mapping[str, Callable[[str], str | None]] = {
    "birthday": _occasion,
    "anniversary": _occasion,
    "met": _day,
    "connected_on": _day,
}
DAYS = frozenset(_READ)
"""The fields that hold one day."""
