"""The names of events: safe anywhere, each there once, and the same for ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.people.profile import Profile
from vaultnet.core.values import NotePath
from vaultnet.formats.calendar import WEEK_UID, make_uids


def who(path: str, uid: str | None = None) -> Profile:
    return Profile(NotePath(path), path, uid=uid)


def uid_of(uid: str | None, path: str = "People/Ada.md") -> str:
    return make_uids([who(path, uid)])[NotePath(path)]


@pytest.mark.parametrize("uid", ["5b0c1d9e-3f1a", "ada", "a_b.c+d-e", "x" * 200])
def test_a_uid_that_is_safe_is_the_uid(uid: str) -> None:
    assert uid_of(uid) == uid


@pytest.mark.parametrize(
    "uid",
    [
        "ada@example.org", "../../etc/passwd", "urn:uuid:5b0c", "a b", "ä", "x" * 201,
        ".hidden", "..", "con", "NUL.x", WEEK_UID, WEEK_UID.upper(), "a\nUID:b",
    ],
)  # fmt: skip
def test_any_other_is_a_digest_of_it(uid: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", uid_of(uid))
    assert uid_of(uid) != uid_of(f"{uid}x")


def test_a_uid_does_not_change_with_the_path_and_a_path_has_its_own() -> None:
    assert uid_of("a@b", "A.md") == uid_of("a@b", "B.md")
    assert uid_of(None, "A.md") != uid_of(None, "B.md")


def test_of_two_notes_with_one_uid_the_first_has_it() -> None:
    uids = make_uids([who("B.md", "ada"), who("A.md", "ada"), who("C.md", "ADA")])
    assert uids[NotePath("A.md")] == "ada"
    assert len({uid.casefold() for uid in uids.values()}) == 3


@given(
    st.lists(
        st.builds(
            who,
            st.sampled_from("ABCDEFG"),
            st.none() | st.text(max_size=20) | st.sampled_from(["a", "A", "con"]),
        ),
        unique_by=lambda each: each.path,
    )
)
def test_every_uid_is_a_file_name_and_there_once(profiles: list[Profile]) -> None:
    uids = make_uids(profiles)
    assert set(uids) == {each.path for each in profiles}
    assert len({uid.casefold() for uid in uids.values()}) == len(uids)
    for uid in uids.values():
        assert re.fullmatch(r"[A-Za-z0-9_+-][A-Za-z0-9_.+-]{0,199}", uid)
