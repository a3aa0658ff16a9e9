from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.names import (
    are_compatible,
    closest,
    joined,
    parts_of,
    share_a_word,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Doe", "Doe, Jane"),
        ("Jane Doe", "jane DOE"),
        ("José Ñáñez", "Jose Nanez"),
        ("Jane Doe 🌻", "Jane Doe"),
        ("Dr. Jane Doe, PhD", "Jane Doe"),
        ("Jane Doe, MBA", "Jane Doe"),
        ("Conor O’Hara", "Conor O'Hara"),
    ],
)
def test_a_name_is_the_same_however_it_is_dressed(one: str, other: str) -> None:
    assert parts_of(one) == parts_of(other)


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("Jane Doe", "Jane M. Doe", True),
        ("J. Doe", "Jane Doe", True),
        ("Jane", "Jane Doe", False),
        ("Mr Doe", "Jane Doe", False),
        ("Jane & Tom Doe", "Jane Doe", False),
        ("Jane und Tom Doe", "Tom Doe", False),
        ("Jane & Tom Doe", "Tom & Jane Doe", True),
        ("Mum", "Mum", True),
        ("Jane Doe", "Jane Doe Lee", True),
        ("Katharina Lund", "Katarina Lund", True),
        ("Tom Miller", "Anna Miller", False),
        ("Jan Miller", "Jane Miller", False),
        ("Jane Doe", "Jane Smith", False),
        ("T. Miller", "Anna Miller", False),
        ("李伟", "李伟", True),
        ("李伟", "王芳", False),
    ],
)
def test_names_fit_where_each_word_of_the_shorter_fits(
    one: str, other: str, fit: bool
) -> None:
    assert are_compatible(parts_of(one), parts_of(other)) is fit
    assert are_compatible(parts_of(other), parts_of(one)) is fit


def test_a_married_name_shares_a_word() -> None:
    assert share_a_word(parts_of("Jane Doe"), parts_of("Jane Smith"))
    assert not share_a_word(parts_of("Jane Doe"), parts_of("Tom Smith"))
    assert not share_a_word(parts_of("Info Desk"), parts_of("Tom Smith"))


def test_a_title_alone_is_a_name() -> None:
    assert parts_of("Sir") == ("sir",)
    assert parts_of("🌻") == ()


def test_the_closest_name_is_found_and_a_far_one_is_not() -> None:
    known = [joined(parts_of(each)) for each in ("Anna Berg", "Maria Lindqvist", "Bo")]
    assert closest(parts_of("Maria Lindquist"), known) == 1
    assert closest(parts_of("Marta Lindhagen"), known) is None
    assert closest(parts_of("Bo"), known) is None
    assert closest(parts_of("Annabelle Berg"), []) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_names_are_compared_alike_both_ways(one: str, other: str) -> None:
    ours, theirs = parts_of(one), parts_of(other)
    assert share_a_word(ours, theirs) == share_a_word(theirs, ours)
    assert are_compatible(ours, ours)
