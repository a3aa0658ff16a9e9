"""Tables of people (CSV) as LinkedIn, Google, Outlook and others write them."""

from vaultnet.formats.tables.detection import detect_source
from vaultnet.formats.tables.reading import read_table

__all__ = ["detect_source", "read_table"]
