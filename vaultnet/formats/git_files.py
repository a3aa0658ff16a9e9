"""What git reads: files of one rule a line, and the command that merges a note."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

from vaultnet.core.notes.lines import line_end, split_lines

DRIVER = "vaultnet"
"""The name by which attributes and configuration speak of the same driver."""

_RULE = f"*.md merge={DRIVER}"
_SAID = "# vaultnet merges notes by what stands in them; say in each clone:"
ATTRIBUTES = (f"{_SAID} vaultnet git install", _RULE)
"""For the ``.gitattributes`` of a vault."""

IGNORED = (
    "# vaultnet puts such a file beside a note for a moment, while it writes",
    ".~vaultnet-*",
)
"""For the ``.gitignore`` of a vault."""

_SPECIAL = re.compile(r"[\\*?\[]")

_COMMAND = """\
v() {{ {python} -P -m vaultnet merge-driver "$1" "$2" "$3" "$4" "$5" "$6" "$7"; \
c=$?; [ $c = 0 ] && return 0; [ $c = {decided} ] && return 1; \
rm -f "$2{unfinished}"; \
case $6 in %%X) set -- "$1" "$2" "$3" "$4" "$5" ours theirs;; esac; \
git merge-file --marker-size="$5" -L "$6" -L base -L "$7" "$2" "$1" "$3" \
|| return 1; }}; v %O %A %B %P %L %X %Y"""


def render_driver(python: str, *, decided: int, unfinished: str) -> str:
    """Give the shell command that git is to run for a note.

    Git takes a driver that fails for one that has left a conflict, and keeps one side
    only. So whatever stops vaultnet leads to ``git merge-file``: a missing
    interpreter, a crash, a kill. ``decided`` is the exit code of a conflict that
    stands in the result, ``unfinished`` the ending of what a kill leaves behind.
    Source: gitattributes(5), "Defining a custom merge driver"; ``%X`` and ``%Y`` came
    with git 2.44, an older one hands them on as they are.
    """
    return _COMMAND.format(
        python=shlex.quote(python).replace("%", "%%"),
        decided=decided,
        unfinished=unfinished,
    )


def attributes_below(prefix: str) -> tuple[str, ...]:
    """Give the lines for ``info/attributes``, where patterns begin at the top.

    ``prefix`` is the vault's folder in the repository, with a ``/`` behind it, or
    empty.
    """
    if not prefix:
        return ATTRIBUTES
    said, rule = ATTRIBUTES
    name, _, value = rule.partition(" ")
    folder = _SPECIAL.sub(r"\\\g<0>", prefix)
    pattern = f"/{folder}**/{name}"
    return said, f"{_quoted(pattern)} {value}"


def _quoted(pattern: str) -> str:
    """A pattern with white space stands between quotes, as a string of C."""
    if not re.search(r'[\s"]', pattern):
        return pattern
    inside = pattern.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{inside}"'


def with_lines(text: str, lines: Sequence[str]) -> str:
    """Give a text that ends in these lines, or as it is where it has the last one.

    The last one is the rule, those before it say what it is for.
    """
    if lines[-1] in map(_bare, split_lines(text)):
        return text
    end = line_end(text)
    if not text or text.endswith("\n"):
        return text + "".join(f"{line}{end}" for line in lines)
    return text + "".join(f"{end}{line}" for line in lines)


def without_lines(text: str, lines: Sequence[str]) -> str:
    """Give a text without these lines: what it was before they came in."""
    kept = [line for line in split_lines(text) if _bare(line) not in lines]
    if kept and not text.endswith("\n"):
        kept[-1] = _bare(kept[-1])
    return "".join(kept)


def _bare(line: str) -> str:
    return line.rstrip("\r\n")
