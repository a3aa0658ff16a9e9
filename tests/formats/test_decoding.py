"""From bytes to text: what a file was written with is told by its bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.formats.decoding import decode

WRITTEN = {
    "nothing": (b"", ""),
    "UTF-8": ("José, Zoë".encode(), "José, Zoë"),
    "UTF-8 with a mark": ("José".encode("utf-8-sig"), "José"),
    "UTF-16 with a mark": ("José 🚀".encode("utf-16"), "José 🚀"),
    "UTF-16 of the other sort": (b"\xfe\xff" + "José".encode("utf-16-be"), "José"),
    "UTF-16 without one": ("Name,José".encode("utf-16-le"), "Name,José"),
    "and of the other sort": ("Name,José".encode("utf-16-be"), "Name,José"),
    "UTF-32": ("José".encode("utf-32"), "José"),
    "Windows in Europe": (
        "Zoë Müller, “Café”, 5 €".encode("cp1252"),
        "Zoë Müller, “Café”, 5 €",
    ),
    "capitals": ("JÖRG WEIẞ".replace("ẞ", "ß").encode("cp1252"), "JÖRG WEIß"),
    "cedillas": ("praça, Conceição, çaça".encode("cp1252"), "praça, Conceição, çaça"),
    "quotes": ("“’s’–”".encode("cp1252"), "“’s’–”"),
    "bytes that Windows has not": (b"Zo\xeb \x81", "Zoë \x81"),
    "Shift_JIS": ("山田 太郎,よこはま".encode("cp932"), "山田 太郎,よこはま"),
    "Shift_JIS with little of it": ("Name\n山田\n".encode("cp932"), "Name\n山田\n"),
}


@pytest.mark.parametrize(("data", "text"), WRITTEN.values(), ids=WRITTEN.keys())
def test_bytes_are_read_as_they_were_written(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_a_fault_in_utf_8_costs_one_letter_and_not_all_of_them() -> None:
    data = "José García Núñez, Zoë Müller".encode() + b", \xff, Ana"
    assert decode(data) == "José García Núñez, Zoë Müller, \ufffd, Ana"


@given(st.text())
def test_whatever_is_written_in_utf_8_is_read(text: str) -> None:
    plain = text.replace("\0", "").removeprefix("\ufeff")
    assert decode(plain.encode()) == plain


@given(st.binary())
def test_every_bytes_have_a_text(data: bytes) -> None:
    assert isinstance(decode(data), str)
