"""The user's words, made safe to stand in a line of somebody's note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultnet.core.notes.neutral import neutral, shown

_WIKILINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINK = re.compile(
    r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"
)
_HIDDEN = re.compile(r"%%.*?%%|<!--(?:(?!<!--).)*?-->", re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|b|br|code|del|div|em|font|i|img|kbd|mark|p|s|small|span|strong|sub|sup|u)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_EMPHASIS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(\*\*|__|==|~~)(?=\S)(.{1,400}?)(?<=\S)\1",
        r"(?<![\w*])(\*)(?=[^\s*])([^*]*[^\s*])\*(?![\w*])",
        r"(?<![\w_])(_)(?=[^\s_])([^_]*[^\s_])_(?![\w_])",
    )
)
_PAIR = re.compile(r'"([^"]*)"')

_CLAUSE_END = re.compile(r"[,;.:!?](?=\s|$)|[()–—…\n、。，；！？]|\s-+\s")
_PAUSE = re.compile(r"[,;.!?](?=\s)|[、。，；！？]|(?=\s[–—-]+\s)")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"])(?:[^\W\d_]|[A-Za-z](?:\.[A-Za-z])+|mr|mrs|ms|mx|dr|prof|st|no|nr"
    r"|vs|etc|ca|approx|jr|sr|rev|capt|bzw|usw|ca|feb|jan|aug|sept?|oct|nov|dec)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<?\b(?:[a-z][a-z+.-]{0,30}://|www\.)\S*", re.IGNORECASE)
_MACHINE = re.compile(r"<%|%>|\{\{|\{%|<[!/?A-Za-z]|`|%%|\$\$|^[=|]")
_WRITTEN_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)
_LETTERS = re.compile(r"[^\W\d_]")
_LOOSE_MARKS = "$#*_=~<[!&%{^"
_SHORTEST = 15  # characters that a title keeps of a longer text


def plain(text: str) -> str:
    """Give the words as a reader sees them: on one line, links by their display.

    Emphasis and what Obsidian hides (``%%comments%%``) are left out.
    """
    text = _HIDDEN.sub(" ", text)
    text = _WIKILINK.sub(_display, text)
    text = _LINK.sub(lambda match: match[1], text)
    text = _AUTOLINK.sub(lambda match: match[1], _TAG.sub(" ", text))
    if not _ADDRESS.search(text):  # an address may hold what looks like emphasis
        for pattern in _EMPHASIS:
            text = pattern.sub(lambda match: match[2], text)
    return shown(text)


def safe(text: str) -> str:
    """Give one line that means nothing to Obsidian and its plugins but its words.

    It may be put between straight quotes: its own become curly, or single.
    """
    text = _PAIR.sub(lambda match: f"“{match[1]}”", plain(text))
    return neutral(text.replace('"', "'"))


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
    return _open_end(kept.rstrip(" ,;:.–—-\\"))


def brief(text: str, length: int = 60) -> str:
    """Cut what is longer at the last pause that fits, else at a word.

    A quotation that is cut inside is closed, which may take one character more.
    """
    text = safe(text)
    if len(text) <= length:
        return text.rstrip(" ,;")
    ends = [at for at in _pauses(text) if _SHORTEST <= at < length]
    cut = _open_end(text[: ends[-1]].rstrip(" \\")) if ends else shorten(text, length)
    return cut + "”" if cut.count("“") > cut.count("”") else cut


def gist(text: str, length: int = 60) -> str | None:
    """Give what a title may quote; None of an address, markup or a single word."""
    text = plain(text)
    if _MACHINE.search(text):
        return None
    text = " ".join(_ADDRESS.sub(" ", text).split()).strip(" ,;:-–—")
    words = [word for word in text.split() if _LETTERS.search(word)]
    if len(words) > 1 or (words and _WRITTEN_WITHOUT_SPACES.search(text)):
        return brief(text, length)
    return None


def is_markup(text: str) -> bool:
    """Say whether a text is for a program to read, in part at least."""
    return bool(_MACHINE.search(text) or _ADDRESS.search(text))


def first_clause(text: str) -> str:
    """Give what stands before the first comma, full stop, dash or bracket.

    The dot of an abbreviation, an initial or a number ends nothing.
    """
    for match in _CLAUSE_END.finditer(text):
        if not _is_abbreviation(text, match):
            return text[: match.start()].strip()
    return text.strip()


def _open_end(text: str) -> str:
    """Put an ellipsis where a space was, and no mark right before it."""
    words = text.split(" ")
    while words and not words[-1].strip(_LOOSE_MARKS):
        words.pop()
    return " ".join(words).rstrip("$=*_~") + "…"


def _pauses(text: str) -> Iterator[int]:
    """Give where a text may be cut: before a mark, and never inside brackets."""
    for match in _PAUSE.finditer(text):
        head = text[: match.start()]
        is_whole = head.count("(") <= head.count(")") and head.count("“") == head.count(
            "”"
        )
        if is_whole and not _is_abbreviation(text, match):
            yield match.start()


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    return match[0] == "." and bool(_ABBREVIATED.search(text[: match.start()]))


def _display(match: re.Match[str]) -> str:
    shown: str | None = match[2]
    target: str = match[1]
    return shown if shown and shown.strip() else target.strip()
