"""Which file a link means, and how to write a link that means a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from vaultnet.core.notes.neutral import shown
from vaultnet.core.values import NotePath, fold, folder, stem

_NOTE = ".md"
# What no wikilink can hold, and what is read wherever it stands, in a link, too:
# Templater, Dataview, HTML, marks of direction.
_NOWHERE = (
    r"[\[\]|\\`$\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]"
    r"|%%|%>|<[%!/?A-Za-z]|::|\{\{|\{%|^\s|\s$|^$"
)
_NO_WIKILINK = re.compile(rf"[#^]|^\.\.?/|{_NOWHERE}")
_NO_DISPLAY = re.compile(_NOWHERE)
_LABEL_ESCAPES = re.compile(r"[\\\[\]`$<>%{}*_~=:&!^]|#(?=\S)")


class Linker:
    """All files of a vault by every name that a link may use for them."""

    __slots__ = ("_by_name", "_by_path", "_paths")

    def __init__(self, paths: Iterable[str]) -> None:
        """Take the paths of all files, notes and others, as the disk spells them."""
        self._paths = frozenset(paths)
        self._by_path: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        for path in sorted(self._paths, key=lambda each: (len(each), each)):
            folded = fold(path)
            self._by_path.setdefault(folded, path)
            self._by_name.setdefault(folded.rpartition("/")[2], []).append(path)

    @property
    def paths(self) -> frozenset[str]:
        """The paths of all files."""
        return self._paths

    def resolve(self, target: str, source: NotePath) -> str | None:
        """Give the path that a link in a note means, None where there is none.

        In Obsidian's order: the exact path, the source's own folder, the
        shortest path. Aliases are no names of files and never resolve.
        """
        if not target.partition("#")[0].strip():
            return source if "#" in target else None
        found = (self._named(name, source) for name in _spellings(target))
        return next((path for path in found if path is not None), None)

    def ambiguous(self, target: str, source: NotePath) -> tuple[str, ...]:
        """Give the files that a link could mean by their name, if several could.

        A path, relative or whole, means one file and is never ambiguous.
        """
        for name in _spellings(target):
            found = self._named(name, source)
            if found is not None:
                is_path = "/" in name and fold(name).strip("/") in _whole(found)
                several = () if is_path else self._matches(fold(name))
                return tuple(sorted(several)) if len(several) > 1 else ()
        return ()

    def link_text(self, path: str, display: str | None = None) -> str:
        """Write the link to a file: by its name where that is unique.

        Where a wikilink cannot carry the name it is a Markdown link.
        """
        label = display or stem(path)
        target = self.link_target(path)
        if not fits_wikilink(target) or _NO_DISPLAY.search(label):
            return _markdown_link(path, label)
        return f"[[{target}]]" if target == label else f"[[{target}|{label}]]"

    def link_target(self, path: str) -> str:
        """Give the shortest text that means a file from everywhere in the vault."""
        bare = path[: -len(_NOTE)] if path.casefold().endswith(_NOTE) else path
        name = bare.rpartition("/")[2]
        if self._matches(fold(name)) == (path,):
            return name
        return bare if self._named(bare, NotePath("")) == path else path

    def _named(self, name: str, source: NotePath) -> str | None:
        """Find a file by a path or name as it stands in a link."""
        for path in _endings(name):
            if path in self._paths:
                return path
        wanted = fold(name)
        home = fold(folder(source))
        if wanted.startswith(("./", "../")):
            return self._at(_joined(home, wanted))
        if wanted.startswith("/"):
            return self._at(wanted[1:])
        return self._at(wanted) or self._near(home, wanted) or self._shortest(wanted)

    def _at(self, wanted: str) -> str | None:
        """Give the file at a folded path; a note's ``.md`` may be left out."""
        found = (self._by_path.get(each) for each in _endings(wanted))
        return next((path for path in found if path is not None), None)

    def _near(self, home: str, wanted: str) -> str | None:
        return self._at(f"{home}/{wanted}") if home else None

    def _shortest(self, wanted: str) -> str | None:
        return next(iter(self._matches(wanted)), None)

    def _matches(self, wanted: str) -> tuple[str, ...]:
        """Give the files whose path ends so, the shortest path first."""
        for ending in _endings(wanted):
            named = self._by_name.get(ending.rpartition("/")[2], ())
            if "/" in ending:
                named = [
                    path for path in named if fold(f"/{path}").endswith(f"/{ending}")
                ]
            if named:
                return tuple(named)
        return ()


def fits_wikilink(target: str) -> bool:
    """Tell whether a wikilink can hold the name of a file."""
    return not _NO_WIKILINK.search(target)


def _spellings(target: str) -> Iterator[str]:
    """Give what a link may call the file, without its ``#heading``.

    A ``#`` of the file's own name stands as ``%23`` in the target.
    """
    name = target.partition("#")[0]
    yield name
    if name != name.strip():
        yield name.strip()
    if "%23" in name:
        yield name.replace("%23", "#")


def _endings(wanted: str) -> tuple[str, ...]:
    """Give the path with and without ``.md`` added, the likelier first."""
    if "." in wanted.rpartition("/")[2]:
        return (wanted, f"{wanted}{_NOTE}")
    return (f"{wanted}{_NOTE}", wanted)


def _whole(path: str) -> tuple[str, str]:
    folded = fold(path)
    return folded, folded.removesuffix(_NOTE)


def _joined(home: str, relative: str) -> str:
    """Walk a relative path from a folder; above the vault it stays at the root."""
    parts = home.split("/") if home else []
    for part in relative.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _markdown_link(path: str, display: str) -> str:
    """The label keeps every mark of the name, so a backslash keeps marks apart."""
    label = _LABEL_ESCAPES.sub(r"\\\g<0>", shown(display))
    return f"[{label or 'note'}]({quote(path)})"
