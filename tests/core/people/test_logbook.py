"""Adding an entry to a log: one line more, in the log's own order and style."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.config import Log
from vaultnet.core.kinds import Kind
from vaultnet.core.notes.lines import split_lines
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.interactions import read_log
from vaultnet.core.people.logbook import add_entry, render_entry
from vaultnet.core.values import NotePath

HEADINGS = Log().headings
NOVEMBER = date(2026, 11, 23)


def added(
    text: str,
    on: date = NOVEMBER,
    entry: str = "call: hello",
    daily: str = "YYYY-MM-DD",
) -> str:
    note = parse_note(NotePath("People/Ana.md"), text.encode())
    logged = add_entry(note, on, entry, headings=HEADINGS, daily_format=daily)
    assert entry in split_lines(logged.text)[logged.line - 1 :][0] or "###" in text
    return logged.text


NEWEST = "## Log\n- 2026-08-02 call: b\n- 2026-06-01 a\n"
OLDEST = "## Log\n- 2026-06-01 a\n- 2026-08-02 call: b\n"


@pytest.mark.parametrize(
    ("before", "on", "after"),
    [
        (NEWEST, "2026-11-23", "## Log\n- 2026-11-23 call: hello\n- 2026-08-02 call: b\n- 2026-06-01 a\n"),
        (NEWEST, "2026-07-01", "## Log\n- 2026-08-02 call: b\n- 2026-07-01 call: hello\n- 2026-06-01 a\n"),
        (NEWEST, "2026-05-01", "## Log\n- 2026-08-02 call: b\n- 2026-06-01 a\n- 2026-05-01 call: hello\n"),
        (OLDEST, "2026-11-23", "## Log\n- 2026-06-01 a\n- 2026-08-02 call: b\n- 2026-11-23 call: hello\n"),
        (OLDEST, "2026-07-01", "## Log\n- 2026-06-01 a\n- 2026-07-01 call: hello\n- 2026-08-02 call: b\n"),
        (OLDEST, "2026-05-01", "## Log\n- 2026-05-01 call: hello\n- 2026-06-01 a\n- 2026-08-02 call: b\n"),
    ],
)  # fmt: skip
def test_the_entry_goes_where_its_date_belongs(
    before: str, on: str, after: str
) -> None:
    assert added(before, date.fromisoformat(on)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "## Log\n- 2026-11-23 call: hello\n"),
        ("About Ana", "About Ana\n\n## Log\n- 2026-11-23 call: hello\n"),
        ("About Ana\r\n", "About Ana\r\n\r\n## Log\r\n- 2026-11-23 call: hello\r\n"),
        ("## Log\n", "## Log\n- 2026-11-23 call: hello\n"),
        ("## Log", "## Log\n- 2026-11-23 call: hello"),
        ("## Log\n| a |\n|---|\n", "## Log\n- 2026-11-23 call: hello\n\n| a |\n|---|\n"),
        ("## Log\n\n## Notes\nx\n", "## Log\n- 2026-11-23 call: hello\n\n## Notes\nx\n"),
        ("# Contact log\n* 2026-08-02 a\n", "# Contact log\n* 2026-11-23 call: hello\n* 2026-08-02 a\n"),
        ("## Log\n- [[2026-08-02]] a\n", "## Log\n- [[2026-11-23]] call: hello\n- [[2026-08-02]] a\n"),
        ("## Log\n- **2026-08-02**: a\n", "## Log\n- **2026-11-23**: call: hello\n- **2026-08-02**: a\n"),
        ("## Log\n- [x] 2026-08-02 a\n", "## Log\n- 2026-11-23 call: hello\n- [x] 2026-08-02 a\n"),
        ("## Log\n- 2 August 2026 a\n", "## Log\n- 23 November 2026 call: hello\n- 2 August 2026 a\n"),
        ("## Log\n- **30.9.2026** – a\n", "## Log\n- **23.11.2026** – call: hello\n- **30.9.2026** – a\n"),
        ("## Log\n- 2026-08-02 10:30 a\n", "## Log\n- 2026-11-23 call: hello\n- 2026-08-02 10:30 a\n"),
        ("## Log\n- 2026-08-02T10:30 a\n", "## Log\n- 2026-11-23 call: hello\n- 2026-08-02T10:30 a\n"),
        ("## Log\n1. 2026-06-01 a\n2. 2026-08-02 b\n", "## Log\n1. 2026-06-01 a\n2. 2026-08-02 b\n3. 2026-11-23 call: hello\n"),
        ("## Log\n1) 2026-06-01 a\n1) 2026-08-02 b\n", "## Log\n1) 2026-06-01 a\n1) 2026-08-02 b\n1) 2026-11-23 call: hello\n"),
        ("## Log\n1. 2026-08-02 b\n2. 2026-06-01 a\n", "## Log\n1. 2026-11-23 call: hello\n1. 2026-08-02 b\n2. 2026-06-01 a\n"),
        ("## Log\n### 2.8.2026: a\n### 01.06.2026\n- b\n", "## Log\n### 23.11.2026:\n- call: hello\n\n### 2.8.2026: a\n### 01.06.2026\n- b\n"),
        ("## Log\n- 2026-06-01 a\n  - more\n- 2026-08-02 b", "## Log\n- 2026-06-01 a\n  - more\n- 2026-08-02 b\n- 2026-11-23 call: hello"),
        ("## Log\r\n- 2026-08-02 a\r\n", "## Log\r\n- 2026-11-23 call: hello\r\n- 2026-08-02 a\r\n"),
    ],
)  # fmt: skip
def test_the_log_keeps_its_style(before: str, after: str) -> None:
    assert added(before) == after


def test_a_log_with_links_to_daily_notes_gets_one_more() -> None:
    line = "- [[Aug 14, 2026|2026-08-14]] a\n"
    new = "- [[Nov 23, 2026|2026-11-23]] call: hello\n"
    heading = "## Contact log\n"
    assert added(heading + line, daily="MMM D, YYYY") == heading + new + line


def test_a_log_of_dated_headings_gets_a_heading() -> None:
    before = "## Log\n\n### 2026-08-02\n- a\n\n### 2026-06-01\n- b\n"
    assert added(before) == (
        "## Log\n\n### 2026-11-23\n- call: hello\n\n### 2026-08-02\n- a\n\n"
        "### 2026-06-01\n- b\n"
    )


@pytest.mark.parametrize(
    ("kind", "text", "entry"),
    [
        (Kind.CALL, "hello  there", "call: hello there"),
        (Kind.CALL, "", "call"),
        (None, "hello", "hello"),
        (None, "", ""),
        (None, "two\nlines", "two lines"),
    ],
)
def test_an_entry_is_one_line(kind: Kind | None, text: str, entry: str) -> None:
    assert render_entry(kind, text) == entry


LINES = st.sampled_from(
    [
        "## Log", "### Log", "# Ana", "- 2026-08-02 call: b", "- [[2026-06-01]] a", "",
        "  indented", "- no date", "```", "%%", "- [ ] 2026-01-01 x", "> - 2026-02-02 q",
        "### 2026-08-02", "text", "\t- 2026-03-03 deeper", "---", "- 2027-01-01 future",
    ]
)  # fmt: skip


@given(
    st.lists(LINES),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.dates(date(2026, 1, 1), date(2027, 6, 1)),
)
def test_nothing_else_is_touched_and_the_entry_is_read_back(
    lines: list[str], end: str, last: bool, on: date
) -> None:
    text = end.join(lines) + (end if last else "")
    note = parse_note(NotePath("People/Ana.md"), text.encode())
    logged = add_entry(
        note, on, "call: hello", headings=HEADINGS, daily_format="YYYY-MM-DD"
    )
    rest = _without_new_lines(note.text, logged.text)
    assert rest
    after = parse_note(NotePath("People/Ana.md"), logged.text.encode())
    before_entries = read_log(note, HEADINGS)[0]
    entries = read_log(after, HEADINGS)[0]
    if after.body_start == note.body_start and "```" not in lines and "%%" not in lines:
        # An indented line that was code becomes part of a list that begins above it.
        # So does an indented title, whose underline then ends no section above the rest.
        underlined = ("  indented", "---") in itertools.pairwise(lines)
        code = sum(
            "-" in line if underlined else line.startswith("\t") for line in lines
        )
        assert 1 <= len(entries) - len(before_entries) <= 1 + code
        assert any(e.on == on and e.text == "hello" for e in entries)


def _without_new_lines(before: str, after: str) -> bool:
    """Whether one run of text put into ``before`` gives ``after``."""
    head = 0
    while head < len(before) and before[head] == after[head]:
        head += 1
    tail = len(before) - head
    return len(after) > len(before) and after.endswith(before[head:]) and tail >= 0
