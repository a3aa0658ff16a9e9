"""The prompts of a weekly note: what somebody edited goes before what was rendered."""

from __future__ import annotations

import re
from dataclasses import replace

from vaultnet.core.merging.entries import LINES
from vaultnet.core.merging.names import with_unique_names
from vaultnet.core.merging.pieces import Part, Piece
from vaultnet.core.merging.sections import as_one, lines_of
from vaultnet.core.merging.weave import Rules, merge_pieces
from vaultnet.core.weekly.parts import digest, split_parts

_MARKER = re.compile(r"%%[ \t]*vaultnet:prompt[ \t]+(\d+)[ \t]+([0-9a-f]{8})[ \t]*%%")


def merge_prompts(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge the parts of the block; one is known by its heading.

    A part that was edited beats one that was rendered; of two rendered ones the
    newer format counts, then the greater digest; two edited ones are merged as
    text.
    """
    old, left, right = (_parts(each) for each in (base, ours, theirs))
    return merge_pieces(old, left, right, Rules(_unite, keeps=_keeps))


def _parts(piece: Piece | None) -> list[Piece]:
    lines = lines_of(piece)
    if len(lines) < 2:  # noqa: PLR2004  (the block's own markers)
        return lines
    inside = "".join(f"{each.text}{each.end}" for each in lines[1:-1])
    parts: list[Piece] = []
    for part in split_parts(inside):
        own = lines_of(Piece(part.marker + part.text, ""))
        name = f"part {part.heading}" if part.marker else ""
        parts += [as_one(own, name)] if name else own
    first, last = replace(lines[0], name="#begin"), replace(lines[-1], name="#end")
    return [first, *with_unique_names(parts), last]


def _rendered(piece: Piece) -> tuple[int, str] | None:
    """Give format and digest of a part that nobody has edited since."""
    head, _, text = piece.text.partition("\n")
    marker = _MARKER.match(head)
    is_so = marker is not None and marker[2] == digest(f"{text}{piece.end}")
    return (int(marker[1]), marker[2]) if marker and is_so else None


def _keeps(base: Piece, left: Piece) -> bool:
    """Say whether a part that the other side took out stays: only an edited one."""
    return left.text != base.text and not (left.name and _rendered(left))


def _unite(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    if not ours.name.startswith("part "):
        return LINES.unite(base, ours, theirs)
    rendered = [(_rendered(each), each) for each in (ours, theirs)]
    edited = [each for mark, each in rendered if mark is None]
    if len(edited) == 1:
        return [*edited]
    if not edited:
        return [max(rendered, key=_newest)[1]]
    return _as_text(base, ours, theirs)


def _newest(rendered: tuple[tuple[int, str] | None, Piece]) -> tuple[int, str, str]:
    mark, piece = rendered
    return (*(mark or (0, "")), piece.text)


def _as_text(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    old, left, right = (lines_of(each) for each in (base, ours, theirs))
    marker = max(left[0], right[0], key=lambda each: (each.text, each.end))
    return [marker, *merge_pieces(old[1:], left[1:], right[1:], LINES)]
