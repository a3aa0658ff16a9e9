"""vaultnet watch: keep the index and the note of the week true until stopped."""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
from types import FrameType
from typing import TYPE_CHECKING

import click

from vaultnet.adapters.vault import PATIENCE
from vaultnet.cli.session import Session, as_json, say_problem
from vaultnet.errors import Busy, RefusedToWrite, VaultnetError

if TYPE_CHECKING:
    from vaultnet.pipeline.rounds import Round, Rounds
    from vaultnet.pipeline.ticks import Unsettled

_TRIES = 3
"""A second apart; whoever still writes then wakes the watcher again."""


@click.command()
@click.option("--once", is_flag=True, help="One round, then stop.")
@click.option("--poll", is_flag=True, help="For file systems that tell of no changes.")
@as_json
@click.pass_obj
def command(session: Session, once: bool, poll: bool, as_json: bool) -> int:
    """Keep the note of the week true while you edit, until stopped with Ctrl-C.

    \b
    Example:
      vaultnet watch
    """
    from vaultnet.adapters.watcher import watch
    from vaultnet.pipeline.rounds import Rounds

    # Who stays can come back to a note that is busy; who leaves has to wait for it.
    vault = session.open_vault(patience=PATIENCE if once else 0)
    rounds = Rounds(vault, session.cache_folder(), session.today)
    if once:
        return _run_once(rounds, as_json)
    stop = threading.Event()
    _stop_on_signals(stop)
    if not as_json:
        click.echo(f"watching {rounds.vault.root}; Ctrl-C ends it", err=True)
    for batch in watch(
        rounds.vault.root,
        poll=poll,
        stop=stop,
        today=session.today,
        known_size=rounds.known_size,
        has_come=rounds.is_free_again,
    ):
        # Whichever notes a batch names, a refresh finds them by their stamps.
        if batch.notice:
            click.echo(f"vaultnet: {batch.notice}", err=True)
        try:
            _run_until_quiet(rounds, batch.unsettled, stop, as_json)
        except (VaultnetError, OSError) as error:
            click.echo(f"vaultnet: {error}", err=True)
    return 0


def _run_once(rounds: Rounds, as_json: bool) -> int:
    """Run one round, name what waits, and give the exit code."""
    done = rounds.run()
    _report(done, as_json)
    for each in done.waiting:
        if isinstance(each, Busy):
            click.echo(f"vaultnet: {each}", err=True)
    return RefusedToWrite.exit_code if done.waiting else 0


def _run_until_quiet(
    rounds: Rounds, unsettled: Unsettled, stop: threading.Event, as_json: bool
) -> None:
    """Run a round, and more of them while something writes into a note of it."""
    for number in range(_TRIES + 1):
        if stop.is_set() and number:
            return
        try:
            done = rounds.run(unsettled)
        except Busy:
            if number == _TRIES:
                raise
        else:
            _report(done, as_json)
            if not done.is_busy:
                return
        _pause(stop)


def _pause(stop: threading.Event) -> None:
    """Let a second pass, unless it is time to stop."""
    # Not `stop.wait()`: a signal handler that sets the event could find its lock
    # taken by this very thread.
    end = time.monotonic() + 1.0
    while time.monotonic() < end and not stop.is_set():
        time.sleep(0.05)


def _stop_on_signals(stop: threading.Event) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)


def _report(done: Round, as_json: bool) -> None:
    """One line a round, none for a round in which nothing happened."""
    if as_json:
        click.echo(json.dumps(done.values(), ensure_ascii=False, default=str))
    elif done.is_news:
        click.echo(done.sentence())
        for line in done.notices:
            click.echo(line)
    for problem in done.new_problems:
        click.echo(say_problem(problem), err=True)
    for line in done.new_refusals:
        click.echo(f"vaultnet: {line}", err=True)
    sys.stdout.flush()
