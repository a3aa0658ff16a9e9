"""What is worth adding to logs: traces less what the history has already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from vaultnet.core.dates.week import week_of
from vaultnet.core.exchange.reaching import Directory
from vaultnet.core.exchange.traces import Peer, Trace
from vaultnet.core.kinds import Kind
from vaultnet.core.people.network import Contact

_Sign = tuple[date | str | None, Kind | None]
_ORDER = tuple(Kind)  # of two kinds on one day the first is proposed


@dataclass(frozen=True, slots=True)
class Proposal:
    """An interaction that a contact's history lacks."""

    contact: Contact
    on: date
    kind: Kind


@dataclass(frozen=True, slots=True)
class Proposals:
    """What to ask the user about, oldest first, and what there is no need to ask.

    ``known`` counts what histories have already, ``declined`` what the user did not
    want; ``unknown`` are those who have no note, and ``ambiguous`` addresses that
    several people have, each with the number of days.
    """

    proposed: tuple[Proposal, ...] = ()
    known: int = 0
    declined: int = 0
    unknown: Mapping[Peer, int] = field(default_factory=dict)
    ambiguous: Mapping[Peer, int] = field(default_factory=dict)


def make_proposals(
    traces: Iterable[Trace],
    directory: Directory,
    declined: Collection[str] = (),
) -> Proposals:
    """Ask of each trace whether it is new: at most one a person and day.

    ``declined`` are the keys (``proposal_key``) of what was proposed in vain.
    """
    days = _days_of(traces)
    unknown: Counter[Peer] = Counter()
    ambiguous: Counter[Peer] = Counter()
    found: dict[tuple[str, date], Proposal] = {}
    for (peer, on), kind in days.items():
        meant = directory.meant(peer)
        if len(meant) == 1:
            _keep(found, Proposal(meant[0], on, kind))
        else:
            (ambiguous if meant else unknown)[peer] += 1
    people = {path: each.contact for (path, _), each in found.items()}
    had = {path: _had(contact) for path, contact in people.items()}
    new = [p for p in found.values() if not had[p.contact.profile.path] & _signs(p)]
    wanted = [each for each in new if proposal_key(each) not in declined]
    return Proposals(
        proposed=tuple(sorted(wanted, key=_place)),
        known=len(found) - len(new),
        declined=len(new) - len(wanted),
        unknown=dict(_most_first(unknown)),
        ambiguous=dict(_most_first(ambiguous)),
    )


def proposal_key(proposal: Proposal) -> str:
    """Give the one line by which a proposal is known again: who, when."""
    profile = proposal.contact.profile
    return " ".join(f"{proposal.on} {profile.uid or profile.path}".split())


def _had(contact: Contact) -> set[_Sign]:
    """Give all by which a history has something already.

    Any interaction on a day is it, wherever it was written down. The day of a ticked
    check-in is the one on which the tick was seen, so it is the same as any of its
    kind in that week.
    """
    days: set[_Sign] = {(each.on, None) for each in contact.history}
    ticked = (each for each in contact.history if each.week_key)
    return days | {(each.week_key, each.kind) for each in ticked}


def _signs(proposal: Proposal) -> set[_Sign]:
    week = str(week_of(proposal.on))
    kinds = (proposal.kind, Kind.SENT, None)
    return {(proposal.on, None), *((week, kind) for kind in kinds)}


def _days_of(traces: Iterable[Trace]) -> dict[tuple[Peer, date], Kind]:
    days: dict[tuple[Peer, date], Kind] = {}
    for trace in traces:
        for peer in trace.peers:
            before = days.get((peer, trace.on), trace.kind)
            days[peer, trace.on] = min(before, trace.kind, key=_ORDER.index)
    return days


def _keep(found: dict[tuple[str, date], Proposal], new: Proposal) -> None:
    """Keep one of a person and day; two addresses may lead to one person."""
    at = (new.contact.profile.path, new.on)
    before = found.get(at, new)
    found[at] = min(before, new, key=lambda each: _ORDER.index(each.kind))


def _place(each: Proposal) -> tuple[date, str, str]:
    return each.on, each.contact.profile.name, each.contact.profile.path


def _most_first(counts: Counter[Peer]) -> Iterator[tuple[Peer, int]]:
    yield from sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].key))
