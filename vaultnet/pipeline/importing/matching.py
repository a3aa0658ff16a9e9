"""Who in the files is whom in the vault, with what the user says of the doubtful."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from vaultnet.core.config import People as PeopleConfig
from vaultnet.core.exchange.entry import says_no_more
from vaultnet.core.exchange.incoming import take_in
from vaultnet.core.exchange.matching import (
    Described,
    Match,
    Register,
    Verdict,
    describe,
)
from vaultnet.core.exchange.outgoing import uids
from vaultnet.core.exchange.person import Person
from vaultnet.core.people.marks import has_tag
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import GONE_TAGS, TIER_TAGS
from vaultnet.core.values import stem
from vaultnet.pipeline.importing.attachments import Attachments
from vaultnet.pipeline.importing.books import Book
from vaultnet.pipeline.snapshot import Snapshot


class Answer(StrEnum):
    """What the user says of a doubt: one person, two, or to be decided later."""

    SAME = "same"
    APART = "apart"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in a file."""

    book: Book
    person: Person


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody who may be somebody else.

    ``other`` is that other one: a contact, or a person who comes with the same
    import. ``why`` are words before their name, ``usual`` is what happens if nobody
    is asked.
    """

    entry: Entry
    other: Contact | Person
    why: str
    usual: Answer

    @property
    def name(self) -> str:
        """Give how the other one is called."""
        known = self.other
        return known.profile.name if isinstance(known, Contact) else known.name

    @property
    def path(self) -> str:
        """Give the other one's note, empty where there is none yet."""
        return self.other.profile.path if isinstance(self.other, Contact) else ""


Settle = Callable[[Doubt], Answer]


@dataclass(slots=True)
class Somebody:
    """A person in the vault or a new one, and what the files say of them."""

    contact: Contact | None
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Matched:
    """Everybody of whom the files tell, and who waits for an answer.

    ``doubts`` are all that there were, with what was made of each.
    """

    people: list[Somebody]
    doubts: list[tuple[Doubt, Answer]]


def match_people(
    snapshot: Snapshot, books: Iterable[Book], settle: Settle | None = None
) -> Matched:
    """Tell who is whom; ``settle`` is asked in doubt, else the usual is done.

    Somebody whose name is taken and of whom the file says nothing that the other's
    note does not say already is that other one.
    """
    matching = _Matching(snapshot, settle or (lambda doubt: doubt.usual))
    for book in books:
        for person in book.read.people:
            matching.take(Entry(book, _without_marks(person, snapshot.config.people)))
    told = [each for each in matching.people if each.entries]
    return Matched(told, matching.doubts)


class _Matching:
    """The register while the files are gone through."""

    def __init__(self, snapshot: Snapshot, settle: Settle) -> None:
        self._snapshot = snapshot
        self._region = snapshot.config.people.region
        self._settle = settle
        self._register = Register()
        self._attachments = Attachments(snapshot)
        self.people: list[Somebody] = []
        self.doubts: list[tuple[Doubt, Answer]] = []
        contacts = snapshot.network.contacts
        marks = uids(each.profile for each in contacts)
        for contact in contacts:
            described = _described(contact, marks[contact.profile.path], self._region)
            self._add(described, Somebody(contact))

    def take(self, entry: Entry) -> None:
        """Find whose entry this is."""
        person = entry.person
        names, own = (person.name, *person.others), filter(None, [person.uid])
        described = describe(names, person.fields, own, self._region)
        match = self._register.match(described)
        known = match.known
        if known is None or match.verdict is Verdict.NEW:
            self._new(described, entry)
        elif match.verdict is Verdict.SAME or self._is_told(match, person):
            self._same(known, described, entry)
        else:
            self._ask(known, described, self._doubt(match, known, entry))

    def _ask(self, known: int, described: Described, doubt: Doubt) -> None:
        answer = self._settle(doubt)
        self.doubts.append((doubt, answer))
        if answer is Answer.SAME:
            self._same(known, described, doubt.entry)
        elif answer is Answer.APART:
            self._new(described, doubt.entry)

    def _doubt(self, match: Match, known: int, entry: Entry) -> Doubt:
        """Say whom somebody may be, and what is done if nobody is asked.

        A namesake waits, and so does whoever has a key of somebody in the vault:
        notes are often called as one calls people, ``Mum``. Whole families of an
        address book come in as they are.
        """
        other = self.people[known]
        waits = match.verdict is Verdict.NAMESAKE or (
            match.verdict is Verdict.SHARES and other.contact is not None
        )
        usual = Answer.LATER if waits else Answer.APART
        whom = other.contact or other.entries[0].person
        return Doubt(entry, whom, match.why, usual)

    def _is_told(self, match: Match, person: Person) -> bool:
        """Tell whether all that is said of a namesake is known already."""
        if match.verdict is not Verdict.NAMESAKE or match.known is None:
            return False
        other = self.people[match.known]
        said = [each.person for each in other.entries]
        if says_no_more(person, said, self._region):
            return True
        return other.contact is not None and self._is_noted(other.contact, person)

    def _is_noted(self, contact: Contact, person: Person) -> bool:
        note = self._snapshot.read(contact.profile.path)
        if note is None:
            return False
        attached = self._attachments.attach(note, [person])
        taken = take_in(
            note,
            self._snapshot.reading.dialect,
            person,
            self._region,
            photo=attached.photo,
            beside=attached.beside,
            aside=attached.aside,
        )
        more = (taken.added, taken.differs, taken.left, attached.differs)
        return not any(more)

    def _same(self, known: int, described: Described, entry: Entry) -> None:
        self.people[known].entries.append(entry)
        self._register.learn(known, described)

    def _new(self, described: Described, entry: Entry) -> None:
        self._add(described, Somebody(None, [entry]))

    def _add(self, described: Described, somebody: Somebody) -> None:
        self._register.add(described)
        self.people.append(somebody)


def _described(contact: Contact, mark: str, region: str) -> Described:
    """By what a contact is known; by their mark if an export has told of them."""
    profile = contact.profile
    names = (profile.name, stem(profile.path), *profile.aliases)
    marks = (profile.uid, *profile.other_uids, *profile.card_uids, mark)
    known = filter(None, marks)
    return describe(names, profile.addresses, known, region)


def _without_marks(person: Person, config: PeopleConfig) -> Person:
    """Leave out the tags that would change how somebody is kept, without a word."""
    marks = (*config.avoid_tags, *GONE_TAGS, *TIER_TAGS)
    tags = tuple(t for t in person.fields.get("tags", ()) if not has_tag([t], marks))
    return replace(person, fields={**person.fields, "tags": tags})
