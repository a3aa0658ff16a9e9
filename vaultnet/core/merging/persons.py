"""Two notes about one person, made into one of them.

The first note stays what it is, and takes in what only the second one says. No word
of either gets lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from vaultnet.core.config import Log, People, Words
from vaultnet.core.dates.when import parse_note_date
from vaultnet.core.merging.person_entries import take_entries
from vaultnet.core.merging.person_favours import take_favours
from vaultnet.core.merging.person_fields import Differs, unite_fields
from vaultnet.core.merging.person_sections import (
    A_YEAR,
    add_remarks,
    heading_key,
    join_sections,
)
from vaultnet.core.notes.addresses import safe_url
from vaultnet.core.notes.links import find_links
from vaultnet.core.notes.neutral import neutral
from vaultnet.core.notes.note import Field, Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.notes.visible import visible
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.people.favours import FAVOUR_HEADINGS, favour_key, read_favours
from vaultnet.core.people.interactions import log_sections, read_log
from vaultnet.core.values import fold, stem
from vaultnet.errors import RefusedToWrite

__all__ = ["Differs", "Habits", "UnitedPerson", "unite_persons"]

_NOTE = ".md"
_MOST_HEADINGS = 5_000


@dataclass(frozen=True, slots=True)
class Habits:
    """How the notes of a vault are written: the configuration, as far as it counts.

    ``daily_format`` is how daily notes are named, ``name_prefix`` what the files of
    people begin with.
    """

    dialect: Dialect
    headings: Words = Log().headings
    daily_format: str = "YYYY-MM-DD"
    name_prefix: str = People().name_prefix


@dataclass(frozen=True, slots=True)
class UnitedPerson:
    """A note's text that says what both said, and where they say different things."""

    text: str
    differs: tuple[Differs, ...]


def unite_persons(ours: Note, theirs: Note, habits: Habits) -> UnitedPerson:
    """Give a note of a person with all that another note of theirs says.

    Its own fields, text and order stay. Fields and text that only the other one has
    come over as they are written; values for which there is no place stand under a
    heading with the other note's name. Doing it twice does nothing more.

    Raises CannotEdit where the fields of one of the two cannot be read, and
    RefusedToWrite where the texts cannot be put together for sure.
    """
    for note in (ours, theirs):
        if len(note.body.headings) > _MOST_HEADINGS:
            raise RefusedToWrite(f"{note.path}: has too many headings to be united")
    name, other = _name(ours, habits), _name(theirs, habits)
    aliases = [other] if fold(other) != fold(name) else []
    former = theirs.path[: -len(_NOTE)]
    fields = unite_fields(ours, theirs, habits.dialect, aliases, former)
    note = _with(ours, fields.text)
    called = {name, other, stem(theirs.path), *_aliases(note, habits)}
    text = _with_body(note, theirs, called, habits)
    note = _with(ours, text)
    if what := _lost(ours, theirs, note, called, habits):
        raise RefusedToWrite(
            f"{ours.path} and {theirs.path} cannot be put together: {what} would not be"
            " read as it is now; an open block of code or an open comment may be the"
            " reason. Nothing was written"
        )
    last = {each.key for n in (ours, theirs) for each in _last_contact(n, habits)}
    days = {each.on for each in read_log(note, habits.headings)[0]}
    differs = [
        each
        for each in fields.differs
        # A day of last contact that the log tells of is not said once more.
        if each.key not in last or parse_note_date(each.other) not in days
    ]
    source = other if aliases else former
    remarks = [*map(_remark, differs), *map(neutral, fields.remarks)]
    text = add_remarks(note, f"From {neutral(source)}", remarks)
    return UnitedPerson(text, tuple(each for each in differs if each.is_choice))


def _with_body(
    note: Note, theirs: Note, called: Collection[str], habits: Habits
) -> str:
    entries = take_entries(note, theirs, habits.headings, habits.daily_format)
    note = _with(note, entries.text)
    favours = take_favours(note, theirs, entries.lines)
    done = entries.lines | favours.lines
    note = _with(note, favours.text)
    return join_sections(note, theirs, done, called, habits.headings)


def _with(note: Note, text: str) -> Note:
    return parse_note(note.path, text.encode())


def _name(note: Note, habits: Habits) -> str:
    name = stem(note.path)
    return name.removeprefix(habits.name_prefix) or name


def _aliases(note: Note, habits: Habits) -> Iterator[str]:
    for each in habits.dialect.sort(note.fields).get("aliases", ()):
        yield from (source.strip() for source in each.sources if source.strip())


def _last_contact(note: Note, habits: Habits) -> Sequence[Field]:
    return habits.dialect.sort(note.fields).get("last_contact", ())


def _remark(differs: Differs) -> str:
    before = " (as it was here)" if differs.is_ours else ""
    return f"{neutral(differs.key)}: {_live(differs.other)}{before}"


def _live(text: str) -> str:
    """Write a value that stood among fields: a link to a note or a page stays one."""
    links = find_links(text, 1)
    is_link = len(links) == 1 and (links[0].start, links[0].end) == (0, len(text))
    is_safe = is_link and neutral(visible(text)) == visible(text)
    return text if is_safe or safe_url(text) == text else neutral(text)


def _lost(
    ours: Note, theirs: Note, note: Note, called: Collection[str], habits: Habits
) -> str:
    """Say what of two notes a third one does not hold, empty where it holds all."""
    held = _held(note, habits)
    titles = set(map(heading_key, called))
    for each in (ours, theirs):
        for sort, found in _held(each, habits).items():
            for value in found:
                is_title = sort == "heading" and value in titles
                if value not in held[sort] and not is_title:
                    return f"the {sort} “{value[:60]}”"
    entries = set(held["entry"])
    told = {v for each in (ours, theirs) for v in _held(each, habits)["entry"]}
    more = sorted(entries - told)
    return f"the line “{more[0][:60]}”" if more else ""


def _held(note: Note, habits: Habits) -> dict[str, Counter[str]]:
    """Give what is read in a body, by its sort."""
    entries, _ = read_log(note, habits.headings)
    weeks = [each.week_key for each in entries if each.week_key]
    told = (each for each in entries if not each.week_key)
    return {
        "entry": Counter(_plain(f"{e.on} {e.kind or ''} {e.text}") for e in told),
        "entry of the week": Counter(weeks),
        "favour": Counter(favour_key(each) for each in read_favours(note)),
        "heading": Counter(_headings(note, habits)),
        "link": Counter(each.target for each in note.body.links),
        "tag": Counter(note.body.tags),
    }


def _headings(note: Note, habits: Habits) -> Iterable[str]:
    sections = [
        *log_sections(note.body, habits.headings),
        *log_sections(note.body, FAVOUR_HEADINGS),
    ]
    known = {each.heading.line for each in sections}
    found = (heading_key(e.text) for e in note.body.headings if e.line not in known)
    return (each for each in found if not A_YEAR.fullmatch(each))


def _plain(text: str) -> str:
    return " ".join(text.split())
