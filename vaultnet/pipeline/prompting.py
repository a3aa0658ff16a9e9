"""Contacts -> render: what to say to somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vaultnet.adapters.vault import Unreadable
from vaultnet.core.config import Words
from vaultnet.core.dates.week import Week, parse_week, week_of
from vaultnet.core.kinds import Kind
from vaultnet.core.notes.note import Body
from vaultnet.core.people.interactions import log_sections
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.occasions import Upcoming
from vaultnet.core.planning.plan import CheckIn
from vaultnet.core.prompts.news import NewsItem, read_news
from vaultnet.core.prompts.prompt import Prompt, Share, make_prompt
from vaultnet.core.prompts.wishes import tell_first
from vaultnet.core.values import NotePath, fold
from vaultnet.formats.compose import with_links
from vaultnet.pipeline.extras import Occasions, occasions_of
from vaultnet.pipeline.snapshot import Snapshot

_SHARE_DAYS = 92  # "of the last three months"
_NEWS_DAYS = 182  # twice as long as most wait for a word


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
    news = [each for each in read_my_news(snapshot, today) if each.on]
    offers = _offers(snapshot, week.monday)
    occasions = occasions_of(snapshot, week)

    def prompt(contact: Contact) -> Prompt:
        """From what happened before the week, so that it stands still during it."""
        made = make_prompt(
            contact,
            today=week.monday,
            week=week,
            news=news,
            shares=_shares(offers, contact),
            occasion=_nearest(occasions.get(contact.profile.path)),
        )
        return with_links(made, contact.profile.addresses)

    return tuple(Open(each, prompt(each.contact)) for each in check_ins)


def prompt_for(
    snapshot: Snapshot,
    contact: Contact,
    today: date,
    kind: Kind | None,
    ask: str | None,
) -> Prompt:
    """Give what to say to somebody today."""
    path = contact.profile.path
    prompt = make_prompt(
        contact,
        today=today + timedelta(days=1),
        week=week_of(today),
        news=read_my_news(snapshot, today),
        shares=_shares(_offers(snapshot, today), contact),
        occasion=_nearest(occasions_of(snapshot, week_of(today)).get(path)),
        kind=kind,
        ask=ask,
    )
    return with_links(prompt, contact.profile.addresses)


def prompt_ahead(contact: Contact, on: date, occasion: Upcoming | None) -> Prompt:
    """Give what to say to somebody on a day to come, from what is known of them.

    Without what changes from week to week, your news and notes to share: it stands
    in a calendar for long, and the note of that week has those. An occasion that is
    later than the day is told of, and not wished for yet.
    """
    week = week_of(on)
    if occasion is None or occasion.on <= on:
        return make_prompt(contact, today=week.monday, week=week, occasion=occasion)
    prompt = make_prompt(contact, today=week.monday, week=week)
    return replace(prompt, lead=tell_first(occasion, prompt.lead))


def read_my_news(snapshot: Snapshot, today: date) -> tuple[NewsItem, ...]:
    """Give the user's own news: ``Now.md``, and ``My news`` of weekly notes.

    What has no date in a weekly note is of its Sunday, or of today if that is to
    come: told once more rather than never. Items of days to come are left out.
    """
    found = list(_items(snapshot, NotePath(snapshot.config.week.now)))
    for path, listing in snapshot.network.weekly.items():
        week = parse_week(listing.week)
        if week is not None and 0 <= (today - week.monday).days <= _NEWS_DAYS:
            day = min(week.sunday, today)
            news = _items(snapshot, path, snapshot.config.week.news)
            found += [replace(each, on=each.on or day) for each in news]
    return tuple(each for each in found if each.on is None or each.on <= today)


def _items(
    snapshot: Snapshot, path: NotePath, headings: Words | None = None
) -> Iterator[NewsItem]:
    """The items of a note of news, or of one's sections with these headings."""
    try:
        note = snapshot.read(path)
    except Unreadable:
        return
    if note is None:
        return
    if headings is None:
        yield from read_news(note.body, path)
        return
    for section in log_sections(note.body, headings):
        yield from read_news(Body(section.inner, section.items), path)


def _nearest(occasions: Occasions | None) -> Upcoming | None:
    return occasions.found[0] if occasions else None


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
