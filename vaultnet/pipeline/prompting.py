"""Contacts -> render: what to say to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vaultnet.adapters.vault import Unreadable
from vaultnet.core.dates.week import Week, week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.plan import CheckIn
from vaultnet.core.prompts.news import NewsItem, read_news
from vaultnet.core.prompts.prompt import Prompt, Share, make_prompt
from vaultnet.core.values import fold
from vaultnet.formats.compose import with_links
from vaultnet.pipeline.snapshot import Snapshot

_SHARE_DAYS = 92  # "of the last three months"


@dataclass(frozen=True, slots=True)
class Open:
    """An open check-in with what would be said."""

    check_in: CheckIn
    prompt: Prompt


def with_prompts(
    snapshot: Snapshot, check_ins: Sequence[CheckIn], week: Week, today: date
) -> tuple[Open, ...]:
    """Give each check-in with what to say."""
    news = read_now(snapshot)
    return tuple(
        Open(each, _prompt(snapshot, each.contact, week, today, news))
        for each in check_ins
    )


def prompt_for(
    snapshot: Snapshot,
    contact: Contact,
    today: date,
    kind: Kind | None,
    ask: str | None,
) -> Prompt:
    """Give what to say to somebody today."""
    prompt = make_prompt(
        contact,
        today=today + timedelta(days=1),
        week=week_of(today),
        news=read_now(snapshot),
        shares=_shares(snapshot, contact, today),
        kind=kind,
        ask=ask,
    )
    return with_links(prompt, contact.profile.addresses)


def read_now(snapshot: Snapshot) -> tuple[NewsItem, ...]:
    """Give the user's own news, from ``Now.md``."""
    try:
        note = snapshot.read(snapshot.config.week.now)
    except Unreadable:
        return ()
    return () if note is None else read_news(note.body, note.path)


def _prompt(
    snapshot: Snapshot,
    contact: Contact,
    week: Week,
    today: date,
    news: Sequence[NewsItem],
) -> Prompt:
    """What to say in a week: from what happened before it, so that it stands still."""
    heard = [item for item in news if item.on is not None and item.on <= today]
    prompt = make_prompt(
        contact,
        today=week.monday,
        week=week,
        news=heard,
        shares=_shares(snapshot, contact, week.monday),
    )
    return with_links(prompt, contact.profile.addresses)


def _shares(snapshot: Snapshot, contact: Contact, today: date) -> tuple[Share, ...]:
    """The user's own notes of the last three months about somebody's interests."""
    interests = {fold(each).replace(" ", "-") for each in contact.profile.interests}
    return tuple(
        Share(topic.on, topic.title, snapshot.linker.link_text(path))
        for path, topic in snapshot.network.topics
        if 0 <= (today - topic.on).days <= _SHARE_DAYS
        and interests & {fold(word).replace(" ", "-") for word in topic.words}
    )
