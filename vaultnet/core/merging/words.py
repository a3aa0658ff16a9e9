"""One line that both sides rewrote: where nobody has to choose, it is put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from vaultnet.core.merging.diff import match
from vaultnet.core.merging.pieces import Piece, join_pieces
from vaultnet.core.merging.weave import Rules, merge_pieces
from vaultnet.core.people.listing import render_shown

_WORD = re.compile(r"(\S+)(\s*)")
_TASK = re.compile(
    r"(?P<lead>\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+)\[(?P<box>.)\](?P<text>\s.*|)"
)
_BULLET = re.compile(r"\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+")
_LISTED = re.compile(r"%%[ \t]*vaultnet:listed((?:[ \t]+[0-9a-f]{8})*)[ \t]*%%\s*")
_DONE_ON = re.compile(
    r"(?<!\s)\s+(?:[✅❌]\uFE0F? ?|\[(?:completion|cancelled):: ?)"
    r"(\d{4}-\d{2}-\d{2})\]?\s*$"
)


def unite_words(base: str, ours: str, theirs: str) -> str | None:
    """Give a text with the words that both sides put in.

    None where both took out the same words, or rewrote words side by side: then
    they said the same thing in two ways.
    """
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    old, left, right = (_words(text) for text in (base, ours, theirs))
    if _touches(_changed(old, left), _changed(old, right)):
        return None
    parts = merge_pieces(old, left, right, Rules())
    lead = max(text[: len(text) - len(text.lstrip())] for text in (ours, theirs))
    united = join_pieces([each for each in parts if isinstance(each, Piece)], " ")
    is_bare = ours == ours.rstrip() and theirs == theirs.rstrip()
    return lead + (united.rstrip() if is_bare else united)


def _words(text: str) -> list[Piece]:
    return [Piece(word, space) for word, space in _WORD.findall(text)]


def _changed(old: Sequence[Piece], new: Sequence[Piece]) -> list[tuple[int, int]]:
    """Give the stretches of the old words that were taken out or rewritten."""
    pairs = match([each.text for each in old], [each.text for each in new])
    kept = [-1, *(i for i, _ in pairs), len(old)]
    return [(i + 1, j) for i, j in pairwise(kept) if i + 1 < j]


def _touches(
    ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]
) -> bool:
    return any(a <= d and c <= b for a, b in ours for c, d in theirs)


def longer_text(ours: str, theirs: str) -> str | None:
    """Give the text that holds the other one, None where neither does."""
    short, long = sorted((ours, theirs), key=lambda text: (len(text.strip()), text))
    return long if short.strip() in long else None


def unite_tasks(base: str | None, ours: str, theirs: str) -> str | None:
    """Merge two forms of one line with a box: done wins, words of both are kept.

    A box that one side took away was untouched there, as where a week is over. None
    where they are no such lines, or only a person can tell.
    """
    left, right = _TASK.fullmatch(ours), _TASK.fullmatch(theirs)
    old = _TASK.fullmatch(base or "")
    if old is None or old["box"] == " ":
        if left is None and right is not None:
            left = _opened(ours)
        elif right is None and left is not None:
            right = _opened(theirs)
    if left is None or right is None:
        return None
    was_lead, was_box, was_text = (
        old.group("lead", "box", "text") if old else ("", " ", "")
    )
    lead = _changed_one(was_lead, left["lead"], right["lead"])
    box = left["box"] if right["box"] == was_box else right["box"]
    if was_box not in (left["box"], right["box"]):
        box = max(left["box"], right["box"], key=_weight)
    text = _unite_told(was_text, left["text"], right["text"])
    return None if text is None else f"{lead}[{box}]{text}"


def _opened(text: str) -> re.Match[str] | None:
    """Read a bullet as if it still had its box."""
    return _TASK.fullmatch(_BULLET.sub(r"\g<0>[ ] ", text, count=1))


def unite_listed(ours: str, theirs: str) -> str | None:
    """Merge what two forms of a weekly note remember to have held; None for no such.

    Nothing is forgotten: on one of the devices it was there.
    """
    left, right = _LISTED.fullmatch(ours), _LISTED.fullmatch(theirs)
    if left is None or right is None:
        return None
    both = sorted(
        (each[1].split() for each in (left, right)), key=lambda held: (-len(held), held)
    )
    return render_shown(dict.fromkeys(both[0] + both[1]))


def _weight(box: str) -> tuple[bool, bool, str]:
    return box in "xX", box != " ", box


def _changed_one(base: str, ours: str, theirs: str) -> str:
    if base in (ours, theirs):
        return theirs if ours == base else ours
    return max(ours, theirs)


def _unite_told(base: str, ours: str, theirs: str) -> str | None:
    """Merge what stands behind two boxes; of two days of completion the earlier."""
    left, right = _DONE_ON.search(ours), _DONE_ON.search(theirs)
    if left is None or right is None or left[0] in base or right[0] in base:
        return _unite_text(base, ours, theirs)
    text = _unite_text(base, ours[: left.start()], theirs[: right.start()])
    done = min(left, right, key=lambda each: (each[1], each[0]))
    return None if text is None else f"{text}{done[0]}"


def _unite_text(base: str, ours: str, theirs: str) -> str | None:
    """With no base, words that both have would come twice if they were added up."""
    longer = longer_text(ours, theirs)
    if longer is not None and not base:
        return longer
    # Two devices may make the same line, so that it has no base: what they share
    # stands once, also what is no word, such as the dots of a weekly list.
    united = unite_words(base or _shared_words(ours, theirs), ours, theirs)
    return longer if united is None else united


def _shared_words(ours: str, theirs: str) -> str:
    first, second = (_WORD.findall(text) for text in sorted((ours, theirs)))
    pairs = match([word for word, _ in first], [word for word, _ in second])
    return "".join(f"{first[i][0]}{first[i][1]}" for i, _ in pairs)
