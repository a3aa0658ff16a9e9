"""Chats that WhatsApp exports as text: who took part, and on which days.

The forms were gathered from exports of Android and iOS in many languages; all have
the numbers of a day, a time, a name and a colon. Nothing behind the colon is kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.core.exchange.reaching import name_peer, phone_peer
from vaultnet.core.exchange.traces import Peer
from vaultnet.core.notes.neutral import shown
from vaultnet.errors import CannotImport, WrongUsage

_Numbers = tuple[int, int, int]

ORDERS: Mapping[str, _Numbers] = {
    "dmy": (2, 1, 0),
    "mdy": (2, 0, 1),
    "ymd": (0, 1, 2),
}
"""The orders of a day, and where its year, month and day then stand."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff"))
_NOTICE = "\u200e"  # iOS puts it before what WhatsApp itself says
_DAY = r"(\d{1,4})([./-])[ ]?(\d{1,2})\2[ ]?(\d{1,4})\.?"
_TIME = r"[^\d\n]{0,12}\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[^\d\n\]]{0,12}?"
_ANDROID = re.compile(rf"{_DAY}{_TIME}\s[-–]\s([^:\n]{{1,100}}):(?:\s|$)")
_IOS = re.compile(rf"\[{_DAY}{_TIME}\]\s([^:\n]{{1,100}}):(?:\s|$)")
_HEAD = 250  # characters of a line in which the name must end
_TITLES = re.compile(
    r"(?:WhatsApp[ -]Chat (?:with|mit|con)|Chat de WhatsApp con|Chat WhatsApp con"
    r"|Discussion WhatsApp avec|Conversa do WhatsApp com|WhatsApp-chat met"
    r"|WhatsApp Chat -) +(.+)",
    re.IGNORECASE,
)
_AGAIN = re.compile(r" ?\(\d+\)$")  # put behind a name by a browser
_LIKELY = ("dmy", "mdy")  # a year in front has four digits, and then these do not fit
_FOUNDED = date(2009, 1, 1)
_CENTURY = 100
_TWO = 2


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat: the days on which each of its authors wrote, and the name it bears.

    ``unread`` counts the lines whose day is none.
    """

    days: Mapping[str, tuple[date, ...]]
    title: str = ""
    unread: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its author, its day, whether it is the notice that a chat begins with.

    That one is nobody's word; it bears the name of the chat.
    """

    author: str
    numbers: _Numbers
    is_notice: bool


def read_chat(lines: Iterable[str], *, title: str, order: str, today: date) -> Chat:
    """Give who wrote in a chat, and when.

    ``title`` is the name of the file without its ending; ``order`` one of ``ORDERS``,
    or empty, when it is found out: it must give days that are there, not to come and
    not out of order. Raises WrongUsage, with both readings, where several do, and
    CannotImport where no line is one of a chat.
    """
    found = _lines(lines)
    if not found:
        raise CannotImport("this is no chat of WhatsApp: no line has a day and a name")
    numbers = list(dict.fromkeys(each.numbers for each in found))
    days = _days(numbers, order or _find_order(numbers, today))
    by_author: dict[str, dict[date, None]] = {}
    for each in found[found[0].is_notice :]:
        on = by_author.setdefault(each.author, {})
        if each.numbers in days:
            on[days[each.numbers]] = None
    named = _TITLES.fullmatch(shown(title))
    noted = found[0].author if found[0].is_notice else ""
    return Chat(
        {author: tuple(on) for author, on in by_author.items()},
        _AGAIN.sub("", named[1]) if named else noted,
        sum(each.numbers not in days for each in found),
    )


def peer_of(author: str) -> Peer:
    """Give who an author is: a number where the phone has no name for it."""
    number = phone_peer(author) if author.startswith("+") else None
    return number or name_peer(author)


def who_else(chat: Chat, me: Collection[Peer]) -> tuple[Peer, ...]:
    """Give who the other one is: one, or two where only you can tell them apart.

    Nobody where more than two took part.
    """
    authors = [peer_of(each) for each in chat.days]
    if len(authors) > _TWO:
        return ()
    named = peer_of(chat.title) if chat.title else None
    others = tuple(each for each in authors if each not in me)
    if named and (named in others or len(others) <= 1):
        return (named,)
    return others


def _lines(lines: Iterable[str]) -> list[_Line]:
    found: list[_Line] = []
    for raw in lines:
        line = raw[:_HEAD].translate(_INVISIBLE)
        told = _IOS.match(line) or _ANDROID.match(line)
        if told:
            numbers = (int(told[1]), int(told[3]), int(told[4]))
            author = shown(told[5]).removeprefix("~").strip()
            is_notice = not found and _is_notice(raw)
            found.append(_Line(author, numbers, is_notice))
    return found


def _is_notice(raw: str) -> bool:
    """Tell whether iOS marks a text as its own."""
    bracket, _, rest = raw.partition("]")
    return "[" in bracket and rest.partition(":")[2].lstrip(" ").startswith(_NOTICE)


def _find_order(numbers: Sequence[_Numbers], today: date) -> str:
    readings = _readings(numbers, _LIKELY, today) or _readings(numbers, ORDERS, today)
    in_turn = {
        order: days
        for order, days in readings.items()
        if list(days.values()) == sorted(days.values())
    }
    likely = in_turn or readings
    if len({tuple(days.values()) for days in likely.values()}) == 1:
        return next(iter(likely))
    raise WrongUsage(_question(numbers, likely))


def _readings(
    numbers: Sequence[_Numbers], orders: Iterable[str], today: date
) -> dict[str, dict[_Numbers, date]]:
    """Give the orders in which all days are days between WhatsApp's first and today."""
    return {
        order: days
        for order in orders
        if (days := _days(numbers, order)).keys() == set(numbers)
        and _FOUNDED <= min(days.values()) <= max(days.values()) <= today
    }


def _question(
    numbers: Sequence[_Numbers],
    likely: Mapping[str, Mapping[_Numbers, date]],
) -> str:
    if not likely:
        ways = ", ".join(f"--dates {order}" for order in ORDERS)
        return f"no order of day, month and year fits all its lines; say {ways}"
    first = next(
        each for each in numbers if len({days[each] for days in likely.values()}) > 1
    )
    written = "/".join(map(str, first))
    ways = " or ".join(
        f"--dates {order} ({days[first]})" for order, days in likely.items()
    )
    return f"{written} can be read in two ways; say {ways}"


def _days(numbers: Iterable[_Numbers], order: str) -> dict[_Numbers, date]:
    """Give the days that are days in this order."""
    found = {}
    for each in numbers:
        year, month, day = (each[at] for at in ORDERS[order])
        try:
            found[each] = date(year + 2000 if year < _CENTURY else year, month, day)
        except ValueError:
            continue
    return found
