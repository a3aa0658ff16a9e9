"""What is said of lines in a weekly note that cannot come home."""

from __future__ import annotations

from vaultnet.core.notes.note import ListItem
from vaultnet.core.people.listing import Line
from vaultnet.core.values import NotePath, Problem
from vaultnet.core.weekly.ticks import About


def unknown_mark(path: NotePath, line: Line) -> Problem:
    """Say that a mark in a box means nothing."""
    return Problem(
        path,
        line.line,
        "mark",
        f"[{line.mark}] on the line of [[{line.target}]] means nothing to vaultnet;"
        " it knows x (done), / (written, no answer yet), - (not this time) and >"
        " (later)",
    )


def names_nobody(path: NotePath, item: ListItem) -> Problem:
    """Say that a ticked line has no link."""
    return Problem(
        path,
        item.line,
        "tick",
        f"“{item.text[:40]}” links to nobody, so the tick is not written into a log;"
        " put a link to the person on the line",
    )


def leads_nowhere(path: NotePath, line: Line) -> Problem:
    """Say that the link on a ticked line leads to nobody."""
    return Problem(
        path,
        line.line,
        "tick",
        f"[[{line.target}]] leads to nobody, so the tick is not written into a log;"
        " mend the link, the tick waits",
    )


def unticked(path: NotePath, told: About) -> Problem:
    """Say that a box was cleared, and its entry stands."""
    line = told.lines[0]
    return Problem(
        path,
        line.line,
        "unticked",
        f"the box of [[{line.target}]] is open, and their log has an entry of this"
        f" week ({told.contact.profile.path}); delete that line if it did not happen",
    )
