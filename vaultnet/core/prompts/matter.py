"""Which detail to come back to with somebody, and the words for it in each place."""

from __future__ import annotations

from dataclasses import dataclass

from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.prompts import draft, telling
from vaultnet.core.prompts.detail import Detail, last_words, open_thread
from vaultnet.core.prompts.quoting import brief, plain
from vaultnet.core.prompts.saying import Lines
from vaultnet.core.prompts.view import View


@dataclass(frozen=True, slots=True)
class Matter:
    """What the prompt is about: the detail, and the words for each place."""

    detail: Detail | None
    title: str
    lead: str
    lines: Lines


def make_matter(view: View) -> Matter:
    """Choose: an open thread, the last talk, an interest, how you met, nothing."""
    if view.is_card:
        return _card(view)
    thread = open_thread(view.talks)
    talk = last_words(view.talks, view.names)
    if thread is not None:
        return _thread(view, thread)
    if talk is not None:
        return _talk(view, talk)
    interest = view.interest
    if interest is not None:
        return _interest(view, interest)
    return _met(view) or _nothing(view)


def _card(view: View) -> Matter:
    """Somebody met once: what was written that day is how you met."""
    lead = telling.met_lead(view)
    met = draft.met_line(view.profile, view.names, view.today) or "We have met."
    thread = open_thread(view.meeting)
    told = last_words(view.meeting, view.names)
    interest = view.interest
    if thread is not None:
        text = plain(thread.thread or "")
        detail = Detail(thread.on, text, "thread")
        lead += telling.next_lead(text)
        lines = (met, *draft.thread_lines(text, view.turn, view.names))
        title = telling.met_title(view, telling.thread_title(text))
    else:
        detail = _met_detail(view, told, interest)
        liking = f"interested in {brief(interest)}" if interest else ""
        title = telling.met_title(view, liking)
        if detail.source == "interest" and interest:
            lead = f"{lead}. {telling.interest_lead(interest)}"
        lines = draft.card_lines(met, told, interest, view.turn, view.names, view.today)
    return Matter(detail, title, lead + telling.since_then(view, view.newest), lines)


def _met_detail(view: View, told: Interaction | None, interest: str | None) -> Detail:
    if told is not None:
        return Detail(told.on, plain(told.text), _source(told))
    if interest is not None:
        return Detail(None, interest, "interest")
    return Detail(view.met, _how(view), "met")


def _thread(view: View, talk: Interaction) -> Matter:
    text = plain(talk.thread or "")
    return Matter(
        Detail(talk.on, text, "thread"),
        f"{telling.thread_title(text)} ({view.day(talk.on)})",
        telling.talk_lead(view, talk)
        + telling.next_lead(text)
        + telling.since_then(view, talk),
        draft.thread_lines(text, view.turn, view.names),
    )


def _talk(view: View, talk: Interaction) -> Matter:
    return Matter(
        Detail(talk.on, plain(talk.text), _source(talk)),
        telling.talk_title(view, talk),
        telling.talk_lead(view, talk) + telling.since_then(view, talk),
        draft.talk_lines(talk, view.turn, view.names, view.today),
    )


def _interest(view: View, interest: str) -> Matter:
    title = f"interested in {brief(interest)}"
    lead = telling.interest_lead(interest)
    if view.newest:
        title += f", {telling.last_title(view)}"
        lead += telling.since_then(view, None)
    return Matter(
        Detail(None, interest, "interest"),
        title,
        lead,
        draft.interest_lines(interest, view.turn),
    )


def _met(view: View) -> Matter | None:
    """How you met, where nothing that came after has words."""
    how = _how(view)
    if not (view.met or how):
        return None
    lead = telling.met_lead(view)
    met = draft.met_line(view.profile, view.names, view.today)
    if view.newest is None:
        title = telling.met_title(view)
        lines = (met, draft.up_to_line(view.turn)) if met else None
    else:
        title = telling.last_title(view)
        lead = f"{telling.last_lead(view)}. {lead}"
        lines = None
    return Matter(
        Detail(view.met, how, "met"),
        title,
        lead,
        lines or draft.plain_lines(view.last, view.turn, view.today),
    )


def _nothing(view: View) -> Matter:
    lines = draft.plain_lines(view.last, view.turn, view.today)
    if view.last is None:
        lead = f"No dated talk with {view.first} is in your notes"
        return Matter(None, telling.last_title(view), lead, lines)
    detail = Detail(view.last, "", "field")
    lead = telling.last_lead(view)
    return Matter(detail, telling.last_title(view), lead, lines)


def _how(view: View) -> str:
    place = plain(view.profile.met_at or "")
    by = plain(view.profile.introduced_by or "")
    return place or (f"introduced by {by}" if by else "")


def _source(talk: Interaction) -> str:
    return "diary" if talk.source is Source.DIARY else "log"
