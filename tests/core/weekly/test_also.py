"""The block of what else a week holds: what stands on its lines, and what was added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.favours import Favour, favour_key, parse_favour
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.also import (
    Extra,
    favour_line,
    make_digest,
    offer_line,
    read_extra_items,
    with_extras,
    words_behind,
)

EMPTY = "%% vaultnet:begin also %%\n%% vaultnet:end also %%\n"
WRITTEN = [
    "asked 2026-08-02: an *intro* to [[Ana Ruiz|Ana]] #5min",
    'offer: half models, "1:20" ($5) `x` #work #5min ✅ 2026-09-01 ^b1',
    "introduced 2026-09-01 to [[Ana Ruiz]]: what came of it?",
    "look at %%all%% his drawings #art, and say so",
    "asked: <% tp.file %> and %% vaultnet:end also %%",
]


def note(text: str) -> Note:
    return parse_note(NotePath("W.md"), text.encode())


def favour(written: str) -> Favour:
    return parse_favour(written, mark=" ")


def listed(*favours: Favour) -> str:
    extras = [
        Extra(favour_line("[[Jane]]", each), make_digest(favour_key(each)))
        for each in favours
    ]
    return with_extras(note(EMPTY), EMPTY, extras)


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("words", ["", "done, they meet on Friday"])
@pytest.mark.parametrize("fields", ["", " ✅ 2026-11-24", " 📅 2026-11-24 ^x1"])
def test_a_favour_is_known_again_and_the_words_behind_it(
    written: str, words: str, fields: str
) -> None:
    text = listed(favour(written))
    line = next(each for each in text.split("\n") if each.startswith("- [ ]"))
    typed = text.replace(line, f"{line} {words}{fields}".rstrip())
    (item,) = read_extra_items(note(typed))
    assert (item.target, item.is_offer) == ("Jane", False)
    assert words_behind(item, favour(written)) == words
    assert words_behind(item, favour("asked: the ladder")) is None


def test_a_line_is_added_once_and_what_was_deleted_stays_away() -> None:
    one, other = map(favour, WRITTEN[:2])
    text = listed(one, other)
    again = with_extras(note(text), text, [Extra("x", make_digest(favour_key(one)))])
    assert again == text
    shorter = "".join(
        line for line in text.splitlines(keepends=True) if "half models" not in line
    )
    both = [
        Extra(each, make_digest(favour_key(f)))
        for each, f in (("a", one), ("b", other))
    ]
    assert with_extras(note(shorter), shorter, both) == shorter


@pytest.mark.parametrize("text", ["", "no block\n", EMPTY * 2, EMPTY[:20]])
def test_nothing_is_added_without_a_sound_block(text: str) -> None:
    assert with_extras(note(text), text, [Extra("x", "00000000")]) == text


def test_an_offer_is_one() -> None:
    text = with_extras(note(EMPTY), EMPTY, [Extra(offer_line("Ben"), "00000000")])
    (item,) = read_extra_items(note(text))
    assert (item.target, item.is_offer) == ("Ben", True)


@given(st.text(max_size=40), st.sampled_from(["asked", "offer", "gave", ""]))
def test_any_favour_stays_on_its_line(text: str, kind: str) -> None:
    given_ = favour(f"{kind} 2026-08-02: {text}" if kind else text)
    made = listed(given_)
    assert made.count("\n") == EMPTY.count("\n") + 2
    for item in read_extra_items(note(made)):
        assert words_behind(item, given_) == ""
