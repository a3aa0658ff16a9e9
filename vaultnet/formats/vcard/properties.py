"""What each property of a card says of a person: the one table for both directions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from vaultnet.core.dates.occasions import parse_occasion
from vaultnet.core.exchange.entry import is_plain_uid, plain_value
from vaultnet.core.exchange.escapes import split, unescape
from vaultnet.core.exchange.person import Photo
from vaultnet.core.notes.neutral import shown
from vaultnet.formats.vcard.lines import Line
from vaultnet.formats.vcard.pictures import read_photo
from vaultnet.formats.vcard.said import (
    NOTHING,
    Reading,
    listed,
    read_account,
    read_address,
    read_company,
    read_custom,
    read_email,
    read_nicknames,
    read_parts,
    read_phone,
    read_url,
    reader_of,
)

OWN = "X-VAULTNET-"
"""Begins the names of properties that only vaultnet writes."""

STRUCTURE = frozenset("BEGIN END VERSION PRODID REV PROFILE".split())
"""Properties of the file, not of the person: they are written anew each time."""

LABELS = frozenset(("X-ABLABEL", "X-ABADR"))
"""Properties that say something of the other lines of their group."""


_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_URN = re.compile(
    r"urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE
)
# Letters that Obsidian's tags do not have; a slash makes a tag in a tag.
_NO_TAG = re.compile(
    r"[\s\u2000-\u200c\u200e-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\]+"
)
_SYSTEM = re.compile(
    r"(?:\* ?)?my ?contacts|starred|imported on .*|restored from .*|system group: .*"
    r"|contactgroups/.*",
    re.IGNORECASE,
)
_NO_YEAR = "X-APPLE-OMIT-YEAR"


def read_line(line: Line, label: str = "") -> Reading:
    """Give what a line says, nothing where its property has no field.

    ``label`` is the text of the ``X-ABLabel`` of its group.
    """
    if not is_known(line, label):
        return NOTHING
    return _READ[line.name](line)


def is_known(line: Line, label: str = "") -> bool:
    """Tell whether the property of a line has a field."""
    is_other_day = line.name == "X-ABDATE" and label.casefold() != "anniversary"
    return line.name in _READ and not is_other_day


def say_label(value: str) -> str:
    """Give the text of a label; ``_$!<Anniversary>!$_`` is Apple's own word for one."""
    return _LABEL.sub(r"\1", unescape(value)).strip()


def tag_of(category: str) -> str:
    """Give the tag that a category makes, ``""`` for one that makes none."""
    name = shown(category)
    if _SYSTEM.fullmatch(name):
        return ""
    tag = _NO_TAG.sub("-", name).strip("-/")
    if tag.isdecimal() or not any(map(str.isalnum, tag)):
        return ""
    return plain_value("tags", tag) or ""


def bare_uid(uid: str) -> str:
    """Give a UID without what cannot be seen; of ``urn:uuid:`` the UUID alone."""
    urn = _URN.fullmatch(uid)
    return urn[1] if urn else shown(uid)


def plain_note(text: str) -> str:
    """Give a note's text with plain line breaks and none around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _day(field: str) -> Callable[[Line], Reading]:
    def read(line: Line) -> Reading:
        raw = shown(unescape(line.value))
        if not raw:
            return NOTHING
        day = parse_occasion(raw)
        if day is None:
            return Reading(why="is no day of which year, month and day are known")
        if day.year is None or raw[:4] in line.head.params.get(_NO_YEAR, ()):
            value = f"{day.month:02}-{day.day:02}"
        else:
            value = f"{day.year:04}-{day.month:02}-{day.day:02}"
        return Reading(((field, value),), _is_plain_day(raw, value, line))

    return read


def _is_plain_day(raw: str, value: str, line: Line) -> bool:
    if line.name not in ("BDAY", "ANNIVERSARY", "X-ABDATE"):
        return False  # written as one of these
    return raw in {value, value.replace("-", ""), f"--{value.replace('-', '')}"} or (
        raw == f"1604-{value}" and line.head.params.get(_NO_YEAR) == ("1604",)
    )


def _read_tags(line: Line) -> Reading:
    raw = [unescape(each).strip() for each in split(line.value, ",")]
    tags = [tag_of(each) for each in raw]
    return listed("tags", tags, is_exact=tags == raw)


def _read_note(line: Line) -> Reading:
    raw = unescape(line.value)
    note = plain_note(raw)
    return Reading((("note", note),), note == raw.strip()) if note else NOTHING


def _read_photo(line: Line) -> Reading:
    if not line.value.strip():
        return NOTHING
    photo = read_photo(line)
    if photo is None:
        return Reading(why="is no picture (JPEG, PNG, GIF or WebP) and no safe address")
    is_exact = isinstance(photo, Photo) or photo == unescape(line.value).strip()
    return Reading((("photo", ""),), is_exact, photo=photo)


def _read_uid(line: Line) -> Reading:
    raw = unescape(line.value).strip()
    value = bare_uid(raw)
    if not value:
        return NOTHING
    is_own = line.name != "UID"
    return Reading((("uid", value),), is_own or (raw == value and is_plain_uid(value)))


_READ: Mapping[str, Callable[[Line], Reading]] = {
    "FN": reader_of("full"),
    "N": read_parts,
    "NICKNAME": read_nicknames,
    "X-ANDROID-CUSTOM": read_custom,
    "EMAIL": read_email,
    "TEL": read_phone,
    "ADR": read_address,
    "ORG": read_company,
    "TITLE": reader_of("role"),
    "ROLE": reader_of("role"),
    "URL": read_url,
    "IMPP": read_account,
    "X-SOCIALPROFILE": read_account,
    "SOCIALPROFILE": read_account,
    "BDAY": _day("birthday"),
    "ANNIVERSARY": _day("anniversary"),
    "X-ANNIVERSARY": _day("anniversary"),
    "X-EVOLUTION-ANNIVERSARY": _day("anniversary"),
    "X-ABDATE": _day("anniversary"),
    "CATEGORIES": _read_tags,
    "NOTE": _read_note,
    "PHOTO": _read_photo,
    "UID": _read_uid,
    f"{OWN}UID": _read_uid,
    f"{OWN}LOCATION": reader_of("location"),
    f"{OWN}MET": reader_of("met"),
    f"{OWN}MET-AT": reader_of("met_at"),
    f"{OWN}CONNECTED-ON": reader_of("connected_on"),
}
