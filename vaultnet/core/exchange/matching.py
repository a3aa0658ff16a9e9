"""Who in an address book is whom in the vault: sure, doubtful, or nobody yet.

A key that only one person has (a UID, a LinkedIn profile, an e-mail address, a phone
number) and a name that fits make two entries one. A name alone never does: it is a
doubt, for the user to settle. Families and offices share phones and addresses, so a key
with another name is a doubt as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vaultnet.core.exchange.keys import email_key, linkedin_key, phone_key
from vaultnet.core.exchange.names import (
    Parts,
    are_compatible,
    closest,
    joined,
    parts_of,
    share_a_word,
)
from vaultnet.core.notes.neutral import neutral
from vaultnet.core.values import fold

Addresses = Mapping[str, Sequence[str]]
Key = tuple[str, str]
"""What a key is, such as ``email``, and the value by which it is compared."""

_SURE = ("uid", "linkedin", "email")
"""Keys that one person has; the strongest first. Phones are shared more often."""

_OWN = ("uid", "linkedin")
"""Keys that stay with somebody who marries; an address may be that of a family."""

_SIGNS = "signs"
"""A name without words; it is no key, but a name."""

_MANY = 20
"""So many people with one word in their names; beyond that it tells nothing."""

_WORDS = {
    "uid": "has the same UID as",
    "linkedin": "has the same LinkedIn profile as",
    "email": "has the same e-mail address as",
    "phone": "has the same phone number as",
}


class Verdict(StrEnum):
    """What is to be made of somebody: ``same`` as one, ``new``, or in doubt.

    ``like`` has a name much like another's, ``shares`` a key with somebody of another
    name, ``namesake`` the name of another, or fits several.
    """

    SAME = "same"
    NEW = "new"
    LIKE = "like"
    SHARES = "shares"
    NAMESAKE = "namesake"


@dataclass(frozen=True, slots=True)
class Match:
    """Whom somebody is taken for, by number; None where it is nobody.

    ``why`` are words before the other's name: ``has the same name as``.
    """

    verdict: Verdict
    known: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """By what somebody is known: the words of each name, and the keys."""

    names: tuple[Parts, ...]
    keys: frozenset[Key]


def describe(
    names: Iterable[str], addresses: Addresses, uids: Iterable[str], region: str
) -> Described:
    """Give by what somebody is known.

    ``region`` is the country (ISO 3166, such as ``DE``) of numbers without a prefix;
    where it is empty such numbers are no keys. A name that is an e-mail address is
    none; one without words, such as an emoji, is known by its signs.
    """
    keys = {("uid", uid) for uid in uids}
    for kind, make in (("email", email_key), ("linkedin", linkedin_key)):
        keys |= {(kind, key) for text in addresses.get(kind, ()) if (key := make(text))}
    for kind in ("phone", "whatsapp", "signal"):
        numbers = (phone_key(text, region) for text in addresses.get(kind, ()))
        keys |= {("phone", key) for key in numbers if key and key.startswith("+")}
    words = {name: parts_of(name) for name in names if "@" not in name}
    signs = (neutral(name) for name, parts in words.items() if not parts)
    keys |= {(_SIGNS, fold(each)) for each in signs if each}
    parted = dict.fromkeys(filter(None, words.values()))
    return Described(tuple(parted), frozenset(keys))


class Register:
    """Everybody who is known so far, each by a number, to be asked about others."""

    def __init__(self) -> None:
        self._people: list[Described] = []
        self._by_key: dict[Key, list[int]] = defaultdict(list)
        self._by_name: dict[Parts, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[tuple[int, Parts]]] = defaultdict(list)
        self._names: list[str] = []
        self._owners: list[int] = []

    def add(self, described: Described) -> int:
        """Take somebody in; gives their number, which counts from 0."""
        number = len(self._people)
        self._people.append(Described((), frozenset()))
        self.learn(number, described)
        return number

    def learn(self, number: int, described: Described) -> None:
        """Take in what else somebody is known by."""
        known = self._people[number]
        for key in sorted(described.keys - known.keys):
            self._by_key[key].append(number)
        for name in described.names:
            if name not in known.names:
                self._by_name[name].append(number)
                for word in name:
                    self._by_word[word].append((number, name))
                self._names.append(joined(name))
                self._owners.append(number)
        names = dict.fromkeys((*known.names, *described.names))
        self._people[number] = Described(tuple(names), known.keys | described.keys)

    def match(self, described: Described) -> Match:
        """Tell whom somebody is, as far as that is sure."""
        by_key = self._by_keys(described)
        if by_key is not None and by_key.verdict is Verdict.SAME:
            return by_key
        return self._by_names(described) or by_key or self._alike(described)

    def _by_keys(self, described: Described) -> Match | None:
        """Give the one whom a key and a fitting name tell, else a doubt."""
        doubt: Match | None = None
        for kind in (*_SURE, "phone"):
            keys = sorted(key for key in described.keys if key[0] == kind)
            sharing = {number for key in keys for number in self._by_key.get(key, ())}
            fitting = [each for each in sharing if self._fit(each, described, kind)]
            best = self._best(fitting, described)
            if best is not None:
                return Match(Verdict.SAME, best, _WORDS[kind])
            if sharing and doubt is None:
                verdict = Verdict.NAMESAKE if fitting else Verdict.SHARES
                doubt = Match(verdict, min(fitting or sharing), _WORDS[kind])
        return doubt

    def _fit(self, number: int, described: Described, kind: str) -> bool:
        fits = share_a_word if kind in _OWN else are_compatible
        theirs, ours = described.names, self._people[number].names
        if not theirs or not ours:
            return True
        return any(fits(one, other) for one in theirs for other in ours)

    def _best(self, fitting: Sequence[int], described: Described) -> int | None:
        """Give the only one who fits, else the only one with the very same name."""
        named = set(described.names)
        same = [each for each in fitting if named & set(self._people[each].names)]
        found = same or fitting
        return found[0] if len(found) == 1 else None

    def _by_names(self, described: Described) -> Match | None:
        """Give a doubt where a name is taken, by somebody who may be the same."""
        taken = {n for name in described.names for n in self._by_name.get(name, ())}
        for key in described.keys:
            taken |= {*self._by_key.get(key, ())} if key[0] == _SIGNS else set()
        for number in sorted(taken):
            if not _are_apart(self._people[number].keys, described.keys):
                return Match(Verdict.NAMESAKE, number, "has the same name as")
        return None

    def _alike(self, described: Described) -> Match:
        """Give a doubt where the main name fits another's, or is spelled much alike."""
        for name in described.names[:1]:
            at = closest(name, self._names)
            numbers = [
                *self._fitting(name),
                *([] if at is None else [self._owners[at]]),
            ]
            for number in numbers:
                if not _are_apart(self._people[number].keys, described.keys):
                    return Match(Verdict.LIKE, number, "has a name like that of")
        return Match(Verdict.NEW)

    def _fitting(self, name: Parts) -> Iterator[int]:
        """Give whose name fits this one, among those who share its rarest word.

        A word that many share tells nothing, and would make thousands of pairs.
        """
        known = (self._by_word[word] for word in name if word in self._by_word)
        rarest = min(known, key=len, default=[])
        if len(rarest) <= _MANY:
            yield from (n for n, other in rarest if are_compatible(name, other))


def _are_apart(ours: frozenset[Key], theirs: frozenset[Key]) -> bool:
    """Tell whether two people surely differ: each has another LinkedIn profile."""
    one, other = (
        {key for kind, key in keys if kind == "linkedin"} for keys in (ours, theirs)
    )
    return bool(one and other) and not one & other
