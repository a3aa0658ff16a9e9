"""URL, IMPP and social profiles: where somebody is found on the web and in chats."""

from __future__ import annotations

import re

from vaultnet.core.exchange.entry import plain_value
from vaultnet.core.exchange.escapes import unescape
from vaultnet.core.notes.addresses import safe_url
from vaultnet.core.notes.neutral import shown
from vaultnet.formats.vcard.lines import Line

_HOSTS = {
    "linkedin": re.compile(r"https?://(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub)/."),
    "telegram": re.compile(r"https?://(?:www\.)?(?:t|telegram)\.me/."),
    "whatsapp": re.compile(r"https?://(?:wa\.me/|(?:api|www)\.whatsapp\.com/send.)."),
    "signal": re.compile(r"https?://signal\.me/."),
}
SERVICES = tuple(_HOSTS)
"""The fields that take the place of ``url`` where the service is recognised."""

_BARE_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?:[/?#]\S*)?", re.I)
_HANDLE = re.compile(r"[@+]?[\w.:/#%() -]{1,120}")
_PREFIX = re.compile(
    r"(?:x-apple|telegram|signal|whatsapp|linkedin|tg|username):(?!//)", re.I
)


def read_link(value: str) -> tuple[str, str] | None:
    """Give the field and the safe address of a web page, None for what is not safe.

    An address without its scheme (``www.example.org``) is taken for one of https.
    """
    text = shown(unescape(value)).strip("<>")
    if _BARE_HOST.fullmatch(text):
        text = f"https://{text}"
    url = safe_url(text)
    if url is None:
        return None
    for name, host in _HOSTS.items():
        if host.match(url):
            return name, url
    return "url", url


def read_profile(line: Line) -> tuple[str, str] | None:
    """Give the field and the value of an account that a line of IMPP or so names.

    A web address is read as one; of anything else only what belongs to one of
    ``SERVICES`` is taken: a name or a number, as it stands.
    """
    text = shown(unescape(line.value))
    if is_web(text):
        return read_link(line.value)
    service = _service(line, text)
    handle = _PREFIX.sub("", text, count=1)
    if service is None or not _HANDLE.fullmatch(handle):
        return None
    return service, plain_value(service, handle) or handle


def is_web(text: str) -> bool:
    """Tell whether a text begins as the address of a web page."""
    return text[:6].lower().startswith(("http:", "https:"))


def _service(line: Line, text: str) -> str | None:
    params = line.head.params
    said = {
        each.lower()
        for key in ("TYPE", "X-SERVICE-TYPE", "SERVICE-TYPE", "X-TYPE")
        for each in params.get(key, ())
    }
    said.add(text.partition(":")[0].lower())
    return next((name for name in SERVICES if name in said), None)
