"""What stands in a cell, as a value of a field, or kept in the note with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from vaultnet.core.exchange.escapes import escape
from vaultnet.core.notes.addresses import is_email, parse_phone, safe_url
from vaultnet.core.notes.neutral import shown
from vaultnet.core.values import fold
from vaultnet.formats.profile_url import linkedin_profile
from vaultnet.formats.tables.days import Order, read_day
from vaultnet.formats.tables.draft import Cell, Draft
from vaultnet.formats.tables.labels import (
    MOST,
    keep_label,
    keep_rest,
    label_of,
    split_joined,
)
from vaultnet.formats.tables.places import read_address
from vaultnet.formats.tables.tags import read_labels, read_tags

Parts = Mapping[str, Cell]
"""The cells that tell of one thing, by the part of it; most have only ``value``."""

_LONGEST_EMAIL = 254  # RFC 5321, section 4.5.3.1, less the angle brackets
_MAILBOX = re.compile(r"([^<>]*)<\s*([^<>\s]+)\s*>")
_BETWEEN = re.compile(r"[;,\s]+")
_BETWEEN_PHONES = re.compile(r"\s*[;,\n\r]\s*")
_EXTENDED = re.compile(
    r"\+?[\d\s()./-]{3,40}(?:(?:x|ext\.?|extension|#)\s?\d{1,8}|[,;]\d{1,4})",
    re.ASCII | re.IGNORECASE,
)
_NO_PHONE = re.compile(r"\b(?:fax|pager)\b", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,9}[^\W\d_]{2,24}(?:[/?#]\S*)?")
_BARE_SLUG = re.compile(r"[\w%-]{3,150}")

# What Outlook and Google write where nobody said anything.
_NOISE = frozenset(
    "smtp ex normal normale normaal false falsch faux falso onwaar unspecified"
    " 0 aus off uit".split()
) | {"keine angabe", "nicht angegeben", "non spécifié", "sin especificar"}
# Within a company Exchange knows people by such names (X.500), and nobody else does.
_INTERNAL = re.compile(r"/o=[^/]+/(?:ou|cn)=.*", re.IGNORECASE | re.DOTALL)
_MEN = frozenset(
    "m male man männlich mann homme masculin masculino hombre maschio maschile uomo"
    " homem mannelijk".split()
)
_WOMEN = frozenset(
    "f w female woman weiblich frau femme féminin femenino mujer femmina femminile"
    " donna feminino mulher vrouwelijk vrouw".split()
)
_BIRTH = ("year", "month", "day")
_DIGITS_OF_A_YEAR = (0, 4)
_MESSENGERS = ("whatsapp", "signal", "telegram")
_ANNIVERSARIES = ("anniversary", "wedding anniversary", "wedding")


def read_value(kind: str, draft: Draft, parts: Parts) -> None:
    """Take what cells of a kind tell, such as ``email``, into the draft."""
    _READERS[kind](draft, parts)


def _email(draft: Draft, parts: Parts) -> None:
    taken: list[str] = []
    for cell in _values(parts):
        if _INTERNAL.fullmatch(cell.text):
            draft.report(cell, "is known within a company only; left out")
            continue
        whole = _address(cell.text)
        texts = [cell.text] if whole else _BETWEEN.split(cell.text, MOST)
        addresses = [_address(text) for text in texts if text]
        if not all(addresses):
            draft.refuse(cell, "is no address of an email")
        elif "<" in cell.text:
            draft.keep(cell.title, cell.text)
        taken += filter(None, addresses)
    for address in taken:
        draft.add("email", address)
    keep_label(draft, parts, "Email", taken)


def _address(text: str) -> str | None:
    text = shown(text)
    mailbox = _MAILBOX.fullmatch(text)
    bare = mailbox[2] if mailbox else text
    bare = bare[7:] if bare[:7].lower() == "mailto:" else bare
    return bare if len(bare) <= _LONGEST_EMAIL and is_email(bare) else None


def _phone(draft: Draft, parts: Parts) -> None:
    label, cells, taken = label_of(parts), _values(parts), []
    if cells and _NO_PHONE.search(label):
        for cell in cells:
            draft.keep(label, cell.text)
        return
    for cell in cells:
        whole = _number(cell.text)
        texts = [cell.text] if whole else _BETWEEN_PHONES.split(cell.text, MOST)
        for text in filter(None, texts):
            number = _number(text)
            if number:
                draft.add("phone", number)
                taken.append(number)
            else:
                draft.refuse(replace(cell, text=text), "is no number of a phone")
    keep_label(draft, parts, "Phone", taken)


def _number(text: str) -> str | None:
    """Give a number as written, without what spreadsheets and phones put around it."""
    text = shown(text).strip("'=\"").strip()
    if len(text) > _LONGEST_EMAIL:
        return None
    return text if parse_phone(text) or _EXTENDED.fullmatch(text) else None


def _url(draft: Draft, parts: Parts) -> None:
    taken = []
    for cell in _values(parts):
        profile, page = linkedin_profile(cell.text), _page(cell.text)
        if profile or page:
            draft.add("linkedin" if profile else "url", profile or page or "")
            taken.append(cell.text)
        else:
            draft.refuse(cell, "is no address of a web page")
    keep_label(draft, parts, "Website", taken)


def _page(text: str) -> str | None:
    text = f"https://{text}" if _BARE_HOST.fullmatch(text) else text
    return safe_url(text) if re.match("https?:", text, re.IGNORECASE) else None


def _linkedin(draft: Draft, parts: Parts) -> None:
    for cell in _values(parts):
        bare = _BARE_SLUG.fullmatch(cell.text)
        text = f"linkedin.com/in/{cell.text}" if bare else cell.text
        profile = linkedin_profile(text)
        if profile:
            draft.add("linkedin", profile)
        else:
            draft.refuse(cell, "is no profile on LinkedIn")


def _handle(draft: Draft, parts: Parts) -> None:
    for name in parts:
        for text in split_joined(parts[name].text):
            draft.add(name, shown(text))


def _organization(draft: Draft, parts: Parts) -> None:
    for name in ("company", "role"):
        if name in parts:
            _text(draft, {name: parts[name]})
    label = label_of(parts)
    if fold(label) not in ("", "work", "unknown"):
        draft.keep(parts["label"].title, label)
    keep_rest(draft, parts, {"company", "role", "label"})


def _text(draft: Draft, parts: Parts) -> None:
    for name, cell in parts.items():
        for text in split_joined(cell.text):
            draft.add(name, shown(text))


def _day(draft: Draft, parts: Parts) -> None:
    for name, cell in parts.items():
        read = read_day(cell.text, cell.order, field=name)
        if read.doubt:
            draft.refuse(cell, read.doubt)
        if read.day:
            draft.add(name, read.day)


def _birth(draft: Draft, parts: Parts) -> None:
    """Take a birthday of three columns, as Thunderbird has it; the year may lack."""
    year, month, day = (parts[part].text if part in parts else "" for part in _BIRTH)
    text = f"{year:0>4}-{month:0>2}-{day:0>2}"
    read = read_day(text, Order.UNSETTLED, field="birthday")
    if read.day and len(year) in _DIGITS_OF_A_YEAR:
        draft.add("birthday", read.day)
    else:
        keep_rest(draft, parts, ())


def _photo(draft: Draft, parts: Parts) -> None:
    for cell in _values(parts):
        url = safe_url(cell.text) if cell.text.lower().startswith("https:") else None
        if url is None:
            draft.refuse(cell, "is no address of a picture that begins with https")
        elif draft.photo in (None, url):
            draft.photo = url
        else:
            draft.keep(cell.title, url)


def _note(draft: Draft, parts: Parts) -> None:
    draft.notes.extend("\n".join(cell.text.splitlines()) for cell in parts.values())


def _uid(draft: Draft, parts: Parts) -> None:
    for cell in parts.values():
        if draft.uid is None:
            draft.uid = shown(cell.text)
        else:
            draft.keep(cell.title, cell.text)


def _pair(draft: Draft, parts: Parts) -> None:
    """Take what Google's people name themselves: ``Spouse``, ``Anniversary``."""
    keep_rest(draft, parts, {"label", "value"})
    label = label_of(parts)
    if "value" not in parts:
        keep_rest(draft, parts, {"value"})
    for cell in _values(parts):
        if fold(label) in _ANNIVERSARIES:
            _day(draft, {"anniversary": replace(cell, title=label)})
        else:
            draft.keep(label or cell.title, cell.text)


def _im(draft: Draft, parts: Parts) -> None:
    cells = _values(parts)
    service = shown(parts["service"].text) if "service" in parts else label_of(parts)
    for cell in cells:
        if fold(service) in _MESSENGERS:
            draft.add(fold(service), shown(cell.text))
        else:
            draft.keep(service or cell.title, cell.text)
    if cells and "service" in parts:
        keep_label(draft, parts, service, [cell.text for cell in cells])
    keep_rest(draft, parts, {"value", "label", "service"} if cells else ())


def _technical(draft: Draft, parts: Parts) -> None:
    for cell in parts.values():
        if fold(cell.text) not in _NOISE:
            draft.keep(cell.title, cell.text)


def _gender(draft: Draft, parts: Parts) -> None:
    """Take it as a card has it (RFC 6350, section 6.2.7)."""
    for cell in parts.values():
        said = shown(cell.text)
        word = fold(said)
        if word in _NOISE:
            continue
        sex = "M" if word in _MEN else "F" if word in _WOMEN else f";{escape(said)}"
        draft.lines[f"GENDER:{sex}"] = None


def _shown(draft: Draft, parts: Parts) -> None:
    draft.shown.extend(parts.values())


def _values(parts: Parts) -> list[Cell]:
    if "value" not in parts:
        return []
    cell = parts["value"]
    return [replace(cell, text=text) for text in split_joined(cell.text)]


_READERS: Mapping[str, Callable[[Draft, Parts], None]] = {
    "email": _email,
    "phone": _phone,
    "url": _url,
    "linkedin": _linkedin,
    "handle": _handle,
    "organization": _organization,
    "text": _text,
    "address": read_address,
    "day": _day,
    "birth": _birth,
    "tags": read_tags,
    "labels": read_labels,
    "photo": _photo,
    "note": _note,
    "uid": _uid,
    "pair": _pair,
    "im": _im,
    "technical": _technical,
    "gender": _gender,
    "shown": _shown,
}
