from __future__ import annotations

from datetime import date

import pytest

from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.prompts.detail import (
    choose_kind,
    last_words,
    open_thread,
    past,
    says_something,
    talks,
)
from vaultnet.core.values import NotePath

PATH = NotePath("People/Jane Doe.md")
TODAY = date(2026, 11, 23)
BOTH = {"email": ("j@example.org",), "phone": ("+447700900123",)}


def at(
    day: str, kind: Kind | None = None, text: str = "", thread: str | None = None
) -> Interaction:
    return Interaction(date.fromisoformat(day), kind, text, PATH, 1, thread=thread)


@pytest.mark.parametrize(
    ("channel", "addresses", "kinds", "chosen"),
    [
        (Kind.LETTER, BOTH, [Kind.CALL], Kind.LETTER),
        (Kind.MEET, BOTH, [Kind.CALL], Kind.CALL),
        (None, BOTH, [Kind.CALL, Kind.EMAIL, Kind.CALL], Kind.CALL),
        (None, BOTH, [Kind.CALL, Kind.EMAIL], Kind.EMAIL),
        (None, BOTH, [Kind.MEET, Kind.MEET], Kind.EMAIL),
        (None, {"phone": ("1",)}, [Kind.EMAIL], Kind.TEXT),
        (None, {"signal": ("1",)}, [], Kind.TEXT),
        (None, {}, [Kind.EMAIL], Kind.TEXT),
        (None, {}, [], Kind.TEXT),
    ],
)
def test_the_way_is_theirs_or_the_usual_one(
    channel: Kind | None,
    addresses: dict[str, tuple[str, ...]],
    kinds: list[Kind],
    chosen: Kind,
) -> None:
    history = tuple(
        at(f"2026-0{month}-01", kind) for month, kind in enumerate(kinds, 1)
    )
    profile = Profile(PATH, "Jane Doe", channel=channel, addresses=addresses)
    assert choose_kind(Contact(profile, history), TODAY) is chosen


def test_a_thread_is_open_until_the_next_talk() -> None:
    told = at("2026-08-02", Kind.CALL, "Lisbon", "ask how the move went")
    after = at("2026-09-01", Kind.SENT, "hello?")
    liked = at("2026-09-02", Kind.SOCIAL, "her photo")
    talked = at("2026-10-02", Kind.TEXT, "")
    assert open_thread(talks([told, after, liked])) is told
    assert open_thread(talks([told, after, talked])) is None


def test_the_last_words_are_those_of_a_talk() -> None:
    told = at("2026-08-02", Kind.CALL, "Lisbon")
    sent = at("2026-09-01", Kind.SENT, "hi there")
    seen = at("2026-10-01", None, "tea with Jane")
    assert last_words(talks([told, sent, seen]), {"jane"}) is told


def test_only_what_lies_behind_counts() -> None:
    contact = Contact(Profile(PATH, "Jane Doe"), (at("2026-11-22"), at("2026-11-23")))
    assert past(contact, TODAY) == (at("2026-11-22"),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", False),
        ("coffee", False),
        ("Met Jane Doe", False),
        ("a quick coffee with Jane", False),
        ("🎂🎈😂", False),
        ("12345", False),
        ("coffee with Jane and Tom", True),
        ("coffee at Luigi's", True),
        ("https://example.org", True),
        ("Lisbon", True),
        ("お茶", True),
    ],
)
def test_that_you_met_is_no_news_to_come_back_to(text: str, says: bool) -> None:
    assert says_something(text, {"jane", "doe"}) is says
