"""`vaultnet resolve`: real git, real conflicts, real copies."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")

JANE = "People/Jane Doe.md"
BASE = """\
---
aliases: [JD]
last_contact: 2026-08-02
company: Acme
---
Met at the fair.

## Log
- 2026-08-02 call: moving to Lisbon
"""
HERE = BASE.replace("[JD]", "[JD, Janey]").replace("2026-08-02\nc", "2026-11-10\nc") + (
    "- 2026-11-10 text: the photo of the boat\n"
)
THERE = (
    BASE.replace("2026-08-02\nc", "2026-11-12\nc") + "- 2026-11-12 call: a new job\n"
)
BOTH = """\
---
aliases: [JD, Janey]
last_contact: 2026-11-12
company: Acme
---
Met at the fair.

## Log
- 2026-08-02 call: moving to Lisbon
- 2026-11-10 text: the photo of the boat
- 2026-11-12 call: a new job
"""
_LONG_AGO = 1_700_000_000


class Git:
    """Git in one folder, without the configuration of whoever runs the tests."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self("init", "-q", "-b", "main")

    def __call__(self, *words: str, fails: bool = False) -> str:
        env = {
            **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        }  # fmt: skip
        done = subprocess.run(
            ["git", *words], cwd=self.root, env=env, capture_output=True, check=False
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout.decode()

    def commit(self, path: str, text: str | None, name: str) -> None:
        place = self.root / path
        if text is None:
            place.unlink()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode())
        self("add", "-A")
        self("commit", "-qm", name)


def in_conflict(
    root: Path, base: str | None, here: str | None, there: str | None, *config: str
) -> Git:
    """A vault in which a merge of two devices has stopped at Jane's note."""
    git = Git(root)
    for each in config:
        git("config", *each.split("="))
    git.commit(JANE if base else "Other.md", base or "x\n", "base")
    git("checkout", "-qb", "phone")
    git.commit(JANE, there, "there")
    git("checkout", "-q", "main")
    git.commit(JANE, here, "here")
    git("merge", "phone", fails=True)
    quiet(root)
    return git


def quiet(root: Path) -> None:
    """Let all notes have been left alone for long."""
    for path in root.rglob("*.md"):
        os.utime(path, (_LONG_AGO, _LONG_AGO))


def told(said: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said.out)
    return found


@needs_git
@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_note_that_a_plain_merge_left_in_conflict_is_made_whole(
    style: str, make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({})
    git = in_conflict(root, BASE, HERE, THERE, f"merge.conflictStyle={style}")
    before = (root / JANE).read_bytes()
    assert b"<<<<<<<" in before
    said = vaultnet("--vault", root, "resolve")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        f"{JANE}: what both sides wrote is in the note",
        f"then: git add '{JANE}'",
    ]
    assert (root / JANE).read_text() == BOTH
    assert git("ls-files", "-u").count("\n") == 3
    assert told(vaultnet("--vault", root, "resolve", "--json"))["resolved"] == [JANE]
    assert (root / JANE).read_text() == BOTH
    assert vaultnet("--vault", root, "undo").code == 0
    assert (root / JANE).read_bytes() == before


@needs_git
@pytest.mark.parametrize("how", [("rebase", "main"), ("cherry-pick", "main")])
def test_in_the_middle_of_a_rebase_it_is_the_same(
    how: tuple[str, str], make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({})
    git = in_conflict(root, BASE, HERE, THERE)
    git("merge", "--abort")
    git("checkout", "-q", "phone")
    git(*how, fails=True)
    quiet(root)
    assert vaultnet("--vault", root, "resolve").code == 0
    assert (root / JANE).read_text() == BOTH


@needs_git
def test_a_stash_that_comes_back_into_a_changed_note_is_made_whole(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({})
    git = in_conflict(root, BASE, HERE, THERE)
    git("merge", "--abort")
    git("checkout", "-q", "main~1")
    (root / JANE).write_bytes(THERE.encode())
    git("stash")
    git("checkout", "-q", "main")
    git("stash", "pop", fails=True)
    quiet(root)
    assert vaultnet("--vault", root, "resolve").code == 0
    assert (root / JANE).read_text() == BOTH


@needs_git
def test_a_note_that_two_devices_made_keeps_the_words_of_both(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({})
    in_conflict(root, None, HERE, THERE)
    assert vaultnet("--vault", root, "resolve").code == 0
    text = (root / JANE).read_text()
    assert text == BOTH


@needs_git
@pytest.mark.parametrize("sides", [(None, THERE), (HERE, None)])
def test_a_note_that_one_device_deleted_is_left(
    sides: tuple[str | None, str | None], make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({})
    in_conflict(root, BASE, *sides)
    before = (root / JANE).read_bytes()
    said = vaultnet("--vault", root, "resolve")
    assert said.code == 5
    assert said.err.startswith(f"{JANE}: one side has deleted it")
    assert (root / JANE).read_bytes() == before


CLASH = (
    BASE.replace("at the fair", "at the spring fair in Porto"),
    BASE.replace("at the fair", "at the jam stall in Leeds"),
)


@needs_git
def test_what_only_a_person_can_choose_stays_marked_and_is_left(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({})
    here, there = HERE.replace(*_met(0)), THERE.replace(*_met(1))
    in_conflict(root, BASE, here, there)
    said = vaultnet("--vault", root, "resolve", "--json")
    assert said.code == 5
    assert told(said)["left"] == [JANE]
    text = (root / JANE).read_text()
    line = text[: text.index("<<<<<<<")].count("\n") + 1
    assert told(said)["why"][JANE].startswith(f"line {line}: both sides rewrote this")
    assert text.startswith("---\naliases: [JD, Janey]\nlast_contact: 2026-11-12\n")
    assert text.count("<<<<<<<") == 1
    assert "spring fair in Porto" in text
    assert "jam stall in Leeds" in text
    quiet(root)
    again = vaultnet("--vault", root, "resolve", "--json")
    assert again.code == 5
    assert (told(again)["left"], told(again)["diffs"]) == ([JANE], {})
    assert (root / JANE).read_text() == text
    chosen = "".join(
        line
        for line in text.splitlines(keepends=True)
        if line[:7] not in ("<" * 7, "=======", ">" * 7)
    )
    (root / JANE).write_text(chosen)
    quiet(root)
    assert vaultnet("--vault", root, "resolve").code == 0
    assert (root / JANE).read_text() == chosen


def _met(side: int) -> tuple[str, str]:
    return "Met at the fair.", CLASH[side].partition("---\n")[2].splitlines()[4]


@needs_git
@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_words_that_were_written_into_a_conflict_stay(
    style: str, make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({})
    in_conflict(root, BASE, HERE, THERE, f"merge.conflictStyle={style}")
    text = (root / JANE).read_text()
    text = text.replace("the photo of the boat", "the photo of her new boat")
    text = text.replace("Met at the fair.", "Met at the fair.\nShe sings.")
    (root / JANE).write_text(text)
    quiet(root)
    assert vaultnet("--vault", root, "resolve").code == 0
    wanted = BOTH.replace("photo of the boat", "photo of her new boat")
    wanted = wanted.replace("Met at the fair.", "Met at the fair.\nShe sings.")
    assert (root / JANE).read_text() == wanted


@needs_git
def test_a_note_of_which_a_broken_driver_kept_one_side_gets_the_other(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({".gitattributes": "*.md merge=broken\n"})
    in_conflict(root, BASE, HERE, THERE, "merge.broken.driver=false")
    assert (root / JANE).read_text() == HERE
    assert vaultnet("--vault", root, "resolve").code == 0
    assert (root / JANE).read_text() == BOTH


@needs_git
def test_a_note_that_was_mended_by_hand_is_never_written(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({})
    in_conflict(root, BASE, HERE, THERE)
    mended = BOTH.replace("the photo of the boat", "the photo of the boat, twice")
    (root / JANE).write_text(mended)
    assert vaultnet("--vault", root, "resolve").code == 0
    assert (root / JANE).read_text() == mended
    short = BOTH.replace("- 2026-11-12 call: a new job\n", "")
    (root / JANE).write_text(short)
    said = vaultnet("--vault", root, "resolve")
    assert said.code == 5
    assert "not in it: “- 2026-11-12 call: a new job”" in said.err
    assert (root / JANE).read_text() == short


@needs_git
def test_line_ends_of_windows_stay(make_vault: MakeVault, vaultnet: Run) -> None:
    root = make_vault({})
    git = in_conflict(root, BASE, HERE, THERE)
    git("merge", "--abort")
    git("config", "core.autocrlf", "true")
    git("rm", "-rq", "--cached", ".")
    git("reset", "-q", "--hard")
    git("merge", "phone", fails=True)
    quiet(root)
    assert b"\r\n" in (root / JANE).read_bytes()
    assert vaultnet("--vault", root, "resolve").code == 0
    assert (root / JANE).read_bytes() == BOTH.replace("\n", "\r\n").encode()


@needs_git
def test_a_vault_in_a_folder_of_a_repository_is_found(
    make_vault: MakeVault, vaultnet: Run, tmp_path: Path
) -> None:
    root = make_vault({})
    in_conflict(root, BASE, HERE, THERE)
    inner = root / "People"
    (inner / ".obsidian").mkdir()
    assert vaultnet("--vault", inner, "resolve").code == 0
    assert (root / JANE).read_text() == BOTH


@needs_git
def test_an_octopus_that_fails_leaves_nothing_to_resolve(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({})
    git = in_conflict(root, BASE, HERE, THERE)
    git("merge", "--abort")
    git("checkout", "-qb", "desk", "main~1")
    git.commit(JANE, BASE.replace("fair", "market"), "desk")
    git("checkout", "-q", "main")
    git("merge", "phone", "desk", fails=True)
    said = vaultnet("--vault", root, "resolve")
    assert (said.code, said.out) == (0, "nothing to resolve\n")


@needs_git
def test_during_a_merge_no_other_note_is_written(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    copy = "People/Sam (conflicted copy 2026-09-14 101530).md"
    iso = "People/Iso.md"
    markers = "<<<<<<< main\na\n=======\nb\n>>>>>>> other\n"
    root = make_vault({"People/Sam.md": "old\n", copy: "old\nnew\n", iso: markers})
    git = in_conflict(root, BASE, HERE, THERE)
    said = vaultnet("--vault", root, "resolve", "--json")
    assert told(said)["resolved"] == [JANE]
    assert told(said)["left"] == [iso, copy]
    assert "under way" in told(said)["why"][copy]
    assert (root / iso).read_text() == markers
    assert (root / "People/Sam.md").read_text() == "old\n"
    git("add", JANE)
    git("commit", "-qm", "merged")
    said = vaultnet("--vault", root, "resolve", "--json")
    assert told(said)["resolved"] == [iso, copy]
    assert (root / "People/Sam.md").read_text() == "old\nnew\n"
    assert (root / iso).read_text() == "a\nb\n"


@needs_git
def test_a_dry_run_shows_it_and_writes_nothing(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({})
    in_conflict(root, BASE, HERE, THERE)
    before = (root / JANE).read_bytes()
    said = vaultnet("--vault", root, "resolve", "--dry-run")
    assert said.code == 0
    assert "\n-<<<<<<< HEAD\n" in said.out
    assert "\n-last_contact: 2026-11-10\n" in said.out
    assert "would be in the note" in said.out
    assert "git add" not in said.out
    assert (root / JANE).read_bytes() == before
    assert vaultnet("--vault", root, "undo", "--list").out == ""


# markers without git


ISO = """\
---
aliases: [JD]
<<<<<<< main
last_contact: 2026-11-10
=======
last_contact: 2026-11-12
>>>>>>> refs/remotes/origin/main
company: Acme
---
Met at the fair.

## Log
- 2026-08-02 call: moving to Lisbon
<<<<<<< main
- 2026-11-10 text: the photo of the boat=======
- 2026-11-12 call: a new job>>>>>>> refs/remotes/origin/main
"""


def test_markers_that_a_phone_has_committed_are_taken_apart(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({JANE: ISO})
    said = vaultnet("--vault", root, "resolve")
    assert (said.code, said.err) == (0, "")
    assert said.out == f"{JANE}: what both sides wrote is in the note\n"
    text = (root / JANE).read_text()
    assert text == BOTH.replace("[JD, Janey]", "[JD]")
    assert vaultnet("--vault", root, "resolve").out == "nothing to resolve\n"
    assert vaultnet("--vault", root, "undo").code == 0
    assert (root / JANE).read_text() == ISO


BROKEN = {
    "<<<<<<< a\nx\n=======\ny\n": 1,
    "a\nb\n>>>>>>> a\n": 3,
    "<<<<<<< a\nx\n>>>>>>> b\n": 3,
    "<<<<<<< a\nTitle\n=======\nx\n=======\ny\n>>>>>>> b\n": 5,
    "See:\n```\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n```\n": 3,
}


@pytest.mark.parametrize("text", BROKEN)
def test_markers_that_cannot_be_trusted_are_left_with_their_line(
    text: str, make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({JANE: text})
    said = vaultnet("--vault", root, "resolve")
    assert said.code == 5
    assert said.err.startswith(f"{JANE}:{BROKEN[text]}: ")
    assert (root / JANE).read_text() == text


def test_a_path_that_leads_nowhere_is_said(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({JANE: BASE})
    assert vaultnet("--vault", root, "resolve", "People/No.md").code == 2
    said = vaultnet("--vault", root, "resolve", JANE)
    assert (said.code, said.out) == (0, "nothing to resolve\n")


# copies

PHONE = "People/Jane Doe.sync-conflict-20261112-101530-ABCDEF7.md"


def test_a_copy_is_taken_in_and_moved_to_the_trash(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({JANE: HERE, PHONE: THERE})
    said = vaultnet("--vault", root, "resolve")
    place = ".trash/Jane Doe.sync-conflict-20261112-101530-ABCDEF7.md"
    assert (said.code, said.err) == (0, "")
    assert said.out == (f"{PHONE}: all it says is in the note, and it is in {place}\n")
    assert (root / JANE).read_text() == BOTH
    assert (root / place).read_text() == THERE
    assert not (root / PHONE).exists()
    assert vaultnet("--vault", root, "resolve").out == "nothing to resolve\n"
    said = vaultnet("--vault", root, "undo")
    assert said.code == 0
    assert (root / JANE).read_text() == HERE
    assert (root / PHONE).read_text() == THERE
    assert not (root / place).exists()


def test_both_devices_reach_the_same_bytes(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    results = []
    for here, there in ((HERE, THERE), (THERE, HERE)):
        root = make_vault({JANE: here, PHONE: there})
        assert vaultnet("--vault", root, "resolve").code == 0
        results.append((root / JANE).read_bytes())
    assert results[0] == results[1]


def test_several_copies_of_one_note_are_all_taken_in(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    copies = {
        "People/Jane Doe (Conflicted copy iPhone 202611281430).md": "a\nb\n",
        "People/Jane Doe (Sam's conflicted copy 2026-11-12).md": "a\nc\n",
        PHONE: "a\nd\n",
        PHONE.replace(".md", ".sync-conflict-20261113-101530-ABCDEF7.md"): "a\ne\n",
    }
    root = make_vault({JANE: "a\n", **copies})
    said = vaultnet("--vault", root, "resolve", JANE, "--json")
    assert told(said)["resolved"] == sorted(copies)
    assert {*(root / JANE).read_text().split()} == {*"abcde"}
    assert [path.name for path in (root / "People").iterdir()] == ["Jane Doe.md"]
    assert len(list((root / ".trash").iterdir())) == len(copies)


def test_a_name_that_is_in_the_trash_already_gets_a_number(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    name = PHONE.removeprefix("People/")
    root = make_vault({JANE: HERE, PHONE: THERE, f".trash/{name}": "older"})
    said = vaultnet("--vault", root, "resolve", "--json")
    assert told(said)["moved"] == {PHONE: f".trash/{name[:-3]} 2.md"}
    assert (root / ".trash" / name).read_text() == "older"


LEFT: dict[str, tuple[dict[str, str | bytes], str]] = {
    "gone": ({PHONE: THERE}, "its note People/Jane Doe.md is not there"),
    "other": (
        {JANE: f"---\nuid: a1\n---\n{HERE}", PHONE: "---\nuid: b2\n---\nhello\n"},
        "carries another uid",
    ),
    "broken": ({JANE: HERE, PHONE: "---\na: [\n---\nhello\n"}, "cannot be put"),
    "binary": ({JANE: HERE, PHONE: b"\xff\xfe"}, "cannot be put"),
    "marked": (
        {JANE: HERE, PHONE: "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"},
        "holds both sides",
    ),
}


@pytest.mark.parametrize("case", LEFT)
def test_a_copy_that_cannot_be_taken_in_stays_with_the_reason(
    case: str, make_vault: MakeVault, vaultnet: Run
) -> None:
    notes, why = LEFT[case]
    root = make_vault(notes)
    said = vaultnet("--vault", root, "resolve", "--json")
    assert said.code == 5
    assert told(said)["left"] == [PHONE]
    assert why in told(said)["why"][PHONE]
    for path, text in notes.items():
        data = text if isinstance(text, bytes) else text.encode()
        assert (root / path).read_bytes() == data


@pytest.mark.parametrize(
    "name", ["Jane Doe 2", "Jane Doe (1)", "Jane Doe-DESKTOP-AB12"]
)
def test_a_weak_name_is_a_copy_only_where_the_text_is_the_same(
    name: str, make_vault: MakeVault, vaultnet: Run
) -> None:
    path = f"People/{name}.md"
    root = make_vault({JANE: HERE, path: THERE})
    assert told(vaultnet("--vault", root, "resolve", "--json"))["resolved"] == [path]
    assert (root / JANE).read_text() == BOTH
    other = "---\naliases:\nlast_contact: 2026-01-01\n---\n## Log\n- 2026-01-01 hello\n"
    root = make_vault({JANE: HERE, path: other})
    assert vaultnet("--vault", root, "resolve").out == "nothing to resolve\n"


def test_a_note_to_which_somebody_links_is_no_copy(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    notes: dict[str, str | bytes] = {JANE: HERE, "People/Jane Doe 2.md": THERE}
    root = make_vault({**notes, "2026-11-12.md": "- rang [[Jane Doe 2|the other]]\n"})
    assert vaultnet("--vault", root, "resolve").out == "nothing to resolve\n"
    week = "---\ntype: vaultnet-week\nweek: 2026-W48\n---\n- [ ] [[Jane Doe 2]]\n"
    root = make_vault({**notes, "2026-11-12.md": "", "Week.md": week})
    assert vaultnet("--vault", root, "resolve").out.startswith("People/Jane Doe 2.md")


def test_what_was_written_in_two_ways_stands_there_in_both(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({JANE: CLASH[0], PHONE: CLASH[1].replace("Acme", "Bolt")})
    said = vaultnet("--vault", root, "resolve")
    assert said.code == 0
    text = (root / JANE).read_text()
    assert "spring fair in Porto" in text
    assert "jam stall in Leeds" in text
    assert "<<<<<<<" not in text
    assert "Acme" in text
    assert "Bolt" in text
    assert "keep what is right" in said.out


@needs_git
def test_a_copy_comes_from_where_gits_history_says(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    sings = BASE.replace("Met at the fair.", "She sings.\n\nMet at the fair.")
    here = sings.replace("sings.", "sings in a choir.").replace("Acme", "Bolt")
    there = sings.replace("the fair", "the fair, by the jam").replace("Acme", "Crow")
    root = make_vault({})
    in_conflict(root, sings, here, there)("merge", "--abort")
    (root / PHONE).write_text(there)
    quiet(root)
    assert vaultnet("--vault", root, "resolve").code == 0
    text = (root / JANE).read_text()
    assert text.count("She sings") == 1
    assert "She sings in a choir.\n\nMet at the fair, by the jam.\n" in text


def test_where_nothing_is_certain_a_line_that_was_taken_out_may_come_back(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    root = make_vault({JANE: HERE.replace("Met at the fair.\n", ""), PHONE: THERE})
    assert vaultnet("--vault", root, "resolve").code == 0
    assert (root / JANE).read_text() == BOTH
