"""A folder that others write into: what may be written, removed, and what not."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.mirror import (
    CHANGED,
    ORPHANED,
    Mirror,
    Written,
    is_written,
    parse_written,
    plan_mirror,
    render_written,
)

Files = dict[str, bytes]


def unsaid(mine: bytes, theirs: bytes) -> tuple[str, ...]:
    return tuple(sorted({chr(each) for each in theirs} - {chr(each) for each in mine}))


def marks(files: Mapping[str, bytes]) -> Written:
    return frozenset(
        (hashlib.sha256(data).hexdigest(), name) for name, data in files.items()
    )


def plan(
    wanted: Files, present: Files, ours: Files, held: tuple[str, ...] = ()
) -> Mirror:
    return plan_mirror(wanted, present, marks(ours), held=held, unsaid=unsaid)


def test_a_new_file_is_written_and_remembered() -> None:
    new = {"a.vcf": b"a"}
    assert plan(new, {}, {}) == Mirror(write=new, written=marks(new))


def test_the_same_bytes_are_not_written_again() -> None:
    same = {"a.vcf": b"a"}
    assert plan(same, same, same) == Mirror(written=marks(same))


def test_a_file_of_ours_follows_its_note_and_goes_with_it() -> None:
    old = {"a.vcf": b"a", "b.vcf": b"b"}
    done = plan({"a.vcf": b"new"}, old, old)
    assert done == Mirror({"a.vcf": b"new"}, ("b.vcf",), {}, marks({"a.vcf": b"new"}))


def test_what_a_phone_wrote_is_not_lost() -> None:
    ours = {"a.vcf": b"a", "b.vcf": b"b"}
    phone = {"a.vcf": b"a+phone", "b.vcf": b"b+phone"}
    done = plan({"a.vcf": b"a2"}, phone, ours)
    assert done == Mirror(
        left={"a.vcf": CHANGED.format("+, e, h, n, o and p"), "b.vcf": ORPHANED},
        written=marks(ours),
        unsaid={"a.vcf": tuple("+ehnop")},
    )


def test_what_a_phone_wrote_may_go_once_the_note_says_it() -> None:
    new = {"a.vcf": b"ahpneo+2"}
    done = plan(new, {"a.vcf": b"a+phone"}, {"a.vcf": b"a"})
    assert done == Mirror(write=new, written=marks(new))


def test_files_of_others_stay() -> None:
    ours = {"a.vcf": b"a"}
    done = plan(ours, {"a.vcf": b"a", "other.vcf": b"x"}, ours)
    assert done == Mirror(written=marks(ours))


def test_a_file_that_somebody_deleted_comes_back_while_there_is_a_note() -> None:
    ours = {"a.vcf": b"a"}
    assert plan(ours, {}, ours).write == ours


def test_a_file_that_is_held_stays_and_stays_ours() -> None:
    ours = {"a.vcf": b"a"}
    assert plan({}, ours, ours, held=("a.vcf",)) == Mirror(written=marks(ours))


FILES = st.dictionaries(
    st.sampled_from(["a", "b", "c"]), st.sampled_from([b"1", b"12"])
)


@given(FILES, FILES, FILES, st.sets(st.sampled_from(["a", "b", "c"])))
def test_nothing_is_lost_and_a_second_time_changes_nothing(
    wanted: Files, present: Files, ours: Files, held: set[str]
) -> None:
    first = plan(wanted, present, ours, tuple(held))
    touched = {*first.write, *first.remove}
    for name in touched & set(present):
        is_ours = ours.get(name) == present[name]
        assert is_ours or not unsaid(first.write.get(name, b""), present[name])
    assert not touched & set(first.left)
    assert not set(first.remove) & held
    after = {**present, **first.write}
    for name in first.remove:
        del after[name]
    second = plan_mirror(wanted, after, first.written, held=held, unsaid=unsaid)
    assert (second.write, second.remove) == ({}, ())
    assert second.written == first.written


@given(FILES, st.text(max_size=10))
def test_what_was_written_is_read_again(files: Files, vault: str) -> None:
    data = render_written(marks(files), vault)
    assert parse_written(data, vault) == marks(files)
    assert all(is_written(name, files[name], marks(files)) for name in files)


def test_what_was_written_from_another_vault_is_not_ours() -> None:
    data = render_written(marks({"a": b""}), "Notes")
    assert parse_written(data, "Work") == frozenset()


def test_lines_that_are_no_digests_are_passed_over() -> None:
    data = render_written(marks({"a b": b""}), "Notes") + b"x\n\n<<<<<<< a\n\xff"
    assert parse_written(data, "Notes") == marks({"a b": b""})
    for damaged in (b"", b"\xff", data.partition(b"\n")[2]):
        assert parse_written(damaged, "Notes") == frozenset()
