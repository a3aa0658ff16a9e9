from __future__ import annotations

from datetime import date

from vaultnet.core.notes.note import Body, Heading, ListItem
from vaultnet.core.prompts.news import NewsItem, news_for, read_news
from vaultnet.core.values import NotePath

NOW = NotePath("Network/Now.md")


def item(
    line: int, text: str, *, last: int = 0, task: str | None = None, quote: int = 0
) -> ListItem:
    return ListItem(line, last or line, 0, quote, "-", task, text, 2)


def told(*items: ListItem, headings: tuple[Heading, ...] = ()) -> list[tuple[str, str]]:
    news = read_news(Body(headings=headings, items=items), NOW)
    return [(str(each.on), each.text) for each in news]


def test_news_are_dated_in_many_ways() -> None:
    assert told(
        item(1, "2026-11-10 started a climbing group"),
        item(2, "[[2026-11-09]] moved to Bonn"),
        item(3, "10 Nov 2026: wrote a book"),
        item(4, "2026-11-07: saw [[Rome]]"),
        item(5, "a dream"),
    ) == [
        ("2026-11-10", "started a climbing group"),
        ("2026-11-09", "moved to Bonn"),
        ("2026-11-10", "wrote a book"),
        ("2026-11-07", "saw Rome"),
        ("None", "a dream"),
    ]


def test_a_heading_dates_what_stands_below_it() -> None:
    headings = (
        Heading(1, 2, "2026-11-10"),
        Heading(3, 3, "At home"),
        Heading(5, 2, "Later"),
    )
    assert told(
        item(2, "started a group"),
        item(4, "built an oven"),
        item(6, "a dream"),
        headings=headings,
    ) == [
        ("2026-11-10", "started a group"),
        ("2026-11-10", "built an oven"),
        ("None", "a dream"),
    ]


def test_intentions_quotes_and_inner_items_are_no_news() -> None:
    assert told(
        item(1, "2026-11-10 join a choir", task=" "),
        item(2, "2026-11-10 somebody else's", quote=1),
        item(3, "2026-11-11 joined a choir", last=4, task="x"),
        item(4, "2026-11-12 second bass"),
        item(5, "2026-11-13"),
    ) == [("2026-11-11", "joined a choir")]


def news(*days: str) -> tuple[NewsItem, ...]:
    return tuple(
        NewsItem(date.fromisoformat(day), "baked a cake", number, NOW)
        for number, day in enumerate(days)
    )


def test_three_of_the_newest_since_you_last_spoke_are_told() -> None:
    found = news_for(
        news("2026-08-02", "2026-09-01", "2026-11-10", "2026-10-12", "2026-11-23"),
        since=date(2026, 8, 2),
        before=date(2026, 11, 23),
    )
    assert [str(each.on) for each in found] == [
        "2026-11-10",
        "2026-10-12",
        "2026-09-01",
    ]


def test_what_has_no_date_is_no_news() -> None:
    undated = NewsItem(None, "a dream", 1, NOW)
    assert news_for([undated], since=None, before=date(2026, 11, 23)) == ()


def test_an_emoji_an_address_or_a_word_is_no_news() -> None:
    day = date(2026, 11, 10)
    texts = ("🐈🐈", "https://example.org/talk", "finished!", "{{ x }} y", "new job")
    items = [NewsItem(day, text, 1, NOW) for text in texts]
    found = news_for(items, since=None, before=date(2026, 11, 23))
    assert [each.text for each in found] == ["new job"]
