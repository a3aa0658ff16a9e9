"""People -> cards and files: pictures, kept lines, and a folder that others share."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import vobject

from vaultnet.adapters.vault import Vault
from vaultnet.core.exchange.aside import render_aside
from vaultnet.core.exchange.mirror import MEMORY
from vaultnet.core.exchange.person import Person, Photo
from vaultnet.core.exchange.row import COLUMNS
from vaultnet.core.notes.edit import yaml_text
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath
from vaultnet.formats.vcard import read_vcards
from vaultnet.pipeline.exporting import Outgoing, choose, take_out
from vaultnet.pipeline.snapshot import refresh

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

PROJECT = Path(__file__).resolve().parents[2]
PNG = b"\x89PNG\r\n\x1a\n and so on"
JPEG = b"\xff\xd8\xff and so on"
JANE = "---\nuid: jane-1\nemail: jane@example.org\n---\n"
BO = "---\nuid: bo-1\nphone: +44 7700 900123\n---\n"
BROKEN = "---\nuid: jane-1\nemail: [\n---\n"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "contacts"


@pytest.fixture
def export(vaultnet: Run, make_vault: MakeVault, out: Path) -> Run:
    """Export a vault into the folder; gives exit code and what is said of files."""

    def into_folder(*words: str) -> tuple[int, str]:
        root = make_vault({})
        said = vaultnet("--vault", root, "export", "vcard", "--out", f"{out}/", *words)
        return said.code, said.out + said.err

    return into_folder


def taken_out(root: Path, tmp_path: Path) -> Outgoing:
    snapshot = refresh(Vault(root), tmp_path / "cache")
    return take_out(snapshot, choose(snapshot, (), ()))


def cards(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.vcf"))}


# pictures and kept lines


@pytest.mark.parametrize(
    ("photo", "wanted"),
    [
        ('"[[jane.png]]"', Photo(PNG, "png")),
        ('"![[files/jane.jpg|100]]"', Photo(JPEG, "jpeg")),
        ("files/jane.jpg", Photo(JPEG, "jpeg")),
        ("https://example.org/j.png", "https://example.org/j.png"),
    ],
)
def test_a_picture_of_the_vault_goes_along(
    photo: str, wanted: Photo | str, make_vault: MakeVault, tmp_path: Path
) -> None:
    note = f"---\nphoto: {photo}\n---\n"
    root = make_vault({"People/J.md": note, "jane.png": PNG, "files/jane.jpg": JPEG})
    out = taken_out(root, tmp_path)
    assert (out.people[0].person.photo, out.problems) == (wanted, ())


@pytest.mark.parametrize(
    "photo",
    [
        "nothing.png", "secret.txt", "../outside.png", "/etc/hostname", "Now.md",
        "http://user:password@example.org/x.png", "big.png", "out.png",
    ],
)  # fmt: skip
def test_what_is_no_picture_of_the_vault_stays_and_is_said(
    photo: str, make_vault: MakeVault, tmp_path: Path
) -> None:
    (tmp_path / "outside.png").write_bytes(PNG)
    root = make_vault(
        {
            "People/J.md": f"---\nphoto: {photo}\n---\n", "secret.txt": "hush",
            "Now.md": "x", "big.png": PNG + bytes(4 * 1024 * 1024),
        }
    )  # fmt: skip
    (root / "out.png").symlink_to(tmp_path / "outside.png")
    out = taken_out(root, tmp_path)
    assert out.people[0].person.photo is None
    (problem,) = out.problems
    assert (problem.path, problem.code) == ("People/J.md", "export")
    assert "goes out without it" in problem.message


def test_kept_lines_in_a_file_beside_the_note_go_out_in_their_place(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    note = "---\nvcard:\n  - X-A:1\n  - '[[J.vcf]]'\n  - 'NOTE:Hi\\, all'\n---\n"
    beside = render_aside(["X-LONG:" + "y" * 900, "UID:urn:7"])
    root = make_vault({"People/J.md": note, "People/J.vcf": beside})
    (leaving,) = taken_out(root, tmp_path).people
    assert leaving.person.kept == ("X-A:1", "X-LONG:" + "y" * 900, "NOTE:Hi\\, all")
    assert leaving.person.note == "Hi, all"
    assert leaving.uids == {"urn:7": "UID:urn:7"}
    (root / "People/J.vcf").unlink()
    out = taken_out(root, tmp_path)
    assert out.people[0].person.kept == ("X-A:1", "NOTE:Hi\\, all")
    assert "[[J.vcf]] holds lines of a card" in out.problems[0].message


# cards


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_cards_are_read_again_as_the_people_they_were(
    version: str, vaultnet: Run, tmp_path: Path
) -> None:
    root = PROJECT / "sample-vault"
    said = vaultnet("--vault", root, "export", "vcard", "--vcard-version", version)
    assert said.code == 5  # one note is broken, so that check has something to say
    read = read_vcards(said.out.encode())
    wanted = [each.person for each in taken_out(root, tmp_path).people]
    assert [_plain(each) for each in read.people] == [_plain(each) for each in wanted]
    assert read.skipped == ()


def _plain(person: Person) -> tuple[object, ...]:
    return person.name, person.others, dict(person.fields), person.uid, person.note


def test_words_that_a_note_must_part_go_back_whole(
    vaultnet: Run, make_vault: MakeVault, tmp_path: Path
) -> None:
    lines = (
        "FN:Jane | Doe",
        "NICKNAME:__JD__,Janey",
        "TITLE:Head of #growth & <AI> $5",
        "ORG:Yahoo | AOL",
        "ADR:;;1 *High* St;;;;",
        "X-SOCIALPROFILE;TYPE=telegram:https://t.me/jane_doe",
        "X-SOCIALPROFILE;TYPE=signal:%%jane",
    )
    (tmp_path / "jane.vcf").write_text("\n".join(("BEGIN:VCARD", *lines, "END:VCARD")))
    root = make_vault({})
    assert vaultnet("--vault", root, "import", tmp_path / "jane.vcf").code == 0
    said = vaultnet("--vault", root, "export", "vcard").out
    assert {*lines} <= {*said.splitlines()}


def test_another_library_takes_every_card(vaultnet: Run) -> None:
    said = vaultnet("--vault", PROJECT / "sample-vault", "export", "vcard")
    found = list(vobject.readComponents(said.out))
    assert len(found) == 27
    for card in found:
        card.validate()
    marta = next(each for each in found if each.fn.value == "Marta Lindqvist")
    assert marta.n.value.family == "Lindqvist"
    assert marta.email.value == "marta.lindqvist@example.org"
    assert marta.bday.value == "1983-07-19"


def test_no_two_cards_have_one_uid(vaultnet: Run, make_vault: MakeVault) -> None:
    strange = "---\nvcard: ['UID:a@b']\n---\n"
    root = make_vault(
        {
            "People/1.md": JANE, "People/2.md": JANE, "People/3.md": strange,
            "People/4.md": strange, "People/5.md": "",
            "People/6.md": "---\nuid: A@B\n---\n",
        }
    )  # fmt: skip
    said = vaultnet("--vault", root, "export", "vcard")
    uids = [each.uid for each in read_vcards(said.out.encode()).people]
    assert uids[0] == "jane-1"
    assert uids[2] == "a@b"
    assert len(set(uids)) == 6


# a folder


def test_a_folder_holds_one_card_for_each_and_only_what_changed_is_written(
    export: Run, make_vault: MakeVault, out: Path
) -> None:
    root = make_vault({"People/Jane.md": JANE, "People/Bo.md": BO})
    assert export("--dry-run") == (
        0, f"{out}/: 2 contacts; 2 files would be written, 0 would be taken away\n",
    )  # fmt: skip
    assert not out.exists()
    assert export() == (0, f"{out}/: 2 contacts; 2 files written, 0 taken away\n")
    before = cards(out)
    assert list(before) == ["bo-1.vcf", "jane-1.vcf"]
    stamps = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    assert export() == (0, f"{out}/: 2 contacts, nothing to change\n")
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == stamps
    (root / "People/Jane.md").write_text(JANE.replace("jane@", "j@"))
    (root / "People/Bo.md").unlink()
    assert export() == (0, f"{out}/: 1 contact; 1 file written, 1 taken away\n")
    assert list(cards(out)) == ["jane-1.vcf"]
    assert cards(out) != before


def test_files_of_others_stay_also_where_nobody_is_left(
    export: Run, make_vault: MakeVault, out: Path
) -> None:
    root = make_vault({"People/Jane.md": JANE, "People/Bo.md": BO})
    out.mkdir()
    others = {
        "theirs.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:x\r\nFN:Nia\r\nEND:VCARD\r\n",
        "broken.vcf": b"\xff\xfe\x00", "people.md": b"a note", "displayname": b"People",
        ".hidden.vcf": b"x",
    }  # fmt: skip
    for name, data in others.items():
        (out / name).write_bytes(data)
    export()
    (root / "People/Bo.md").unlink()
    export()
    (root / "People/Jane.md").unlink()
    assert export()[0] == 1
    left = {path.name: path.read_bytes() for path in out.iterdir()}
    assert {name: left.get(name) for name in others} == others
    assert set(left) - set(others) == {MEMORY, "jane-1.vcf"}


def test_the_card_of_a_note_that_is_broken_for_now_stays(
    export: Run, make_vault: MakeVault, out: Path
) -> None:
    root = make_vault({"People/Jane.md": JANE, "People/Bo.md": BO})
    export()
    before = cards(out)
    (root / "People/Jane.md").write_text(BROKEN)
    code, said = export()
    assert (code, cards(out)) == (5, before)
    assert "People/Jane.md:3: its fields cannot be read" in said
    (root / "People/Jane.md").write_text(JANE)
    assert export()[0] == 0
    assert cards(out) == before


def test_a_card_that_another_program_changed_stays_until_the_note_says_it(
    export: Run, make_vault: MakeVault, out: Path
) -> None:
    root = make_vault({"People/Jane.md": JANE})
    export()
    path = out / "jane-1.vcf"
    phone = path.read_bytes().replace(b"END:", b"URL:https://example.org/\r\nEND:")
    path.write_bytes(phone)
    code, said = export()
    assert (code, path.read_bytes()) == (5, phone)
    assert said.splitlines()[-1] == (
        f"{path}: says what its note does not (URL); import it, and settle what"
        " differs; it is left as it is"
    )
    note = JANE.replace("uid", "url: https://example.org/\nmet: 2026-02-01\nuid")
    (root / "People/Jane.md").write_text(note)
    assert export()[0] == 0
    assert path.read_bytes() != phone
    (root / "People/Jane.md").unlink()
    make_vault({"People/Bo.md": BO})
    export()
    assert list(cards(out)) == ["bo-1.vcf"]


def test_a_card_with_values_that_nobody_can_read_is_kept_in_step(
    export: Run, make_vault: MakeVault, vaultnet: Run, out: Path
) -> None:
    out.mkdir()
    odd = ("BDAY:circa 1800", "EMAIL:at home", "URL:javascript:1", "no line of a card")
    lines = ("BEGIN:VCARD", "UID:a-1", "FN:Ana", *odd, "END:VCARD", "")
    (out / "a-1.vcf").write_text("\r\n".join(lines), newline="")
    assert vaultnet("--vault", make_vault({}), "import", out).code == 0
    assert export()[0] == 0
    assert "PRODID:-//vaultnet" in cards(out)["a-1.vcf"].decode()
    (ana,) = read_vcards(cards(out)["a-1.vcf"]).people
    assert {*ana.kept} == {*odd}


def test_what_a_card_says_alone_is_named_and_no_peace_is_pretended(
    export: Run, make_vault: MakeVault, out: Path
) -> None:
    make_vault({"People/Jane.md": JANE, "People/Bo.md": BO})
    export()
    path = out / "jane-1.vcf"
    more = b"PHOTO:https://example.org/j.png\r\nTEL:555-0100\r\nEND:"
    path.write_bytes(path.read_bytes().replace(b"END:", more))
    code, said = export("--json")
    (left,) = json.loads(said[: said.rindex("}") + 1])["left"]
    assert (code, left["path"], left["says"]) == (5, str(path), ["PHOTO", "TEL"])
    assert "does not (PHOTO and TEL); import it" in left["why"]
    assert export()[1].splitlines()[0] == (
        f"{out}/: 2 contacts, nothing written; 1 file left as it is"
    )


def test_overwriting_lets_a_note_have_its_way_and_nobody_elses_file_goes(
    export: Run, make_vault: MakeVault, out: Path
) -> None:
    make_vault({"People/Jane.md": JANE, "People/Bo.md": BO})
    export()
    ours = cards(out)
    for path in out.glob("*.vcf"):
        path.write_bytes(path.read_bytes().replace(b"END:", b"TEL:555-0100\r\nEND:"))
    phone = cards(out)
    assert export("Jane", "--overwrite", "--dry-run")[0] == 0
    assert cards(out) == phone
    assert export("Jane", "--overwrite") == (
        0, f"{out}/: 1 contact; 1 file written, 0 taken away\n",
    )  # fmt: skip
    assert cards(out) == {**phone, "jane-1.vcf": ours["jane-1.vcf"]}
    two = b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n" * 2
    (out / "bo-1.vcf").write_bytes(two)
    code, said = export("--overwrite")
    assert (code, "not one person alone" in said) == (5, True)
    assert cards(out) == {"bo-1.vcf": two, "jane-1.vcf": ours["jane-1.vcf"]}


def test_a_changed_card_without_a_note_stays_too(
    export: Run, make_vault: MakeVault, out: Path
) -> None:
    root = make_vault({"People/Jane.md": JANE, "People/Bo.md": BO})
    export()
    (out / "jane-1.vcf").write_bytes(b"BEGIN:VCARD\r\nFN:Jane\r\nEND:VCARD\r\n")
    (root / "People/Jane.md").unlink()
    for _ in range(2):
        code, said = export()
        assert code == 5
        assert "was changed by another program, and has no note" in said
        assert list(cards(out)) == ["bo-1.vcf", "jane-1.vcf"]


@pytest.mark.parametrize(
    "uid", ["a@b", "urn:uuid:7f5a0c1e-2b6d-4f0a-9d3b-5a8e6c1d2f34"]
)
def test_a_card_under_another_name_keeps_its_name_and_its_uid(
    uid: str, export: Run, make_vault: MakeVault, out: Path
) -> None:
    note = f'---\nuid: n-1\nvcard: ["UID:{uid}"]\nemail: nia@example.org\n---\n'
    make_vault({"People/Nia.md": note, "People/Jane.md": JANE})
    out.mkdir()
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{}\r\nFN:{}\r\nEND:VCARD\r\n"
    (out / "random.vcf").write_text(card.format(uid, "Nia"), newline="")
    (out / "other.vcf").write_text(card.format("jane-1", "Jane"), newline="")
    assert export()[0] == 0
    assert list(cards(out)) == ["other.vcf", "random.vcf"]
    written = cards(out)["random.vcf"].decode().splitlines()
    assert {f"UID:{uid}", "EMAIL;TYPE=INTERNET:nia@example.org"} <= {*written}
    before = cards(out)
    assert (export()[0], cards(out)) == (0, before)


def test_a_name_writes_that_card_and_takes_none_away(
    export: Run, make_vault: MakeVault, out: Path
) -> None:
    root = make_vault({"People/Jane.md": JANE, "People/Bo.md": BO})
    export()
    before = cards(out)
    for path, old in (("People/Jane.md", "jane@"), ("People/Bo.md", "900123")):
        note = root / path
        note.write_text(note.read_text().replace(old, f"9{old}"))
    assert export("Jane") == (0, f"{out}/: 1 contact; 1 file written, 0 taken away\n")
    after = cards(out)
    assert after["bo-1.vcf"] == before["bo-1.vcf"]
    assert b"9jane@" in after["jane-1.vcf"]
    assert export()[1].endswith("1 file written, 0 taken away\n")


def test_most_cards_do_not_go_away_at_once(
    export: Run, make_vault: MakeVault, out: Path
) -> None:
    root = make_vault({f"People/{number}.md": "" for number in range(12)})
    export()
    before = cards(out)
    for number in range(7):  # a vault that has not come down from the cloud yet
        (root / f"People/{number}.md").unlink()
    code, said = export()
    assert (code, cards(out)) == (5, before)
    assert "7 of 12 cards would go away" in said
    make_vault({"People/0.md": ""})
    assert export()[1].endswith("0 files written, 6 taken away\n")


def test_two_notes_of_one_card_never_make_two_files_of_one_uid(
    export: Run, make_vault: MakeVault, out: Path
) -> None:
    note = "---\nuid: {}\nvcard: ['UID:a@b', 'X-A:1']\n---\n"
    make_vault({"People/1.md": note.format("n1"), "People/2.md": note.format("-n2")})
    out.mkdir()
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:a@b\r\nFN:1\r\nEND:VCARD\r\n"
    (out / "random.vcf").write_bytes(card)
    for _ in range(2):
        assert export()[0] == 0
        uids = [read_vcards(data).people[0].uid for data in cards(out).values()]
        assert sorted(map(str, uids)) == ["-n2", "a@b"]


def test_a_memory_that_was_damaged_or_made_up_costs_nothing(
    export: Run, make_vault: MakeVault, out: Path, tmp_path: Path
) -> None:
    root = make_vault({"People/Jane.md": JANE, "People/Bo.md": BO})
    export()
    outside = tmp_path / "outside.vcf"
    outside.write_bytes(b"x")
    head = (out / MEMORY).read_bytes().partition(b"\n")[0]
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    for damaged in (b"\xff\x00", b"", f"\n{digest}  ../outside.vcf\n".encode()):
        (out / MEMORY).write_bytes(head + damaged)
        assert export()[0] == 0
        assert outside.read_bytes() == b"x"
    (root / "People/Bo.md").unlink()
    assert export()[1].endswith("0 files written, 1 taken away\n")


def test_a_folder_that_cannot_be_written_is_one_clear_line(
    export: Run, make_vault: MakeVault, out: Path
) -> None:
    make_vault({"People/Jane.md": JANE})
    out.mkdir()
    (out / "jane-1.vcf").mkdir()
    code, said = export()
    assert code == 5
    assert said.startswith("vaultnet: ")
    assert "jane-1.vcf: is a folder" in said


# and back


def test_a_card_that_nobody_changed_is_not_taken_in_again(
    export: Run, vaultnet: Run, make_vault: MakeVault, out: Path
) -> None:
    def bring_in(*files: Path) -> dict[str, Any]:
        said = vaultnet("--vault", root, "import", "vcard", *files, "--json")
        assert said.code == 0, said.err
        told: dict[str, Any] = json.loads(said.out)
        return {key: told[key] for key in ("created", "updated", "unchanged")}

    root = make_vault({"People/Jane.md": JANE, "People/Bo.md": BO})
    export()
    (root / "People/Bo.md").unlink()  # a note that goes, and an address that goes
    make_vault({"People/Jane.md": JANE.replace("email: jane@example.org\n", "")})
    assert bring_in(out) == {"created": [], "updated": [], "unchanged": 2}
    assert "email" not in (root / "People/Jane.md").read_text()
    named = bring_in(out / "bo-1.vcf")  # what is named is meant
    assert named == {"created": ["People/Bo.md"], "updated": [], "unchanged": 0}
    (out / "jane-1.vcf").write_bytes(
        (out / "jane-1.vcf").read_bytes().replace(b"END:", b"TEL:+447700900124\r\nEND:")
    )
    assert bring_in(out) == {
        "created": [], "updated": ["People/Jane.md"], "unchanged": 1,
    }  # fmt: skip


def test_another_vault_takes_all_of_them_in(
    export: Run, vaultnet: Run, make_vault: MakeVault, out: Path, tmp_path: Path
) -> None:
    make_vault({"People/Jane.md": JANE, "People/Bo.md": BO})
    export()
    other = tmp_path / "other"
    (other / ".obsidian").mkdir(parents=True)
    said = vaultnet("--vault", other, "import", "vcard", out, "--json")
    assert json.loads(said.out)["created"] == ["People/Bo.md", "People/Jane.md"]


# words that would break a file


def test_hostile_words_break_no_format(
    vaultnet: Run, make_vault: MakeVault, tmp_path: Path
) -> None:
    table = json.loads((PROJECT / "tests/cases/hostile.json").read_text("utf-8"))
    texts = [re.sub("[\x00\ud800-\udfff]", "", case["text"]) for case in table["texts"]]
    texts += ["END:VCARD\r\nBEGIN:VCARD", "=1+1", "a\rb", 'x","y', "\u2028", "a\x0bb"]
    fields = "aliases tags email phone url company address met_at photo vcard uid x"
    notes = {
        f"People/{number}.md": "---\n"
        + "".join(f"{field}: [{yaml_text(text)}]\n" for field in fields.split())
        + f"---\n## Log\n- 2026-08-02 {' '.join(text.split())}\n"
        for number, text in enumerate(texts)
    }
    root = make_vault(notes)
    said = {
        form: vaultnet("--vault", root, "export", form).out
        for form in ("vcard", "csv", "json")
    }
    cards = said["vcard"].encode("utf-8", "surrogatepass")
    lines = cards.split(b"\r\n")
    assert b"\n" not in cards.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert lines.count(b"BEGIN:VCARD") == lines.count(b"END:VCARD") == len(texts)
    assert len(read_vcards(cards).people) == len(texts)
    rows = list(csv.reader(io.StringIO(said["csv"], newline=""), strict=True))
    assert [len(row) for row in rows] == [len(COLUMNS)] * (len(texts) + 1)
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "@", "\t")]
    people = json.loads(said["json"])["people"]
    assert [each["fields"]["x"] for each in people] == [
        [each] for each in _read_by_note(notes)
    ]
    export = ("export", "vcard", "--out", f"{tmp_path}/out/")
    assert vaultnet("--vault", root, *export).code == 0
    made = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(made) == len(texts) + 1
    assert all(re.fullmatch(r"[A-Za-z0-9_][\w.+-]*\.vcf", each) for each in made[1:])


def _read_by_note(notes: Mapping[str, str]) -> list[object]:
    """What the notes say in their field ``x``, in the order of their paths."""
    read = (parse_note(NotePath(path), notes[path].encode()) for path in sorted(notes))
    return [each.fields["x"].sources[0] for each in read]
