"""vaultnet export: files for other programs, written on change only."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

PROJECT = Path(__file__).resolve().parents[2]
JANE = (
    "---\naliases: [JD]\nemail: jane@example.org\nphone: +44 7700 900123\n"
    "tags: [friend]\nbirthday: 1990-05-12\nuid: jane-1\n---\nShe is kind.\n\n## Log\n"
    "- 2026-08-02 call: moving to Lisbon; next: ask about the move\n\n## Favours\n"
    "- [ ] asked 2026-08-02: an intro to Ana #5min\n"
)
BO = "---\nemail: '=HYPERLINK(1)'\ntags: [work]\nlength: .inf\n---\n"
BROKEN = "---\nemail: [\n---\n## Log\n- 2026-08-02 call: hello\n"


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault({"People/Jane Doe.md": JANE, "People/Bo.md": BO})


@pytest.fixture
def run(vaultnet: Run, root: Path) -> Run:
    def in_vault(*words: str | Path, **more: Any) -> Any:
        return vaultnet("--vault", root, "export", *words, **more)

    return in_vault


def summary(said: Any) -> Any:
    assert said.code in (0, 5), said.err
    return json.loads(said.out)


def names(said: Any) -> list[str]:
    assert said.code == 0, said.err
    return [each["name"] for each in json.loads(said.out)["people"]]


# the examples of docs/commands.md


def test_the_examples_of_the_page_do_what_it_says(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (PROJECT / "docs/commands.md").read_text("utf-8")
    shown = re.findall(r"^    vaultnet export (.*)$", page, re.MULTILINE)
    assert len(shown) == 6
    monkeypatch.setenv("HOME", str(tmp_path))
    for line in shown:
        words = shlex.split(line)
        said = run(*words)
        assert (said.code, said.err) == (0, ""), line
        if "--vcard-version" in words:
            assert said.out.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    made = {path.name for path in tmp_path.iterdir()} - {"vault", "cache", "state"}
    assert made == {"people.vcf", "contacts", "people.json"}
    assert [path.name for path in (tmp_path / "contacts").glob("*.vcf")] == [
        "jane-1.vcf"
    ]


# json


def test_json_says_all_that_show_says_and_more(
    vaultnet: Run, root: Path, run: Run
) -> None:
    (jane,) = json.loads(run("json", "Jane Doe").out)["people"]
    shown = json.loads(vaultnet("--vault", root, "show", "Jane Doe", "--json").out)
    assert {key: jane[key] for key in shown} == shown
    assert jane["addresses"] == {
        "email": ["jane@example.org"], "phone": ["+44 7700 900123"],
    }  # fmt: skip
    assert jane["occasions"] == [{"name": "birthday", "date": "1990-05-12"}]
    assert jane["uid"] == "jane-1"


@pytest.mark.parametrize("vault", ["sample-vault", "tests/vaults/foreign", ""])
def test_json_has_the_form_that_is_documented(
    vaultnet: Run, root: Path, vault: str
) -> None:
    schema = pytest.importorskip("fastjsonschema")
    text = (PROJECT / "docs/export.schema.json").read_text("utf-8")
    place = PROJECT / vault if vault else root
    said = vaultnet("--vault", place, "export", "json")
    assert said.code == 0, said.err
    whole = json.loads(said.out, parse_constant=pytest.fail)
    schema.compile(json.loads(text))(whole)
    assert whole["people"]
    assert {key for each in whole["people"] for key in each} == set(
        json.loads(text)["definitions"]["person"]["properties"]
    )


def test_json_tells_of_a_note_whose_fields_are_broken_what_it_can(
    make_vault: MakeVault, run: Run
) -> None:
    make_vault({"People/Broken.md": BROKEN})
    said = run("json", "Broken")
    assert said.code == 0
    (one,) = json.loads(said.out)["people"]
    assert [each["text"] for each in one["interactions"]] == ["hello"]
    assert [each["code"] for each in one["problems"]] == ["frontmatter"]


def test_everybody_goes_out_in_the_order_of_their_paths(run: Run) -> None:
    assert names(run("json")) == ["Bo", "Jane Doe"]
    assert run("json").out == run("json", "--json").out


def test_names_and_tags_choose_people(run: Run) -> None:
    assert names(run("json", "JD")) == ["Jane Doe"]
    assert names(run("json", "--tag", "#work")) == ["Bo"]
    assert names(run("json", "jane", "--tag", "work", "--tag", "x")) == [
        "Bo", "Jane Doe",
    ]  # fmt: skip
    assert run("json", "Nobody").code == 4


def test_nobody_is_said_and_nothing_written(run: Run, tmp_path: Path) -> None:
    for form in ("json", "csv", "vcard"):
        out = tmp_path / f"people.{'vcf' if form == 'vcard' else form}"
        said = run(form, "--tag", "nothing", "--out", out)
        assert (said.code, said.out, out.exists()) == (1, "", False)
        assert "nobody" in said.err


# csv


def test_csv_is_a_table_that_a_spreadsheet_does_not_run(run: Run) -> None:
    bo, jane = csv.DictReader(io.StringIO(run("csv").out, newline=""))
    assert (jane["name"], jane["aliases"]) == ("Jane Doe", "JD")
    assert (jane["phone"], jane["birthday"]) == ("+44 7700 900123", "1990-05-12")
    assert bo["email"] == "'=HYPERLINK(1)"


def test_csv_in_a_file_begins_so_that_excel_reads_its_letters(
    run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "people.csv"
    printed = run("csv").out
    assert run("csv", "--out", out).code == 0
    assert out.read_bytes() == b"\xef\xbb\xbf" + printed.encode()


# files


@pytest.mark.parametrize("form", ["json", "csv", "vcard"])
def test_a_file_is_written_on_change_only(
    form: str, run: Run, root: Path, tmp_path: Path
) -> None:
    out = tmp_path / ("people.vcf" if form == "vcard" else f"people.{form}")
    assert summary(run(form, "--out", out, "--json", "--dry-run"))["written"] is True
    assert not out.exists()
    assert summary(run(form, "--out", out, "--json")) == {
        "path": str(out), "people": 2, "written": True, "changed": [out.name],
        "removed": [], "left": [],
    }  # fmt: skip
    os.utime(out, (1_700_000_000, 1_700_000_000))
    said = run(form, "--out", out)
    assert said.out == f"{out}: 2 contacts, nothing to change\n"
    assert out.stat().st_mtime == 1_700_000_000
    jane = root / "People/Jane Doe.md"
    jane.write_text(jane.read_text().replace("jane@", "doe@"))
    assert run(form, "--out", out).out == f"{out}: 2 contacts, written\n"
    assert b"doe@example.org" in out.read_bytes()


@pytest.mark.parametrize(
    ("form", "name", "content"),
    [
        ("json", "app.json", b'{"people": []}'),
        ("csv", "mine.csv", b"name,email\nAna,a@example.org\n"),
        (
            "vcard",
            "phone.vcf",
            b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEND:VCARD\r\n",
        ),
    ],
)
def test_a_file_of_somebody_else_is_never_replaced(
    form: str, name: str, content: bytes, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / name
    out.write_bytes(content)
    said = run(form, "--out", out)
    assert (said.code, out.read_bytes()) == (5, content)
    assert "was not written by vaultnet" in said.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("json", "--out", "People/Jane Doe.md"), "ends in .json"),
        (("csv", "--out", "folder/"), "csv is one file"),
        (("vcard", "--out", "people.txt"), "or a folder, with / at its end"),
        (("vcard", "--json"), "name a file with --out"),
        (("csv", "--json"), "name a file with --out"),
        (("xml",), "xml"),
        (
            ("vcard", "--out", "people.vcf", "--overwrite"),
            "--overwrite is for a folder",
        ),
        (("vcard", "--overwrite"), "--overwrite is for a folder"),
    ],
)
def test_wrong_words_are_said_and_nothing_is_written(
    words: tuple[str, ...], why: str, run: Run, root: Path
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    said = run(*words, cwd=root)
    assert said.code == 2
    assert why in said.err
    assert {
        path: path.read_bytes() for path in root.rglob("*") if path.is_file()
    } == before


def test_nothing_is_written_into_a_vault_that_git_merges(
    run: Run, root: Path, tmp_path: Path
) -> None:
    (root / ".git").mkdir()
    (root / ".git/MERGE_HEAD").write_text("0" * 40)
    for out in (root / "people.vcf", f"{root}/contacts/"):
        said = run("vcard", "--out", out)
        assert (said.code, said.out) == (5, "")
    assert {path.name for path in root.iterdir()} == {".git", ".obsidian", "People"}
    assert run("vcard", "--out", tmp_path / "people.vcf").code == 0


def test_a_note_whose_fields_are_broken_goes_into_no_address_book(
    make_vault: MakeVault, run: Run
) -> None:
    make_vault({"People/Broken.md": BROKEN})
    for form in ("csv", "vcard"):
        said = run(form)
        assert said.code == 5
        assert "People/Broken.md:2: its fields cannot be read" in said.err
        assert "Jane Doe" in said.out
        assert "Broken" not in said.out


# and in again


@pytest.mark.parametrize("words", [("vcard", "x.vcf"), ("csv", "x.csv")])
def test_what_went_out_comes_in_again_without_a_word_more(
    words: tuple[str, str], vaultnet: Run, tmp_path: Path
) -> None:
    form, name = words
    root = tmp_path / "vault"
    shutil.copytree(PROJECT / "sample-vault", root)
    (root / "People/Theo Marchetti.md").unlink()  # the one that cannot be read
    for path in root.rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    before = {path: path.read_text("utf-8") for path in root.rglob("*.md")}
    assert vaultnet("--vault", root, "export", form, "--out", tmp_path / name).code == 0
    told = json.loads(
        vaultnet("--vault", root, "import", form, tmp_path / name, "--json").out
    )
    assert (told["created"], told["review"], told["skipped"]) == ([], [], [])
    after = {path: path.read_text("utf-8") for path in root.rglob("*.md")}
    assert set(after) == set(before)
    for path, text in after.items():
        uid = re.search(r"^uid: .*\n", text, re.MULTILINE)
        assert before[path] in (text, text.replace(uid[0] if uid else "", "", 1))
    again = vaultnet("--vault", root, "import", form, tmp_path / name, "--json")
    assert (json.loads(again.out)["updated"], json.loads(again.out)["unchanged"]) == (
        [], 27,
    )  # fmt: skip
