from __future__ import annotations

import mailbox
import tempfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.traces import Peer, Sort, Window
from vaultnet.formats.traces.mail import mails_by, read_mails, senders
from vaultnet.formats.traces.mbox import read_head, split_mbox

WINDOW = Window(date(2025, 11, 23), date(2026, 11, 23))
ADA = Peer(Sort.EMAIL, "ada@example.org")


def head(*lines: str, sender: str = "ada@example.org", on: str = "2 Nov 2026") -> str:
    return "\n".join((f"From: {sender}", f"Date: {on} 10:00:00 +0000", *lines))


def read(*heads: str) -> tuple[list[tuple[str, list[str]]], dict[str, int]]:
    """The days and addressees of what Ada sent, and what was left out."""
    fields = (read_head(f"{each}\n".encode().splitlines(True)) for each in heads)
    traces = mails_by(read_mails(fields, WINDOW), {ADA})
    told = [(str(t.on), [peer.key for peer in t.peers]) for t in traces.traces]
    return told, dict(traces.left)


MBOX = b"""\
From ada@example.org Mon Nov  2 10:00:00 2026
From: Ada <ada@example.org>
Subject: hidden words
To: jane@example.org
Date: Mon, 2 Nov 2026 10:00:00 +0000

From: mallory@example.com
To: everybody@example.com

>From the start it was escaped.

From here on it was not.

From - Tue Nov  3 10:00:00 2026
From: ada@example.org
To: Sam
 <sam@example.org>
Date: Tue, 3 Nov 2026 10:00:00 +0000

From x
nothing

From 1790@xxx Wed Nov 04 10:00:00 +0000 2026
X-GM-THRID: 1790
From: ada@example.org
To: bo@example.org
Date: Wed, 4 Nov 2026 10:00:00 +0000

From
From: this is a body, too

From nobody
From: ada@example.org
To: cy@example.org
Date: Thu, 5 Nov 2026 10:00:00 +0000
"""


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_mailbox_is_split_at_its_mails_and_not_at_what_they_say(end: bytes) -> None:
    lines = MBOX.replace(b"\n", end).splitlines(keepends=True)
    heads = [*split_mbox(lines)]
    assert [each["to"] for each in heads] == [
        "jane@example.org", "Sam <sam@example.org>", "bo@example.org", "cy@example.org",
    ]  # fmt: skip
    assert "hidden" not in str(heads)


@given(
    st.lists(
        st.lists(
            st.sampled_from(["From here", "From x 10:00", "", "To: z@x.org", ">"])
        ),
        max_size=5,
    )
)
def test_what_pythons_own_mailbox_writes_is_taken_apart_again(
    bodies: list[list[str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mbox"
        box = mailbox.mbox(path)
        for number, lines in enumerate(bodies):
            mail = EmailMessage()
            mail["To"] = f"p{number}@example.org"
            mail["Subject"] = "hidden"
            mail.set_content("\n".join(lines))
            box.add(mail)
        box.close()
        heads = [*split_mbox(path.read_bytes().splitlines(keepends=True))]
    assert heads == [{"to": f"p{n}@example.org"} for n in range(len(bodies))]


def test_what_is_no_mailbox_has_no_mails() -> None:
    assert [*split_mbox([b"Dear Ada,\n", b"\n", b"From x to y\n"])] == []
    assert [*split_mbox([])] == []


def test_a_mail_to_a_few_people_counts_for_each_of_them() -> None:
    assert read(
        head(
            'To: "Doe, Jane" <Jane@Example.org>, Sam <sam@example.org>',
            "Cc: =?utf-8?q?J=C3=B6rg?= <joerg@example.org>, ada@example.org",
            "Bcc: Jane <jane@example.org>",
        )
    ) == (
        [("2026-11-02", ["jane@example.org", "sam@example.org", "joerg@example.org"])],
        {},
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Mon, 02 Nov 2026 23:30:00 -0800", "2026-11-02"),
        ("Tue, 03 Nov 2026 00:30:00 +1400", "2026-11-03"),
        ("2 Nov 26 10:00", "2026-11-02"),
        ("Mon, 2 Nov 2026 10:00:00 GMT (a comment)", "2026-11-02"),
        ("Mon Nov  2 10:00:00 2026", "2026-11-02"),
    ],
)
def test_the_day_is_the_senders_own(written: str, day: str) -> None:
    told, _ = read(f"From: ada@example.org\nTo: j@example.org\nDate: {written}")
    assert [on for on, _ in told] == [day]


UNREADABLE = {"without a date that can be read": 1}


@pytest.mark.parametrize(
    ("mail", "left"),
    [
        (head("To: j@x.org", sender="sam@x.org"), {"by others": 1}),
        (head("To: a@x.org,b@x.org,c@x.org,d@x.org,e@x.org,f@x.org"),
         {"to more than 5 people": 1}),
        (head("To: ada@example.org"), {"to nobody else": 1}),
        (head("To: undisclosed-recipients:;"), {"to nobody else": 1}),
        (head("To: j@x.org", "List-Id: <tea.x.org>"), {"from or to a list": 1}),
        (head("To: j@x.org", "List-Unsubscribe: <x>"), {"from or to a list": 1}),
        (head("To: j@x.org", "Precedence: BULK"), {"from or to a list": 1}),
        (head("To: j@x.org", "Auto-Submitted: auto-replied; x=y"), {"by a machine": 1}),
        (head("To: j@x.org", "X-Gmail-Labels: Opened,Drafts"), {"never sent": 1}),
        (head("To: j@x.org", "X-Gmail-Labels: =?utf-8?q?Entw=C3=BCrfe?="),
         {"never sent": 1}),
        (head("To: j@x.org", on="31 Sep 2026"), UNREADABLE),
        (head("To: j@x.org", on="soon"), UNREADABLE),
        (head("To: j@x.org", on="1 Jan 99999999999999"), UNREADABLE),
        ("From: ada@example.org\nTo: j@x.org", UNREADABLE),
        (head("To: j@x.org", on="2 Nov 2025"), {"before 2025-11-23": 1}),
        (head("To: j@x.org", on="24 Nov 2026"), {"after 2026-11-23": 1}),
        ("To: j@x.org\nDate: 2 Nov 2026 10:00:00 +0000", {"without a sender": 1}),
        (head("To: " + "(" * 3000), {"to nobody else": 1}),
        (head("To: " + "a:" * 3000), {"to nobody else": 1}),
    ],
)  # fmt: skip
def test_what_is_no_letter_of_mine_is_left_out_and_said(
    mail: str, left: dict[str, int]
) -> None:
    assert read(mail) == ([], left)


@pytest.mark.parametrize(
    "more", ["Auto-Submitted: no", "Precedence: normal", "X-Gmail-Labels: Sent,Opened"]
)
def test_what_only_looks_like_a_machine_counts(more: str) -> None:
    told, left = read(head("To: j@x.org", more))
    assert (len(told), left) == (1, {})


def test_the_busiest_sender_comes_first() -> None:
    mails = [head("To: j@x.org", sender=each) for each in ("b@x.org", "a@x.org")]
    mails.append(head("To: j@x.org", sender="B@x.org"))
    fields = (read_head(f"{each}\n".encode().splitlines(True)) for each in mails)
    found = senders(read_mails(fields, WINDOW))
    assert [peer.key for peer in found] == ["b@x.org", "a@x.org"]


def test_a_head_without_an_end_is_cut_off() -> None:
    lines = [b"From: ada@example.org\n", b"To: j@x.org\n", *[b" , k@x.org\n"] * 9000]
    assert len(read_head(lines)["to"]) <= 64 * 1024
    assert read_head([b" lost\n", b"From: a@x.org\n", b"\n", b"To: b@x.org\n"]) == {
        "from": "a@x.org"
    }
