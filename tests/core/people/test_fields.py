"""Fields set in a contact's note: in its own spelling, and never back in time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.notes.edit import CannotEdit
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.people.fields import set_cadence, with_last_contact, with_value
from vaultnet.core.values import NotePath

DIALECT = Dialect({"last_contact": ["gesprochen"]})
ON = date(2026, 11, 23)


def note_of(fields: str, body: str = "Ana\n") -> Note:
    text = f"---\n{fields}---\n{body}"
    return parse_note(NotePath("People/Ana.md"), text.encode())


def mirrored(fields: str) -> tuple[str, tuple[str, ...]]:
    text, left = with_last_contact(note_of(fields), DIALECT, ON)
    assert text.startswith("---\n")
    assert text.endswith("---\nAna\n")
    return text[4:-8], left


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("last_contact: 2026-08-02\n", "last_contact: 2026-11-23\n"),
        ("lastContact: '2026-08-02' # x\n", "lastContact: '2026-11-23' # x\n"),
        ("gesprochen: 2.8.2026\n", "gesprochen: 2026-11-23\n"),
        ("last_contact:\n", "last_contact: 2026-11-23\n"),
        ("Last Contact: 2026-08-02T10:00\n", "Last Contact: 2026-11-23\n"),
        ('last_chat: "[[2026-08-02]]"\n', 'last_chat: "[[2026-11-23]]"\n'),
        ('last_chat: "[[Daily/2026-08-02]]"\n', 'last_chat: "[[Daily/2026-11-23]]"\n'),
        ('last_chat: "[[2026-08-02|2.8.]]"\n', 'last_chat: "2026-11-23"\n'),
        (
            "last_contact: 2026-08-02\nx: 1\nprm-last-contacted: 2026-07-01\n",
            "last_contact: 2026-11-23\nx: 1\nprm-last-contacted: 2026-11-23\n",
        ),
        (
            "last_contact: 2027-01-01\nlast_chat: 2026-07-01\n",
            "last_contact: 2027-01-01\nlast_chat: 2026-11-23\n",
        ),
    ],
)
def test_the_last_contact_moves_on_in_each_spelling(before: str, after: str) -> None:
    assert mirrored(before) == (after, ())


@pytest.mark.parametrize(
    "fields",
    [
        "",
        "met: 2026-08-02\n",
        "last_contact: 2026-11-23\n",
        "last_contact: 23.11.2026\n",
        "last_contact: 2026-12-24\n",
        "last_contact: [2026-12-24]\n",
    ],
)
def test_a_note_that_has_none_or_a_later_one_stays(fields: str) -> None:
    assert mirrored(fields) == (fields, ())


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ("x: 1\nlast_contact: last week\n", "Ana.md:3: “last_contact: last week”"),
        ("last_contact:\n  - 2026-01-01\n", "Ana.md:2: “last_contact” holds a list"),
        ("last_contact: [[2026-01-01]]\n", "Ana.md:2: “last_contact” holds a list"),
        ("last_contact: &a 2026-01-01\n", "Ana.md:2: “last_contact” is named"),
    ],
)
def test_what_cannot_be_moved_on_stays_and_says_why(fields: str, says: str) -> None:
    text, left = mirrored(fields)
    assert text == fields
    assert len(left) == 1
    assert says in left[0]


def test_one_field_that_cannot_be_moved_on_does_not_hold_the_others() -> None:
    text, left = mirrored("last_contact: [2026-01-01]\nlast_chat: 2026-01-01\n")
    assert text == "last_contact: [2026-01-01]\nlast_chat: 2026-11-23\n"
    assert len(left) == 1


@given(
    st.lists(
        st.sampled_from(["last_contact", "lastContact2", "last_chat"]), unique=True
    ),
    st.dates(date(2026, 10, 1), date(2027, 1, 31)),
    st.dates(date(2026, 10, 1), date(2027, 1, 31)),
)
def test_it_never_moves_back_and_moving_twice_is_moving_once(
    keys: list[str], there: date, on: date
) -> None:
    note = note_of("".join(f"{key}: {there}\n" for key in keys))
    once, left = with_last_contact(note, DIALECT, on)
    assert left == ()
    again = parse_note(note.path, once.encode())
    assert with_last_contact(again, DIALECT, on) == (once, ())
    for key in set(keys) - {"lastContact2"}:
        assert again.fields[key].value == str(max(there, on))


@pytest.mark.parametrize(
    ("fields", "after"),
    [
        ("", "snooze_until: 2027-01-15\n"),
        ("x: 1\n", "x: 1\nsnooze_until: 2027-01-15\n"),
        ("prm-snooze-until: 2026-01-01\n", "prm-snooze-until: 2027-01-15\n"),
        (
            "Snooze Until:\ncnt:snooze-until: '2026-01-01'\n",
            "Snooze Until: 2027-01-15\ncnt:snooze-until: '2027-01-15'\n",
        ),
    ],
)
def test_a_value_goes_to_the_spelling_that_the_note_uses(
    fields: str, after: str
) -> None:
    text = with_value(note_of(fields), DIALECT, "snooze_until", "2027-01-15")
    assert text == f"---\n{after}---\nAna\n"


def test_where_one_spelling_cannot_be_set_nothing_is() -> None:
    note = note_of("snooze_until: 2026-01-01\nprm-snooze-until: [2026-01-01]\n")
    with pytest.raises(CannotEdit, match=r"Ana\.md:3"):
        with_value(note, DIALECT, "snooze_until", "2027-01-15")


@pytest.mark.parametrize(
    ("fields", "cadence", "after"),
    [
        ("", "quarterly", "cadence: quarterly\n"),
        ("", "90", 'cadence: "90"\n'),
        ("Cadence: weekly\n", "twice a year", "Cadence: twice a year\n"),
        ("cadence: 90\n", "6w", "cadence: 42\n"),
        ("prm-cadence: 30\n", "never", "prm-cadence: never\n"),
        ("cadence: '30'\n", "90", "cadence: '90'\n"),
        ("cadence: 90\n", "90", "cadence: 90\n"),
        (
            "cadence: auto\nfrequency_days: 30\n",
            "monthly",
            "cadence: monthly\nfrequency_days: 30\n",
        ),
    ],
)
def test_a_rhythm_is_pinned_in_days_where_the_note_counts_days(
    fields: str, cadence: str, after: str
) -> None:
    assert set_cadence(note_of(fields), DIALECT, cadence) == f"---\n{after}---\nAna\n"
