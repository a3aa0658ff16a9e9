from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from vaultnet.core.exchange.traces import Peer, Sort, Window
from vaultnet.errors import CannotImport
from vaultnet.formats.traces.linkedin import (
    Messages,
    messages_by,
    read_messages,
    whose,
)

WINDOW = Window(date(2025, 11, 23), date(2026, 11, 23))
COLUMNS = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO",
    "RECIPIENT PROFILE URLS", "DATE", "SUBJECT", "CONTENT", "FOLDER", "ATTACHMENTS",
    "IS MESSAGE DRAFT",
)  # fmt: skip
ME = Peer(Sort.LINKEDIN, "ada")


def url(name: str) -> str:
    return f"https://www.linkedin.com/in/{name}" if name else ""


def row(
    talk: str,
    sender: str,
    to: str,
    on: str = "2026-11-02 22:05:06 UTC",
    **others: str,
) -> dict[str, str]:
    """A row as LinkedIn writes it; ``to`` are names with commas between."""
    return {
        "CONVERSATION ID": talk,
        "FROM": sender.title(),
        "SENDER PROFILE URL": url(sender),
        "TO": to.title(),
        "RECIPIENT PROFILE URLS": ",".join(map(url, to.split(","))),
        "DATE": on,
        "SUBJECT": "hidden",
        "CONTENT": 'several\nlines, "hidden"',
        "FOLDER": "INBOX",
        "IS MESSAGE DRAFT": "No",
        **others,
    }


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read(text: str) -> Messages:
    return read_messages(io.StringIO(text, newline=""), WINDOW)


def told(text: str) -> list[tuple[str, list[str]]]:
    traces = messages_by(read(text), {ME}, WINDOW)
    assert {each.kind for each in traces.traces} <= {"chat"}
    return [(str(t.on), [peer.key for peer in t.peers]) for t in traces.traces]


def test_what_i_write_and_what_is_written_to_me_counts() -> None:
    text = table(
        row("1", "ada", "jane"),
        row("2", "sam", "ada", "2026-11-03 08:00:00 UTC"),
    )
    assert told(text) == [("2026-11-02", ["jane"]), ("2026-11-03", ["sam"])]
    assert "hidden" not in str(read(text))


def test_in_a_group_mine_counts_for_all_and_theirs_for_the_sender() -> None:
    few = table(row("1", "ada", "jane,sam,bo"), row("1", "sam", "ada,jane,bo"))
    assert told(few) == [("2026-11-02", ["jane", "sam", "bo"]), ("2026-11-02", ["sam"])]
    many = "b,c,d,e,f,g"
    assert told(table(row("1", "ada", many), row("1", "b", f"ada,{many}"))) == []


def test_columns_are_found_by_their_names_below_whatever_stands_above() -> None:
    odd = tuple(reversed(COLUMNS))
    text = "Notes:\n\n" + table(row("1", "ada", "jane"), columns=odd)
    assert told(text.replace("CONVERSATION ID", " Conversation Id ")) == [
        ("2026-11-02", ["jane"])
    ]


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        ({"IS MESSAGE DRAFT": "Yes"}, "never sent"),
        ({"IS MESSAGE DRAFT": "true"}, "never sent"),
        ({"FOLDER": "SPAM"}, "advertisements"),
        ({"CONVERSATION TITLE": "Sponsored message"}, "advertisements"),
        ({"SENDER PROFILE URL": "https://www.linkedin.com/company/x"},
         "advertisements"),
        ({"SENDER PROFILE URL": ""}, "by people without a profile"),
        ({"DATE": "yesterday"}, "without a date that can be read"),
        ({"DATE": "2026-02-31 10:00:00 UTC"}, "without a date that can be read"),
        ({"DATE": "2025-11-02 10:00:00 UTC"}, "before 2025-11-23"),
    ],
)  # fmt: skip
def test_what_is_no_message_is_left_out_and_said(
    changed: dict[str, str], left: str
) -> None:
    text = table({**row("1", "ada", "jane"), **changed}, row("2", "ada", "sam"))
    assert told(text) == [("2026-11-02", ["sam"])]
    assert read(text).left == {left: 1}


def test_a_broken_row_keeps_no_other_back() -> None:
    huge = "x" * (csv.field_size_limit() + 1)
    text = table(
        row("1", "ada", "jane"),
        row("2", "ada", "bo", CONTENT=huge),
        row("3", "ada", "sam"),
    )
    assert told(text) == [("2026-11-02", ["jane"]), ("2026-11-02", ["sam"])]
    assert read(text).left == {"that cannot be read": 1}
    short = table(row("1", "ada", "jane")) + "1,2\r\n"
    assert told(short) == [("2026-11-02", ["jane"])]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([row("1", "ada", "jane"), row("2", "sam", "ada")], ["ada"]),
        ([row("1", "ada", "jane"), row("1", "jane", "ada")], ["ada", "jane"]),
        ([row("1", "ada", "jane"), row("2", "bo", "sam")], []),
        ([], []),
    ],
)
def test_the_file_is_theirs_who_takes_part_in_all_of_it(
    rows: list[dict[str, str]], found: list[str]
) -> None:
    assert [peer.key for peer in whose(read(table(*rows)))] == found


def test_one_odd_conversation_of_many_does_not_hide_whose_file_it_is() -> None:
    rows = [row(str(n), "ada", f"p{n:03}") for n in range(20)]
    assert whose(read(table(*rows, row("x", "bo", "")))) == (ME,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
        "\x00\x01\x02",
        "\n" * 50 + table(row("1", "ada", "jane")),
    ],
)
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(CannotImport, match=r"no messages\.csv of LinkedIn"):
        read(text)
