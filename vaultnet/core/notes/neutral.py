"""Text from elsewhere, made to mean nothing in a note but its words.

What a card, a table, a calendar or a stranger's note says may hold what Obsidian and
its plugins act on: Templater's commands, Dataview's queries and fields, Tasks'
dates, HTML, links, comments, our own markers. Plugins read the raw text of a note,
so a backslash before a mark is not enough. Two ways are: numeric entities
(``&#60;``), which are exact once rendered, and this one: a mark that could do
something is parted from what follows by a space, or, where a space would not do,
written as a character that looks like it. Notes are read in an editor, searched and
quoted in drafts at least as often as they are rendered, and there an entity hides the
words; here they stay as they are. Letters and digits are never changed, moved or left
out.
"""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"  # hold emoji and some scripts together

# A text without any of these is harmless; most are.
_LIVE = re.compile(
    r"[`|\\<>%{}\[\]^&#$*_~=]|::|://|^[-+\d]|www\.|script:|data:|file:|obsidian:"
    "|[\u2300-\u27bf\U0001f190-\U0001f6ff]",
    re.IGNORECASE,
)

# At the start of a line: headings, quotes, lists, rules, boxes, git's conflicts.
_STARTS = (
    (r"^#(?!\d+(?![\w/-]))", "＃"),
    ("^>", "›"),
    ("^-(?=[ -]|$)", "–"),
    (r"^\+(?= |$)", "＋"),
    (r"^\*(?= |$)", "∗"),
    ("^_(?= |$)", "＿"),
    ("^=(?==*$|={6})", "＝"),
    ("^<(?=<{6})", "‹"),
    (r"^(\d{1,9})\.(?= |$)", "\\1\u2024"),  # one dot leader
    (r"^(\d{1,9})\)(?= |$)", r"\1 )"),
    (r"^\[(?=[^\]]\])", "[ "),
)
_MARKS = (
    ("`", "'"),  # code, fences, inline queries
    (r"\|", "¦"),  # tables
    (r"\\(?=[!-/:-@\[-`{-~¦]|$)", "＼"),  # would swallow the mark that follows
    (r"<(?=[=-]*\d*[^\s\d<=-])", "< "),  # Templater, HTML; not <3 and <-
    ("%(?=[%>}])", "% "),  # comments, our markers, Templater
    (r"\{(?=[{%])", "{ "),
    (r"\}(?=\})", "} "),
    (":(?=:|//)", ": "),  # Dataview's fields; addresses
    (r"((?:java|vb)script|obsidian|(?<![a-z])(?:data|file)):(?=\S)", r"\1: "),
    (r"(www\.)(?=\S)", r"\1 "),
    (r"\[(?=[\[^!])", "[ "),  # wikilinks, footnotes, callouts
    (r"\](?=[\]\[(:])", "] "),  # links and what they refer to
    (r"!(?=\[)", "! "),  # embeds
    (r"\^(?=[A-Za-z0-9\[-])", "^ "),  # block ids, footnotes
    (r"&(?=#?\w{2,32};)", "& "),  # entities
    (r"(?<![^\W_])#(?=[^\s#])(?!\d+(?![\w/-]))", "# "),  # tags; not C# and #1
    (r"\$(?=\S)", "$ "),  # mathematics
    (r"\$$", "＄"),
    # Tasks and Dataview read a date and the like after some emoji.
    (r"([📅📆🗓🛫⏳⌛✅❌➕]\ufe0f?)(?=\s*\d{4}-\d)", r"\1:"),
    (r"(🔁\ufe0f?)(?=\s*every)", r"\1:"),
    (r"(🏁\ufe0f?)(?=\s*(?:delete|keep))", r"\1:"),
    (r"([🆔⛔]\ufe0f?)(?=\s*[\w-])", r"\1:"),
)
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (*_STARTS, *_MARKS)
)
# Emphasis begins with marks that stand right before something.
_RUNS = re.compile(
    r"\*+(?![ *])|(?<!\w)_+(?![ _])|~{2,}|={2,}(?![ =])",
)
_LOOKALIKES = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "=": "＝"})
_MARKS_AGAIN = str.maketrans("∗＿∼＝＃›‹＋¦＼＄", "*_~=#><+|\\$")


def shown(text: str) -> str:
    """Give a text on one line, without what cannot be seen.

    Marks of direction and other formats go; controls, lone surrogates and private
    characters become a space.
    """
    if not text.isprintable():
        text = "".join(map(_visible, text))
    return " ".join(text.split())


def neutral(text: str) -> str:
    """Give one line of prose that means nothing to Obsidian but its words.

    It may stand anywhere in a line, also at its start. Addresses of web pages are
    parted, too: a link that may be followed is for ``addresses.safe_url``.
    """
    text = shown(text)
    if not _LIVE.search(text):
        return text
    text = _RUNS.sub(lambda run: run[0].translate(_LOOKALIKES), text)
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text


def with_marks(text: str) -> str:
    """Give a text with the marks for which ``neutral`` wrote what looks like them."""
    return text.translate(_MARKS_AGAIN)


def neutral_lines(text: str, prefix: str = "> ") -> str:
    """Give several lines of prose, each made neutral and behind a prefix.

    ``prefix`` is ``"> "`` for a quote or spaces for what belongs to a list item.
    Empty lines around the text are left out, and of several inside it one stays.
    """
    lines = [neutral(line) for line in text.splitlines()]
    kept = [
        line for line, before in zip(lines, ["", *lines], strict=False) if line + before
    ]
    return "\n".join(f"{prefix}{line}".rstrip() for line in kept).removesuffix(
        f"\n{prefix.rstrip()}"
    )


def _visible(character: str) -> str:
    if character.isprintable() or character.isspace() or character in _JOINERS:
        return character
    return "" if unicodedata.category(character) == "Cf" else " "
