"""Your own news, as dated lines of a note, and what of it somebody has not heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vaultnet.core.notes.note import Body, Heading
from vaultnet.core.people.interactions import take_date
from vaultnet.core.prompts.quoting import gist, plain
from vaultnet.core.values import NotePath

_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class NewsItem:
    """Something that you did, in your words; ``on`` is None where it has no date."""

    on: date | None
    text: str
    line: int
    path: NotePath


def read_news(body: Body, path: NotePath) -> tuple[NewsItem, ...]:
    """Give the list items of a note of news, in the order of the lines.

    An item's date stands at its front, or it is that of the heading above it. Open
    boxes are intentions, quotes are somebody else's, and what is indented below an
    item belongs to it.
    """
    found: list[NewsItem] = []
    inside = 0
    for item in body.items:
        if item.line <= inside or item.quote or item.task not in (None, "x", "X"):
            continue
        inside = item.last_line
        on, text, _ = take_date(item.text)
        text = plain(text)
        if text:
            day = on or _heading_date(body.headings, item.line)
            found.append(NewsItem(day, text, item.line, path))
    return tuple(found)


def news_for(
    news: Sequence[NewsItem], *, since: date | None, before: date
) -> tuple[NewsItem, ...]:
    """Give the newest items from after ``since``, at most three, the newest first.

    What has no date is no news: nobody can say who has heard it; nor is an emoji,
    an address or a single word.
    """
    fresh = [
        each
        for each in news
        if each.on
        and each.on < before
        and (since is None or each.on > since)
        and gist(each.text)
    ]
    fresh.sort(key=lambda each: (each.on or before, -each.line), reverse=True)
    return tuple(fresh[:_AT_MOST])


def _heading_date(headings: Sequence[Heading], line: int) -> date | None:
    """Give the date of the nearest heading above, or of one that holds it."""
    level = 7
    for heading in reversed([each for each in headings if each.line < line]):
        if heading.level < level:
            level = heading.level
            on, _, _ = take_date(heading.text)
            if on:
                return on
    return None
