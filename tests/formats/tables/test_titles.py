"""What titles mean: in other languages, however they are spelled, counted or not."""

from __future__ import annotations

import pytest

from vaultnet.core.exchange.person import FIELDS
from vaultnet.formats.tables import detect_source, read_table
from vaultnet.formats.tables.titles import (
    MAPPABLE,
    Role,
    fold_title,
    role_of,
    role_of_field,
)

ABROAD = {
    "German": "Vorname,Nachname,Firma,Position,Straße geschäftlich,"
    "Straße geschäftlich 2,Ort geschäftlich,Postleitzahl geschäftlich,"
    "Land/Region geschäftlich,Ort privat,Weiterer Ort,Mobiltelefon,Telefon privat 2,"
    "E-Mail-Adresse,E-Mail 2: Adresse,Webseite",
    "French": "Prénom,Nom,Société,Profession,Rue (bureau),Rue (bureau) 2,"
    "Ville (bureau),Code postal (bureau),Pays/Région (bureau),Ville (domicile),"
    "Ville (autre),Tél. mobile,Téléphone 2 (domicile),Adresse de messagerie,"
    "Adresse de messagerie 2,Page Web",
    "Spanish": "Nombre,Apellidos,Organización,Puesto,Calle del trabajo,"
    "Calle del trabajo 2,Ciudad de trabajo,Código postal del trabajo,"
    "País o región del trabajo,Ciudad de residencia,Otra ciudad,Teléfono móvil,"
    "Otro teléfono,Dirección de correo electrónico,"
    "Dirección de correo electrónico 2,Página web",
    "Italian": "Nome,Cognome,Società,Qualifica,Indirizzo di lavoro,"
    "Indirizzo di lavoro 2,Città di lavoro,CAP di lavoro,"
    "Nazione/Regione di lavoro,Città di residenza,Città Altro,Telefono cellulare,"
    "Telefono di casa 2,Indirizzo E-mail,Indirizzo E-mail 2,Pagina Web",
    "Portuguese": "Primeiro nome,Último nome,Empresa,Cargo,Rua comercial,"
    "Rua comercial 2,Cidade comercial,Código postal comercial,"
    "Região/País comercial,Cidade de casa,Outra cidade,Celular,Fone de casa 2,"
    "Endereço de E-mail,Endereço de E-mail 2,Página Web",
    "Dutch": 'Voornaam,Achternaam,Bedrijf,Functie,"Werkadres, straat",'
    '"Werkadres, straat 2","Werkadres, plaats","Werkadres, postcode",'
    '"Werkadres, land/regio","Huisadres, plaats","Ander adres, plaats",'
    "Mobiele telefoon,Telefoon thuis 2,E-mailadres,E-mailadres 2,Webpagina",
}


@pytest.mark.parametrize("titles", ABROAD.values(), ids=ABROAD.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_titles_of_outlook_are_known_in_other_languages(
    titles: str, encoding: str
) -> None:
    row = (
        "Ana,Ruiz,Ruiz & Sons,Baker,1 Mill Lane,Floor 2,York,YO1 1AA,England,,,"
        "555-0100,555-0101,ana@example.org,a@example.org,https://example.org/ana"
    )
    data = f"{titles}\r\n{row}\r\n".encode(encoding)
    assert detect_source(data) == "outlook"
    (ana,) = read_table(data, "outlook").people
    assert (ana.name, ana.note) == ("Ana Ruiz", "")
    assert ana.fields == {
        "company": ("Ruiz & Sons",),
        "role": ("Baker",),
        "address": ("1 Mill Lane, Floor 2, York, YO1 1AA, England",),
        "location": ("York",),
        "phone": ("555-0100", "555-0101"),
        "email": ("ana@example.org", "a@example.org"),
        "url": ("https://example.org/ana",),
    }


@pytest.mark.parametrize(
    "title",
    [
        "E-mail Address", "e-mail address", "Email Address", "EmailAddress",
        "email_address", "E-Mail-Address", " E‑mail  Address ", "EMAIL ADDRESS",
    ],
)  # fmt: skip
def test_titles_are_compared_without_case_and_marks(title: str) -> None:
    assert fold_title(title) == "email address"


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("E-mail 1 - Value", Role("email", "e-mail 1 -", "value")),
        ("E-mail 12 - Type", Role("email", "e-mail 12 -", "label")),
        ("Organization 1 - Title", Role("organization", "organization 1 -", "role")),
        ("Custom Field 2 - Label", Role("pair", "custom field 2 -", "label")),
        ("E-mail 2 Type", Role("technical", "", "value")),  # Outlook's, not Google's
        ("Business Street 3", Role("address", "work", "street 3")),
        ("Home Phone 2", Role("phone", "", "value")),
        ("Company 2", None),
        ("Ski pass", None),
        ("", None),
        ("Name" * 100, None),
    ],
)
def test_a_title_means_what_its_program_means(title: str, role: Role | None) -> None:
    assert role_of(title) == role


@pytest.mark.parametrize("field", MAPPABLE)
def test_each_field_that_a_column_may_be_said_to_be_is_one(field: str) -> None:
    assert role_of_field(field) is not None
    assert set(FIELDS) <= set(MAPPABLE)
