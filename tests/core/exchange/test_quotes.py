"""Quotes of what others wrote: added once, and followed until somebody edits them."""

from __future__ import annotations

import pytest

from vaultnet.core.exchange.quotes import add_quote, replace_quote
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath

HEAD = "---\ncompany: Acme\n---\n\n## Notes\n\n"


def note_of(text: str) -> Note:
    return parse_note(NotePath("People/Jane Doe.md"), text.encode())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("> A baker.\n", "> A smith.\n> Moved.\n"),
        ("> A baker.", "> A smith.\n> Moved."),
        ("Mine.\n\n> A baker.\n\n## Log\n",
         "Mine.\n\n> A smith.\n> Moved.\n\n## Log\n"),
    ],
)  # fmt: skip
def test_a_quote_that_nobody_touched_follows(before: str, after: str) -> None:
    text = replace_quote(note_of(HEAD + before), "A baker.", "A smith.\nMoved.")
    assert text == HEAD + after


@pytest.mark.parametrize(
    "body",
    [
        "> A baker!\n",
        "> A baker.\n> Mine.\n",
        "> Mine.\n> A baker.\n",
        "> A baker.\n\n> A baker.\n",
        "Mine.\n",
    ],
)
def test_where_somebody_wrote_the_new_one_comes_below(body: str) -> None:
    text = replace_quote(note_of(HEAD + body), "A baker.", "A smith.")
    assert text == f"{HEAD}{body}\n> A smith.\n"


def test_a_quote_is_not_looked_for_among_the_fields() -> None:
    head = "---\nk: |\n  x\n> A baker.\n---\n"
    for old in ("> A baker.", "A baker.", ""):
        text = replace_quote(note_of(head), old, "A smith.")
        assert text.startswith(head)
        assert text.endswith("## Notes\n\n> A smith.\n")


def test_nothing_new_changes_nothing() -> None:
    text = f"{HEAD}> A baker.\n"
    assert replace_quote(note_of(text), "A baker.", " ") == text
    assert add_quote(note_of(text), "A baker.") == text


def test_windows_line_ends_stay() -> None:
    text = f"{HEAD}> A baker.\nMine.\n".replace("\n", "\r\n")
    assert replace_quote(note_of(text), "A baker.", "A\nB") == (
        text.replace("> A baker.", "> A\r\n> B")
    )
