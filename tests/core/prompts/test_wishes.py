"""Prompts for a birthday, an anniversary, a name day; and after three messages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from vaultnet.core.config import Config
from vaultnet.core.dates.occasions import Occasion, Yearly, parse_occasion
from vaultnet.core.dates.week import Week, week_of
from vaultnet.core.kinds import Kind, split_kind
from vaultnet.core.people.interactions import Interaction
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.planning.occasions import Upcoming, occasions_in, say_occasion
from vaultnet.core.prompts.news import NewsItem
from vaultnet.core.prompts.prompt import Prompt, context_of, make_prompt
from vaultnet.core.values import NotePath

ROOT = Path(__file__).parents[3]
MONDAY = date(2026, 11, 23)
NEWS = (
    NewsItem(
        date(2026, 11, 10), "started a climbing group", 3, NotePath("Network/Now.md")
    ),
)
TEMPLATES = SandboxedEnvironment(
    loader=FileSystemLoader(ROOT / "templates"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def who(name: str, occasion: str, *log: str, **known: Any) -> Contact:
    """Somebody with an occasion and a log, both as a note has them."""
    word, _, day = occasion.rpartition(" ")
    found = parse_occasion(day, Yearly(word))
    assert found is not None
    history = []
    for line in log:
        on, _, rest = line.partition(" ")
        rest, _, thread = rest.partition("; next: ")
        kind, text = split_kind(rest)
        history.append(
            Interaction(
                date.fromisoformat(on), kind, text, NotePath("x.md"), 3,
                thread=thread or None,
            )
        )  # fmt: skip
    path = NotePath(f"People/{name}.md")
    profile = Profile(path, name, occasions=(found,), **known)
    return Contact(profile, tuple(history))


def prompt_for(contact: Contact, **more: Any) -> Prompt:
    (upcoming,) = occasions_in([contact], Config(), Week(MONDAY))
    asked: dict[str, Any] = {
        "week": Week(MONDAY),
        "news": NEWS,
        "occasion": upcoming,
    } | more
    return make_prompt(contact, today=MONDAY, **asked)


def render(prompt: Prompt) -> str:
    template = TEMPLATES.get_template(f"prompts/{prompt.kind.value}.md.j2")
    return template.render(heading=prompt.name, **context_of(prompt))


MARATHON = "2026-08-02 call: moving to Lisbon; next: ask how the marathon went"
JANE = who("Jane Doe", "birthday 1990-11-26", MARATHON)
GRIEVING = who(
    "Lea Brandt", "birthday 11-24", "2026-08-02 call: her mother died; next: the garden"
)
WHOLE = [
    prompt_for(JANE),
    prompt_for(JANE, kind=Kind.EMAIL),
    prompt_for(JANE, kind=Kind.LETTER),
    prompt_for(JANE, kind=Kind.CALL),
    prompt_for(JANE, kind=Kind.GIFT),
    prompt_for(JANE, kind=Kind.MEET),
    prompt_for(JANE, kind=Kind.EMAIL, ask="an intro to Ana"),
    prompt_for(who("Tom Reed", "birthday 1956-11-12", "2026-06-02 email: the garden")),
    prompt_for(
        who("Ana Ruiz", "anniversary 2016-12-03", "2026-06-02 tea"), kind=Kind.LETTER
    ),
    prompt_for(who("Kit Moss", "anniversary 11-20")),
    prompt_for(who("Nils Berg", "name day 12-06", interests=("bees",))),
    prompt_for(who("Mikołaj Żak", "name day 11-15")),
    prompt_for(who("Sam Lee", "birthday 11-29", met=date(2026, 11, 14))),
    prompt_for(who("Ben Hale", "birthday 1990-11-23"), kind=Kind.EMAIL),
    prompt_for(GRIEVING),
    prompt_for(GRIEVING, kind=Kind.EMAIL),
    prompt_for(
        who("Ida Holm", "anniversary 2001-11-24", "2026-10-01 call: the funeral")
    ),
    prompt_for(who("Max Ernst", "birthday 11-14", "2026-05-01 email: his illness")),
    prompt_for(
        who("Otto Blom", "birthday 11-24", "2026-01-05 email: the boat",
            "2026-04-01 sent: hello", "2026-05-02 sent", "2026-06-03 sent: a photo"),
    ),
]  # fmt: skip


def test_whole_prompts_for_occasions_read_well(
    golden: Callable[[str, str], None],
) -> None:
    golden("wishes.md", "\n".join(render(prompt) for prompt in WHOLE))


def test_title_lead_subject_and_draft_begin_with_the_occasion() -> None:
    prompt = prompt_for(JANE, kind=Kind.EMAIL)
    said = "irthday on 26 November, turns 36"
    assert prompt.title == f"b{said}; ask how the marathon went (2 August)"
    assert prompt.lead.startswith(f"B{said}. Last spoke on 2 August, a call: ")
    assert prompt.subject == "Happy birthday"
    assert prompt.occasion == f"b{said}"
    sentence = prompt.draft.splitlines()[2]
    assert sentence.startswith(("Happy birthday", "All the best for your birthday! "))


def test_a_prompt_without_an_occasion_is_as_it_was() -> None:
    prompt = prompt_for(JANE, occasion=None)
    assert prompt.occasion is None
    assert "irthday" not in render(prompt)


def test_the_words_turn_with_the_weeks() -> None:
    weeks = [Week(date(2026, 11, 16)), Week(MONDAY)]
    one, other = (prompt_for(JANE, week=week).draft for week in weeks)
    assert one != other


def test_who_has_died_gets_no_wish() -> None:
    gone = replace(JANE, profile=replace(JANE.profile, gone=True))
    (upcoming,) = occasions_in([JANE], Config(), Week(MONDAY))
    prompt = make_prompt(gone, today=MONDAY, week=Week(MONDAY), occasion=upcoming)
    assert (prompt.draft, prompt.occasion) == ("", None)
    assert "irthday" not in render(prompt)


def test_grief_a_year_ago_is_no_reason_to_be_quiet() -> None:
    long_ago = who("Lea Brandt", "birthday 11-24", "2025-08-02 call: her mother died",
                   "2026-08-02 call: moving to Lisbon")  # fmt: skip
    assert "!" in prompt_for(long_ago).draft


texts = st.sampled_from(
    [
        "her mother died",
        "moving to Lisbon",
        "",
        "the funeral",
        "Umzug nach Bonn",
        "chemo",
    ]
)
WISH = re.compile(
    r"^(Hi|Dear) Lea, ?\s*(is this a good moment\?\n)?"
    r"(happy|belated best wishes|all the best|I am thinking of you)",
    re.IGNORECASE,
)
told = st.lists(
    st.builds(
        Interaction,
        st.dates(date(2023, 1, 1), MONDAY),
        st.sampled_from([None, *Kind]),
        texts,
        st.just(NotePath("x.md")),
        st.just(3),
        thread=st.none() | texts,
    ),
    max_size=4,
).map(lambda found: tuple(sorted(found, key=lambda each: each.on)))


@given(
    told,
    st.sampled_from(Yearly),
    st.sampled_from([date(2026, 11, 12), date(2026, 11, 26)]),
    st.sampled_from(Kind),
)
def test_a_wish_claims_nothing_and_is_quiet_beside_grief(
    history: tuple[Interaction, ...], name: Yearly, on: date, kind: Kind
) -> None:
    contact = Contact(Profile(NotePath("People/Lea.md"), "Lea"), history)
    upcoming = Upcoming(
        contact, Occasion(name, on.month, on.day), on, on < MONDAY, years=None
    )
    prompt = make_prompt(
        contact, today=MONDAY, week=week_of(MONDAY), kind=kind, occasion=upcoming
    )
    assert prompt.title.startswith(say_occasion(upcoming))
    assert WISH.search(prompt.draft)
    tender = ("died", "funeral", "chemo")
    recent = [
        each for each in history if each.on < MONDAY and (MONDAY - each.on).days <= 365
    ]
    if any(word in f"{each.text} {each.thread}" for each in recent for word in tender):
        assert "!" not in prompt.draft + prompt.letter + prompt.message
        assert prompt.subject == "Thinking of you"
    for text in (prompt.draft, prompt.letter, prompt.message):
        assert "None" not in text
        assert "  " not in text


# Three messages without an answer.


def lead_of(*log: str) -> str:
    ada = who("Ada", "birthday 05-12", *log)
    return make_prompt(ada, today=MONDAY, week=Week(MONDAY)).lead


SENT = ("2026-04-01 sent", "2026-05-02 sent: a photo", "2026-06-03 sent: hello")
IN_VAIN = (
    "without an answer, last on 3 June; a different way may suit better, or let it rest"
)


@pytest.mark.parametrize(
    "before",
    [
        (), ("2026-01-05 call: the boat",), ("2026-01-05 call",),
        ("2026-01-05 call: the boat; next: ask about the sails",),
    ],
)  # fmt: skip
def test_three_messages_without_an_answer_are_said_once(
    before: tuple[str, ...],
) -> None:
    lead = lead_of(*before, *SENT)
    assert lead.endswith(f". You wrote three times {IN_VAIN}")
    assert lead.count("answer") == 1


def test_more_than_three_are_not_counted() -> None:
    assert f"You wrote several times {IN_VAIN}" in lead_of("2026-01-05 sent", *SENT)


def test_an_answer_or_fewer_than_three_say_nothing_of_a_rest() -> None:
    call = "2026-01-05 call: the boat"
    assert "let it rest" not in lead_of(call, *SENT[1:])
    assert "let it rest" not in lead_of(call, *SENT, "2026-07-01 email: thanks")
