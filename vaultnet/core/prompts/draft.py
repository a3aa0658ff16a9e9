"""The few sentences to start from: true whoever did it, or with a gap to fill.

A detail is woven in only where the grammar knows it; where it does not, a gap in
square brackets marks what the user has to say.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from vaultnet.core.dates.when import say_date
from vaultnet.core.kinds import Kind
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.profile import Profile
from vaultnet.core.prompts import english, gaps, pastimes
from vaultnet.core.prompts.phrases import (
    Shape,
    Topic,
    is_plain_name,
    is_tender,
    parse_own_news,
    parse_question,
    parse_topic,
)
from vaultnet.core.prompts.places import parse_favour, parse_place
from vaultnet.core.prompts.quoting import plain
from vaultnet.core.prompts.saying import Lines, Turn, in_month, name_in, since

_FRESH = timedelta(days=60)
_STILL_NEWS = timedelta(days=120)
_STILL_OPEN = timedelta(days=200)  # so long one asks how it is going
_SHORT = (Kind.TEXT, Kind.CHAT, Kind.SOCIAL, Kind.SENT)
_SPOKE = (Kind.CALL, Kind.VIDEO)


def thread_lines(thread: str, turn: Turn, names: Collection[str]) -> Lines:
    """Put the question that was left for next time."""
    question = parse_question(thread, names)
    if question is None:
        if is_tender(thread):
            return gaps.tender(turn)
        return gaps.thread_gap(thread, turn), _closer(turn)
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
        return gaps.diary_gap(talk, turn, today)
    topic = parse_topic(talk.text, names)
    if topic is None:
        tender = is_tender(talk.text)
        return gaps.tender(turn) if tender else gaps.talk_gap(talk, turn, today)
    together = talk.kind in (Kind.MEET, None)
    if topic.shape in (Shape.SAID, Shape.DOING) or (
        not together and topic.shape is not Shape.OUTING
    ):
        return _talked(talk, topic, turn, today), follow(talk.on, turn, today)
    if not together or topic.shape not in (Shape.THING, Shape.OUTING):
        return gaps.talk_gap(talk, turn, today)  # done together, or talked about?
    return (
        _thought_of(talk, topic, turn, today),
        turn.pick("since", gaps.SINCE),
    )


def card_lines(
    met: str, told: Interaction | None, interest: str | None, turn: Turn,
    names: Collection[str], today: date,
) -> Lines:  # fmt: skip
    """Take up with somebody whom you have met once."""
    if told is not None and is_tender(told.text):
        return met, turn.pick("tender", ("How are you these days?", "How are you?"))
    topic = parse_topic(told.text, names) if told else None
    talked = topic is not None and topic.shape in (Shape.SAID, Shape.DOING)
    if told and topic and talked and told.source is Source.LOG:
        asked = follow(told.on, turn, today)
        return met, f"We talked about {topic.text}.", asked
    if interest:
        return met, *interest_lines(interest, turn)
    return met, up_to_line(turn)


def interest_lines(interest: str, turn: Turn) -> Lines:
    """Ask about something they care for, without a claim about either of you."""
    words = plain(interest).split()
    known = (
        words[-1:]
        and words[-1] in pastimes.INTERESTS
        and set(words[:-1]) <= english.ADJECTIVES | pastimes.MODIFIERS
    )
    time = f"Are you finding any time for {' '.join(words)} these days?"
    if len(words) == 1 and words[0] in pastimes.ACTIVITIES:
        going = f"How is the {words[0]} going?"
        return turn.pick("interest", (going, time)), _closer(turn)
    if known and words[-1] in pastimes.FINDS:
        found = f"Have you come across any good {' '.join(words)} lately?"
        return found, _closer(turn)
    if known:
        return time, _closer(turn)
    return (
        gaps.interest_gap(interest, turn),
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
        else "There is something I wanted to ask you: [your question?]"
    )
    room = turn.pick(
        "room", ("A no is quite all right.", "It is quite all right to say no.")
    )
    return ask, room


def gift_lines(turn: Turn) -> Lines:
    """Say a word with a thing."""
    return turn.pick(
        "gift",
        (
            ("This is for you: [what it is, and why].", "How are you?"),
            ("This made me think of you: [what it is].", "How are you?"),
        ),
    )


def invitation(turn: Turn) -> str:
    """Ask somebody to come along."""
    return turn.pick(
        "invitation",
        (
            "Would you like to go for a walk or a coffee one of these weeks?",
            "Do you have time for a coffee or a walk one of these weeks?",
        ),
    )


def news_line(
    text: str, on: date, turn: Turn, names: Collection[str], today: date
) -> str | None:
    """Tell your own news where it is surely something that you did, of late."""
    told = parse_own_news(text, names)
    if told is None or today - on > _STILL_NEWS:
        return None
    return turn.pick(
        "news", ("As for me, {}.", "On my side, {}.", "Over here, {}.")
    ).format(told)


def write_draft(kind: Kind, name: str, lines: Lines, news: str | None) -> str:
    """Lay the sentences out as this kind of message has them."""
    if kind in _SHORT or kind in (Kind.MEET, Kind.GIFT):
        return f"Hi {name}, {_after_a_comma(' '.join(lines))}"
    told = [*lines, *filter(None, [news])]
    if kind in _SPOKE:
        return "\n".join([f"Hi {name}, is this a good moment?", *told])
    hello = "Dear" if kind is Kind.LETTER else "Hi"
    return f"{hello} {name},\n\n{' '.join(told)}"


def follow(on: date, turn: Turn, today: date) -> str:
    """Ask how it went on."""
    choices: Lines = ("How have things gone since?", "How did that turn out?")
    if today - on <= _STILL_OPEN:
        choices = ("How is it coming along?", "How is that going?")
    return turn.pick("follow", (*choices, "How have things been since?"))


def _after_a_comma(sentence: str) -> str:
    first, second, *_ = [*sentence.split(" ", 2), "", ""]
    if first in ("Will", "May") and second.lower() not in english.AFTER_WILL:
        return sentence  # a name
    lower = first.lower() in english.OPENERS
    return sentence[0].lower() + sentence[1:] if lower else sentence


def _met_when(met: date, today: date) -> str:
    if today - met > _FRESH:
        return in_month(met, today)
    return f"on {say_date(met, today=today)}"


def _closer(turn: Turn) -> str:
    return turn.pick(
        "closer",
        ("And how are you?", "What else is new with you?", "How are things with you?"),
    )


def _talked(talk: Interaction, topic: Topic, turn: Turn, today: date) -> str:
    when, about = in_month(talk.on, today), topic.text
    if talk.kind in _SPOKE:
        thinking = f"I was thinking of {gaps.then(talk, today)}, when we talked"
        spoke = f"When we spoke {when}, we talked"
        return f"{turn.pick('talk', (spoke, thinking))} about {about}."
    if talk.kind is Kind.MEET:
        thinking = f"I was thinking of when we met {when} and talked"
        met = f"When we met {when}, we talked"
        return f"{turn.pick('talk', (met, thinking))} about {about}."
    if topic.shape is Shape.SAID:
        return f"We talked about {about} {when}."
    start = when[0].upper() + when[1:]
    return turn.pick(
        "talk",
        (
            f"We were in touch {when} about {about}.",
            f"{start} we were in touch about {about}.",
        ),
    )


def _thought_of(talk: Interaction, topic: Topic, turn: Turn, today: date) -> str:
    """For what was had or seen together as likely as talked about."""
    when, thing = in_month(talk.on, today), topic.text
    if topic.shape is Shape.OUTING:
        had = f"our {thing.removeprefix('a ')} {when}"
        return turn.pick("talk", (f"I was thinking of {had}.", f"I remember {had}."))
    if talk.kind is Kind.MEET:
        return f"I was thinking of when we last met, {when}, and of {thing}."
    return f"We were in touch {when}, and I was thinking of {thing}."
