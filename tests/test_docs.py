"""The documentation says what the code does: pages compared with it, word by word."""

from __future__ import annotations

import ast
import dataclasses
import json
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import pytest

from vaultnet import errors
from vaultnet.adapters.templates import Job, Templates
from vaultnet.adapters.templates.sandbox import Sandbox
from vaultnet.adapters.templates.shelf import built_in
from vaultnet.adapters.vault import Vault
from vaultnet.cli import COMMANDS, cli
from vaultnet.core import kinds
from vaultnet.core.config import Config, parse_config
from vaultnet.core.dates.cadence import parse_cadence, parse_tier
from vaultnet.core.dates.occasions import parse_occasion
from vaultnet.core.dates.week import week_of
from vaultnet.core.dates.when import parse_note_date, parse_when
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people import marks
from vaultnet.core.people.dialect import SPELLINGS
from vaultnet.core.people.favours import (
    FAVOUR_HEADINGS,
    FavourKind,
    parse_favour,
    read_favours,
)
from vaultnet.core.people.interactions import read_log
from vaultnet.core.people.mentions import counted, read_diary
from vaultnet.core.planning.plan import Reason
from vaultnet.core.prompts.prompt import context_of
from vaultnet.core.values import NotePath
from vaultnet.pipeline.due import plan_week
from vaultnet.pipeline.people import find_contact, new_contact
from vaultnet.pipeline.prompting import prompt_for
from vaultnet.pipeline.rendering import render_prompts
from vaultnet.pipeline.snapshot import Snapshot, refresh
from vaultnet.pipeline.week import make_week

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

PROJECT = Path(__file__).resolve().parents[1]
DOCS = PROJECT / "docs"
PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", PROJECT / "CHANGELOG.md"]
PAGES += sorted(DOCS.glob("*.md"))
TODAY = date(2026, 11, 23)
FORMAT = (DOCS / "format.md").read_text("utf-8")
TEMPLATES = (DOCS / "templates.md").read_text("utf-8")
SYNC = (DOCS / "sync.md").read_text("utf-8")
COMMAND_PAGE = (DOCS / "commands.md").read_text("utf-8")
CALENDAR = (DOCS / "calendar.md").read_text("utf-8")


def section(page: str, title: str) -> str:
    """What stands under a heading, up to the next of its level or above."""
    heading = re.search(rf"^(#+) {re.escape(title)}$", page, re.MULTILINE)
    assert heading, title
    rest = page[heading.end() :]
    level = len(heading[1])
    end = re.search(rf"^#{{1,{level}}} ", _without_code(rest), re.MULTILINE)
    return rest[: end.start()] if end else rest


def _without_code(text: str) -> str:
    """The same text with blocks of code blanked out, each character in its place."""
    return re.sub(
        r"^```.*?^```$",
        lambda block: re.sub(r"[^\n]", " ", block[0]),
        text,
        flags=re.MULTILINE | re.DOTALL,
    )


def rows(text: str) -> Iterator[list[str]]:
    """The cells of all tables, without their heads."""
    lines = text.splitlines()
    body = False
    for line in lines:
        if re.fullmatch(r"\|[-:| ]+\|", line):
            body = True
        elif not line.startswith("|"):
            body = False
        elif body:
            yield [cell.strip() for cell in line.strip("|").split("|")]


def ticked(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", text)


def fences(text: str, language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [str(each) for each in found]


# docs/format.md


def test_every_field_and_every_spelling_is_documented() -> None:
    found: dict[str, list[str]] = {}
    for name, others, _meaning in rows(section(FORMAT, "Fields")):
        (field,) = ticked(name)
        found[field] = [field, *ticked(others)]
    assert sorted(found) == sorted(SPELLINGS)
    for field, spellings in SPELLINGS.items():
        if spellings[0] == field:
            assert found[field] == list(spellings)
        else:
            assert set(found[field]) == {field, *spellings}


def test_the_names_of_what_is_no_person_are_documented() -> None:
    listed = FORMAT.partition("<!-- not people -->")[2].partition("<!-- end -->")[0]
    assert set(ticked(listed)) == marks._NOT_PEOPLE


def test_rhythms_mean_what_the_page_says() -> None:
    text = section(FORMAT, "How often")
    for words, days in rows(text):
        for word in ticked(words):
            cadence = parse_cadence(word)
            assert cadence, word
            assert (word, cadence.every_days) == (word, int(days))
    assert all(
        each.rests
        for word in ("none", "never", "no", "paused")
        if (each := parse_cadence(word))
    )
    assert parse_cadence("6m") is None
    for word, days in re.findall(r"`(\w+)`(?: days)? (\d+)", text):
        assert parse_tier(word) == int(days)


def test_dates_mean_what_the_page_says() -> None:
    for words, meaning in rows(section(FORMAT, "Dates")):
        wanted = None if meaning.startswith("not read") else meaning[:10]
        for word in ticked(words):
            day = parse_note_date(word)
            assert (word, day and day.isoformat()) == (word, wanted)


def test_occasions_mean_what_the_page_says() -> None:
    text = section(FORMAT, "Occasions")
    read, _, unread = text.partition("The years")
    for word in ticked(read):
        day = parse_occasion(word)
        assert day, word
        assert (day.month, day.day) == (5, 12)
    unread = unread.partition("are not read")[0]
    assert [parse_occasion(word) for word in ticked(unread)] == [None, None]


def test_every_word_for_a_kind_is_documented() -> None:
    found = {}
    for name, words in rows(section(FORMAT, "Kinds")):
        for word in words.partition(":")[0].split():
            found[word] = name.strip("`")
    assert found == {word: kind.value for word, kind in kinds._KIND_OF.items()}


def test_the_entries_shown_are_read_and_the_others_are_not() -> None:
    headings = Config().log.headings
    (read,) = fences(section(FORMAT, "Entries that are read"), "markdown")
    entries, problems = read_log(parse_note(NotePath("A.md"), read.encode()), headings)
    assert problems == ()
    wanted = re.findall(r"^(?:- |1\. |### )", read, re.MULTILINE)
    inside = read.count("\n- about the lease")
    assert len(entries) == len(wanted) - inside
    assert [each.thread for each in entries if each.thread] == [
        "ask how the marathon went",
        "the kitchen",
        "did the shop open?",
    ]
    assert [each.week_key for each in entries if each.week_key] == ["2026-W34"]
    (unread,) = fences(section(FORMAT, "Lines that are not entries"), "markdown")
    note = parse_note(NotePath("A.md"), unread.encode())
    entries, problems = read_log(note, headings)
    assert entries == ()
    assert [each.line for each in problems] == [unread.count("\n")]
    text = section(FORMAT, "The log").partition("An entry is")[0]
    assert ticked(text)[1:] == list(headings)


def test_the_headings_of_favours_are_documented() -> None:
    text = section(FORMAT, "Favours").partition("Nothing is")[0]
    assert [each.lstrip("# ") for each in ticked(text)] == list(FAVOUR_HEADINGS)


def test_the_favours_shown_are_read_as_the_page_says() -> None:
    text = section(FORMAT, "Favours that are read")
    (shown,) = fences(text, "markdown")
    favours = read_favours(parse_note(NotePath("A.md"), shown.encode()))
    assert len(favours) == shown.count("\n- ")
    kinds_shown = {ticked(word)[0] for word, _ in rows(text)}
    assert kinds_shown == set(FavourKind) == {f.kind for f in favours if f.kind}
    assert [
        (f.minutes, f.reason, f.to) for f in favours if f.minutes or f.reason or f.to
    ] == [
        (5, None, None),
        (None, "because I hardly know his work", None),
        (None, None, "Ana Ruiz"),
    ]
    assert [f.is_open for f in favours] == [
        line.startswith("- [ ]") for line in shown.splitlines()[1:]
    ]
    tags = text.partition("is a tag:")[2].partition("\n")[0]
    minutes = [parse_favour(f"offer: a {tag}").minutes for tag in ticked(tags)]
    assert minutes == [5, 60, 90]


def test_lines_of_a_diary_count_as_the_page_says() -> None:
    people = {name: f"{name}.md" for name in ("Ana", "Tom", "Bo")}
    for line, names in rows(section(FORMAT, "Daily and meeting notes")):
        (text,) = ticked(line)
        told = read_diary(parse_note(NotePath("D.md"), text.encode()), TODAY)
        met = [path[:-3] for each in told for path in counted(each, people, "first")]
        assert (text, ", ".join(met) or "nobody") == (text, names)


def test_every_code_of_a_problem_is_documented() -> None:
    documented = {code.strip("`") for code, _ in rows(section(FORMAT, "Problems"))}
    assert documented == set(_codes_in_the_code())


def _codes_in_the_code() -> Iterator[str]:
    """The codes that calls of Problem, complain and read name."""
    package = Path(errors.__file__).parent
    places = {"Problem": 2, "_complain": 1, "read": 2}
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            at = places.get(name, len(node.args))
            value = node.args[at] if at < len(node.args) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value
            elif name == "Problem" and value is not None:
                # Two helpers take the code; their own calls are found above.
                assert path.stem in {"profile", "walk"}, path
    yield from ("date", "cadence")  # day() and days() of the profile's reader


def test_the_configuration_shown_is_the_default_and_whole() -> None:
    (text,) = fences(section(FORMAT, "Configuration"), "toml")
    assert parse_config(text) == Config()
    assert _keys(tomllib.loads(text)) == _keys(dataclasses.asdict(Config()))


def _keys(table: Mapping[str, object], at: str = "") -> set[str]:
    found = set()
    for key, value in table.items():
        found.add(f"{at}{key}")
        if isinstance(value, dict):
            found |= _keys(value, f"{at}{key}.")
    return found


def test_the_weekly_note_shown_is_like_the_one_that_is_written(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    shown, *_ = fences(section(FORMAT, "The weekly note"), "markdown")
    log = "## Log\n- 2026-08-02 call: Lisbon; next: ask how the marathon went\n"
    head = "---\nemail: jane@example.org\n---\n"
    root = make_vault({"People/Jane Doe.md": head + log})
    assert vaultnet("--vault", root, "week").code == 0
    written = (root / "Network/Due 2026-W48.md").read_text("utf-8")
    hidden = re.compile(r"prompt 1 [0-9a-f]{8}|^>.*\n|^\n|^Welcome.*\n", re.MULTILINE)
    assert hidden.sub("", written) == hidden.sub("", shown)


# docs/templates.md


class Recorder(Templates):
    """Templates that remember what they were given."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, "Network/Templates")
        self.jobs: list[Job] = []

    def render_all(self, jobs: Sequence[Job]) -> list[str]:
        self.jobs += jobs
        return super().render_all(jobs)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The sample vault, in a copy."""
    place = tmp_path_factory.mktemp("docs")
    shutil.copytree(PROJECT / "sample-vault", place / "vault")
    return refresh(Vault(place / "vault"), place / "cache")


@pytest.fixture(scope="module")
def given(sample: Snapshot) -> dict[str, set[str]]:
    """The variables that templates are really given, by the kind of template."""
    recorder = Recorder(sample.vault.root)
    plan, path = plan_week(sample, week_of(TODAY)), NotePath("Week.md")
    make_week(sample, recorder, plan, TODAY, path)
    fields = {"met": "2026-11-22"}
    new_contact(sample, recorder, "A/B", fields, ["bread"], dry=True)
    marta = find_contact(sample, "Marta")
    prompt = prompt_for(sample, marta, TODAY, None, "a favour")
    render_prompts(recorder, [(prompt, "Marta")])
    assert recorder.problems == []
    found: dict[str, set[str]] = {}
    for name, context in recorder.jobs:
        kind = "prompts/" if name.startswith("prompts/") else name
        found.setdefault(kind, set()).update(_paths(context))
    assert set(context_of(prompt)) < found["prompts/"]
    return found


def _paths(value: object, at: str = "") -> Iterator[str]:
    if at:
        yield at
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _paths(each, f"{at}.{key}" if at else str(key))
    elif isinstance(value, list):
        for each in value:
            if isinstance(each, Mapping):
                yield from (path for path in _paths(each, f"{at}[]") if path[-1] != "]")


def variables(kind: str) -> dict[str, object]:
    """The documented variables of a template, each with its example."""
    text = TEMPLATES.partition(f"<!-- variables of {kind} -->")[2]
    text = text.partition("\n#")[0]
    return {
        ticked(name)[0]: json.loads(ticked(example)[0])
        for name, example, _meaning in rows(text)
    }


@pytest.mark.parametrize("kind", ["prompts/", "week.md.j2", "contact.md.j2"])
def test_every_variable_of_a_template_is_documented(
    kind: str, given: dict[str, set[str]]
) -> None:
    documented = variables(kind)
    assert set(documented) == given[kind]
    parts = {name: value for name, value in documented.items() if "." in name}
    for name, value in parts.items():
        whole, _, key = name.partition(".")
        holder = documented[whole.removesuffix("[]")]
        assert isinstance(holder, (dict, list))
        assert (holder[0] if isinstance(holder, list) else holder)[key] == value


def _built_in(kind: str) -> list[str]:
    files = built_in().rglob("*.j2")
    names = (path.relative_to(built_in()).as_posix() for path in files)
    return sorted(name for name in names if name.startswith(kind))


@pytest.mark.parametrize("kind", ["prompts/", "week.md.j2", "contact.md.j2"])
def test_templates_render_with_the_documented_variables_alone(
    kind: str, tmp_path: Path
) -> None:
    top = {name: each for name, each in variables(kind).items() if "." not in name}
    templates = Templates(tmp_path, "Network/Templates")
    for name in _built_in(kind):
        assert templates.render(name, top).strip()


def test_the_kinds_of_prompts_have_templates() -> None:
    (row,) = (cells for cells in rows(TEMPLATES) if "KIND" in cells[0])
    for kind in ticked(row[1]):
        assert f"prompts/{kind}.md.j2" in _built_in("prompts/")
    assert set(ticked(row[1])) == {k.value for k in kinds.Kind} - {"sent"}


def test_the_filters_are_documented() -> None:
    listed = TEMPLATES.partition("<!-- filters -->")[2].partition("<!-- end -->")[0]
    sandbox = Sandbox(lambda _name: None)
    assert ticked(listed) == sorted(sandbox.filters)
    assert set(sandbox.globals) == {"range", "dict", "namespace"}


@pytest.mark.parametrize("number", [0, 1])
def test_the_letter_templates_shown_work(tmp_path: Path, number: int) -> None:
    shown = fences(section(TEMPLATES, "An own letter template"), "jinja")[number]
    templates = _with_own(tmp_path, "prompts/letter.md.j2", shown)
    top = {name: e for name, e in variables("prompts/").items() if "." not in name}
    text = templates.render("prompts/letter.md.j2", top)
    assert templates.problems == []
    assert "### Jane Doe\n" in text
    assert ("biscuit tin", "P.S. started")[number] in text


def test_the_week_template_shown_works(make_vault: MakeVault, sample: Snapshot) -> None:
    (shown,) = fences(section(TEMPLATES, "What the weekly note knows"), "jinja")
    templates = _with_own(make_vault({}), "week.md.j2", shown)
    plan, path = plan_week(sample, week_of(TODAY)), NotePath("Week.md")
    text = make_week(sample, templates, plan, TODAY, path)
    assert templates.problems == []
    assert (
        "- [ ] [[Marta Lindqvist]] (email) · [[#Marta Lindqvist|what to say]]" in text
    )


def test_the_broken_template_is_reported_as_shown(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    text = section(TEMPLATES, "A broken template")
    root = make_vault({"People/Jane.md": "---\nchannel: letter\n---\n"})
    _with_own(root, "prompts/letter.md.j2", fences(text, "jinja")[0])
    shown = re.findall(r"^    (.*)$", text, re.MULTILINE)
    for words in (["prompt", "Jane"], ["week", "--dry-run"], ["check"]):
        said = vaultnet("--vault", root, *words)
        assert shown[0] in (said.out + said.err).splitlines()


def _with_own(root: Path, name: str, text: str) -> Templates:
    path = root / "Network/Templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return Templates(root, "Network/Templates")


# docs/commands.md


def _command(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_its_options_and_an_example(name: str) -> None:
    text = section(COMMAND_PAGE, name)
    assert f"\n    vaultnet {name}" in text
    command = _command(name)
    below = command.commands.values() if isinstance(command, click.Group) else ()
    options = {
        option
        for said in (command, *below)
        for each in said.params
        if isinstance(each, click.Option)
        for option in each.opts
    }
    table = "\n".join(cells[0] for cells in rows(text))
    shown = {word.split()[0] for word in ticked(table) if word.startswith("-")}
    assert shown == options - {"--vault"}  # told once, for all commands


def test_the_commands_are_all_there_in_their_order() -> None:
    headings = re.findall(r"^## ([a-z-]+)$", COMMAND_PAGE, re.MULTILINE)
    assert headings == list(COMMANDS)
    top = COMMAND_PAGE.partition("\n## ")[0]
    shown = {word.split()[0] for word in ticked(top)}
    for each in cli.params:
        assert set(each.opts) <= shown
    assert set(cli.context_settings["help_option_names"]) <= shown
    assert {f"`{kind.value}`" for kind in kinds.Kind} <= set(
        re.findall(r"`[a-z]+`", section(COMMAND_PAGE, "prompt"))
    )


def test_the_exit_codes_are_all_there() -> None:
    codes = {int(cells[0]) for cells in rows(COMMAND_PAGE) if cells[0].isdecimal()}
    base = errors.VaultnetError
    classes: list[type[errors.VaultnetError]] = [base, *base.__subclasses__()]
    assert codes == {0, 70, 130} | {each.exit_code for each in classes}


def test_every_reason_is_documented() -> None:
    text = section(COMMAND_PAGE, "due").partition("| reason |")[2]
    words = re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)
    assert sorted(words) == sorted(Reason)


def test_the_days_shown_are_understood() -> None:
    (first, second) = section(COMMAND_PAGE, "Days").split("`01/11/2026`")
    ahead = section(COMMAND_PAGE, "Days").partition("by `snooze`")[2]
    for word in ticked(ahead):
        assert parse_when(word, today=TODAY, future=True) > TODAY
    for word in ticked(first):
        assert parse_when(word, today=TODAY) < TODAY
    assert "refused" in second
    with pytest.raises(errors.WrongUsage):
        parse_when("01/11/2026", today=TODAY)
    assert parse_when("-3d", today=TODAY) == TODAY - timedelta(days=3)


_CALLS = (
    ("init", "--dry-run"),
    ("new", "Ana Ruiz", "--dry-run"),
    ("index",),
    ("week", "--dry-run"),
    ("due",),
    ("why", "Marta"),
    ("prompt", "Marta"),
    ("log", "Marta", "call: hello", "--dry-run"),
    ("snooze", "Marta", "next month", "--dry-run"),
    ("favour", "Marta", "tea", "--dry-run"),
    ("find", "lisbon"),
    ("show", "Marta"),
    ("inspect", "Journal/2026-10-04.md"),
    ("check",),
    ("watch", "--once"),
    ("merge", "Gwen Ormsby", "Del Hartigan", "--dry-run"),
    ("resolve", "--dry-run"),
    ("open", "Marta", "--dry-run"),
    ("calendar", "--dry-run"),
    ("export", "json", "--out", "people.json", "--dry-run"),
)
_THEIR_OWN = {"fields", "frontmatter"}  # tables whose keys are the user's


@pytest.mark.parametrize("words", _CALLS, ids=lambda words: str(words[0]))
def test_the_keys_of_the_json_are_documented(
    words: tuple[str, ...], vaultnet: Run, sample: Snapshot
) -> None:
    said = vaultnet("--vault", sample.vault.root, *words, "--json")
    text = section(COMMAND_PAGE, words[0])
    (paragraph,) = re.findall(r"^JSON.*?(?=\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
    documented = {word for word in ticked(paragraph) if word.isidentifier()}
    found = set(_keys_of(json.loads(said.out)))
    if words[0] == "inspect":  # that note has no problems; the broken one has
        broken = ("inspect", "People/Theo Marchetti.md", "--json")
        found |= set(
            _keys_of(json.loads(vaultnet("--vault", sample.vault.root, *broken).out))
        )
    assert documented - (set(COMMANDS) - found) == found


def test_the_merges_shown_come_out_as_the_pages_say(
    vaultnet: Run, make_vault: MakeVault
) -> None:
    (shown,) = fences(section(FORMAT, "Two notes of one person"), "markdown")
    jane = "---\ncompany: Acme\nmet: 2024-05-01\n---\n"
    other = "---\ntype: person\ncompany: Boats Ltd\nmet: 2023-01-02\n---\n"
    root = make_vault({"People/Jane Doe.md": jane, "People/J Doe.md": other})
    lines = re.findall(r"^    (vaultnet .*)$", section(COMMAND_PAGE, "merge"), re.M)
    dry, wet, by_path = (shlex.split(line)[1:] for line in lines)
    assert vaultnet("--vault", root, *dry).code == 0
    assert (root / "People/Jane Doe.md").read_text("utf-8") == jane
    assert vaultnet("--vault", root, *wet).code == 0
    assert (root / "People/Jane Doe.md").read_text("utf-8").endswith(shown)
    assert (root / ".trash/J Doe.md").read_text("utf-8") == other
    diary = {"Diary.md": "[[Cards/Jane Doe]]\n"}
    make_vault({"People/Jane Doe.md": jane, "Cards/Jane Doe.md": other, **diary})
    assert vaultnet("--vault", root, *by_path).code == 0
    assert (root / "Diary.md").read_text("utf-8") == "[[Jane Doe|Cards/Jane Doe]]\n"


def _keys_of(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _keys_of(each)
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            is_free = key in _THEIR_OWN or (key == "links" and isinstance(each, dict))
            if not is_free:
                yield from _keys_of(each)


# docs/sync.md


def _shown(title: str) -> list[list[str]]:
    """The commands that a section shows, as words, without those of its parts."""
    text = section(SYNC, title).partition("\n#")[0]
    return [
        shlex.split(line) for line in re.findall(r"^    (\S.*)$", text, re.MULTILINE)
    ]


class Device:
    """A clone of a vault, where the commands of a page are said."""

    def __init__(self, root: Path, vaultnet: Run) -> None:
        self.root, self._vaultnet = root, vaultnet

    def say(self, words: Sequence[str]) -> tuple[int, str]:
        for path in self.root.rglob("*.md"):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        if words[0] == "vaultnet":
            said = self._vaultnet("--vault", self.root, *words[1:])
            return said.code, said.out + said.err
        env = {
            **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        }  # fmt: skip
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        done = subprocess.run(
            ["git", *identity, *words[1:]], cwd=self.root, env=env, check=False,
            capture_output=True,
        )  # fmt: skip
        return done.returncode, (done.stdout + done.stderr).decode()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
def test_the_day_with_git_goes_as_the_page_says(
    make_vault: MakeVault, vaultnet: Run, tmp_path: Path
) -> None:
    jane, note = "People/Jane Doe.md", "## Log\n- 2026-08-02 call: Lisbon\n"
    desk = Device(make_vault({jane: note, ".obsidian/app.json": "{}"}), vaultnet)
    phone = Device(tmp_path / "phone", vaultnet)
    (tmp_path / "far").mkdir()
    far = Device(tmp_path / "far", vaultnet)
    assert far.say(["git", "init", "-q", "--bare", "-b", "main"])[0] == 0
    for each in ("init -q -b main", "add -A", "commit -qm one",
                  f"remote add origin {far.root}", "push -qu origin main",
                  f"clone -q {far.root} {phone.root}"):  # fmt: skip
        assert desk.say(["git", *each.split()]) == (0, "")
    (phone.root / jane).write_text(f"{note}- 2026-11-12 call: a new job\n")
    (desk.root / jane).write_text(f"{note}- 2026-11-10 text: the photo of the boat\n")

    once, *evening = _shown("Git by hand")  # without it here: git alone, in conflict
    assert once == ["vaultnet", "git", "install"]
    assert [phone.say(words)[0] for words in evening] == [0, 0, 0, 0]
    codes = [desk.say(words) for words in evening[:3]]
    assert [code for code, _ in codes] == [0, 0, 1]
    assert "CONFLICT" in codes[-1][1]
    (between,) = fences(SYNC, "")
    signs = re.sub(
        r"^>>>>>>> .*", ">>>>>>> phone", (desk.root / jane).read_text(), flags=re.M
    )
    assert between in signs
    for words in _shown("A note with both versions in it"):
        assert desk.say(words)[0] == 0, words
    assert phone.say(evening[2])[0] == 0
    assert (phone.root / jane).read_bytes() == (desk.root / jane).read_bytes()
    assert "a new job" in (desk.root / jane).read_text()
    assert "the photo of the boat" in (desk.root / jane).read_text()


def test_a_copy_is_taken_in_and_given_back_as_the_page_says(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    names = [
        name for name in ticked(section(SYNC, "Which tool")) if name.startswith("Jane")
    ]
    copies = {
        f"People/{name}": f"She is kind.\nShe sings.\nShe cooks.\n{name}\n"
        for name in names
    }
    note = {"People/Jane Doe.md": "She is kind.\nShe sings.\nShe cooks.\n"}
    root = make_vault({**note, **copies})
    before = {path: path.read_text() for path in root.rglob("*.md")}
    device = Device(root, vaultnet)
    dry, wet, undo = _shown("A conflicted copy")
    assert device.say(dry)[0] == 0
    assert {path: path.read_text() for path in root.rglob("*.md")} == before
    assert device.say(wet)[0] == 0
    assert [path.name for path in (root / "People").iterdir()] == ["Jane Doe.md"]
    assert all(name in (root / "People/Jane Doe.md").read_text() for name in names)
    assert sorted(path.name for path in (root / ".trash").iterdir()) == sorted(names)
    assert device.say(undo)[0] == 0
    assert {path: path.read_text() for path in root.rglob("*.md")} == before


# docs/calendar.md


def test_the_calendar_commands_shown_work_and_name_every_option(
    vaultnet: Run, sample: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    shown = re.findall(
        r"^    vaultnet (calendar.*)$",
        section(COMMAND_PAGE, "calendar") + CALENDAR,
        re.MULTILINE,
    )
    for line in shown:
        assert vaultnet("--vault", sample.vault.root, *shlex.split(line)).code == 0
    assert (tmp_path / "Calendars/network.ics").is_file()
    assert (tmp_path / "Calendars/network/birthdays/displayname").is_file()
    options = {word for line in shown for word in line.split() if word[0] == "-"}
    for each in _command("calendar").params:
        assert each.opts[0] in {*options, "--vault"}


def test_the_calendar_configuration_shown_is_understood() -> None:
    (text,) = fences(CALENDAR, "toml")
    assert parse_config(text).calendar.keep


# all pages, and all files


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = _without_code(page.read_text("utf-8"))
    for target in re.findall(r"(?<!\])\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        place = (page.parent / name).resolve() if name else page
        assert place.exists(), target
        if anchor:
            assert anchor in _anchors(place.read_text("utf-8")), target


def _anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", _without_code(text), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", title.casefold()).replace(" ", "-") for title in titles
    }


def test_the_pages_have_the_length_they_promise() -> None:
    assert (PROJECT / "CONTRIBUTING.md").read_text("utf-8").count("\n") <= 40
    changelog = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    assert "## Unreleased" in changelog


_OURS_ALONE = re.compile(
    rb"/wo" rb"rk/|/tmp/" rb"bash_jobs|\bpypi\." rb"org|files\.python" rb"hosted"
    rb"|registry\." rb"npmjs|\bsha" rb"red/(?:design|cli|reference)"
)  # fmt: skip


def test_no_file_names_a_place_of_one_computer() -> None:
    if not (PROJECT / ".git").exists():
        pytest.skip("no git here to tell which files are committed")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = PROJECT / name
        if path.is_file():
            found = _OURS_ALONE.search(path.read_bytes())
            assert found is None, f"{name}: {found and found[0]!r}"
