"""Links of a note that are to lead elsewhere, with the words that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from vaultnet.core.linking import Linker, fits_wikilink
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.note import Link, Note
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.errors import RefusedToWrite

_DESTINATION = re.compile(
    r"[ \t]*(?:<((?:\\.|[^<>\\])*)>|((?:\\.|[^\s()\\]|\([^\s()]*\))+))"
)
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Route:
    """Which links are led elsewhere: those that ``is_old`` knows, by their target.

    ``path`` is where they lead, ``linker`` knows the files as they are by then.
    """

    is_old: Callable[[str], bool]
    path: str
    linker: Linker


def relink(note: Note, route: Route) -> str:
    """Give a note's text with some of its links led to another file.

    Wikilinks, embeds and Markdown links, in the fields and in the text; what a link
    shows, its heading and its title stay. The text is the same where there is none.
    Raises RefusedToWrite where it cannot be proven that nothing else changes.
    """
    lines = split_lines(note.text)
    links = [each for each in _links(note) if route.is_old(each.target)]
    if not links:
        return note.text
    tables = _with_bars(lines, _links(note))
    for each in sorted(links, key=lambda each: each.start, reverse=True):
        line = lines[each.line - 1]
        bar = "\\|" if each.line in tables else "|"
        new = _rewritten(line, each, route, bar)
        lines[each.line - 1] = f"{line[: each.start]}{new}{line[each.end :]}"
    text = "".join(lines)
    if not _is_proven(note, text, route):
        raise RefusedToWrite(
            f"{note.path}:{links[0].line}: its links to “{links[0].target}” cannot be"
            " rewritten without touching something else; they are left as they are"
        )
    return text


def _links(note: Note) -> Sequence[Link]:
    return (*note.frontmatter_links, *note.body.links)


def _with_bars(lines: Sequence[str], links: Sequence[Link]) -> set[int]:
    """Give the lines with a bar outside of links: rows of a table, it may be."""
    beside = dict[int, str]()
    for each in sorted(links, key=lambda each: each.start, reverse=True):
        line = beside.get(each.line, lines[each.line - 1])
        beside[each.line] = line[: each.start] + line[each.end :]
    return {number for number, line in beside.items() if _BAR.search(line)}


def _rewritten(line: str, link: Link, route: Route, bar_here: str) -> str:
    raw = line[link.start : link.end]
    mark = "!" if link.embed else ""
    target = route.linker.link_target(route.path)
    if not raw.startswith(f"{mark}[["):
        return _with_destination(raw, len(mark) + 1 + len(link.display), route.path)
    if not fits_wikilink(target):
        return mark + route.linker.link_text(route.path, link.display)
    inside = raw[len(mark) + 2 : -2]
    name, bar, shown = inside.partition("|")
    if name.endswith("\\") and bar:
        name, bar = name[:-1], "\\|"
    heading = name[len(name.partition("#")[0]) :]
    is_same = not heading and link.display == target
    if not bar and not mark and not is_same:
        bar, shown = bar_here, link.display
    return f"{mark}[[{target}{heading}{bar}{shown}]]"


def _with_destination(raw: str, close: int, path: str) -> str:
    """Give a Markdown link that leads elsewhere; its label ends at ``close``."""
    found = _DESTINATION.match(raw, close + 2)
    if found is None:
        return raw
    start, end = found.span(1 if found[1] is not None else 2)
    _, mark, heading = raw[start:end].partition("#")
    return f"{raw[:start]}{quote(path)}{mark}{heading}{raw[end:]}"


def _is_proven(note: Note, text: str, route: Route) -> bool:
    """Tell whether a text is the note with its links led elsewhere."""
    now = parse_note(note.path, note_bytes(note, text))
    return (
        now.state is note.state
        and [*now.fields] == [*note.fields]
        and now.body.headings == note.body.headings
        and [(e.line, e.task) for e in now.body.items]
        == [(e.line, e.task) for e in note.body.items]
        and now.body.tags == note.body.tags
        and len(_links(now)) == len(_links(note))
        and all(
            _is_led(old, new, route)
            for old, new in zip(_links(note), _links(now), strict=True)
        )
    )


def _is_led(old: Link, new: Link, route: Route) -> bool:
    if (new.line, new.embed) != (old.line, old.embed):
        return False
    if not old.embed and new.display != old.display:
        return False
    if not route.is_old(old.target):
        return new.target == old.target
    is_there = route.linker.link_target(route.path) == new.target.partition("#")[0]
    is_path = new.target.partition("#")[0].replace("%23", "#") == route.path
    is_same_place = new.target.partition("#")[2] == old.target.partition("#")[2]
    return (is_there or is_path) and is_same_place
