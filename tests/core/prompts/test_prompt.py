"""Whole prompts, as they stand in the weekly note."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from vaultnet.core.dates.week import week_of
from vaultnet.core.kinds import Kind, split_kind
from vaultnet.core.people.favours import parse_favour
from vaultnet.core.people.interactions import Interaction, Source
from vaultnet.core.people.network import Contact
from vaultnet.core.people.profile import Profile
from vaultnet.core.prompts.news import NewsItem
from vaultnet.core.prompts.prompt import Prompt, Share, context_of, make_prompt
from vaultnet.core.prompts.quoting import plain
from vaultnet.core.values import NotePath
from vaultnet.formats.compose import with_links

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 23)
REACH = {"email": ("jane@example.org",), "phone": ("+44 7700 900123",)}
NOW = NotePath("Network/Now.md")
NEWS = (
    NewsItem(date(2026, 11, 10), "started a climbing group", 3, NOW),
    NewsItem(date(2026, 10, 12), "said yes to a choir", 4, NOW),
    NewsItem(date(2026, 7, 1), "sold the van", 5, NOW),
)
TEMPLATES = SandboxedEnvironment(
    loader=FileSystemLoader(ROOT / "templates"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def at(
    day: str,
    kind: Kind | None,
    text: str = "",
    thread: str | None = None,
    source: Source = Source.LOG,
) -> Interaction:
    path = NotePath("People/X.md")
    return Interaction(date.fromisoformat(day), kind, text, path, 3, source, thread)


def person(name: str, *history: Interaction, **known: object) -> Contact:
    known = {"addresses": {}} | known
    path = NotePath(f"People/{name}.md")
    return Contact(Profile(path, name, **known), history)  # type: ignore[arg-type]


def prompt_for(contact: Contact, **more: object) -> Prompt:
    asked = {"today": TODAY, "week": week_of(TODAY), "news": NEWS} | more
    prompt = make_prompt(contact, **asked)  # type: ignore[arg-type]
    return with_links(prompt, contact.profile.addresses)


def render(prompt: Prompt) -> str:
    template = TEMPLATES.get_template(f"prompts/{prompt.kind.value}.md.j2")
    return template.render(heading=prompt.name, **context_of(prompt))


MARATHON = at(
    "2026-08-02",
    Kind.CALL,
    "moving to Lisbon, training for the marathon",
    "ask how the marathon went",
)
WHOLE = [
    prompt_for(person("Jane Doe", MARATHON, addresses=REACH, channel=Kind.EMAIL)),
    prompt_for(person("Jane Doe", MARATHON, addresses=REACH)),
    prompt_for(
        person("Tom Reed", at("2026-08-02", Kind.EMAIL, "the new job at the library"))
    ),
    prompt_for(person("Ida Holm", at("2026-10-03", Kind.MEET, "her flat leaks"))),
    prompt_for(
        person("Max Ernst", at("2026-09-30", None, "Umzug nach Bonn, viel Arbeit"))
    ),
    prompt_for(
        person(
            "Sam Lee",
            met=date(2026, 11, 14),
            met_at="the PyCon hallway track",
            addresses={"email": ("sam@example.net",)},
        )
    ),
    prompt_for(
        person(
            "Ines Prat",
            met=date(2026, 11, 7),
            introduced_by="Ana Ruiz",
            interests=("ghost stories",),
        )
    ),
    prompt_for(person("李伟", interests=("Bienen",)), shares=[
        Share(date(2026, 10, 3), "Bee hotels", "Notes/Bee hotels")
    ]),
    prompt_for(person("Dr. Ada Byron", at("2025-03-02", None, source=Source.FIELD),
                      addresses=REACH)),
    prompt_for(person("Ben Hale")),
    prompt_for(
        person("Kit Moss", at("2026-10-02", None, "tea with Kit", source=Source.DIARY))
    ),
    prompt_for(
        person(
            "Lea Brandt",
            at("2026-10-02", Kind.CALL, "her mother died"),
            at("2026-11-02", Kind.SENT, "a card"),
            addresses=REACH,
        )
    ),
    prompt_for(
        person(
            "Nour Said",
            at("2026-05-02", Kind.MEET, "helped me with the tax forms"),
            at("2026-10-02", Kind.VIDEO, "learning to sail"),
            addresses=REACH,
        ),
        ask="an intro to Ana",
        kind=Kind.EMAIL,
    ),
    prompt_for(
        person("Otto Blom", at("2026-06-10", Kind.LETTER, "planning a trip to Rome"),
               channel=Kind.LETTER)
    ),
    prompt_for(
        replace(
            person("Eva Lund", at("2026-10-02", Kind.CALL, "learning to sail"),
                   interests=("boats",)),
            favours=(
                parse_favour("offer: a day on the water #1h", mark=" "),
                parse_favour("asked 2026-08-02: an intro to [[Ana]] #5min", mark=" "),
                parse_favour("received 2026-07-01: a chart of the bay", mark="x"),
            ),
        ),
        ask="a lift to the harbour",
        kind=Kind.TEXT,
    ),
]  # fmt: skip


def test_whole_prompts_read_well(golden: Callable[[str, str], None]) -> None:
    golden("prompts.md", "\n".join(map(render, WHOLE)))


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_prompt(kind: Kind) -> None:
    prompt = prompt_for(person("Jane Doe", MARATHON), kind=kind)
    assert is_sound(render(prompt))
    assert "Jane" in prompt.draft


@pytest.mark.parametrize(
    ("contact", "source", "title"),
    [
        (
            person("Jane Doe", MARATHON, interests=("bees",)),
            "thread",
            "ask how the marathon went (2 August)",
        ),
        (
            person("Jane Doe", MARATHON, at("2026-09-01", Kind.TEXT, "the new flat")),
            "log",
            '"the new flat" (1 September)',
        ),
        (
            person("Jane Doe", MARATHON, at("2026-09-01", Kind.TEXT)),
            "log",
            '"moving to Lisbon, training for the marathon" (2 August)',
        ),
        (
            person("Jane Doe", at("2026-09-01", None), interests=("bees",)),
            "interest",
            "interested in bees, last in touch 1 September",
        ),
        (
            person(
                "Jane Doe", met=date(2026, 11, 14), met_at="the PyCon hallway track"
            ),
            "met",
            "met 14 November, the PyCon hallway track",
        ),
        (
            person("Jane Doe", at("2026-09-01", None)),
            "field",
            "last in touch 1 September",
        ),
        (
            person("Jane Doe", at("2026-09-01", Kind.CALL, "x", "wish her luck")),
            "thread",
            'next: "wish her luck" (1 September)',
        ),
    ],
)
def test_the_nearest_detail_is_taken(contact: Contact, source: str, title: str) -> None:
    prompt = prompt_for(contact)
    assert prompt.detail is not None
    assert (prompt.detail.source, prompt.title) == (source, title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("call: https://example.org/moss?x=%20y", "last spoke 9 July"),
        ("call: <% tp.date.now() %> her film", "last spoke 9 July"),
        ("email: llamada", "last exchange 9 July"),
        ("text: ok", "last exchange 9 July"),
        ("coffee", "last met 9 July"),
        ("walk: with Jane", "last met 9 July"),
        ("🎂🎈", "last in touch 9 July"),
    ],
)
def test_what_reads_badly_is_no_title(text: str, title: str) -> None:
    kind, said = split_kind(text)
    contact = person(
        "Jane Doe", at("2026-07-09", kind, said), met=date(2024, 8, 30), met_at="FOSDEM"
    )
    assert prompt_for(contact).title == title


MET = {"met": date(2026, 11, 14), "met_at": "the repair café in Easton"}


def test_for_a_card_what_was_written_that_day_is_how_you_met() -> None:
    told = at("2026-11-14", None, "she mended my rucksack", "ask how the table is")
    prompt = prompt_for(person("Priya", told, **MET))
    assert prompt.title == "met 14 November, the repair café in Easton"
    assert prompt.lead == (
        'Met on 14 November: "the repair café in Easton"; "she mended my rucksack".'
        ' For next time: "ask how the table is"'
    )
    assert prompt.draft.startswith("Hi Priya, we met on 14 November at the repair café")
    assert "how the table is" in prompt.draft
    assert prompt.detail is not None
    assert prompt.detail.source == "thread"


def test_a_card_without_a_place_is_told_by_its_words() -> None:
    words = "met at the fair, she sold eels"
    told = person("Jo", at("2026-11-14", None, words), met=date(2026, 11, 14))
    assert prompt_for(told).title == "met 14 November, at the fair, she sold eels"
    diary = at("2026-11-14", Kind.MEET, "Met Jo in the queue", source=Source.DIARY)
    seen = person("Jo", diary, met=date(2026, 11, 14), interests=("bread",))
    assert "queue" not in prompt_for(seen).draft
    assert 'From your notes of 14 November: "Met Jo in the queue"' in (
        prompt_for(seen).lead
    )


def test_what_was_talked_about_at_the_meeting_is_woven_in() -> None:
    told = at("2026-11-14", None, "talked about moving to Lisbon")
    draft = prompt_for(person("Priya", told, **MET)).draft
    assert "Easton. We talked about moving to Lisbon." in draft


def test_after_a_later_talk_the_meeting_is_still_how_you_met() -> None:
    told = at("2026-11-14", None, "she mended my rucksack")
    prompt = prompt_for(person("Priya", told, at("2026-11-20", Kind.CALL), **MET))
    assert prompt.title == "last spoke 20 November"
    assert prompt.lead == (
        "Last spoke on 20 November, a call. First met on 14 November:"
        ' "the repair café in Easton"; "she mended my rucksack"'
    )


def test_for_somebody_who_has_died_there_is_nothing_to_send() -> None:
    contact = person("Jane Doe", MARATHON, gone=True, addresses=REACH)
    for ask in (None, "a favour"):
        prompt = prompt_for(contact, ask=ask)
        assert (prompt.draft, prompt.news, prompt.links) == ("", (), {})
        text = render(prompt)
        assert "```" not in text
        assert "moving to Lisbon" in text
        assert "Your note says that Jane has died. There is nothing to send." in text


def test_the_links_carry_the_form_that_fits_them() -> None:
    news = {"news": NEWS[:1]}
    prompt = prompt_for(person("Jane Doe", MARATHON, addresses=REACH), **news)
    assert prompt.draft.startswith("Hi Jane, is this a good moment?")
    mail, text = unquote(prompt.links["email"]), unquote(prompt.links["text"])
    assert "body=Hi Jane,\r\n\r\n" in mail
    assert "climbing group" in mail
    assert "\n" not in text
    assert "good moment" not in mail + text
    assert "?" not in prompt.links["call"]


def test_one_item_of_news_is_told_and_it_turns() -> None:
    items = [
        NewsItem(date(2026, 11, day), f"built a {thing}", day, NOW)
        for day, thing in ((4, "boat"), (3, "bench"), (2, "shed"), (1, "door"))
    ]
    told = set()
    for weeks in range(3):
        week = week_of(TODAY + timedelta(weeks=weeks))
        prompt = prompt_for(
            person("Jo", MARATHON), news=items, kind=Kind.EMAIL, week=week
        )
        (thing,) = re.findall(r"I built a (\w+)", prompt.draft)
        told.add(thing)
        assert len(prompt.news) == 2
        assert f"built a {thing}" in " ".join(prompt.news)
    assert told == {"boat", "bench", "shed"}


def test_of_somebody_unknown_it_says_so() -> None:
    prompt = prompt_for(person("Jane Doe"))
    assert prompt.detail is None
    assert prompt.title == "in touch lately?"
    assert prompt.unknown == "You do not know what is new with Jane; just ask."


def test_the_future_is_not_known() -> None:
    assert (
        prompt_for(person("Jane Doe", at("2026-11-23", Kind.CALL, "x"))).detail is None
    )


def test_only_what_they_have_not_heard_is_news() -> None:
    assert prompt_for(person("Jane Doe", MARATHON)).news == (
        "started a climbing group (10 November)",
        "said yes to a choir (12 October)",
    )
    talked = person("Jane Doe", at("2026-11-11", Kind.CALL, "x"))
    assert prompt_for(talked).news == ()


def test_news_about_themselves_are_none() -> None:
    news = [NewsItem(date(2026, 11, 10), "walked to Rye with Jane", 1, NOW)]
    assert prompt_for(person("Jane Doe", MARATHON), news=news).news == ()


GUILT = re.compile(
    r"sorry|too long|long time|checking in|finds you well|catch up|hope|owe|amazing"
    r"|great|wonderful|congrat|finally|should have|overdue|!|–|—|  ",
    re.IGNORECASE,
)


@pytest.mark.parametrize("kind", Kind)
def test_no_draft_nags_flatters_or_shouts(kind: Kind) -> None:
    for weeks in range(7):
        day = TODAY + timedelta(weeks=weeks)
        for contact in PEOPLE:
            prompt = prompt_for(contact, kind=kind, today=day, week=week_of(day))
            said = f"{prompt.draft}\n{prompt.gesture}\n{prompt.unknown}\n{prompt.asks}"
            assert not GUILT.search(said)
            assert len(re.findall(r"[.?\]](?:\s|$)", prompt.draft)) <= 5
            assert prompt.draft.count("[") <= 1


PEOPLE = [
    person("Jane Doe", MARATHON),
    person("Jane Doe", at("2026-08-02", Kind.EMAIL, "the new flat")),
    person("Jane Doe", at("2026-08-02", Kind.MEET, "building a shed")),
    person("Jane Doe", at("2026-08-02", None, "sie zieht um")),
    person("Jane Doe", at("2026-08-02", None, "lunch", source=Source.DIARY)),
    person("Jane Doe", interests=("bees", "climbing", "Bienen")),
    person("Jane Doe", met=date(2026, 11, 14), met_at="PyCon 2026"),
    person("Jane Doe", at("2024-08-02", None)),
    person("Jane Doe"),
]


@pytest.mark.parametrize("contact", PEOPLE)
def test_two_weeks_do_not_read_alike(contact: Contact) -> None:
    later = TODAY + timedelta(weeks=1)
    one, other = prompt_for(contact), prompt_for(contact, week=week_of(later))
    assert one.draft != other.draft


def is_sound(text: str) -> bool:
    """Say whether everything stands in the callout and its fence is closed."""
    lines = text.rstrip("\n").split("\n")
    inside = all(line.startswith(">") for line in lines[1:])
    fences = [line for line in lines if "```" in line]
    return lines[0].startswith("### ") and inside and fences == ["> ```text", "> ```"]


DATES = st.dates(date(2019, 1, 1), date(2027, 12, 31))
TEXT = st.one_of(
    st.text(max_size=80),
    st.text(st.sampled_from('`%<>[]()!#:\n\r\u2028|$\\" ax-'), max_size=40),
)
HISTORIES = st.lists(
    st.builds(
        Interaction,
        on=DATES,
        kind=st.one_of(st.none(), st.sampled_from(Kind)),
        text=TEXT,
        path=st.just(NOW),
        line=st.integers(1, 9),
        source=st.sampled_from(Source),
        thread=st.one_of(st.none(), TEXT),
    ),
    max_size=4,
).map(lambda found: tuple(sorted(found, key=lambda each: each.on)))
PROFILES = st.builds(
    Profile,
    path=st.just(NOW),
    name=st.text(min_size=1, max_size=20),
    met=st.one_of(st.none(), DATES),
    met_at=st.one_of(st.none(), TEXT),
    introduced_by=st.one_of(st.none(), TEXT),
    interests=st.lists(TEXT, max_size=2).map(tuple),
    addresses=st.fixed_dictionaries(
        {
            "email": st.lists(TEXT, max_size=2).map(tuple),
            "phone": st.just(("1 (2) 345",)),
        }
    ),
)


def known_words(contact: Contact) -> Sequence[str]:
    profile = contact.profile
    texts = [profile.met_at, profile.introduced_by, *profile.interests]
    for each in contact.history:
        texts += [each.text, each.thread]
    return [plain(text) for text in texts if text] + [
        plain(text).lstrip("#") for text in profile.interests
    ]


@given(
    st.builds(Contact, PROFILES, HISTORIES),
    DATES,
    st.one_of(st.none(), TEXT),
    st.lists(st.builds(NewsItem, DATES, TEXT, st.just(1), st.just(NOW)), max_size=3),
)
def test_whatever_is_written_it_quotes_truly_and_breaks_nothing(
    contact: Contact, today: date, ask: str | None, news: list[NewsItem]
) -> None:
    shares = [Share(today, "a `note` %%\n]]", "x")]
    prompt = prompt_for(
        contact, today=today, week=week_of(today), ask=ask, news=news, shares=shares
    )
    text = TEMPLATES.get_template(f"prompts/{prompt.kind.value}.md.j2").render(
        heading="Jane", **context_of(prompt)
    )
    assert is_sound(text)
    assert "%%" not in text
    assert "<%" not in text
    detail = prompt.detail
    if detail is None or detail.source == "field":
        return
    by = plain(contact.profile.introduced_by or "")
    assert detail.text in known_words(contact) or detail.text in (
        "",
        f"introduced by {by}",
    )
    days = {each.on for each in contact.history} | {contact.profile.met, None}
    assert detail.on in days
    assert detail.on is None or detail.on < today
