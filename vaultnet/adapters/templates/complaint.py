"""What is wrong with a template, in plain words and with a line."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import NamedTuple

from jinja2 import (
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError

from vaultnet.adapters.templates.shelf import BadTemplate, find_own
from vaultnet.core.notes.neutral import shown

_LONGEST = 200  # characters: a template may put any text into what went wrong


class Complaint(NamedTuple):
    """Which file of the template folder, which line (0: all of it), and why."""

    path: str
    line: int
    reason: str


def complain(error: Exception, own: Path, name: str) -> Complaint:
    """Say what went wrong while a template was rendered, and where."""
    path, line = _place(error, own)
    if path is None:
        path, line = find_own(own, name), 0
    name = "" if path is None else path.relative_to(own).as_posix()
    reason = shown(_reason(error))
    if len(reason) > _LONGEST:
        reason = f"{reason[: _LONGEST - 1]}…"
    return Complaint(name, line, reason)


def _place(error: Exception, own: Path) -> tuple[Path | None, int]:
    """Find the file and line: the innermost in a template of the user's."""
    if isinstance(error, BadTemplate):
        return error.path, 0
    if isinstance(error, TemplateSyntaxError) and error.filename:
        places = [(error.filename, error.lineno)]
    else:
        stack = traceback.walk_tb(error.__traceback__)
        places = [(frame.f_code.co_filename, line) for frame, line in stack]
    for filename, line in reversed(places):
        if Path(filename).is_relative_to(own):
            return Path(filename), line
    return None, 0


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "it needs too much memory"
    if isinstance(error, (RecursionError, SyntaxError)):  # of the code Jinja makes
        return "it goes round in circles, or is nested too deeply"
    if isinstance(error, SecurityError):
        return f"this is not allowed: {error.message}"
    if isinstance(error, TemplateNotFound):
        return f"there is no template “{error.name}” to include"
    if isinstance(error, UndefinedError):
        return _undefined(error.message or "")
    if isinstance(error, TemplateError):
        return error.message or "it cannot be read as a template"
    return f"it cannot be worked out ({error})"


def _undefined(message: str) -> str:
    """Reword Jinja's message on a name that does not exist."""
    name = re.search(r"no (?:attribute|element) '?([^']*)'?$", message)
    if name is not None:
        return f"there is nothing called “{name[1]}” here"
    name = re.fullmatch(r"'(.*)' is undefined", message)
    return message if name is None else f"there is nothing called “{name[1]}”"
