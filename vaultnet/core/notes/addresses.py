"""Addresses that a link in a note may lead to; all others give no link."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from vaultnet.core.notes.neutral import shown

_EMAIL = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}"
)
_PHONE = re.compile(r"\+?\d{3,15}", re.ASCII)
_GLOBAL = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)  # E.164
_GROUPING = re.compile(r"[\s()./\u2010-\u2015\u2212-]")  # what people group digits by
_COORDINATES = re.compile(r"-?\d{1,3}(?:\.\d+)?(?:,-?\d+(?:\.\d+)?){1,2}", re.ASCII)
_MATRIX = re.compile(r"(?:u|r|roomid)/[\w.=/+-]+:[a-z0-9.-]+(?::\d+)?", re.ASCII)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?", re.ASCII)
_BAD_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_LONGEST = 2_000  # characters; beyond that browsers and mailers cut


def safe_url(text: str) -> str | None:
    """Give an address that may stand between the brackets of a Markdown link.

    None for what is not tidy, and for every scheme but ``http https mailto tel sms
    geo sip xmpp matrix``. A host in other letters is written as IDNA (RFC 3490), so
    that it shows what it is.
    """
    if len(text) > _LONGEST:
        return None
    scheme, colon, rest = "".join(shown(text).split()).partition(":")
    make = _MAKERS.get(scheme.lower()) if colon else None
    made = make(rest) if make else None
    url = f"{scheme.lower()}:{made}" if made else None
    return url if url and len(url) <= _LONGEST else None


def is_email(text: str) -> bool:
    """Tell whether this is one address of an email (RFC 5322, without comments)."""
    return bool(_EMAIL.fullmatch(text))


def parse_phone(text: str) -> str | None:
    """Give a number without what groups its digits: global, or as dialled at home."""
    text = text.removeprefix("tel:")
    if text.startswith("+"):
        text = text.replace("(0)", "")
    number = _GROUPING.sub("", text)
    form = _GLOBAL if number.startswith("+") else _PHONE
    return number if form.fullmatch(number) else None


def quote_part(text: str, safe: str) -> str:
    """Encode a part of an address that may hold encoded characters already."""
    return quote(_BAD_PERCENT.sub("%25", text), safe=f"{safe}%")


def _web(rest: str) -> str | None:
    try:
        parts = urlsplit(f"https:{rest}")
        host = parts.netloc.lower().encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one
        return None
    if not _HOST.fullmatch(host):  # also for user:password@
        return None
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    fragment = f"#{_encoded(parts.fragment)}" if parts.fragment else ""
    return f"//{host}{_encoded(parts.path)}{query}{fragment}"


def _encoded(text: str) -> str:
    return quote_part(text, "/?&=;,@+~.:").replace("::", "%3A%3A")


def _to_address(rest: str) -> str | None:
    return quote(rest, safe="@") if is_email(rest) else None


def _to_place(rest: str) -> str | None:
    return rest if _COORDINATES.fullmatch(rest) else None


def _to_room(rest: str) -> str | None:
    return rest if _MATRIX.fullmatch(rest) else None


_MAKERS = {
    "http": _web,
    "https": _web,
    "mailto": _to_address,
    "sip": _to_address,
    "xmpp": _to_address,
    "tel": parse_phone,
    "sms": parse_phone,
    "geo": _to_place,
    "matrix": _to_room,
}
