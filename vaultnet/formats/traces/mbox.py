"""Mailboxes taken apart: the few lines of a mail's head that are looked at.

Nothing else leaves this module: no subject and no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

Head = Mapping[str, str]
"""The wanted header fields of one mail, unfolded (RFC 5322), by lower-case name."""

_WANTED = re.compile(
    rb"(from|to|cc|bcc|date|list-id|list-post|list-unsubscribe|auto-submitted"
    rb"|precedence|x-gmail-labels):",
    re.IGNORECASE,
)
_FIELD = re.compile(rb"[!-9;-~]{1,76}[ \t]*:")
_WITH_A_TIME = re.compile(rb"From .*\d:\d\d")
_LONGEST = 64 * 1024  # bytes of one head that are kept; longer ones are no letters


def split_mbox(lines: Iterable[bytes]) -> Iterator[Head]:
    """Give the head of each mail in an mbox file (RFC 4155 and its relatives).

    ``lines`` keep their ends. A mail begins with a ``From `` line at the top or
    behind an empty line. Of those that a program has not escaped in a body, one is
    taken for a beginning only where it has a time or a header field follows.
    """
    reader = _Reader()
    for line in lines:
        done = reader.take(line)
        if done is not None:
            yield done
    if reader.is_head:
        yield read_head(reader.kept)


class _Reader:
    """Where in a mailbox we are."""

    def __init__(self) -> None:
        self.is_head = False
        self.kept: list[bytes] = []
        self._was_empty = True
        self._maybe = False

    def take(self, line: bytes) -> Head | None:
        """Take one line more; gives a head where it has just ended."""
        if self.is_head:
            if line.strip(b"\r\n"):
                self.kept.append(line)
                return None
            self.is_head, self._was_empty = False, True
            return read_head(self.kept)
        if self._maybe and _FIELD.match(line):
            self._begin()
            self.kept.append(line)
        elif self._was_empty and line.startswith(b"From "):
            if _WITH_A_TIME.match(line):
                self._begin()
            self._maybe = not self.is_head
        elif self._maybe:
            self._maybe = False
        self._was_empty = line in (b"\n", b"\r\n")
        return None

    def _begin(self) -> None:
        self.is_head, self._maybe, self.kept = True, False, []


def read_head(lines: Iterable[bytes]) -> Head:
    """Give the wanted fields of a mail's head; a repeated one is joined by commas.

    What stands behind the first empty line is not looked at.
    """
    found: dict[str, bytes] = {}
    name, size = "", 0
    for line in lines:
        if not line.strip(b"\r\n"):
            break
        if line[:1] in (b" ", b"\t"):
            more = line if name else b""
        else:
            field = _WANTED.match(line)
            name = field[1].decode("ascii").lower() if field else ""
            more = line[field.end() :] if field else b""
            if name in found:
                more = b"," + more
        size += len(more)
        if more and size <= _LONGEST:
            found[name] = found.get(name, b"") + more
    return {name: _text(value) for name, value in found.items()}


def _text(value: bytes) -> str:
    return " ".join(value.decode("utf-8", "replace").split())
