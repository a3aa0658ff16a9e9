"""What one card says that another does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from vaultnet.core.exchange.covering import unsaid
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
        replace(JANE, kept=("N:Doe;Jane;;;", "NICKNAME:JD,Jane Doe")),
        replace(JANE, kept=("ADR;HOME;PREF:;;1 Road;;;;", "IMPP:xmpp:j")),
    ],
)  # fmt: skip
def test_the_same_said_otherwise_or_less_is_covered(theirs: Person) -> None:
    assert unsaid(JANE, theirs, "") == ()


@pytest.mark.parametrize(
    ("theirs", "names"),
    [
        (Person("Janet Doe"), "FN"),
        (Person("Jane Doe", ("Janie",)), "NICKNAME"),
        (changed("email", "other@example.org"), "EMAIL"),
        (changed("phone", "+44 7700 900124"), "TEL"),
        (changed("url", "https://example.org"), "URL"),
        (changed("birthday", "05-12"), "BDAY"),
        (replace(JANE, note="A baker. Moved."), "NOTE"),
        (replace(JANE, photo=Photo(b"2", "png")), "PHOTO"),
        (replace(JANE, kept=("item2.X-ABLabel:Work",)), "X-ABLABEL"),
        (replace(JANE, kept=("ADR;TYPE=WORK,PREF:;;1 Road;;;;",)), "ADR"),
        (replace(JANE, kept=("N:Doe;Jane;Ann;;",)), "N"),
        (replace(JANE, kept=("no line of a card",)), "a line of its own"),
        (replace(JANE, note="Moved.", photo="https://a.example/"), "NOTE PHOTO"),
    ],
)
def test_one_thing_more_is_named(theirs: Person, names: str) -> None:
    assert " ".join(unsaid(JANE, theirs, "")) == names


def test_values_that_are_only_signs_are_told_apart() -> None:
    def signs(texts: Sequence[str]) -> Person:
        return Person("A", fields={"tags": tuple(texts)})

    assert unsaid(signs(["🎈"]), signs(["🎈"]), "") == ()
    assert unsaid(signs(["🎈"]), signs(["🌻"]), "") == ("CATEGORIES",)
