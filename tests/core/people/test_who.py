"""Whom a link means, also after a note was renamed."""

from __future__ import annotations

from collections.abc import Mapping

from vaultnet.core.linking import Linker
from vaultnet.core.people.profile import Profile
from vaultnet.core.people.who import Who
from vaultnet.core.values import NotePath

WEEK = NotePath("Network/Week.md")


def who(
    *people: str,
    moved: Mapping[str, str] | None = None,
    aliases: Mapping[str, str] | None = None,
) -> Who:
    paths = [NotePath(f"People/{name}.md") for name in people]
    moves = {
        NotePath(f"People/{old}.md"): NotePath(f"People/{new}.md")
        for old, new in (moved or {}).items()
    }
    profiles = [
        Profile(path, name, aliases=tuple(filter(None, [(aliases or {}).get(name)])))
        for path, name in zip(paths, people, strict=True)
    ]
    return Who(Linker([*paths, "Films/Heat.md"]), profiles, moves)


def test_a_link_means_the_note_it_leads_to() -> None:
    assert who("Ana").meant("Ana", WEEK) == "People/Ana.md"
    assert who("Ana").meant("Heat", WEEK) is None
    assert who("Ana").meant("Nobody", WEEK) is None


def test_a_renamed_note_is_found_over_several_steps() -> None:
    moved = {"Ana": "Ana R", "Ana R": "Ana Ruiz"}
    assert who("Ana Ruiz", moved=moved).meant("Ana", WEEK) == "People/Ana Ruiz.md"
    assert who("Ana Ruiz", moved=moved).linked("Ana", WEEK) is None


def test_a_name_that_is_taken_again_means_the_new_note() -> None:
    found = who("Ana", "Ana Ruiz", moved={"Ana": "Ana Ruiz"}).meant("Ana", WEEK)
    assert found == "People/Ana.md"


def test_renames_in_a_circle_end() -> None:
    assert who("Tom", moved={"A": "B", "B": "A"}).meant("A", WEEK) is None


def test_the_only_one_with_an_alias_is_meant() -> None:
    people = {"Ana Ruiz": "Ana", "Ana Lopes": "Lopes"}
    assert who(*people, aliases=people).meant("ana", WEEK) == "People/Ana Ruiz.md"
    both = dict.fromkeys(people, "Ana")
    assert who(*both, aliases=both).meant("Ana", WEEK) is None
