"""What a reader sees of a line of Markdown."""

from __future__ import annotations

from vaultnet.core.notes.links import find_links


def visible(text: str) -> str:
    """Give a line with its links reduced to the text that they show."""
    if "[" not in text:
        return text
    parts = []
    at = 0
    for link in find_links(text, 1):
        parts += [text[at : link.start], link.display]
        at = link.end
    return "".join([*parts, text[at:]])


def link_target(text: str) -> str:
    """Give the target of a link that stands alone, as in a field; else the text."""
    links = find_links(text, 1)
    return links[0].target if links else text.strip()
