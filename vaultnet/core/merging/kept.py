"""Whether all that a note said stands in the one that it was merged into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultnet.core.notes.frontmatter import find_block
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.managed import read_blocks, replace_block
from vaultnet.core.people.interactions import find_week_key
from vaultnet.core.weekly.parts import split_parts

_WORD = re.compile(r"\w+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BOX = re.compile(r"^(\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+)\[.\](?=\s|$)")
_OURS = re.compile(r"%%\s*vaultnet:")
_DONE_ON = re.compile(r"(?:[✅❌]\uFE0F? ?|\[(?:completion|cancelled):: ?)[\d-]+\]?")


def lost_words(side: str, merged: str, base: str = "") -> str:
    """Give the first line of a side whose words do not stand together in the result.

    Empty where there is none; a line of the ``base`` may have been taken out. A line
    may have grown, moved, or become an item of a list. Not looked for is what a merge
    chooses on purpose: of two days of last contact the later one, of two days of one
    week's entry or one task the earlier one, of two states of a box one, and prompts
    that nobody has edited.
    """
    where: dict[str, set[int]] = {}
    told = (words for text in (merged, base) for _, words in _told(text))
    for number, words in enumerate(told):
        for word in words:
            where.setdefault(word, set()).add(number)
    nowhere: set[int] = set()
    for line, words in _told(side):
        places = sorted((where.get(word, nowhere) for word in set(words)), key=len)
        if not set.intersection(*places):
            return line
    return ""


def _told(text: str) -> Iterator[tuple[str, list[str]]]:
    """Give the lines that somebody wrote, each with its words."""
    block = find_block(text)
    head = block.end if block else 0
    at = 0
    for line in split_lines(_without_rendered(text)):
        plain = _plain(line, in_head=at < head)
        at += len(line)
        words = _WORD.findall(plain)
        if words and not _OURS.search(line):
            yield line.strip(), words


def _plain(line: str, *, in_head: bool) -> str:
    """Give a line without what a merge may choose of two."""
    line = _DONE_ON.sub(" ", _BOX.sub(r"\1", line))
    return _DATE.sub(" ", line) if in_head or find_week_key(line.strip()) else line


def _without_rendered(text: str) -> str:
    """Leave out what vaultnet wrote and would write anew."""
    blocks = read_blocks(text).sound
    for name in sorted(blocks, key=lambda each: blocks[each].start, reverse=True):
        if name in ("prompts", "current"):
            inside = text[blocks[name].start : blocks[name].end]
            parts = split_parts(inside) if name == "prompts" else []
            edited = "".join(each.text for each in parts if not each.is_untouched)
            text = replace_block(text, blocks[name], edited)
    return text
