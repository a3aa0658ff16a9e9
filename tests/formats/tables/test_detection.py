"""What sort of file it is: told by its head, and none of ours where it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vaultnet.formats.tables import detect_source

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    "data",
    [
        CARD.encode(),
        CARD.lower().encode(),
        CARD.encode("utf-8-sig"),
        CARD.encode("utf-16"),
        CARD.encode("utf-16-le"),
        CARD.replace("\r\n", "\r").encode(),
        ("\r\n\r\n  " + CARD).encode(),
        ("# Grüße von Zoë\r\n" + CARD).encode(),
        ("ENCODING:UTF-8\r\n" + CARD).encode(),
        ("BEGIN:VLIST\r\n" + CARD).encode(),
        CARD.replace(":VCARD", ": VCard").encode(),
        CARD.replace("Ana", "Zoë").encode("cp1252"),
        b"BEGIN:VCARD\r\nN:Ruiz;Ana;;;\r\nTEL;HOME;VOICE:555-0100\r\n",
    ],
)
def test_cards_are_known_whatever_stands_around_them(data: bytes) -> None:
    assert detect_source(data) == "vcard"


@pytest.mark.parametrize(
    ("titles", "source"),
    [
        (
            "First Name,Last Name,Email Address,Company,Position,Connected On",
            "linkedin",
        ),
        ("Prénom;Nom;URL;Adresse e-mail;Société;Poste;Date de connexion", "linkedin"),
        ("Name,Given Name,Family Name,Group Membership", "google"),
        ("First Name,Last Name,File As,Labels", "google"),
        ("Name,E-mail 1 - Value", "google"),
        ("First Name,Last Name,Home City,Business City,Other City", "outlook"),
        ("First Name,Last Name,E-mail Type,E-mail Display Name", "outlook"),
        ("First Name,Last Name,Primary Email,Home City,Work City", "csv"),
        ("name\temail", "csv"),
        ("FullName;Telefon", "csv"),
        ("Email,Phone", "csv"),
    ],
)
def test_a_table_is_known_by_its_titles(titles: str, source: str) -> None:
    assert detect_source(f"{titles}\n".encode()) == source
    assert detect_source(f"A list of mine\n\n{titles}\n".encode("utf-16")) == source


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        b"PK\x03\x04" + bytes(200),
        b"Name,Email\n\x00\x01\x02",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Name,Email\r\nEND:VEVENT\r\n",
        b"# Ana Ruiz\n\nMet at the choir, in Leeds; by email, and by phone.\n",
        b"---\nname: Ana\nemail: ana@example.org\n---\n",
        b'[\n  {"name": "Ana", "email": "ana@example.org"}\n]\n',
        b"<html><body>Name, Email</body></html>",
        b"Company Name,Title,Description,Location,Started On,Finished On\n",
        b"Name\nBread\nChess\n",  # LinkedIn's Skills.csv
        b"From MAILER Thu Jan  1 00:00:00 2026\nFrom: ana@example.org\n",
        b"[31/12/2022 11:40:26] Ana: hello\n",
    ],
)
def test_what_is_none_of_them_is_none(data: bytes) -> None:
    assert detect_source(data) is None


def test_messages_of_linkedin_are_no_people(case: Callable[[str], bytes]) -> None:
    assert detect_source(case("linkedin-messages.csv")) is None
