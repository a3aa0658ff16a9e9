"""What the title of a column means, by its name and never by its place.

The names are those of LinkedIn, Google, Outlook and Thunderbird, and those that
people give: all the spellings of fields that vaultnet understands in notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from vaultnet.core.exchange.person import FIELDS
from vaultnet.core.people.dialect import SPELLINGS, plain
from vaultnet.core.values import unaccented
from vaultnet.formats.tables.titles_abroad import ABROAD, ADDRESSES_ABROAD


class Role(NamedTuple):
    """What a column tells: a kind of thing, which of several, and a part of it."""

    kind: str
    group: str = ""
    part: str = ""


_ENGLISH: Mapping[str, str] = {
    "name full": "name|full name|display name|contact name|fn|complete name|person",
    "name first": "first name|given name|forename|first",
    "name middle": "middle name|additional name|middle names|second name",
    "name last": "last name|family name|surname|last",
    "name prefix": "name prefix|prefix|salutation|honorific",
    "name suffix": "name suffix|suffix|generational suffix",
    "name nickname": "nickname|nick name|short name|alias|aliases|other names",
    "name maiden": "maiden name|birth name",
    "name phonetic first": "phonetic first name|given name yomi|given yomi"
        "|first name yomi",
    "name phonetic middle": "phonetic middle name|additional name yomi",
    "name phonetic last": "phonetic last name|family name yomi|surname yomi"
        "|last name yomi",
    "name phonetic": "phonetic name|yomi name",
    "email": "email|email address|email 2 address|email 3 address|primary email"
        "|secondary email|work email|home email|mail|personal email|business email"
        "|other email|email addresses|emails",
    "phone primary": "primary phone|main phone",
    "phone mobile": "mobile phone|mobile|mobile number|cell|cell phone|cellphone"
        "|home mobile|work mobile|cellular",
    "phone": "phone|telephone|phone number|phone numbers|business phone|work phone"
        "|home phone|other phone|car phone|tel|phones",
    "url": "url|website|web page|homepage|web site|websites|personal web page"
        "|business web page|profile url|urls|web",
    "linkedin": "linkedin|linkedin url|linkedin profile|linkedin profile url"
        "|linkedin id",
    "text company": "company|organization|organisation|organization name|employer"
        "|company name|work company|current company",
    "text role": "job title|position|organization title|occupation|role|work title"
        "|current position",
    "text location": "location|based in",
    "text met_at": "met at|how we met",
    "day birthday": "birthday|birth date|date of birth|dob|bday",
    "birth year": "birth year",
    "birth month": "birth month",
    "birth day": "birth day",
    "day anniversary": "anniversary|wedding anniversary",
    "day connected_on": "connected on|connected",
    "day met": "met|met on|first met",
    "tags": "tags|categories|groups|tag|category|keywords",
    "labels": "labels|group membership",
    "photo": "photo|picture|user photo|avatar|image",
    "note": "notes|note|comments|comment|remarks|info|description",
    "uid": "uid",
    "shown": "file as|email display name|email 2 display name|email 3 display name"
        "|initials",
    "technical": "email type|email 2 type|email 3 type|priority|sensitivity|private"
        "|mileage",
    "gender": "gender|sex",
}  # fmt: skip

_PLACES = {  # in Outlook and Thunderbird; "" where a table has one address
    "home": "home {}",
    "work": "business {}|work {}",
    "other": "other {}",
    "": "{}|address {}",
}
_PARTS = {
    "whole": "address|full address|formatted address|mailing address",
    "street": "street|street address|address line 1",
    "street 2": "address line 2",
    "po box": "po box|address po box",
    "city": "city|town|locality",
    "region": "state|region|province|state province|county",
    "postal code": "postal code|zip|zip code|zipcode|post code|postcode",
    "country": "country|country region",
}

# "E-mail 1 - Value", "Organization 1 - Title": Google counts what there may be more of.
_NUMBERED = re.compile(r"([A-Za-z -]{2,30}?) ?(\d{1,3}) ?- ?(.{1,40})", re.ASCII)
_COUNTED = {
    "email": "email", "phone": "phone", "address": "address", "website": "url",
    "organization": "organization", "relation": "pair", "event": "pair",
    "custom field": "pair", "im": "im", "jot": "pair", "calendar link": "pair",
    "external id": "pair", "user defined field": "pair", "hobby": "pair",
    "interest": "pair", "keyword": "pair",
}  # fmt: skip
_COUNTED_PARTS = {
    "type": "label", "label": "label", "key": "label", "service": "service",
    "value": "value", "formatted": "whole", "street": "street", "city": "city",
    "po box": "po box", "region": "region", "postal code": "postal code",
    "country": "country", "extended address": "street 2", "name": "company",
    "title": "role",
}  # fmt: skip
_MORE = ("1", "2", "3", "4", "5")
_LONGEST = 100  # characters of a title that may mean something

_FIELD_ROLES = {
    "company": "text company", "role": "text role", "location": "text location",
    "met_at": "text met_at", "birthday": "day birthday", "tags": "tags",
    "anniversary": "day anniversary", "connected_on": "day connected_on",
    "met": "day met", "address": "address", "whatsapp": "handle whatsapp",
    "signal": "handle signal", "telegram": "handle telegram", "email": "email",
    "phone": "phone", "url": "url", "linkedin": "linkedin",
}  # fmt: skip
_OTHER_ROLES = {
    "name": "name full", "first_name": "name first", "last_name": "name last",
    "middle_name": "name middle", "aliases": "name nickname", "note": "note",
    "photo": "photo", "uid": "uid",
}  # fmt: skip

MAPPABLE = (*FIELDS, *_OTHER_ROLES)
"""What a column may be said to be."""


def fold_title(title: str) -> str:
    """Give the form in which titles are compared: ``E-mail Address``, ``emailAddress``.

    Without case, accents and marks, words parted by one space.
    """
    words = re.sub(r"[\W_]+", " ", unaccented(plain(title[:_LONGEST]))).strip()
    return words.replace("e mail", "email").replace("linked in", "linkedin")


def role_of(title: str) -> Role | None:
    """Give what a title means, None where it means nothing to us."""
    if not title or len(title) > _LONGEST:
        return None
    numbered = _NUMBERED.fullmatch(title)
    counted = _COUNTED.get(fold_title(numbered[1])) if numbered else None
    if numbered and counted:
        part = fold_title(numbered[3])
        group = f"{numbered[1]} {numbered[2]} -".casefold()
        return Role(counted, group, _COUNTED_PARTS.get(part, part))
    folded = fold_title(title)
    return _roles().get(folded) or _another(folded)


def role_of_field(field: str) -> Role | None:
    """Give what a column means of which the user says that it is this field."""
    names = {fold_title(name): name for name in MAPPABLE}
    role = {**_FIELD_ROLES, **_OTHER_ROLES}.get(names.get(fold_title(field), ""))
    return _parsed(role) if role else None


def _another(folded: str) -> Role | None:
    """Give the role of a second or third of its sort: ``Business Street 2``."""
    base, _, number = folded.rpartition(" ")
    role = _roles().get(base) if number in _MORE else None
    if role and role.kind == "address" and role.part in ("street", "whole"):
        return role._replace(part=f"street {number}")
    return role if role and role.kind in ("email", "phone", "url") else None


def _parsed(role: str) -> Role:
    """Read a role of the tables above: ``address home street 2``."""
    kind, _, rest = role.partition(" ")
    if kind == "phone":
        return Role(kind, rest, "value")
    if kind == "address":
        return Role(kind, "", "whole")
    return Role(kind, "", rest or "value")


@cache
def _roles() -> Mapping[str, Role]:
    roles: dict[str, Role] = {}
    for title, role in (*_people(), *_addresses(), *_dialect()):
        roles.setdefault(fold_title(title), role)
    return roles


def _people() -> Iterator[tuple[str, Role]]:
    for table in (_ENGLISH, ABROAD):
        for role, titles in table.items():
            yield from ((title, _parsed(role)) for title in titles.split("|"))


def _addresses() -> Iterator[tuple[str, Role]]:
    for places, parts in ((_PLACES, _PARTS), *ADDRESSES_ABROAD):
        for place, forms in places.items():
            for part, titles in parts.items():
                role = Role("address", place, part)
                for form in forms.split("|"):
                    yield from ((form.format(each), role) for each in titles.split("|"))


def _dialect() -> Iterator[tuple[str, Role]]:
    for field, role in {**_FIELD_ROLES, **_OTHER_ROLES}.items():
        for title in (field, *SPELLINGS.get(field, ())):
            yield title, _parsed(role)
