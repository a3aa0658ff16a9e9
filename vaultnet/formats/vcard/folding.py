"""Lines as they stand in a file: folded at 75 octets (RFC 6350, section 3.2)."""

from __future__ import annotations

_HIGH_BITS, _CONTINUES = 0xC0, 0x80  # of an octet in UTF-8
_WIDTH = 75  # octets, without the line break


def fold(line: str) -> str:
    """Give a line with its line break, folded, never inside of a character."""
    data = line.encode("utf-8")
    if len(data) <= _WIDTH:
        return f"{line}\r\n"
    pieces, start, room = [], 0, _WIDTH
    while len(data) - start > room:
        end = start + room
        while data[end] & _HIGH_BITS == _CONTINUES:  # inside of a character
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _WIDTH - 1  # the space that marks a fold takes one
    return (b"\r\n ".join([*pieces, data[start:]]) + b"\r\n").decode("utf-8")
