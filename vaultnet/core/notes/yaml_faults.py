"""What is wrong with a block of fields, said so that its owner can mend it."""

from __future__ import annotations

import re

import yaml


class BadYaml(ValueError):
    """Fields that Obsidian would not read either; never leaves the notes package.

    ``line`` counts from 1, the first line of the file.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


# What libyaml says, what the line looks like, and what to tell; the first that fits.
_HINTS = tuple(
    (re.compile(fault), re.compile(line), hint)
    for fault, line, hint in (
        ("", r"^ *\t", "a tab stands where spaces belong"),
        (
            "any token|block scalar|alias|anchor|directive|end-of-tag",
            r"(?:^|: +|- +|[\[,{] *)([@`%*&|>!])([^\s,\]}]*)",
            'a value that starts with \\1 wants quotes: "\\1\\2"',
        ),
        (
            "mapping values",
            r"^ [^:]*: (?!.*: )",
            "the line is indented differently from the field above it: {0}",
        ),
        (
            "mapping values",
            "",
            'a value that holds ": " or ends in ":" wants quotes around it: {0}',
        ),
        (
            "expected key|block end|document start|quoted scalar",
            "^[^'\"]*['\"]",
            "a quote is opened and not closed, or something follows it: {0}",
        ),
        (
            "flow|expected key|document start",
            r"[\[{]",
            "a bracket is opened and not closed, or something follows it: {0}",
        ),
        ("", "", "this line is not like “field: value”: {0}"),
    )
)


def fault_of(error: yaml.MarkedYAMLError, text: str, line: int) -> BadYaml:
    """Say in words what libyaml stumbled over, and on which line of the note."""
    fault = f"{error.context} {error.problem}"
    number = _line_of(error, fault)
    lines = text.split("\n")
    while number and (number >= len(lines) or not lines[number].strip()):
        number -= 1
    return BadYaml(line + number, _hint(fault, lines[number].rstrip()))


def _line_of(error: yaml.MarkedYAMLError, fault: str) -> int:
    """Give the line where it began to go wrong: where a quote is opened, say."""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and re.search("quoted|flow|simple key", fault):
        mark = error.context_mark
    return mark.line if mark else 0


def _hint(fault: str, source: str) -> str:
    for wanted, like, hint in _HINTS:
        found = like.search(source)
        if found and wanted.search(fault):
            return found.expand(hint).replace("{0}", source.strip())
    raise AssertionError("the last hint fits everything")
