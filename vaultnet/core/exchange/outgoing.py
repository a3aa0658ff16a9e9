"""Somebody of the vault as an address book is told of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from uuid import NAMESPACE_URL, uuid5

from vaultnet.core.config import People
from vaultnet.core.exchange.entry import is_plain_uid
from vaultnet.core.exchange.escapes import unescape
from vaultnet.core.exchange.file_names import full_name
from vaultnet.core.exchange.noted import DAYS, lines_of, sources_of, values_of
from vaultnet.core.exchange.person import FIELDS, Person
from vaultnet.core.notes.links import find_links
from vaultnet.core.notes.note import Field, Note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.people.marks import has_tag
from vaultnet.core.people.profile import TIER_TAGS, Profile
from vaultnet.core.values import NotePath, fold

_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,127}")
_UID = re.compile(r"(?:[\w-]+\.)?UID(?:;[^:\n]*)?:", re.IGNORECASE)
_UID_LINE = re.compile(rf"^{_UID.pattern}(.*)$", re.IGNORECASE | re.MULTILINE)
_FN_LINE = re.compile(r"(?:[\w-]+\.)?FN(?:;[^:\n]*)?:(.*)", re.IGNORECASE)
_BEGIN = re.compile(r"^BEGIN:VCARD", re.IGNORECASE | re.MULTILINE)
_FOLD = re.compile(r"\r?\n[ \t]")


def person_of(
    note: Note, profile: Profile, dialect: Dialect, people: People, uid: str
) -> Person:
    """Give a contact as a person for the outside; nothing of their log is in it.

    ``uid`` is their mark, of ``uids``. The fields are those of ``person.FIELDS``,
    days as that page says. Among ``kept`` there may be links to files of the vault
    that hold more such lines, and ``photo`` may be one, too.
    """
    groups = dialect.sort(note.fields)
    kept = tuple(lines_of(groups.get("vcard", ())))
    companies = values_of("company", groups.get("company", ()))
    spelled = (*profile.aliases, *_names_among(kept))
    name = full_name(profile.name, spelled, companies)
    return Person(
        name=name,
        others=tuple(each for each in profile.aliases if each != name),
        fields={
            each: texts
            for each in FIELDS
            if (texts := _read(each, groups.get(each, ()), people))
        },
        uid=uid,
        kept=kept,
        photo=next(iter(sources_of(groups.get("photo", ()))), None),
    )


def uids(profiles: Iterable[Profile]) -> Mapping[NotePath, str]:
    """Give each person's mark, in which no two are alike, also without case.

    It is the ``uid`` of the note where every program can carry it, else a digest of
    it, else of the path. Of several notes with one ``uid`` the first keeps it.
    """
    found: dict[NotePath, str] = {}
    taken: set[str] = set()
    for profile in sorted(profiles, key=lambda each: each.path):
        uid = profile.uid or ""
        if uid and not is_plain_uid(uid):
            uid = _digest(f"uid:{uid}")
        if not uid or fold(uid) in taken:
            uid = _digest(f"path:{profile.path}")
        taken.add(fold(uid))
        found[profile.path] = uid
    return found


def card_name(mark: str) -> str:
    """Give how the file of somebody's card is called.

    It begins with a letter, a digit or ``_``, so that no program takes it for hidden
    or for an option.
    """
    return f"{mark if _FILE.fullmatch(mark) else _digest(f'uid:{mark}')}.vcf"


def linked_target(text: str) -> str | None:
    """Give the target of a link that is all there is; None for any other text."""
    text = text.strip()
    (link, *more) = find_links(text, 1) or (None,)
    is_whole = link is not None and (link.start, link.end) == (0, len(text))
    return link.target if link and is_whole and not more else None


def split_uids(kept: Iterable[str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """Part the lines of a card from those with a UID; these by what they say.

    By that UID a phone or a server knows the person, whatever the note's own is.
    """
    uids: dict[str, str] = {}
    rest: list[str] = []
    for line in kept:
        if match := _UID.match(line):
            uids.setdefault(unescape(line[match.end() :].strip()), line)
        else:
            rest.append(line)
    return tuple(rest), uids


def uid_of(card: str) -> str | None:
    """Give the UID of the one card in a file; None for several, or for none.

    Source: RFC 6350, section 3.2 (folding) and 6.7.6.
    """
    if len(_BEGIN.findall(card)) != 1:
        return None
    found = _UID_LINE.search(_FOLD.sub("", card))
    return unescape(found[1].strip()) or None if found else None


def _names_among(kept: Iterable[str]) -> Iterator[str]:
    found = (_FN_LINE.fullmatch(line) for line in kept)
    return (unescape(each[1]).strip() for each in found if each)


def _read(name: str, fields: Iterable[Field], people: People) -> tuple[str, ...]:
    values = values_of(name, fields)
    if name == "tags":
        return _tags(values, people)
    return values[:1] if name in DAYS else values


def _tags(tags: Iterable[str], people: People) -> tuple[str, ...]:
    """The tags that say something of the person, and nothing that would hurt them."""
    marks = {fold(each) for each in (*people.tags, *TIER_TAGS)}
    return tuple(
        dict.fromkeys(
            each
            for each in tags
            if fold(each) not in marks and not has_tag((each,), people.avoid_tags)
        )
    )


def _digest(text: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"vaultnet:{text}"))
