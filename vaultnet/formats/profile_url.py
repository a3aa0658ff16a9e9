"""The address of a LinkedIn profile, written in one way."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

from vaultnet.core.exchange.keys import LINKEDIN_PROFILE

_SLUG = re.compile(r"[\w%-]{3,150}")  # beyond that it is no link that can be followed
_PLAIN = re.compile(r"[\w-]")


def linkedin_profile(text: str) -> str | None:
    """Give ``https://www.linkedin.com/in/SLUG``, None where there is no profile.

    The same for every spelling of an address: of any country's host, percent-encoded
    or not, in capitals, with a query or a language behind it. Letters of all
    languages stay readable, what is no letter, digit or dash stays encoded.
    """
    found = LINKEDIN_PROFILE.fullmatch(text.strip())
    if not found:
        return None
    slug = _readable(found[1])
    return f"https://www.linkedin.com/in/{slug}" if _SLUG.fullmatch(slug) else None


def _readable(slug: str) -> str:
    try:
        plain = unicodedata.normalize("NFC", unquote(slug, errors="strict")).lower()
    except UnicodeDecodeError:  # encoded as something that we do not guess
        return slug.lower()
    return "".join(
        each if _PLAIN.fullmatch(each) else quote(each, safe="") for each in plain
    )
