from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.prompts.greeting import greeting_name


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Jane Doe", "Jane"),
        ("Jane", "Jane"),
        ("@Jane Doe", "Jane"),
        ("Doe, Jane", "Jane"),
        ("Jane Doe (PyCon)", "Jane"),
        ("Juno 🌻", "Juno"),
        ("🌻", "🌻"),
        ("Łucja Praska", "Łucja"),
        ("Jean-Luc Blanc", "Jean-Luc"),
        ("Dr. Ada Byron", "Dr. Ada Byron"),
        ("Mr Achterberg", "Mr Achterberg"),
        ("Aunt Mary", "Aunt Mary"),
        ("Tante Erika", "Tante Erika"),
        ("Familie Berger", "Familie Berger"),
        ("Zahnarzt Dr. Weber", "Zahnarzt Dr. Weber"),
        ("Tia Berger", "Tia"),
        ("J. R. Hartley", "J. R. Hartley"),
        ("JR Hartley", "JR Hartley"),
        ("van der Berg", "van der Berg"),
        ("eel woman", "eel woman"),
        ("Anna & Tom Miller", "Anna & Tom Miller"),
        ("Anna and Tom", "Anna and Tom"),
        ("Li Wei", "Li Wei"),
        ("Nguyen Van An", "Nguyen Van An"),
        ("李伟", "李伟"),
        ("山田 太郎", "山田 太郎"),
        ("Иван Петров", "Иван Петров"),
        ("محمد علي", "محمد علي"),
        ("`Jane`", "'Jane'"),
    ],
)
def test_the_first_name_is_used_where_it_surely_is_one(name: str, greeted: str) -> None:
    assert greeting_name(name) == greeted


@given(st.text(min_size=1))
def test_any_name_gives_one_line(name: str) -> None:
    assert "\n" not in greeting_name(name)
    assert "`" not in greeting_name(name)


@pytest.mark.parametrize(
    ("name", "aliases", "greeted"),
    [
        ("J. P. Tallow", ("Mr Tallow", "JP"), "JP"),
        ("佐々木はるか", ("Sasaki Haruka", "Haruka"), "Haruka"),
        ("佐々木はるか", ("Sasaki Haruka",), "佐々木はるか"),
        ("ليلى منصور", ("Layla Mansour",), "Layla"),
        ("Edmund Achterberg", ("Mr Achterberg",), "Edmund"),
        ("Jane Doe", ("JD",), "Jane"),
        ("Dr. Ada Byron", (), "Dr. Ada Byron"),
    ],
)
def test_an_alias_helps_where_the_name_does_not_say_it(
    name: str, aliases: tuple[str, ...], greeted: str
) -> None:
    assert greeting_name(name, aliases) == greeted


def test_what_is_called_as_its_company_is_has_no_first_name() -> None:
    company = "corner bakery"
    assert greeting_name("Corner Bakery", (), company) == "Corner Bakery"
    assert greeting_name("Corner Bakery", ("Rosa",), company) == "Rosa"
    assert greeting_name("Rosa Baker", (), company) == "Rosa"
