"""vaultnet import: people from address books and LinkedIn, into notes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from vaultnet.cli.reviewing import Review, readable
from vaultnet.cli.session import Session, as_json, dry_run, print_json, print_problems
from vaultnet.errors import WrongUsage

if TYPE_CHECKING:
    from vaultnet.core.exchange.differing import Differs
    from vaultnet.pipeline.importing import Book, Imported, Matched, Row

_Each = TypeVar("_Each")
_LEFT = 5
_SHORT = 200  # characters of a value in one line
_REVIEW = "say it again with --review"
_MOST = 20  # lines of one sort; --dry-run and --json tell all


@click.command(name="import")
@click.argument("words", nargs=-1, required=True, metavar="[SOURCE] FILE...")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column of a table is: --map Town=location. Again.",
)
@click.option(
    "--review", is_flag=True, help="Ask about possible doubles, one key each."
)
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session,
    words: tuple[str, ...],
    columns: tuple[str, ...],
    review: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take people in from vCards, LinkedIn, Google, Outlook or any table.

    SOURCE is vcard, linkedin, google, outlook or csv; left out, the file tells. A
    folder means the .vcf files in it. Do it again whenever you like: only what is
    new is added, and nothing in a note is replaced unless you say so in --review.
    The people wait in Network/Cards.md until you take them up.

    \b
    Examples:
      vaultnet import contacts.vcf --dry-run
      vaultnet import linkedin Connections.csv --review
      vaultnet import csv guests.csv --map "Where from=location"
    """
    from vaultnet.core.weekly.cards import cards_path
    from vaultnet.pipeline.importing import (
        SOURCES,
        Fate,
        import_people,
        match_people,
        read_books,
    )
    from vaultnet.pipeline.rendering import open_templates

    source = words[0] if words[0] in SOURCES else None
    files = [Path(each) for each in words[1 if source else 0 :]]
    if not files:
        raise WrongUsage(f"name a file: vaultnet import {words[0]} FILE")
    if review and not sys.stdin.isatty():
        raise WrongUsage("--review asks on a terminal; there is none here")
    vault = session.open_vault().root.name
    books = read_books(files, source, _columns(columns), vault)
    snapshot = session.snapshot()
    templates = open_templates(snapshot)
    asked = Review(session.today()) if review else None
    matched = match_people(snapshot, books, asked.settle if asked else None)
    through = _with_bar if sys.stderr.isatty() else list
    done = import_people(snapshot, templates, matched, dry=dry_run, through=through)
    if as_json:
        print_json(_values(books, matched, done))
    else:
        _say(books, matched, done, whole=dry_run, was_asked=review)
        if not dry_run and done.paths(Fate.CREATED):
            offered = cards_path(snapshot.config.week)
            click.echo(
                f"They are cards: vaultnet week offers them in {offered}", err=True
            )
    print_problems(templates.problems)
    could = not any(row.fate == "refused" for row in done.rows)
    if asked and not dry_run:
        could &= asked.settle_values(snapshot, done)
    return 0 if could else _LEFT


def _columns(options: Sequence[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for option in options:
        column, equals, name = option.rpartition("=")
        if not (equals and column.strip() and name.strip()):
            raise WrongUsage(f"--map {option!r} is not COLUMN=FIELD, as Town=location")
        columns[column.strip()] = name.strip()
    return columns


def _with_bar(people: Sequence[_Each]) -> Iterable[_Each]:
    with click.progressbar(people, label="Taking people in", file=sys.stderr) as bar:
        yield from bar


# what was done


def _values(
    books: Sequence[Book], matched: Matched, done: Imported
) -> dict[str, object]:
    from vaultnet.pipeline.importing import Fate

    return {
        "created": done.paths(Fate.CREATED),
        "updated": done.paths(Fate.UPDATED),
        "unchanged": _unchanged(books, done),
        "review": [*_doubts(matched), *_differing(done)],
        "skipped": [*_skipped(books), *_left(done)],
    }


def _unchanged(books: Sequence[Book], done: Imported) -> int:
    from vaultnet.pipeline.importing import Fate

    return len(done.paths(Fate.UNCHANGED)) + sum(book.is_ours for book in books)


def _doubts(matched: Matched) -> Iterator[dict[str, object]]:
    for doubt, answer in matched.doubts:
        yield {
            "file": doubt.entry.book.file,
            "line": doubt.entry.person.line,
            "name": doubt.entry.person.name,
            "path": doubt.path or None,
            "why": f"{doubt.why} {doubt.name}",
            "done": answer,
        }


def _differing(done: Imported) -> Iterator[dict[str, object]]:
    for row in done.rows:
        for each in row.differs:
            yield {
                "file": row.entries[0].book.file,
                "line": row.entries[0].person.line,
                "name": row.entries[0].person.name,
                "path": row.path,
                "why": f"{each.field} differs",
                "field": each.field,
                "here": each.here,
                "there": each.there,
            }


def _skipped(books: Sequence[Book]) -> Iterator[dict[str, object]]:
    for book in books:
        for each in book.read.skipped:
            yield {"file": book.file, "line": each.line, "why": each.why}


def _left(done: Imported) -> Iterator[dict[str, object]]:
    for row in done.rows:
        entry = row.entries[0]
        for why in row.left:
            yield {"file": entry.book.file, "line": entry.person.line, "why": why}


def _say(
    books: Sequence[Book],
    matched: Matched,
    done: Imported,
    *,
    whole: bool,
    was_asked: bool,
) -> None:
    from vaultnet.pipeline.importing import Answer, Fate

    most = sys.maxsize if whole else _MOST
    for row in _first([row for row in done.rows if row.fate != "unchanged"], most):
        click.echo(_line(row))
    waiting = [d for d, answer in matched.doubts if answer is Answer.LATER]
    for doubt in _first(waiting, most):
        other = doubt.path or doubt.name
        click.echo(f"waits    {doubt.entry.person.name}: {doubt.why} {other}")
    made, added = done.paths(Fate.CREATED), done.paths(Fate.UPDATED)
    same, left = _unchanged(books, done), len(done.paths(Fate.REFUSED))
    would = "would be " if whole else ""
    click.echo(
        f"{len(made)} {would}made, {len(added)} {would}added to, {same} unchanged"
        + (f", {left} could not be changed" if left else "")
        + (f", {len(waiting)} wait for you: {_REVIEW}" if waiting else "")
    )
    if not was_asked:
        _say_apart(matched, most)
    _say_left(books, done, most)


def _line(row: Row) -> str:
    words = {"created": "new", "updated": "adds", "refused": "left"}
    added = f"  ({'; '.join(row.added)})" if row.fate == "updated" else ""
    return f"{words[row.fate]:<8} {row.path}{added}"


def _say_apart(matched: Matched, most: int) -> None:
    """Say on stderr who got a note of their own, and may be somebody who is there."""
    from vaultnet.pipeline.importing import Answer

    apart = [doubt for doubt, answer in matched.doubts if answer is Answer.APART]
    for doubt in _first(apart, most, err=True):
        name, other = doubt.entry.person.name, doubt.path or doubt.name
        click.echo(f"{name} {doubt.why} {other}; one person?", err=True)


def _say_left(books: Sequence[Book], done: Imported, most: int) -> None:
    """Say on stderr what the user may want to look at."""
    differing = [(row.path, each) for row in done.rows for each in row.differs]
    for path, each in _first(differing, most, err=True):
        click.echo(f"{path}: {_said_differing(each)}", err=True)
    for one in _first([*_skipped(books), *_left(done)], most, err=True):
        click.echo(f"{one['file']}:{one['line']}: {one['why']}", err=True)


def _said_differing(each: Differs) -> str:
    both = readable(each.here, each.there, _SHORT)
    here, there = (" / ".join(lines) for lines in both)
    if each.picture:
        return f"{each.field} stays; the file has {there}"
    if not each.is_open:
        return (
            f"name: the note is called “{here}”; the file says “{there}”: rename the"
            " note if that is right"
        )
    return f"{each.field} stays “{here}”; the file says “{there}”"


def _first(items: Sequence[_Each], most: int, *, err: bool = False) -> Iterator[_Each]:
    """Give the first ones, and say how many more there are."""
    yield from items[:most]
    if len(items) > most:
        click.echo(f"… and {len(items) - most} more: --json tells all", err=err)
