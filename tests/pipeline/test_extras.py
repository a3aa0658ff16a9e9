"""What else a week holds: occasions, favours, names without a note, your news."""

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
NEXT = "Network/Due 2026-W49.md"
JANE, ANA = "People/Jane Doe.md", "People/Ana.md"
LOG = "## Log\n- 2026-11-02 call: moving to Lisbon\n"


class Vault:
    """A small vault in which nobody is writing just now."""

    def __init__(self, root: Path, run: Run) -> None:
        self.root, self._run = root, run

    def text(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())
        os.utime(self.root / path, ns=(10**18, 10**18))

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.text(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def week(self, today: str = "2026-11-24") -> Any:
        said = self._run("--vault", self.root, "week", "--json", today=today)
        assert said.code == 0, said.err
        return json.loads(said.out)

    def also(self, path: str = WEEK) -> list[str]:
        """Give the lines of the block, without its memory."""
        block = self.text(path).partition("%% vaultnet:begin also %%\n")[2]
        block = block.partition("%% vaultnet:end also %%")[0]
        return [line for line in block.splitlines() if not line.startswith("%%")]

    def prompt(self, name: str, today: str) -> str:
        said = self._run("--vault", self.root, "prompt", name, today=today)
        return str(said.out)


@pytest.fixture
def vault(make_vault: MakeVault, vaultnet: Run) -> Vault:
    return Vault(make_vault({}), vaultnet)


def test_an_occasion_stands_in_its_week_with_something_to_say(vault: Vault) -> None:
    vault.write(ANA, f"---\nbirthday: 1990-11-26\n---\n{LOG}")
    done = vault.week()
    (line,) = vault.also()
    assert line == (
        "- [ ] [[Ana]] · birthday on 26 November, turns 36 · [[#Ana|what to say]]"
    )
    assert "### Ana\n> [!quote]- Birthday on 26 November" in vault.text(WEEK)
    assert done["check_ins"] == []
    assert "listed: []" in vault.text(WEEK)
    assert vault.week()["written"] is False


def test_a_tick_on_an_occasion_is_a_check_in_like_any_other(vault: Vault) -> None:
    vault.write(ANA, f"---\nbirthday: --11-26\n---\n{LOG}")
    vault.week()
    vault.edit(WEEK, "- [ ] [[Ana]]", "- [x] [[Ana]]")
    vault.edit(WEEK, "[[#Ana|what to say]]", "[[#Ana|what to say]] call: sang to her")
    (tick,) = vault.week()["ticks"]
    assert (tick["kind"], tick["text"]) == ("call", "sang to her")
    assert "- 2026-11-24 call: sang to her [[Due" in vault.text(ANA)


def test_somebody_on_the_list_has_the_occasion_on_that_line(vault: Vault) -> None:
    log = LOG.replace("2026-11-02", "2026-03-02")
    vault.write(ANA, f"---\nbirthday: 11-26\n---\n{log}")
    vault.week()
    assert vault.also() == []
    assert "- [ ] [[Ana]] · text · birthday on 26 November; " in vault.text(WEEK)


def test_a_line_that_was_deleted_does_not_come_back(vault: Vault) -> None:
    vault.write(ANA, f"---\nbirthday: 11-26\n---\n{LOG}")
    vault.write(JANE, f"{LOG}\n## Favours\n- [ ] asked 2026-11-02: the ladder\n")
    vault.week()
    for line in vault.also():
        vault.edit(WEEK, f"{line}\n", "")
    vault.edit(JANE, "ladder\n", "ladder\n- [ ] offer: tea\n")
    vault.week()
    assert vault.also() == ["- [ ] [[Jane Doe]] · offer: tea"]
    assert vault.week()["written"] is False


def test_favours_stand_cheap_ones_first(vault: Vault) -> None:
    favours = (
        "## Favours\n- [ ] offer: my gouges\n- [ ] asked 2026-11-02: intro to [[Ana]]"
        " #5min\n- [x] gave 2026-01-01: done\n- [-] asked: no: declined, because late\n"
    )
    vault.write(JANE, f"{LOG}\n{favours}")
    vault.write(ANA, LOG)
    vault.week()
    assert vault.also() == [
        "- [ ] [[Jane Doe]] · asked 2026-11-02: intro to Ana #5min",
        "- [ ] [[Jane Doe]] · offer: my gouges",
    ]


@pytest.mark.parametrize(
    ("mark", "words", "line"),
    [
        ("x", "", "- [x] asked 2026-11-02: intro to [[Ana]] #5min\n"),
        ("x", " ✅ 2026-11-24", "- [x] asked 2026-11-02: intro to [[Ana]] #5min\n"),
        (
            "-",
            " no time",
            "- [-] asked 2026-11-02: intro to [[Ana]]: declined, because",
        ),
    ],
)
def test_a_favour_ticked_in_the_week_is_ticked_in_the_note(
    vault: Vault, mark: str, words: str, line: str
) -> None:
    vault.write(
        JANE, f"{LOG}\n## Favours\n- [ ] asked 2026-11-02: intro to [[Ana]] #5min\n"
    )
    vault.write(ANA, LOG)
    vault.week()
    vault.edit(WEEK, "- [ ] [[Jane Doe]]", f"- [{mark}] [[Jane Doe]]")
    vault.edit(WEEK, "#5min", f"#5min{words}")
    assert vault.week()["ticks"] == []
    assert line in vault.text(JANE)
    assert ("no time" in vault.text(JANE)) == ("no time" in words)
    before = vault.text(JANE)
    assert vault.week()["ticks"] == []
    assert vault.text(JANE) == before


def test_words_on_a_favour_go_into_the_log(vault: Vault) -> None:
    vault.write(JANE, f"{LOG}\n## Favours\n- [ ] offer: my gouges\n")
    vault.week()
    vault.edit(
        WEEK,
        "- [ ] [[Jane Doe]] · offer: my gouges",
        "- [x] [[Jane Doe]] · offer: my gouges took them over",
    )
    (tick,) = vault.week()["ticks"]
    assert tick["text"] == "took them over"
    assert "- [x] offer: my gouges\n" in vault.text(JANE)


def test_a_favour_ticked_in_the_note_is_ticked_in_the_week(vault: Vault) -> None:
    vault.write(JANE, f"{LOG}\n## Favours\n- [ ] offer: my gouges\n- [ ] offer: tea\n")
    vault.week()
    vault.edit(JANE, "- [ ] offer: my", "- [x] offer: my")
    vault.edit(JANE, "- [ ] offer: tea", "- [-] offer: tea")
    vault.week()
    assert vault.also() == [
        "- [x] [[Jane Doe]] · offer: my gouges",
        "- [-] [[Jane Doe]] · offer: tea",
    ]


def test_an_introduction_is_followed_up_once_after_four_weeks(vault: Vault) -> None:
    vault.write(ANA, LOG)
    vault.write(
        JANE,
        f"{LOG}\n## Favours\n- [ ] introduced 2026-11-01 to [[Ana]]: and now?\n",
    )
    vault.week()
    assert vault.also() == []
    vault.week(today="2026-11-30")
    assert vault.also(NEXT) == [
        "- [ ] [[Jane Doe]] · introduced 2026-11-01 to Ana: and now?"
    ]
    vault.week(today="2026-12-07")
    assert vault.also("Network/Due 2026-W50.md") == []


def test_a_name_without_a_note_is_offered_one(vault: Vault) -> None:
    vault.write(JANE, LOG)
    vault.week()
    vault.write(WEEK, vault.text(WEEK) + "- met [[Ben Okri]] at the fair\n")
    vault.week()
    assert vault.also() == ["- [ ] make a note for [[Ben Okri]]"]
    assert not (vault.root / "People/Ben Okri.md").exists()
    vault.edit(WEEK, "- [ ] make", "- [x] make")
    vault.week()
    vault.week()
    assert "met [[Ben Okri]] at the fair" in vault.text("People/Ben Okri.md")
    assert vault.also() == ["- [x] make a note for [[Ben Okri]]"]


def test_news_of_the_weekly_note_are_told_once(vault: Vault) -> None:
    vault.write(JANE, LOG)
    vault.week()
    news = "\n## My news\n- 2026-11-24 built a bread oven\n- began to learn Polish\n"
    vault.write(WEEK, vault.text(WEEK) + news)
    told = vault.prompt("Jane", "2026-12-01")
    assert "built a bread oven (24 November)" in told
    assert "began to learn Polish (29 November)" in told
    vault.edit(JANE, "## Log\n", "## Log\n- 2026-11-30 call: hello\n")
    told = vault.prompt("Jane", "2026-12-01")
    assert "bread oven" not in told
    assert "Polish" not in told


def test_a_week_of_a_template_without_the_block_is_fine(vault: Vault) -> None:
    vault.write(ANA, f"---\nbirthday: 11-26\n---\n{LOG}")
    vault.write(
        "Network/Templates/week.md.j2",
        "%% vaultnet:begin due %%\n%% vaultnet:end due %%\n"
        "%% vaultnet:begin prompts %%\n%% vaultnet:end prompts %%\n",
    )
    assert vault.week()["problems"] == []
    assert vault.week()["written"] is False


def test_a_week_that_is_over_closes_its_favours_too(vault: Vault) -> None:
    vault.write(JANE, f"{LOG}\n## Favours\n- [ ] offer: tea\n")
    vault.week()
    vault.week(today="2026-11-30")
    assert vault.also() == ["- [[Jane Doe]] · offer: tea"]
    assert vault.also(NEXT) == ["- [ ] [[Jane Doe]] · offer: tea"]


def test_to_let_a_birthday_be_does_not_put_off_the_next_check_in(vault: Vault) -> None:
    vault.write(ANA, f"---\nbirthday: 11-26\ncadence: 4w\n---\n{LOG}")
    vault.week()
    vault.edit(WEEK, "- [ ] [[Ana]]", "- [-] [[Ana]]")
    vault.week()
    assert [each["name"] for each in vault.week("2026-11-30")["check_ins"]] == ["Ana"]


def test_a_contact_before_the_day_leaves_the_occasion_open(vault: Vault) -> None:
    vault.write(ANA, f"---\nbirthday: 11-28\n---\n{LOG}")
    vault.week()
    vault.edit(ANA, "## Log\n", "## Log\n- 2026-11-24 call: about the car\n")
    vault.week()
    assert vault.also()[0].startswith("- [ ] [[Ana]] · birthday")
    vault.edit(ANA, "## Log\n", "## Log\n- 2026-11-28 call: sang\n")
    vault.week(today="2026-11-28")
    assert vault.also()[0].startswith("- [x] [[Ana]] · birthday")


def test_an_occasion_that_was_ticked_ahead_is_not_told_again(vault: Vault) -> None:
    vault.write(ANA, f"---\nbirthday: 12-02\n---\n{LOG}")
    vault.week()
    vault.edit(WEEK, "- [ ] [[Ana]]", "- [x] [[Ana]]")
    vault.week()
    vault.week(today="2026-11-30")
    assert vault.also(NEXT) == []


def test_a_renamed_person_has_one_line_for_an_occasion(vault: Vault) -> None:
    vault.write(ANA, f"---\nbirthday: 11-28\n---\n{LOG}")
    vault.week()
    (vault.root / ANA).rename(vault.root / "People/Ana Ruiz.md")
    vault.week()
    assert len(vault.also()) == 1
    assert vault.text(WEEK).count("### Ana") == 1


def test_clearing_the_box_of_a_favour_is_said_and_changes_nothing(vault: Vault) -> None:
    vault.write(JANE, f"{LOG}\n## Favours\n- [ ] offer: tea\n")
    vault.week()
    vault.edit(WEEK, "- [ ] [[Jane Doe]]", "- [x] [[Jane Doe]]")
    vault.week()
    vault.edit(WEEK, "- [x] [[Jane Doe]]", "- [ ] [[Jane Doe]]")
    (problem,) = vault.week()["problems"]
    assert (problem["code"], JANE in problem["message"]) == ("unticked", True)
    assert vault.also() == ["- [ ] [[Jane Doe]] · offer: tea"]
    vault.edit(JANE, "- [x] offer", "- [ ] offer")
    assert vault.week()["problems"] == []


def test_a_favour_that_you_open_again_in_the_note_stays_open(vault: Vault) -> None:
    vault.write(JANE, f"{LOG}\n## Favours\n- [ ] offer: tea\n")
    vault.week()
    vault.edit(WEEK, "- [ ] [[Jane Doe]]", "- [x] [[Jane Doe]]")
    vault.week()
    vault.edit(JANE, "- [x] offer", "- [ ] offer")
    vault.week()
    assert "- [ ] offer: tea" in vault.text(JANE)


def test_undoing_a_favour_opens_its_box(vault: Vault, vaultnet: Run) -> None:
    vault.write(JANE, f"{LOG}\n## Favours\n- [ ] offer: tea\n")
    vault.week()
    before = vault.text(JANE)
    vault.edit(WEEK, "- [ ] [[Jane Doe]]", "- [x] [[Jane Doe]]")
    vault.week()
    assert vaultnet("--vault", vault.root, "undo", today="2026-11-24").code == 0
    vault.week()
    assert vault.text(JANE) == before
    assert vault.also() == ["- [ ] [[Jane Doe]] · offer: tea"]


def test_undoing_a_note_for_a_name_opens_its_box(vault: Vault, vaultnet: Run) -> None:
    vault.write(JANE, LOG)
    vault.week()
    vault.write(WEEK, vault.text(WEEK) + "- met [[Ben]] at the fair\n")
    vault.week()
    vault.edit(WEEK, "- [ ] make", "- [x] make")
    vault.week()
    assert (vault.root / "People/Ben.md").exists()
    vaultnet("--vault", vault.root, "undo", today="2026-11-24")
    vault.week()
    assert not (vault.root / "People/Ben.md").exists()


def test_undo_says_where_words_stand_that_are_written_again(
    vault: Vault, vaultnet: Run
) -> None:
    vault.write(JANE, LOG)
    vault.week()
    vault.write(WEEK, vault.text(WEEK) + "- [[Jane Doe]] rang, all is well\n")
    vault.week()
    said = vaultnet("--vault", vault.root, "undo", today="2026-11-24")
    assert vault.text(JANE) == LOG
    assert f"{JANE}: a weekly note still says it in words" in said.err


def test_a_date_is_nobody_without_a_note(vault: Vault) -> None:
    vault.write(JANE, LOG)
    vault.week()
    vault.write(WEEK, vault.text(WEEK) + "- [[2026-11-23]] [[Jane Doe]] call: hi\n")
    (tick,) = vault.week()["ticks"]
    assert (tick["date"], tick["kind"], tick["text"]) == ("2026-11-23", "call", "hi")
    assert vault.also() == []


def test_a_ticked_favour_with_other_words_is_said(vault: Vault) -> None:
    vault.write(JANE, f"{LOG}\n## Favours\n- [ ] offer: tea\n")
    vault.week()
    vault.edit(JANE, "offer: tea", "offer: green tea")
    vault.edit(
        WEEK, "- [ ] [[Jane Doe]] · offer: tea", "- [x] [[Jane Doe]] · offer: tea"
    )
    (problem,) = vault.week()["problems"]
    assert problem["code"] == "tick"


@pytest.mark.parametrize("name", ["Due 2026-W47", "file.pdf", "<% evil %>", "12/4"])
def test_what_can_be_no_person_is_offered_no_note(vault: Vault, name: str) -> None:
    vault.write(JANE, LOG)
    vault.week()
    vault.write(WEEK, vault.text(WEEK) + f"- saw [[{name}]] today\n")
    vault.week()
    assert vault.also() == []
