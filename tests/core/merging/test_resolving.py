"""Conflicts that git itself writes, and copies, put together: no word is lost."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vaultnet.core.merging.conflicts import Outcome, Rules, Versions, settle_conflict
from vaultnet.core.merging.copies import unite_notes
from vaultnet.core.notes.note import State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath

PATH = NotePath("People/Jane Doe.md")
STYLES = ("", "--diff3", "--zdiff3")

FIELDS = (
    "aliases: [a, b]", "tags:\n  - x\n  - y", "last_contact: 2026-08-02",
    "company: Acme # c", 'phone: "+44"', "email:",
)  # fmt: skip
LINES = (
    "## Log", "- 2026-08-02 call: {}", "- 2026-08-03 {} [[Due 2026-W31|2026-W31]]",
    "  - {}", "  next: {}", "- [ ] {}", "- [x] {}", "## Favours", "- [ ] offer: {}",
    "%% vaultnet:begin due %%", "- [ ] [[Jane]] {}", "%% vaultnet:end due %%",
    "### Jane {}", "> {}", "", "", "{} {} {}", "{}", "---", "- 2026-06-01 {}",
)  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, str, str]:
    """A note and two edits of it; every word of the body stands once in it."""
    fields = draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=4))
    forms = draw(st.lists(st.sampled_from(LINES), max_size=14))
    body = [_filled(form, f"b{number}w") for number, form in enumerate(forms)]
    end = draw(st.sampled_from(["\n", "\n", "\n", "\r\n"]))
    base = _written(fields, body, end, last=draw(st.booleans()))
    sides = []
    for name in ("o", "t"):
        new_fields = [new for each in fields for new in _field(draw, each, name)]
        new_body = [
            new
            for number, line in enumerate(body)
            for new in _line(draw, line, f"{name}{number}w")
        ]
        sides.append(_written(new_fields, new_body, end, last=draw(st.booleans())))
    return base, sides[0], sides[1]


def _filled(form: str, word: str) -> str:
    return form.format(*(f"{word}{number}" for number in range(3)))


_DEEDS = (0, 1, 2, 3, 9, 9, 9, 9)


def _field(draw: st.DrawFn, field: str, name: str) -> list[str]:
    key = field.partition(":")[0]
    return {
        0: [],
        1: [field, f"{name}{key}w0: v"],
        2: [f"{key}: {name}{key}w1"],
        3: [f"{key}: [a, {name}{key}w2]"],
        4: [f"last_contact: 2026-11-0{draw(st.integers(1, 9))}"],
    }.get(4 if key == "last_contact" else draw(st.sampled_from(_DEEDS)), [field])


def _line(draw: st.DrawFn, line: str, word: str) -> list[str]:
    return {
        0: [],
        1: [f"{line} {word}0"],
        2: [f"- 2026-08-05 call: {word}1", line],
        3: [line, "", f"{word}2"],
        4: [line.replace("[ ]", "[x]")],
        5: [f"{word}3"],
        6: [line, "=======", f"{word}4"],
    }.get(draw(st.integers(0, 14)), [line])


def _written(fields: list[str], body: list[str], end: str, *, last: bool) -> str:
    head = ["---", *"\n".join(fields).split("\n"), "---"] if fields else []
    return end.join([*head, *body]) + end * last


def words(text: str) -> set[str]:
    return set(re.findall(r"\b[bot][a-z_\d]+w\d\b", text))


def wanted(base: str, ours: str, theirs: str) -> set[str]:
    """The words that neither side took out."""
    there = words(ours) | words(theirs)
    return there - (words(base) - (words(ours) & words(theirs)))


class MergeFile:
    """``git merge-file`` on three texts."""

    def __init__(self, base: str, ours: str, theirs: str) -> None:
        self._texts = (ours, base, theirs)

    def __call__(self, *options: str) -> str:
        with TemporaryDirectory() as folder:
            names = [Path(folder) / name for name in ("here", "base", "there")]
            for place, text in zip(names, self._texts, strict=True):
                place.write_bytes(text.encode())
            done = subprocess.run(
                ["git", "merge-file", "-p", *filter(None, options), *map(str, names)],
                capture_output=True,
                check=False,
            )
        assert done.returncode < 128, done.stderr
        return done.stdout.decode()


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")


def result(now: str, outcome: Outcome) -> str:
    return now if outcome.data is None else outcome.data.decode()


@needs_git
@given(histories(), st.sampled_from(STYLES), st.sampled_from([7, 7, 12]))
def test_no_word_of_a_conflict_is_lost_when_git_knows_the_sides(
    history: tuple[str, str, str], style: str, size: int
) -> None:
    git = MergeFile(*history)
    now = git(style, f"--marker-size={size}")
    assume("<" * size in now)  # else git would not call it unmerged
    written = (git("--ours").encode(), git("--theirs").encode())
    base, ours, theirs = (each.encode() for each in history)
    versions = Versions(base, ours, theirs, size, written)
    outcome = settle_conflict(now.encode(), versions, PATH, Rules())
    text = result(now, outcome)
    assert wanted(*history) <= words(text)
    again = settle_conflict(text.encode(), versions, PATH, Rules())
    assert again.data is None
    if outcome.data is not None and not outcome.why:
        assert parse_note(PATH, outcome.data).state is not State.BROKEN
        assert not again.why


@needs_git
@given(histories(), st.sampled_from(STYLES), st.sampled_from([7, 7, 12]))
def test_no_word_of_a_conflict_is_lost_when_markers_are_all_there_is(
    history: tuple[str, str, str], style: str, size: int
) -> None:
    now = MergeFile(*history)(style, f"--marker-size={size}")
    outcome = settle_conflict(now.encode(), None, PATH, Rules())
    text = result(now, outcome)
    assert wanted(*history) <= words(text)
    if not outcome.why:
        assert not re.search(r"^(<{7}|>{7})", text, re.MULTILINE)


@needs_git
@given(histories(), st.sampled_from(STYLES), st.integers(0, 30))
def test_what_was_written_into_a_conflict_by_hand_is_kept(
    history: tuple[str, str, str], style: str, at: int
) -> None:
    git = MergeFile(*history)
    lines = git(style).splitlines(keepends=True)
    lines.insert(min(at, len(lines)), "by hand bhandw1\n")
    now = "".join(lines)
    written = (git("--ours").encode(), git("--theirs").encode())
    base, ours, theirs = (each.encode() for each in history)
    versions = Versions(base, ours, theirs, 7, written)
    text = result(now, settle_conflict(now.encode(), versions, PATH, Rules()))
    assert "bhandw1" in words(text)


@given(histories())
def test_no_word_of_a_note_and_its_copy_is_lost_in_either_order(
    history: tuple[str, str, str],
) -> None:
    _, ours, theirs = (each.encode() for each in history)
    united = unite_notes(None, ours, theirs, PATH)
    assert united == unite_notes(None, theirs, ours, PATH)
    if united is None:
        return
    assert words(history[1]) | words(history[2]) <= words(united.data.decode())
    again = unite_notes(None, united.data, theirs, PATH)
    assert again
    assert words(again.data.decode()) == words(united.data.decode())


@given(histories())
def test_a_base_that_is_certain_loses_no_word_either(
    history: tuple[str, str, str],
) -> None:
    base, ours, theirs = (each.encode() for each in history)
    united = unite_notes(base, ours, theirs, PATH)
    if united is not None:
        assert words(history[1]) | words(history[2]) <= words(united.data.decode())


LIST = "%% vaultnet:begin due %%\n{}\n%% vaultnet:end due %%\n"
LINE = "- [ ] [[Jane]] · text · ask how it went (2 August) · [[#Jane|what to say]]"


def test_a_line_that_two_devices_made_stands_once_with_the_words_of_both() -> None:
    here = LIST.format(f"{LINE} we spoke")
    there = LIST.format(LINE.replace("[ ]", "[x]"))
    united = unite_notes(None, here.encode(), there.encode(), PATH)
    assert united
    both = f"{LINE.replace('[ ]', '[x]')} we spoke"
    assert united.data.decode() == LIST.format(both)


def test_a_line_that_zdiff3_shows_in_its_base_and_below_is_not_lost() -> None:
    shown = (
        "%% vaultnet:begin due %%\n<<<<<<< a\n\no2w2\n- 2026-08-05 call: o3w1\n"
        "||||||| b\n%% vaultnet:begin due %%\n- 2026-08-02 call: b3w0\n=======\n"
        "%% vaultnet:begin due %%\n>>>>>>> c\n- 2026-08-02 call: b3w0\n"
    )
    outcome = settle_conflict(shown.encode(), None, PATH, Rules())
    assert {"o2w2", "o3w1", "b3w0"} <= words(result(shown, outcome))
