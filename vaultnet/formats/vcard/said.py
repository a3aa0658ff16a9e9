"""What the value of one line says: names, addresses of all sorts, a company."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vaultnet.core.exchange.entry import plain_value
from vaultnet.core.exchange.escapes import split, unescape
from vaultnet.core.exchange.person import Photo
from vaultnet.core.notes.addresses import is_email
from vaultnet.core.notes.neutral import neutral, shown
from vaultnet.formats.vcard.lines import Line
from vaultnet.formats.vcard.links import is_web, read_link, read_profile
from vaultnet.formats.vcard.names import compose_name


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says: values of fields, the main one first.

    Fields are those of a Person, ``others``, ``note``, ``uid`` and ``photo``, and
    ``full`` (FN), ``parts`` (N in one piece) and ``city`` (of an address).
    ``is_exact``: a fresh line for these values says all that the value of this one
    does. ``why`` tells of a value that could not be used.
    """

    values: tuple[tuple[str, str], ...] = ()
    is_exact: bool = True
    why: str = ""
    photo: Photo | str | None = None


NOTHING = Reading()
_UNSAFE = "is no address of a web page that is safe to follow"


def reader_of(field: str) -> Callable[[Line], Reading]:
    """Give what reads a text of one line for a field."""

    def read(line: Line) -> Reading:
        raw = unescape(line.value).strip()
        value = neutral(raw)
        is_exact = value == raw and line.name != "ROLE"  # written as TITLE
        return Reading(((field, value),), is_exact) if value else NOTHING

    return read


def read_parts(line: Line) -> Reading:
    """Read N: the name that its parts make together."""
    name = neutral(compose_name(line.value))
    return Reading((("parts", name),), is_exact=False) if name else NOTHING


def read_nicknames(line: Line) -> Reading:
    """Read NICKNAME: a list of further names."""
    raw = [unescape(each).strip() for each in split(line.value, ",")]
    values = [neutral(each) for each in raw]
    return listed("others", values, is_exact=values == raw)


def read_custom(line: Line) -> Reading:
    """Read X-ANDROID-CUSTOM, of which only nicknames have a field."""
    parts = [neutral(unescape(each)) for each in split(line.value, ";")]
    if parts[0].lower() != "vnd.android.cursor.item/nickname":
        return NOTHING
    return listed("others", parts[1:2], is_exact=False)


def read_email(line: Line) -> Reading:
    """Read EMAIL: one address, with or without ``mailto:`` or a name before it."""
    raw = unescape(line.value).strip()
    value = shown(raw)
    if value[:7].lower() == "mailto:":
        value = value[7:]
    if value.endswith(">"):
        value = value[value.rfind("<") + 1 : -1]
    if not value:
        return NOTHING
    if not is_email(value):
        return Reading(why="is no address of an email")
    return Reading((("email", value),), value == raw)


def read_phone(line: Line) -> Reading:
    """Read TEL: a number as it is written, without marks of direction."""
    raw = unescape(line.value).strip()
    value = shown(raw)
    if value[:4].lower() == "tel:":
        value = value[4:]
    if not value:
        return NOTHING
    if not any(map(str.isdigit, value)):
        return Reading(why="is no number of a phone")
    value = plain_value("phone", value) or ""
    return Reading((("phone", value),), value == raw)


def read_address(line: Line) -> Reading:
    """Read ADR as one line, and its locality; nothing but a locality is a location."""
    raw = split(line.value, ";")[:7]
    raw += [""] * (7 - len(raw))
    parts = [
        ", ".join(filter(None, (neutral(unescape(each)) for each in split(part, ","))))
        for part in raw
    ]
    box, extended, street, city, region, code, country = parts
    place = " ".join(filter(None, (region, code)))
    whole = ", ".join(filter(None, (box, extended, street, city, place, country)))
    if not whole:
        return NOTHING
    if whole in (city, street):
        field = "address" if street else "location"
        at = 2 if street else 3
        return Reading(((field, whole),), unescape(raw[at]).strip() == whole)
    values = (("address", whole), ("city", city))
    return Reading(values if city else values[:1], is_exact=False)


def read_company(line: Line) -> Reading:
    """Read ORG: its first part."""
    first, *units = (unescape(each).strip() for each in split(line.value, ";"))
    value = neutral(first)
    if not value:
        return NOTHING
    return Reading((("company", value),), value == first and not any(units))


def read_url(line: Line) -> Reading:
    """Read URL: a web page, or an account on one of the known services."""
    raw = unescape(line.value).strip()
    if not raw:
        return NOTHING
    found = read_link(line.value)
    if found is None:
        return Reading(why=_UNSAFE)
    return Reading((found,), found[1] == raw and found[0] in ("url", "linkedin"))


def read_account(line: Line) -> Reading:
    """Read IMPP and X-SOCIALPROFILE: an account, where the service is known."""
    raw = unescape(line.value).strip()
    found = read_profile(line)
    if found is None:
        return Reading(why=_UNSAFE if is_web(raw) else "")
    is_own = line.head.types == {found[0]} and set(line.head.params) == {"TYPE"}
    is_page = found[0] == "linkedin" and is_web(raw)  # written as URL
    is_own &= line.name == "X-SOCIALPROFILE" and not is_page
    is_exact = is_own and found[1] == raw
    return Reading((found,), is_exact)


def listed(field: str, values: list[str], *, is_exact: bool) -> Reading:
    """Give the reading of a list: each value once, none that is empty."""
    said = tuple((field, each) for each in dict.fromkeys(values) if each)
    return Reading(said, is_exact)
