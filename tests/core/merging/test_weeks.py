"""A weekly note on two devices: one ticks, the other closes the week or adds to it."""

from __future__ import annotations

import pytest

from vaultnet.core.merging.note import MergedNote, merge_notes
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.listing import read_shown
from vaultnet.core.values import NotePath

PATH = NotePath("Network/Due 2026-W48.md")


def note(*lines: str, listed: str = "1cd89a87") -> str:
    due, also = lines[:2], lines[2:]
    return "\n".join(
        (
            "---\ntype: vaultnet-week\nweek: 2026-W48\n---",
            "%% vaultnet:begin due %%",
            *due,
            "%% vaultnet:end due %%\n",
            "%% vaultnet:begin also %%",
            f"%% vaultnet:listed {listed} %%",
            *also,
            "%% vaultnet:end also %%\n",
        )
    )


OPEN = ("- [ ] [[Jane Doe]] · text", "- [ ] [[Sam Lee]] · text", "- [ ] [[Ana]] · tea")
CLOSED = tuple(each.replace("[ ] ", "") for each in OPEN)


def merge(base: str | None, ours: str, theirs: str) -> str:
    """Merge both ways, which must come to the same."""
    results = [
        merge_notes(None if base is None else base.encode(), *sides, PATH)
        for sides in (
            (ours.encode(), theirs.encode()),
            (theirs.encode(), ours.encode()),
        )
    ]
    assert results[0] == results[1]
    assert isinstance(results[0], MergedNote)
    assert results[0].conflicts == 0
    return results[0].data.decode()


@pytest.mark.parametrize("has_base", [True, False])
@pytest.mark.parametrize("words", ["", " she moved"])
@pytest.mark.parametrize("mark", ["x", "/", "-", ">"])
def test_a_tick_stays_where_the_other_device_closed_the_week(
    mark: str, words: str, *, has_base: bool
) -> None:
    for place in range(len(OPEN)):
        ticked = list(OPEN)
        ticked[place] = f"{OPEN[place].replace('[ ]', f'[{mark}]')}{words}"
        wanted = list(CLOSED)
        wanted[place] = ticked[place]
        merged = merge(note(*OPEN) if has_base else None, note(*ticked), note(*CLOSED))
        if has_base:
            assert merged == note(*wanted)
        assert ticked[place] in merged.split("\n")
        assert CLOSED[place] not in merged.split("\n")


def test_words_stay_where_the_other_device_closed_the_week() -> None:
    said = (f"{OPEN[0]} a letter", *OPEN[1:])
    merged = merge(note(*OPEN), note(*said), note(*CLOSED))
    assert merged == note(said[0], *CLOSED[1:])


@pytest.mark.parametrize("has_base", [True, False])
def test_what_either_device_has_listed_is_remembered(*, has_base: bool) -> None:
    first, second, third = "1cd89a87", "f4f94feb", "08179002"
    ours, theirs = f"{first} {second}", f"{first} {third}"
    merged = merge(
        note(*OPEN) if has_base else None,
        note(*OPEN, "- [ ] [[Tom]] · a", listed=ours),
        note(*OPEN, "- [ ] [[Pat]] · b", listed=theirs),
    )
    if has_base:
        assert f"%% vaultnet:listed {first} {third} {second} %%" in merged
    shown = read_shown(parse_note(PATH, merged.encode()))
    assert {first, second, third} == set(shown)
    for name in ("Tom", "Pat"):
        assert merged.count(f"[[{name}]]") == 1


def test_a_box_that_was_set_and_taken_away_asks_a_person() -> None:
    """Only an open box is taken away by the program."""
    base = note("- [x] [[Jane Doe]] · text", *OPEN[1:]).encode()
    ours = note("- [x] [[Jane Doe]] · text moved", *OPEN[1:]).encode()
    theirs = note("- [[Jane Doe]] · text", *OPEN[1:]).encode()
    merged = merge_notes(base, ours, theirs, PATH)
    assert merged is not None
    assert merged.conflicts == 1
