"""When one card says all that another does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from vaultnet.core.exchange.covering import covers
from vaultnet.core.exchange.person import Person, Photo

JANE = Person(
    "Jane Doe",
    ("JD",),
    {
        "email": ("jane@example.org", "j@example.com"),
        "phone": ("+44 7700 900123",),
        "linkedin": ("https://www.linkedin.com/in/jane-doe",),
        "address": ("1 Road, Ledbury",),
        "tags": ("friend",),
    },
    note="A baker.",
    kept=("item1.X-ABLabel:Home", "ADR;TYPE=HOME,PREF:;;1 Road;;;;", "IMPP:xmpp\\:j"),
    photo=Photo(b"1", "png"),
)


def changed(name: str, *texts: str) -> Person:
    return replace(JANE, fields={**JANE.fields, name: texts})


@pytest.mark.parametrize(
    "theirs",
    [
        JANE,
        Person("jane doe"),
        Person("JD", ("Jane Doe",)),
        changed("email", "Jane@Example.org"),
        changed("phone", "tel:+447700900123"),
        changed("linkedin", "linkedin.com/in/jane-doe/"),
        changed("address", "1 road,  LEDBURY"),
        changed("url"),
        replace(JANE, note="", photo=None),
        replace(JANE, kept=("x.X-ABLABEL:Home", "REV:20260101", "PRODID:-//x")),
        replace(JANE, kept=("item9.adr;type=pref;type=home:;;1 Road;;;;",)),
        replace(JANE, kept=("ADR;HOME;PREF:;;1 Road;;;;", "IMPP:xmpp:j")),
    ],
)  # fmt: skip
def test_the_same_said_otherwise_or_less_is_covered(theirs: Person) -> None:
    assert covers(JANE, theirs, "")


@pytest.mark.parametrize(
    "theirs",
    [
        Person("Janet Doe"),
        Person("Jane Doe", ("Janie",)),
        changed("email", "other@example.org"),
        changed("phone", "+44 7700 900124"),
        changed("url", "https://example.org"),
        changed("birthday", "05-12"),
        replace(JANE, note="A baker. Moved."),
        replace(JANE, photo=Photo(b"2", "png")),
        replace(JANE, kept=("X-ABLabel:Work",)),
        replace(JANE, kept=("ADR;TYPE=WORK,PREF:;;1 Road;;;;",)),
        replace(JANE, kept=("no line of a card",)),
    ],
)
def test_one_thing_more_is_not(theirs: Person) -> None:
    assert not covers(JANE, theirs, "")


def test_values_that_are_only_signs_are_told_apart() -> None:
    def signs(texts: Sequence[str]) -> Person:
        return Person("A", fields={"tags": tuple(texts)})

    assert covers(signs(["🎈"]), signs(["🎈"]), "")
    assert not covers(signs(["🎈"]), signs(["🌻"]), "")
