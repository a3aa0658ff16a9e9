"""Which detail to come back to with somebody, and the words for it in each place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vaultnet.core.dates.week import Week
from vaultnet.core.dates.when import say_date
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.prompts import draft
from vaultnet.core.prompts.detail import (
    Detail,
    is_card,
    last_words,
    open_thread,
    past,
    talks,
    unanswered,
)
from vaultnet.core.prompts.draft import Lines, Turn
from vaultnet.core.prompts.greeting import greeting_name, name_words
from vaultnet.core.prompts.phrases import is_plain_name, parse_question
from vaultnet.core.prompts.quoting import first_clause, plain, quoted, safe, shorten

_TITLE = 60  # characters of a detail in a title
_LAST = {
    Kind.MEET: "Last met on {day}",
    Kind.CALL: "Last spoke on {day}, a call",
    Kind.VIDEO: "Last spoke on {day}, a video call",
    Kind.EMAIL: "Last in touch on {day}, an email",
    Kind.TEXT: "Last in touch on {day}, a message",
    Kind.CHAT: "Last in touch on {day}, a chat",
    Kind.LETTER: "Last in touch on {day}, a letter",
    Kind.GIFT: "Last in touch on {day}, a gift",
}


@dataclass(frozen=True, slots=True)
class View:
    """A contact as they stand before a day."""

    profile: Profile
    history: tuple[Interaction, ...]
    names: frozenset[str]
    turn: Turn
    today: date

    @property
    def first(self) -> str:
        """The name to greet with."""
        return greeting_name(self.profile.name)

    @property
    def last(self) -> date | None:
        """The day of the last talk."""
        told = talks(self.history)
        return told[-1].on if told else None

    @property
    def met(self) -> date | None:
        """The day of meeting, where it has come."""
        on = self.profile.met
        return on if on and on < self.today else None

    @property
    def interest(self) -> str | None:
        """One of their interests, another one every week."""
        known = [plain(each) for each in self.profile.interests if plain(each)]
        return self.turn.pick("which interest", known) if known else None

    def day(self, on: date) -> str:
        """Say a date: 2 August."""
        return say_date(on, today=self.today)


@dataclass(frozen=True, slots=True)
class Matter:
    """What the prompt is about: the detail, and the words for each place."""

    detail: Detail | None
    title: str
    lead: str
    lines: Lines


def make_view(contact: Contact, today: date, week: Week) -> View:
    """Give a contact as they stand before a day; the words turn with the week."""
    profile = contact.profile
    return View(
        profile=profile,
        history=past(contact, today),
        names=name_words(profile.name, *profile.aliases),
        turn=Turn(profile.uid or profile.path, week),
        today=today,
    )


def make_matter(view: View) -> Matter:
    """Choose: an open thread, the last talk, an interest, how you met, nothing."""
    thread = open_thread(view.history)
    talk = last_words(view.history)
    if thread is not None:
        return _thread(view, thread)
    if talk is not None:
        return _talk(view, talk)
    interest = view.interest
    if interest is not None:
        return _interest(view, interest)
    return _met(view) or _nothing(view)


def _thread(view: View, talk: Interaction) -> Matter:
    text = plain(talk.thread or "")
    lead = f"For next time, you noted: {quoted(text)}"
    if talk.text.strip():
        lead = f"{_said(view, talk)}. For next time: {quoted(text)}"
    return Matter(
        Detail(talk.on, text, "thread"),
        f"{_asked(text)} ({view.day(talk.on)})",
        lead + _since_then(view, talk),
        draft.thread_lines(text, view.turn, view.names),
    )


def _talk(view: View, talk: Interaction) -> Matter:
    text = plain(talk.text)
    diary = talk.source is Source.DIARY
    short = quoted(first_clause(text) or text, _TITLE)
    return Matter(
        Detail(talk.on, text, "diary" if diary else "log"),
        f"{short} ({view.day(talk.on)})",
        _said(view, talk) + _since_then(view, talk),
        draft.talk_lines(talk, view.turn, view.names, view.today),
    )


def _interest(view: View, interest: str) -> Matter:
    shown = shorten(safe(interest), _TITLE)
    lines = draft.interest_lines(interest, view.turn)
    met = draft.met_line(view.profile, view.names, view.today)
    card = is_card(view.profile, view.history)
    title, lead = f"interested in {shown}", f'Interested in "{shown}", says your note'
    if view.met:
        title += f", met {view.day(view.met)}"
        lead += f". {_met_lead(view)}"
    elif view.last:
        lead += f". Last in touch on {view.day(view.last)}"
    return Matter(
        Detail(None, interest, "interest"),
        title,
        lead,
        (met, *lines) if card and met else lines,
    )


def _met(view: View) -> Matter | None:
    profile = view.profile
    place = plain(profile.met_at or "")
    by = plain(profile.introduced_by or "")
    if not (view.met or place or by):
        return None
    how = place or (f"introduced by {by}" if by else "")
    when = f"met {view.day(view.met)}" if view.met else "met"
    title = f"{when}, {shorten(safe(how), _TITLE)}" if how else when
    met = draft.met_line(profile, view.names, view.today)
    if met and is_card(profile, view.history):
        lines: Lines = (met, draft.up_to_line(view.turn))
    else:
        lines = draft.plain_lines(view.last, view.turn, view.today)
    return Matter(Detail(view.met, how, "met"), title, _met_lead(view), lines)


def _nothing(view: View) -> Matter:
    lines = draft.plain_lines(view.last, view.turn, view.today)
    if view.last is None:
        return Matter(None, "in touch lately?", "No date is noted yet", lines)
    day = view.day(view.last)
    detail = Detail(view.last, "", "field")
    return Matter(detail, f"last in touch {day}", f"Last in touch on {day}", lines)


def _said(view: View, talk: Interaction) -> str:
    """Last spoke on 2 August, a call: "moving to Lisbon"."""
    day = view.day(talk.on)
    if talk.source is Source.DIARY:
        return f"From your notes of {day}: {quoted(talk.text)}"
    if talk.on != view.last:
        kind = f", {talk.kind.value}" if talk.kind else ""
        return f"On {day}{kind}: {quoted(talk.text)}"
    said = _LAST[talk.kind] if talk.kind else "Last in touch on {day}"
    return f"{said.format(day=day)}: {quoted(talk.text)}"


def _since_then(view: View, talk: Interaction) -> str:
    sent = unanswered(view.history)
    if sent:
        return f". You wrote on {view.day(sent.on)}; no answer noted yet"
    if view.last and view.last != talk.on:
        return f". Last in touch on {view.day(view.last)}"
    return ""


def _asked(thread: str) -> str:
    """The thread as a title: the user's own "ask" in front where it is a question."""
    shown = shorten(safe(thread), _TITLE)
    if thread.lower().startswith("ask "):
        return shown[0].lower() + shown[1:]
    question = parse_question(thread)
    if question is None or question.direct:
        return f'next: "{shown}"'
    return f"ask {shown[0].lower()}{shown[1:]}"


def _met_lead(view: View) -> str:
    profile = view.profile
    lead = f"Met on {view.day(view.met)}" if view.met else "How you met"
    if plain(profile.met_at or ""):
        lead += f": {quoted(profile.met_at or '')}"
    by = plain(profile.introduced_by or "")
    if by:
        name = safe(by) if is_plain_name(by) else quoted(by)
        lead += f", introduced by {name}"
    return lead
