from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.keys import email_key, linkedin_key, phone_key

MOBILE = "+447700900123"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("jane@example.org", "jane@example.org"),
        (" Jane.Doe@Example.ORG ", "jane.doe@example.org"),
        ("Jane Doe <jane@example.org>", "jane@example.org"),
        ("<jane@example.org>", "jane@example.org"),
        ("mailto:jane%2Ba@example.org?subject=Hi", "jane+a@example.org"),
        ("MAILTO:jane@example.org", "jane@example.org"),
        ("j.doe+news@example.org", "j.doe+news@example.org"),
        ("jane@b\u00fccher.example", "jane@xn--bcher-kva.example"),
        ("jane@bu\u0308cher.example", "jane@xn--bcher-kva.example"),
        ("jane@xn--bcher-kva.example", "jane@xn--bcher-kva.example"),
        ("j\u00e4ne@example.org", "j\u00e4ne@example.org"),
        ("\u202ajane@example.org\u202c", "jane@example.org"),
        ("jane@example", None),
        ("jane", None),
        ("@example.org", None),
        ("jane@example.org, ann@example.org", None),
        ("jane@@example.org", None),
        ("", None),
    ],
)
def test_an_email_address_has_one_key_however_it_is_written(
    text: str, key: str | None
) -> None:
    assert email_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("https://www.linkedin.com/in/jane-doe", "jane-doe"),
        ("http://uk.linkedin.com/in/Jane-Doe/", "jane-doe"),
        ("linkedin.com/in/jane-doe?trk=x#y", "jane-doe"),
        ("https://www.linkedin.com/mwlite/in/jane-doe", "jane-doe"),
        ("https://de.linkedin.com/in/jane-doe/de", "jane-doe"),
        ("https://www.linkedin.com/in/j%C3%BCrgen-p", "j\u00fcrgen-p"),
        ("https://www.linkedin.com/in/ju\u0308rgen-p", "j\u00fcrgen-p"),
        ("https://www.linkedin.com/in/j%FCrgen-p", "j%fcrgen-p"),
        ("https://www.linkedin.com/in/jane%1Bdoe", None),
        ("in/jane-doe", "jane-doe"),
        ("jane-doe", "jane-doe"),
        ("https://m.linkedin.com/in/jane-doe", "jane-doe"),
        ("//www.linkedin.com/in/jane-doe", "jane-doe"),
        ("https://www.linkedin.com/in/jane-doe/overlay/contact-info/", "jane-doe"),
        ("https://www.linkedin.com/company/tiny-press", None),
        ("https://linkedin.com.example.org/in/jane", None),
        ("https://example.org/in/jane-doe", None),
        ("jane@example.org", None),
        ("Jane Doe", None),
        ("", None),
    ],
)
def test_a_linkedin_profile_has_one_key_however_it_is_written(
    text: str, key: str | None
) -> None:
    assert linkedin_key(text) == key


@pytest.mark.parametrize(
    ("text", "region", "key"),
    [
        ("+44 7700 900123", "", MOBILE),
        ("+44 (0)7700-900.123", "", MOBILE),
        ("0044 7700 900123", "", MOBILE),
        ("tel:+44-7700-900123", "", MOBILE),
        ("\u202a+44 7700 900123\u202c", "", MOBILE),
        ("https://wa.me/447700900123?text=x", "", MOBILE),
        ("https://signal.me/#p/+447700900123", "", MOBILE),
        ("07700 900123", "GB", MOBILE),
        ("07700 900123", "gb", MOBILE),
        ("\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663", "GB",
         MOBILE),
        ("\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663", "",
         "07700900123"),
        ("07700 900123", "", "07700900123"),
        ("07700 900123", "nowhere", "07700900123"),
        ("+1 415 555 0100 x12", "", "+14155550100;ext=12"),
        ("tel:+14155550100;ext=12", "", "+14155550100;ext=12"),
        ("+1 415 555 0100", "", "+14155550100"),
        ("555-0100", "US", "5550100"),
        ("112", "", None),
        ("+0123", "", None),
        ("call me", "", None),
        ("07700 900123 or 07700 900124", "", None),
        ("9" * 400, "GB", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_a_phone_number_has_one_key_however_it_is_written(
    text: str, region: str, key: str | None
) -> None:
    assert phone_key(text, region) == key


def profile_key(text: str) -> str | None:
    """The key of a LinkedIn slug, in the address in which it stands in the wild."""
    return linkedin_key(f"https://www.linkedin.com/in/{quote(text, safe='')}")


@pytest.mark.parametrize("key_of", [email_key, profile_key, phone_key])
@given(text=st.text(max_size=400))
def test_any_text_has_a_key_or_none_and_a_key_is_its_own(
    key_of: Callable[[str], str | None], text: str
) -> None:
    key = key_of(text)
    assert key is None or key_of(key) == key


@given(st.from_regex(r"(https://www\.linkedin\.com)?/?in/[a-z%0-9]{3,60}/?"))
def test_a_key_of_a_profile_has_nothing_that_a_terminal_would_act_on(text: str) -> None:
    key = linkedin_key(text)
    assert key is None or (key and key.isprintable())


def test_what_is_too_long_is_not_cut_down_to_somebody_elses_address() -> None:
    assert email_key("jane@example.org" + " " * 300 + "x") is None
    assert email_key("a" * 285 + "@example.orgx" + "y" * 50) is None
