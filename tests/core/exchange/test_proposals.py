from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.proposals import make_proposals, proposal_key
from vaultnet.core.exchange.reaching import (
    email_peer,
    make_directory,
    name_peer,
    peers_of,
)
from vaultnet.core.exchange.traces import Peer, Sort, Trace, Window
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.values import NotePath

DAY = date(2026, 11, 3)  # a Tuesday of 2026-W45


def contact(
    name: str, *history: Interaction, **addresses: str | tuple[str, ...]
) -> Contact:
    several = {
        sort: (value,) if isinstance(value, str) else value
        for sort, value in addresses.items()
    }
    path = NotePath(f"People/{name}.md")
    return Contact(Profile(path, name, addresses=several), history)


def had(
    on: date = DAY,
    kind: Kind | None = None,
    source: Source = Source.LOG,
    week_key: str | None = None,
) -> Interaction:
    return Interaction(on, kind, "", NotePath("x.md"), 1, source, week_key=week_key)


def mail(*addresses: str, on: date = DAY, kind: Kind = Kind.EMAIL) -> Trace:
    peers = (email_peer(each) for each in addresses)
    return Trace(on, kind, tuple(filter(None, peers)))


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        (Sort.EMAIL, "jane@example.org"),
        (Sort.EMAIL, "jd@example.com"),
        (Sort.LINKEDIN, "jane-doe"),
        (Sort.LINKEDIN, "j-doe"),
        (Sort.PHONE, "+447700900123"),
        (Sort.PHONE, "+447700900124"),
        (Sort.PHONE, "+447700900125"),
        (Sort.NAME, "jane doe"),
        (Sort.NAME, "jd"),
    ],
)
def test_somebody_is_known_by_all_addresses_and_names(sort: Sort, key: str) -> None:
    jane = Contact(
        Profile(
            NotePath("Jane Doe.md"),
            "Jane Doe",
            aliases=("JD",),
            addresses={
                "email": ("Jane@Example.org", "jd@example.com", "none yet"),
                "linkedin": ("https://uk.linkedin.com/in/Jane-Doe/",),
                "url": ("https://linkedin.com/in/j-doe", "https://example.org/jane"),
                "phone": ("+44 7700 900123",),
                "whatsapp": ("https://wa.me/447700900124",),
                "signal": ("+44 7700 900125",),
            },
        )
    )
    assert make_directory([jane]).meant(Peer(sort, key)) == (jane,)


def test_what_somebody_says_they_are_is_taken_each_way_it_can_be_meant() -> None:
    assert {*peers_of("ada@example.org")} >= {Peer(Sort.EMAIL, "ada@example.org")}
    assert {*peers_of("linkedin.com/in/ada")} >= {Peer(Sort.LINKEDIN, "ada")}
    assert {*peers_of("Ada")} == {name_peer("ada")}


def test_what_the_history_lacks_is_proposed_once_oldest_first() -> None:
    jane = contact("Jane", had(date(2026, 11, 1)), email=("j@x.org", "jane@x.org"))
    sam = contact("Sam", email="sam@x.org")
    earlier = date(2026, 11, 2)
    found = make_proposals(
        [mail("j@x.org", "sam@x.org"), mail("jane@x.org"), mail("j@x.org", on=earlier)],
        make_directory([jane, sam]),
    )
    assert [(each.contact.profile.name, each.on) for each in found.proposed] == [
        ("Jane", earlier),
        ("Jane", DAY),
        ("Sam", DAY),
    ]
    assert (found.known, found.declined, found.unknown) == (0, 0, {})


@pytest.mark.parametrize("source", Source)
@pytest.mark.parametrize("kind", [None, Kind.MEET, Kind.EMAIL])
def test_anything_on_that_day_is_it_already(source: Source, kind: Kind | None) -> None:
    jane = contact("Jane", had(DAY, kind, source), email="j@x.org")
    found = make_proposals([mail("j@x.org")], make_directory([jane]))
    assert (found.proposed, found.known) == ((), 1)


@pytest.mark.parametrize(
    ("ticked", "kind", "is_proposed"),
    [
        ("2026-W45", Kind.EMAIL, False),
        ("2026-W45", None, False),
        ("2026-W45", Kind.SENT, False),
        ("2026-W45", Kind.CALL, True),
        ("2026-W44", Kind.EMAIL, True),
    ],
)
def test_a_tick_stands_for_the_talk_of_its_kind_in_its_week(
    ticked: str, kind: Kind | None, is_proposed: bool
) -> None:
    seen = had(date(2026, 11, 8), kind, week_key=ticked)
    jane = contact("Jane", seen, email="j@x.org")
    found = make_proposals([mail("j@x.org")], make_directory([jane]))
    assert bool(found.proposed) == is_proposed


def test_what_was_declined_is_not_proposed_again_whatever_the_kind() -> None:
    people = make_directory([contact("Jane", email="j@x.org")])
    first = make_proposals([mail("j@x.org")], people)
    keys = [proposal_key(each) for each in first.proposed]
    again = make_proposals([mail("j@x.org", kind=Kind.MEET)], people, keys)
    assert (again.proposed, again.declined) == ((), 1)


def test_who_has_no_note_is_counted_and_so_is_an_address_of_two() -> None:
    people = make_directory(
        [contact("Jane", email="home@x.org"), contact("Sam", email="home@x.org")]
    )
    traces = [mail("home@x.org", "bo@x.org"), mail("al@x.org", "bo@x.org", on=DAY)]
    traces.append(mail("bo@x.org", on=date(2026, 11, 4)))
    found = make_proposals(traces, people)
    assert found.proposed == ()
    assert {p.key: days for p, days in found.ambiguous.items()} == {"home@x.org": 1}
    assert [(p.key, days) for p, days in found.unknown.items()] == [
        ("bo@x.org", 2),
        ("al@x.org", 1),
    ]


def test_of_a_meeting_and_a_video_call_on_one_day_the_meeting_is_proposed() -> None:
    people = make_directory([contact("Jane", email=("j@x.org", "jane@x.org"))])
    kinds = (("j@x.org", Kind.VIDEO), ("jane@x.org", Kind.MEET))
    for traces in (kinds, kinds[::-1]):
        found = make_proposals([mail(a, kind=k) for a, k in traces], people)
        assert [each.kind for each in found.proposed] == [Kind.MEET]


days = st.dates(date(2026, 1, 1), date(2026, 3, 1))
addresses = st.sampled_from(["j@x.org", "jane@x.org", "sam@x.org", "who@x.org"])


@given(
    st.lists(st.tuples(days, st.lists(addresses, min_size=1, max_size=3))),
    st.lists(days),
)
def test_taking_what_is_proposed_leaves_nothing_to_propose(
    told: list[tuple[date, list[str]]], before: list[date]
) -> None:
    logged = [had(on) for on in before]
    jane = contact("Jane", *logged, email=("j@x.org", "jane@x.org"))
    sam = contact("Sam", email="sam@x.org")
    traces = [mail(*who, on=on) for on, who in told]
    first = make_proposals(traces, make_directory([jane, sam]))
    assert len({(p.contact.profile.path, p.on) for p in first.proposed}) == len(
        first.proposed
    )
    taken = [
        contact(
            each.profile.name,
            *each.history,
            *(had(p.on, p.kind) for p in first.proposed if p.contact is each),
            **each.profile.addresses,
        )
        for each in (jane, sam)
    ]
    assert make_proposals(traces, make_directory(taken)).proposed == ()


def test_a_window_says_why_a_day_is_left_out() -> None:
    window = Window(date(2026, 1, 1), date(2026, 2, 1))
    assert window.leaves_out(date(2026, 1, 1)) is None
    assert window.leaves_out(date(2026, 2, 1)) is None
    assert window.leaves_out(date(2025, 12, 31)) == "before 2026-01-01"
    assert window.leaves_out(date(2026, 2, 2)) == "after 2026-02-01"
    assert window.leaves_out(None) == "without a date that can be read"
