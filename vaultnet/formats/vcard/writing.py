"""From a person to a card, with the lines that other programs had given it."""

from __future__ import annotations

from vaultnet.core.exchange.card_lines import without_repeats
from vaultnet.core.exchange.person import Person
from vaultnet.formats.vcard.choosing import choose_lines
from vaultnet.formats.vcard.entries import one_line, parse_kept
from vaultnet.formats.vcard.folding import fold
from vaultnet.formats.vcard.grouping import with_groups

_PROGRAM = "-//vaultnet//vaultnet//EN"


def render_vcard(person: Person, *, version: str = "3.0") -> str:
    """Give a person's card in vCard 3.0 or 4.0: lines end in CRLF, folded at 75 octets.

    A kept line is written as it is where it still says a value of the person, or
    something that no field does; a line whose value the person no longer has is left
    out; other values get a line of their own. The same person gives the same text.
    """
    kept = parse_kept(without_repeats(person.kept))
    lines = with_groups(choose_lines(person, kept, version), kept)
    edges = ("BEGIN:VCARD", f"VERSION:{version}", f"PRODID:{_PROGRAM}")
    # Whatever a value is made of, no line of it can become another line of the card.
    whole = map(one_line, (*edges, *lines, "END:VCARD"))
    return "".join(map(fold, whole))
