"""Which notes are people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from vaultnet.core import config
from vaultnet.core.notes.note import Field
from vaultnet.core.people.dialect import PERSONAL
from vaultnet.core.values import NotePath, fold, folder, stem

_NOT_PEOPLE = frozenset(
    "company companies organization organizations organisation organisations meeting"
    " meetings project projects moc index template templates daily journal place"
    " places event events attachments task book books vaultnet-week vaultnet-cards"
    " dashboard base team teams performance group groups 1-1s bases".split()
)
_PREFIX = re.compile(r"^[\W\d_]+")
_WIKI = re.compile(r"^\[*([^\[\]|#]*)")


def is_person(
    path: NotePath,
    groups: Mapping[str, list[Field]],
    tags: Iterable[str],
    people: config.People,
) -> bool:
    """Tell whether a note is about a person: by field, tag, name or folder.

    A note that says it is something else (``type: company``) is not, wherever it
    lies; nor is a folder's own note (``People/People.md``).
    """
    types = words_of(groups, "type")
    if types & {fold(each) for each in people.types}:
        return True
    if types & _NOT_PEOPLE or _is_overview(path):
        return False
    if words_of(groups, "categories") & {fold(each) for each in people.categories}:
        return True
    if has_tag(tags, people.tags):
        return True
    if people.name_prefix and stem(path).startswith(people.name_prefix):
        return True
    return in_folder(path, people.folders) or any(each in groups for each in PERSONAL)


def words_of(groups: Mapping[str, list[Field]], name: str) -> set[str]:
    """Give a field's words, folded, links reduced to the name of their note."""
    found: set[str] = set()
    for field in groups.get(name, ()):
        for source in field.sources:
            match = _WIKI.match(source.strip())
            word = match[1] if match else source
            found.add(fold(word.strip().rpartition("/")[2]))
    return found


def has_tag(tags: Iterable[str], wanted: Iterable[str]) -> bool:
    """Tell whether one of the tags, or a tag above it, is wanted."""
    heads = tuple(fold(each) for each in wanted)
    return any(
        tag == head or tag.startswith(head + "/")
        for tag in map(fold, tags)
        for head in heads
    )


def in_folder(path: str, folders: config.Words) -> bool:
    """Tell whether a note lies in or below one of these folders.

    A name with ``/`` is a path from the vault's root; any other is a folder's
    name anywhere, without case and without numbers or emoji before it.
    """
    return bool(folders) and _is_below(folder(path), folders)


@lru_cache(maxsize=4096)  # notes are many, the folders they lie in are few
def _is_below(place: str, folders: config.Words) -> bool:
    parts = [fold(part) for part in place.split("/") if place]
    bare = [_PREFIX.sub("", part) for part in parts]
    names = {fold(each) for each in folders if "/" not in each}
    for depth in range(len(parts), 0, -1):
        if names & {parts[depth - 1], bare[depth - 1]}:
            return True
        if bare[depth - 1] in _NOT_PEOPLE:
            return False
    where = "/".join(parts) + "/"
    return any(
        where.startswith(fold(each).strip("/") + "/") for each in folders if "/" in each
    )


def _is_overview(path: NotePath) -> bool:
    name = fold(stem(path))
    above = fold(path.split("/")[-2]) if "/" in path else ""
    return name in {above, _PREFIX.sub("", above), "readme", "index", "_index"}
