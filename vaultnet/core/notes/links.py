"""Links and tags in one line of a note."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import unquote

from vaultnet.core.notes.note import Link

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")
_TAG = re.compile(
    r"#([^\s\u2000-\u200c\u200e-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\]+)"
)
_BEFORE_NO_TAG = re.compile(r"[\w/#&=?%]")
_BRACKETS = re.compile(r"\\.|!?\[|\]\(|\]")
_DESTINATION = re.compile(
    r"[ \t]*(?:<((?:\\.|[^<>\\])*)>|((?:\\.|[^\s()\\]|\([^\s()]*\))+))"
    r"(?:[ \t]+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\([^()]*\)))?[ \t]*\)"
)
_DEEPEST = 32  # brackets in each other
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def find_links(line: str, number: int, seen: str | None = None) -> list[Link]:
    """Give the links and embeds of a line, from left to right.

    ``seen`` is the line with everything blanked that is no text (code, HTML
    comments, formulas), as long as the line itself.
    """
    text = line if seen is None else seen
    links = list(_wikilinks(line, text, number)) if "[[" in text else []
    if "](" in text:
        links += _markdown_links(line, text, number, links)
        links.sort(key=lambda link: link.start)
    return links


def _wikilinks(line: str, seen: str, number: int) -> Iterator[Link]:
    end = 0
    while (close := seen.find("]]", end)) >= 0:
        start = seen.rfind("[[", end, close)
        if start < 0:
            end = close + 1
            continue
        end = close + 2
        embed = start > 0 and seen[start - 1] == "!"
        if _is_escaped(seen, start):
            continue
        target, bar, display = line[start + 2 : close].partition("|")
        target = target.removesuffix("\\").strip() if bar else target.strip()
        if not target:
            continue
        shown = display.strip() if bar and display.strip() else _shown(target)
        yield Link(target, shown, number, start - embed, end, embed)


def _is_escaped(text: str, at: int) -> bool:
    """Say whether an odd number of backslashes stands before a place."""
    before = at
    while before and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def _shown(target: str) -> str:
    """Give what Obsidian shows for a link without a display text of its own."""
    return " > ".join(part for part in target.split("#") if part)


def _markdown_links(
    line: str, seen: str, number: int, wikilinks: list[Link]
) -> Iterator[Link]:
    opened: deque[int] = deque(maxlen=_DEEPEST)
    taken = {column for link in wikilinks for column in (link.start, link.end - 1)}
    end = 0
    for bracket in _BRACKETS.finditer(seen):
        at, kind = bracket.start(), bracket[0]
        if at < end or kind[0] == "\\":
            continue
        if kind[-1] == "[":
            opened.append(at)
        elif opened:
            start = opened.pop()
            found = _DESTINATION.match(seen, at + 2) if kind == "](" else None
            if found and start not in taken:
                end = found.end()
                if seen[start] == "[":  # no link holds another
                    opened.clear()
                yield from _markdown_link(line, number, (start, at, end), found)


def _markdown_link(
    line: str, number: int, places: tuple[int, int, int], found: re.Match[str]
) -> Iterator[Link]:
    start, close, end = places
    group = 1 if found[1] is not None else 2
    target = _decoded(line[found.start(group) : found.end(group)])
    if target is None:
        return
    embed = line[start] == "!"
    display = line[start + 1 + embed : close]
    yield Link(target, display, number, start, end, embed)


def _decoded(destination: str) -> str | None:
    """Give the target of a destination, None for an address outside the vault.

    A ``#`` of the file's own name stays ``%23``: it would read as a heading.
    """
    destination = _ESCAPE.sub(r"\1", destination).strip()
    if not destination or _SCHEME.match(destination):
        return None
    name, hash_sign, fragment = destination.partition("#")
    decoded = "%23".join(map(unquote, re.split("%23", name)))
    return f"{decoded}{hash_sign}{unquote(fragment)}"


def find_tags(line: str, seen: str, links: list[Link]) -> list[str]:
    """Give the tags of a line without their ``#``; a number alone is none."""
    tags = []
    for found in _TAG.finditer(seen):
        at, tag = found.start(), found[1]
        if at and _BEFORE_NO_TAG.match(seen, at - 1):
            continue
        if tag.isdecimal() or any(link.start <= at < link.end for link in links):
            continue
        tags.append(line[at + 1 : found.end()])
    return tags
