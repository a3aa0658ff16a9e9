"""Whole vaults, read and rendered: the sample, a foreign one, a hostile one."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaultnet.adapters.vault import MAX_NOTE, Vault
from vaultnet.core.dates.week import Week, week_of
from vaultnet.core.planning.plan import Reason, make_plan
from vaultnet.core.planning.rhythm import stand
from vaultnet.pipeline.snapshot import Snapshot, refresh

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

TESTS = Path(__file__).resolve().parents[1]
SAMPLE = TESTS.parent / "sample-vault"
TODAY = date(2026, 11, 23)


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[Path], Path]:
    """Copy a vault to a place where it may be written."""

    def copied(source: Path) -> Path:
        return Path(shutil.copytree(source, tmp_path / "a" / source.name))

    return copied


def snapshot_of(root: Path, tmp_path: Path) -> Snapshot:
    return refresh(Vault(root), tmp_path / "cache")


def test_the_sample_vault_shows_every_reason(tmp_path: Path) -> None:
    snapshot = snapshot_of(SAMPLE, tmp_path)
    plan = make_plan(snapshot.network.contacts, snapshot.config, week_of(TODAY))
    assert {each.reason for each in plan.check_ins} == set(Reason)
    assert len(plan.check_ins) == 7


def test_the_sample_vault_has_one_problem_and_it_is_explained(
    vaultnet: Run, copy: Callable[[Path], Path]
) -> None:
    said = vaultnet("--vault", copy(SAMPLE), "check", "--json")
    (problem,) = json.loads(said.out)
    assert (problem["path"], problem["line"]) == ("People/Theo Marchetti.md", 6)
    assert '"@' in problem["message"]


def test_the_week_of_the_sample_vault_is_as_it_was_read_and_liked(
    vaultnet: Run,
    copy: Callable[[Path], Path],
    golden: Callable[[str, str], None],
) -> None:
    root = copy(SAMPLE)
    vaultnet("--vault", root, "week")
    golden("week.md", (root / "Network/Due 2026-W48.md").read_text("utf-8"))


def test_the_same_vault_gives_the_same_bytes_at_another_place(
    vaultnet: Run, copy: Callable[[Path], Path], tmp_path: Path
) -> None:
    one = copy(SAMPLE)
    other = Path(shutil.copytree(SAMPLE, tmp_path / "elsewhere" / "other name"))
    for root in (one, other):
        assert vaultnet("--vault", root, "week").code == 0
    name = "Network/Due 2026-W48.md"
    assert (one / name).read_bytes() == (other / name).read_bytes()


def test_a_day_later_the_week_still_reads_the_same(
    vaultnet: Run, copy: Callable[[Path], Path]
) -> None:
    root = copy(SAMPLE)
    vaultnet("--vault", root, "week")
    before = (root / "Network/Due 2026-W48.md").read_bytes()
    assert vaultnet("--vault", root, "week", today="2026-11-27").code == 0
    assert (root / "Network/Due 2026-W48.md").read_bytes() == before


def test_next_week_does_not_read_like_this_one(
    vaultnet: Run, copy: Callable[[Path], Path]
) -> None:
    root = copy(SAMPLE)
    vaultnet("--vault", root, "week")
    vaultnet("--vault", root, "week", today="2026-11-30")
    one, other = (
        set(_drafts((root / f"Network/Due 2026-W{number}.md").read_text("utf-8")))
        for number in (48, 49)
    )
    assert len(one) >= 7
    assert not one & other


def _drafts(text: str) -> list[str]:
    return [part.partition("```")[0] for part in text.split("```text\n")[1:]]


def test_a_vault_in_somebody_elses_words_is_read_without_a_configuration(
    tmp_path: Path,
) -> None:
    expected = json.loads((TESTS / "vaults/foreign.json").read_text("utf-8"))
    snapshot = snapshot_of(TESTS / "vaults/foreign", tmp_path)
    found = {}
    for contact in snapshot.network.contacts:
        standing = stand(contact, snapshot.config.rhythm, before=TODAY)
        born = contact.profile.birthday
        year = f"{born.year:04}" if born and born.year else "-"
        found[contact.profile.name] = {
            "last_contact": standing.last_contact and str(standing.last_contact),
            "cadence_days": contact.profile.every_days,
            "birthday": born and f"{year}-{born.month:02}-{born.day:02}",
            "rests": contact.profile.rests,
        }
    assert found == expected


def test_its_week_is_written_too(vaultnet: Run, copy: Callable[[Path], Path]) -> None:
    root = copy(TESTS / "vaults/foreign")
    week = json.loads(vaultnet("--vault", root, "week", "--json").out)
    assert week["written"] is True
    assert len(week["check_ins"]) >= 3
    assert not (root / "vaultnet.toml").exists()


HOSTILE: dict[str, bytes] = {
    "People/Binary.md": bytes(range(256)) * 40,
    "People/Huge.md": b"x" * (MAX_NOTE + 1),
    "People/Wide.md": "## Log\n- 2026-08-02 call\n".encode("utf-16"),
    "People/Latin.md": b"---\nlocation: M\xfcnchen\n---\n",
    "People/Laughs.md": b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(
        b"%c: &%c [%s]\n" % (n + 1, n + 1, b",".join([b"*%c" % n] * 9))
        for n in range(ord("a"), ord("h"))
    )
    + b"---\n",
    "People/Deep.md": b"---\na: " + b"[" * 100_000 + b"\n---\n",
    "People/Broken.md": b"---\nemail: @nobody\n---\n",
    "People/Open.md": b"---\nemail: nobody@example.org\n",
    "People/Nul.md": b"---\nemail: x\0y\n---\n",
}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
def test_bad_input_gives_one_problem_each_and_the_week_is_still_written(
    make_vault: MakeVault, vaultnet: Run, tmp_path: Path
) -> None:
    good = {"People/Jane Doe.md": "## Log\n- 2026-08-02 call: moving to Lisbon\n"}
    root = make_vault({**good, **HOSTILE, "People/Folder.md/x.txt": ""})
    (tmp_path / "outside.md").write_text("secret")
    (root / "People/Outside.md").symlink_to(tmp_path / "outside.md")
    (root / "People/Loop.md").symlink_to(root / "People/Loop.md")
    os.mkfifo(root / "People/Pipe.md")
    week = vaultnet("--vault", root, "week", "--json")
    assert week.code == 0, week.err
    assert "Jane Doe" in (root / "Network/Due 2026-W48.md").read_text()
    problems = json.loads(vaultnet("--vault", root, "check", "--json").out)
    places = [each["path"] for each in problems]
    bad = {*HOSTILE, "People/Folder.md", "People/Outside.md", "People/Loop.md",
           "People/Pipe.md"} - {"People/Open.md"}  # fmt: skip
    assert sorted(places) == sorted(bad)
    assert all("\n" not in each["message"] for each in problems)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read all")
def test_a_note_that_may_not_be_read_is_one_problem(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({"People/Jane Doe.md": "", "People/Sam.md": ""})
    (root / "People/Sam.md").chmod(0)
    (problem,) = json.loads(vaultnet("--vault", root, "check", "--json").out)
    assert problem["path"] == "People/Sam.md"


def test_a_broken_template_of_the_vault_is_a_problem_and_the_week_is_written(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault(
        {
            "People/Jane Doe.md": "## Log\n- 2026-08-02 call: moving to Lisbon\n",
            "Network/Templates/week.md.j2": "# Mine\n{{ nonsense }}\n",
        }
    )
    week = json.loads(vaultnet("--vault", root, "week", "--json").out)
    (problem,) = week["problems"]
    assert (problem["path"], problem["line"]) == ("Network/Templates/week.md.j2", 2)
    assert "[[Jane Doe]]" in (root / "Network/Due 2026-W48.md").read_text()
    (root / "Network/Templates/week.md.j2").write_text("# Mine\nno list at all\n")
    (problem,) = json.loads(vaultnet("--vault", root, "check", "--json").out)
    assert "due" in problem["message"]


def test_the_vaults_own_week_serves(make_vault: MakeVault, vaultnet: Run) -> None:
    own = (
        "# My week {{ week.id }}\n%% vaultnet:begin due %%\n"
        "{% for each in check_ins %}\n- [ ] {{ each.link }} by {{ each.kind }}\n"
        "{% endfor %}\n%% vaultnet:end due %%\n"
        "%% vaultnet:begin prompts %%\n%% vaultnet:end prompts %%\n"
    )
    root = make_vault(
        {
            "People/Jane Doe.md": "## Log\n- 2026-08-02 call: moving to Lisbon\n",
            "Network/Templates/week.md.j2": own,
        }
    )
    vaultnet("--vault", root, "week")
    text = (root / "Network/Due 2026-W48.md").read_text()
    assert "# My week 2026-W48\n" in text
    assert "- [ ] [[Jane Doe]] by text · [[#Jane Doe|what to say]]\n" in text
    assert vaultnet("--vault", root, "check").code == 0


def test_a_moved_weekly_note_is_still_the_weeks(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({"People/Jane Doe.md": "## Log\n- 2026-08-02 call: a\n"})
    vaultnet("--vault", root, "week")
    (root / "Weeks").mkdir()
    (root / "Network/Due 2026-W48.md").rename(root / "Weeks/My week.md")
    week = json.loads(vaultnet("--vault", root, "week", "--json").out)
    assert (week["path"], week["written"]) == ("Weeks/My week.md", False)


def test_who_was_deleted_from_the_list_does_not_come_back(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault(
        {f"People/{n}.md": "## Log\n- 2026-08-02 call: a\n" for n in ("Ana", "Tom")}
    )
    vaultnet("--vault", root, "week")
    note = root / "Network/Due 2026-W48.md"
    lines = note.read_text().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("- [ ] [[Ana]]")]
    note.write_text("".join(kept))
    vaultnet("--vault", root, "week")
    assert note.read_text() == "".join(kept)


def test_a_name_that_no_link_can_carry_still_works(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    names = ("Ana [work]", "J. R. Oyelaran", "李伟", "Bo 🎈", "O'Brien & Sons")
    root = make_vault(
        {f"People/{name}.md": "## Log\n- 2026-08-02 call: a\n" for name in names}
    )
    (root / "People/Ida.md").write_text("## Log\n- 2026-11-20 call: a\n")
    first = json.loads(vaultnet("--vault", root, "week", "--json").out)
    assert sorted(each["name"] for each in first["check_ins"]) == sorted(names)
    again = json.loads(vaultnet("--vault", root, "week", "--json").out)
    assert again["written"] is False
    assert vaultnet("--vault", root, "check").code == 0


def test_two_of_one_name_both_stand_on_the_list(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault(
        {
            f"People/{p}/Ana.md": "## Log\n- 2026-08-02 call: a\n"
            for p in ("Work", "Home")
        }
    )
    vaultnet("--vault", root, "week")
    text = (root / "Network/Due 2026-W48.md").read_text()
    assert text.count("### Ana") == 2
    assert text.count("what to say]]") == 2
    opens = json.loads(vaultnet("--vault", root, "due", "--json").out)
    assert {each["path"] for each in opens} == {
        "People/Home/Ana.md", "People/Work/Ana.md",
    }  # fmt: skip


def test_weeks_turn_over_new_year(vaultnet: Run, copy: Callable[[Path], Path]) -> None:
    root = copy(SAMPLE)
    week = json.loads(
        vaultnet("--vault", root, "week", "--json", today="2027-01-02").out
    )
    assert week["path"] == "Network/Due 2026-W53.md"
    assert str(Week(date(2026, 12, 28))) == "2026-W53"
