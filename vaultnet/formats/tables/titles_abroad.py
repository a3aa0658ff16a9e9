"""The titles of columns as Outlook, Thunderbird and LinkedIn translate them.

German, French, Spanish, Italian, Portuguese and Dutch; where a word is in several of
them, it means the same in all, or the other columns tell (``heads``). Gathered from
exports and from what importers of other projects expect; nobody documents them.
"""

from __future__ import annotations

from collections.abc import Mapping

ABROAD: Mapping[str, str] = {
    "name full": "anzeigename|vollständiger name|nom complet|nom à afficher"
        "|nombre completo|nombre en pantalla|nome completo|nome visualizzato"
        "|mostrar nome|naam|weergavenaam|volledige naam|nombre|nome|nom",
    "name first": "vorname|prénom|primeiro nome|voornaam",
    "name middle": "weitere vornamen|zweiter vorname|deuxième prénom|segundo nombre"
        "|secondo nome|nome do meio|middelste naam|tweede naam",
    "name last": "nachname|familienname|nom de famille|apellidos|apellido|cognome"
        "|último nome|sobrenome|achternaam",
    "name prefix": "anrede|titel|titre|tratamiento|titolo|título|aanhef",
    "name suffix": "namenszusatz|suffixe|sufijo|suffisso|sufixo|achtervoegsel",
    "name nickname": "spitzname|surnom|apodo|soprannome|apelido|bijnaam|roepnaam",
    "name phonetic first": "vorname yomi|prénom yomi|nombre yomi|nome yomi",
    "name phonetic last": "nachname yomi|nom yomi|apellidos yomi|cognome yomi"
        "|sobrenome yomi",
    "email": "e-mail-adresse|e-mail 2: adresse|e-mail 3: adresse|mailadresse"
        "|primäre e-mail-adresse|sekundäre e-mail-adresse|e-mail-adressen"
        "|adresse de messagerie"
        "|adresse e-mail|adresse électronique|courriel"
        "|adresse électronique principale|adresse électronique secondaire"
        "|dirección de correo electrónico|correo electrónico|correo"
        "|indirizzo e-mail|indirizzo di posta elettronica|email principale"
        "|dirección de correo electrónico principal"
        "|dirección de correo electrónico secundaria|email secondaria"
        "|endereço de e-mail"
        "|e-mail primário|e-mail secundário|e-mailadres",
    "phone primary": "haupttelefon|téléphone principal|teléfono principal"
        "|telefono principale|fone primario|telefone principal|hoofdtelefoon",
    "phone mobile": "mobiltelefon|handy|mobil|mobil-tel.-nr."
        "|tél. mobile|téléphone mobile|portable|teléfono móvil|móvil"
        "|telefono cellulare|telefono mobile|cellulare|numero cellulare|celular"
        "|telemóvel|mobiele telefoon|mobiel nummer",
    "phone": "telefon|telefonnummer|telefon geschäftlich"
        "|telefon privat|weiteres telefon|autotelefon|festnetz"
        "|telefon (geschäftlich)|telefon (privat)|tel. dienstlich|tel. privat"
        "|téléphone|téléphone (bureau)|téléphone 2 (bureau)|tél. professionnel"
        "|téléphone (domicile)|téléphone 2 (domicile)|téléphone (autre)"
        "|téléphone (voiture)|tél. personnel|teléfono|teléfono del trabajo"
        "|teléfono (trabajo)|teléfono particular|teléfono del domicilio"
        "|otro teléfono|telefono|telefono di lavoro"
        "|telefono di casa|telefono lavoro|telefono ufficio"
        "|telefone|telefone comercial|fone comercial|fone de casa"
        "|fone de trabalho|outro fone|telefone residencial"
        "|telefoon|telefoon op werk|telefoon thuis|telefoonnummer",
    "url": "webseite|internetseite|page web|site web"
        "|página web|pagina web"
        "|sito web|webpagina|profil-url",
    "text company": "firma|unternehmen|organisation|société|entreprise|empresa"
        "|compañía|organización|società|azienda|organizzazione|organização|bedrijf"
        "|organisatie|firmenname",
    "text role": "position|berufsbezeichnung|beruf|funktion|profession|fonction|poste"
        "|puesto|cargo|qualifica|posizione|ruolo|functie|funzione",
    "day birthday": "geburtstag|geburtsdatum|anniversaire|date de naissance"
        "|cumpleaños|fecha de nacimiento|compleanno|data di nascita|aniversário"
        "|data de nascimento|verjaardag|geboortedatum",
    "birth year": "geburtsjahr|année de naissance|año de nacimiento|anno di nascita"
        "|ano de nascimento|geboortejaar",
    "birth month": "geburtsmonat|mois de naissance|mes de nacimiento|mese di nascita"
        "|mês de nascimento|geboortemaand",
    "birth day": "jour de naissance|día de nacimiento|giorno di nascita"
        "|dia de nascimento|geboortedag",
    "day anniversary": "jahrestag|hochzeitstag|anniversaire de mariage"
        "|anniversaire de mariage ou fête|aniversario|anniversario|trouwdag",
    "day connected_on": "verbunden am|vernetzt am|date de connexion|connecté le"
        "|en relation depuis|conectado el|fecha de conexión|data di connessione"
        "|collegato il|conectado em|data da conexão|verbonden op",
    "tags": "kategorien|schlagwörter|catégories|categorías|categorie|categorias"
        "|categorieën|gruppen",
    "photo": "foto|bild",
    "note": "notizen|notiz|bemerkungen|notas|note|informações|notities|opmerkingen",
    "shown": "speichern unter|initialen|initiales|iniciales|iniciais|iniziali"
        "|e-mail: angezeigter name|e-mail 2: angezeigter name"
        "|e-mail 3: angezeigter name|nom complet de l'adresse de messagerie"
        "|nom complet de l'adresse de messagerie 2"
        "|nom complet de l'adresse de messagerie 3",
    "technical": "e-mail-typ|e-mail: typ|e-mail 2: typ|e-mail 3: typ|priorität"
        "|vertraulichkeit|privat|reisekilometer"
        "|type de messagerie|type de messagerie 2|type de messagerie 3|priorité"
        "|critère de diffusion|privé|prioridad|privado|prioridade|particular"
        "|priorità",
    "gender": "geschlecht|sexe|género|sexo|gênero|genere|sesso",
}  # fmt: skip
"""Roles, as in ``titles``, and the titles of each."""

_GERMAN = {
    "whole": "adresse|anschrift",
    "street": "straße",
    "po box": "postfach",
    "city": "ort|stadt|wohnort",
    "region": "region|bundesland|bundesland/kanton",
    "postal code": "postleitzahl|plz",
    "country": "land/region|land",
}
_FRENCH = {
    "whole": "adresse",
    "street": "rue",
    "po box": "b.p.|boîte postale",
    "city": "ville",
    "region": "dép/région|département|région",
    "postal code": "code postal",
    "country": "pays/région|pays",
}
_SPANISH = {
    "whole": "dirección|domicilio",
    "street": "calle",
    "city": "ciudad|localidad|población",
    "region": "provincia o estado|provincia",
    "postal code": "código postal",
    "country": "país o región|país",
}
_ITALIAN = {
    "street": "indirizzo|via",
    "city": "città",
    "region": "provincia",
    "postal code": "cap",
    "country": "nazione/regione|nazione|paese",
}
_PORTUGUESE = {
    "whole": "endereço|morada",
    "street": "rua",
    "city": "cidade|localidade",
    "region": "estado",
    "postal code": "código postal|cep",
    "country": "região/país|país/região|país",
}
_DUTCH = {
    "whole": "adres",
    "street": "straat",
    "city": "plaats|woonplaats|stad",
    "region": "provincie",
    "postal code": "postcode",
    "country": "land/regio|land",
}
_GERMAN_OTHER = {
    "street": "weitere straße",
    "po box": "weiteres postfach",
    "city": "weiterer ort",
    "region": "weiteres/r bundesland/kanton|weitere region",
    "postal code": "weitere postleitzahl",
    "country": "weiteres/e land/region|weiteres land",
}

ADDRESSES_ABROAD = (
    ({"work": "{} geschäftlich|dienstlich: {}", "home": "{} privat|privat: {}",
      "": "{}"}, _GERMAN),
    ({"other": "{}"}, _GERMAN_OTHER),
    ({"work": "{} (bureau)", "home": "{} (domicile)", "other": "{} (autre)",
      "": "{}"}, _FRENCH),
    ({"work": "{} del trabajo|{} de trabajo|{} (trabajo)",
      "home": "{} del domicilio|{} de residencia|{} particular",
      "other": "otra {}|otro {}", "": "{}"}, _SPANISH),
    ({"work": "{} di lavoro|{} ufficio",
      "home": "{} di casa|{} di residenza|{} (abitazione)",
      "other": "{} altro", "": "{}"}, _ITALIAN),
    ({"work": "{} comercial|{} de trabalho", "home": "{} de casa|{} residencial",
      "other": "outra {}|outro {}", "": "{}"}, _PORTUGUESE),
    ({"work": "werkadres, {}", "home": "huisadres, {}", "other": "ander adres, {}",
      "": "{}"}, _DUTCH),
)  # fmt: skip
"""Which address, as in ``home`` or ``""`` for the only one, and its parts."""
