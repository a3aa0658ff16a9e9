"""vaultnet ingest: what happened elsewhere, proposed for the logs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.session import Session, as_json, dry_run, past_day, print_json

if TYPE_CHECKING:
    from vaultnet.adapters.inbox import Seen
    from vaultnet.core.exchange.proposals import Proposal
    from vaultnet.core.exchange.traces import Peer
    from vaultnet.pipeline.ingesting import Found, Taken

_SOURCES = ("linkedin-messages", "mbox", "maildir", "calendar", "whatsapp")
_LEFT = 5  # a note was not written
_ESCAPE = "\x1b"  # begins what arrows and the like send
_NAMED = 5  # people without a note who are named
_BIG = 20_000_000  # bytes, from which on a bar is shown
_STEP = 1_000_000  # bytes between two steps of the bar


@click.command()
@click.argument("source", type=click.Choice(_SOURCES))
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option(
    "--me",
    multiple=True,
    metavar="ADDRESS",
    help="You: an address, a profile, in a chat your name; may be given again.",
)
@click.option("--since", metavar="DATE", help="From when on. Default: for a year.")
@click.option(
    "--dates",
    type=click.Choice(("dmy", "mdy", "ymd")),
    help="How a chat writes its days, where it leaves that open.",
)
@click.option("--apply", "take_all", is_flag=True, help="Take all, ask nothing.")
@click.option("--declined", is_flag=True, help="Also what you once declined.")
@dry_run
@as_json
@click.pass_obj
def command(
    session: Session,
    source: str,
    files: tuple[Path, ...],
    me: tuple[str, ...],
    since: str | None,
    dates: str | None,
    take_all: bool,
    declined: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take in what happened already: mails, meetings, chats.

    Only the day, the kind and the person are taken, never a subject or a text, and
    only people who have a note. Each is proposed, and goes into the log once you
    accept it: y yes, n no, a yes to all, q no more.

    \b
    Examples:
      vaultnet ingest mbox Sent.mbox
      vaultnet ingest calendar work.ics --since 2026-01-01 --dry-run
    """
    from vaultnet.core.exchange.reaching import peers_of
    from vaultnet.core.exchange.traces import Window
    from vaultnet.pipeline.ingesting import decline, look_into, take
    from vaultnet.pipeline.tracing import Asked

    today = session.today()
    window = Window(past_day(since, today) if since else _a_year_before(today), today)
    snapshot = session.snapshot()
    own = me or snapshot.config.ingest.me
    people = frozenset(peer for each in own for peer in peers_of(each))
    refused = () if declined else snapshot.vault.declined()
    with _progress(files) as seen:
        asked = Asked(window, people, dates or "", seen)
        found = look_into(snapshot, source, files, asked, refused)
    can_ask = not (dry_run or as_json) and sys.stdin.isatty() and sys.stdout.isatty()
    if not as_json:
        _say_notices(found)
    answers = _ask(found.proposals.proposed, take_all=take_all, can_ask=can_ask)
    taken = take(snapshot, answers.yes, dry=dry_run)
    decline(snapshot, answers.no)
    if as_json:
        print_json(_values(found, taken, 0 if dry_run else len(taken.done)))
    else:
        _say_end(answers, taken, "would log" if dry_run else "logged")
    for line in (*taken.notices, *taken.left):
        click.echo(f"vaultnet: {line}", err=True)
    return _LEFT if taken.left else 0


@dataclass(frozen=True, slots=True)
class _Answers:
    """What the user said to each proposal; to ``open`` ones nothing."""

    yes: tuple[Proposal, ...] = ()
    no: tuple[Proposal, ...] = ()
    open: tuple[Proposal, ...] = ()
    was_asked: bool = False


def _a_year_before(today: date) -> date:
    from vaultnet.core.dates.locales import add_months

    return add_months(today, -12)


def _ask(proposed: tuple[Proposal, ...], *, take_all: bool, can_ask: bool) -> _Answers:
    if take_all:
        return _Answers(yes=proposed)
    return _review(proposed) if can_ask and proposed else _Answers(open=proposed)


def _review(proposed: tuple[Proposal, ...]) -> _Answers:
    """Ask about one after the other."""
    answers: dict[str, list[Proposal]] = {"y": [], "n": []}
    typed = _typed()
    for number, each in enumerate(proposed):
        click.echo(f"{_line(each)}   log it? [y/n/a/q] ", nl=False)
        key = next(typed)
        click.echo(key)
        if key == "q":
            break
        if key == "a":
            answers["y"] += proposed[number:]
            break
        answers[key].append(each)
    return _Answers(tuple(answers["y"]), tuple(answers["n"]), was_asked=True)


def _typed() -> Iterator[str]:
    """Wait for each of the four keys; several may have been typed ahead.

    Raises Abort for Ctrl-C and an end of input.
    """
    while True:
        keys = click.getchar().casefold()
        if not keys or keys in ("\x03", "\x04"):
            raise click.Abort
        yield from (key for key in keys if key in "ynaq" and keys[0] != _ESCAPE)


def _line(each: Proposal) -> str:
    return f"{each.on:%a} {each.on}  {each.kind:<5}  {each.contact.profile.name}"


def _say_end(answers: _Answers, taken: Taken, verb: str) -> None:
    for each in () if answers.was_asked else (*answers.yes, *answers.open):
        click.echo(_line(each))
    if answers.open:
        click.echo(
            f"{len(answers.open)} proposed, nothing was written; --apply logs them all,"
            " and on a terminal you are asked about each",
            err=True,
        )
    elif answers.yes or answers.no:
        click.echo(f"{verb} {len(taken.done)}", err=True)
    elif not answers.was_asked:
        click.echo("nothing new", err=True)


def _say_notices(found: Found) -> None:
    from vaultnet.core.notes.neutral import shown

    proposals = found.proposals
    for line in (
        _counted("in the history already", proposals.known),
        _counted("declined before (--declined asks again)", proposals.declined),
        _named("no note has this address", proposals.unknown),
        _named("several notes have this address", proposals.ambiguous),
        _listed("left out", found.traces.left),
    ):
        if line:
            click.echo(shown(line), err=True)


def _counted(what: str, count: int) -> str:
    return f"{what}: {count}" if count else ""


def _named(what: str, people: Mapping[Peer, int]) -> str:
    """Name the first of some people, and say on how many days each was met."""
    first = [f"{peer.key} ({days})" for peer, days in [*people.items()][:_NAMED]]
    more = [f"{len(people) - _NAMED} more"] if len(people) > _NAMED else []
    return f"{what}: {', '.join([*first, *more])}" if people else ""


def _listed(what: str, left: Mapping[str, int]) -> str:
    said = ", ".join(f"{why} ({count})" for why, count in sorted(left.items()))
    return f"{what}: {said}" if left else ""


def _values(found: Found, taken: Taken, applied: int) -> dict[str, object]:
    proposals = found.proposals
    return {
        "proposed": [
            {
                "name": each.contact.profile.name,
                "path": each.contact.profile.path,
                "date": each.on,
                "kind": each.kind,
            }
            for each in proposals.proposed
        ],
        "applied": applied,
        "known": proposals.known,
        "declined": proposals.declined,
        "unknown": _people(proposals.unknown),
        "ambiguous": _people(proposals.ambiguous),
        "skipped": [
            {"why": why, "count": count}
            for why, count in sorted(found.traces.left.items())
        ],
        "refused": list(taken.left),
    }


def _people(people: Mapping[Peer, int]) -> list[dict[str, object]]:
    return [{"who": peer.key, "days": days} for peer, days in people.items()]


@contextmanager
def _progress(files: Sequence[Path]) -> Iterator[Seen]:
    """Show on a terminal how much of big files was read."""
    from vaultnet.adapters.inbox import unseen

    size = sum(path.stat().st_size for path in files if path.is_file())
    if size < _BIG or not sys.stderr.isatty():
        yield unseen
        return
    waiting = 0

    def seen(count: int) -> None:
        nonlocal waiting
        waiting += count
        if waiting >= _STEP:
            bar.update(waiting)
            waiting = 0

    with click.progressbar(length=size, label="Reading", file=sys.stderr) as bar:
        yield seen
