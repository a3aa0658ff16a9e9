"""The lines of one card with what each of them says, for reading and for writing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from vaultnet.core.exchange.escapes import escape, unescape
from vaultnet.core.notes.neutral import shown
from vaultnet.formats.vcard.decoding import without_controls
from vaultnet.formats.vcard.lines import Line, is_sound, parse_line
from vaultnet.formats.vcard.properties import (
    LABELS,
    OWN,
    STRUCTURE,
    is_known,
    read_line,
    say_label,
)
from vaultnet.formats.vcard.said import NOTHING, Reading
from vaultnet.formats.vcard.uids import digest_of
from vaultnet.formats.vcard.unfolding import Logical

WRAPPED = f"{OWN}LINE"
"""The property that carries a line that no card may hold, so that none is lost."""

_ONCE = ("N", "PHOTO", "UID", f"{OWN}UID")
_PAIR = 2  # a line and its label
_SHOWN = 60  # characters of a line that a report quotes

# What a fresh line may have, too: it says nothing that is not said anyway.
_PLAIN = {
    ("EMAIL", "TYPE"): {"internet", "pref"},
    ("TEL", "TYPE"): {"voice", "pref"},
    ("X-SOCIALPROFILE", "TYPE"): {"linkedin", "signal", "telegram", "whatsapp"},
    ("BDAY", "X-APPLE-OMIT-YEAR"): {"1604"},
}
_PLAIN_WHATEVER = {("PHOTO", key) for key in ("ENCODING", "TYPE", "VALUE", "MEDIATYPE")}
_PLAIN_ANYWHERE = {
    "TYPE": {"pref"},
    "VALUE": {"text", "date", "date-and-or-time", "uri", "url"},
}
_OWN_LABELS = {"linkedin": "LinkedIn", "anniversary": "_$!<Anniversary>!$_"}
_BLANK = re.compile(r"\\[nN]|[\s;,]")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a card, what it says, and whether it has to be kept for that.

    ``line`` is None where the grammar is broken. ``text`` is the line as it is kept.
    ``is_kept``: the fields do not say all that the line does.
    """

    number: int
    text: str
    line: Line | None
    reading: Reading = NOTHING
    is_kept: bool = True
    why: str = ""

    @property
    def name(self) -> str:
        """The property's name in capitals, ``""`` where the grammar is broken."""
        return self.line.name if self.line else ""

    @property
    def written(self) -> str:
        """The line as it can stand in a card, whatever it is."""
        is_safe = self.line or self.text.startswith(f"{WRAPPED}:")
        return self.text if is_safe else wrap(self.text)

    @property
    def group(self) -> str:
        """The group in small letters, ``""`` where there is none."""
        return self.line.head.group.lower() if self.line else ""


def parse_entries(lines: Iterable[Logical]) -> list[Entry]:
    """Give the entries of a card, without those of the file (BEGIN, VERSION, REV)."""
    lines = list(lines)
    return list(_once(_entries(lines, _version(lines))))


def parse_kept(texts: Iterable[str]) -> list[Entry]:
    """Give the entries that kept lines are, whatever became of them in a note."""
    lines = [Logical(0, one_line(text)) for text in texts if text.strip()]
    return list(_entries(lines, "3.0"))


def _entries(lines: Iterable[Logical], version: str) -> list[Entry]:
    parsed = [_parse(each, version) for each in lines]
    parsed = [each for each in parsed if each.name not in STRUCTURE]
    members = [entry for entry in parsed if _is_member(entry)]
    around = _Around(
        _labels(parsed),
        Counter(entry.group for entry in members),
        Counter(entry.name for entry in members),
    )
    return [_judged(entry, around) for entry in parsed]


@dataclass(frozen=True, slots=True)
class _Around:
    """What else is in a card: labels and sizes of groups, lines of each property."""

    labels: Mapping[str, str]
    sizes: Mapping[str, int]
    lines: Mapping[str, int]


def _once(entries: list[Entry]) -> Iterator[Entry]:
    """Give the entries with one N, PHOTO and UID; further ones have no effect."""
    said = [(entry.name, entry.reading.values) for entry in entries]
    own = [values[0][1] for name, values in said if name == f"{OWN}UID" and values]
    digest = (("uid", digest_of(own[0])),) if own else ()
    seen: set[str] = {"UID"} if own else set()
    for entry in entries:
        if entry.name not in _ONCE or not entry.reading.values:
            yield entry
        elif entry.name not in seen:
            seen.add(entry.name)
            yield entry
        elif entry.name in ("N", "PHOTO"):
            yield Entry(entry.number, wrap(entry.text), None)
        else:
            why = f"{_quoted(entry.text)} is left out: a card has one UID"
            why = "" if entry.reading.values == digest else why
            yield replace(entry, reading=NOTHING, is_kept=False, why=why)


def wrap(text: str) -> str:
    """Give a line that holds one that no card may have, or not once more."""
    return f"{WRAPPED}:{escape(text)}"


def _version(lines: Iterable[Logical]) -> str:
    for _, text in lines:
        if text[:8].upper() == "VERSION:":
            return text[8:].strip()
    return "3.0"


def _parse(logical: Logical, version: str) -> Entry:
    number, text = logical
    line = parse_line(number, text, version=version)
    if line is None and "\n" in text:  # one that is broken within its head
        line = parse_line(number, one_line(text), version=version)
    if line is None:
        why = f"{_quoted(text)} is no line of a card; it is kept as it is"
        return Entry(number, one_line(text), None, why=why)
    if not is_sound(line):
        why = f"{_quoted(text)} is not coded as it says; it is kept as it is"
        return Entry(number, line.text, None, why=why)
    if line.name != WRAPPED:
        return Entry(number, line.text, line)
    inner = one_line(unescape(line.value))
    if not inner.strip():
        return Entry(number, line.text, line, is_kept=False)
    parsed = parse_line(number, inner, version="3.0")
    # One that could pass for a line of the card itself stays as it is.
    is_odd = parsed is None or not is_sound(parsed)
    return Entry(number, inner if is_odd else wrap(inner), None)


def _labels(entries: Iterable[Entry]) -> dict[str, str]:
    return {
        entry.group: entry.line.value
        for entry in entries
        if entry.line and entry.name == "X-ABLABEL"
    }


def _judged(entry: Entry, around: _Around) -> Entry:
    line = entry.line
    if line is None or line.name in LABELS:
        return entry
    value = around.labels.get(entry.group, "") if entry.group else ""
    label = say_label(value)
    reading = read_line(line, label)
    if not is_known(line, label):
        return entry
    why = (
        f"{_quoted(line.text)} {reading.why}; it is kept as it is"
        if reading.why
        else ""
    )
    if _is_blank(line):
        return replace(entry, reading=reading, is_kept=False)
    size = around.sizes[entry.group]
    is_alone = not entry.group or size == 1
    field = reading.values[0][0] if reading.values else ""
    is_own = size == _PAIR and value == own_label(field) != ""
    is_plain = (
        bool(field)
        and reading.is_exact
        and (is_alone or is_own)
        and _has_plain_params(line)
        and not (_is_one_of_several(line, field) and around.lines[line.name] > 1)
    )
    return replace(entry, reading=reading, is_kept=not is_plain, why=why)


def _is_member(entry: Entry) -> bool:
    """Tell whether a line counts for what its group has in common."""
    line = entry.line
    return line is not None and line.name not in _ONCE and not _is_blank(line)


def _is_blank(line: Line) -> bool:
    return not _BLANK.sub("", shown(line.value))


def before_value(entry: Entry) -> str:
    """Give all of a line that stands before its value."""
    length = len(entry.line.value) if entry.line else 0
    return entry.text[: len(entry.text) - length]


def own_label(field: str) -> str:
    """Give the label that a fresh line for a field carries, ``""`` for none."""
    return _OWN_LABELS.get(field, "")


def _has_plain_params(line: Line) -> bool:
    return all(
        key == "PREF"
        or (line.name, key) in _PLAIN_WHATEVER
        or {each.lower() for each in values}
        <= (_PLAIN.get((line.name, key)) or _PLAIN_ANYWHERE.get(key, set()))
        for key, values in line.head.params.items()
    )


def _is_one_of_several(line: Line, field: str) -> bool:
    """Tell whether a line says more where there are others of its property.

    That it is preferred to them; or, of an address, that it is only a place.
    """
    is_preferred = "PREF" in line.head.params or "pref" in line.head.types
    return is_preferred or (line.name == "ADR" and field == "location")


def one_line(text: str) -> str:
    r"""Give a text without controls, and with ``\n`` for each line break."""
    return without_controls(_BREAK.sub(r"\\n", text))


def _quoted(text: str) -> str:
    short = shown(text[: 2 * _SHOWN])
    return f"“{short[:_SHOWN]}…”" if len(short) > _SHOWN else f"“{short}”"
