"""The address of a LinkedIn profile: one spelling for all that mean the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.formats.profile_url import linkedin_profile


@pytest.mark.parametrize(
    "text",
    [
        "https://www.linkedin.com/in/ana-ruiz",
        "https://www.linkedin.com/in/ana-ruiz/",
        "http://linkedin.com/in/ana-ruiz",
        "linkedin.com/in/ana-ruiz",
        "www.linkedin.com/in/Ana-Ruiz",
        "https://de.linkedin.com/in/ana-ruiz/de",
        "HTTPS://WWW.LinkedIn.com/in/ANA-RUIZ?trk=people#top",
        " https://www.linkedin.com/in/%61na-ruiz ",
    ],
)
def test_every_spelling_of_a_profile_is_one(text: str) -> None:
    assert linkedin_profile(text) == "https://www.linkedin.com/in/ana-ruiz"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("jos%C3%A9-garc%C3%ADa", "josé-garcía"),
        ("jose%CC%81", "josé"),  # put together from a letter and an accent
        ("%E5%B1%B1%E7%94%B0-1", "山田-1"),
        ("ana-%F0%9F%9A%80", "ana-%F0%9F%9A%80"),  # a rocket is no letter
        ("ana%E9", "ana%e9"),  # not UTF-8; nothing is guessed
        ("ana%2F%5B", "ana%2F%5B"),
    ],
)
def test_letters_are_readable_and_marks_are_not(text: str, slug: str) -> None:
    profile = linkedin_profile(f"https://www.linkedin.com/in/{text}")
    assert profile == f"https://www.linkedin.com/in/{slug}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ana-ruiz",
        "https://www.linkedin.com/company/acme",
        "https://www.linkedin.com/in/",
        "https://linkedin.com.example.org/in/ana",
        "https://example.org/linkedin.com/in/ana",
        "javascript://www.linkedin.com/in/ana",
        "https://www.linkedin.com/in/" + "a" * 400,
    ],
)
def test_what_is_no_profile_gives_none(text: str) -> None:
    assert linkedin_profile(text) is None


@given(st.text(max_size=40))
def test_a_profile_read_again_is_the_same(slug: str) -> None:
    profile = linkedin_profile(f"https://www.linkedin.com/in/{slug}")
    if profile is not None:
        assert linkedin_profile(profile) == profile
