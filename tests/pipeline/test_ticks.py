"""Ticks come home: from the weekly note into the logs, once."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

WEEK = "Network/Due 2026-W48.md"
JANE = "People/Jane Doe.md"
LOG = "## Log\n- 2026-06-02 call: moving to Lisbon\n"
LINK = "[[Due 2026-W48|2026-W48]]"
SAY = "[[#Jane Doe|what to say]]"


class Vault:
    """A small vault in which nobody is writing just now."""

    def __init__(self, root: Path, run: Run) -> None:
        self.root, self._run = root, run

    def text(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_bytes(text.encode())
        self.rest(path)

    def rest(self, path: str) -> None:
        """Let some time have passed since the note was saved."""
        os.utime(self.root / path, ns=(10**18, 10**18))

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.text(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def week(self, *words: str, today: str = "2026-11-25") -> Any:
        said = self._run("--vault", self.root, "week", "--json", *words, today=today)
        assert said.code == 0, said.err
        return json.loads(said.out)

    def tick(self, mark: str, words: str = "", name: str = "Jane Doe") -> None:
        lines = self.text(WEEK).split("\n")
        for number, line in enumerate(lines):
            if line.startswith("- [") and f"[[{name}]]" in line:
                lines[number] = f"- [{mark}]{line[5:]}{words}"
        self.write(WEEK, "\n".join(lines))

    def log(self, path: str = JANE) -> list[str]:
        text = self.text(path).partition("## Log\n")[2]
        return [line for line in text.splitlines() if line]


@pytest.fixture
def vault(make_vault: MakeVault, vaultnet: Run) -> Vault:
    sam, ana = LOG.replace("Lisbon", "Rome"), LOG.replace("Lisbon", "Bern")
    root = make_vault({JANE: LOG, "People/Sam Lee.md": sam, "People/Ana.md": ana})
    made = Vault(root, vaultnet)
    for path in (JANE, "People/Sam Lee.md", "People/Ana.md"):
        made.rest(path)
    made.week(today="2026-11-23")
    made.rest(WEEK)
    return made


@pytest.mark.parametrize(
    ("mark", "words", "entry"),
    [
        ("x", "", f"- 2026-11-25 text {LINK}"),
        ("X", " ✅ 2026-11-24", f"- 2026-11-24 text {LINK}"),
        ("x", " moved  [completion:: 2026-11-24]", f"- 2026-11-24 text: moved {LINK}"),
        ("x", " call: she moved", f"- 2026-11-25 call: she moved {LINK}"),
        ("x", " ✅ 2030-01-01", f"- 2026-11-25 text {LINK}"),
        ("/", " left a word", f"- 2026-11-25 sent: left a word {LINK}"),
        ("x", "\n  moved\n  next: the flat", f"- 2026-11-25 text: moved {LINK}"),
    ],
)  # fmt: skip
def test_a_tick_becomes_one_entry(
    vault: Vault, mark: str, words: str, entry: str
) -> None:
    vault.tick(mark, words)
    (tick,) = vault.week()["ticks"]
    assert (tick["name"], tick["path"]) == ("Jane Doe", JANE)
    assert vault.log()[0] == entry
    before = vault.text(JANE)
    for day in ("2026-11-26", "2026-11-30", "2027-01-15"):
        assert vault.week(today=day)["ticks"] == []
    assert vault.text(JANE) == before


@pytest.mark.parametrize("mark", ["-", ">", "<", " "])
def test_other_marks_write_nothing(vault: Vault, mark: str) -> None:
    vault.tick(mark, " words of mine")
    done = vault.week()
    assert done["ticks"] == []
    assert vault.text(JANE) == LOG
    assert "words of mine" in vault.text(WEEK)


def test_an_unknown_mark_is_reported_and_left_alone(vault: Vault) -> None:
    vault.tick("?")
    (problem,) = vault.week()["problems"]
    assert (problem["code"], problem["path"]) == ("mark", WEEK)
    assert "- [?] [[Jane Doe]]" in vault.text(WEEK)


def test_a_tick_of_long_ago_counts_on_its_sunday_and_not_after_eight_weeks(
    vault: Vault,
) -> None:
    vault.tick("x")
    assert vault.week(today="2027-02-01")["ticks"] == []
    (tick,) = vault.week(today="2027-01-20")["ticks"]
    assert tick["date"] == "2026-11-29"


def test_words_that_come_later_join_the_entry(vault: Vault) -> None:
    vault.tick("x")
    vault.week(today="2026-11-24")
    vault.edit(WEEK, SAY, f"{SAY} she has moved")
    vault.week()
    assert vault.log()[0] == f"- 2026-11-24 text: she has moved {LINK}"
    vault.edit(WEEK, "she has moved", "she has moved to Porto")
    vault.week()
    assert vault.log()[0] == f"- 2026-11-24 text: she has moved to Porto {LINK}"


@pytest.mark.parametrize("cut", ["as moved", "%% vaultnet:begin prompts"])
def test_half_a_save_is_no_correction(vault: Vault, cut: str) -> None:
    vault.tick("x", " she has moved")
    vault.week(today="2026-11-24")
    before = vault.log()[0]
    assert before == f"- 2026-11-24 text: she has moved {LINK}"
    whole = vault.text(WEEK)
    assert cut in whole
    vault.write(WEEK, whole.partition(cut)[0])
    vault.week()
    assert vault.log()[0] == before
    vault.write(WEEK, whole)
    assert vault.week()["ticks"] == []


def test_an_entry_that_you_edited_is_yours(vault: Vault) -> None:
    vault.tick("x", " she has moved")
    vault.week()
    vault.edit(JANE, "she has moved", "she moved to Porto")
    vault.edit(WEEK, "she has moved", "she has moved away")
    assert vault.week()["ticks"] == []
    assert "she moved to Porto" in vault.log()[0]


def test_sent_becomes_an_answer(vault: Vault) -> None:
    vault.tick("/")
    vault.week(today="2026-11-24")
    vault.tick("x")
    vault.week()
    assert vault.log()[0] == f"- 2026-11-24 text {LINK}"


def test_what_was_logged_by_hand_is_not_logged_again(vault: Vault) -> None:
    by_hand = "## Log\n- 2026-11-24 call: she moved\n- 2026-06-02 call: x\n"
    vault.write(JANE, by_hand)
    vault.week()
    assert "- [x] [[Jane Doe]]" in vault.text(WEEK)
    assert vault.week()["ticks"] == []
    vault.edit(WEEK, SAY, f"{SAY} ✅ 2026-11-24")
    assert vault.week()["ticks"] == []
    assert vault.text(JANE) == by_hand


def test_the_same_line_twice_is_one_entry(vault: Vault) -> None:
    vault.tick("x", " she moved")
    line = next(x for x in vault.text(WEEK).split("\n") if "[[Jane Doe]] ·" in x)
    vault.write(WEEK, vault.text(WEEK) + f"\n## Copies\n> {line}\n")
    vault.week()
    assert vault.log() == [
        f"- 2026-11-25 text: she moved {LINK}",
        "- 2026-06-02 call: moving to Lisbon",
    ]


def test_a_list_that_was_moved_is_still_read(vault: Vault) -> None:
    head, _, rest = vault.text(WEEK).partition("%% vaultnet:begin due %%\n")
    lines, _, tail = rest.partition("%% vaultnet:end due %%\n")
    vault.write(WEEK, f"{head}{tail}\n## Mine\n{lines.replace('[ ]', '[x]')}")
    assert len(vault.week()["ticks"]) == 3


def test_clearing_a_box_deletes_nothing_and_is_said(vault: Vault) -> None:
    vault.tick("x", " she moved")
    vault.week()
    vault.tick(" ")
    (problem,) = vault.week()["problems"]
    assert (problem["code"], JANE in problem["message"]) == ("unticked", True)
    assert f"text: she moved {LINK}" in vault.log()[0]
    assert "- [ ] [[Jane Doe]]" in vault.text(WEEK)
    vault.tick("x")
    assert vault.week()["problems"] == []


def test_a_line_that_leads_to_nobody_waits_and_is_said(vault: Vault) -> None:
    vault.edit(WEEK, "- [ ] [[Jane Doe]]", "- [x] [[J. Doe]]")
    (problem,) = vault.week()["problems"]
    assert problem["code"] == "tick"
    assert "- [x] [[J. Doe]]" in vault.text(WEEK)
    vault.write(JANE, f"---\naliases: [J. Doe]\n---\n{LOG}")
    (tick,) = vault.week()["ticks"]
    assert tick["name"] == "Jane Doe"


def test_a_renamed_person_and_a_renamed_note_are_found(vault: Vault) -> None:
    vault.tick("x")
    renamed = "People/Jane Roe.md"
    (vault.root / JANE).rename(vault.root / renamed)
    (vault.root / "Old").mkdir()
    (vault.root / WEEK).rename(vault.root / "Old/48th.md")
    (tick,) = vault.week()["ticks"]
    assert tick["path"] == renamed
    assert vault.log(renamed)[0] == "- 2026-11-25 text [[48th|2026-W48]]"
    assert not (vault.root / WEEK).exists()


def test_the_inbox_is_logged(vault: Vault) -> None:
    inbox = (
        "- [[Jane Doe]] rang, she moved\n  next: the flat\n"
        "- 2026-11-24 lunch with [[Sam Lee]] and [[Ana]]\n"
        "- [ ] call [[Ana]]\n- [[Nobody]] said hello\n> - [[Ana]] quoted\n"
    )
    vault.write(WEEK, vault.text(WEEK) + inbox)
    assert {t["name"] for t in vault.week()["ticks"]} == {"Jane Doe", "Sam Lee", "Ana"}
    assert vault.log()[:2] == [
        f"- 2026-11-25 rang, she moved {LINK}",
        "  next: the flat",
    ]
    lunch = "- 2026-11-24 meet: lunch with [[Sam Lee]] and [[Ana]]"
    assert vault.log("People/Sam Lee.md")[0] == vault.log("People/Ana.md")[0] == lunch
    assert vault.week()["ticks"] == []
    assert "- [x] [[Jane Doe]]" in vault.text(WEEK)
    assert vault.week()["ticks"] == []
    assert vault.log()[0] == f"- 2026-11-25 rang, she moved {LINK}"


def test_an_inbox_item_of_a_day_grows_with_its_words(vault: Vault) -> None:
    vault.write(WEEK, vault.text(WEEK) + "- 2026-11-24 [[Jane Doe]] rang\n")
    vault.week()
    vault.edit(WEEK, "]] rang", "]] rang about the boat")
    vault.week()
    assert vault.log()[0] == "- 2026-11-24 rang about the boat"
    assert len(vault.log()) == 2


@pytest.mark.parametrize(
    ("word", "cadence"),
    [
        ("never", "none"),
        ("rarely", "rarely"),
        ("Quarterly.", "quarterly"),
        ("every 3 weeks", "every 3 weeks"),
    ],
)
@pytest.mark.parametrize("mark", [" ", "x", "-"])
def test_one_word_steers(vault: Vault, word: str, cadence: str, mark: str) -> None:
    vault.tick(mark, f" {word}")
    vault.week()
    assert vault.text(JANE).startswith(f"---\ncadence: {cadence}\n---\n## Log\n")
    assert (LINK in vault.text(JANE)) == (mark == "x")
    assert f"{word} [[" not in vault.text(JANE)
    before = vault.text(JANE)
    vault.week()
    assert vault.text(JANE) == before


def test_a_broken_note_is_not_written_and_the_others_are(
    vault: Vault, vaultnet: Run
) -> None:
    vault.write(JANE, "---\na: [\n---\n" + LOG)
    vault.tick("x")
    vault.tick("x", name="Ana")
    said = vaultnet("--vault", vault.root, "week", "--json", today="2026-11-25")
    assert said.code == 5
    assert f"{JANE}:" in said.err
    assert [t["name"] for t in json.loads(said.out)["ticks"]] == ["Ana"]
    assert vault.text(JANE) == "---\na: [\n---\n" + LOG


def test_a_dry_run_tells_and_writes_nothing(vault: Vault) -> None:
    vault.tick("x", " she moved")
    before = vault.text(WEEK)
    assert [t["text"] for t in vault.week("--dry-run")["ticks"]] == ["she moved"]
    assert (vault.text(JANE), vault.text(WEEK)) == (LOG, before)


def test_last_contact_moves_with_the_tick(vault: Vault) -> None:
    vault.write(JANE, f"---\nlast_contact: 2026-06-02\n---\n{LOG}")
    vault.tick("x", " ✅ 2026-11-24")
    vault.week()
    assert vault.text(JANE).startswith("---\nlast_contact: 2026-11-24\n---\n")


def test_not_this_time_is_heeded_by_the_next_weeks(vault: Vault) -> None:
    vault.tick("-")
    vault.week()
    later = vault.week(today="2026-11-30")
    assert {each["name"] for each in later["check_ins"]} == {"Sam Lee", "Ana"}


def test_from_friday_on_the_coming_week_stands_ready(vault: Vault) -> None:
    coming = "Network/Due 2026-W49.md"
    vault.week(today="2026-11-26")
    assert not (vault.root / coming).exists()
    vault.week(today="2026-11-27")
    assert "- [ ] [[Jane Doe]]" in vault.text(coming)
    vault.tick("x")
    vault.week(today="2026-11-28")
    assert "[[Jane Doe]]" not in vault.text(coming)
    vault.write(coming, vault.text(coming).replace("# Check", "Mine.\n\n# Check"))
    vault.edit(JANE, f"- 2026-11-28 text {LINK}\n", "")
    vault.tick(" ")
    vault.week(today="2026-11-29")
    assert "Mine.\n\n# Check" in vault.text(coming)


def test_a_week_that_is_over_asks_no_more(vault: Vault) -> None:
    vault.tick("x")
    vault.tick(" ", " wrote half a letter", name="Sam Lee")
    vault.week(today="2026-11-30")
    text = vault.text(WEEK)
    assert "- [x] [[Jane Doe]] ·" in text
    assert "- [ ] [[Sam Lee]] ·" in text
    assert "\n- [[Ana]] ·" in text
    vault.rest(WEEK)
    vault.week(today="2026-12-01")
    assert vault.text(WEEK) == text


def test_what_stands_in_a_block_is_no_item_of_the_inbox(vault: Vault) -> None:
    text = vault.text(WEEK).replace("## What to say", "## Notes")
    end = "%% vaultnet:end prompts %%"
    vault.write(WEEK, text.replace(end, f"- lunch with [[Ana]]\n{end}"))
    assert vault.week()["ticks"] == []


def test_undoing_a_tick_clears_its_box(vault: Vault, vaultnet: Run) -> None:
    vault.tick("x", " she moved")
    vault.week()
    said = vaultnet("--vault", vault.root, "undo", "--json", today="2026-11-25")
    assert said.code == 0, said.err
    assert vault.text(JANE) == LOG
    assert "- [ ] [[Jane Doe]]" in vault.text(WEEK)
    assert "she moved" in vault.text(WEEK)
    done = vault.week()
    assert (done["ticks"], done["problems"]) == ([], [])
    assert vault.text(JANE) == LOG


def test_undoing_a_log_clears_the_box_that_it_set(vault: Vault, vaultnet: Run) -> None:
    words = ("--vault", vault.root, "log", "Jane", "call: she moved")
    assert vaultnet(*words, today="2026-11-25").code == 0
    vault.rest(JANE)
    said = vaultnet("--vault", vault.root, "watch", "--once", today="2026-11-25")
    assert said.code == 0
    assert "- [x] [[Jane Doe]]" in vault.text(WEEK)
    assert vaultnet("--vault", vault.root, "undo", today="2026-11-25").code == 0
    assert "- [ ] [[Jane Doe]]" in vault.text(WEEK)
    assert vault.week()["ticks"] == []
    assert vault.text(JANE) == LOG


def test_check_names_lines_that_cannot_come_home(vault: Vault, vaultnet: Run) -> None:
    vault.tick("?")
    vault.edit(WEEK, "- [ ] [[Ana]]", "- [x] [[Anna]]")
    said = vaultnet("--vault", vault.root, "check", "--json", today="2026-11-25")
    found = {each["code"] for each in json.loads(said.out)}
    assert {"mark", "tick"} <= found
    assert vault.text(JANE) == LOG


def test_a_coming_week_that_you_touched_is_left_alone_until_its_monday(
    vault: Vault,
) -> None:
    coming = "Network/Due 2026-W49.md"
    vault.week(today="2026-11-27")
    mine = vault.text(coming) + "Mine.\n"
    vault.write(coming, mine)
    vault.edit(JANE, "Lisbon", "Porto")
    for day in ("2026-11-28", "2026-11-29"):
        vault.week(today=day)
        assert vault.text(coming) == mine
    vault.rest(coming)
    vault.week(today="2026-11-30")
    assert vault.text(coming).endswith("Mine.\n")
    assert "Porto" in vault.text(coming)


def test_who_comes_onto_the_list_after_a_contact_has_a_set_box(vault: Vault) -> None:
    vault.write("People/Bo.md", f"---\nnext_contact: 2026-11-26\n---\n{LOG}")
    vault.edit("People/Bo.md", "## Log\n", "## Log\n- 2026-11-24 call\n")
    vault.week()
    assert "- [x] [[Bo]]" in vault.text(WEEK)


def test_no_box_is_set_on_a_line_that_you_wrote_on(vault: Vault) -> None:
    vault.edit(WEEK, SAY, f"{SAY} ask about the boat")
    vault.edit(JANE, "## Log\n", "## Log\n- 2026-11-24 call: she moved\n")
    before = vault.text(JANE)
    for _ in range(2):
        assert vault.week()["ticks"] == []
        assert "- [ ] [[Jane Doe]]" in vault.text(WEEK)
    assert vault.text(JANE) == before


def test_ticks_are_told_although_the_week_cannot_be_written(
    vault: Vault, vaultnet: Run
) -> None:
    vault.tick("x", " she moved")
    vault.write("Network/Due this week.md", "\x00")
    said = vaultnet("--vault", vault.root, "week", "--json", today="2026-11-25")
    assert said.code == 5
    assert "Due this week.md: " in said.err
    assert [t["text"] for t in json.loads(said.out)["ticks"]] == ["she moved"]


@pytest.mark.parametrize("mark", ["x", "/"])
def test_a_box_that_vaultnet_set_opens_again_when_its_reason_goes(
    vault: Vault, mark: str
) -> None:
    kind = "call" if mark == "x" else "sent"
    vault.write(JANE, f"{LOG}- 2026-11-24 {kind}: wrong person\n")
    vault.week()
    assert f"- [{mark}] [[Jane Doe]]" in vault.text(WEEK)
    vault.write(JANE, LOG)
    assert vault.week()["ticks"] == []
    assert vault.text(JANE) == LOG
    assert "- [ ] [[Jane Doe]]" in vault.text(WEEK)
    vault.tick("x")
    assert len(vault.week()["ticks"]) == 1


def test_a_tick_that_is_taken_back_by_hand_stays_away(vault: Vault) -> None:
    field = f"---\nlast_contact: 2026-06-02\n---\n{LOG}"
    vault.write(JANE, field)
    vault.tick("x")
    vault.week()
    vault.tick(" ")
    vault.edit(JANE, f"- 2026-11-25 text {LINK}\n", "")
    done = vault.week()
    assert (done["ticks"], done["problems"]) == ([], [])
    assert "- [ ] [[Jane Doe]]" in vault.text(WEEK)


@pytest.mark.parametrize("how", ["tick", "log"])
def test_a_message_without_an_answer_is_no_last_contact(
    vault: Vault, vaultnet: Run, how: str
) -> None:
    vault.write(JANE, f"---\nlast_contact: 2026-06-02\n---\n{LOG}")
    if how == "tick":
        vault.tick("/")
        vault.week()
    else:
        vaultnet(
            "--vault", vault.root, "log", "Jane", "sent: hello", today="2026-11-25"
        )
    assert "sent" in vault.log()[0]
    assert "last_contact: 2026-06-02\n" in vault.text(JANE)
    vault.rest(JANE)
    vault.tick("x")
    vault.week()
    assert "last_contact: 2026-11-25\n" in vault.text(JANE)


def test_words_that_you_correct_are_followed(vault: Vault) -> None:
    vault.tick("x", " call: er hat die Prüf")
    vault.week(today="2026-11-24")
    vault.edit(WEEK, "er hat die Prüf", "er hat das Examen; next: feiern")
    (tick,) = vault.week()["ticks"]
    assert tick["date"] == "2026-11-24"
    assert (
        vault.log()[0] == f"- 2026-11-24 call: er hat das Examen; next: feiern {LINK}"
    )


@pytest.mark.parametrize("mark", ["-", ">"])
def test_another_mark_on_a_logged_line_is_said(vault: Vault, mark: str) -> None:
    vault.tick("x", " she moved")
    vault.week()
    vault.tick(mark)
    (problem,) = vault.week()["problems"]
    assert problem["code"] == "unticked"


@pytest.mark.parametrize("name", ["2026-W48.md", "Weekly/2026-W48.md"])
def test_a_weekly_note_may_be_called_by_its_week(vault: Vault, name: str) -> None:
    (vault.root / "Network/Weekly").mkdir()
    (vault.root / WEEK).rename(vault.root / "Network" / name)
    path = f"Network/{name}"
    vault.edit(path, SAY, f"{SAY} hi")
    vault.edit(path, "- [ ] [[Jane", "- [/] [[Jane")
    vault.week(today="2026-11-24")
    vault.edit(path, f"{SAY} hi", f"{SAY} hi more")
    vault.edit(path, "- [/] [[Jane", "- [x] [[Jane")
    vault.week()
    assert len(vault.log()) == 2
    assert vault.log()[0].startswith("- 2026-11-24 text: hi more [[2026-W48")
    vault.edit(path, "- [x] [[Jane", "- [ ] [[Jane")
    (problem,) = vault.week()["problems"]
    assert problem["code"] == "unticked"


def test_an_answer_to_what_was_logged_as_sent_is_news(vault: Vault) -> None:
    vault.write(JANE, f"{LOG}- 2026-11-24 sent: hello\n")
    vault.week()
    assert "- [/] [[Jane Doe]]" in vault.text(WEEK)
    vault.tick("x")
    (tick,) = vault.week()["ticks"]
    assert tick["kind"] == "text"


def test_a_weekly_note_with_broken_fields_is_not_written(
    vault: Vault, vaultnet: Run
) -> None:
    vault.edit(WEEK, "listed:\n", "listed: [\n")
    vault.write(JANE, f"{LOG}- 2026-11-24 call: hello\n")
    before = vault.text(WEEK)
    said = vaultnet("--vault", vault.root, "week", today="2026-11-25")
    assert said.code == 5
    assert f"{WEEK}:" in said.err
    assert vault.text(WEEK) == before


def test_a_rhythm_that_cannot_be_set_keeps_no_entry_out(
    vault: Vault, vaultnet: Run
) -> None:
    vault.write(JANE, f"---\ncadence: [monthly]\n---\n{LOG}")
    vault.tick("x", " quarterly")
    said = vaultnet("--vault", vault.root, "week", today="2026-11-25")
    assert said.code == 5
    assert f"{JANE}:2" in said.err
    assert LINK in vault.log()[0]


def test_a_box_that_vaultnet_set_and_the_user_cleared_stays_open(vault: Vault) -> None:
    vault.write(JANE, f"{LOG}- 2026-11-24 call: hello\n")
    vault.week()
    vault.tick(" ")
    vault.week()
    vault.week()
    assert "- [ ] [[Jane Doe]]" in vault.text(WEEK)


def test_it_is_said_where_a_last_contact_cannot_be_moved(
    vault: Vault, vaultnet: Run
) -> None:
    vault.write(JANE, f"---\nlast_contact: [2026-05-01]\n---\n{LOG}")
    vault.tick("x")
    said = vaultnet("--vault", vault.root, "week", today="2026-11-25")
    assert LINK in vault.log()[0]
    assert f"{JANE}:2" in said.out


def test_why_knows_not_this_time(vault: Vault, vaultnet: Run) -> None:
    vault.tick("-")
    vault.week()
    said = vaultnet("--vault", vault.root, "why", "Jane", today="2026-11-26")
    found = vaultnet("--vault", vault.root, "why", "Jane", "--json", today="2026-11-26")
    due_on = json.loads(found.out)["due_on"]
    assert f"not this time”, so it waits until {due_on}." in said.out
    assert due_on > "2026-12-20"
