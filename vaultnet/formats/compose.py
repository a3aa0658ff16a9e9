"""Links that open a message, a call or a profile: RFC 6068, 5724, 3966 and others.

Addresses come from notes and may hold anything: what is not tidy gives no link, and
no scheme but our own ever stands in one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import quote

from vaultnet.core.kinds import Kind
from vaultnet.core.notes.addresses import is_email, parse_phone, safe_url
from vaultnet.core.prompts.prompt import Prompt
from vaultnet.formats.profile_url import linkedin_profile

_LONGEST = 1_900  # characters; beyond about 2,000 browsers and mailers cut
_TELEGRAM = re.compile(r"(?:(?:https?://)?t\.me/|@)?([A-Za-z]\w{3,31})", re.ASCII)
_WHATSAPP = re.compile(r"(?:https?://)?wa\.me/(\d{7,15})/?")
_SIGNAL = re.compile(r"https?://signal\.me/#p/(\+\d{7,15})")
_ENOUGH = 2  # links of one person where there is little room

# The address each link is made of, by what the link is called, in this order.
_ADDRESS = {
    "email": "email",
    "text": "phone",
    "call": "phone",
    "whatsapp": "whatsapp",
    "signal": "signal",
    "telegram": "telegram",
    "linkedin": "linkedin",
}
_FIRST = {
    Kind.EMAIL: ("email",),
    Kind.TEXT: ("text", "whatsapp", "signal", "telegram"),
    Kind.CHAT: ("whatsapp", "signal", "telegram", "text"),
    Kind.CALL: ("call",),
    Kind.VIDEO: ("signal", "whatsapp", "call"),
    Kind.SOCIAL: ("linkedin",),
}


def with_links(prompt: Prompt, addresses: Mapping[str, tuple[str, ...]]) -> Prompt:
    """Give the prompt with a link for each way to reach the person, its own first.

    A mail opens with the letter, a message with the short form; where there is
    nothing to send there are no links.
    """
    first = _FIRST.get(prompt.kind, ())
    links: dict[str, str] = {}
    if not prompt.draft:
        return prompt
    for kind in dict.fromkeys((*first, *_ADDRESS)):
        body = prompt.letter if kind == "email" else prompt.message
        for address in addresses.get(_ADDRESS[kind], ()):
            link = compose_link(kind, address, prompt.subject, body)
            if link:
                links.setdefault(kind, link)
    return replace(prompt, links=links)


def plain_links(
    kind: Kind, addresses: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Give links to reach somebody that carry no draft, two at most: the kind's first.

    Of each address the first tidy one, and each once: a number to text or to call.
    """
    links: dict[str, str] = {}
    for name in dict.fromkeys((*_FIRST.get(kind, ()), *_ADDRESS)):
        made = (
            compose_link(name, address, "", "")
            for address in addresses.get(_ADDRESS[name], ())
        )
        link = next(filter(None, made), None)
        if link:
            links.setdefault(_ADDRESS[name], link)
    return tuple(links.values())[:_ENOUGH]


def compose_link(kind: str, address: str, subject: str, body: str) -> str | None:
    """Give the link that opens a draft, None where the address is not tidy.

    ``kind`` is one of ``email text call whatsapp signal telegram linkedin``; calls,
    Signal, Telegram and LinkedIn take no draft. A link that would be too long for
    some programs comes without the body.
    """
    make = _LINKS.get(kind)
    if make is None:
        return None
    link = make(address.strip(), subject, body)
    if link and len(link) > _LONGEST:
        link = make(address.strip(), subject, "")
    return link if link and len(link) <= _LONGEST else None


def obsidian_link(vault: str, path: str) -> str:
    """Give the link that opens a note in Obsidian (its help, "Obsidian URI")."""
    return f"obsidian://open?vault={_encoded(vault)}&file={_encoded(path)}"


def _mailto(address: str, subject: str, body: str) -> str | None:
    address = address.removeprefix("mailto:")
    if not is_email(address):
        return None
    fields = (("subject", subject), ("body", body))
    query = "&".join(f"{name}={_encoded(text)}" for name, text in fields if text)
    return f"mailto:{quote(address, safe='@')}" + (f"?{query}" if query else "")


def _sms(address: str, _subject: str, body: str) -> str | None:
    number = parse_phone(address)
    if number is None:
        return None
    return f"sms:{number}" + (f"?body={_encoded(body)}" if body else "")


def _tel(address: str, _subject: str, _body: str) -> str | None:
    number = parse_phone(address)
    return f"tel:{number}" if number else None


def _whatsapp(address: str, _subject: str, body: str) -> str | None:
    link = _WHATSAPP.fullmatch(address)
    number = _global_number(f"+{link[1]}" if link else address)
    if number is None:
        return None
    text = f"?text={_encoded(body)}" if body else ""
    return f"https://wa.me/{number.removeprefix('+')}{text}"


def _signal(address: str, _subject: str, _body: str) -> str | None:
    link = _SIGNAL.fullmatch(address)
    number = _global_number(link[1] if link else address)
    return f"https://signal.me/#p/{number}" if number else None


def _telegram(address: str, _subject: str, _body: str) -> str | None:
    user = _TELEGRAM.fullmatch(address)
    if user:
        return f"https://t.me/{user[1]}"
    number = _global_number(address)
    return f"https://t.me/{number}" if number else None


def _linkedin(address: str, _subject: str, _body: str) -> str | None:
    profile = linkedin_profile(address)
    return safe_url(profile) if profile else None


def _global_number(address: str) -> str | None:
    number = parse_phone(address)
    return number if number and number.startswith("+") else None


def _encoded(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return quote(lines.replace("\n", "\r\n"), safe="", errors="replace")


_LINKS: dict[str, Callable[[str, str, str], str | None]] = {
    "email": _mailto,
    "text": _sms,
    "call": _tel,
    "whatsapp": _whatsapp,
    "signal": _signal,
    "telegram": _telegram,
    "linkedin": _linkedin,
}
