from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.notes.addresses import is_email, parse_phone, safe_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org/a_b?c=d#e", "https://example.org/a_b?c=d#e"),
        (" HTTP://Example.ORG:8080 ", "http://example.org:8080"),
        ("https://example.org/a%20b/é", "https://example.org/a%20b/%C3%A9"),
        ("https://bücher.example.org/", "https://xn--bcher-kva.example.org/"),
        ("https://example.org/(a)[b]<c>`$|", "https://example.org/%28a%29%5Bb%5D%3Cc%3E%60%24%7C"),
        ("https://example.org/%%<% x %>::{{", "https://example.org/%25%25%3C%25x%25%3E%3A%3A%7B%7B"),
        ("ht\ntps://exam\u202eple.org", "https://example.org"),
        ("https://jane@example.org/", None),
        ("https://example.org@evil.example.net/", None),
        ("https://[::1]/", None),
        ("https://[", None),
        ("https:///etc/passwd", None),
        ("https:example.org", None),
        ("https://" + "a" * 70 + ".example.org", None),
        ("https://example.org/" + "a" * 2_000, None),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("obsidian://open?vault=x", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("ftp://example.org", None),
        ("//example.org", None),
        ("example.org", None),
        ("", None),
        ("mailto:jane@example.org", "mailto:jane@example.org"),
        ("MAILTO:jane@example.org", "mailto:jane@example.org"),
        ("mailto:jane@example.org?bcc=x@example.net", None),
        ("mailto:jane@example.org,x@example.net", None),
        ("mailto:jane@example.org%0ABcc:x@example.net", None),
        ("mailto:", None),
        ("tel:+44 (0)7700-900123", "tel:+447700900123"),
        ("tel:112", "tel:112"),
        ("tel:*#06#", None),
        ("sms:+447700900123", "sms:+447700900123"),
        ("sms:+447700900123?body=x", None),
        ("geo:59.33,18.06", "geo:59.33,18.06"),
        ("geo:59.33,18.06?q=x", None),
        ("sip:jane@example.org", "sip:jane@example.org"),
        ("xmpp:jane@example.org", "xmpp:jane@example.org"),
        ("xmpp:jane@example.org?roster;name=x", None),
        ("matrix:u/jane:example.org", "matrix:u/jane:example.org"),
        ("matrix:u/jane:example.org?action=chat", None),
    ],
)  # fmt: skip
def test_a_tidy_address_may_be_followed(text: str, url: str | None) -> None:
    assert safe_url(text) == url


SCHEMES = "http https mailto tel sms geo sip xmpp matrix".split()
URLS = st.builds(
    "{}:{}".format,
    st.sampled_from([*SCHEMES, "javascript", "obsidian", "data", "HTTPS"]),
    st.text(st.characters(exclude_categories=()))
    | st.text("/a.:@?#[]()<>%&=`$\\|{}^*_~ 1é", max_size=20).map("//".__add__),
)


@given(URLS)
def test_what_may_be_followed_can_stand_in_a_link(text: str) -> None:
    url = safe_url(text)
    if url is not None:
        assert url.partition(":")[0] in SCHEMES
        assert url.isascii()
        assert not re.search(r"[\s()\[\]<>|\"`{}\\^$*]|%(?![0-9A-Fa-f]{2})|::", url)
        assert safe_url(url) == url


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    safe_url(text)
    is_email(text)
    number = parse_phone(text)
    assert number is None or re.fullmatch(r"\+?[0-9]{3,15}", number)
