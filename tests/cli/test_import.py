"""vaultnet import as people meet it: a table of what would be, keys, plain errors."""

from __future__ import annotations

import re
import shlex
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from vaultnet.formats.tables.titles import MAPPABLE

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

PROJECT = Path(__file__).resolve().parents[2]
COMMANDS = (PROJECT / "docs/commands.md").read_text("utf-8")
HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
TWO = HEAD + (
    "Jane,Doe,https://www.linkedin.com/in/jane,jane@example.org,Acme,,30 May 2024\n"
    "Tom,Lee,https://www.linkedin.com/in/tom,,,,02 Jan 2019\n"
)
JANE = (
    "---\nemail: jane@example.org\ncompany: Beta\n---\n## Log\n- 2026-10-01 call: x\n"
)
NAMESAKE = "---\nphone: '+44 7700 900123'\n---\n## Log\n- 2026-10-01 call: x\n"


@pytest.fixture
def root(make_vault: MakeVault, tmp_path: Path) -> Path:
    (tmp_path / "Connections.csv").write_text(TWO)
    return make_vault({"People/Jane Doe.md": JANE, "People/Tom Lee.md": NAMESAKE})


# the examples of the pages

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{0}\nEMAIL:{0}@example.org\nEND:VCARD\n"
GOOGLE = (
    "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value\nGail,Orr,,g@a.example\n"
)
OUTLOOK = '"First Name","Last Name","E-mail Address"\r\n"Otto","Ulm","o@a.example"\r\n'
GUESTS = "Name,Where from,Circle\nPia Lang,Lisbon,choir\n"


def test_the_examples_of_the_page_do_what_it_says(
    vaultnet: Run, typing: Run, make_vault: MakeVault, tmp_path: Path
) -> None:
    root = make_vault({})
    (tmp_path / "address-book").mkdir()
    files = {
        "contacts.vcf": CARD.format("Ada"),
        "phone.vcf": CARD.format("Bea"),
        "address-book/Cleo.vcf": CARD.format("Cleo"),
        "Connections.csv": TWO,
        "contacts.csv": GOOGLE,
        "Contacts.CSV": OUTLOOK,
        "guests.csv": GUESTS,
    }
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode())
    shown = re.findall(r"^    vaultnet import (.*)$", COMMANDS, re.MULTILINE)
    made = []
    for line in shown:
        words = shlex.split(line)
        if "--review" in words:
            typing("--vault", root, "import", *words, keys="", asks=ASKS)
            continue
        said = vaultnet("--vault", root, "import", *words)
        assert said.code == 0, said.err
        made.append(said.out.splitlines()[0])
    assert made == [
        "new      People/Ada.md",  # which a dry run has not written
        "new      People/Bea.md",
        "{",
        "new      People/Otto Ulm.md",
        "new      People/Pia Lang.md",
    ]
    assert {path.stem for path in (root / "People").iterdir()} == {
        "Bea", "Cleo", "Jane Doe", "Tom Lee", "Gail Orr", "Otto Ulm", "Pia Lang",
    }  # fmt: skip
    pia = (root / "People/Pia Lang.md").read_text()
    assert '\nlocation: "Lisbon"\n' in pia
    assert '  - "choir"\n' in pia


def test_the_fields_for_a_column_are_all_documented() -> None:
    told = COMMANDS.partition("Fields for `--map`:")[2].partition("\n\n")[0]
    assert tuple(re.findall("`([a-z_]+)`", told)) == MAPPABLE


def test_the_card_shown_becomes_the_note_shown(
    vaultnet: Run, make_vault: MakeVault, tmp_path: Path
) -> None:
    page = (PROJECT / "docs/address-books.md").read_text("utf-8")
    card, note = (
        re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[0]
        for language in ("vcard", "markdown")
    )
    (tmp_path / "jane.vcf").write_text(card)
    root = make_vault({})
    assert vaultnet("--vault", root, "import", "jane.vcf").code == 0
    written = (root / "People/Jane Doe.md").read_text()
    uid = re.compile("^uid: [0-9a-f-]{36}$", re.MULTILINE)
    assert uid.sub("", written) == uid.sub("", note)
    out = vaultnet("--vault", root, "export", "vcard", "Jane Doe").out
    assert {*card.splitlines()} <= {*out.splitlines()}


def test_a_dry_run_shows_what_would_happen(vaultnet: Run, root: Path) -> None:
    said = vaultnet("--vault", root, "import", "Connections.csv", "--dry-run")
    assert said.out == (
        "adds     People/Jane Doe.md"
        "  (linkedin: https://www.linkedin.com/in/jane; connected_on: 2024-05-30)\n"
        "waits    Tom Lee: has the same name as People/Tom Lee.md\n"
        "0 would be made, 1 would be added to, 0 unchanged, 1 wait for you:"
        " say it again with --review\n"
    )
    assert said.err == (
        "People/Jane Doe.md: company stays “Beta”; the file says “Acme”\n"
    )
    assert (root / "People/Jane Doe.md").read_text() == JANE


ASKS = ("]uit asking: ",)


@pytest.fixture
def keys(typing: Callable[..., Any], root: Path) -> Callable[..., str]:
    """Import with --review on a terminal; these keys are pressed when it asks."""

    def press(pressed: str, code: int = 0) -> str:
        words = ("--vault", root, "import", "Connections.csv", "--review")
        done = typing(*words, keys=pressed, asks=ASKS)
        assert done.code == code
        return str(done.said)

    return press


def test_a_key_settles_each_doubt_and_each_value(root: Path, keys: Run) -> None:
    said = keys("st")
    assert "Tom Lee (https://www.linkedin.com/in/tom, 2019-01-02)\n" in said
    assert (
        "  has the same name as People/Tom Lee.md"
        " (+44 7700 900123, last contact 2026-10-01)\n"
    ) in said
    assert "People/Jane Doe.md: company\n  here:  Beta\n  there: Acme\n" in said
    assert "\ncompany: Acme\n" in (root / "People/Jane Doe.md").read_text()
    tom = (root / "People/Tom Lee.md").read_text()
    assert '\nlinkedin: "https://www.linkedin.com/in/tom"\n' in tom
    assert "imported_from" not in tom


def test_a_value_that_cannot_be_taken_keeps_no_other_from_it(
    root: Path, keys: Run, make_vault: MakeVault
) -> None:
    head = "email: jane@example.org\ncompany: [Beta]\nconnected_on: 2020-01-01"
    make_vault({"People/Jane Doe.md": f"---\n{head}\n---\n"})
    keys("ltt", code=5)
    text = (root / "People/Jane Doe.md").read_text()
    assert "company: [Beta]\nconnected_on: 2024-05-30\n" in text


def test_two_of_one_name_stay_two_and_a_value_is_kept(root: Path, keys: Run) -> None:
    assert "one person?" not in keys("nk")
    assert "\ncompany: Beta\n" in (root / "People/Jane Doe.md").read_text()
    assert (root / "People/Tom Lee.md").read_text() == NAMESAKE
    assert "in/tom" in (root / "People/Tom Lee 2.md").read_text()


def test_later_writes_nothing_of_a_namesake(root: Path, keys: Run) -> None:
    assert "1 wait for you" in keys("lk")
    assert (root / "People/Tom Lee.md").read_text() == NAMESAKE


def test_ctrl_d_ends_it_and_nothing_is_written(root: Path, keys: Run) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    keys("\x04", code=130)
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


def test_q_keeps_what_was_answered_and_the_rest_waits(
    root: Path, tmp_path: Path, keys: Run
) -> None:
    (tmp_path / "Connections.csv").write_text(TWO + "Tom,Lee,,t@a.example,,,\n")
    said = keys("nq")
    assert said.count("[s]ame person") == 2
    assert "1 made, 1 added to, 0 unchanged, 1 wait for you" in said
    assert "[k]eep" not in said
    assert "in/tom" in (root / "People/Tom Lee 2.md").read_text()
    assert "\ncompany: Beta\n" in (root / "People/Jane Doe.md").read_text()


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_among_the_values_says_that_the_rest_is_written(
    key: str, root: Path, keys: Run
) -> None:
    said = keys(f"n{key}", code=130).rstrip()
    assert said.endswith("stopped; what you answered is written, 1 stay as they are")
    assert (root / "People/Tom Lee 2.md").is_file()
    assert "\ncompany: Beta\n" in (root / "People/Jane Doe.md").read_text()


def test_who_is_alike_is_said_in_whole_sentences(
    vaultnet: Run, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.vcf").write_text(CARD.format("Janet Doe").replace(" Doe@", "@"))
    said = vaultnet("--vault", root, "import", "a.vcf")
    assert said.err == (
        "Janet Doe has a name like that of People/Jane Doe.md; one person?\n"
        "They are cards: vaultnet week offers them in Network/Cards.md\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("import nothing.vcf", 6, "nothing.vcf: is not there"),
        ("import linkedin", 2, "name a file: vaultnet import linkedin FILE"),
        ("import Connections.csv --review", 2, "--review asks on a terminal"),
        ("import Connections.csv --map Town", 2, "is not COLUMN=FIELD"),
        ("import csv Connections.csv --map Town=location", 2, "Town"),
        ("import csv Connections.csv --map Company=towns", 2, "towns"),
        ("import odd.bin", 6, "odd.bin: holds neither cards nor a table of people"),
        ("import vcard Connections.csv", 6, "Connections.csv: holds no card"),
        ("import google cards.vcf", 6, "cards.vcf: holds cards and no table"),
        ("import messages.csv", 6, "messages.csv: holds neither"),
        ("import linkedin messages.csv", 6, "messages.csv: no column tells a name"),
        ("import csv empty.csv", 6, "empty.csv: no row of titles"),
        ("import --map Wer=name odd.csv", 2, "there is no column “Wer”"),
        ("import other.zip", 6, "other.zip: holds no file called connections.csv"),
        ("import folder", 6, "folder: is a folder without any .vcf file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_nothing_is_written(
    vaultnet: Run, root: Path, tmp_path: Path, words: str, code: int, said: str
) -> None:
    (tmp_path / "odd.bin").write_bytes(bytes(range(256)))
    (tmp_path / "cards.vcf").write_text("BEGIN:VCARD\nFN:Ana\nEND:VCARD\n")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "odd.csv").write_text("Tisch,Gast\n1,Ana\n")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("photo.jpg", b"")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/cards.txt").write_text("")
    (tmp_path / "messages.csv").write_text(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,CONTENT\n"
    )
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    done = vaultnet("--vault", root, *shlex.split(words))
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


def test_only_a_new_note_says_that_a_card_has_no_name_in_parts(
    vaultnet: Run, make_vault: MakeVault, tmp_path: Path
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nN:;;;;\nEMAIL:{}\nTEL:1234\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_text(card.format("Ice Café", "ice@example.org"))
    root = make_vault({"People/Jane Doe.md": JANE})
    assert vaultnet("--vault", root, "import", tmp_path / "a.vcf").code == 0
    note = (root / "People/Ice Café.md").read_text("utf-8")
    assert 'vcard:\n  - "N:;;;;"\n' in note
    out = vaultnet("--vault", root, "export", "vcard", "Ice Café").out
    assert "\nFN:Ice Café\nN:;;;;\n" in out.replace("\r\n", "\n")
    (tmp_path / "b.vcf").write_text(card.format("Jane Doe", "jane@example.org"))
    vaultnet("--vault", root, "import", tmp_path / "b.vcf")
    vaultnet("--vault", root, "import", tmp_path / "a.vcf")
    jane = (root / "People/Jane Doe.md").read_text("utf-8")
    assert "1234" in jane
    assert "N:;" not in jane
    assert (root / "People/Ice Café.md").read_text("utf-8") == note


def test_a_folder_means_the_cards_in_it(
    vaultnet: Run, root: Path, tmp_path: Path
) -> None:
    book = tmp_path / "book"
    book.mkdir()
    for name in ("Ana", "Bo"):
        text = f"BEGIN:VCARD\nFN:{name} Berg\nEND:VCARD\n"
        (book / f"{name}.vcf").write_text(text)
    (book / ".hidden.vcf").write_text("BEGIN:VCARD\nFN:No\nEND:VCARD\n")
    (book / "displayname").write_text("Friends")
    said = vaultnet("--vault", root, "import", "vcard", book)
    assert said.out.splitlines() == [
        "new      People/Ana Berg.md",
        "new      People/Bo Berg.md",
        "2 made, 0 added to, 0 unchanged",
    ]
    assert said.err == "They are cards: vaultnet week offers them in Network/Cards.md\n"


def test_a_long_import_is_told_in_short(
    vaultnet: Run, root: Path, tmp_path: Path
) -> None:
    rows = "".join(
        f"Ann,Other{n},https://linkedin.com/in/o{n},,,,01 Jan 2020\n" for n in range(30)
    )
    (tmp_path / "many.csv").write_text(HEAD + rows)
    said = vaultnet("--vault", root, "import", "many.csv")
    assert said.out.splitlines()[20:] == [
        "… and 10 more: --json tells all",
        "30 made, 0 added to, 0 unchanged",
    ]


def test_a_note_to_which_nothing_can_be_added_is_not_called_unchanged(
    vaultnet: Run, make_vault: MakeVault, root: Path
) -> None:
    make_vault({"People/Jane Doe.md": "---\n{email: jane@example.org}\n---\n"})
    said = vaultnet("--vault", root, "import", "Connections.csv")
    assert said.code == 5
    assert said.out == (
        "left     People/Jane Doe.md\n"
        "waits    Tom Lee: has the same name as People/Tom Lee.md\n"
        "0 made, 0 added to, 0 unchanged, 1 could not be changed, 1 wait for you:"
        " say it again with --review\n"
    )
    assert "Connections.csv:2: People/Jane Doe.md:2: the fields stand in braces" in (
        said.err
    )


# a card that is kept in step, and what the phone has otherwise

KEPT = """\
---
uid: jo
photo: "[[jo.png]]"
company: Acme
vcard:
  - "NOTE:Met at the boat fair.\\\\nKind."  # theirs
  - "GENDER:F"
---
## Notes

> Met at the boat fair.
> Kind.
"""
FACE = "iVBORw0KGgo="


class Phone:
    """A vault, a folder of cards beside it, and what somebody writes into a card."""

    def __init__(self, root: Path, folder: Path, run: Run, typing: Run) -> None:
        self.root, self.folder = root, folder
        self._run, self._typing = run, typing
        self.export()

    def export(self, *words: str) -> Any:
        words = ("export", "vcard", "--out", f"{self.folder}/", *words)
        return self._run("--vault", self.root, *words)

    def take_in(self, *words: str) -> Any:
        return self._run("--vault", self.root, "import", "vcard", self.folder, *words)

    def review(self, keys: str, code: int = 0) -> str:
        words = ("--vault", self.root, "import", "vcard", self.folder, "--review")
        done = self._typing(*words, keys=keys, asks=ASKS)
        assert done.code == code, done.said
        return str(done.said)

    def write(self, begins: str, line: str) -> None:
        """Put a line in the place of the one that begins so."""
        (path,) = self.folder.glob("*.vcf")
        card = path.read_bytes().decode().replace("\r\n ", "")
        lines = [
            line if each.startswith(begins) else each for each in card.split("\r\n")
        ]
        assert line in lines
        path.write_bytes("\r\n".join(lines).encode())

    @property
    def note(self) -> str:
        return (self.root / "People/Jo Doe.md").read_text()


@pytest.fixture
def phone(make_vault: MakeVault, tmp_path: Path, vaultnet: Run, typing: Run) -> Phone:
    png = b"\x89PNG\r\n\x1a\n first"
    root = make_vault({"People/Jo Doe.md": KEPT, "jo.png": png})
    return Phone(root, tmp_path / "cards", vaultnet, typing)


def test_a_note_that_the_phone_changed_is_said_taken_and_at_peace(phone: Phone) -> None:
    phone.write("NOTE", "NOTE:Met at the fair.\\nMoved.")
    said = phone.take_in()
    assert said.out == "0 made, 0 added to, 1 unchanged\n"
    assert said.err == (
        "People/Jo Doe.md: NOTE stays “Met at the boat fair. / Kind.”; the file says"
        " “Met at the fair. / Moved.”\n"
    )
    said = phone.export()
    assert (said.code, "does not (NOTE);" in said.err) == (5, True)
    assert (
        "People/Jo Doe.md: NOTE\n"
        "  here:  Met at the boat fair.\n         Kind.\n"
        "  there: Met at the fair.\n         Moved.\n"
    ) in phone.review("t")
    assert phone.note == (KEPT.replace("boat fair", "fair").replace("Kind.", "Moved."))
    assert phone.export().code == 0
    assert phone.take_in().err == ""


def test_a_quote_in_which_somebody_wrote_stays_beside_the_new_one(phone: Phone) -> None:
    path = phone.root / "People/Jo Doe.md"
    path.write_text(KEPT.replace("> Kind.", "> Very kind."))
    phone.write("NOTE", "NOTE:Moved.")
    phone.review("t")
    assert phone.note == (
        KEPT.replace("Met at the boat fair.\\\\nKind.", "Moved.").replace(
            "> Kind.", "> Very kind."
        )
        + "\n> Moved.\n"
    )


def test_another_picture_is_said_and_taken_as_one_more_file(phone: Phone) -> None:
    phone.write("PHOTO", f"PHOTO;ENCODING=b;TYPE=PNG:{FACE}")
    said = phone.take_in()
    assert said.err == (
        "People/Jo Doe.md: photo stays; the file has another picture (png, 1 KB)\n"
    )
    said = phone.export()
    assert (said.code, "does not (PHOTO);" in said.err) == (5, True)
    phone.review("t")
    assert phone.note == KEPT.replace("[[jo.png]]", "[[Jo Doe.png]]")
    assert (phone.root / "Jo Doe.png").read_bytes() == b"\x89PNG\r\n\x1a\n"
    assert (phone.root / "jo.png").is_file()
    assert phone.export().code == 0


def test_the_address_of_a_picture_is_taken_as_it_is_and_undone_with_the_rest(
    phone: Phone, vaultnet: Run
) -> None:
    phone.write("PHOTO", "PHOTO;VALUE=URI:https://example.org/jo.png")
    phone.write("NOTE", "NOTE:Moved.")
    said = phone.review("tt")
    assert "  here:  [[jo.png]]\n  there: https://example.org/jo.png\n" in said
    assert '\nphoto: "https://example.org/jo.png"\n' in phone.note
    assert "\n> Moved.\n" in phone.note
    assert vaultnet("--vault", phone.root, "undo").code == 0
    assert phone.note == KEPT


def test_of_long_texts_one_sees_where_they_part(phone: Phone) -> None:
    path, words = phone.root / "People/Jo Doe.md", "word " * 80
    path.write_text(KEPT.replace("Met at", f"{words}Met at"))
    phone.write("NOTE", f"NOTE:{words}Moved.\x1b[2J")
    assert phone.take_in().err == (
        "People/Jo Doe.md: NOTE stays “…ord word word word word word Met at the boat"
        " fair. / Kind.”; the file says “…ord word word word word word Moved.[2J”\n"
    )


def test_whoever_keeps_theirs_can_let_the_note_have_its_way(phone: Phone) -> None:
    (before,) = (path.read_bytes() for path in phone.folder.glob("*.vcf"))
    phone.write("GENDER", "GENDER:O")
    phone.write("PHOTO", f"PHOTO;ENCODING=b;TYPE=PNG:{FACE}")
    said = phone.review("kk")
    assert "People/Jo Doe.md: GENDER\n  here:  F\n  there: O\n" in said
    assert phone.export().code == 5
    assert phone.export("Jo Doe", "--overwrite").code == 0
    assert [path.read_bytes() for path in phone.folder.glob("*.vcf")] == [before]
    assert phone.note == KEPT


@pytest.mark.parametrize("parts", ["N:Doe;Jo;;;", "N:Meier;Jo;;;"])
def test_a_rename_on_the_phone_is_said_each_time_and_no_note_is_renamed(
    parts: str, phone: Phone
) -> None:
    said = (
        "People/Jo Doe.md: name: the note is called “Jo Doe”; the file says “Jo Meier”:"
        " rename the note if that is right\n"
    )
    for _ in range(2):
        phone.write("FN", "FN:Jo Meier")
        phone.write("N:", parts)
        assert phone.take_in().err == said
        assert phone.export().code == 0
    assert "[k]eep" not in phone.review("")
    assert '\naliases:\n  - "Jo Meier"\n' in phone.note


def test_a_wholly_new_name_waits_until_it_was_asked_about(phone: Phone) -> None:
    phone.write("FN", "FN:Ann Smith")
    phone.write("N:", "N:Smith;Ann;;;")
    assert phone.take_in().out.startswith("waits    Ann Smith: has the same UID as ")
    said = phone.export()
    assert (said.code, "does not (FN);" in said.err) == (5, True)
    assert "Ann Smith (Acme)\n  has the same UID as People/Jo Doe.md (Acme," in (
        phone.review("s")
    )
    assert '\naliases:\n  - "Ann Smith"\n' in phone.note
    assert phone.export().code == 0


def test_a_line_in_the_file_beside_a_note_gives_way_there(
    phone: Phone, tmp_path: Path, vaultnet: Run, typing: Run
) -> None:
    words, file = "word " * 150, tmp_path / "a.vcf"
    kim = CARD.format("Kim").replace("EMAIL", f"NOTE:{words}{{}}\nEMAIL")
    file.write_text(kim.format("a"))
    vaultnet("--vault", phone.root, "import", file)
    file.write_text(kim.format("b"))
    done = typing(
        "--vault", phone.root, "import", file, "--review", keys="t", asks=ASKS
    )
    assert done.code == 0
    assert (phone.root / "Kim.vcf").read_text().splitlines()[2] == f"NOTE:{words}b"
    note = (phone.root / "People/Kim.md").read_text()
    assert note.endswith(f"## Notes\n\n> {words}b\n")


def test_a_value_that_cannot_be_put_in_place_is_said_and_the_rest_goes_on(
    phone: Phone,
) -> None:
    path = phone.root / "People/Jo Doe.md"
    path.write_text(KEPT.replace("company: Acme", "company: [Acme, Beta]"))
    phone.write("ORG", "ORG:Gamma")
    phone.write("NOTE", "NOTE:Moved.")
    said = phone.review("tt", code=5)
    assert "“company” holds a list, not one value; change it by hand\n" in said
    assert "\n> Moved.\n" in phone.note
