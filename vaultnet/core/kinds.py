"""The kinds of interaction, and the words by which people name them."""

from __future__ import annotations

import re
from enum import StrEnum


class Kind(StrEnum):
    """What happened between two people."""

    MEET = "meet"
    CALL = "call"
    VIDEO = "video"
    EMAIL = "email"
    TEXT = "text"
    CHAT = "chat"
    SOCIAL = "social"
    LETTER = "letter"
    GIFT = "gift"
    SENT = "sent"  # reached out, and no answer yet


_WORDS: dict[Kind, str] = {
    Kind.MEET: (
        "meet met meeting coffee lunch dinner breakfast brunch drinks walk visit"
        " visited tea beer hike in-person"
    ),
    Kind.CALL: "call called phone phoned rang telephone phonecall",
    Kind.VIDEO: "video zoom facetime videocall teams skype",
    Kind.EMAIL: "email e-mail mail emailed mailed",
    Kind.TEXT: "text texted sms imessage message messaged whatsapp signal telegram",
    Kind.CHAT: "chat chatted slack discord dm dmed matrix irc",
    Kind.SOCIAL: "social liked commented linkedin instagram mastodon bluesky",
    Kind.LETTER: "letter postcard",
    Kind.GIFT: "gift present",
    Kind.SENT: "sent reached-out pinged",
}
_KIND_OF: dict[str, Kind] = {
    word: kind for kind, words in _WORDS.items() for word in words.split()
}
_LABEL = re.compile(r"\s*\*{0,2}([A-Za-z][A-Za-z-]*)\*{0,2}\s*(:|[–—-](?=\s)|$)\s*")


def kind_of(word: str) -> Kind | None:
    """Give the kind that a single word names, None where it names none."""
    return _KIND_OF.get(word.casefold())


def split_kind(text: str) -> tuple[Kind | None, str]:
    """Take the kind off the front of a log line: ``call: moving to Lisbon``.

    A word counts only when a colon, a dash or nothing follows it; in ``call me
    back`` it is part of what the user wrote.
    """
    label = _LABEL.match(text)
    kind = kind_of(label.group(1)) if label else None
    if label is None or kind is None:
        return None, text.strip()
    return kind, text[label.end() :].strip()
