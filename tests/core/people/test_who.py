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


def test_a_link_to_a_note_that_was_taken_in_means_whoever_took_it_in() -> None:
    jane = Profile(
        NotePath("People/Jane.md"), "Jane", aliases=("Jay",), formerly=("Cards/J Doe",)
    )
    who = Who(Linker(["People/Jane.md", "Diary.md"]), [jane])
    for target in ("J Doe", "j doe#Log", "Cards/J Doe", "Cards/J Doe.md"):
        assert who.linked(target, NotePath("Diary.md")) == jane.path
        assert who.meant(target, NotePath("Diary.md")) == jane.path
    for target in ("Jay", "Old/J Doe", "J", ""):
        assert who.linked(target, NotePath("Diary.md")) is None


def test_a_note_that_is_there_goes_before_one_that_was_taken_in() -> None:
    jane = Profile(NotePath("People/Jane.md"), "Jane", formerly=("Cards/J Doe",))
    who = Who(Linker(["People/Jane.md", "J Doe.md"]), [jane])
    assert who.linked("J Doe", NotePath("Diary.md")) is None
    assert who.linked("Cards/J Doe", NotePath("Diary.md")) == jane.path


def test_a_note_that_two_say_to_have_taken_in_means_nobody() -> None:
    people = [
        Profile(NotePath(f"People/{name}.md"), name, formerly=("J Doe",))
        for name in ("Jane", "Joan")
    ]
    who = Who(Linker([each.path for each in people]), people)
    assert who.linked("J Doe", NotePath("Diary.md")) is None
