"""New lines for values of which no card has a line yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from vaultnet.core.exchange.escapes import escape
from vaultnet.core.exchange.person import Photo
from vaultnet.core.notes.addresses import safe_url
from vaultnet.formats.vcard.entries import own_label
from vaultnet.formats.vcard.pictures import render_data_url, render_photo
from vaultnet.formats.vcard.properties import OWN

_DAY = re.compile(r"(?:[0-9]{4}-)?[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Fresh:
    """A line without its group, and the label that the group gives it, if any."""

    text: str
    label: str = ""


def make_line(field: str, value: str, version: str) -> Fresh | None:
    """Give the line that says a value of a field, None for a field without property."""
    make = _MAKE.get(field)
    return make(value, version) if make else None


def make_list(name: str, values: Iterable[str]) -> list[Fresh]:
    """Give one line for all the values, none where there are none."""
    said = ",".join(map(escape, values))
    return [Fresh(f"{name}:{said}")] if said else []


def make_photo(photo: Photo | str | None, version: str) -> list[Fresh]:
    """Give the line of a picture, none where there is none or its address is unsafe."""
    if isinstance(photo, str):
        url = safe_url(photo)
        return [Fresh(f"PHOTO;VALUE=uri:{url}")] if url else []
    if photo is None:
        return []
    if version == "4.0":
        return [Fresh(f"PHOTO:{render_data_url(photo)}")]
    return [Fresh(f"PHOTO;ENCODING=b;TYPE={photo.sort.upper()}:{render_photo(photo)}")]


def make_preferred(fresh: Fresh, version: str) -> Fresh:
    """Give the line as one that is preferred to those that do not say so."""
    head, _, value = fresh.text.partition(":")
    if version == "4.0":
        head += ";PREF=1"
    else:
        head += ",PREF" if ";TYPE=" in head else ";TYPE=PREF"
    return replace(fresh, text=f"{head}:{value}")


def _property(head: str, head_4: str = "") -> Callable[[str, str], Fresh]:
    def make(value: str, version: str) -> Fresh:
        before = head_4 if head_4 and version == "4.0" else head
        return Fresh(f"{before}:{escape(value)}")

    return make


def _address(value: str, _version: str) -> Fresh:
    return Fresh(f"ADR:;;{escape(value)};;;;")


def _location(value: str, _version: str) -> Fresh:
    return Fresh(f"ADR:;;;{escape(value)};;;")


def _page(value: str, _version: str) -> Fresh:
    # A URI is not escaped (RFC 6350, 6.7.8); what is none must not end the line.
    return Fresh(f"URL:{value if safe_url(value) == value else escape(value)}")


def _linkedin(value: str, version: str) -> Fresh:
    if safe_url(value) == value:
        return Fresh(f"URL:{value}", own_label("linkedin"))
    return _profile("linkedin")(value, version)


def _profile(service: str) -> Callable[[str, str], Fresh]:
    return _property(f"X-SOCIALPROFILE;TYPE={service}")


def _birthday(value: str, version: str) -> Fresh:
    if not _DAY.fullmatch(value):
        return Fresh(f"BDAY;VALUE=text:{escape(value)}")
    bare = value.replace("-", "")
    if len(value) > len("MM-DD"):
        return Fresh(f"BDAY:{bare if version == '4.0' else value}")
    if version == "4.0":
        return Fresh(f"BDAY:--{bare}")
    return Fresh(f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{value}")


def _anniversary(value: str, version: str) -> Fresh:
    if not _DAY.fullmatch(value):
        return Fresh(f"ANNIVERSARY;VALUE=text:{escape(value)}")
    bare = value.replace("-", "")
    bare = bare if len(value) > len("MM-DD") else f"--{bare}"
    if version == "4.0":
        return Fresh(f"ANNIVERSARY:{bare}")
    shown = value if bare.isdecimal() else bare
    return Fresh(f"X-ABDATE:{shown}", own_label("anniversary"))


_MAKE: Mapping[str, Callable[[str, str], Fresh]] = {
    "email": _property("EMAIL;TYPE=INTERNET", "EMAIL"),
    "phone": _property("TEL"),
    "address": _address,
    "location": _location,
    "place": _property(f"{OWN}LOCATION"),
    "company": _property("ORG"),
    "role": _property("TITLE"),
    "url": _page,
    "linkedin": _linkedin,
    **{name: _profile(name) for name in ("telegram", "signal", "whatsapp")},
    "birthday": _birthday,
    "anniversary": _anniversary,
    "note": _property("NOTE"),
    "met": _property(f"{OWN}MET"),
    "met_at": _property(f"{OWN}MET-AT"),
    "connected_on": _property(f"{OWN}CONNECTED-ON"),
}
