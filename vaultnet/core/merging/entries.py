"""Lists whose items are something: favours, the people of a week, the entries of a log.

An item is the same one wherever it stands, and with it go the lines below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from vaultnet.core.merging.names import firm, with_names_of, with_unique_names
from vaultnet.core.merging.pairing import words_alike
from vaultnet.core.merging.pieces import Clash, Part, Piece, merge_ends
from vaultnet.core.merging.sections import Stretch, cut, lines_of
from vaultnet.core.merging.weave import Rules, Unite, clash, merge_pieces
from vaultnet.core.merging.words import unite_listed, unite_tasks
from vaultnet.core.notes.body import parse_body
from vaultnet.core.notes.note import Body, ListItem
from vaultnet.core.values import fold

Sides: TypeAlias = tuple[Piece | None, Piece, Piece]
NamedSides: TypeAlias = tuple[list[Piece], list[Piece], list[Piece]]

FIRST = "#first"
"""The name of an item's own line among those below it."""


def unite_line(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge a line that both sides rewrote: boxes are, other lines are left."""
    text = unite_tasks(base.text if base else None, ours.text, theirs.text)
    if text is None:
        text = unite_listed(ours.text, theirs.text)
    if text is None:
        return clash(base, ours, theirs)
    end = merge_ends(base.end if base else "", ours.end, theirs.end)
    return [Piece(text, end, ours.name)]


LINES = Rules(unite_line, words_alike)
"""How lines are merged that are nothing but lines."""


def merge_favours(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge favours: one is known by its words, whatever its box says."""
    sides = [cut_items(lines_of(each), says) for each in (base, ours, theirs)]
    return merge_pieces(*with_shared_names(sides), Rules(_unite_item, words_alike))


def merge_people(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge a list of people: a line is known by the person whom it links to."""
    sides = [_between_markers(each) for each in (base, ours, theirs)]
    return merge_pieces(*with_shared_names(sides), Rules(_unite_item, words_alike))


def says(item: ListItem) -> str:
    """Name an item by its words."""
    return f"says {item.text.strip()}"


def _person(item: ListItem) -> str:
    target = next((each.target for each in item.links if not each.embed), "")
    return firm(fold(target.partition("#")[0]))


def with_shared_names(sides: Sequence[Sequence[Piece]]) -> NamedSides:
    """Give an item the same name on all sides, though it was moved or reworded."""
    old, left, right = map(with_unique_names, sides)
    return old, with_names_of(old, left), with_names_of(old, right)


def cut_items(
    lines: Sequence[Piece],
    name: Callable[[ListItem], str],
    others: Callable[[Body], Iterable[Stretch]] = lambda _: (),
) -> list[Piece]:
    """Cut lines into the outermost items, other stretches, and what lies between."""
    body = parse_body("".join(f"{each.text}{each.end}" for each in lines))
    items = [each for each in body.items if each.quote == 0]
    outermost = min((each.indent for each in items), default=0)
    found = [
        Stretch(each.line - 1, each.last_line, called)
        for each in items
        if each.indent == outermost and (called := name(each))
    ]
    return cut(lines, [*others(body), *found])


def _between_markers(piece: Piece | None) -> list[Piece]:
    """Cut a managed block; its first line and its last are its markers."""
    lines = lines_of(piece)
    if len(lines) < 2:  # noqa: PLR2004
        return lines
    first, last = replace(lines[0], name="#begin"), replace(lines[-1], name="#end")
    return [first, *cut_items(lines[1:-1], _person), last]


def _unite_item(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge an item that both sides changed, with the lines below it."""
    if not ours.name:
        return unite_line(base, ours, theirs)
    return unite_below((base, ours, theirs), unite_line, with_first)


def unite_below(
    sides: Sides, unite: Unite, named: Callable[[Sequence[Piece]], list[Piece]]
) -> list[Part]:
    """Merge the lines that get a name by one rule, and all others as lines."""

    def rule(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
        return (unite if ours.name else unite_line)(base, ours, theirs)

    old, left, right = (named(lines_of(each)) for each in sides)
    merged = merge_pieces(old, left, right, Rules(rule, words_alike))
    return [_nameless(part) for part in merged]


def with_first(lines: Sequence[Piece]) -> list[Piece]:
    """Give the lines of an item, the first of them with a name."""
    return [*(replace(each, name=FIRST) for each in lines[:1]), *lines[1:]]


def _nameless(part: Part) -> Part:
    return part if isinstance(part, Clash) else replace(part, name="")
