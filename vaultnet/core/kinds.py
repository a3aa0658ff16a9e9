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


# English first, then German, French, Spanish, Portuguese and Italian words that
# stand for one kind and for nothing else.
_WORDS: dict[Kind, str] = {
    Kind.MEET: (
        "meet met meeting coffee lunch dinner breakfast brunch café drinks walk"
        " visit visited tea beer hike in-person getroffen treffen kaffee"
        " mittagessen abendessen frühstück spaziergang besuch rencontre rendez-vous"
        " déjeuner dîner encuentro comida cena almuerzo incontro pranzo"
    ),
    Kind.CALL: (
        "call called phone phoned rang telephone phonecall anruf telefonat"
        " telefoniert angerufen appel llamada chiamata ligação telefonata"
    ),
    Kind.VIDEO: (
        "video zoom facetime videocall teams skype videoanruf videollamada"
        " videochiamata visio"
    ),
    Kind.EMAIL: "email e-mail mail emailed mailed correo courriel",
    Kind.TEXT: (
        "text texted sms texto imessage message messaged whatsapp signal telegram"
        " nachricht mensaje messaggio mensagem"
    ),
    Kind.CHAT: "chat chatted slack discord dm dmed matrix irc",
    Kind.SOCIAL: "social liked commented linkedin instagram mastodon bluesky",
    Kind.LETTER: "letter postcard postkarte lettre carta lettera",
    Kind.GIFT: "gift present geschenk cadeau regalo presente",
    Kind.SENT: "sent reached-out pinged",
}
_KIND_OF: dict[str, Kind] = {
    word: kind for kind, words in _WORDS.items() for word in words.split()
}
_LABEL = re.compile(r"\s*\*{0,2}([^\W\d_][\w-]*)\*{0,2}\s*(:|[–—-](?=\s)|(?=;)|$)\s*")


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
