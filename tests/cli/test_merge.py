"""`vaultnet merge A B`: real files, links, weekly notes, and the way back."""

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

JANE = "People/Jane Doe.md"
J_DOE = "Cards/J Doe.md"
NOTES = {
    JANE: """\
---
email: jane@example.org
company: Acme
---
# Jane Doe

## Log
- 2026-08-02 call: moving to Lisbon
""",
    J_DOE: """\
---
type: person
email: j@example.com
company: Boats Ltd
---
Tall.

## Log
- 2026-09-01 text: the photo of the boat
""",
    "People/Ana Ruiz.md": "A friend of [[J Doe]].\n",
    "Daily/2026-09-03.md": "- lunch with [[J Doe]]\n",
}
UNITED = """\
---
email: [jane@example.org, "j@example.com"]
company: Acme
type: person
aliases:
  - "J Doe"
formerly:
  - "Cards/J Doe"
---
# Jane Doe

Tall.

## Log
- 2026-09-01 text: the photo of the boat
- 2026-08-02 call: moving to Lisbon

## From J Doe
- company: Boats Ltd
"""


def texts(root: Path) -> dict[str, bytes]:
    """Give all notes of a vault, those in the trash, too."""
    found = (path for path in root.rglob("*.md") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def quiet(root: Path) -> None:
    """Let all notes look as if nobody had written into them for long."""
    for path in root.rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def days(vaultnet: Run, root: Path, name: str) -> list[str]:
    said = json.loads(vaultnet("--vault", root, "show", name, "--json").out)
    return [each["date"] for each in said["interactions"]]


def test_the_second_note_goes_into_the_first_and_undo_brings_both_back(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    root = make_vault(NOTES)
    before = texts(root)
    said = vaultnet("--vault", root, "merge", "Jane Doe", "J Doe")
    assert (said.out, said.err, said.code) == (
        f"{JANE}: holds all that {J_DOE} says, which is in .trash/J Doe.md\n",
        "company: stays Acme; “Boats Ltd” stands below\n",
        0,
    )
    after = {**before, JANE: UNITED.encode(), ".trash/J Doe.md": before[J_DOE]}
    del after[J_DOE]
    assert texts(root) == after
    assert vaultnet("--vault", root, "undo").code == 0
    assert texts(root) == before


def test_a_dry_run_shows_the_text_and_writes_nothing(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    root = make_vault(NOTES)
    before = texts(root)
    words = ("merge", "Jane Doe", "J Doe", "--rewrite-links", "--dry-run")
    said = vaultnet("--vault", root, *words)
    assert said.out.startswith(f"--- {JANE}\n+++ {JANE}\n@@ -1,8 +1,")
    assert "\n+- 2026-09-01 text: the photo of the boat\n" in said.out
    assert said.out.endswith(
        f"{JANE}: would hold all that {J_DOE} says, which would be in"
        " .trash/J Doe.md\n"
        f"Daily/2026-09-03.md: links would lead to {JANE}\n"
        f"People/Ana Ruiz.md: links would lead to {JANE}\n"
    )
    assert texts(root) == before
    assert not (root / ".trash").exists()


def test_scripts_are_told_what_came_of_it(vaultnet: Run, make_vault: MakeVault) -> None:
    root = make_vault(NOTES)
    words = ("merge", "Jane Doe", "J Doe", "--rewrite-links", "--json")
    said = vaultnet("--vault", root, *words)
    assert json.loads(said.out) == {
        "path": JANE,
        "removed": J_DOE,
        "trash": ".trash/J Doe.md",
        "rewritten": ["Daily/2026-09-03.md", "People/Ana Ruiz.md"],
        "differs": [{"field": "company", "kept": "Acme", "other": "Boats Ltd"}],
        "left": [],
        "why": {},
    }


def test_links_to_the_second_note_count_for_the_first(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    more = "- called [[Cards/J Doe|J]]\n- [[j doe#Log]] rang\n- [[Jay]] rang\n"
    jay = UNITED.replace("email", "aliases: [Jay]\nemail", 1)
    notes = {**NOTES, "Daily/2026-09-04.md": more}
    notes[JANE] = NOTES[JANE].replace("---\n", "---\naliases: [Jay]\n", 1)
    assert jay
    root = make_vault(notes)
    assert days(vaultnet, root, "Jane Doe") == ["2026-08-02"]
    vaultnet("--vault", root, "merge", "Jane Doe", "J Doe")
    wanted = ["2026-08-02", "2026-09-01", "2026-09-03", "2026-09-04"]
    assert days(vaultnet, root, "Jane Doe") == wanted
    said = vaultnet("--vault", root, "check", "--json").out
    problems = [each for each in json.loads(said) if each["code"] == "link"]
    assert [(each["path"], each["line"]) for each in problems] == [
        ("Daily/2026-09-03.md", 1),
        ("Daily/2026-09-04.md", 1),
        ("Daily/2026-09-04.md", 2),
        ("Daily/2026-09-04.md", 3),
    ]
    assert problems[0]["message"] == (
        "[[J Doe]] leads nowhere in Obsidian; it counts for Jane Doe, whose note took"
        " that one in: write [[Jane Doe|J Doe]]"
    )
    assert "counts" not in problems[3]["message"], "an alias alone does not count"
    said = vaultnet("--vault", root, "inspect", "Daily/2026-09-03.md", "--json").out
    assert [each["name"] for each in json.loads(said)["interactions"]] == ["Jane Doe"]
    assert json.loads(said)["links"][0]["resolved"] is None


def test_another_device_counts_them_as_well(
    vaultnet: Run, make_vault: MakeVault, tmp_path: Path
) -> None:
    root = make_vault(NOTES)
    vaultnet("--vault", root, "merge", "Jane Doe", "J Doe")
    shutil.rmtree(tmp_path / "cache")
    shutil.rmtree(root / ".trash")
    wanted = ["2026-08-02", "2026-09-01", "2026-09-03"]
    assert days(vaultnet, root, "Jane Doe") == wanted


LINKS = {
    "Daily/2026-09-03.md": (
        "- [[J Doe]] and [[Cards/J Doe|Jay]] and [[j doe#Log]]\r\n"
        "- ![[J Doe]] ![[J Doe#Log]] [[ J Doe ]]\r\n"
        "| [[J Doe]] | [[J Doe\\|J]] |\r\n"
        '- [Jay](Cards/J%20Doe.md) [x](<J Doe.md#Log> "J Doe") [y](J%20Doe#Log)\r\n'
        "- [[J Doe 2]] [[Jane Doe]] `[[J Doe]]` <!-- [[J Doe]] --> J Doe"
    ),
    "Notes.md": (
        "---\nwho: '[[J Doe]]'\nlist:\n  - \"[[J Doe|Jay]]\" # [[J Doe]]\n"
        "  - J Doe\n---\nSee [[J Doe]].\n"
    ),
    "Cards/Near.md": "[[./J Doe]]\n",
    "Code.md": "```\n[[J Doe]]\n```\n",
}
LED = {
    "Daily/2026-09-03.md": (
        "- [[Jane Doe|J Doe]] and [[Jane Doe|Jay]] and [[Jane Doe#Log|j doe > Log]]\r\n"
        "- ![[Jane Doe]] ![[Jane Doe#Log]] [[Jane Doe|J Doe]]\r\n"
        "| [[Jane Doe\\|J Doe]] | [[Jane Doe\\|J]] |\r\n"
        '- [Jay](People/Jane%20Doe.md) [x](<People/Jane%20Doe.md#Log> "J Doe")'
        " [y](People/Jane%20Doe.md#Log)\r\n"
        "- [[J Doe 2]] [[Jane Doe]] `[[J Doe]]` <!-- [[J Doe]] --> J Doe"
    ),
    "Notes.md": (
        "---\nwho: '[[Jane Doe|J Doe]]'\nlist:\n  - \"[[Jane Doe|Jay]]\" # [[J Doe]]\n"
        "  - J Doe\n---\nSee [[Jane Doe|J Doe]].\n"
    ),
    "Cards/Near.md": "[[Jane Doe|./J Doe]]\n",
    "Code.md": "```\n[[J Doe]]\n```\n",
}


@pytest.mark.parametrize("later", [False, True], ids=["at once", "later"])
def test_links_are_led_to_the_first_note_on_request(
    vaultnet: Run, make_vault: MakeVault, later: bool
) -> None:
    root = make_vault({**NOTES, **LINKS})
    before = texts(root)
    words = ("--vault", root, "merge", "Jane Doe", "J Doe")
    if later:
        assert vaultnet(*words).code == 0
        quiet(root)
        said = vaultnet(*words, "--rewrite-links")
    else:
        said = vaultnet(*words, "--rewrite-links")
    assert said.code == 0
    after = texts(root)
    assert {path: after[path].decode() for path in LED} == LED
    assert after["People/Ana Ruiz.md"] == b"A friend of [[Jane Doe|J Doe]].\n"
    check = json.loads(vaultnet("--vault", root, "check", "--json").out)
    assert [each for each in check if each["code"] == "link"] == []
    assert vaultnet("--vault", root, "undo").code == 0
    if later:
        quiet(root)
        assert vaultnet("--vault", root, "undo").code == 0
    assert texts(root) == before


def test_a_note_whose_links_cannot_be_rewritten_is_named_and_left(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    odd = {
        'People/Jane "Jo" Doe.md': "",
        "Odd.md": '---\nwho: "[[J Doe]]"\n---\n',
        "Broken.md": "---\na: [\n---\n[[J Doe]]\n",
    }
    root = make_vault({**NOTES, **odd})
    words = ("merge", 'Jane "Jo" Doe', "J Doe", "--rewrite-links")
    said = vaultnet("--vault", root, *words)
    assert said.code == 5
    after = texts(root)
    assert {path: after[path].decode() for path in ("Odd.md", "Broken.md")} == {
        path: odd[path] for path in ("Odd.md", "Broken.md")
    }
    assert "Odd.md:2: its links to “J Doe” cannot be rewritten" in said.err
    assert "Broken.md:" in said.err
    assert "2 notes left" in said.err
    assert after["Daily/2026-09-03.md"] == b'- lunch with [[Jane "Jo" Doe|J Doe]]\n'


def test_two_notes_of_one_name_are_told_apart_by_their_path(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    notes = {
        "People/Jane Doe.md": "Here.\n",
        "People/Old/Jane Doe.md": "There.\n",
        "Daily/2026-09-03.md": "- [[People/Old/Jane Doe]] rang\n- [[Jane Doe]] rang\n",
    }
    root = make_vault(notes)
    said = vaultnet("--vault", root, "merge", "Jane Doe", "Old/Jane Doe")
    assert said.code == 4
    said = vaultnet(
        "--vault", root, "merge", "People/Jane Doe", "People/Old/Jane Doe.md",
        "--rewrite-links",
    )  # fmt: skip
    assert said.code == 0
    assert texts(root) == {
        "People/Jane Doe.md": (
            b'---\nformerly:\n  - "People/Old/Jane Doe"\n---\nHere.\n\nThere.\n'
        ),
        ".trash/Jane Doe.md": b"There.\n",
        "Daily/2026-09-03.md": (
            b"- [[Jane Doe|People/Old/Jane Doe]] rang\n- [[Jane Doe]] rang\n"
        ),
    }


def test_names_that_differ_by_case_alone(vaultnet: Run, make_vault: MakeVault) -> None:
    notes = {"People/Jane Doe.md": "Here.\n", "People/b/jane doe.md": "There.\n"}
    root = make_vault(notes)
    words = ("merge", "People/Jane Doe.md", "People/b/jane doe.md")
    assert vaultnet("--vault", root, *words).code == 0
    assert (root / "People/Jane Doe.md").read_text("utf-8") == (
        '---\nformerly:\n  - "People/b/jane doe"\n---\nHere.\n\nThere.\n'
    )
    assert (root / ".trash/jane doe.md").is_file()


def test_the_trash_takes_a_second_note_of_a_name(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    root = make_vault({**NOTES, ".trash/J Doe.md": "Another one.\n"})
    vaultnet("--vault", root, "merge", "Jane Doe", "J Doe")
    assert texts(root)[".trash/J Doe.md"] == b"Another one.\n"
    assert texts(root)[".trash/J Doe 2.md"] == NOTES[J_DOE].encode()


# -- what is refused ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "notes", "code", "why"),
    [
        (("Jane Doe", "Jane Doe"), {}, 2, "are the same note"),
        (("Jane Doe", "Jane Doe", "--rewrite-links"), {}, 2, "are the same note"),
        (("Jane Doe", "Boats"), {"Boats.md": "x\n"}, 4, "no contact is called 'Boats'"),
        (("Nobody", "J Doe"), {}, 4, "no contact is called 'Nobody'"),
        (("Jane Doe", "J Doe"), {J_DOE: "---\ntype: person\na: [\n---\n"}, 4, "no"),
        (("Jane Doe", "Jo"), {"People/Jo.md": "---\na: [\n---\n"}, 5, "Jo.md:2: "),
        (("Jo", "Jane Doe"), {"People/Jo.md": "---\na: [\n---\n"}, 5, "Jo.md:2: "),
        (("Jane Doe", "Jo"), {"People/Jo.md": "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"},
         5, "Jo.md"),
        (("Jane Doe", "Jo"), {"People/Jo.md": b"\xff\xfe"}, 5, "UTF-16"),
        (("Jane Doe", "Jo"), {"People/Jo.md": "x\n```\n"}, 5, "open block of code"),
        (("Jo", "Jane Doe"), {"People/Jo.md": "x\n```\n"}, 5, "open block of code"),
    ],
)  # fmt: skip
def test_what_cannot_be_united_is_refused_and_nothing_is_written(
    vaultnet: Run, make_vault: MakeVault, words: tuple[str, ...],
    notes: dict[str, str | bytes], code: int, why: str,
) -> None:  # fmt: skip
    root = make_vault({**NOTES, **notes})
    before = texts(root)
    said = vaultnet("--vault", root, "merge", *words)
    assert (said.code, why in said.err) == (code, True), said.err
    assert (texts(root) == before) == (code != 0)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
def test_nothing_is_written_while_git_merges(
    vaultnet: Run, make_vault: MakeVault, plain_git: None
) -> None:
    root = make_vault(NOTES)
    subprocess.run(["git", "init", "-q", root], check=True)
    (root / ".git/MERGE_HEAD").write_text("0" * 40 + "\n")
    before = texts(root)
    said = vaultnet("--vault", root, "merge", "Jane Doe", "J Doe")
    assert (said.code, texts(root)) == (5, before)


def test_where_the_second_note_cannot_go_the_first_is_as_it_was(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    root = make_vault(NOTES)
    (root / ".trash").write_text("no folder\n")
    before = texts(root)
    said = vaultnet("--vault", root, "merge", "Jane Doe", "J Doe")
    assert said.code == 5
    assert said.err.count("\n") == 1
    assert texts(root) == before


def test_after_a_crash_in_between_it_is_said_again_and_nothing_stands_twice(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    root = make_vault({**NOTES, JANE: UNITED})
    assert vaultnet("--vault", root, "merge", "Jane Doe", "J Doe").code == 0
    assert texts(root)[JANE].decode() == UNITED
    assert texts(root)[".trash/J Doe.md"] == NOTES[J_DOE].encode()


# -- weekly notes ---------------------------------------------------------------------


def test_a_tick_on_the_old_name_goes_home_to_the_first_note(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    root = make_vault(NOTES)
    assert vaultnet("--vault", root, "week").code == 0
    week = root / "Network/Due 2026-W48.md"
    text = week.read_text("utf-8")
    line = next(
        each for each in text.splitlines() if each.startswith("- [ ] [[J Doe]]")
    )
    quiet(root)
    vaultnet("--vault", root, "merge", "Jane Doe", "J Doe", "--rewrite-links")
    assert week.read_text("utf-8") == text, "weekly notes stay as they are"
    week.write_text(text.replace(line, f"{line.replace('[ ]', '[x]')} a new boat"))
    quiet(root)
    said = json.loads(vaultnet("--vault", root, "week", "--json").out)
    assert [(each["name"], each["path"]) for each in said["ticks"]] == [
        ("Jane Doe", JANE)
    ]
    assert "a new boat [[Due 2026-W48|2026-W48]]\n" in (root / JANE).read_text("utf-8")
    assert [each["message"] for each in said["problems"]] == []
    after = week.read_text("utf-8")
    assert after.count("[[J Doe]] ·") == text.count("[[J Doe]] ·")
    week.write_text(after.replace("- [ ] [[Jane Doe]]", "- [x] [[Jane Doe]]"))
    quiet(root)
    assert vaultnet("--vault", root, "week").code == 0
    assert (root / JANE).read_text("utf-8").count("|2026-W48]]") == 1


def test_a_tick_on_a_card_goes_home_to_the_first_note(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    card = "---\nimported_from: linkedin\n---\n"
    root = make_vault({JANE: card, "People/J Doe.md": card})
    assert vaultnet("--vault", root, "week").code == 0
    cards = root / "Network/Cards.md"
    text = cards.read_text("utf-8")
    assert "[[J Doe]]" in text
    quiet(root)
    vaultnet("--vault", root, "merge", "Jane Doe", "J Doe", "--rewrite-links")
    assert cards.read_text("utf-8") == text
    line = next(each for each in text.splitlines() if "[[J Doe]]" in each)
    cards.write_text(text.replace(line, line.replace("[ ]", "[x]")))
    quiet(root)
    assert vaultnet("--vault", root, "week").code == 0
    assert "\ncadence: auto\n" in (root / JANE).read_text("utf-8")
