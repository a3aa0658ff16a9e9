"""What is only meant to be done is no contact; what may have happened stays one."""

from __future__ import annotations

from datetime import date

import pytest

from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.mentions import read_diary
from vaultnet.core.values import NotePath

INTENDED = [
    "Geschenk für [[Eva]] kaufen",
    "[[Eva]] anrufen",
    "[[Eva]] anrufen!",
    "[[Eva]] anrufen #privat",
    "[[Eva]] und [[Tom]] einladen",
    "[[Eva]], [[Tom]] & [[Ana]] einladen",
    "bei [[Eva]] melden",
    "Bei [[Eva]] mal wieder melden",
    "[[Eva]] zum Geburtstag gratulieren",
    "Karte an [[Eva]] schreiben",
    "heute noch [[Eva]] schreiben",
    "[[Eva]] nach dem Rezept fragen",
    "Appeler [[Eva]]",
    "acheter un cadeau pour [[Eva]]",
    "Llamar a [[Eva]]",
    "Comprare un regalo per [[Eva]]",
    "Ligar para [[Eva]]",
    "todo: [[Eva]]",
]
HAPPENED = [
    "[x] [[Eva]] anrufen",
    "[x] Appeler [[Eva]]",
    "Geschenk für [[Eva]] gekauft",
    "Mit [[Eva]] telefoniert",
    "Mit [[Eva]] telefoniert wegen Tom fragen",
    "Kaffee mit [[Eva]], Geschenk für Tom kaufen",
    "Kaffee mit [[Eva]] und Brot kaufen",
    "Kaffee mit [[Eva]]; Tom anrufen",
    "[[Eva]] kam Brot kaufen",
    "[[Eva]] wollte mich einladen",
    "Wollte [[Eva]] anrufen",
    "Musste [[Eva]] fragen",
    "Getroffen [[Eva]] Brot kaufen",
    "[[Eva]] getroffen",
    "[[Eva]] zum Treffen",
    "[[Eva]] Treffen",
    "[[Eva]]: Tom anrufen",
    "[[Eva]] sagt, ich soll Tom anrufen",
    "[[Eva]] lässt danken",
    "Treffen mit [[Eva]]",
    "Anruf von [[Eva]]",
    "Appelé [[Eva]]",
    "[[Eva]] appeler",
    "[[Eva]]",
]


def counts(line: str) -> bool:
    note = parse_note(NotePath("2026-08-02.md"), f"- {line}\n".encode())
    return bool(list(read_diary(note, date(2026, 8, 2))))


@pytest.mark.parametrize("line", INTENDED)
def test_a_line_that_only_names_a_deed_is_an_intention(line: str) -> None:
    assert not counts(line)


@pytest.mark.parametrize("line", HAPPENED)
def test_a_line_that_may_tell_what_happened_counts(line: str) -> None:
    assert counts(line)
