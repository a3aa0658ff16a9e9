"""Address books taken into a vault: once, again, and in doubt."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

LINKEDIN = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Jane,Doe,https://www.linkedin.com/in/jane-doe,,Acme,Boat builder,30 May 2024
Tom,Lee,https://www.linkedin.com/in/tomlee,tom@example.org,,,02 Jan 2019
,,,,,,03 Jan 2019
"""
CARD = """\
BEGIN:VCARD
VERSION:3.0
FN:{name}
{more}
END:VCARD
"""


def card(name: str, *lines: str) -> str:
    return CARD.format(name=name, more="\n".join(lines) or "X-A:1")


class Home:
    """A vault, and files beside it that are imported."""

    def __init__(self, root: Path, run: Run) -> None:
        self.root, self._run = root, run

    def file(self, name: str, text: str | bytes) -> Path:
        path = self.root.parent / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def take(self, *words: str | Path, code: int = 0) -> Any:
        said = self._run("--vault", self.root, "import", *words, "--json")
        assert (said.code, said.err if code else "") == (code, said.err if code else "")
        return json.loads(said.out)

    def cards(self, *texts: str) -> Any:
        return self.take(self.file("cards.vcf", "".join(texts)))

    def text(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def fields(self, path: str) -> dict[str, object]:
        note = parse_note(NotePath(path), self.text(path).encode())
        return {key: each.value for key, each in note.fields.items()}

    def tree(self) -> dict[str, bytes]:
        files = (path for path in self.root.rglob("*") if path.is_file())
        return {str(each.relative_to(self.root)): each.read_bytes() for each in files}


@pytest.fixture
def home(make_vault: MakeVault, vaultnet: Run) -> Home:
    return Home(make_vault({}), vaultnet)


def test_each_person_gets_a_note_and_a_second_import_changes_nothing(
    home: Home,
) -> None:
    file = home.file("Connections.csv", LINKEDIN)
    first = home.take(file)
    assert first["created"] == ["People/Jane Doe.md", "People/Tom Lee.md"]
    assert [(each["line"], each["why"][:7]) for each in first["skipped"]] == [
        (4, "no name")
    ]
    fields = home.fields("People/Jane Doe.md")
    assert len(str(fields.pop("uid"))) == 36
    assert fields == {
        "tags": ["person"],
        "linkedin": "https://www.linkedin.com/in/jane-doe",
        "company": "Acme",
        "role": "Boat builder",
        "connected_on": "2024-05-30",
        "imported_from": "linkedin",
    }
    before = home.tree()
    again = home.take(file)
    assert (again["created"], again["updated"], again["unchanged"]) == ([], [], 2)
    assert home.tree() == before


def test_a_newer_file_adds_and_says_what_differs(home: Home) -> None:
    home.take(home.file("a.csv", LINKEDIN))
    newer = LINKEDIN.replace("Acme", "Beta").replace(
        "in/jane-doe,,", "in/jane-doe,jane@example.org,"
    )
    done = home.take(home.file("b.csv", newer))
    assert (done["created"], done["updated"]) == ([], ["People/Jane Doe.md"])
    assert home.fields("People/Jane Doe.md")["email"] == "jane@example.org"
    (differs,) = done["review"]
    assert (differs["field"], differs["here"], differs["there"]) == (
        "company",
        "Acme",
        "Beta",
    )


def test_nobody_becomes_due_and_all_wait_as_cards(home: Home, vaultnet: Run) -> None:
    home.take(home.file("a.csv", LINKEDIN))
    said = vaultnet("--vault", home.root, "week", "--json")
    assert json.loads(said.out)["check_ins"] == []
    cards = home.text("Network/Cards.md")
    assert cards.index("[[Jane Doe]]") < cards.index("[[Tom Lee]]")


def test_a_note_made_by_hand_is_added_to_and_no_card_comes_of_it(
    home: Home, make_vault: MakeVault
) -> None:
    text = (
        "---\nMail: TOM@example.org # home\n---\nKind.\n\n## Log\n- 2026-10-01 call\n"
    )
    make_vault({"People/T. Lee.md": text})
    done = home.take(home.file("a.csv", LINKEDIN))
    assert done["updated"] == ["People/T. Lee.md"]
    after = home.text("People/T. Lee.md")
    assert after.startswith("---\nMail: TOM@example.org # home\n")
    assert after.endswith("---\nKind.\n\n## Log\n- 2026-10-01 call\n")
    assert "imported_from" not in after
    assert home.fields("People/T. Lee.md")["aliases"] == ["Tom Lee"]


def test_whoever_has_the_address_of_a_note_with_another_name_waits(
    home: Home, make_vault: MakeVault
) -> None:
    make_vault({"People/Mum.md": "---\nemail: tom@example.org\n---\n"})
    done = home.take(home.file("a.csv", LINKEDIN))
    assert done["created"] == ["People/Jane Doe.md"]
    (doubt,) = done["review"]
    assert (doubt["path"], doubt["done"]) == ("People/Mum.md", "later")


def test_two_entries_of_one_person_in_a_file_are_one_note(home: Home) -> None:
    done = home.cards(
        card("Jane Doe", "EMAIL:jane@example.org", "TEL:+44 7700 900123"),
        card("Jane M. Doe", "TEL:+447700900123", "TITLE:Baker"),
    )
    assert done["created"] == ["People/Jane Doe.md"]
    fields = home.fields("People/Jane Doe.md")
    assert (fields["aliases"], fields["role"]) == (["Jane M. Doe"], "Baker")


def test_a_namesake_waits_and_one_who_adds_nothing_is_known(home: Home) -> None:
    home.cards(card("Jane Doe", "EMAIL:jane@example.org"))
    done = home.cards(card("Jane Doe", "BDAY:1990-05-12"))
    assert (done["created"], done["updated"]) == ([], [])
    (doubt,) = done["review"]
    assert (doubt["path"], doubt["why"], doubt["done"]) == (
        "People/Jane Doe.md",
        "has the same name as Jane Doe",
        "later",
    )
    assert home.cards("BEGIN:VCARD\nFN:Jane Doe\nEND:VCARD\n")["unchanged"] == 1


def test_two_of_one_name_and_profiles_of_their_own_get_a_note_each(home: Home) -> None:
    one, other = (
        card("Jane Doe", f"URL:https://linkedin.com/in/jane-{n}", f"ORG:{org}")
        for n, org in ((1, "Acme"), (2, "Beta/Co"))
    )
    done = home.cards(one, other)
    assert done["created"] == ["People/Jane Doe.md", "People/Jane Doe (Beta Co).md"]
    assert home.cards(one, other)["unchanged"] == 2


def test_a_family_with_one_phone_gets_a_note_each_and_is_told(home: Home) -> None:
    cards = [card(f"{n} Miller", "TEL:+44 7700 900123") for n in ("Anna", "Tom")]
    done = home.cards(*cards)
    assert done["created"] == ["People/Anna Miller.md", "People/Tom Miller.md"]
    assert [(each["name"], each["done"]) for each in done["review"]] == [
        ("Tom Miller", "apart")
    ]
    again = home.cards(*cards)
    assert (again["unchanged"], again["review"]) == (2, [])


def test_names_that_clash_on_some_system_get_names_that_do_not(
    home: Home, make_vault: MakeVault
) -> None:
    make_vault({"Places/jane doe.md": "A café.\n"})
    done = home.cards(
        card("Jane Doe", "EMAIL:1@example.org"),
        card("José", "EMAIL:2@example.org"),
        card("Jose\u0301", "URL:https://linkedin.com/in/other"),
        card("CON", "EMAIL:3@example.org"),
        card("../../etc/passwd", "EMAIL:4@example.org"),
    )
    names = [path.removeprefix("People/") for path in done["created"]]
    assert names == ["Jane Doe 2.md", "José.md", "CON_.md", "etc passwd.md"]
    assert [each["name"] for each in done["review"]] == ["Jose\u0301"]
    assert home.fields("People/etc passwd.md")["aliases"] == ["../../etc/passwd"]


PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


def test_a_picture_becomes_a_file_beside_the_notes(
    home: Home, make_vault: MakeVault
) -> None:
    make_vault({".obsidian/app.json": '{"attachmentFolderPath": "Files"}'})
    face = card("Jane Doe", f"PHOTO;ENCODING=b;TYPE=PNG:{PIXEL}")
    home.cards(face)
    assert home.fields("People/Jane Doe.md")["photo"] == "[[Files/Jane Doe.png]]"
    assert (home.root / "Files/Jane Doe.png").read_bytes()[:4] == b"\x89PNG"
    before = home.tree()
    home.cards(face)
    assert home.tree() == before


def test_another_picture_is_said_and_the_first_stays(home: Home) -> None:
    face = "PHOTO;ENCODING=b;TYPE=PNG:"
    home.cards(card("Jane Doe", "UID:1", face + PIXEL))
    before = home.tree()
    done = home.cards(card("Jane Doe", "UID:1", face + "iVBORw0KGgo="))
    (said,) = done["review"]
    assert (said["field"], said["here"], said["why"]) == (
        "photo", "[[Jane Doe.png]]", "photo differs",
    )  # fmt: skip
    assert said["there"] == "another picture (png, 1 KB)"
    assert (done["unchanged"], home.tree()) == (1, before)
    done = home.cards(card("Jane Doe", "UID:1", "PHOTO:https://example.org/j.png"))
    assert done["review"][0]["there"] == "https://example.org/j.png"


def test_another_name_is_said_once_and_becomes_an_alias(home: Home) -> None:
    home.cards(card("Jo Doe", "UID:1"))
    renamed = card("Jo Meier", "UID:1")
    (said,) = home.cards(renamed)["review"]
    assert (said["field"], said["here"], said["there"]) == (
        "name",
        "Jo Doe",
        "Jo Meier",
    )
    assert home.fields("People/Jo Doe.md")["aliases"] == ["Jo Meier"]
    assert home.cards(renamed)["review"] == []


def test_lines_too_long_for_a_note_stand_in_a_file_beside_it(home: Home) -> None:
    long = "KEY;ENCODING=b:" + "QUJD" * 400
    mail = "EMAIL:jane@example.org"
    home.cards(card("Jane Doe", long, "X-A:1", mail))
    assert home.fields("People/Jane Doe.md")["vcard"] == ["X-A:1", "[[Jane Doe.vcf]]"]
    assert long in home.text("Jane Doe.vcf")
    before = home.tree()
    again = home.cards(card("Jane Doe", long, "X-A:1"))
    assert (again["unchanged"], home.tree()) == (1, before)
    home.cards(card("Jane Doe", long, "X-A:1", mail, "SOUND:" + "x" * 600))
    assert home.text("Jane Doe.vcf").count("\r\n") == 5


def test_a_note_that_must_not_be_written_keeps_no_other_from_it(
    home: Home, make_vault: MakeVault
) -> None:
    broken = "---\nemail: [tom@example.org\n---\n"
    make_vault({"People/Tom Lee.md": broken})
    done = home.take(home.file("a.csv", LINKEDIN))
    assert done["created"] == ["People/Jane Doe.md"]
    assert home.text("People/Tom Lee.md") == broken
    make_vault({"People/Tom Lee.md": "---\nemail: tom@example.org\n---\n<<<<<<< a\n"})
    done = home.take(home.file("a.csv", LINKEDIN), code=5)
    assert "both sides of a conflict" in done["skipped"][-1]["why"]


def test_an_import_is_taken_back_as_one(home: Home, vaultnet: Run) -> None:
    before = home.tree()
    home.cards(card("Jane Doe", f"PHOTO;ENCODING=b;TYPE=PNG:{PIXEL}"), card("Tom Lee"))
    assert vaultnet("--vault", home.root, "undo").code == 0
    assert home.tree() == before


def test_a_dry_run_tells_and_writes_nothing(home: Home) -> None:
    before = home.tree()
    file = home.file("a.csv", LINKEDIN)
    assert home.take(file, "--dry-run")["created"] == [
        "People/Jane Doe.md",
        "People/Tom Lee.md",
    ]
    assert home.tree() == before


def test_an_own_template_makes_the_notes_and_nothing_is_missing(
    home: Home, make_vault: MakeVault
) -> None:
    own = "---\nuid: {{ uid }}\ntype: person\n---\n# {{ name }}\n"
    make_vault({"Network/Templates/contact.md.j2": own})
    home.cards(card("Jane Doe", "EMAIL:jane@example.org", "NOTE:A baker."))
    text = home.text("People/Jane Doe.md")
    assert "\n# Jane Doe\n" in text
    assert home.fields("People/Jane Doe.md")["email"] == "jane@example.org"
    assert home.fields("People/Jane Doe.md")["imported_from"] == "vcard"
    assert text.endswith("\n## Notes\n\n> A baker.\n")


def test_a_long_note_that_differs_does_not_come_beside_the_first(home: Home) -> None:
    words = "word " * 150
    home.cards(card("Jane Doe", "UID:p1", f"NOTE:{words}end"))
    before = home.tree()
    done = home.cards(card("Jane Doe", "UID:p1", f"NOTE:{words}changed"))
    assert [each["field"] for each in done["review"]] == ["NOTE"]
    assert (done["unchanged"], home.tree()) == (1, before)


def test_no_picture_comes_that_the_note_cannot_link_to(home: Home) -> None:
    path = home.root / "People/Jane Doe.md"
    path.parent.mkdir()
    path.write_text("---\n{email: jane@example.org}\n---\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    text = card("Jane Doe", "EMAIL:jane@example.org", "PHOTO;ENCODING=b:iVBORw0KGgo=")
    done = home.take(home.file("cards.vcf", text), code=5)
    assert (done["unchanged"], len(done["skipped"])) == (0, 1)
    assert not [*home.root.rglob("*.png")]


def test_no_file_is_written_over_where_obsidian_does_not_look(home: Home) -> None:
    settings = home.root / ".obsidian/app.json"
    settings.write_text('{"attachmentFolderPath": "./.files"}')
    folder = home.root / "People/.files"
    folder.mkdir(parents=True)
    for ending in ("png", "vcf"):
        (folder / f"Jane Doe.{ending}").write_bytes(b"mine")
    text = card(
        "Jane Doe", "UID:1", "PHOTO;ENCODING=b:iVBORw0KGgo=", f"X-L:{600 * 'y'}"
    )
    home.cards(text)
    after = home.tree()
    assert [after[f"People/.files/Jane Doe.{each}"] for each in ("png", "vcf")] == [
        b"mine",
        b"mine",
    ]
    assert home.cards(text)["unchanged"] == 1
    assert home.tree() == after


def test_whoever_is_called_by_an_emoji_is_one_person_the_next_time(home: Home) -> None:
    them = (card("🌻"), card("."), card("❤️", "TEL:0170 1234567"))
    assert len(home.cards(*them)["created"]) == 3
    again = home.cards(*them)
    assert (again["created"], again["unchanged"]) == ([], 3)


def test_new_fields_are_spelled_as_the_configuration_says(
    home: Home, make_vault: MakeVault, vaultnet: Run
) -> None:
    config = '[fields]\nemail = ["E-Mail"]\ncadence = ["Rhythmus"]\nmet = ["traf am"]\n'
    make_vault({"vaultnet.toml": config, "People/Bo.md": "---\nuid: bo\n---\n"})
    home.cards(
        card("Jane Doe", "EMAIL:jane@example.org", "EMAIL:j@example.com", "ORG:Acme"),
        card("Bo", "UID:bo", "EMAIL:bo@example.org"),
    )
    jane = home.text("People/Jane Doe.md")
    assert '\nE-Mail: ["jane@example.org", "j@example.com"]\ncompany: "Acme"\n' in jane
    assert home.fields("People/Bo.md") == {"uid": "bo", "E-Mail": "bo@example.org"}
    vaultnet("--vault", home.root, "new", "Cy", "--met", "2026-11-01")
    assert "\ntraf am: 2026-11-01\n" in home.text("People/Cy.md")
    assert home.cards(card("Bo", "UID:bo", "EMAIL:bo@example.org"))["unchanged"] == 1


def test_the_archive_that_linkedin_hands_over_is_opened(home: Home) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("messages.csv", "FROM,TO,DATE,CONTENT\n")
        archive.writestr("export/Connections.csv", LINKEDIN)
    done = home.take(home.file("archive.zip", packed.getvalue()))
    assert done["created"] == ["People/Jane Doe.md", "People/Tom Lee.md"]
    assert 'imported_from: "linkedin"' in home.text("People/Jane Doe.md")


def test_another_picture_is_said_and_the_notes_own_stays(home: Home) -> None:
    them = card("Jane Doe", "UID:1", f"PHOTO;ENCODING=b;TYPE=PNG:{PIXEL}")
    home.cards(them)
    before = home.tree()
    assert home.cards(them)["review"] == []
    done = home.cards(
        card("Jane Doe", "UID:1", "PHOTO;ENCODING=b:R0lGODlhAQABAAAAADs=")
    )
    (other,) = done["review"]
    assert (other["field"], other["here"]) == ("photo", "[[Jane Doe.png]]")
    assert home.tree() == before
