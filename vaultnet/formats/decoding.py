"""From the bytes of somebody's export to its text, whatever wrote it."""

from __future__ import annotations

import codecs
import re

_MARKS = (  # UTF-32 first: its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEEN = 4_096  # bytes that tell UTF-16 without a mark
_MOSTLY = 0.4  # of the bytes at one parity are NUL: letters of Europe in UTF-16
_DAMAGE = 4  # letters that are right for each that is not: UTF-8 with a few faults
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_TOGETHER = re.compile(r"[^\x00-\x7f]{2,}")
_COMMON = 0x98  # the last first byte of kana and of the kanji that most texts need


def decode(data: bytes) -> str:
    """Give the text of these bytes; there is always one.

    In this order: what a byte order mark says; UTF-16 without one; UTF-8, also with
    a few faults, which become U+FFFD; Shift_JIS where that reads as Japanese; else
    Windows' cp1252, which is what Outlook and Excel write in Europe.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    wide = _wide(data[:_SEEN])
    if wide:
        return data.decode(wide, "replace")
    return _utf8(data) or _shift_jis(data) or _western(data)


def _wide(head: bytes) -> str | None:
    half = len(head) // 2
    if not half:
        return None
    if head[1::2].count(0) > half * _MOSTLY and not head[0::2].count(0):
        return "utf-16-le"
    if head[0::2].count(0) > half * _MOSTLY and not head[1::2].count(0):
        return "utf-16-be"
    return None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    # The mark may also have been in the text; that only makes us more careful.
    faults = text.count("\ufffd")
    right = len(_FOREIGN.findall(text)) - faults
    return text if right >= faults * _DAMAGE else None


def _shift_jis(data: bytes) -> str | None:
    """Decode what is Japanese once decoded.

    Letters of Europe decode, too: ``ç`` and what follows it are one kanji. But it is
    a rare one, and mostly stands alone.
    """
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return None
    foreign = _FOREIGN.findall(text)
    together = "".join(_TOGETHER.findall(text))
    common = [each for each in together if each.encode("cp932")[0] <= _COMMON]
    return text if len(common) * 4 > len(foreign) * 3 else None


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")  # never fails
