"""How the note of somebody new is called, and whose name a note's file has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from vaultnet.core.notes.neutral import with_marks
from vaultnet.core.values import safe_name

_LONGEST = 50  # characters of a name that stand before a number
_DIGITS = 2  # of such a number; “Blink 182” is a name


def file_names(name: str, company: str) -> Iterator[str]:
    """Give the names that a file may have: with the company, else a number."""
    yield safe_name(name)
    if company:
        yield _with_company(name, company)
    yield from (_numbered(name, str(number)) for number in count(2))


def full_name(file: str, spelled: Iterable[str], companies: Iterable[str]) -> str:
    """Give the name of somebody whose note has a file of this name.

    It is one of those that are ``spelled`` out where ``file_names`` makes the file's
    name of it, and the file's else.
    """
    companies = tuple(companies)
    plain = safe_name(with_marks(file))
    fitting = (each for each in spelled if plain in _files_of(each, file, companies))
    return next(fitting, file)


def _files_of(name: str, file: str, companies: Iterable[str]) -> Iterator[str]:
    name = with_marks(name)
    yield safe_name(name)
    yield from (_with_company(name, with_marks(each)) for each in companies)
    number = file.rpartition(" ")[2]
    if number.isdecimal() and len(number) <= _DIGITS:
        yield _numbered(name, number)


def _with_company(name: str, company: str) -> str:
    return safe_name(f"{name} ({company})")


def _numbered(name: str, number: str) -> str:
    return safe_name(f"{safe_name(name)[:_LONGEST]} {number}")
