"""Address cards (vCard 2.1, 3.0, 4.0: RFC 2426, RFC 6350): read, and written again."""

from vaultnet.formats.vcard.note import kept_note
from vaultnet.formats.vcard.reading import read_vcards
from vaultnet.formats.vcard.writing import render_vcard

__all__ = ["kept_note", "read_vcards", "render_vcard"]
