"""The fields of a second note, put among those of the first one, one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from vaultnet.core.exchange.new_lines import new_lines
from vaultnet.core.merging.fields import read_head
from vaultnet.core.merging.person_values import (
    CHOSEN,
    LISTS,
    MAYBE_LISTS,
    days_in,
    exactly,
    is_filled,
    is_flat,
    is_said,
    say,
    texts_of,
)
from vaultnet.core.merging.pieces import Piece
from vaultnet.core.notes.edit import CannotEdit, set_field, why_unsound
from vaultnet.core.notes.edit_blocks import with_block
from vaultnet.core.notes.edit_lists import add_values
from vaultnet.core.notes.lines import line_end
from vaultnet.core.notes.note import Body, Field, Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.dialect import Dialect, plain

_COMMENT = re.compile(
    r"(?:^|(?<=\s))#+[ \t]*(?P<words>[^\n]*?)[ \t]*\r?$", re.MULTILINE
)

_MOST_FIELDS = 300


@dataclass(frozen=True, slots=True)
class Differs:
    """A field of which the two notes say different things, as they spell it.

    ``kept`` is what the note says now, ``other`` what else was said, by the note
    itself where ``is_ours``. ``is_choice`` is false where it is clear which is right.
    """

    key: str
    kept: str
    other: str
    is_choice: bool = True
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class UnitedFields:
    """A note's text with all fields; what differs, and remarks beside the fields."""

    text: str
    differs: tuple[Differs, ...]
    remarks: tuple[str, ...]


def unite_fields(
    ours: Note, theirs: Note, dialect: Dialect, names: Sequence[str], former: str
) -> UnitedFields:
    """Put another note's fields among a note's own.

    ``names`` are further names of the person, the one of the other note among them;
    ``former`` is what links called that note. Raises CannotEdit where the fields of
    one of the two cannot be read, or must not be touched.
    """
    for note in (ours, theirs):
        if unsound := why_unsound(note):
            raise unsound
        if len(note.fields) > _MOST_FIELDS:
            raise CannotEdit(note, 1, "has too many fields to be united")
    there = read_head(theirs.path, theirs.text)
    union = _Union(
        _head_of(ours), theirs, dialect, pieces=there.blocks if there else ()
    )
    union.take_all()
    union.add("aliases", names)
    union.add("formerly", [former])
    union.take_in_imported(theirs)
    head = union.note.text[: union.note.body_start]
    gap = line_end(head) if ours.body_start < len(ours.text) else ""
    gap = "" if not head or head.endswith("\n") else gap
    return UnitedFields(
        f"{head}{gap}{ours.text[ours.body_start :]}",
        tuple(union.differs),
        tuple(union.remarks()),
    )


def _head_of(note: Note) -> Note:
    """Give a note without its body, so that each edit reads no more than fields."""
    head = note.text[: note.body_start] or line_end(note.text)
    return replace(note, text=head, body=Body(), bom=False)


@dataclass(slots=True)
class _Union:
    """The fields as they are so far, and what could not be said in them."""

    note: Note
    theirs: Note
    dialect: Dialect
    differs: list[Differs] = field(default_factory=list)
    copied: set[str] = field(default_factory=set)
    brought: set[str] = field(default_factory=set)
    pieces: tuple[Piece, ...] = ()

    def take_all(self) -> None:
        """Take each field of the other note, in its order."""
        groups = self.dialect.sort(self.theirs.fields)
        named = {each.key: name for name, group in groups.items() for each in group}
        for key, each in self.theirs.fields.items():
            if each.value in (None, "", []):
                continue
            name = named.get(key, "")
            rule = _RULES.get(name) or (_unite if name in LISTS else _take)
            rule(self, name, each)

    def ours(self, name: str, key: str) -> list[Field]:
        """Give the note's own spellings of a field, those with a value first."""
        if name:
            found = self.dialect.sort(self.note.fields).get(name, [])
        else:
            fields = self.note.fields.values()
            found = [each for each in fields if plain(each.key) == plain(key)]
        return sorted(found, key=lambda each: each.value in (None, "", []))

    def may_hold_several(self, name: str, key: str) -> bool:
        """Tell whether a field of no known sort is a list in one of the notes."""
        if name and name not in MAYBE_LISTS:
            return False
        theirs = self.theirs.fields.values()
        named = self.dialect.sort(self.theirs.fields).get(name) if name else None
        same = named or [e for e in theirs if plain(e.key) == plain(key)]
        values = [each.value for each in (*self.ours(name, key), *same)]
        return any(isinstance(e, list) for e in values) and all(map(is_flat, values))

    def native(self, name: str, key: str) -> list[Field]:
        """Give the spellings that the note had before, those with a value first."""
        return [e for e in self.ours(name, key) if e.key not in self.brought]

    def edit(self, change: Callable[[Note], str]) -> bool:
        """Make one edit, False where it cannot be made."""
        try:
            text = change(self.note)
        except CannotEdit:
            return False
        self.note = parse_note(self.note.path, text.encode())
        return True

    def add(self, name: str, values: Sequence[str]) -> bool:
        """Add what is new to a field of several values."""
        own = self.ours(name, name)
        same = LISTS.get(name, exactly)
        known = {same(each) for field in own for each in texts_of(field, name)}
        new = [each for each in values if same(each) not in known]
        if not new:
            return True
        key = own[0].key if own else name
        is_one = bool(own) and isinstance(own[0].value, str)
        may_grow = not (is_one and name == "tags" and len(texts_of(own[0], name)) > 1)
        if may_grow and self.edit(lambda note: add_values(note, key, new)):
            return True
        self.differs.append(Differs(key, say(own), ", ".join(new)))
        return False

    def copy(self, theirs: Field) -> bool:
        """Bring a field over as it is written there, with the comments above it."""
        self.brought.add(theirs.key)
        block = self._block(theirs.key)
        if block and self.edit(partial(with_block, block=block, like=theirs)):
            self.copied.add(theirs.key)
            return True
        return self.fill(theirs.key, theirs)

    def fill(self, key: str, theirs: Field) -> bool:
        """Set a field without a value, or one that is not there."""
        value = theirs.value
        if isinstance(value, str | int):
            return self.edit(lambda note: set_field(note, key, value))
        if is_flat(value):
            return self.edit(lambda note: add_values(note, key, theirs.sources))
        return False

    def take_in_imported(self, theirs: Note) -> None:
        """Leave nobody out of the week who was in it under the other name."""
        is_real = not is_filled(
            self.dialect.sort(theirs.fields).get("imported_from", ())
        )
        own = self.dialect.sort(self.note.fields)
        has_rhythm = is_filled(own.get("cadence", ())) or is_filled(own.get("tier", ()))
        if is_real and is_filled(own.get("imported_from", ())) and not has_rhythm:
            key = own["cadence"][0].key if "cadence" in own else "cadence"
            self.edit(lambda note: set_field(note, key, "auto"))

    def remarks(self) -> Iterator[str]:
        """Give the comments beside fields that did not come over as written."""
        own = self.note.text
        for piece in self.pieces:
            for found in _COMMENT.finditer(piece.text):
                words = found["words"]
                is_there = not words.strip("#-=* ") or words in own
                if piece.name not in self.copied and not is_there:
                    key = "" if piece.name == "#end" else f"{piece.name}: "
                    yield f"{key}{words}"

    def _block(self, key: str) -> str:
        found = (f"{e.text}{e.end}" for e in self.pieces if e.name == key)
        return next(found, "")


def _take(union: _Union, name: str, theirs: Field) -> None:
    """Take a field of one value: the note's own stays."""
    own = union.native(name, theirs.key)
    if not own:
        is_done = union.copy(theirs)
    elif not is_filled(own):
        is_done = union.fill(own[0].key, theirs)
    else:
        is_done = is_said(own, theirs)
    if not is_done and is_filled(own) and union.may_hold_several(name, theirs.key):
        _unite(union, name, theirs)
    elif not is_done:
        union.differs.append(Differs(theirs.key, say(own), say([theirs])))


def _unite(union: _Union, name: str, theirs: Field) -> None:
    """Take a field of several values: all of them, the note's own first."""
    own = union.native(name, theirs.key)
    if not is_flat(theirs.value):
        _take(union, name, theirs)
    elif own or not union.copy(theirs):
        union.add(name or own[0].key if own else theirs.key, texts_of(theirs, name))


def _unite_lines(union: _Union, name: str, theirs: Field) -> None:
    """Take the lines of cards that say something new, each with its labels."""
    own = union.native(name, theirs.key)
    if not own or not is_flat(theirs.value):
        _unite(union, name, theirs)
        return
    here = [text for each in own for text in texts_of(each, name)]
    new, _ = new_lines(here, texts_of(theirs, name), once=frozenset())
    union.add(name, new)


def _choose(union: _Union, name: str, theirs: Field) -> None:
    """Take a day of which one is right: the newest, or the earliest."""
    own = [each for each in union.native(name, theirs.key) if is_filled([each])]
    here, there = days_in(own), days_in([theirs])
    if not here or None in (*here, *there):
        _take(union, name, theirs)
        return
    choose = CHOSEN[name]
    known = [each for each in (*here, *there) if each]
    right = choose(known)
    if right in here:
        if not {*there} <= {*here}:
            said = Differs(theirs.key, say(own), say([theirs]), is_choice=False)
            union.differs.append(said)
        return
    said = Differs(own[0].key, say([theirs]), say(own), is_choice=False, is_ours=True)
    for each in own:
        if not union.edit(partial(set_field, key=each.key, value=str(right))):
            said = Differs(each.key, say([each]), say([theirs]))
    union.differs.append(said)


def _take_uid(union: _Union, name: str, theirs: Field) -> None:
    own = union.native(name, theirs.key)
    if is_filled(own):
        known = {each for field in own for each in texts_of(field, name)}
        others = [each for each in texts_of(theirs, name) if each not in known]
        if others:
            union.add("other_uids", others)
    else:
        _take(union, name, theirs)


def _leave_imported(union: _Union, name: str, theirs: Field) -> None:
    """Say where a contact was imported from as well: it must not rest for that."""
    own = union.native(name, theirs.key)
    if not is_said(own, theirs):
        said = Differs(theirs.key, say(own), say([theirs]), is_choice=False)
        union.differs.append(said)


_RULES: Mapping[str, Callable[[_Union, str, Field], None]] = {
    "uid": _take_uid, "imported_from": _leave_imported, "vcard": _unite_lines,
    **dict.fromkeys(CHOSEN, _choose),
}  # fmt: skip
