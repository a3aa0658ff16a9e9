"""vaultnet due: who to write to this week, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from vaultnet.cli.session import Session, as_json, print_json

if TYPE_CHECKING:
    from vaultnet.core.dates.week import Week
    from vaultnet.core.planning.plan import CheckIn
    from vaultnet.pipeline.prompting import Open
    from vaultnet.pipeline.snapshot import Snapshot


@click.command()
@click.option("--all", "everybody", is_flag=True, help="Also those with no room left.")
@as_json
@click.pass_obj
def command(session: Session, everybody: bool, as_json: bool) -> None:
    """List this week's open check-ins, in order, and why.

    \b
    Example:
      vaultnet due --all
    """
    from vaultnet.core.dates.week import say_week, week_of
    from vaultnet.pipeline.due import beyond_week, open_check_ins, plan_week

    today = session.today()
    week = week_of(today)
    snapshot = session.snapshot()
    plan = plan_week(snapshot, week)
    opens = open_check_ins(snapshot, plan, today)
    more = beyond_week(snapshot, plan, today, opens) if everybody else ()
    if as_json:
        print_json([check_in_json(each) for each in (*opens, *more)])
        return
    nobody = f" nobody is due{_also(snapshot, week)}."
    click.echo(f"{say_week(week)}:{'' if opens else nobody}")
    for each in opens:
        click.echo(_line(each, today))
    if more:
        click.echo("also due, when there is room:")
    for each in more:
        click.echo(_line(each, today))


def _also(snapshot: Snapshot, week: Week) -> str:
    """Say what else the week holds, and which command shows it."""
    from vaultnet.pipeline.extras import favour_extras, occasions_of

    found = {
        "occasions": any(occasions_of(snapshot, week)),
        "favours": any(favour_extras(snapshot, week)),
    }
    named = " and ".join(name for name, is_there in found.items() if is_there)
    return f"; the week has {named} (vaultnet week)" if named else ""


def check_in_json(each: Open) -> dict[str, object]:
    """Give a check-in as ``due --json`` has it."""
    check_in = each.check_in
    return {
        "name": check_in.contact.profile.name,
        "path": check_in.contact.profile.path,
        "reason": check_in.reason,
        "kind": each.prompt.kind,
        "due_on": check_in.due_on,
        "last_contact": check_in.last_contact,
        "interval_days": check_in.interval_days,
        "overdue": round(check_in.overdue, 2),
    }


def _line(each: Open, today: date) -> str:
    name = each.check_in.contact.profile.name
    return f"  {name} · {each.prompt.kind} · {each.prompt.title}\n" + (
        f"      {say_reason(each.check_in, today)}"
    )


def say_reason(check_in: CheckIn, today: date) -> str:
    """Say why somebody is on the list, without a reproach."""
    from vaultnet.core.dates.when import say_date
    from vaultnet.core.planning.plan import Reason

    def said(day: date | None) -> str:
        return say_date(day, today=today) if day else "a day that is not known"

    match check_in.reason:
        case Reason.DATE:
            return f"you wanted to be in touch by {said(check_in.due_on)}"
        case Reason.FIRST_FOLLOW_UP:
            met = check_in.contact.profile.met
            return f"met on {said(met)}; a first word keeps it alive"
        case Reason.CARD if check_in.contact.profile.met:
            return f"met on {said(check_in.contact.profile.met)}, not written to since"
        case Reason.CARD:
            return "no date is known; in touch lately?"
        case Reason.LONG_UNSEEN:
            return f"quiet since {said(check_in.last_contact)}"
    weeks = check_in.interval_days // 7
    every = f"about every {weeks} weeks" if weeks > 1 else "about every week"
    return f"last in touch on {said(check_in.last_contact)}, {every}"
