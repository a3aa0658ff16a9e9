"""What makes two spellings of an address one: keys to compare, never to show."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from vaultnet.core.notes.addresses import is_email, parse_phone
from vaultnet.core.notes.neutral import shown

_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]*)>")
LINKEDIN_PROFILE = re.compile(
    r"(?:https?:)?/{0,2}(?:[a-z]{1,3}\.)?linkedin\.com/(?:mwlite/)?in/([^/?#\s]{1,300})"
    r"(?:[/?#].*)?",
    re.IGNORECASE,
)
"""The address of a profile, of whatever host and language; its slug as a group."""

_SLUG = re.compile(r"(?:in/)?([\w%-]{3,150})/?", re.IGNORECASE)
_NO_SLUG = re.compile(r"[\s/?#]")
_NUMBER_IN_LINK = re.compile(
    r"(?:https?://)?(?:(?:api\.)?wa\.me/|signal\.me/#p/)\+?(\d{7,15})/?(?:\?\S*)?",
    re.IGNORECASE,
)
_EXTENSION = ";ext="  # RFC 3966
_LONGEST = 300  # characters; no address is longer
_SHORTEST_NUMBER = 5  # digits; below that it is a service, not a person


def email_key(text: str) -> str | None:
    """Give the key of a mail address, None where the text is none.

    Takes ``Jane <jane@example.org>`` and ``mailto:`` (RFC 6068), too. Case does not
    count, though RFC 5321 would let it; a domain in other letters is written as
    IDNA (RFC 3490). Dots and plus signs count: most providers tell them apart.
    """
    text = _plain(text)
    inner = _IN_BRACKETS.fullmatch(text)
    text = inner[1].strip() if inner else text
    if text.casefold().startswith("mailto:"):
        text = unquote(text[7:].partition("?")[0])
    name, _, domain = text.casefold().rpartition("@")
    address = f"{name}@{_ascii_domain(domain)}"
    return address if is_email(address) else None


def linkedin_key(text: str) -> str | None:
    """Give the key of a LinkedIn profile: its slug, decoded, without case.

    Takes the address of a profile in any country or language, or the bare slug.
    None where the text is neither.
    """
    text = _plain(text)
    profile = LINKEDIN_PROFILE.fullmatch(text) or _SLUG.fullmatch(text)
    if profile is None:
        return None
    try:
        slug = unquote(profile[1], errors="strict")
    except UnicodeDecodeError:
        slug = profile[1]
    key = unicodedata.normalize("NFC", slug).casefold()
    return key if key.isprintable() and not _NO_SLUG.search(key) else None


def phone_key(text: str, region: str = "") -> str | None:
    """Give the key of a phone number, None where the text is no single number.

    A global number becomes E.164 (``+447700900123``), with ``;ext=12`` where it
    has an extension; ``region`` (``GB``, ISO 3166) says where numbers without a
    country are at home. Without it they keep their digits (``07700900123``), which
    equal no global number. Takes ``tel:`` (RFC 3966) and links of WhatsApp and
    Signal, too.
    """
    text = _plain(text)
    link = _NUMBER_IN_LINK.fullmatch(text)
    if link:
        text = f"+{link[1]}"
    if text.startswith("00"):
        return _global_key(f"+{text[2:]}", region) or _digits(text)
    return _global_key(text, region) or _digits(text)


def _global_key(text: str, region: str) -> str | None:
    import phonenumbers  # noqa: PLC0415 (24 ms, if needed)

    try:
        number = phonenumbers.parse(text, region.upper() or None)
    except phonenumbers.NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    key = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{key}{_EXTENSION}{number.extension}" if number.extension else key


def _digits(text: str) -> str | None:
    """Give a number as it is dialled at home, or a global one that nobody knows."""
    decimal = "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text
    )
    number = parse_phone(decimal)
    return number if number and len(number) >= _SHORTEST_NUMBER else None


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _plain(text: str) -> str:
    """Give a text without what cannot be seen; nothing of one that is no address."""
    return "" if len(text) > _LONGEST else shown(unicodedata.normalize("NFC", text))
