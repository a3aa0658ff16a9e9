"""Where you met and what you ask for: said only where it is surely English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.prompts.places import parse_favour, parse_place

JANE = frozenset({"jane", "doe"})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the PyCon hallway track", "at the PyCon hallway track"),
        ("at the library, by the stairs", "at the library"),
        ("in Berlin", "in Berlin"),
        ("through my sister", "through my sister"),
        ("on the train to Rome", "on the train to Rome"),
        ("PyCon 2026", "at PyCon 2026"),
        ("FOSDEM", "at FOSDEM"),
        ("a friend's wedding", "at a friend's wedding"),
        ("the train to Rome", "on the train to Rome"),
        ("the night bus", "on the night bus"),
        ("the internet", "on the internet"),
        ("my Thursday chair class", "at my Thursday chair class"),
        ("our workshop in Bonn", "at our workshop in Bonn"),
        ("Hallett's yard, my apprentice", "at Hallett's yard"),
        ("my sister", None),
        ("my first staff meeting", None),
        ("my", None),
        ("our street", None),
        ("Hallett's brother", None),
        ("Hallett's", None),
        ("the phone", None),
        ("her train to Rome", None),
        ("Anna", None),
        ("Anna Ruiz", None),
        ("Berlin", None),
        ("at her party", None),
        ("in der Kneipe", None),
        ("bei einer Tagung", None),
        ("his workshop", None),
        ("I built her staircase", None),
        ("last week in Rome", None),
        ("the funeral of her aunt", None),
        ("at Jane's party", None),
        ("https://example.org", None),
        ("the one where", None),
        ("", None),
    ],
)
def test_where_you_met_follows_we_met(text: str, place: str | None) -> None:
    assert parse_place(text, JANE) == place


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("an intro to Ana", "for an intro to Ana"),
        ("to look over my application", "to look over my application"),
        ("whether I may stay for a night", "whether I may stay for a night"),
        ("for a reference", "for a reference"),
        ("intro to Ana", "for an intro to Ana"),
        ("help with the move", "for help with the move"),
        ("feedback on my talk", "for feedback on my talk"),
        ("help me move", None),
        ("reference", None),
        ("advice maybe", None),
        ("lift to the airport", None),
        ("if she could write to Tom", None),
        ("Hilfe beim Umzug", None),
        ("money; lots of it", None),
    ],
)
def test_a_favour_follows_i_wanted_to_ask_you(text: str, asked: str | None) -> None:
    assert parse_favour(text, JANE) == asked


@given(st.text())
def test_nothing_that_is_written_ever_raises(text: str) -> None:
    parse_place(text, JANE)
    parse_favour(text, JANE)
