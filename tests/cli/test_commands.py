"""The command line as outsiders rely on it: names, keys, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import ShellComplete

from vaultnet.cli import COMMANDS, cli
from vaultnet.cli.session import with_bar
from vaultnet.core.values import NotePath

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

PEOPLE = {
    "People/Jane Doe.md": "---\naliases: [JD]\nemail: jane@example.org\n"
    "location: Lisbon\ninterests: [bees]\n---\n\n## Log\n"
    "- 2026-08-02 call: moving to Lisbon; next: ask how the move went\n"
    "- 2026-06-01 coffee\n",
    "People/Sam Lee.md": "---\nmet: 2026-11-14\nmet_at: the PyCon hallway track\n---\n",
    "People/Sam Poe.md": "---\ncadence: monthly\nlast_contact: 2026-09-01\n---\n",
    "People/Ida.md": "## Log\n- 2026-11-10 call: the garden\n",
    "Journal/2026-07-01.md": "- lunch with [[Jane Doe]]\n",
}
CHECK_IN = {
    "name", "path", "reason", "kind", "due_on", "last_contact", "interval_days",
    "overdue",
}  # fmt: skip


def read(said: Any) -> Any:
    assert said.code in (0, 1), said.err
    return json.loads(said.out)


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(PEOPLE)


@pytest.fixture
def run(vaultnet: Run, root: Path) -> Run:
    def in_vault(*words: str, **more: Any) -> Any:
        return vaultnet("--vault", root, *words, **more)

    return in_vault


def test_index_counts(run: Run) -> None:
    assert read(run("index", "--json")) == {
        "notes": 5, "contacts": 4, "interactions": 5, "changed": 5, "removed": 0,
        "problems": 0,
    }  # fmt: skip


def test_due_lists_the_plan_and_then_the_open_lines_of_the_note(
    run: Run, root: Path
) -> None:
    planned = read(run("due", "--json"))
    assert [each["name"] for each in planned] == ["Sam Lee", "Sam Poe", "Jane Doe"]
    assert all(set(each) == CHECK_IN for each in planned)
    assert [each["reason"] for each in planned] == [
        "first-follow-up", "rhythm", "rhythm",
    ]  # fmt: skip
    run("week")
    note = root / "Network/Due 2026-W48.md"
    note.write_text(note.read_text().replace("- [ ] [[Sam Lee]]", "- [x] [[Sam Lee]]"))
    names = [each["name"] for each in read(run("due", "--json"))]
    assert names == ["Sam Poe", "Jane Doe"]


def test_week_writes_once(run: Run, root: Path) -> None:
    first = read(run("week", "--json"))
    assert set(first) >= {"path", "written", "check_ins", "ticks", "problems"}
    assert (first["path"], first["written"]) == ("Network/Due 2026-W48.md", True)
    assert [set(each) for each in first["check_ins"]] == [CHECK_IN] * 3
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    assert read(run("week", "--json"))["written"] is False
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before
    assert b"![[Due 2026-W48]]" in (root / "Network/Due this week.md").read_bytes()


def test_week_dry_run_and_print_write_nothing(run: Run, root: Path) -> None:
    said = run("week", "--print", "--dry-run")
    assert "- [ ] [[Jane Doe]]" in said.out
    assert not (root / "Network").exists()


def test_another_week_can_be_asked_for(run: Run) -> None:
    assert read(run("week", "--week", "2026-W50", "--json"))["path"].endswith("W50.md")
    assert run("week", "--week", "2026-W60").code == 2


def test_a_contact_made_in_some_other_way_sets_the_box(run: Run, root: Path) -> None:
    run("week")
    run("log", "Jane Doe", "call: all well")
    assert read(run("week", "--json"))["written"] is True
    text = (root / "Network/Due 2026-W48.md").read_text()
    assert "- [x] [[Jane Doe]]" in text
    assert "- [ ] [[Sam Lee]]" in text


def test_why_shows_the_sum(run: Run) -> None:
    why = read(run("why", "Jane", "--json"))
    assert set(why) >= {
        "name",
        "strength",
        "interval_days",
        "due_on",
        "pinned",
        "terms",
    }
    assert why["pinned"] is False
    assert [term["date"] for term in why["terms"]] == [
        "2026-06-01", "2026-07-01", "2026-08-02",
    ]  # fmt: skip
    assert set(why["terms"][0]) == {"date", "kind", "weight", "age_days", "value"}
    assert sum(term["value"] for term in why["terms"]) == pytest.approx(
        why["strength"], abs=0.01
    )
    assert "Jane Doe" in run("why", "Jane").out


@pytest.mark.parametrize(
    ("last", "due", "line"),
    [
        ("2026-11-22", "2026-11-25", "in touch on 2026-11-25."),
        ("2026-11-23", "2027-02-15", "in touch on 2026-11-25, and were on 2026-11-23."),
    ],
)
def test_why_says_whether_a_wish_is_fulfilled(
    vaultnet: Run, make_vault: MakeVault, last: str, due: str, line: str
) -> None:
    head = "---\nnext_contact: 2026-11-25\ncadence: 12 weeks\n---\n"
    root = make_vault({"People/Ana.md": f"{head}## Log\n- {last} call: Lisbon\n"})
    why = read(vaultnet("--vault", root, "why", "Ana", "--json"))
    assert (why["due_on"], why["next_contact"]) == (due, "2026-11-25")
    assert f"You wanted to be {line}\n" in vaultnet("--vault", root, "why", "Ana").out


def test_prompt_gives_a_true_detail_a_draft_and_links(run: Run) -> None:
    prompt = read(run("prompt", "Jane Doe", "--json"))
    assert set(prompt) >= {"name", "kind", "text", "draft", "detail", "links"}
    assert prompt["kind"] == "email"
    assert prompt["detail"]["date"] == "2026-08-02"
    assert "how the move went" in prompt["draft"]
    assert prompt["links"]["email"].startswith("mailto:jane@example.org?")
    other = read(run("prompt", "Sam Poe", "--kind", "text", "--json"))
    assert (other["kind"], other["detail"] or None) == ("text", other["detail"])
    asking = run("prompt", "Jane Doe", "--ask", "an introduction to Ana")
    assert "an introduction to Ana" in asking.out


def test_log_writes_one_line_and_says_where(run: Run, root: Path) -> None:
    before = (root / "People/Jane Doe.md").read_text()
    said = read(run("log", "JD", "call: settled in", "--json"))
    assert said == {
        "name": "Jane Doe", "path": "People/Jane Doe.md", "line": 9,
        "date": "2026-11-23", "kind": "call", "text": "settled in",
    }  # fmt: skip
    after = (root / "People/Jane Doe.md").read_text()
    assert after == before.replace(
        "- 2026-08-02", "- 2026-11-23 call: settled in\n- 2026-08-02"
    )
    assert "Mon 2026-11-23" in run("log", "JD", "hi").out


def test_log_takes_several_people_a_kind_and_a_day(run: Run, root: Path) -> None:
    said = read(
        run(
            "log", "Jane Doe", "by the river", "--kind", "meet", "--on", "yesterday",
            "--with", "Sam Lee", "--json",
        )
    )  # fmt: skip
    assert [each["name"] for each in said] == ["Jane Doe", "Sam Lee"]
    text = (root / "People/Sam Lee.md").read_text()
    assert text.endswith("---\n\n## Log\n- 2026-11-22 meet: by the river\n")


def test_log_moves_the_last_contact_on_in_the_same_write(run: Run, root: Path) -> None:
    path = root / "People/Sam Poe.md"
    before = path.read_text()
    assert run("log", "Sam Poe", "hi", "--dry-run").code == 0
    assert path.read_text() == before
    said = run("log", "Sam Poe", "call: hi", "--on", "yesterday")
    assert (said.code, said.err) == (0, "")
    assert path.read_text() == (
        "---\ncadence: monthly\nlast_contact: 2026-11-22\n---\n"
        "\n## Log\n- 2026-11-22 call: hi\n"
    )
    run("log", "Sam Poe", "call: before that", "--on", "2026-10-01")
    assert "last_contact: 2026-11-22\n" in path.read_text()


def test_log_says_which_last_contact_stays(run: Run, root: Path) -> None:
    path = root / "People/Sam Poe.md"
    path.write_text("---\nlast_contact: last week\n---\n")
    said = run("log", "Sam Poe", "hi", "--json")
    assert read(said)["line"] == 6
    assert said.err == (
        "vaultnet: People/Sam Poe.md:2: “last_contact: last week” is no date that can"
        " be read; it is left as it is\n"
    )
    assert path.read_text().endswith("last week\n---\n\n## Log\n- 2026-11-23 hi\n")


def test_snooze_holds_somebody_until_a_day(run: Run, root: Path) -> None:
    path = root / "People/Sam Poe.md"
    before = path.read_text()
    wanted = {
        "name": "Sam Poe", "path": "People/Sam Poe.md", "snooze_until": "2026-12-14",
    }  # fmt: skip
    words = ("snooze", "Sam Poe", "in", "3", "weeks", "--json")
    assert read(run(*words, "--dry-run")) == wanted
    assert path.read_text() == before
    assert read(run(*words)) == wanted
    assert path.read_text() == before.replace(
        "09-01\n", "09-01\nsnooze_until: 2026-12-14\n"
    )
    due = [each["name"] for each in read(run("due", "--all", "--json"))]
    assert "Sam Poe" not in due
    assert "Mon 2026-11-23" in run("snooze", "Sam Poe", "today").out
    due = [each["name"] for each in read(run("due", "--all", "--json"))]
    assert "Sam Poe" in due


def test_a_field_that_cannot_be_set_is_exit_code_5(run: Run, root: Path) -> None:
    path = root / "People/Sam Poe.md"
    path.write_text("---\nsnooze_until: [2026-01-01]\n---\n")
    said = run("snooze", "Sam Poe", "tomorrow")
    assert (said.code, said.out) == (5, "")
    assert said.err == (
        "vaultnet: People/Sam Poe.md:2: “snooze_until” holds a list, not one value;"
        " change it by hand\n"
    )
    assert path.read_text() == "---\nsnooze_until: [2026-01-01]\n---\n"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("snooze", "Jane Doe", "yesterday"), 2, "is over"),
        (("snooze", "Jane Doe", "2026-11-22"), 2, "is over"),
        (("snooze", "Jane Doe", "whenever"), 2, "in 3 weeks"),
        (("snooze", "Jane Doe"), 2, "DATE"),
        (("snooze", "Sam", "tomorrow"), 4, "People/Sam Lee.md"),
        (("log", "Sam", "hi"), 4, "People/Sam Lee.md"),
        (("log", "Nobody At All", "hi"), 4, "no contact"),
        (("log", "Jane Do", "hi", "--on", "tomorrow"), 2, "still to come"),
        (("log", "Jane Doe", "hi", "--on", "01/11/2026"), 2, "01/11/2026"),
        (("log", "Jane Doe", "hi", "--kind", "pigeon"), 2, "pigeon"),
        (("inspect", "No/Such.md"), 2, "No/Such.md"),
        (("nonsense",), 2, "nonsense"),
        (("find", "zzz"), 1, "zzz"),
    ],
)
def test_wrong_words_say_what_is_wrong_and_change_nothing(
    run: Run, root: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    said = run(*words)
    assert said.code == code
    assert says in said.err
    assert "Traceback" not in said.err
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("---\ntelegram: @jane\n---\n", "@"),
        ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", "conflict"),
        (b"\xff\xfe\x00", "UTF-"),
    ],
)
def test_a_note_that_must_not_be_written_is_not(
    run: Run, root: Path, text: str | bytes, says: str
) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    (root / "People/Jane Doe.md").write_bytes(data)
    said = run("log", "Jane Doe", "hi")
    assert (said.code, (root / "People/Jane Doe.md").read_bytes()) == (5, data)
    assert says in said.err


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("## Notes", "<<<<<<< HEAD\n## Notes\n=======\n>>>>>>> other", "conflict"),
        ("week: 2026-W48", "week: 2026-W47", "2026-W47"),
    ],
)
def test_a_weekly_note_that_must_not_be_written_is_not(
    run: Run, root: Path, old: str, new: str, says: str
) -> None:
    run("week")
    note = root / "Network/Due 2026-W48.md"
    note.write_text(note.read_text().replace(old, new))
    before = note.read_bytes()
    (root / "People/Zoe.md").write_text("---\nmet: 2026-11-20\n---\n")
    said = run("week")
    assert (said.code, note.read_bytes()) == (5, before)
    assert says in said.err
    assert says in run("check").out


def test_check_tries_every_own_template(run: Run, root: Path) -> None:
    for name in ("contact.md.j2", "prompts/gift.md.j2"):
        path = root / "Network/Templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{{ nonsense }}\n")
    places = [each["path"] for each in json.loads(run("check", "--json").out)]
    assert places == [
        "Network/Templates/contact.md.j2", "Network/Templates/prompts/gift.md.j2",
    ]  # fmt: skip


@pytest.mark.parametrize("words", [("log", "hi"), ("snooze", "3w"), ("favour", "hi")])
def test_a_note_with_broken_fields_is_refused_and_left(
    vaultnet: Run, make_vault: MakeVault, words: tuple[str, str]
) -> None:
    broken = "---\nname: [Ana\ncadence: 2 weeks\n---\n## Log\n"
    root = make_vault({"People/Ana.md": broken})
    said = vaultnet("--vault", root, words[0], "Ana", words[1])
    assert said.code == 5
    assert said.err.startswith("vaultnet: People/Ana.md:")
    assert said.err.endswith("; nothing was written\n")
    assert (root / "People/Ana.md").read_text() == broken


def test_during_a_merge_nothing_is_written(run: Run, root: Path) -> None:
    (root / ".git").mkdir()
    (root / ".git/MERGE_HEAD").write_text("")
    assert run("log", "Jane Doe", "hi").code == 5
    assert run("snooze", "Jane Doe", "tomorrow").code == 5
    assert run("week").code == 5
    assert run("due").code == 0


def test_find_says_by_what(run: Run) -> None:
    assert read(run("find", "lisb", "--json")) == [
        {"name": "Jane Doe", "path": "People/Jane Doe.md", "match": "location: Lisbon"}
    ]
    assert [each["match"] for each in read(run("find", "bees", "--json"))] == [
        "interest: bees"
    ]
    assert read(run("find", "zzz", "--json")) == []


def test_show_tells_all(run: Run) -> None:
    known = read(run("show", "jane doe", "--json"))
    assert set(known) >= {
        "name", "path", "aliases", "fields", "interactions", "last_contact",
        "interval_days", "due_on", "favours",
    }  # fmt: skip
    assert known["fields"]["location"] == "Lisbon"
    assert known["last_contact"] == "2026-08-02"
    assert known["interactions"][1] == {
        "date": "2026-07-01", "kind": "meet", "text": "lunch with Jane Doe",
        "path": "Journal/2026-07-01.md", "line": 1, "next": None,
    }  # fmt: skip
    assert "Lisbon" in run("show", "Jane").out


def test_new_makes_a_note_that_is_read_back(run: Run, root: Path) -> None:
    words = ("--met", "yesterday", "--met-at", 'the "bee" fair', "--interest", "bees")
    said = read(run("new", "Ana Ruiz", *words, "--email", "ana@example.org", "--json"))
    assert said == {"path": "People/Ana Ruiz.md"}
    known = read(run("show", "Ana Ruiz", "--json"))["fields"]
    assert (known["met"], known["met_at"]) == ("2026-11-22", 'the "bee" fair')
    assert known["interests"] == ["bees"]
    assert len(known["uid"]) == 36
    assert run("new", "Ana Ruiz").code == 5
    assert read(run("new", "A/B: C?", "--json"))["path"] == "People/A B C.md"
    assert read(run("show", "A/B: C?", "--json"))["aliases"] == ["A/B: C?"]


def test_check_lists_problems_and_ends_with_one(run: Run, root: Path) -> None:
    assert run("check").code == 0
    (root / "People/Tom.md").write_text("---\nlast_contact: 2026-13-45\n---\n")
    said = run("check", "--json")
    assert said.code == 1
    (problem,) = json.loads(said.out)
    assert (problem["path"], problem["line"], problem["code"]) == (
        "People/Tom.md", 2, "date",
    )  # fmt: skip
    assert run("check").out.startswith("People/Tom.md:2: ")


def test_inspect_shows_how_a_note_is_read(run: Run) -> None:
    seen = read(run("inspect", "Journal/2026-07-01.md", "--json"))
    assert seen["links"] == [
        {
            "target": "Jane Doe", "resolved": "People/Jane Doe.md", "line": 1,
            "embed": False, "display": "Jane Doe",
        }
    ]  # fmt: skip
    assert seen["list_items"] == [
        {"line": 1, "task": None, "text": "lunch with [[Jane Doe]]"}
    ]
    assert seen["frontmatter"] is None
    assert seen["interactions"][0]["name"] == "Jane Doe"
    person = read(run("inspect", "People/Jane Doe.md", "--json"))
    assert person["is_contact"] is True
    assert len(person["interactions"]) == 2
    assert "People/Jane Doe.md" in run("inspect", "Journal/2026-07-01.md").out


def test_open_gives_the_link_for_obsidian(run: Run) -> None:
    uri = "obsidian://open?vault=vault&file=People%2FJane%20Doe.md"
    assert read(run("open", "Jane Doe", "--json", "--dry-run")) == {"uri": uri}


def test_watch_once_does_one_round(run: Run, root: Path) -> None:
    said = read(run("watch", "--once", "--json"))
    assert said["written"] is True
    assert (root / "Network/Due 2026-W48.md").exists()


def test_init_says_what_it_found_and_overwrites_nothing(run: Run, root: Path) -> None:
    found = read(run("init", "--yes", "--json"))
    assert set(found) >= {"config", "contacts", "daily_notes", "found"}
    assert (found["contacts"], found["daily_notes"]) == (4, 1)
    config = root / "vaultnet.toml"
    config.write_text(config.read_text() + "# mine\n")
    assert "stays as it is" in run("init", "--yes").out
    assert config.read_text().endswith("# mine\n")
    assert run("due").code == 0


def test_a_wrong_key_in_the_configuration_is_named(run: Run, root: Path) -> None:
    (root / "vaultnet.toml").write_text("[week]\nper_wek = 5\n")
    said = run("due")
    assert said.code == 3
    assert "week.per_wek" in said.err


def test_the_vault_is_found_upwards_or_by_the_environment(
    vaultnet: Run, root: Path, tmp_path: Path
) -> None:
    assert vaultnet("due", cwd=root / "People").code == 0
    said = vaultnet("due", cwd=tmp_path)
    assert (said.code, "--vault" in said.err) == (3, True)


def test_the_vault_may_be_named_after_the_command_too(
    vaultnet: Run, root: Path
) -> None:
    assert read(vaultnet("due", "--json", "--vault", root))[0]["name"] == "Sam Lee"


def test_a_progress_bar_passes_every_note_through() -> None:
    paths = [NotePath(f"{number}.md") for number in range(50)]
    assert list(with_bar(paths, after=0.0)) == paths
    assert list(with_bar(paths, after=60.0)) == paths


def test_a_folder_that_is_no_vault_gets_no_week(vaultnet: Run, tmp_path: Path) -> None:
    (tmp_path / "typo").mkdir()
    said = vaultnet("--vault", tmp_path / "typo", "week")
    assert (said.code, list((tmp_path / "typo").iterdir())) == (3, [])
    assert "vaultnet init" in said.err


def test_a_name_is_never_matched_by_its_folder(run: Run) -> None:
    assert run("why", "eople").code == 4
    assert run("why", "jane doe.m").code == 4


def test_a_name_may_be_written_without_accents_and_in_part(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    names = ("Élodie Lefèvre", "Ana Ruiz", "Anaïs Petit")
    root = make_vault({f"People/{name}.md": "" for name in names})
    for word, name in (
        ("elodie", names[0]),
        ("Ana", names[1]),
        ("anais", names[2]),
        ("etit", names[2]),
    ):
        assert read(vaultnet("--vault", root, "show", word, "--json"))["name"] == name
    assert "Élodie" in vaultnet("--vault", root, "why", "Elodie Lefevr e").err


def test_damaged_markers_do_not_hide_who_is_due(run: Run, root: Path) -> None:
    run("week")
    note = root / "Network/Due 2026-W48.md"
    note.write_text(note.read_text().replace("%% vaultnet:end due %%\n", ""))
    assert len(read(run("due", "--json"))) == 3
    assert read(run("week", "--json"))["problems"][0]["code"] == "markers"


def test_who_was_contacted_this_week_is_not_due_any_more(run: Run, root: Path) -> None:
    run("log", "Jane Doe", "call: hello")
    assert "Jane Doe" not in run("due").out
    run("week")
    text = (root / "Network/Due 2026-W48.md").read_text()
    assert "- [x] [[Jane Doe]]" in text
    assert read(run("week", "--json"))["written"] is False


def test_a_date_typed_before_the_words_is_the_date(run: Run) -> None:
    said = read(run("log", "Jane Doe", "2026-10-01 call: hello", "--json"))
    assert (said["date"], said["kind"], said["text"]) == ("2026-10-01", "call", "hello")
    assert run("log", "Jane Doe", "2027-10-01 call: hello").code == 2


@pytest.mark.parametrize("name", ["", "  ", "..", "[]"])
def test_a_name_that_is_none_makes_no_note(run: Run, name: str) -> None:
    assert run("new", name).code == 2


def test_inspect_takes_absolute_paths_and_only_notes(run: Run, root: Path) -> None:
    seen = read(run("inspect", str(root / "People/Jane Doe.md"), "--json"))
    assert (seen["path"], seen["is_contact"]) == ("People/Jane Doe.md", True)
    for path in ("/etc/passwd", "vaultnet.toml", "../x.md"):
        assert run("inspect", path).code == 2


def test_a_day_that_you_named_is_the_due_date_everywhere(run: Run, root: Path) -> None:
    path = root / "People/Sam Poe.md"
    path.write_text(
        path.read_text().replace("---\n", "---\nnext_contact: 2026-11-26\n", 1)
    )
    for command in ("why", "show"):
        assert read(run(command, "Sam Poe", "--json"))["due_on"] == "2026-11-26"
    due = {each["name"]: each["due_on"] for each in read(run("due", "--json"))}
    assert due["Sam Poe"] == "2026-11-26"


def test_the_shell_completes_names(root: Path, tmp_path: Path) -> None:
    shell = ShellComplete(cli, {}, "vaultnet", "_VAULTNET_COMPLETE")
    before = ["--vault", str(root), "--cache", str(tmp_path / "cache"), "why"]
    assert [each.value for each in shell.get_completions(before, "sa")] == [
        "Sam Lee", "Sam Poe",
    ]  # fmt: skip
    assert shell.get_completions(["--vault", str(tmp_path / "no"), "why"], "sa") == []


def test_every_command_has_help_with_an_example(vaultnet: Run) -> None:
    listed = vaultnet("--help").out
    for name in COMMANDS:
        is_for_people = name != "merge-driver"  # that one git says
        assert (f"  {name} " in listed) == is_for_people
        assert "Example" in vaultnet(name, "--help").out


def test_it_is_a_program_that_ends_with_its_code(
    vaultnet_process: Run, root: Path
) -> None:
    said = vaultnet_process("--vault", root, "due", "--json")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out)[0]["name"] == "Sam Lee"
    said = vaultnet_process("--vault", root, "why", "Nobody At All")
    assert (said.code, said.out) == (4, "")


def test_a_fault_of_ours_is_one_line(
    vaultnet: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vaultnet.pipeline.people.find_people", lambda *_: 1 / 0)
    said = vaultnet("--vault", root, "find", "x")
    assert (said.code, said.err.count("\n")) == (70, 1)
    assert "report" in said.err


def test_due_imports_neither_the_templates_nor_the_watcher() -> None:
    """What a command does not need must not cost its start."""
    script = (
        "import sys, vaultnet.cli.due, vaultnet.pipeline.due\n"
        "print(*{'jinja2', 'watchdog'} & set(sys.modules))"
    )
    words = [sys.executable, "-c", script]
    said = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout == "\n"
