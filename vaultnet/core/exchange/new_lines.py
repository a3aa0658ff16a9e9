"""Which lines of a card are new beside those that are here, each in its group.

Apple numbers its groups (``item1.URL``, ``item1.X-ABLabel``) anew whenever something
is added, so the name of a group says nothing: what stands in it together does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from vaultnet.core.exchange.card_lines import (
    Bare,
    CardLine,
    facts_of,
    in_group,
    line_keys,
    parse_card_line,
    says_nothing,
)
from vaultnet.core.exchange.entry import key_of

ONCE = frozenset("N BDAY ANNIVERSARY GENDER KIND NOTE SORT-STRING CLASS GEO TZ".split())
"""Properties that a card has once."""


def new_lines(
    here: Sequence[str], kept: Iterable[str], *, once: frozenset[str] = ONCE
) -> tuple[list[str], list[tuple[str, str]]]:
    """Give a card's lines that are new beside those that are here.

    Of what is there ``once``, another one is no addition: it is given apart, behind the
    line that is here. A new line comes with its labels; where the name of its group
    means other lines here, they get another one.
    """
    taken = {key_of(each): each for each in here if not says_nothing(each)}
    known = facts_of(here)
    lines = [parse_card_line(line) for line in dict.fromkeys(kept)]
    keys = line_keys([line.text for line in lines])
    new: list[CardLine] = []
    differing: list[tuple[str, str]] = []
    for line, said in zip(lines, keys, strict=True):
        key = key_of(line.text)
        if said <= known:
            continue
        if key not in once or key not in taken:
            new.append(line)
        elif (line.bare, None) not in known:
            differing.append((taken[key], line.text))
    return [*_placed(new, lines, here)], differing


@dataclass(slots=True)
class _Group:
    """Lines that stand together, by what they say, and how they name their group."""

    name: str
    members: set[Bare] = field(default_factory=set)
    labels: set[Bare] = field(default_factory=set)

    def takes(self, other: _Group) -> bool:
        """Tell whether another's lines can join: no label comes to a line it is not of.

        They share a line, and the labels are the same, or come to no line but those.
        """
        if not self.members & other.members:
            return False
        is_within = self.members <= other.members and self.labels <= other.labels
        return is_within or self.labels == other.labels

    def join(self, members: set[Bare], labels: set[Bare]) -> _Group:
        """Take lines in, and give those that had not been here."""
        joining = _Group(self.name, members - self.members, labels - self.labels)
        self.members |= members
        self.labels |= labels
        return joining


def _placed(
    new: Sequence[CardLine], lines: Sequence[CardLine], here: Sequence[str]
) -> Iterator[str]:
    """Give new lines and their labels, in groups where nothing else stands."""
    texts = {line.text for line in new}
    placed = _places(_groups(new), _groups(lines), [*map(parse_card_line, here)])
    for line in lines:
        place = placed.get(line.group)
        if place and line.bare in place.members | place.labels:
            yield in_group(line, place.name)
        elif not line.group and line.text in texts:
            yield line.text


def _places(
    coming: Mapping[str, _Group],
    theirs: Mapping[str, _Group],
    here: Iterable[CardLine],
) -> dict[str, _Group]:
    """Give for each group with something new what of it comes, and into which group."""
    mine = _groups(here)
    free = (f"item{number}" for number in count(1))
    free = (name for name in free if name.upper() not in {*mine, *theirs})
    placed: dict[str, _Group] = {}
    for key, group in coming.items():
        whole = theirs[key]
        if whole.members and not group.members:
            continue  # a label of which all lines are here, or differ
        host = next((each for each in mine.values() if each.takes(whole)), None)
        name = next(free) if key in mine and not host else whole.name
        place = host or _Group(name)
        placed[key] = place.join(group.members, whole.labels)
    return placed


def _groups(lines: Iterable[CardLine]) -> dict[str, _Group]:
    groups: dict[str, _Group] = {}
    for line in lines:
        if line.group:
            name = line.text[: len(line.group)]
            group = groups.setdefault(line.group, _Group(name))
            (group.labels if line.is_label else group.members).add(line.bare)
    return groups
