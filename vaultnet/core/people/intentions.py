"""What a diary says somebody means to do, as opposed to what has happened."""

from __future__ import annotations

import re

from vaultnet.core.notes.links import find_links
from vaultnet.core.notes.note import ListItem
from vaultnet.core.values import fold

# Headings under which, and first words after which, nothing has happened yet: in
# English, German, French, Spanish, Portuguese, Italian and Dutch.
_INTENDED = (
    "plan", "plans", "planned", "planning", "to do", "todo", "to-do", "task", "tasks",
    "tomorrow", "upcoming", "intention", "intentions", "goal", "goals", "agenda",
    "later", "reach out", "remember", "need", "should", "must", "want", "maybe",
    "pläne", "geplant", "aufgabe", "aufgaben", "morgen", "zu tun", "ziele", "später",
    "vielleicht", "muss", "à faire", "a faire", "tâche", "tâches", "demain", "projets",
    "prévu", "peut-être", "tarea", "tareas", "mañana", "pendiente", "pendientes",
    "por hacer", "planes", "quizás", "tarefa", "tarefas", "amanhã", "a fazer", "talvez",
    "da fare", "compiti", "domani", "forse", "te doen", "plannen", "misschien",
)  # fmt: skip
_NOT_YET = re.compile(
    r"\W*(?:" + "|".join(map(re.escape, _INTENDED)) + r")(?!\w)", re.IGNORECASE
)

# What one does for somebody, last in German (``[[Eva]] anrufen``), first in French,
# Spanish, Italian and Portuguese (``Appeler [[Eva]]``). Capitals are nouns in German.
_LAST = frozenset((
    "kaufen", "besorgen", "anrufen", "schreiben", "schicken", "fragen", "einladen",
    "treffen", "melden", "antworten", "gratulieren", "danken",
))  # fmt: skip
_FIRST = frozenset((
    "appeler", "rappeler", "écrire", "acheter", "envoyer", "inviter", "remercier",
    "féliciter", "répondre", "llamar", "escribir", "comprar", "enviar", "invitar",
    "felicitar", "chiamare", "scrivere", "comprare", "mandare", "invitare",
    "ringraziare", "ligar", "escrever", "convidar",
))  # fmt: skip
# All that may stand before a German infinitive in lower case: no verb is among it.
_SMALL = frozenset((
    "für", "an", "bei", "zu", "zum", "zur", "von", "vom", "nach", "wegen", "in", "im",
    "am", "um", "ein", "eine", "einen", "einem", "einer", "das", "die", "der", "den",
    "dem", "ihr", "ihm", "ihnen", "ihre", "ihren", "sein", "seine", "seinen", "mal",
    "noch", "bald", "wieder", "heute", "unbedingt", "endlich",
))  # fmt: skip
# First words that are capitals as any first word is, and yet verbs.
_FINITE = frozenset((
    "wollte", "sollte", "konnte", "musste", "durfte", "mochte", "wollten", "sollten",
    "konnten", "mussten", "durften", "hatte", "hatten", "habe", "haben", "hat", "war",
    "waren", "bin", "ist", "sind", "ging", "gingen", "kam", "kamen", "ließ", "ließen",
    "wurde", "wurden", "half", "bat", "lud", "rief", "traf",
))  # fmt: skip
_PARTICIPLE = re.compile(r"\w*ge\w+(?:t|en)|\w+iert", re.IGNORECASE)
_PEOPLE = re.compile(r"\0(?:\s*(?:,|&|\+|\bund\b)\s*\0)+")
_END = re.compile(r"[\s.!]*(?:#\S+\s*)*$")
_LONGEST = 10  # words


def is_intended(under: str, item: ListItem) -> bool:
    """Tell whether an item of a list, under a heading, has not happened yet."""
    texts = (item.text, under)
    if any(_NOT_YET.match(fold(text)) for text in texts):
        return True
    return item.task is None and bool(item.links) and _is_bare_infinitive(item.text)


def _is_bare_infinitive(text: str) -> bool:
    """Tell whether a line only names a deed: ``Geschenk für [[Eva]] kaufen``.

    A line with any word that could be a finite verb, or with more than one clause,
    tells of something, and what it tells of has happened for all one can know.
    """
    for link in reversed(find_links(text, 1)):
        text = f"{text[: link.start]}\0{text[link.end :]}"
    words = _PEOPLE.sub("\0", _END.sub("", text)).split()
    if not 1 < len(words) <= _LONGEST:
        return False
    if fold(words[0]) in _FIRST:
        return True
    return words[-1] in _LAST and all(map(_is_no_verb, words[:-1]))


def _is_no_verb(word: str) -> bool:
    if word == "\0" or word in _SMALL or fold(word) in _SMALL:
        return True
    is_noun = word.isalpha() and word[0].isupper()
    return is_noun and not (fold(word) in _FINITE or _PARTICIPLE.fullmatch(word))
