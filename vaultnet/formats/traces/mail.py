"""Mails that somebody sent to a few people: who, to whom and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_tz
from functools import lru_cache

from vaultnet.core.exchange.reaching import email_peer
from vaultnet.core.exchange.traces import Peer, Trace, Traces, Window
from vaultnet.core.kinds import Kind
from vaultnet.formats.traces.mbox import Head

MOST_RECIPIENTS = 5  # to more people it is an announcement
_LIST_FIELDS = ("list-id", "list-post", "list-unsubscribe")  # RFC 2919, RFC 2369
_BULK = frozenset({"bulk", "list", "junk"})
_UNSENT = frozenset(
    "draft drafts spam entwurf entwürfe brouillon brouillons borrador borradores"
    " bozza bozze rascunho rascunhos concepten".split()
)
_ENCODED = "=?"  # RFC 2047


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to a few people."""

    on: date
    sender: Peer
    to: tuple[Peer, ...]


@dataclass(frozen=True, slots=True)
class Mails:
    """The mails to a few people, and how many others there are, by what they are."""

    mails: tuple[Mail, ...] = ()
    left: Mapping[str, int] = field(default_factory=dict)


def read_mails(heads: Iterable[Head], window: Window) -> Mails:
    """Give the mails of some days to a few people, in the order of the file.

    The day is the sender's own, as the ``Date`` field has it (RFC 5322). Lists
    (RFC 2919, 2369), machines (RFC 3834) and drafts are left out.
    """
    mails: list[Mail] = []
    left: Counter[str] = Counter()
    for head in heads:
        read = _read(head, window)
        if isinstance(read, Mail):
            mails.append(read)
        else:
            left[read] += 1
    return Mails(tuple(mails), left)


def mails_by(mails: Mails, me: Collection[Peer]) -> Traces:
    """Give what the mails tell that one person sent, whose addresses are ``me``."""
    mine = [mail for mail in mails.mails if mail.sender in me]
    traces = tuple(
        Trace(mail.on, Kind.EMAIL, others)
        for mail in mine
        if (others := tuple(each for each in mail.to if each not in me))
    )
    by_others = Counter({"by others": len(mails.mails) - len(mine)})
    return Traces(traces, +(by_others + Counter(mails.left)))


def senders(mails: Mails) -> tuple[Peer, ...]:
    """Give those who sent mails, the busiest first."""
    counts = Counter(mail.sender for mail in mails.mails)
    return tuple(sorted(counts, key=lambda peer: (-counts[peer], peer.key)))


def _read(head: Head, window: Window) -> Mail | str:
    why = _not_by_hand(head)
    if why:
        return why
    on = _day(head.get("date", ""))
    why = window.leaves_out(on)
    if why or on is None:
        return why or ""
    sender = next(iter(_peers(head.get("from", ""))), None)
    if sender is None:
        return "without a sender"
    named = ",".join(filter(None, (head.get(name) for name in ("to", "cc", "bcc"))))
    to = tuple(each for each in _peers(named) if each != sender)
    if not to:
        return "to nobody else"
    if len(to) > MOST_RECIPIENTS:
        return f"to more than {MOST_RECIPIENTS} people"
    return Mail(on, sender, to)


def _not_by_hand(head: Head) -> str | None:
    if any(name in head for name in _LIST_FIELDS) or (
        head.get("precedence", "").casefold() in _BULK
    ):
        return "from or to a list"
    auto = head.get("auto-submitted", "no").partition(";")[0].strip()
    if auto.casefold() not in ("no", ""):
        return "by a machine"
    labels = _decoded(head.get("x-gmail-labels", "")).casefold().split(",")
    return "never sent" if _UNSENT.intersection(map(str.strip, labels)) else None


def _peers(named: str) -> list[Peer]:
    """Give each address once; what is no address is no peer."""
    try:
        addresses = [address for _name, address in getaddresses([named])]
    except RecursionError:  # comments in comments, groups in groups: nobody's letter
        return []
    return list(dict.fromkeys(filter(None, map(_peer, addresses))))


@lru_cache(maxsize=4096)
def _peer(address: str) -> Peer | None:
    return email_peer(address)


def _day(text: str) -> date | None:
    try:
        parsed = parsedate_tz(text)
        return date(*parsed[:3]) if parsed else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _decoded(text: str) -> str:
    if _ENCODED not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (MessageError, LookupError, UnicodeError, ValueError):
        return text
