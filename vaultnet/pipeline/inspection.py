"""How one note is read, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from vaultnet.adapters.vault import Unreadable
from vaultnet.core.notes.note import Link, Note, State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.facts import Facts, Gatherer, tags_of
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.mentions import counted
from vaultnet.core.values import NotePath, Problem
from vaultnet.errors import NoSuchNote
from vaultnet.pipeline.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Inspection:
    """A note as vaultnet sees it: values for people and scripts, and its problems."""

    values: dict[str, object]
    problems: tuple[Problem, ...]


def inspect_note(snapshot: Snapshot, path: str) -> Inspection:
    """Give how a note is read.

    Raises NoSuchNote where there is none; a note that cannot be read gives its
    problem and nothing else.
    """
    path = NotePath(str(PurePosixPath(path.replace("\\", "/"))))
    inside = (snapshot.vault.root / path).resolve().is_relative_to(snapshot.vault.root)
    if not inside or not path.casefold().endswith(".md"):
        raise NoSuchNote(f"{path!r} is no note in {snapshot.vault.root}")
    try:
        data = snapshot.vault.read_or_none(path)
    except Unreadable as reason:
        problem = Problem(path, 0, "unreadable", str(reason))
        return Inspection(_values(path), (problem,))
    if data is None:
        raise NoSuchNote(f"there is no note {path!r} in {snapshot.vault.root}")
    note = parse_note(path, data)
    facts = Gatherer(snapshot.reading).gather(note)
    seen = _values(path) | {
        "is_contact": facts.profile is not None,
        "frontmatter": _frontmatter(note),
        "tags": _tags(snapshot, note),
        "links": [_link(snapshot, path, link) for link in _links(note)],
        "list_items": [
            {"line": item.line, "task": item.task, "text": item.text}
            for item in note.body.items
        ],
        "interactions": _interactions(snapshot, facts),
    }
    return Inspection(seen, tuple(sorted(facts.problems)))


def _values(path: NotePath) -> dict[str, object]:
    return {
        "path": path,
        "is_contact": False,
        "frontmatter": None,
        "tags": [],
        "links": [],
        "list_items": [],
        "interactions": [],
    }


def _frontmatter(note: Note) -> dict[str, object] | None:
    if note.state is not State.READ:
        return None
    return {key: field.value for key, field in note.fields.items()}


def _tags(snapshot: Snapshot, note: Note) -> list[str]:
    groups = snapshot.reading.dialect.sort(note.fields)
    return list(dict.fromkeys((*tags_of(groups), *note.body.tags)))


def _links(note: Note) -> Iterator[Link]:
    yield from note.frontmatter_links
    yield from note.body.links


def _link(snapshot: Snapshot, path: NotePath, link: Link) -> dict[str, object]:
    return {
        "target": link.target,
        "resolved": snapshot.linker.resolve(link.target, path),
        "line": link.line,
        "embed": link.embed,
        "display": link.display,
    }


def interaction_json(interaction: Interaction) -> dict[str, object]:
    """Give an interaction as ``show --json`` has it."""
    return {
        "date": interaction.on,
        "kind": interaction.kind,
        "text": interaction.text,
        "path": interaction.path,
        "line": interaction.line,
        "next": interaction.thread,
    }


def _interactions(snapshot: Snapshot, facts: Facts) -> list[dict[str, object]]:
    """A contact's own, or those that a diary tells of, with whom."""
    if facts.profile is not None:
        return [interaction_json(each) for each in facts.entries]
    people = snapshot.people()
    rule = snapshot.config.log.mentions
    found: list[dict[str, object]] = []
    for told in facts.told:
        targets = {
            each.target: target
            for each in told.mentions
            if (target := snapshot.who.linked(each.target, facts.path)) is not None
        }
        found += [
            {
                "date": told.on,
                "kind": told.kind,
                "text": told.text,
                "path": facts.path,
                "line": told.line,
                "name": people[each].profile.name,
            }
            for each in counted(told, targets, rule)
        ]
    return found
