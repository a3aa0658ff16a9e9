"""The settle rule, with lists and numbers."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.settle import (
    GATHER_AT_MOST,
    HOLD,
    PATIENCE,
    WITH_CLOSES,
    WITHOUT_CLOSES,
    Known,
    Quiet,
    Seen,
    Settle,
    looks_cut,
)


def never(path: str) -> bool:
    return False


def always(path: str) -> bool:
    return True


def test_a_closed_file_is_ready_after_a_quarter_of_a_second() -> None:
    settle = Settle(WITH_CLOSES)
    settle.see(0.0, "ada.md", Seen.WRITTEN)
    settle.see(0.1, "ada.md", Seen.WHOLE)
    assert settle.ready(0.34, never) == frozenset()
    assert settle.ready(0.35, never) == {"ada.md"}
    assert settle.ready(99.0, never) == frozenset()


def test_a_write_that_was_not_closed_waits_two_seconds() -> None:
    settle = Settle(WITH_CLOSES)
    settle.see(0.0, "ada.md", Seen.WHOLE)
    settle.see(0.1, "ada.md", Seen.WRITTEN)
    assert settle.ready(2.0, never) == frozenset()
    assert settle.next_look <= 2.1
    assert settle.ready(2.1, never) == {"ada.md"}


def test_without_close_events_a_write_waits_a_fifth() -> None:
    settle = Settle(WITHOUT_CLOSES)
    settle.see(0.0, "ada.md", Seen.WRITTEN)
    assert settle.ready(0.19, never) == frozenset()
    assert settle.ready(0.2, never) == {"ada.md"}


def test_a_deletion_is_believed_after_a_second() -> None:
    settle = Settle(WITH_CLOSES)
    settle.see(0.0, "ada.md", Seen.GONE)
    assert settle.ready(0.99, never) == frozenset()
    assert settle.ready(1.0, never) == {"ada.md"}


def test_deleted_and_created_again_is_one_change() -> None:
    settle = Settle(WITH_CLOSES)
    settle.see(0.0, "ada.md", Seen.GONE)
    settle.see(0.01, "ada.md", Seen.WHOLE)
    settle.see(0.02, "ada.md", Seen.WRITTEN)
    settle.see(0.03, "ada.md", Seen.WHOLE)
    assert settle.ready(0.3, never) == {"ada.md"}
    assert settle.next_look == float("inf")


def test_content_that_looks_cut_waits_two_seconds_more_and_no_longer() -> None:
    settle = Settle(WITH_CLOSES)
    settle.see(0.0, "ada.md", Seen.WHOLE)
    assert settle.ready(0.25, always) == frozenset()
    assert settle.next_look == 2.25
    assert settle.ready(2.25, always) == {"ada.md"}


def test_the_rest_of_a_cut_save_brings_it_forward() -> None:
    settle = Settle(WITH_CLOSES)
    settle.see(0.0, "ada.md", Seen.WHOLE)
    settle.ready(0.25, always)
    settle.see(0.5, "ada.md", Seen.WHOLE)
    assert settle.ready(0.75, never) == {"ada.md"}


def test_events_do_not_prolong_the_hold() -> None:
    settle = Settle(WITH_CLOSES)
    settle.see(0.0, "ada.md", Seen.WHOLE)
    settle.ready(0.25, always)
    settle.see(2.1, "ada.md", Seen.WHOLE)
    assert settle.ready(2.35, always) == {"ada.md"}


def test_a_file_that_never_falls_quiet_is_ready_in_the_end() -> None:
    settle = Settle(WITH_CLOSES)
    for tenth in range(100):
        settle.see(tenth / 10, "log.md", Seen.WRITTEN)
        assert settle.ready(tenth / 10, never) == frozenset()
    assert settle.ready(PATIENCE, never) == {"log.md"}


def test_a_burst_comes_as_one_batch() -> None:
    settle = Settle(WITH_CLOSES)
    for number in range(50):
        settle.see(number / 100, f"{number}.md", Seen.WHOLE)
        assert settle.ready(number / 100, never) == frozenset()
    assert settle.ready(settle.next_look, never) == frozenset()
    assert len(settle.ready(settle.next_look, never)) < 50
    assert len(settle.ready(0.74, never)) == 50


def test_a_long_burst_does_not_wait_for_its_end() -> None:
    settle = Settle(WITH_CLOSES)
    batches = 0
    for number in range(400):
        settle.see(number / 100, f"{number}.md", Seen.WHOLE)
        batches += bool(settle.ready(number / 100, never))
    assert 2 <= batches <= 5


def test_one_slow_file_does_not_keep_the_others() -> None:
    settle = Settle(WITH_CLOSES)
    settle.see(0.0, "slow.md", Seen.WRITTEN)
    settle.see(0.0, "ada.md", Seen.WHOLE)
    assert settle.ready(0.25, never) == {"ada.md"}


OLD = b"---\nmet: 2024\n---\nOne line\nTwo lines\n"


@pytest.mark.parametrize(
    ("new", "known"),
    [
        (b"", Known(len(OLD), OLD)),
        (b"", None),
        (OLD[:10], Known(len(OLD), OLD)),
        (b"---\nmet: 2024\n---\nOne line\n", Known(len(OLD), OLD)),
        (b"---\nmet: 2025\nx", Known(len(OLD), OLD)),
        (b"---\r\nmet: 2025\r\n", None),
        (b"\xef\xbb\xbf---\nmet", None),
        (b"---\nmet: 2025\n---\nOne", Known(len(OLD), OLD)),
        (b"---\nmet: 2025\n---\nOne\n", Known(len(OLD))),
    ],
)
def test_this_looks_cut(new: bytes, known: Known | None) -> None:
    assert looks_cut(new, known)


@pytest.mark.parametrize(
    ("new", "known"),
    [
        (OLD, Known(len(OLD), OLD)),
        (OLD + b"more", Known(len(OLD), OLD)),
        (b"---\nmet: 2025\n---\nOne line\n", Known(len(OLD), OLD)),
        (b"---\r\nmet: 2025\r\n---\r\nOne\r\n", Known(len(OLD), OLD)),
        (b"---\nmet: 2025\n...\n", Known(len(OLD), OLD)),
        (b"", Known(0, b"")),
        (b"Hello", None),
        (b"---\n---", None),
        (b"no newline", Known(12, b"nor was here")),
    ],
)
def test_this_looks_whole(new: bytes, known: Known | None) -> None:
    assert not looks_cut(new, known)


PATHS = st.sampled_from(["a.md", "b.md", "c/d.md", "c/e.md"])
EVENTS = st.lists(
    st.tuples(st.floats(0.0, 3.0), PATHS, st.sampled_from(list(Seen))), max_size=30
)


def run(
    events: list[tuple[float, str, Seen]], quiet: Quiet, cut: frozenset[str]
) -> tuple[dict[str, float], list[tuple[float, str]]]:
    """Play events at growing times; give each path's last event, and what came out."""
    settle = Settle(quiet)
    last: dict[str, float] = {}
    given_out: list[tuple[float, str]] = []

    def look_until(end: float) -> None:
        while settle.next_look <= end:
            at = settle.next_look
            given_out.extend((at, p) for p in settle.ready(at, cut.__contains__))
            assert settle.next_look > at

    times = accumulate(delay for delay, _, _ in events)
    for at, (_, path, seen) in zip(times, events, strict=True):
        look_until(at)
        settle.see(at, path, seen)
        last[path] = at
    look_until(1e9)
    return last, given_out


@given(EVENTS, st.sampled_from([WITH_CLOSES, WITHOUT_CLOSES]), st.frozensets(PATHS))
def test_no_path_is_lost_and_none_waits_too_long(
    events: list[tuple[float, str, Seen]], quiet: Quiet, cut: frozenset[str]
) -> None:
    last, given_out = run(events, quiet, cut)
    longest = max(quiet.written, quiet.gone) + HOLD + GATHER_AT_MOST + 1e-6
    for path, at in last.items():
        assert any(at <= out <= at + longest for out, p in given_out if p == path)
    assert {path for _, path in given_out} == set(last)


@given(EVENTS, st.sampled_from([WITH_CLOSES, WITHOUT_CLOSES]))
def test_nothing_is_given_before_its_quiet_or_twice(
    events: list[tuple[float, str, Seen]], quiet: Quiet
) -> None:
    _, given_out = run(events, quiet, frozenset())
    times = list(accumulate(delay for delay, _, _ in events))
    shortest = min(quiet.written, quiet.whole, quiet.gone)
    for out, path in given_out:
        seen_at = [
            at
            for at, (_, p, _) in zip(times, events, strict=True)
            if p == path and at < out
        ]
        assert seen_at
        assert (
            out >= max(seen_at) + shortest - 1e-6
            or out >= min(seen_at) + PATIENCE - 1e-6
        )
    for path in {p for _, p in given_out}:
        outs = [out for out, p in given_out if p == path]
        ats = [at for at, (_, p, _) in zip(times, events, strict=True) if p == path]
        for before, after in pairwise(outs):
            assert any(before <= at <= after for at in ats)
