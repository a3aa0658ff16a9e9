"""What is known, told to the user: in a few words for a title, and with its date."""

from __future__ import annotations

from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.planning.rhythm import is_unanswered
from vaultnet.core.prompts.detail import says_something, unanswered
from vaultnet.core.prompts.phrases import is_plain_name, parse_question
from vaultnet.core.prompts.quoting import brief, gist, plain, quoted, safe
from vaultnet.core.prompts.view import View

_LAST = {
    Kind.MEET: "last met on {day}",
    Kind.CALL: "last spoke on {day}, a call",
    Kind.VIDEO: "last spoke on {day}, a video call",
    Kind.EMAIL: "last exchange on {day}, an email",
    Kind.TEXT: "last exchange on {day}, a message",
    Kind.CHAT: "last exchange on {day}, a chat",
    Kind.LETTER: "last exchange on {day}, by post",
    Kind.GIFT: "last in touch on {day}, a gift",
}
_IN_TOUCH = "last in touch on {day}"


def last_title(view: View) -> str:
    """The newest true thing without its words: last spoke 8 July."""
    return _last_in_touch(view).partition(",")[0].replace(" on ", " ")


def last_lead(view: View) -> str:
    """The same as a sentence: Last spoke on 8 July, a call."""
    return _sentence(_last_in_touch(view))


def talk_title(view: View, talk: Interaction) -> str:
    """The words of a talk with their date, where they can stand for it."""
    words = gist(talk.text)
    return f'"{words}" ({view.day(talk.on)})' if words else last_title(view)


def talk_lead(view: View, talk: Interaction) -> str:
    """Last spoke on 2 August, a call: "moving to Lisbon"."""
    day = view.day(talk.on)
    if not says_something(talk.text):
        return last_lead(view)
    if talk.source is Source.DIARY:
        return f"From your notes of {day}: {quoted(talk.text)}"
    if talk is not view.newest:
        kind = f", {talk.kind.value}" if talk.kind else ""
        return f"On {day}{kind}: {quoted(talk.text)}"
    return f"{last_lead(view)}: {quoted(talk.text)}"


def since_then(view: View, talk: Interaction | None) -> str:
    """What came after the talk that is quoted, to follow it."""
    sent = unanswered(view.history)
    if is_unanswered(view.history):
        return ""  # in_vain says it, whatever the lead is about
    if sent:
        return f". You wrote on {view.day(sent.on)}; no answer in your notes yet"
    if view.newest is not None and view.newest is not talk:
        return f". {last_lead(view)}"
    return ""


def in_vain(view: View) -> str:
    """What follows a lead where three messages in a row had no answer."""
    sent = unanswered(view.history)
    if sent is None or not is_unanswered(view.history):
        return ""
    more = is_unanswered(view.history[:-1])
    times = "several times" if more else "three times"
    return (
        f". You wrote {times} without an answer, last on {view.day(sent.on)}; a"
        " different way may suit better, or let it rest"
    )


def thread_title(thread: str) -> str:
    """The thread as a title: the user's own "ask" in front where it is a question."""
    shown = brief(thread)
    if thread.lower().startswith("ask "):
        return shown[0].lower() + shown[1:]
    question = parse_question(thread)
    if question is None or question.direct:
        return f'next: "{shown}"'
    return f"ask {shown[0].lower()}{shown[1:]}"


def next_lead(thread: str) -> str:
    """The thread as it was written."""
    return f". For next time: {quoted(thread)}"


def interest_lead(interest: str) -> str:
    """An interest, and where it stands."""
    return f'Interested in "{brief(interest)}", says your note'


def met_title(view: View, otherwise: str = "") -> str:
    """Met 14 November, the PyCon hallway track; ``otherwise`` is for want of that."""
    how = _how(view) or otherwise
    if view.met:
        met = f"met {view.day(view.met)}"
        return f"{met}, {how}" if how else met
    return how if how.startswith("introduced ") else f"how you met: {how}"


def met_lead(view: View) -> str:
    """How you met, in the words of the note and of what you wrote that day."""
    profile = view.profile
    lead = "How you met"
    if view.met:
        first = "Met" if view.is_card else "First met"
        lead = f"{first} on {view.day(view.met)}"
    told = [each for each in view.meeting if says_something(each.text, view.names)]
    texts = [plain(profile.met_at or "")] + [
        each.text for each in told if each.source is not Source.DIARY
    ]
    words = [quoted(text) for text in texts if text]
    if words:
        lead += f": {'; '.join(words)}"
    by = plain(profile.introduced_by or "")
    if by:
        lead += f", introduced by {safe(by) if is_plain_name(by) else quoted(by)}"
    for each in told:
        if each.source is Source.DIARY:
            lead += f". From your notes of {view.day(each.on)}: {quoted(each.text)}"
    return lead


def _last_in_touch(view: View) -> str:
    talk = view.newest
    if talk is None:
        return "in touch lately?"
    said = _LAST[talk.kind] if talk.kind else _IN_TOUCH
    return said.format(day=view.day(talk.on))


def _how(view: View) -> str:
    profile = view.profile
    place = plain(profile.met_at or "")
    by = plain(profile.introduced_by or "")
    if place or by:
        return brief(place) or f"introduced by {brief(by)}"
    told = (gist(each.text) for each in view.meeting)
    words = next((words for words in told if words), "")
    return (
        words.removeprefix("met ")
        if words.startswith("met at")
        else (f'"{words}"' if words else "")
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
