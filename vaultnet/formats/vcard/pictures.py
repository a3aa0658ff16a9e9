"""PHOTO: the bytes of a picture, or its address on the web."""

from __future__ import annotations

import base64
import binascii
import re

from vaultnet.core.exchange.escapes import unescape
from vaultnet.core.exchange.person import Photo
from vaultnet.core.exchange.pictures import sort_of
from vaultnet.core.notes.addresses import safe_url
from vaultnet.formats.vcard.lines import Line, is_base64

_DATA = re.compile(r"data:[\w.+/-]{0,80}(?:;[\w.=+-]{1,80}){0,4};base64,", re.I)
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


def read_photo(line: Line) -> Photo | str | None:
    """Give the picture of a line, by its first bytes; None for what is none.

    An address is one of http or https, made safe.
    """
    value = unescape(line.value).strip()
    data = _DATA.match(value)
    if data:
        return _picture(value[data.end() :])
    if is_base64(line.head):
        return _picture(value)
    if value[:4].lower() == "http":
        return safe_url(value)
    return None


def render_photo(photo: Photo) -> str:
    """Give a picture's bytes as base64."""
    return base64.b64encode(photo.data).decode("ascii")


def render_data_url(photo: Photo) -> str:
    """Give a picture as the address that holds it (RFC 2397), as vCard 4.0 has it."""
    return f"data:image/{photo.sort};base64,{render_photo(photo)}"


def _picture(text: str) -> Photo | None:
    bare = _NO_BASE64.sub("", text)
    try:
        data = base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return None
    sort = sort_of(data)
    return Photo(data, sort) if sort else None
