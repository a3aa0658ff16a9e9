"""The user's words, made safe to stand in a line of somebody's note."""

from __future__ import annotations

import re
import unicodedata

_WIKILINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINK = re.compile(
    r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"
)
_CLAUSE_ENDS = re.compile(r"[,;.:!?()–—…\n]|\s-+\s")

# Each keeps the words and takes away what a program would act on: inline code and
# queries, comments and our own markers, Templater, Dataview fields, links,
# footnotes, mathematics, tags, HTML.
_NEUTRAL = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("`", "'"),
        ('"', "'"),
        (r"%(?=[%>])", "% "),
        (r"<(?=[%A-Za-z/!?])", "< "),
        (":(?=:)", ": "),
        (r"\[(?=[\[^])", "[ "),
        (r"\](?=[\](])", "] "),
        (r"!(?=\[)", "! "),
        (r"\$", r"\\$"),
        (r"(?<!\S)#(?=[^\s#])", r"\\#"),
    )
)


def plain(text: str) -> str:
    """Give the words as a reader sees them: on one line, links by their display."""
    text = _WIKILINK.sub(_display, text)
    text = _LINK.sub(lambda match: match[1], text)
    shown = "".join(each if _is_shown(each) else " " for each in text)
    return " ".join(shown.split())


def safe(text: str) -> str:
    """Give one line that means nothing to Obsidian and its plugins but its words."""
    text = plain(text)
    for pattern, instead in _NEUTRAL:
        text = pattern.sub(instead, text)
    return text


def quoted(text: str, length: int = 160) -> str:
    """Put the words between straight quotes, cut at a word where they are long."""
    return f'"{shorten(safe(text), length)}"'


def shorten(text: str, length: int) -> str:
    """Cut at a word, with an ellipsis, what is longer than so many characters."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    kept = head if space and len(head) >= length // 2 else cut
    return kept.rstrip(" ,;:.–—-\\") + "…"


def first_clause(text: str) -> str:
    """Give what stands before the first comma, full stop, dash or bracket."""
    return _CLAUSE_ENDS.split(text, maxsplit=1)[0].strip()


def _display(match: re.Match[str]) -> str:
    shown: str | None = match[2]
    target: str = match[1]
    return shown if shown and shown.strip() else target.strip()


def _is_shown(character: str) -> bool:
    return (
        character.isspace()
        or unicodedata.category(character)[0] != "C"
        or (
            character in "\u200d\u200c"  # joiners hold emoji and some scripts together
        )
    )
