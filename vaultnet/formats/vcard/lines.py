"""One line of a card: its grammar (vobject's), and its form in today's spelling."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from vobject.base import ParseError, parseLine

from vaultnet.core.exchange.escapes import escape, split
from vaultnet.formats.vcard.decoding import decode_bytes, find_codec, without_controls
from vaultnet.formats.vcard.unfolding import is_quoted_printable

# Only what vobject takes is given to it: where it refuses, its expression tries
# every way to read a row of commas, and 40 of them would take it years.
_VALUE = r'(?:"[^"\r\n]*"|[^";:,\r\n]*)'
_PARAMETER = rf";[A-Z0-9_-]+(?:={_VALUE}(?:,{_VALUE})*)?"
_PHRASE = r'(?:[^";:=\r\n]*|X-CUSTOM\([^";:\r\n]*)'
_GROUP = r"(?:[A-Z0-9_-]{1,60}\.)?"
_NAME = r"[A-Z][A-Z0-9_-]{0,60}"
_STRICT = re.compile(
    rf"(?!https?://){_GROUP}{_NAME};?(?:{_PARAMETER})*:", re.IGNORECASE
)
# Google and others have names with a slash or a space; some leave parameters empty;
# Android writes ``TEL;X-Work Mobile:`` and ``TEL;X-CUSTOM(CHARSET=UTF-8,...):``.
_LOOSE = re.compile(
    rf"(?!https?://)(?P<group>{_GROUP})(?P<name>X-[A-Z0-9_/. -]{{0,80}}|{_NAME})"
    rf"(?P<params>(?:{_PARAMETER}(?=[;:])|;{_PHRASE}(?=[;:]))*+:)",
    re.IGNORECASE,
)
_ODD_MARKS = re.compile(r"[^A-Za-z0-9-]")
_LOOSE_PARAMETER = re.compile(r';((?:"[^"]*"|[^";:])*)')
_CUSTOM = re.compile(
    r"X-CUSTOM\(CHARSET=([\w-]{2,40}),ENCODING=QUOTED-PRINTABLE,(.*)\)", re.IGNORECASE
)
_MARKS = re.compile(r'[\s"]+')
_PLAIN_PARAMETER = re.compile(_PARAMETER, re.IGNORECASE)
_TEXT_CODINGS = {"quoted-printable", "8bit", "7bit", "binary"}
_OFTEN = 300  # characters of a head that may well come again
_LONGEST_HEAD = 4_000  # characters; a label in it may be long

_BARE = {
    "quoted-printable": "ENCODING", "base64": "ENCODING", "b": "ENCODING",
    "8bit": "ENCODING", "7bit": "ENCODING", "inline": "VALUE", "url": "VALUE",
    "cid": "VALUE", "content-id": "VALUE",
}  # fmt: skip
_TEXTS = frozenset("FN NOTE TITLE ROLE LABEL MAILER UID SORT-STRING X-ABLABEL".split())
_STRUCTURED = {"N": ";", "ADR": ";", "ORG": ";", "NICKNAME": ",", "CATEGORIES": ","}
_LOOSE_COMMA = re.compile(r"(?<!\\),")
_UNGROUPED = ("CATEGORIES", "UID")  # vobject takes no group with these
_CARETS = {"^n": "\n", "^'": '"', "^^": "^"}
_CARET = re.compile(r"\^[n'^]")
_HIDDEN_21 = re.compile(r"\\([\\;:,])")
_BACKSLASH = re.compile(r"(\\[\\;:,])|\\")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the value: ``group.NAME;PARAMETER=value,value``.

    Names are in capitals. ``is_old`` tells of what vCard 3.0 does not have, such as
    bare parameters, a charset, an encoding of its own, a space in the name.
    """

    group: str
    name: str
    params: Mapping[str, tuple[str, ...]]
    is_old: bool = False

    @property
    def types(self) -> frozenset[str]:
        """The values of TYPE, in small letters."""
        return frozenset(each.lower() for each in self.params.get("TYPE", ()))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card; ``value`` is escaped as in vCard 3.0, ``text`` is all of it."""

    number: int
    head: Head
    value: str
    text: str

    @property
    def name(self) -> str:
        """The property's name, in capitals."""
        return self.head.name


def parse_line(number: int, text: str, *, version: str) -> Line | None:
    """Give the line that a logical line is, None where its grammar is broken.

    Quoted-printable and charsets are decoded, and what only vCard 2.1 has is said as
    vCard 3.0 says it; all else stays letter by letter. ``version`` is the card's.
    """
    found = _LOOSE.match(text, 0, _LONGEST_HEAD)
    old = parse_head(found[0]) if found else None
    if found is None or old is None:
        return None
    raw = text[found.end() :]
    is_loose = old.name == "ORG" and bool(_LOOSE_COMMA.search(raw))
    if not (version.startswith("2") or old.is_old or "\n" in raw or is_loose):
        return Line(number, old, raw, text)
    head = _without_codings(old)
    value = _decoded(old, raw)
    value = _value_of_21(head, value) if version[:1] == "2" else _value(head, value)
    before = render_head(head) if old.is_old else found[0]
    return Line(number, head, value, f"{before}{value}")


def parse_head(text: str) -> Head | None:
    """Give what a head with its colon says, None where vobject refuses it."""
    return _kept_head(text) if len(text) < _OFTEN else _parse_head(text)


def _parse_head(text: str) -> Head | None:
    found = None if _STRICT.fullmatch(text) else _LOOSE.fullmatch(text)
    if found:
        name = _ODD_MARKS.sub("-", found["name"])
        params = _LOOSE_PARAMETER.sub(_tidy, found["params"])
        text = f"{found['group']}{name}{params}"
    try:
        name, said, _, group = parseLine(text)
    except ParseError:
        return None
    by_name: dict[str, list[str]] = {}
    is_old = found is not None or text.endswith(";:")
    for key, *values in said:
        is_bare = not values and f";{key}=" not in text
        is_old |= is_bare
        named = _BARE.get(key.lower(), "TYPE") if is_bare else key.upper()
        said_of = by_name.setdefault(named, [])
        said_of += [key] if is_bare else map(_without_carets, values)
    is_old |= bool(group) and name.upper() in _UNGROUPED
    is_old |= "CHARSET" in by_name or bool(_encodings(by_name) - {"b"})
    frozen = {key: tuple(values) for key, values in by_name.items()}
    group = "" if name.upper() in _UNGROUPED else group
    return Head(group or "", name.upper(), frozen, is_old)


def _tidy(found: re.Match[str]) -> str:
    """Give a parameter that vobject takes: none for an empty one, TYPE for a phrase."""
    if _PLAIN_PARAMETER.fullmatch(found[0]):
        return found[0]
    custom = _CUSTOM.fullmatch(found[1])
    if custom:
        data = quopri.decodestring(custom[2].encode("utf-8", "replace"))
        return f';TYPE="{_MARKS.sub(" ", decode_bytes(data, find_codec(custom[1])))}"'
    return f';TYPE="{found[1].strip()}"' if found[1].strip() else ""


_kept_head = lru_cache(maxsize=4096)(_parse_head)  # a file has few that differ


def render_head(head: Head) -> str:
    """Give a head as it stands in a line, with its colon."""
    group = f"{head.group}." if head.group else ""
    params = "".join(
        f";{key}={','.join(map(_quoted, values))}"
        for key, values in head.params.items()
    )
    return f"{group}{head.name}{params}:"


def is_base64(head: Head) -> bool:
    """Tell whether the value is said to be bytes."""
    return "b" in _encodings(head.params)


def is_sound(line: Line) -> bool:
    """Tell whether the value is coded as the head says, so that vobject can read it."""
    if "ENCODING" not in line.head.params:
        return not is_quoted_printable(line.text)
    if not is_base64(line.head):
        return False
    try:
        binascii.a2b_base64(line.value.encode("ascii"))
    except (binascii.Error, UnicodeEncodeError):
        return False
    return True


def _encodings(params: Mapping[str, Iterable[str]]) -> set[str]:
    return {each.lower() for each in params.get("ENCODING", ())}


def _without_codings(head: Head) -> Head:
    """Give a head without how its value was coded; bytes are ``ENCODING=b``."""
    params = {
        key: values
        for key, values in head.params.items()
        if key not in ("CHARSET", "ENCODING")
    }
    coded = _encodings(head.params)
    if coded & {"b", "base64"}:
        params["ENCODING"] = ("b",)
    elif coded - _TEXT_CODINGS:
        params["ENCODING"] = head.params["ENCODING"]
    return replace(head, params=params)


def _decoded(head: Head, raw: str) -> str:
    if "quoted-printable" not in _encodings(head.params):
        return raw
    charset = "".join(head.params.get("CHARSET", ())[:1])
    data = quopri.decodestring(raw.encode("utf-8", "replace"))
    text = decode_bytes(data, find_codec(charset), "utf-8")
    return without_controls(text).replace("\r\n", "\n").replace("\r", "\n")


def _value(head: Head, value: str) -> str:
    if is_base64(head):
        return "".join(value.split())
    if head.name == "AGENT" and "\n" in value:
        return escape(value)
    if head.name == "ORG":  # vobject reads a bare comma, and fails to write it again
        value = _LOOSE_COMMA.sub(r"\,", value)
    return value.replace("\n", "\\n")


def _value_of_21(head: Head, value: str) -> str:
    r"""Give a value of vCard 2.1, which has no ``\n``, with the escapes of 3.0."""
    if is_base64(head) or head.name == "AGENT":
        return _value(head, value)
    if head.name in _TEXTS:
        return escape(_plain_21(value))
    mark = _STRUCTURED.get(head.name)
    if mark:
        return mark.join(escape(_plain_21(part)) for part in split(value, mark))
    return _BACKSLASH.sub(lambda found: found[1] or "\\\\", value).replace("\n", "\\n")


def _plain_21(value: str) -> str:
    return _HIDDEN_21.sub(r"\1", value)


def _without_carets(value: str) -> str:
    return _CARET.sub(lambda found: _CARETS[found[0]], value)


def _quoted(value: str) -> str:
    value = value.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{value}"' if set(value) & set(",;:") else value
