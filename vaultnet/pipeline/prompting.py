"""Contacts -> render: what to say to somebody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


@dataclass(frozen=True, slots=True)
class _Offer:
    """A note that could be shared, and the words for what it is about."""

    share: Share
    words: frozenset[str]


def with_prompts(
    snapshot: Snapshot, check_ins: Sequence[CheckIn], week: Week, today: date
) -> tuple[Open, ...]:
    """Give each check-in with what to say."""
    news = [each for each in read_now(snapshot) if each.on and each.on <= today]
    offers = _offers(snapshot, week.monday)
    return tuple(
        Open(each, _prompt(each.contact, week, news, offers)) for each in check_ins
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
        shares=_shares(_offers(snapshot, today), contact),
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
    contact: Contact, week: Week, news: Sequence[NewsItem], offers: Sequence[_Offer]
) -> Prompt:
    """What to say in a week: from what happened before it, so that it stands still."""
    prompt = make_prompt(
        contact,
        today=week.monday,
        week=week,
        news=news,
        shares=_shares(offers, contact),
    )
    return with_links(prompt, contact.profile.addresses)


def _offers(snapshot: Snapshot, today: date) -> list[_Offer]:
    """The user's own notes of the last three months, and what they are about."""
    return [
        _Offer(
            Share(topic.on, topic.title, snapshot.linker.link_text(path)),
            _comparable(topic.words),
        )
        for path, topic in snapshot.network.topics
        if 0 <= (today - topic.on).days <= _SHARE_DAYS
    ]


def _shares(offers: Sequence[_Offer], contact: Contact) -> tuple[Share, ...]:
    """Those of the notes that are about somebody's interests."""
    interests = _comparable(contact.profile.interests)
    return tuple(each.share for each in offers if interests & each.words)


def _comparable(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word).replace(" ", "-") for word in words)
