"""How far a line of Markdown is read: characters, columns, quotes, indentation."""

from __future__ import annotations

_TAB = 4
_CODE_INDENT = 4  # columns beyond its container at which a line is code


class Cursor:
    """A place in one line.

    ``at`` is the first character not yet read, ``column`` its column within the
    innermost quote, ``quote`` how many quotes that is, and ``floor`` the column
    at which the content of the innermost list item begins.
    """

    __slots__ = ("_base", "at", "column", "floor", "line", "quote")

    def __init__(self, line: str) -> None:
        self.line = line
        self.at = self.column = self.floor = self.quote = self._base = 0
        if line[:1] in (" ", "\t"):
            self.skip_spaces()

    def is_at_end(self) -> bool:
        """Say whether nothing is left to read."""
        return self.at == len(self.line)

    def is_code(self) -> bool:
        """Say whether the rest is indented so far that it is code."""
        return self.column - self.floor >= _CODE_INDENT

    def skip_spaces(self) -> None:
        """Go on to the next character that is neither a space nor a tab."""
        line, at = self.line, self.at
        end = len(line) - len(line[at:].lstrip(" \t"))
        self.at = end
        if "\t" not in line[at:end]:
            self.column += end - at
            return
        for character in line[at:end]:
            self.column += self._tab() if character == "\t" else 1

    def _tab(self) -> int:
        """Give how many columns a tab takes here: stops count from the margin."""
        return _TAB - (self._base + self.column) % _TAB

    def pass_quote(self) -> None:
        """Go past a ``>`` and a space, or a tab's first column; columns begin anew."""
        self._base += self.column + 1
        self.column = self.floor = 0
        self.quote += 1
        self.at += 1
        following = self.line[self.at : self.at + 1]
        self.at += following == " " or (following == "\t" and self._tab() == 1)
        self._base += following in (" ", "\t")
        self.skip_spaces()

    def pass_marker(self, length: int) -> None:
        """Go past the marker of a list item, and to the column of its content."""
        self.at += length
        self.column += length
        self.floor = self.column + 1
        self.skip_spaces()
        if not self.is_at_end() and not self.is_code():
            self.floor = self.column
