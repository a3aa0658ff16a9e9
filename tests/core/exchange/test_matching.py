from __future__ import annotations

import pytest

from vaultnet.core.exchange.matching import (
    Described,
    Match,
    Register,
    Verdict,
    describe,
)


def someone(name: str, *keys: str) -> Described:
    """Somebody with a name and keys such as ``email:a@example.org``."""
    fields: dict[str, list[str]] = {"email": [], "phone": [], "linkedin": []}
    uids: list[str] = []
    for each in keys:
        kind, _, value = each.partition(":")
        (uids if kind == "uid" else fields[kind]).append(value)
    return describe([name], fields, uids, "GB")


def register(*people: Described) -> Register:
    made = Register()
    for each in people:
        made.add(each)
    return made


JANE = someone(
    "Jane Doe", "email:jane@example.org", "phone:07700 900123", "uid:1", "linkedin:jane"
)


@pytest.mark.parametrize(
    ("person", "verdict", "why"),
    [
        (someone("Jane Doe", "email:JANE@example.org"), Verdict.SAME, "e-mail"),
        (someone("Jane M. Doe", "phone:+44 7700 900123"), Verdict.SAME, "phone"),
        (someone("Jane Smith", "uid:1"), Verdict.SAME, "UID"),
        (someone("Jane Smith", "linkedin:https://linkedin.com/in/jane/"), Verdict.SAME,
         "LinkedIn"),
        (someone("jane@example.org", "email:jane@example.org"), Verdict.SAME, "e-mail"),
        (someone("Tom Doe", "phone:07700900123"), Verdict.SHARES, "phone"),
        (someone("Ali Khan", "email:jane@example.org"), Verdict.SHARES, "e-mail"),
        (someone("Tom Doe", "email:jane@example.org"), Verdict.SHARES, "e-mail"),
        (someone("Jane Smith", "email:jane@example.org"), Verdict.SHARES, "e-mail"),
        (someone("Ali Khan", "uid:1"), Verdict.SHARES, "UID"),
        (someone("Jane Doe"), Verdict.NAMESAKE, "same name"),
        (someone("Doe, Jane", "email:j@example.org"), Verdict.NAMESAKE, "same name"),
        (someone("Jane Doe", "linkedin:jane-2"), Verdict.NEW, ""),
        (someone("Janet Doe"), Verdict.LIKE, "like that of"),
        (someone("Dr. Jane Elin Doe"), Verdict.LIKE, "like that of"),
        (someone("J. Doe"), Verdict.LIKE, "like that of"),
        (someone("Jane & Tom Doe", "phone:07700 900123"), Verdict.SHARES, "phone"),
        (someone("Mr Doe", "email:jane@example.org"), Verdict.SHARES, "e-mail"),
        (someone("Ali Khan", "email:ali@example.org"), Verdict.NEW, ""),
        (someone("🌻"), Verdict.NEW, ""),
    ],
)  # fmt: skip
def test_a_key_and_a_fitting_name_make_one_person(
    person: Described, verdict: Verdict, why: str
) -> None:
    match = register(JANE).match(person)
    assert match.verdict is verdict
    assert why in match.why
    assert (match.known is None) == (verdict is Verdict.NEW)


def test_the_strongest_key_decides() -> None:
    known = register(
        someone("Jane Doe", "phone:07700 900123"),
        someone("Jane Doe", "email:jane@example.org", "linkedin:jane-2"),
    )
    found = known.match(
        someone("Jane Doe", "phone:07700 900123", "email:jane@example.org")
    )
    assert found == Match(Verdict.SAME, 1, "has the same e-mail address as")


def test_of_a_family_with_one_phone_the_one_with_the_name_is_meant() -> None:
    known = register(
        someone("Anna Miller", "phone:07700 900123"),
        someone("Tom Miller", "phone:07700 900123"),
    )
    assert known.match(someone("Tom Miller", "phone:07700 900123")).known == 1
    assert known.match(someone("Miller", "phone:07700 900123")) == Match(
        Verdict.SHARES, 0, "has the same phone number as"
    )


def test_what_is_learnt_of_somebody_finds_them() -> None:
    known = register(someone("Jane Doe", "email:jane@example.org"))
    assert known.match(someone("Jane Roe", "uid:7")).verdict is not Verdict.SAME
    known.learn(0, someone("Jane Roe", "uid:7"))
    assert known.match(someone("Jane Roe", "uid:7")) == Match(
        Verdict.SAME, 0, "has the same UID as"
    )


def test_a_number_without_a_country_is_no_key_where_no_country_is_set() -> None:
    described = describe(["Jane"], {"phone": ["07700 900123"]}, [], "")
    assert described.keys == frozenset()


def test_a_name_without_words_is_known_by_its_signs() -> None:
    known = register(JANE, someone("🌻"))
    assert known.match(someone("🌻")) == Match(
        Verdict.NAMESAKE, 1, "has the same name as"
    )
    assert known.match(someone("🌵")).verdict is Verdict.NEW
    assert known.match(someone("🌵", "uid:1")) == Match(
        Verdict.SAME, 0, "has the same UID as"
    )
