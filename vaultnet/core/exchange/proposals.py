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
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.network import Contact

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
    new = [each for each in found.values() if not is_known(each)]
    wanted = [each for each in new if proposal_key(each) not in declined]
    return Proposals(
        proposed=tuple(sorted(wanted, key=_place)),
        known=len(found) - len(new),
        declined=len(new) - len(wanted),
        unknown=dict(_most_first(unknown)),
        ambiguous=dict(_most_first(ambiguous)),
    )


def is_known(proposal: Proposal) -> bool:
    """Tell whether a history has an interaction already.

    Any on that day is it, wherever it was written down. The day of a ticked
    check-in is the one on which the tick was seen, so that one is the same as any
    of its kind in that week.
    """
    return any(_is_same(each, proposal) for each in proposal.contact.history)


def proposal_key(proposal: Proposal) -> str:
    """Give the one line by which a proposal is known again: who, when."""
    profile = proposal.contact.profile
    return " ".join(f"{proposal.on} {profile.uid or profile.path}".split())


def _is_same(each: Interaction, proposal: Proposal) -> bool:
    if each.on == proposal.on:
        return True
    return each.week_key == str(week_of(proposal.on)) and each.kind in (
        None,
        Kind.SENT,
        proposal.kind,
    )


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
