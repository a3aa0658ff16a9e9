"""An address book that is kept in step: vdirsyncer, a server, khard and khal."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

NOTES = {
    "People/Jane Doe.md": "---\nuid: jane-1\naliases: [JD]\nemail: jane@example.org\n"
    "phone: +44 7700 900123\nbirthday: 1990-05-12\ntags: [friend]\n"
    'vcard:\n  - "NOTE:Sings\\\\; bakes\\\\, too\\\\nand more"\n---\n## Log\n'
    "- 2026-08-02 call: private\n",
    "People/Łucja Wiśniewska.md": "---\nuid: lucja\nemail:\n  - lucja@example.com\n"
    "  - work@example.com\nbirthday: 02-29\n---\n",
    "People/Bo.md": "---\ncompany: Nordlicht; Interiors\n---\n",
}


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


@pytest.fixture
def export(vaultnet: Run, root: Path, contacts: Any) -> Run:
    """Export into the synced folder, as docs/export.md says; gives what was done."""

    def into_folder(*words: str, code: int = 0) -> Any:
        out = ("--out", f"{contacts.folder}/", "--json")
        said = vaultnet("--vault", root, "export", "vcard", *words, *out)
        assert said.code == code, said.err
        return json.loads(said.out)

    return into_folder


@pytest.fixture
def bring_in(vaultnet: Run, root: Path, contacts: Any) -> Run:
    """Import the synced folder, as docs/export.md says; gives what was done."""

    def from_folder() -> Any:
        for path in root.rglob("*.md"):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        said = vaultnet("--vault", root, "import", "vcard", contacts.folder, "--json")
        assert said.code == 0, said.err
        return json.loads(said.out)

    return from_folder


def test_people_reach_the_server_and_programs_read_them(
    export: Run, contacts: Any
) -> None:
    done = export()
    assert (done["people"], done["left"], len(done["changed"])) == (3, [], 3)
    contacts.discover()
    assert len(contacts.sync()) == 3
    assert contacts.server.names(contacts.collection) == done["changed"]
    status, card = contacts.server.ask("GET", f"{contacts.collection}/jane-1.vcf")
    assert status == 200
    assert "private" not in card
    assert "NOTE:Sings\\; bakes\\, too\\nand more" in card
    names = sorted(line.split("\t")[1] for line in contacts.khard("list", "-p"))
    assert names == ["Bo", "Jane Doe", "Łucja Wiśniewska"]
    mails = {line.split("\t")[0] for line in contacts.khard("email", "-p")[1:]}
    assert mails == {"jane@example.org", "lucja@example.com", "work@example.com"}
    days = contacts.khard("birthdays", "-p")
    assert "1990.05.12\tJane Doe" in days
    listed = "\n".join(contacts.khal("list", "2027-05-01", "30d"))
    assert "2027-05-12" in listed
    assert "Jane Doe's 37th birthday" in listed


def test_a_second_round_carries_nothing(export: Run, contacts: Any) -> None:
    export()
    contacts.discover()
    contacts.sync()
    before = {path: path.stat().st_mtime_ns for path in contacts.folder.iterdir()}
    assert export()["written"] is False
    assert {p: p.stat().st_mtime_ns for p in contacts.folder.iterdir()} == before
    assert contacts.sync() == []


def test_a_note_that_goes_takes_its_card_along(
    export: Run, contacts: Any, root: Path
) -> None:
    export()
    contacts.discover()
    contacts.sync()
    (root / "People/Bo.md").unlink()
    assert len(export()["removed"]) == 1
    assert [each.split()[0] for each in contacts.sync()] == ["deleting"]
    assert contacts.server.names(contacts.collection) == ["jane-1.vcf", "lucja.vcf"]


def test_what_a_phone_wrote_stays_until_the_note_says_it(
    export: Run, contacts: Any, root: Path
) -> None:
    export()
    contacts.discover()
    contacts.sync()
    _add_number(contacts, "+44 7700 900999")
    assert contacts.sync() == ["updating jane-1"]
    now = (contacts.folder / "jane-1.vcf").read_bytes()
    jane = root / "People/Jane Doe.md"
    jane.write_text(jane.read_text().replace("jane@", "doe@"))
    done = export(code=5)
    assert [each["path"] for each in done["left"]] == [f"{contacts.folder}/jane-1.vcf"]
    assert (contacts.folder / "jane-1.vcf").read_bytes() == now
    assert contacts.sync() == []
    jane.write_text(
        jane.read_text()
        .replace("doe@example.org", "[jane@example.org, doe@example.org]")
        .replace("+44 7700 900123", "[+44 7700 900123, '+447700900999']")
        .replace("vcard:\n", "vcard:\n  - TEL;TYPE=WORK:+44 7700 900999\n")
    )
    assert export()["changed"] == ["jane-1.vcf"]
    assert len(contacts.sync()) == 1
    _, card = contacts.server.ask("GET", f"{contacts.collection}/jane-1.vcf")
    assert "doe@example.org" in card
    assert contacts.sync() == []


def test_a_number_from_the_phone_comes_home_once(
    export: Run, bring_in: Run, contacts: Any, root: Path
) -> None:
    export()
    contacts.discover()
    contacts.sync()
    jane = root / "People/Jane Doe.md"
    before = jane.read_text()
    _add_number(contacts, "+44 7700 900999")
    contacts.sync()
    done = bring_in()
    assert (done["created"], done["updated"]) == ([], ["People/Jane Doe.md"])
    assert done["unchanged"] == 2
    after = jane.read_text()
    assert "900999" in after
    assert set(before.splitlines()) - set(after.splitlines()) <= {
        "phone: +44 7700 900123"
    }
    assert sorted(path.name for path in root.rglob("*.md")) == sorted(
        path.rpartition("/")[2] for path in NOTES
    )
    again = bring_in()
    assert (again["created"], again["updated"], again["unchanged"]) == ([], [], 3)
    export()
    contacts.sync()
    assert export()["written"] is False
    assert contacts.sync() == []


@pytest.mark.parametrize("mark", ["9C5C-41", "new:person@phone.example.org"])
def test_a_new_contact_of_the_phone_becomes_one_note(
    export: Run, bring_in: Run, contacts: Any, root: Path, mark: str
) -> None:
    export()
    contacts.discover()
    contacts.sync()
    contacts.server.put(contacts.collection, "fresh.vcf", _card(mark))
    contacts.sync()
    assert bring_in()["created"] == ["People/Nia Okafor.md"]
    assert "nia@example.org" in (root / "People/Nia Okafor.md").read_text()
    for _ in range(2):
        again = bring_in()
        assert (again["created"], again["updated"]) == ([], [])
        assert export()["left"] == []
        contacts.sync()
    assert contacts.sync() == []
    assert len(contacts.server.names(contacts.collection)) == 4
    assert len(list(root.rglob("*.md"))) == 4


def _add_number(contacts: Any, number: str) -> None:
    """Write a second number into Jane's card, as a phone does: on the server."""
    path = f"{contacts.collection}/jane-1.vcf"
    status, card = contacts.server.ask("GET", path)
    assert status == 200
    end = f"TEL;TYPE=WORK:{number}\r\nEND:VCARD"
    contacts.server.put(
        contacts.collection, "jane-1.vcf", card.replace("END:VCARD", end)
    )


def _card(mark: str) -> str:
    lines = (
        "BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Phone//EN", f"UID:{mark}",
        "N:Okafor;Nia;;;", "FN:Nia Okafor", "EMAIL;TYPE=HOME:nia@example.org",
        "X-PHONE-COLOUR:blue", "END:VCARD", "",
    )  # fmt: skip
    return "\r\n".join(lines)
