"""Two versions of a note and the one they come from, made into one note.

Nothing that either side wrote is lost, and which side is which makes no difference:
where something is chosen, it is chosen by what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from vaultnet.core.config import Log
from vaultnet.core.merging.entries import LINES, merge_favours, merge_people
from vaultnet.core.merging.fields import Head, Rival, merge_heads, read_head
from vaultnet.core.merging.lines import Marks, render_parts
from vaultnet.core.merging.log import merge_log
from vaultnet.core.merging.pieces import Part, Piece
from vaultnet.core.merging.prompts import merge_prompts
from vaultnet.core.merging.sections import (
    Sort,
    cut_body,
    has_sound_blocks,
    lines_of,
)
from vaultnet.core.merging.weave import Rules, merge_pieces
from vaultnet.core.notes.lines import line_end, split_lines
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.values import NotePath

_BOM = b"\xef\xbb\xbf"
_MARKERS = ("<<<<<<< ", ">>>>>>> ")


@dataclass(frozen=True, slots=True)
class MergedNote:
    """A note made of two; ``conflicts`` is how often a person has to look at it.

    A conflict in the text stands between git's markers, one among the fields is a
    callout in the text that holds the value which was not chosen.
    """

    data: bytes
    conflicts: int


def merge_notes(
    base: bytes | None,
    ours: bytes,
    theirs: bytes,
    path: NotePath,
    *,
    headings: Sequence[str] = Log().headings,
    dialect: Dialect | None = None,
    marks: Marks | None = None,
) -> MergedNote | None:
    """Merge two versions of a note.

    ``base`` is None where there is none: then nothing counts as taken out.
    ``headings`` and ``dialect`` are those of the configuration. None where this
    cannot be done safely: bytes that are no UTF-8 text, fields that cannot be
    read, conflicts that are there already. Leave such a note to
    ``git merge-file``.
    """
    if theirs in (base, ours):
        return MergedNote(ours, 0)
    if ours == base:
        return MergedNote(theirs, 0)
    old, left, right = (_read(path, each) for each in (base or b"", ours, theirs))
    if old is None or left is None or right is None:
        return None
    head = merge_heads(old.head, left.head, right.head, dialect or Dialect({}), path)
    if head is None:
        return None
    end = line_end(max(left.body, right.body) or head.text)
    merged = _merge_bodies((old.body, left.body, right.body), headings)
    body = render_parts(merged, end, marks or Marks())
    callouts = "".join(_callout(each, end) for each in head.rivals)
    fence_end = "" if not head.text or head.text.endswith("\n") else end
    text = f"{head.text}{fence_end}{callouts}{body.text}"
    if not _is_whole(path, text, head.text):
        return None
    has_bom = left.bom if right.bom == old.bom else right.bom
    data = (_BOM if has_bom else b"") + text.encode()
    return MergedNote(data, body.conflicts + len(head.rivals))


@dataclass(frozen=True, slots=True)
class _Side:
    """One version of a note, taken apart."""

    bom: bool
    head: Head
    body: str


def _read(path: NotePath, data: bytes) -> _Side | None:
    bom = data.startswith(_BOM)
    try:
        text = data[len(_BOM) * bom :].decode()
    except UnicodeDecodeError:
        return None
    if "\0" in text or any(line.startswith(_MARKERS) for line in split_lines(text)):
        return None
    head = read_head(path, text)
    return None if head is None else _Side(bom, head, text[head.end :])


def _merge_bodies(bodies: tuple[str, str, str], headings: Sequence[str]) -> list[Part]:
    managed = all(map(has_sound_blocks, bodies))
    old, left, right = (cut_body(each, headings, managed=managed) for each in bodies)
    return merge_pieces(old, left, right, Rules(_unite, LINES.likeness))


def _unite(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge a line, or a section by the rules of its sort."""
    if not ours.name:
        return LINES.unite(base, ours, theirs)
    return _SECTIONS[Sort.of(ours.name)](base, ours, theirs)


def _merge_current(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    """Merge the block that shows the current week: of two weeks the later."""
    old, left, right = (_with_embed(lines_of(each)) for each in (base, ours, theirs))
    return merge_pieces(old, left, right, Rules(_later_week, LINES.likeness))


def _with_embed(lines: Sequence[Piece]) -> list[Piece]:
    """Give the lines of the block, the first embed with a name."""
    first = next((n for n, each in enumerate(lines) if each.text[:3] == "![["), None)
    return [
        replace(each, name="#embed") if n == first else each
        for n, each in enumerate(lines)
    ]


def _later_week(base: Piece | None, ours: Piece, theirs: Piece) -> list[Part]:
    if ours.name:
        return [max(ours, theirs, key=lambda each: (each.text, each.end))]
    return LINES.unite(base, ours, theirs)


_SECTIONS: Mapping[Sort, Callable[[Piece | None, Piece, Piece], list[Part]]] = {
    Sort.LOG: merge_log,
    Sort.FAVOURS: merge_favours,
    Sort.PROMPTS: merge_prompts,
    Sort.PEOPLE: merge_people,
    Sort.CURRENT: _merge_current,
}


def _callout(rival: Rival, end: str) -> str:
    """Write what another device had, as a callout above the text."""
    title = f'> [!warning] vaultnet: two devices changed "{rival.key}"'
    lines = [f"> {line.rstrip()}".rstrip() for line in split_lines(rival.text)]
    return "".join(f"{line}{end}" for line in (title, *lines, ""))


def _is_whole(path: NotePath, text: str, head: str) -> bool:
    """Say whether the fields of the result are where they were meant to be."""
    read = read_head(path, text)
    return read is not None and text[: read.end].rstrip("\r\n") == head.rstrip("\r\n")
