"""People as a table: CSV that spreadsheets open and ``import csv`` reads again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

SEVERAL = " ::: "
"""Stands between the values of one cell, as in the tables of Google Contacts."""

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARD = re.compile(rf"'(?={_FORMULA.pattern})")
_NUMBER = r"[+-]?[0-9(][0-9 ().,/\u00a0\u2010-\u2015-]*"
_HARMLESS = re.compile(f"{_NUMBER}(?:{SEVERAL}{_NUMBER})*")


def render_table(
    columns: Sequence[str], rows: Iterable[Mapping[str, Sequence[str]]]
) -> str:
    """Give a table with one row for each person; RFC 4180, lines end with CRLF.

    A row maps columns to their values; those of one cell are joined by ``SEVERAL``.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name, ())) for name in columns])
    return text.getvalue()


def unguarded(text: str) -> str:
    """Give a cell without the apostrophe that keeps it from being a formula."""
    return _GUARD.sub("", text, count=1) if text.startswith("'") else text


def _cell(values: Sequence[str]) -> str:
    """Join the values; a spreadsheet must not take them for a formula.

    OWASP, "CSV Injection": what begins with one of these signs is given an
    apostrophe. A number keeps its sign, for a phone's plus has to arrive.
    """
    text = SEVERAL.join(values)
    is_formula = _FORMULA.match(text) and not _HARMLESS.fullmatch(text)
    return f"'{text}" if is_formula else text
