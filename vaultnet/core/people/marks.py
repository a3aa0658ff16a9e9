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
    return in_people_folder(path, people.folders) or any(
        each in groups for each in PERSONAL
    )


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
    return bool(folders) and _depth(folder(path), folders) > 0


def in_people_folder(path: str, folders: config.Words) -> bool:
    """Tell whether a note lies in a folder of people, and in none of other things.

    ``CRM/Acme/Jane.md`` does where ``CRM`` is one, ``CRM/Companies/Acme.md`` not.
    """
    depth = _depth(folder(path), folders) if folders else 0
    below = path.split("/")[depth:-1]
    return depth > 0 and not any(_bare(part) in _NOT_PEOPLE for part in below)


@lru_cache(maxsize=4096)  # notes are many, the folders they lie in are few
def _depth(place: str, folders: config.Words) -> int:
    """Give how deep the deepest of these folders lies above a note, 0 for none."""
    parts = [fold(part) for part in place.split("/") if place]
    wanted = {fold(each).strip("/") for each in folders}
    return max(
        (
            depth
            for depth in range(1, len(parts) + 1)
            if "/".join(parts[:depth]) in wanted
            or wanted & {parts[depth - 1], _bare(parts[depth - 1])}
        ),
        default=0,
    )


def _bare(part: str) -> str:
    return _PREFIX.sub("", fold(part))


def _is_overview(path: NotePath) -> bool:
    name = fold(stem(path))
    above = fold(path.split("/")[-2]) if "/" in path else ""
    return name in {above, _bare(above), "readme", "index", "_index"}
