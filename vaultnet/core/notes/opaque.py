"""Stretches of lines that are no list and no heading, whatever they look like."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_HTML = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col"
    r"|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer"
    r"|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu"
    r"|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table"
    r"|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[ \t>]|/>|$)",
    re.IGNORECASE,
)
_RAW_HTML = re.compile(r"<(script|pre|style|textarea)(?=[ \t>]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opaque:
    """What ends a stretch: a string in its last line, or a fence of its own.

    ``end`` empty means a blank line. Of a comment in ``%%`` Obsidian still
    takes links and tags (``is_read``), of all others nothing.
    """

    end: str
    is_fence: bool = False
    is_read: bool = False

    def ends_in(self, line: str) -> bool:
        """Say whether this line is the last one."""
        if self.is_fence:
            bare = line.strip()
            return bare.startswith(self.end) and not bare.strip(self.end[0])
        if not self.end:
            return not line.strip()
        return self.end in line or self.end in line.lower()


def opaque_at(text: str) -> Opaque | None:
    """Give what a line opens by its first characters, None where it opens nothing."""
    first = text[0]
    if first in "`~":
        fence = _FENCE.match(text)
        return Opaque(fence[0], is_fence=True) if fence else None
    if first == "<":
        return _html(text)
    if first == "%" and text.startswith("%%") and not text.startswith("%%%"):
        return Opaque("%%", is_read=True)
    if first == "$" and text.startswith("$$"):
        return Opaque("$$")
    return None


def _html(text: str) -> Opaque | None:
    if text.startswith("<!--"):
        return Opaque("-->")
    raw = _RAW_HTML.match(text)
    if raw:
        return Opaque(f"</{raw[1].lower()}>")
    return Opaque("") if _HTML.match(text) else None
