"""The spellings of each field that are understood, whoever's template it was.

The first spelling of each field is the canonical one, which vaultnet writes into
notes that have none yet. Spellings are compared without case, and with spaces,
dashes and underscores alike, as Obsidian's own lists of properties compare them
without case; ``lastContact`` and ``last_contact`` are one spelling here, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from vaultnet.core.notes.note import Field
from vaultnet.errors import BadConfig

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "aliases": ("aliases", "alias"),
    "tags": ("tags", "tag"),
    "uid": ("uid", "obsidian_uid"),
    "type": ("type", "fileClass", "lifeos_type", "file-role"),
    "categories": ("categories", "category"),
    "last_contact": (
        "last_contact", "last_contacted", "prm-last-contacted", "cnt:last-contact",
        "last_chat", "last_chatted", "last_interaction", "last_talked_to",
        "last_talked", "last_spoke", "last_seen",
    ),
    "interactions": ("interactions", "events"),
    "cadence": (
        "cadence", "prm-cadence", "contact_frequency", "frequency",
        "stay_in_touch_frequency", "cadence_days", "reach_out_every",
        "reach_out_every_days", "frequency_days",
    ),
    "tier": ("tier", "prm-tier", "circle"),
    "at_worst": ("at_worst",),
    "next_contact": (
        "next_contact", "follow_up", "next_follow_up", "next_check_in",
        "stay_in_touch_trigger_date",
    ),
    "snooze_until": ("snooze_until", "prm-snooze-until", "cnt:snooze-until"),
    "paused": ("paused", "prm-paused"),
    "status": ("status",),
    "birthday": (
        "birthday", "prm-birthday", "date_of_birth", "dob", "bday", "birth_date",
        "born", "geburtstag", "geburtsdatum", "anniversaire", "cumpleaños",
        "compleanno", "aniversário", "verjaardag",
    ),
    "anniversary": (
        "anniversary", "wedding_anniversary", "x-anniversary", "anniversary_date",
        "wedding_day", "wedding_date", "married_on", "hochzeitstag", "jahrestag",
        "anniversaire_de_mariage",
    ),
    "name_day": (
        "name_day", "nameday", "namenstag", "fête", "onomastico", "onomástica",
        "imieniny",
    ),
    "met": ("met", "first_met", "first_contact", "met_on"),
    "met_at": ("met_at", "how_we_met", "first_met_where"),
    "introduced_by": ("introduced_by", "met_through"),
    "interests": ("interests", "hobbies"),
    "channel": ("channel", "preferred_channel"),
    "email": ("email", "emails", "e-mail", "mail", "email_2", "EMAIL"),
    "phone": ("phone", "phones", "mobile", "telephone", "TEL", "phone_number", "cell"),
    "whatsapp": ("whatsapp",),
    "signal": ("signal",),
    "telegram": ("telegram",),
    "linkedin": ("linkedin", "linkedin_url"),
    "url": ("url", "website", "homepage"),
    "company": ("company", "org", "organization", "organisation", "organizations"),
    "role": ("role", "title", "job_title"),
    "location": ("location", "prm-location", "city", "based_in"),
    "address": ("address", "addresses", "street_address", "adresse", "dirección"),
    "connected_on": ("connected_on",),
    "photo": ("photo", "picture", "avatar"),
    "vcard": ("vcard",),
    "formerly": ("formerly",),
    "other_uids": ("other_uids",),
    "imported_from": ("imported_from",),
    "name": ("name", "FN", "full_name", "display_name"),
    "first_name": ("first_name", "given_name"),
    "last_name": ("last_name", "family_name", "surname"),
    "deceased": ("deceased", "died"),
    "attendees": ("people", "attendees", "person", "participants", "with"),
    "date": ("date", "day"),
    "week": ("week",),
    "listed": ("listed",),
}  # fmt: skip
"""Canonical name to spellings, in the order of preference."""

PERSONAL = ("last_contact", "birthday")
"""Fields that only a person's note has: they mark one where nothing else does."""

_BRACKET = re.compile(r"\[[^\]]*\]")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOIN = re.compile(r"[\s_-]+")


@lru_cache(maxsize=4096)
def plain(key: str) -> str:
    """Give the form in which spellings are compared.

    ``lastContact``, ``Last Contact`` and ``last-contact`` are ``last_contact``;
    the vCard plugin's ``EMAIL[HOME]`` is ``email``, ``ADR[HOME].LOCALITY`` is
    ``adr.locality``.
    """
    bare = _BRACKET.sub("", key.strip())
    return _JOIN.sub("_", _HUMP.sub("_", bare)).casefold()


class Dialect:
    """The spellings in force: ours and those of ``[fields]`` in the configuration.

    Raises BadConfig for a field that there is not.
    """

    def __init__(self, more: Mapping[str, Iterable[str]]) -> None:
        unknown = sorted(set(more) - set(SPELLINGS))
        if unknown:
            raise BadConfig(
                f"vaultnet.toml: unknown field 'fields.{unknown[0]}'; known are "
                + ", ".join(sorted(SPELLINGS))
            )
        self._own = {name: next(iter(own), name) for name, own in more.items()}
        self._names: dict[str, str] = {"adr.locality": "location"}
        self._rank: dict[str, int] = {}
        for name, usual in SPELLINGS.items():
            spellings = (*more.get(name, ()), *usual)
            for rank, spelling in enumerate(spellings):
                self._names.setdefault(plain(spelling), name)
                self._rank.setdefault(plain(spelling), rank)

    def own(self, name: str) -> str:
        """Give how a field is spelled that a note has not: as ``[fields]`` says."""
        return self._own.get(name, name)

    def sort(self, fields: Mapping[str, Field]) -> dict[str, list[Field]]:
        """Group a note's fields by canonical name, the preferred spelling first."""
        groups: dict[str, list[Field]] = {}
        for key, field in fields.items():
            name = self._names.get(plain(key))
            if name is not None:
                groups.setdefault(name, []).append(field)
        for group in groups.values():
            group.sort(key=lambda field: self._rank.get(plain(field.key), 0))
        return groups
