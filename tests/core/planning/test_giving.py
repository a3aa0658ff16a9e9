"""Which favours wait: the open ones, cheap ones first, each once."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.people.favours import parse_favour
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.planning.giving import open_favours
from vaultnet.core.values import NotePath

MONDAY = date(2026, 11, 23)


def person(name: str, *lines: str, gone: bool = False) -> Contact:
    """A contact with favours, each line after its bullet: ``[ ] asked: …``."""
    favours = tuple(
        parse_favour(line[4:], mark=line[1], line=number)
        for number, line in enumerate(lines, 5)
    )
    profile = Profile(NotePath(f"People/{name}.md"), name, gone=gone)
    return Contact(profile, favours=favours)


def listed(*contacts: Contact) -> list[str]:
    found = open_favours(contacts, monday=MONDAY)
    return [f"{each.contact.profile.name}: {each.favour.text}" for each in found]


def test_cheap_ones_come_first_then_the_older_and_then_by_name() -> None:
    ana = person(
        "Ana",
        "[ ] asked 2026-11-01: no time said",
        "[ ] asked 2026-08-02: quick #5min",
        "[ ] offer: no date",
        "[ ] offer: long #2h",
    )
    bo = person(
        "Bo", "[ ] asked 2026-08-01: quick #5min", "[ ] asked 2026-11-01: no time said"
    )
    assert listed(bo, ana) == [
        "Bo: quick", "Ana: quick", "Ana: long", "Ana: no time said",
        "Bo: no time said", "Ana: no date",
    ]  # fmt: skip


def test_only_what_waits_for_you_is_listed() -> None:
    ana = person(
        "Ana",
        "[x] asked: done",
        "[-] asked: declined",
        "[ ] gave: given",
        "[ ] received: received",
        "[/] a box that does not say which",
        "[ ] introduced 2026-10-26 to [[Bo]]: four weeks ago",
        "[ ] introduced 2026-10-27 to [[Bo]]: not yet",
        "[x] introduced 2026-01-01 to [[Bo]]: known",
    )
    gone = person("Ida", "[ ] asked: too late", gone=True)
    assert listed(ana, gone) == [
        "Ana: four weeks ago", "Ana: a box that does not say which",
    ]  # fmt: skip


def test_equal_favours_of_one_person_are_one() -> None:
    lines = ("[ ] asked 2026-08-02: a lift", "[ ] asked 2026-08-02: *a lift* #5min")
    assert listed(person("Ana", *lines), person("Bo", *lines)) == [
        "Ana: a lift", "Bo: a lift",
    ]  # fmt: skip


LINES = st.builds(
    "[ ] {} {}: {} {}".format,
    st.sampled_from(["asked", "offer"]),
    st.sampled_from(["2026-08-02", "2026-09-01", ""]),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["#5min", "#1h", ""]),
)


@given(
    st.dictionaries(st.sampled_from("ABC"), st.lists(LINES)),
    st.randoms(use_true_random=False),
)
def test_the_order_does_not_depend_on_that_of_the_contacts(
    lines: dict[str, list[str]], random: object
) -> None:
    contacts = [person(name, *each) for name, each in lines.items()]
    found = open_favours(contacts, monday=MONDAY)
    random.shuffle(contacts)  # type: ignore[attr-defined]
    assert open_favours(contacts, monday=MONDAY) == found
    minutes = [each.favour.minutes or 10_000 for each in found]
    assert minutes == sorted(minutes)
