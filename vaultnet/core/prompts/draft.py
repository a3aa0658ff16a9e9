"""The few sentences to start from: true whoever did it, or with a gap to fill.

A detail is woven in only where the grammar knows it; ``[...]`` marks what the user
has to say. The user's own words about somebody never stand in a gap: a draft that
is sent in haste must not show a note.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

from vaultnet.core.dates.week import Week
from vaultnet.core.dates.when import say_date
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.profile import Profile
from vaultnet.core.prompts import english
from vaultnet.core.prompts.phrases import (
    Shape,
    is_plain_name,
    is_tender,
    parse_favour,
    parse_own_news,
    parse_place,
    parse_question,
    parse_topic,
)
from vaultnet.core.prompts.quoting import plain, safe

_MONTHS = (
    "January February March April May June July August September October November"
    " December"
).split()
_NEARLY_A_YEAR = timedelta(days=330)
_FRESH = timedelta(days=60)
_STILL_NEWS = timedelta(days=120)
_SHORT = (Kind.TEXT, Kind.CHAT, Kind.SOCIAL, Kind.SENT)
_OPENERS = frozenset(
    ("Are", "How", "What", "When", "Where", "Which", "Who", "Why", "We")
)
_SPOKE = (Kind.CALL, Kind.VIDEO)
Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Which of several true ways of saying it is due: another one every week."""

    key: str
    week: Week

    def pick(self, slot: str, choices: Sequence[str]) -> str:
        """Give the choice of this week; the next week gives the next one."""
        start = crc32(f"{self.key}:{slot}".encode())
        return choices[(start + self.week.ordinal) % len(choices)]


def in_month(on: date, today: date) -> str:
    """Say when as one says it in a letter: in August, in August 2024, on 2 November."""
    if (on.year, on.month) == (today.year, today.month):
        return f"on {say_date(on, today=today)}"
    return f"in {_month(on, today)}"


def since(on: date, today: date) -> str:
    """Say from when on: since August, since 2 November."""
    if (on.year, on.month) == (today.year, today.month):
        return f"since {say_date(on, today=today)}"
    return f"since {_month(on, today)}"


def thread_lines(thread: str, turn: Turn, names: Collection[str]) -> Lines:
    """Put the question that was left for next time."""
    question = parse_question(thread, names)
    if question is None:
        if is_tender(thread):
            return _tender(turn)
        ask = "I have been meaning to ask you about [what you noted for next time]."
        return ask, _closer(turn)
    if question.direct:
        return question.text, _closer(turn)
    opener = turn.pick(
        "thread", ("I have been meaning to ask", "I wanted to ask", "I was wondering")
    )
    return f"{opener} {question.text}.", _closer(turn)


def talk_lines(
    talk: Interaction, turn: Turn, names: Collection[str], today: date
) -> Lines:
    """Come back to what you last talked about."""
    if talk.source is not Source.LOG or talk.kind is Kind.GIFT:
        return _from_memory(talk, today)
    topic = parse_topic(talk.text, names)
    if topic is None:
        return _tender(turn) if is_tender(talk.text) else _gap(talk, turn, today)
    met = talk.kind in (Kind.MEET, None)
    if met and topic.shape is not Shape.DOING:
        return (
            f"I was thinking of {_then(talk, today)} and of {topic.text}.",
            turn.pick("since", ("How have you been since?", "What is new since then?")),
        )
    follow = turn.pick(
        "follow",
        (
            "How do things stand now?",
            "What has happened since?",
            "How have things gone since?",
        ),
    )
    return _talked(talk, topic.text, turn, today), follow


def interest_lines(interest: str, turn: Turn) -> Lines:
    """Ask about something they care for, without a claim about either of you."""
    words = plain(interest).split()
    known = (
        words[-1:]
        and words[-1] in english.INTERESTS
        and set(words[:-1]) <= english.INTEREST_MODIFIERS
    )
    if len(words) == 1 and words[0] in english.ACTIVITIES:
        ask = turn.pick(
            "interest",
            (
                f"How is the {words[0]} going?",
                f"Are you finding any time for {words[0]} these days?",
            ),
        )
        return ask, _closer(turn)
    if known:
        ask = f"Are you finding any time for {' '.join(words)} these days?"
        return ask, _closer(turn)
    thing = safe(interest)
    return (
        f"I came across [something you saw about {thing}] and thought of you.",
        turn.pick("how", ("How are you?", "What is new with you?")),
    )


def met_line(profile: Profile, names: Collection[str], today: date) -> str | None:
    """Say how you met, as far as it is known."""
    place = parse_place(profile.met_at or "", names)
    met = profile.met if profile.met and profile.met < today else None
    when = _met_when(met, today) if met else ""
    by = plain(profile.introduced_by or "")
    if by and is_plain_name(by) and not name_in(by, names):
        return " ".join(filter(None, (by, "introduced us", when))) + "."
    if not when and not place:
        return None
    return " ".join(filter(None, ("We met", when, place))) + "."


def name_in(text: str, names: Collection[str]) -> bool:
    """Say whether a text names the person."""
    return any(word.casefold() in names for word in text.split())


def up_to_line(turn: Turn) -> str:
    """Ask somebody you hardly know."""
    return turn.pick(
        "card",
        ("What are you working on these days?", "What are you up to these days?"),
    )


def plain_lines(last: date | None, turn: Turn, today: date) -> Lines:
    """Ask where nothing is known that could be asked about."""
    busy = turn.pick(
        "busy", ("What is keeping you busy?", "What are you up to these days?")
    )
    if last:
        return f"How have you been {since(last, today)}?", busy
    return turn.pick("plain", ("How are you?", "I was wondering how you are.")), busy


def favour_lines(favour: str, turn: Turn, names: Collection[str]) -> Lines:
    """Ask for something, and leave room for a no."""
    asked = parse_favour(favour, names)
    ask = (
        f"I wanted to ask you {asked}."
        if asked
        else "I wanted to ask you something: [your question]."
    )
    room = turn.pick(
        "room", ("A no is quite all right.", "It is quite all right to say no.")
    )
    return ask, room


def news_line(
    text: str, on: date, turn: Turn, names: Collection[str], today: date
) -> str | None:
    """Tell your own news where it is surely something that you did, of late."""
    told = parse_own_news(text, names)
    if told is None or today - on > _STILL_NEWS:
        return None
    return turn.pick(
        "news", ("As for me, {}.", "On my side, {}.", "My own news: {}.")
    ).format(told)


def write_draft(kind: Kind, name: str, lines: Lines, news: str | None) -> str:
    """Lay the sentences out as this kind of message has them."""
    if kind in _SHORT:
        return f"Hi {name}, {_after_a_comma(' '.join(lines))}"
    told = [*lines, *filter(None, [news])]
    if kind in _SPOKE:
        return "\n".join([f"Hi {name}, is this a good moment?", *told])
    if kind is Kind.MEET:
        invitation = "would you like to go for a walk or a coffee one of these weeks?"
        return f"Hi {name}, {invitation} {' '.join(lines)}"
    if kind is Kind.GIFT:
        return f"Hi {name}, this is for you: [what it is, and why]. How are you?"
    hello = "Dear" if kind is Kind.LETTER else "Hi"
    return f"{hello} {name},\n\n{' '.join(told)}"


def _after_a_comma(sentence: str) -> str:
    first = sentence.split(" ", 1)[0]
    return sentence[0].lower() + sentence[1:] if first in _OPENERS else sentence


def _month(on: date, today: date) -> str:
    name = _MONTHS[on.month - 1]
    return name if today - on < _NEARLY_A_YEAR else f"{name} {on.year}"


def _met_when(met: date, today: date) -> str:
    if today - met > _FRESH:
        return in_month(met, today)
    return f"on {say_date(met, today=today)}"


def _closer(turn: Turn) -> str:
    return turn.pick(
        "closer",
        ("How are you otherwise?", "What else is new with you?", "And how are you?"),
    )


def _then(talk: Interaction, today: date) -> str:
    when = in_month(talk.on, today)
    if talk.kind is Kind.MEET:
        return f"when we met {when}"
    return when.removeprefix("in ").removeprefix("on ")


def _talked(talk: Interaction, topic: str, turn: Turn, today: date) -> str:
    when = in_month(talk.on, today)
    if talk.kind in _SPOKE:
        call = "video call" if talk.kind is Kind.VIDEO else "call"
        thinking = f"I was thinking of our {call} {when}, when we talked about {topic}."
        return turn.pick(
            "talk", (f"When we spoke {when}, we talked about {topic}.", thinking)
        )
    if talk.kind is Kind.MEET:
        thinking = f"I was thinking of when we met {when} and talked about {topic}."
        return turn.pick(
            "talk", (f"When we met {when}, we talked about {topic}.", thinking)
        )
    return turn.pick(
        "talk",
        (
            f"We were in touch {when} about {topic}.",
            f"When we were in touch {when}, it was about {topic}.",
        ),
    )


def _gap(talk: Interaction, turn: Turn, today: date) -> Lines:
    what = "[the thing you would like to come back to]"
    when = in_month(talk.on, today)
    after = turn.pick("since", ("How have you been since?", "What is new since then?"))
    if talk.kind in _SPOKE:
        return f"I was thinking of our call {when}, and of {what}.", after
    if talk.kind is Kind.MEET:
        return f"I was thinking of when we met {when}, and of {what}.", after
    return f"We were in touch {when}, and I was thinking of {what}.", after


def _from_memory(talk: Interaction, today: date) -> Lines:
    """For what only a diary tells: no claim beyond the month."""
    ask = f"How have you been {since(talk.on, today)}?"
    return ask, f"I was thinking of [what you remember from {_month(talk.on, today)}]."


def _tender(turn: Turn) -> Lines:
    """For what needs the user's own words: no cheer and no question about it."""
    return "[A line in your own words.]", turn.pick(
        "tender", ("How are you these days?", "How are you?")
    )
