"""LinkedIn's messages.csv, from "Get a copy of your data": who wrote whom, and when."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vaultnet.core.exchange.reaching import linkedin_peer
from vaultnet.core.exchange.traces import Peer, Trace, Traces, Window
from vaultnet.core.kinds import Kind
from vaultnet.errors import CannotImport

MOST_RECIPIENTS = 5
_NEEDED = ("conversation id", "sender profile url", "recipient profile urls", "date")
_LOOKED_AT = (*_NEEDED, "conversation title", "folder", "is message draft",
              "is conversation draft")  # fmt: skip
_FIRST_ROWS = 20  # in which the names of the columns must stand
_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", re.ASCII)
_YES = ("yes", "true", "1")
_MOST_OF_TALKS = 0.9  # in which somebody must be who takes part in all


@dataclass(frozen=True, slots=True)
class Message:
    """A message, and the conversation that it belongs to."""

    talk: str
    on: date
    sender: Peer
    to: tuple[Peer, ...]


@dataclass(frozen=True, slots=True)
class Messages:
    """What can be used of a file, and how much cannot, by the reason why."""

    messages: tuple[Message, ...] = ()
    left: Mapping[str, int] = field(default_factory=dict)


def read_messages(lines: Iterable[str], window: Window) -> Messages:
    """Give the messages of a file, in its order; columns are found by their names.

    Days are as LinkedIn writes them, in UTC. Drafts and advertisements are left out;
    those outside of the window serve to tell whose file it is. Raises CannotImport
    where the columns are not there.
    """
    rows = _rows(lines)
    columns = _find_columns(rows)
    messages: list[Message] = []
    left: Counter[str] = Counter()
    for row in rows:
        cells = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
        read = _read(cells)
        if isinstance(read, Message):
            messages.append(read)
            why = window.leaves_out(read.on)
            left.update([why] if why else ())
        elif read:
            left[read] += 1
    return Messages(tuple(messages), left)


def messages_by(messages: Messages, me: Collection[Peer], window: Window) -> Traces:
    """Give what the messages tell, of those who are not ``me``.

    A message of mine counts for those it went to, one of somebody else for them
    alone; neither does where it went to more than a few.
    """
    traces = tuple(
        Trace(each.on, Kind.CHAT, others)
        for each in messages.messages
        if not window.leaves_out(each.on)
        and (others := tuple(peer for peer in _others(each, me) if peer not in me))
    )
    return Traces(traces, messages.left)


def whose(messages: Messages) -> tuple[Peer, ...]:
    """Give who may have made this file: those in nearly all of the conversations."""
    talks: dict[str, set[Peer]] = {}
    for each in messages.messages:
        talks.setdefault(each.talk, set()).update((each.sender, *each.to))
    counts = Counter(peer for peers in talks.values() for peer in peers)
    enough = _MOST_OF_TALKS * len(talks)
    return tuple(
        sorted((p for p in counts if counts[p] >= enough), key=lambda peer: peer.key)
    )


def _others(each: Message, me: Collection[Peer]) -> Sequence[Peer]:
    if len(each.to) > MOST_RECIPIENTS:
        return ()
    return each.to if each.sender in me else (each.sender,)


def _rows(lines: Iterable[str]) -> Iterator[list[str]]:
    """Give the rows that can be read; a broken one keeps no other back."""
    reader = csv.reader(lines)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield []


def _find_columns(rows: Iterator[list[str]]) -> dict[str, int]:
    for _, row in zip(range(_FIRST_ROWS), rows, strict=False):
        names = [cell.strip().strip("\ufeff").casefold() for cell in row]
        if all(each in names for each in _NEEDED):
            return {each: names.index(each) for each in _LOOKED_AT if each in names}
    raise CannotImport(
        "this is no messages.csv of LinkedIn: it has no line with the columns "
        + ", ".join(each.upper() for each in _NEEDED)
    )


def _read(cells: Mapping[str, str]) -> Message | str | None:
    if not any(cells.values()):
        return "that cannot be read"
    if any(cells.get(f"is {each} draft", "").casefold() in _YES
           for each in ("message", "conversation")):  # fmt: skip
        return "never sent"
    if _is_advertisement(cells):
        return "advertisements"
    sender = linkedin_peer(cells.get("sender profile url", ""))
    if sender is None:
        return "by people without a profile"
    urls = re.split(r"[,;\s]+", cells.get("recipient profile urls", ""))
    to = dict.fromkeys(peer for url in urls if (peer := linkedin_peer(url)))
    others = tuple(each for each in to if each != sender)
    on = _day(cells.get("date", ""))
    if on is None:
        return "without a date that can be read"
    return Message(cells.get("conversation id", ""), on, sender, others)


def _is_advertisement(cells: Mapping[str, str]) -> bool:
    told = (cells.get("folder", ""), cells.get("conversation title", ""))
    is_marked = any(each.casefold().startswith(("sponsor", "spam")) for each in told)
    return is_marked or "linkedin.com/company/" in cells.get("sender profile url", "")


def _day(text: str) -> date | None:
    match = _DAY.match(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
