"""The bytes of a file of cards as text, whatever program and decade they are from."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

_UTF8_MARK = codecs.BOM_UTF8
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE = 200  # bytes that tell whether every second one is zero
_CHARSET = re.compile(r'[;"]CHARSET="?([\w.+-]{2,40})', re.IGNORECASE | re.ASCII)
_NAME = re.compile(
    r"utf-?8|us-?ascii|iso-?8859-\d{1,2}|latin-?1|(?:windows-|cp)(?:125\d|932|936|949"
    r"|950|874|437|850)|shift-?jis|sjis|x-sjis|euc-?(?:jp|kr)|iso-?2022-?jp|gb2312|gbk"
    r"|gb18030|big5|koi8-[ru]|macintosh|mac-?roman|tis-?620"
)
# As browsers read them (WHATWG Encoding): programs say the narrower name.
_WIDER = {
    "us-ascii": "cp1252", "usascii": "cp1252", "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "shift-jis": "cp932", "shiftjis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949", "euckr": "cp949",
    "macintosh": "mac-roman",
}  # fmt: skip
# What cp1252 leaves undefined stays the control that Latin-1 has there.
_CP1252 = {
    code: bytes([code]).decode("cp1252", "ignore") or chr(code)
    for code in range(0x80, 0xA0)
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")

Decode = Callable[[str], str]


def decode_file(data: bytes) -> tuple[str, Decode]:
    """Give the text of a file, and what each of its unfolded lines must still pass.

    In this order: a mark of UTF-8 or UTF-16, UTF-16 without one, strict UTF-8. What
    is none of them comes as Latin-1, because a line may be folded within a character,
    and its unfolded lines are decoded one by one: by the ``CHARSET`` in the line, as
    UTF-8, by the first ``CHARSET`` in the file, as Windows-1252.
    """
    encoding = _utf16(data)
    if encoding:
        return data.decode(encoding, "replace"), without_controls
    data = data.removeprefix(_UTF8_MARK)
    try:
        return data.decode("utf-8"), without_controls
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    found = _CHARSET.search(text)
    of_file = find_codec(found[1]) if found else None

    def decode(line: str) -> str:
        return without_controls(_decode_line(line, of_file))

    return text, decode


def find_codec(charset: str) -> str | None:
    """Give Python's name of a charset that cards are written in, None for others."""
    name = charset.lower().replace("_", "-")
    return _WIDER.get(name, name) if _NAME.fullmatch(name) else None


def decode_bytes(data: bytes, *charsets: str | None) -> str:
    """Give the text of some bytes by the first charset that fits, or as cp1252."""
    for charset in charsets:
        try:
            return data.decode(charset or "ascii")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1").translate(_CP1252)


def without_controls(text: str) -> str:
    """Give a text without controls other than tabs and line breaks."""
    return _CONTROLS.sub("", text) if _CONTROLS.search(text) else text


def _utf16(data: bytes) -> str | None:
    for mark, name in _UTF16:
        if data.startswith(mark):
            return "utf-16"
        # Cards begin with letters of ASCII: every second byte is zero.
        zeros = data[:_SAMPLE][int(name == "utf-16-le") :: 2]
        others = data[:_SAMPLE][int(name != "utf-16-le") :: 2]
        if zeros and not any(zeros) and all(others):
            return name
    return None


def _decode_line(line: str, of_file: str | None) -> str:
    if line.isascii() and of_file != "iso-2022-jp":
        return line
    found = _CHARSET.search(line)
    of_line = find_codec(found[1]) if found else None
    return decode_bytes(line.encode("latin-1"), of_line, "utf-8", of_file)
