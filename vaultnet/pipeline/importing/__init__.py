"""Address books -> notes: read, matched with who is there, written once."""

from vaultnet.pipeline.importing.books import SOURCES, Book, read_books
from vaultnet.pipeline.importing.matching import (
    Answer,
    Doubt,
    Matched,
    Settle,
    match_people,
)
from vaultnet.pipeline.importing.values import take_value
from vaultnet.pipeline.importing.writing import Fate, Imported, Row, import_people

__all__ = [
    "SOURCES",
    "Answer",
    "Book",
    "Doubt",
    "Fate",
    "Imported",
    "Matched",
    "Row",
    "Settle",
    "import_people",
    "match_people",
    "read_books",
    "take_value",
]
