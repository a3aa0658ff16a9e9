from __future__ import annotations

from datetime import date

import pytest

from vaultnet.core.exchange.traces import Peer, Sort
from vaultnet.errors import CannotImport, WrongUsage
from vaultnet.formats.traces.whatsapp import Chat, peer_of, read_chat, who_else

TODAY = date(2026, 11, 23)
TITLE = "WhatsApp Chat with Jane Doe"


def read(*lines: str, order: str = "", title: str = TITLE) -> Chat:
    return read_chat(
        [f"{each}\n" for each in lines], title=title, order=order, today=TODAY
    )


def days(chat: Chat) -> dict[str, list[str]]:
    return {author: [str(day) for day in on] for author, on in chat.days.items()}


FORMS = [
    "[31/10/2026 11:40:26] Jane: hidden",
    "[31/10/2026, 11:40:26 AM] Jane: hidden",
    "\u200e[31/10/2026, 11:40:26\u202fAM] Jane: hidden",
    "10/31/26, 1:25 PM - Jane: hidden",
    "31/10/26 15:57 - Jane: hidden",
    "31/10/26, 15:57 - Jane: hidden",
    "2026-10-31, 3:02 p.m. - Jane: hidden",
    "31/10/2026 8:28 p.\u00a0m. - Jane: hidden",
    "[31.10.2026, 11:28:06] Jane: hidden",
    "31.10.26, 11:28 - Jane: hidden",
    "[31. 10. 2026, 11:28:06] Jane: hidden",
    "31. 10. 2026 11:28 - Jane: hidden",
    "[2026/10/31 12:34:56] Jane: hidden",
    "2026/10/31 \u5348\u5f8c3:02 - Jane: hidden",
    "[31.10.26 um 11:40:26] Jane: hidden",
    "31/10/2026 \u00e0 10:41 - Jane: hidden",
    "31-10-2026 10:41 - Jane: hidden",
    "10/31/26, 11:40\u202fAM \u2013 Jane: hidden",
    "31/10/26, 10.41 - Jane: hidden",
    "\u0663\u0661/\u0661\u0660/\u0662\u0660\u0662\u0666\u060c \u0668:\u0662\u0668"
    " \u0645 - Jane: hidden",
]


@pytest.mark.parametrize("line", FORMS)
def test_each_form_of_a_line_is_read(line: str) -> None:
    chat = read(line, line.replace("Jane", "Ada B."))
    assert days(chat) == {"Jane": ["2026-10-31"], "Ada B.": ["2026-10-31"]}
    assert "hidden" not in str(chat)


def test_what_follows_a_message_and_what_whatsapp_says_is_nobodys() -> None:
    chat = read(
        "31/10/2026, 15:57 - Messages and calls are end-to-end encrypted.",
        "31/10/2026, 15:57 - Jane Doe: first: line",
        "second: line",
        "31/10/2026: a day in a text",
        "31/10/2026, 15:58 - You changed the picture",
        "01/11/2026, 15:58 - Ada: ",
    )
    assert days(chat) == {"Jane Doe": ["2026-10-31"], "Ada": ["2026-11-01"]}


def test_the_notice_that_an_iphone_begins_with_is_no_message() -> None:
    chat = read(
        "[31/10/2026, 11:40:26] Jane Doe: \u200eMessages are end-to-end encrypted.",
        "[01/11/2026, 11:40:26] Jane Doe: hello",
        "\u200e[13/11/2026, 11:40:26] Jane Doe: \u200eimage omitted",
        title="_chat",
    )
    assert chat.title == "Jane Doe"
    assert days(chat) == {"Jane Doe": ["2026-11-01", "2026-11-13"]}


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (["3/4/26", "13/4/26"], ["2026-04-03", "2026-04-13"]),
        (["3/4/26", "4/13/26"], ["2026-03-04", "2026-04-13"]),
        (["5/4/26", "3/5/26"], ["2026-04-05", "2026-05-03"]),
        (["5/4/26", "6/3/26"], ["2026-05-04", "2026-06-03"]),
        (["3/3/26", "4/4/26"], ["2026-03-03", "2026-04-04"]),
        (["11/10/26", "12/10/26"], ["2026-10-11", "2026-10-12"]),  # not in December
        (["18/12/19", "19/12/19"], ["2019-12-18", "2019-12-19"]),
        (["2026-04-03", "2026-05-03"], ["2026-04-03", "2026-05-03"]),
    ],
)
def test_the_order_of_day_and_month_is_found_over_all_lines(
    written: list[str], read_as: list[str]
) -> None:
    chat = read(*(f"{day}, 10:00 - Jane: x" for day in written))
    assert days(chat) == {"Jane": read_as}


def test_days_that_can_be_read_in_two_ways_are_asked_about() -> None:
    lines = ["3/4/26, 10:00 - Jane: x", "4/5/26, 10:00 - Ada: x"]
    with pytest.raises(WrongUsage) as asked:
        read(*lines)
    assert str(asked.value) == (
        "3/4/26 can be read in two ways; say --dates dmy (2026-04-03)"
        " or --dates mdy (2026-03-04)"
    )
    assert days(read(*lines, order="mdy"))["Ada"] == ["2026-04-05"]
    assert days(read(*lines, order="dmy"))["Ada"] == ["2026-05-04"]


def test_days_that_fit_in_no_order_are_asked_about_and_then_left_out() -> None:
    lines = ["31/10/26, 10:00 - Jane: x", "99/99/99, 10:00 - Jane: x"]
    with pytest.raises(WrongUsage, match="no order of day, month and year fits"):
        read(*lines)
    chat = read(*lines, order="dmy")
    assert (days(chat), chat.unread) == ({"Jane": ["2026-10-31"]}, 1)


def test_what_is_no_chat_is_refused() -> None:
    for lines in ([], ["Dear Jane,", "on 31/10/2026: we met"], ["\x00" * 500]):
        with pytest.raises(CannotImport, match="no chat of WhatsApp"):
            read(*lines)


ADA = Peer(Sort.NAME, "ada")
JANE = Peer(Sort.NAME, "jane doe")


@pytest.mark.parametrize(
    ("title", "authors", "me", "others"),
    [
        (TITLE, ["Ada", "Jane Doe"], [], [JANE]),
        ("WhatsApp Chat - Jane Doe", ["Ada", "Jane Doe"], [], [JANE]),
        ("WhatsApp-Chat mit Jane Doe", ["Ada", "Jane Doe"], [], [JANE]),
        (f"{TITLE} (2)", ["Ada", "Jane Doe"], [], [JANE]),
        (TITLE, ["Ada"], [], [JANE]),
        (TITLE, ["Ada", "~ Bo"], [], [ADA, Peer(Sort.NAME, "bo")]),
        ("_chat", ["Ada", "Jane Doe"], [], [ADA, JANE]),
        ("_chat", ["Ada", "Jane Doe"], [ADA], [JANE]),
        ("_chat", ["Jane Doe"], [ADA], [JANE]),
        ("_chat", ["Ada"], [ADA], []),
        (TITLE, ["Ada", "Jane Doe", "Bo"], [ADA], []),
    ],
)
def test_the_other_one_is_told_by_the_title_or_by_who_you_are(
    title: str, authors: list[str], me: list[Peer], others: list[Peer]
) -> None:
    chat = read(*(f"31/10/2026, 10:00 - {each}: x" for each in authors), title=title)
    assert [*who_else(chat, me)] == others


def test_somebody_without_a_name_in_the_phone_is_known_by_the_number() -> None:
    assert peer_of("+44 7700 900123") == Peer(Sort.PHONE, "+447700900123")
    assert peer_of("+ Jane") == Peer(Sort.NAME, "+ jane")
