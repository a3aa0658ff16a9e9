"""What waits to be given: the asked before the offered, the cheap before the dear."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.dates.week import week_of
from vaultnet.core.people.favours import parse_favour
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.prompts.giving import favour_line, help_line, say_minutes
from vaultnet.core.prompts.view import View, make_view
from vaultnet.core.values import NotePath

TODAY = date(2026, 11, 23)
PATH = NotePath("People/Jane.md")


def view_of(*lines: str, log: str = "") -> View:
    """Jane with favours, each line after its bullet: ``[ ] asked: …``."""
    favours = tuple(parse_favour(each[4:], mark=each[1]) for each in lines)
    talk = Interaction(date(2026, 6, 1), None, log, PATH, 3)
    contact = Contact(Profile(PATH, "Jane"), (talk,) if log else (), favours=favours)
    return make_view(contact, TODAY, week_of(TODAY))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["[ ] asked 2026-08-02: an intro #5min"], "an intro (asked on 2 August, five minutes)"),
        (["[ ] asked: an intro"], "an intro (asked)"),
        (["[ ] offer: a bed"], "a bed (your offer)"),
        (["[ ] offer 2026-08-02: a bed #1h"], "a bed (your offer of 2 August, an hour)"),
        (["[ ] offer: a bed #5min", "[ ] asked: an intro #1h"], "an intro (asked, an hour)"),
        (["[ ] asked: b #1h", "[ ] asked: a #10min"], "a (asked, ten minutes)"),
        (["[ ] asked 2026-09-01: b", "[ ] asked 2026-08-01: a"], "a (asked on 1 August)"),
        (["[ ] asked: a `code` [[Ana|friend]] %%x%%"], "a 'code' friend (asked)"),
        (["[x] asked: a", "[-] asked: b", "[ ] gave: c", "[ ] d"], None),
        (["[ ] asked 2026-11-23: of today, so not yet known"], None),
        (["[ ] asked: %%hidden%%"], None),
    ],
)  # fmt: skip
def test_the_favour_that_waits_is_offered(lines: list[str], said: str | None) -> None:
    assert favour_line(view_of(*lines)) == (said and f"You could give: {said}")


@pytest.mark.parametrize(
    ("lines", "log", "said"),
    [
        (["[x] received 2026-07-01: a lamp"], "lent me a van", '1 July: "a lamp"'),
        (["[x] received 2026-05-01: a lamp"], "lent me a van", '1 June: "lent me a van"'),
        (["[x] received: a lamp", "[x] gave 2026-07-01: b"], "a walk", None),
    ],
)  # fmt: skip
def test_what_was_received_is_remembered(
    lines: list[str], log: str, said: str | None
) -> None:
    line = help_line(view_of(*lines, log=log))
    assert line == (said and f"They last did something for you on {said}")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "one minute"), (5, "five minutes"), (15, "fifteen minutes"), (25, "25 minutes"),
     (60, "an hour"), (120, "two hours"), (90, "90 minutes"), (1200, "twenty hours")],
)  # fmt: skip
def test_minutes_are_said_in_words(minutes: int, said: str) -> None:
    assert say_minutes(minutes) == said


@given(st.text(), st.sampled_from(["asked", "offer", "received"]))
def test_a_favour_means_nothing_to_obsidian_but_its_words(text: str, kind: str) -> None:
    view = view_of(f"[ ] {kind} 2026-08-02: {text}")
    for line in (favour_line(view), help_line(view)):
        assert line is None or (
            line.isprintable() and not {"[[", "%%", "`", "<!"} & _pairs(line)
        )


def _pairs(line: str) -> set[str]:
    return {line[at : at + size] for at in range(len(line)) for size in (1, 2)}
