"""The command `favour`, end to end, and favours as `show` and prompts tell them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

JANE = "People/Jane Doe.md"
NOTES = {
    JANE: "---\naliases: [JD]\n---\n\n## Log\n- 2026-08-02 call: moving\n\n## Favours\n"
    "- [ ] asked 2026-08-02: an intro to Ana #5min\n"
    "- [x] received 2026-09-01: a lamp\n",
    "People/Ana Ruiz.md": "## Log\r\n- 2026-08-02 call: x\r\n\r\n## Notes\r\nx",
    "People/@Bo [work].md": "",
    "People/Sam Lee.md": "",
    "People/Sam Poe.md": "",
}


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


@pytest.fixture
def run(vaultnet: Run, root: Path) -> Run:
    def in_vault(*words: str, **more: Any) -> Any:
        return vaultnet("--vault", root, *words, **more)

    return in_vault


def bytes_of(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*.md")}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("a lift #1h",), "- [ ] asked 2026-11-23: a lift #1h"),
        (("--asked", "a lift", "--on", "yesterday"), "- [ ] asked 2026-11-22: a lift"),
        (("2026-11-01 a lift",), "- [ ] asked 2026-11-01: a lift"),
        (("--offer", "a bed"), "- [ ] offer: a bed"),
        (("--offer", "a bed", "--on", "today"), "- [ ] offer 2026-11-23: a bed"),
        (("--gave", "the ladder"), "- [x] gave 2026-11-23: the ladder"),
        (("--received", "soup"), "- [x] received 2026-11-23: soup"),
        (("--declined", "a lift, because I was away"),
         "- [-] asked 2026-11-23: a lift: declined, because I was away"),
        (("--introduced-to", "ana"),
         "- [ ] introduced 2026-11-23 to [[Ana Ruiz]]: what came of it?"),
        (("--introduced-to", "Bo", "tea?"),
         "- [ ] introduced 2026-11-23 to [@Bo \\[work\\]](People/%40Bo%20%5Bwork%5D.md): tea?"),
    ],
)  # fmt: skip
def test_a_favour_is_one_line_more(
    run: Run, root: Path, words: tuple[str, ...], line: str
) -> None:
    said = run("favour", "JD", *words, "--json")
    assert said.code == 0
    assert (root / JANE).read_text() == f"{NOTES[JANE]}{line}\n"
    known = json.loads(said.out)
    assert (known["name"], known["path"], known["line"]) == ("Jane Doe", JANE, 11)
    assert line.endswith(known["text"])


def test_a_dry_run_says_the_same_and_writes_nothing(run: Run, root: Path) -> None:
    before = bytes_of(root)
    dry = run("favour", "JD", "a lift", "--dry-run", "--json")
    assert bytes_of(root) == before
    assert run("favour", "JD", "a lift", "--json").out == dry.out


def test_a_note_without_favours_gets_them_behind_its_log(run: Run, root: Path) -> None:
    said = run("favour", "Ana", "a lift")
    assert said.out == (
        "wrote down, Ana Ruiz: asked 2026-11-23: a lift (People/Ana Ruiz.md:5)\n"
    )
    assert (root / "People/Ana Ruiz.md").read_bytes() == (
        b"## Log\r\n- 2026-08-02 call: x\r\n\r\n## Favours\r\n"
        b"- [ ] asked 2026-11-23: a lift\r\n\r\n## Notes\r\nx"
    )


def test_what_is_given_or_declined_closes_the_line(run: Run, root: Path) -> None:
    assert run("favour", "JD", "--gave", "intro to Ana", "--dry-run").out == (
        f"would tick, Jane Doe: asked 2026-08-02: an intro to Ana #5min ({JANE}:9)\n"
    )
    words = ("--declined", "an intro to Ana: I hardly know her")
    assert run("favour", "JD", *words).out.startswith("marked as declined, Jane Doe: ")
    assert (root / JANE).read_text() == NOTES[JANE].replace(
        "- [ ] asked 2026-08-02: an intro to Ana #5min",
        "- [-] asked 2026-08-02: an intro to Ana: declined, because I hardly know her"
        " #5min",
    )


def test_the_same_twice_is_written_once(run: Run, root: Path) -> None:
    run("favour", "JD", "a lift")
    before = bytes_of(root)
    assert run("favour", "JD", "A lift").out.startswith("stands there already, ")
    assert bytes_of(root) == before


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("Sam", "a lift"), 4, "People/Sam Lee.md"),
        (("JD", "--introduced-to", "Sam"), 4, "People/Sam Poe.md"),
        (("JD", "--introduced-to", "Nobody At All"), 4, "no contact"),
        (("JD", "--introduced-to", "Jane"), 2, "somebody else"),
        (("JD", "--gave", "--offer", "a lift"), 2, "--offer or --gave"),
        (("JD", "--gave", "--introduced-to", "Ana"), 2, "choose"),
        (("JD",), 2, "what it is about"),
        (("JD", "--gave", "  "), 2, "what it is about"),
        (("JD", "a lift", "--on", "tomorrow"), 2, "still to come"),
    ],
)
def test_wrong_words_say_what_is_wrong_and_change_nothing(
    run: Run, root: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    before = bytes_of(root)
    said = run("favour", *words)
    assert said.code == code
    assert says in said.err
    assert bytes_of(root) == before


@pytest.mark.parametrize(
    "text",
    ["---\na: [\n---\n", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", "```\ncode\n"],
)
def test_a_note_that_must_not_be_written_is_left_alone(
    run: Run, root: Path, text: str
) -> None:
    (root / "People/Sam Lee.md").write_text(text)
    said = run("favour", "Sam Lee", "a lift")
    assert said.code == 5
    assert said.err.count("\n") == 1
    assert "People/Sam Lee.md" in said.err
    assert (root / "People/Sam Lee.md").read_text() == text


def test_during_a_merge_nothing_is_written(run: Run, root: Path) -> None:
    (root / ".git").mkdir()
    (root / ".git/MERGE_HEAD").write_text("")
    assert run("favour", "JD", "a lift").code == 5


def test_show_tells_favours_in_words_and_whole(run: Run, root: Path) -> None:
    run("favour", "JD", "--introduced-to", "Ana", "--on", "2026-09-02")
    run("favour", "JD", "--declined", "a loan because I was short")
    assert run("show", "JD").out.split("\n")[2:6] == [
        "  they asked on 2026-08-02: an intro to Ana (5 minutes)",
        "  you received on 2026-09-01: a lamp",
        "  you introduced them to Ana Ruiz on 2026-09-02: what came of it?",
        "  they asked on 2026-11-23: a loan, declined, because I was short",
    ]
    favours = json.loads(run("show", "JD", "--json").out)["favours"]
    assert favours[0] == {
        "line": 9, "task": " ", "text": "asked 2026-08-02: an intro to Ana #5min",
        "kind": "asked", "date": "2026-08-02", "what": "an intro to Ana", "minutes": 5,
        "reason": None, "to": None, "open": True,
    }  # fmt: skip
    assert [(each["to"], each["reason"]) for each in favours[2:]] == [
        ("Ana Ruiz", None), (None, "because I was short"),
    ]  # fmt: skip


def test_a_prompt_offers_what_they_asked_for(run: Run) -> None:
    said = run("prompt", "JD", "--ask", "a lift").out
    assert "You could give: an intro to Ana (asked on 2 August, five minutes)" in said
    assert 'They last did something for you on 1 September: "a lamp"' in said
    run("favour", "JD", "--gave", "intro to Ana")
    assert "You could give" not in run("prompt", "JD").out
