"""The fields of a note, merged one by one, as blocks of text that are never rewritten.

A block is a field with the comments above it. One that a single side changed is taken
as that side wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from vaultnet.core.dates.when import parse_note_date
from vaultnet.core.merging.lines import unite_lines
from vaultnet.core.merging.lists import unite_lists
from vaultnet.core.merging.pieces import Part, Piece, merge_ends
from vaultnet.core.merging.weave import Rules, merge_pieces
from vaultnet.core.notes.frontmatter import find_block, parse_frontmatter
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.note import Field, State, Value
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.values import NotePath

_COMMENT = re.compile(r"(?:^|\s)#.*", re.MULTILINE)
_LAST = "#end"  # the name of what stands below the last field; no key begins so


@dataclass(frozen=True, slots=True)
class Head:
    """The frontmatter of one side; the fences are empty where there is none."""

    opening: str
    closing: str
    blocks: tuple[Piece, ...]
    fields: Mapping[str, Field]
    end: int

    @property
    def text(self) -> str:
        """The frontmatter as it stands in the note."""
        blocks = "".join(f"{each.text}{each.end}" for each in self.blocks)
        return f"{self.opening}{blocks}{self.closing}"


@dataclass(frozen=True, slots=True)
class Rival:
    """A value that stands in no field any more, because another one was chosen."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class MergedHead:
    """The frontmatter of the result, and the values that a person has to look at."""

    text: str
    rivals: tuple[Rival, ...]


NO_HEAD = Head("", "", (), {}, 0)


def read_head(path: NotePath, text: str) -> Head | None:
    """Take the frontmatter of a note apart, None where that is not possible."""
    read = parse_frontmatter(path, text)
    block = find_block(text)
    if read.state is State.ABSENT or block is None:
        return NO_HEAD
    if read.state is State.BROKEN:
        return None
    lines = split_lines(text[block.start : block.end])
    blocks = _blocks(text, lines, read.fields)
    if blocks is None:
        return None
    opening, closing = text[: block.start], text[block.end : block.after]
    return Head(opening, closing, blocks, read.fields, block.after)


def _blocks(
    text: str, lines: list[str], fields: Mapping[str, Field]
) -> tuple[Piece, ...] | None:
    """Cut the lines of the frontmatter, None where two fields share a line."""
    found: list[Piece] = []
    at = 0
    for key, field in fields.items():
        last = text.count("\n", 0, field.end)  # the fence is a line, too
        if field.line - 2 < at or lines[field.line - 2][:1] in " \t{?":
            return None
        found.append(_piece(lines[at:last], key))
        at = last
    if at < len(lines):
        found.append(_piece(lines[at:], _LAST))
    return tuple(found)


def _piece(lines: list[str], name: str) -> Piece:
    text = "".join(lines)
    end = "\r\n" if text.endswith("\r\n") else "\n"
    return Piece(text.removesuffix(end), end, name)


def merge_heads(
    base: Head, ours: Head, theirs: Head, dialect: Dialect, path: NotePath
) -> MergedHead | None:
    """Merge the fields, None where the result would not be read as it is meant."""
    merging = _Fields((base.fields, ours.fields, theirs.fields), dialect)
    merged = merge_pieces(base.blocks, ours.blocks, theirs.blocks, Rules(merging.unite))
    blocks = tuple(each for each in merged if isinstance(each, Piece))
    opening = merge_ends(base.opening, ours.opening, theirs.opening)
    closing = merge_ends(base.closing, ours.closing, theirs.closing)
    if blocks and not (opening and closing):
        opening = max(ours.opening, theirs.opening)
        closing = max(ours.closing, theirs.closing)
    head = Head(opening, closing, blocks, {}, 0)
    if not merging.proves(head, path):
        return None
    return MergedHead(head.text, tuple(merging.rivals))


class _Fields:
    """The merging of fields that both sides changed, and what came of it."""

    def __init__(
        self,
        sides: tuple[Mapping[str, Field], Mapping[str, Field], Mapping[str, Field]],
        dialect: Dialect,
    ) -> None:
        self._sides = sides
        self._dialect = dialect
        self._meant: dict[str, str] = {}
        self.rivals: list[Rival] = []

    def unite(self, base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
        """Make one block of two."""
        pieces = (base or replace(ours, text=""), ours, theirs)
        texts = [f"{each.text}{each.end}" if each.text else "" for each in pieces]
        leads, values = zip(*map(_split_lead, texts), strict=True)
        lead = unite_lines(*leads)
        if ours.name == _LAST:
            text = unite_lines(*texts)
        else:
            text = lead + self._value(ours.name, *values)
        return [_piece([text], ours.name)]

    def _value(self, name: str, base: str, ours: str, theirs: str) -> str:
        if base in (ours, theirs) or ours == theirs:
            return theirs if ours == base else ours
        chosen = self._without_choice(name, base, ours, theirs)
        if chosen is None:
            chosen = max(ours, theirs)
            self.rivals.append(Rival(name, min(ours, theirs)))
            return chosen
        for side in sorted({ours, theirs}):
            comments = {each.strip() for each in _COMMENT.findall(side)}
            if any(each not in chosen and each not in base for each in comments):
                self.rivals.append(Rival(name, side))
        return chosen

    def _without_choice(
        self, name: str, base: str, ours: str, theirs: str
    ) -> str | None:
        """Give the lines of a field where nobody has to choose."""
        old, left, right = (side.get(name) for side in self._sides)
        if left is None or right is None:
            return None
        if old is not None and _is_same(old.value, left.value):
            return theirs if not _is_same(old.value, right.value) else max(ours, theirs)
        if old is not None and _is_same(old.value, right.value):
            return ours
        if _is_same(left.value, right.value):
            return max(ours, theirs)
        later = self._later(left, right)
        if later is not None:
            return ours if later is left else theirs
        united = unite_lists((old, left, right), (base, ours, theirs))
        if united is None:
            return None
        self._meant[name] = repr(united[1])
        return united[0]

    def _later(self, left: Field, right: Field) -> Field | None:
        """Give the field with the later date, if both tell of the last contact."""
        if "last_contact" not in self._dialect.sort({left.key: left}):
            return None
        days = [_day(left), _day(right)]
        if days[0] is None or days[1] is None:
            return None
        return left if days[0] > days[1] else right

    def proves(self, head: Head, path: NotePath) -> bool:
        """Say whether a frontmatter, when read, says what was meant."""
        read = parse_frontmatter(path, head.text)
        wanted = [each.name for each in head.blocks if each.name != _LAST]
        if list(read.fields) != wanted or read.body_start != len(head.text):
            return False
        return all(
            repr(field.value) in self._may(key) for key, field in read.fields.items()
        )

    def _may(self, key: str) -> set[str]:
        if key in self._meant:
            meant = self._meant[key]
            return {meant, "None"} if meant == "[]" else {meant}
        return {repr(side[key].value) for side in self._sides if key in side}


def _is_same(left: Value, right: Value) -> bool:
    """Compare values with their types: for ``==`` alone, 1 is true."""
    return repr(left) == repr(right)


def _day(field: Field) -> date | None:
    return parse_note_date(field.sources[0]) if len(field.sources) == 1 else None


def _split_lead(text: str) -> tuple[str, str]:
    """Part the comments above a field from its own lines."""
    lines = split_lines(text)
    own = (n for n, line in enumerate(lines) if line.strip() and line[0] != "#")
    first = next(own, len(lines))
    return "".join(lines[:first]), "".join(lines[first:])
