from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.dates.week import week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.prompts.prompt import make_prompt
from vaultnet.core.values import NotePath
from vaultnet.formats.compose import compose_link, plain_links, with_links

KINDS = ["email", "text", "call", "whatsapp", "signal", "telegram", "linkedin"]
LINKEDIN = "https://www.linkedin.com/in/jane-doe"
WA = "https://wa.me/447700900123?text=A%0D%0Ab"
DRAFT = "?subject=Hi%20you&body=A%0D%0Ab"


@pytest.mark.parametrize(
    ("kind", "address", "link"),
    [
        ("email", "jane@example.org", "mailto:jane@example.org" + DRAFT),
        ("email", "mailto:jane@example.org", "mailto:jane@example.org" + DRAFT),
        ("email", "j+a&b@example.org", "mailto:j%2Ba%26b@example.org" + DRAFT),
        ("email", "jane@example", None),
        ("email", "jane", None),
        ("email", "jane@example.org?bcc=x@y.org", None),
        ("email", "jane@example.org, x@y.org", None),
        ("email", "Jane <jane@example.org>", None),
        ("email", "javascript:alert(1)@x.org", None),
        ("text", "+44 7700 900123", "sms:+447700900123?body=A%0D%0Ab"),
        ("text", "+44 (0)7700-900.123", "sms:+447700900123?body=A%0D%0Ab"),
        ("text", "07700 900123", "sms:07700900123?body=A%0D%0Ab"),
        ("text", "+44 7700 900123 x12", None),
        ("text", "+0123", None),
        ("text", "call me", None),
        ("text", "٠٧٧٠٠٩٠٠١٢٣", None),
        ("call", "+1 (415) 555-0100", "tel:+14155550100"),
        ("call", "tel:+14155550100", "tel:+14155550100"),
        ("call", "0415/5550100", "tel:04155550100"),
        ("whatsapp", "+447700900123", WA),
        ("whatsapp", "https://wa.me/447700900123", WA),
        ("whatsapp", "07700900123", None),
        ("signal", "+447700900123", "https://signal.me/#p/+447700900123"),
        ("signal", "jane.42", None),
        ("telegram", "@jane_doe", "https://t.me/jane_doe"),
        ("telegram", "https://t.me/jane_doe", "https://t.me/jane_doe"),
        ("telegram", "+447700900123", "https://t.me/+447700900123"),
        ("telegram", "https://t.me/+AbCdEf", None),
        ("linkedin", "https://uk.linkedin.com/in/jane-doe/", LINKEDIN),
        ("linkedin", "linkedin.com/in/jane-doe?x=1", LINKEDIN),
        ("linkedin", "linkedin.com/in/j%C3%A9%%x", f"{LINKEDIN[:-8]}j%C3%A9%25%25x"),
        ("linkedin", "https://example.org/in/jane", None),
        ("linkedin", "https://linkedin.com.example.org/in/jane", None),
        ("fax", "+447700900123", None),
    ],
)  # fmt: skip
def test_a_tidy_address_gives_a_link(kind: str, address: str, link: str | None) -> None:
    assert compose_link(kind, address, "Hi you", "A\nb") == link


@pytest.mark.parametrize(
    ("kind", "links"),
    [
        (Kind.CALL, ("tel:+14155550100", "mailto:jane@example.org")),
        (Kind.TEXT, ("sms:+14155550100", "mailto:jane@example.org")),
        (Kind.EMAIL, ("mailto:jane@example.org", "sms:+14155550100")),
        (Kind.SOCIAL, (LINKEDIN, "mailto:jane@example.org")),
        (Kind.LETTER, ("mailto:jane@example.org", "sms:+14155550100")),
    ],
)
def test_two_links_without_a_draft_are_enough(
    kind: Kind, links: tuple[str, ...]
) -> None:
    addresses = {
        "linkedin": (LINKEDIN,),
        "phone": ("ask her sister", "+1 (415) 555-0100", "+1 415 555 0101"),
        "email": ("javascript:alert(1)", "jane@example.org"),
    }
    assert plain_links(kind, addresses) == links
    assert plain_links(kind, {"phone": ("ask her sister",)}) == ()


def test_a_draft_that_would_be_too_long_is_left_out() -> None:
    assert compose_link("email", "jane@example.org", "Hello", "ü" * 400) == (
        "mailto:jane@example.org?subject=Hello"
    )


ADDRESSES = st.text() | st.text("%:$<{a0@./+-", max_size=12).map(
    lambda text: f"linkedin.com/in/{text}"
)


@given(st.sampled_from(KINDS), ADDRESSES, st.text(), st.text())
def test_any_text_gives_a_harmless_link_or_none(
    kind: str, address: str, subject: str, body: str
) -> None:
    link = compose_link(kind, address, subject, body)
    if link is not None:
        assert link.startswith(("mailto:", "sms:", "tel:", "https://"))
        assert len(link) <= 1_900
        assert not re.search(r"[\s()\[\]<>|\"`{}\\^$]|%(?![0-9A-F]{2})|::", link)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_a_body_reads_back(body: str) -> None:
    link = compose_link("text", "+447700900123", "", body)
    assert link is not None
    assert unquote(link.partition("?body=")[2]) == body


def test_the_way_of_the_prompt_comes_first() -> None:
    addresses = {
        "email": ("nonsense", "jane@example.org"),
        "phone": ("+44 7700 900123",),
        "telegram": ("@jane_doe",),
    }
    contact = Contact(
        Profile(
            NotePath("People/Jane.md"), "Jane", channel=Kind.CALL, addresses=addresses
        )
    )
    day = date(2026, 11, 23)
    prompt = make_prompt(contact, today=day, week=week_of(day))
    assert list(with_links(prompt, addresses).links) == [
        "call",
        "email",
        "text",
        "telegram",
    ]
    assert prompt.links == {}


def test_the_usual_message_comes_before_the_other_programs() -> None:
    addresses = {"phone": ("+447700900123",), "whatsapp": ("+447700900123",)}
    contact = Contact(
        Profile(
            NotePath("People/Jane.md"), "Jane", channel=Kind.TEXT, addresses=addresses
        )
    )
    day = date(2026, 11, 23)
    prompt = make_prompt(contact, today=day, week=week_of(day))
    assert list(with_links(prompt, addresses).links) == ["text", "whatsapp", "call"]
