"""What to say to somebody: a true detail, your news, a small gesture, a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vaultnet.core.dates.week import Week
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.network import Contact
from vaultnet.core.planning.occasions import Upcoming
from vaultnet.core.prompts import draft, telling
from vaultnet.core.prompts.detail import Detail, choose_kind, talks
from vaultnet.core.prompts.gestures import gesture_for
from vaultnet.core.prompts.giving import favour_line, help_line
from vaultnet.core.prompts.matter import Matter, make_matter
from vaultnet.core.prompts.news import NewsItem, news_for
from vaultnet.core.prompts.phrases import is_tender
from vaultnet.core.prompts.quoting import brief, quoted, safe, shorten
from vaultnet.core.prompts.saying import Lines, name_in
from vaultnet.core.prompts.view import View, make_view
from vaultnet.core.prompts.wishes import Wish, gesture_of_wish, make_wish, with_wish

_SHOWN = 2  # items of news


@dataclass(frozen=True, slots=True)
class Share:
    """A dated note of your own about one of their interests."""

    on: date
    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to say to one person, one line each, safe to stand in a note.

    ``title`` is what the weekly line says; ``lead`` quotes the detail with its
    date; ``unknown`` says what the notes do not. ``draft`` is laid out for ``kind``,
    ``letter`` and ``message`` for the links that open a mail or a message, which are
    empty until formats.compose fills them in; all three are empty for the dead.
    ``asks`` stands for a prompt that asks for something: when you last wrote
    without, and what they last did for you. ``news`` is what you did after
    ``since``, the day you last spoke or met. ``occasion`` says a birthday or the
    like, which title, lead and draft then begin with.
    """

    name: str
    kind: Kind
    title: str
    lead: str
    unknown: str | None
    since: date | None
    news: tuple[str, ...]
    give: str | None
    gesture: str
    subject: str
    draft: str
    letter: str
    message: str
    detail: Detail | None
    links: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    occasion: str | None = None


def make_prompt(
    contact: Contact,
    *,
    today: date,
    week: Week,
    news: Sequence[NewsItem] = (),
    shares: Sequence[Share] = (),
    kind: Kind | None = None,
    ask: str | None = None,
    occasion: Upcoming | None = None,
) -> Prompt:
    """Give what to say to a contact, from what happened before ``today``.

    ``kind`` overrides the way that fits them; ``ask`` is what you want of them;
    ``occasion`` is spoken of before anything else.
    """
    view = make_view(contact, today, week)
    chosen = kind if kind and kind is not Kind.SENT else choose_kind(contact, today)
    matter = make_matter(view)
    if view.is_gone:
        return _in_memory(view, matter)
    matter = replace(matter, lead=matter.lead + telling.in_vain(view))
    wish = make_wish(view, matter, occasion) if occasion else None
    fresh = _fresh(view, news)
    mine = _woven(view, matter, wish, fresh) if ask is None else None
    lines = matter.lines if ask is None else _asking(view, matter, ask)
    shown = with_wish(matter, wish) if wish else matter
    told = mine.line if mine else None
    return Prompt(
        name=contact.profile.name,
        kind=chosen,
        title=shown.title,
        lead=shown.lead,
        unknown=_unknown(view, matter),
        since=view.last or view.met,
        news=tuple(
            f"{shorten(safe(each.text), 120)} ({view.day(each.on)})"
            for each in _shown(fresh, mine)
            if each.on
        ),
        give=_give(view, shares, matter),
        gesture=(
            gesture_of_wish(view, chosen, occasion)
            if occasion
            else gesture_for(view, chosen)
        ),
        subject=wish.subject if wish else _subject(view, matter),
        draft=_lay_out(view, chosen, wish, lines, told),
        letter=_lay_out(view, _mailed(chosen), wish, lines, told),
        message=_lay_out(view, _texted(chosen), wish, lines, told),
        detail=matter.detail,
        asks=_asks(view) if ask is not None else (),
        occasion=wish.said if wish else None,
    )


def context_of(prompt: Prompt) -> dict[str, object]:
    """Give the prompt as the plain data that a template sees, safe in a note."""
    detail = prompt.detail
    return {
        "name": safe(prompt.name),
        "kind": prompt.kind.value,
        "title": prompt.title,
        "lead": prompt.lead,
        "unknown": prompt.unknown,
        "since": prompt.since.isoformat() if prompt.since else None,
        "news": list(prompt.news),
        "give": prompt.give,
        "gesture": prompt.gesture,
        "subject": prompt.subject,
        "draft": prompt.draft,
        "draft_lines": prompt.draft.split("\n"),
        "links": [{"kind": kind, "uri": uri} for kind, uri in prompt.links.items()],
        "detail": detail
        and {
            "date": detail.on.isoformat() if detail.on else None,
            "text": safe(detail.text),
            "source": detail.source,
        },
        "asks": list(prompt.asks),
        "occasion": prompt.occasion,
    }


@dataclass(frozen=True, slots=True)
class _News:
    """An item of news as a sentence for the draft."""

    item: NewsItem
    line: str


def _in_memory(view: View, matter: Matter) -> Prompt:
    """Give what is known of somebody who has died: nothing to send."""
    return Prompt(
        name=view.profile.name,
        kind=Kind.TEXT,
        title=f"in memory of {view.first}",
        lead=matter.lead,
        unknown=None,
        since=view.last or view.met,
        news=(),
        give=None,
        gesture=f"Your note says that {view.first} has died. There is nothing to send",
        subject="",
        draft="",
        letter="",
        message="",
        detail=matter.detail,
    )


def _fresh(view: View, news: Sequence[NewsItem]) -> tuple[NewsItem, ...]:
    """What they have not heard, and not what they were there for."""
    others = [each for each in news if not name_in(each.text, view.names)]
    return news_for(others, since=view.last or view.met, before=view.today)


def _woven(
    view: View, matter: Matter, wish: Wish | None, news: Sequence[NewsItem]
) -> _News | None:
    """One item for the draft, another one every week; none beside grief."""
    grief = matter.detail is not None and is_tender(matter.detail.text)
    if grief or (wish and wish.is_quiet):
        return None
    told = [
        _News(each, line)
        for each in news
        if each.on
        and (line := draft.news_line(
            each.text, each.on, view.turn, view.names, view.today
        ))
    ]  # fmt: skip
    return view.turn.pick("which news", told) if told else None


def _shown(news: Sequence[NewsItem], woven: _News | None) -> Sequence[NewsItem]:
    """Two items, the newest first; the one in the draft is one of them."""
    if woven is None or woven.item in news[:_SHOWN]:
        return news[:_SHOWN]
    return (news[0], woven.item)


def _lay_out(
    view: View, kind: Kind, wish: Wish | None, lines: Lines, news: str | None
) -> str:
    if kind is Kind.GIFT:
        lines = draft.gift_lines(view.turn)
    if kind is Kind.MEET:
        lines = (*lines, draft.invitation(view.turn))
    if wish:
        lines = (wish.sentence, *lines)
    return draft.write_draft(kind, view.first, lines, news)


def _mailed(kind: Kind) -> Kind:
    return kind if kind is Kind.MEET else Kind.EMAIL


def _texted(kind: Kind) -> Kind:
    return kind if kind is Kind.MEET else Kind.TEXT


def _asking(view: View, matter: Matter, ask: str) -> Lines:
    opening = [each for each in matter.lines[:1] if "[" not in each]
    return (*opening, *draft.favour_lines(ask, view.turn, view.names))


def _unknown(view: View, matter: Matter) -> str | None:
    """Say what the notes do not know, where that is most of it."""
    if matter.detail is not None and matter.detail.text:
        return None
    if view.last is None:
        return f"You do not know what is new with {view.first}; just ask."
    day = view.day(view.last)
    return f"Your notes say nothing of {view.first} since {day}; just ask."


def _give(view: View, shares: Sequence[Share], matter: Matter) -> str | None:
    """What they asked for or you offered, else something that costs nothing."""
    favour = favour_line(view)
    if favour:
        return favour
    if shares:
        newest = max(shares, key=lambda share: (share.on, share.title))
        return (
            f"You could share your note {quoted(newest.title, 80)}"
            f" ({view.day(newest.on)})"
        )
    interest = view.interest
    if interest is None or (matter.detail and matter.detail.source == "interest"):
        return None
    return f"You could share something about {brief(interest)}"


def _subject(view: View, matter: Matter) -> str:
    """For an email: nothing that should not show on a locked screen."""
    if matter.lines[0].startswith("We met on "):
        return f"We met on {view.day(view.met)}" if view.met else "Hello"
    return view.turn.pick("subject", ("Hello", "A few lines"))


def _asks(view: View) -> tuple[str, ...]:
    """When you were in touch without asking for anything; what they did for you."""
    told = [each for each in talks(view.history) if not _is_asking(each)]
    lines = []
    if told:
        day = view.day(told[-1].on)
        lines.append(f"Last in touch without asking for anything: {day}")
    helped = help_line(view)
    return (*lines, helped) if helped else tuple(lines)


def _is_asking(each: Interaction) -> bool:
    words = each.text.casefold()
    return "asked" in words or "favour" in words or "favor" in words
