"""After a month without a word the note begins gently, whatever the history is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

# The Monday is 23 November 2026; thirty days before it is 24 October.
LOG = "## Log\n- {} call: the boat\n"
FIELD = "---\nlast_contact: {}\n---\n"
HISTORIES: dict[str, dict[str, str]] = {
    "log": {"People/Ada.md": LOG},
    "field": {"People/Ada.md": FIELD},
    "diary": {"People/Ada.md": "", "Journal/{}.md": "- tea with [[Ada]]\n"},
    "somebody who rests": {"People/Ada.md": "---\ncadence: none\n---\n" + LOG},
}
OTHERS = {
    f"People/Friend {n}.md": f"---\ncadence: monthly\nlast_contact: 2026-0{n}-02\n---\n"
    for n in range(1, 8)
}


@pytest.mark.parametrize(
    ("day", "is_gentle"), [("2026-10-24", False), ("2026-10-23", True)]
)
@pytest.mark.parametrize("source", HISTORIES)
def test_a_month_is_over_on_the_thirty_first_day_for_any_source(
    make_vault: MakeVault, vaultnet: Run, source: str, day: str, is_gentle: bool
) -> None:
    notes = {
        path.format(day): text.format(day) for path, text in HISTORIES[source].items()
    }
    root = make_vault(OTHERS | notes)
    vaultnet("--vault", root, "week")
    text = (root / "Network/Due 2026-W48.md").read_text("utf-8")
    assert ("Welcome back." in text) is is_gentle
    assert text.count("- [ ] ") == (3 if is_gentle else 7)


def test_what_is_logged_during_the_week_keeps_it_gentle(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault(OTHERS)
    vaultnet("--vault", root, "week")
    vaultnet("--vault", root, "log", "Friend 7", "call: the boat", today="2026-11-25")
    vaultnet("--vault", root, "week", today="2026-11-26")
    text = (root / "Network/Due 2026-W48.md").read_text("utf-8")
    assert text.count("\n- [") == 3
    vaultnet("--vault", root, "week", today="2026-11-30")
    after = (root / "Network/Due 2026-W49.md").read_text("utf-8")
    assert "Welcome back." not in after
    assert after.count("- [ ] ") > 3


def test_it_promises_no_more_people_than_there_are(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault(
        {"People/Ada.md": "---\ncadence: none\nlast_contact: 2026-01-02\n---\n"}
    )
    vaultnet("--vault", root, "week")
    text = (root / "Network/Due 2026-W48.md").read_text("utf-8")
    assert "Welcome back.\n" in text
    assert "three" not in text


QUIET = "Nobody is due so far: a quiet week."


def test_a_week_in_which_nobody_is_due_says_so(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({"People/Ada.md": "## Log\n- 2026-11-20 call: the boat\n"})
    vaultnet("--vault", root, "week")
    note = root / "Network/Due 2026-W48.md"
    assert f"2026\n\n{QUIET}\n\n%% vaultnet:begin due" in note.read_text("utf-8")
    note.unlink()
    (root / "People/Bo.md").write_text("---\nnext_contact: 2026-11-25\n---\n")
    vaultnet("--vault", root, "week")
    assert QUIET not in note.read_text("utf-8")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("", "nobody is due."),
        ("---\nbirthday: 11-26\n---\n", "nobody is due; the week has occasions ("),
        (
            "---\nbirthday: 11-26\n---\n## Favours\n- [ ] asked: a lift\n",
            "nobody is due; the week has occasions and favours (vaultnet week).",
        ),
    ],
)
def test_due_says_what_else_a_week_without_check_ins_has(
    make_vault: MakeVault, vaultnet: Run, note: str, said: str
) -> None:
    log = "\n## Log\n- 2026-11-20 call: the boat\n"
    root = make_vault({"People/Ada.md": note + log})
    assert f": {said}" in vaultnet("--vault", root, "due").out


def test_a_vault_without_any_history_welcomes_nobody_back(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault(
        {"People/Ada.md": "", "People/Bo.md": "---\nmet: 2026-01-02\n---\n"}
    )
    vaultnet("--vault", root, "week")
    assert "Welcome" not in (root / "Network/Due 2026-W48.md").read_text("utf-8")
