"""Awkward words from logs: woven in only where the result is English and true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.prompts.phrases import (
    Shape,
    is_tender,
    parse_own_news,
    parse_question,
    parse_topic,
)

JANE = frozenset({"jane", "doe"})

TOPICS = [
    ("moving to Lisbon, training for the marathon", "moving to Lisbon"),
    ("Moving to Lisbon.", "moving to Lisbon"),
    ("moving to [[Lisbon]]", "moving to Lisbon"),
    ("moving to [Lisbon](https://example.org/lisbon)", "moving to Lisbon"),
    ("moving to [[Places/Lisbon|Lisbon]] in October", "moving to Lisbon in October"),
    ("moving in with Tom and Anna", "moving in with Tom and Anna"),
    ("learning to sail", "learning to sail"),
    ("learning Portuguese", "learning Portuguese"),
    ("starting a PhD in physics", "starting a PhD in physics"),
    ("changing jobs", "changing jobs"),
    ("looking for a flat in Leeds", "looking for a flat in Leeds"),
    ("planning Anna's wedding", "planning Anna's wedding"),
    ("the new job at the library", "the new job at the library"),
    ("The new flat", "the new flat"),
    ("the move", "the move"),
    ("a new flat", "a new flat"),
    ("the climbing group", "the climbing group"),
    ("Tom's new job", "Tom's new job"),
    ("the PyCon talk", None),  # "talk" may be the conversation itself
    ("the move to Lisbon and the new job", "the move to Lisbon and the new job"),
    ("job hunting", "job hunting"),
    ("restoring a river barge with a school class",) * 2,
    # a word in "s" where no verb can stand
    ("a programme about lifts, and the people in them", "a programme about lifts"),
    ("the talk on parsers", None),  # the talk again
    ("the book on old boats", "the book on old boats"),
    ("looking for flats in Leeds", "looking for flats in Leeds"),
    ("swapping tomato seeds", "swapping tomato seeds"),
    ("swimming lessons", "swimming lessons"),
    ("new recipes for rhubarbs", "new recipes for rhubarbs"),
    ("building a whale for a children's play",) * 2,
    ("the women's choir", "the women's choir"),
    ("looking for a beech board for the paper press",) * 2,
    # what was had together, and where
    ("lunch at the market", "lunch at the market"),
    ("tea in the workshop, carving spoons", "tea in the workshop"),
    ("a walk by the river", "a walk by the river"),
    ("dinner at Luigi's", "dinner at Luigi's"),
    ("coffee in Lisbon", "coffee in Lisbon"),
    # what says itself that it was talked about
    ("talked about the new flat", "the new flat"),
    ("We talked about moving to Lisbon.", "moving to Lisbon"),
    ("discussed the move to Lisbon", "the move to Lisbon"),
    ("spoke about PyCon", "PyCon"),
    ("told me about the flat", "the flat"),
    ("asking about a key for the house", "a key for the house"),
    ("thinking of giving up the market stall", "giving up the market stall"),
    ("thinking about leaving the city for good", "leaving the city for good"),
    ("chatted about swimming lessons", "swimming lessons"),
    # what a reader does not see
    ("**the new flat**", "the new flat"),
    ("<b>the flat</b>", "the flat"),
    ("the ==new== flat %%not hers%%", "the new flat"),
]
NO_TOPICS = [
    "",
    "ok",
    "Lisbon",
    "moving",
    "marathon",
    "everything",
    "?",
    "…",
    "🎉",
    "🎉 the new flat",
    "12345",
    "20 km in 1:45",
    "the 2nd flat",
    # sentences, and half of them
    "she is moving to Lisbon",
    "the flat leaks",
    "the flat fell through",
    "the boss quit",
    "the kids love school",
    "the move went well",
    "moving sucks",
    "moving to Lisbon is off",
    "moving in hurts",
    "a dog bit Tom",
    "Tom's ill",
    "Tom's back",
    "Tom's engaged",
    "moved to Lisbon",
    "asked for the recipe",
    "wants to move",
    "is moving to Lisbon",
    "call me back",
    "talk to Anna about the flat",
    # who did it is not sure
    "her new job",
    "his daughter's first varnish",
    "my new flat",
    "our trip to Rome",
    "moving to their place",
    "the trip with her",
    "moving in with him",
    "Jane's new job",
    "the party at Doe",
    # how somebody was, or what the talk was
    "looking tired",
    "feeling better",
    "being annoying",
    "seeming distracted",
    "a long chat",
    "the usual",
    "a quick question about taxes",
    "the weather",
    "the end of the lease",
    "a bit of everything",
    "the latest",
    "the same",
    "the new",
    # what is not true any more on another day
    "moving to Lisbon next month",
    "the interview tomorrow",
    "the exam on Monday",
    "the flat, not sure any more",
    "moving to Lisbon, cancelled",
    "moving to Lisbon?",
    # other languages
    "die neue Wohnung",
    "der Umzug nach Bonn",
    "das neue Haus",
    "le nouveau travail",
    "la casa nueva",
    "a casa nova",
    "a casa in Roma",
    "a praia",
    "o trabalho novo",
    "de nieuwe baan",
    "en ny lejlighed",
    "nowa praca w Krakowie",
    "новая работа",
    "新しい仕事",
    "وظيفة جديدة",
    "umziehen nach Berlin",
    "training voor de marathon",
    "planning de vacances",
    # markup and machines
    "https://example.org/flat",
    "the flat https://example.org",
    "www.example.org",
    "jane@example.org",
    "`code`",
    "```",
    "the `new` flat",
    "<% tp.file.title %>",
    "%% hidden %%",
    "%% hidden",
    "the flat #home",
    "[ ] the flat",
    "| a | b |",
    '"the new flat"',
    "the flat/house",
    "the flat & the job",
    "the new flat!!!",
    "$500 for the flat",
    "$x^2$",
    # what wants the user's own words
    "the funeral",
    "the divorce",
    "moving to Lisbon after the divorce",
    "moving to Lisbon, her mother died",
    "the surgery",
    "the affair",
    "a secret project",
    "quitting drinking",
    "the baby",
    # what would sound odd, or unkind
    "moving on",
    "taking the piss",
    "getting a grip",
    "the wife",
    "training Tom",
    "looking for Tom",
    "choosing Tom",
    # too long to be one thing
    "the move to Lisbon with Tom and Anna and Kit and Ben and Max",
    "moving in with Mr. Smith",
    "moving to St. Louis",
    "a film about D. Lynch",
    "moving to No. 3",
    # verbs that end in "s", and articles that are missing
    "a programme about lift",
    "looking for flat in Leeds",
    "the search for flat",
    "the log in fails",
    "the flat near leaks",
    "moving on hurts",
    "Tom plans",
    "Tom exams",
    "kids love lessons",
    "boat leaks",
    "the talk on works",
    "a book about her kids",
    "lessons",
    "violins",
    # talked about, but what?
    "PyCon",
    "LISBON",
    "THE NEW FLAT",
    "talked about WORK",
    "talked about Tom",
    "talked about Lisbon",
    "talked about work",
    "talked about her move",
    "talked about us",
    "talked about the divorce",
    "talked about it",
    "talked",
    "we talked about",
    "discussed",
    "asked for the flat",
    "told me about her flat",
    "told Tom about the flat",
    "asked about it",
    "thinking of you",
    "thinking of her",
    "thinking of Tom",
    "thinking about it",
    "thinking of the funeral",
    "giving birth",
    "giving Tom a lift",
    "thinking for good",
    "moving for better",
    "spoke to Tom about the flat",
    "talked about Jane's new job",
    "talked about the weather",
    "we met the new neighbours",
    "we the new flat",
    "children's play",
    "lunch",
    "lunch at",
    "lunch at the",
    "lunch was at the market",
    "lunch with Tom",
    "lunch at her place",
    "lunch at Jane's",
    "talked about lunch at the market",
    "tea at the hospital",
    "coffee on Monday",
    "walk in",
    "breakfast in bed",
    "the size of a stamp",
    "a casa children's",
]


@pytest.mark.parametrize(("text", "woven"), TOPICS)
def test_a_topic_is_woven_in(text: str, woven: str | None) -> None:
    topic = parse_topic(text, JANE)
    assert (topic.text if topic else None) == woven


@pytest.mark.parametrize("text", NO_TOPICS)
def test_what_is_not_surely_a_topic_is_left_to_the_user(text: str) -> None:
    assert parse_topic(text, JANE) is None


def test_what_may_have_been_done_at_a_meeting_is_told_apart() -> None:
    shapes = {
        text: topic.shape
        for text in (
            "talked about a flat",
            "violin lessons",
            "lunch in Rome",
            "moving to Lisbon",
            "building a shed",
            "the Rembrandt exhibition",
        )
        if (topic := parse_topic(text))
    }
    assert shapes == {
        "talked about a flat": Shape.SAID,
        "violin lessons": Shape.SEVERAL,
        "lunch in Rome": Shape.OUTING,
        "moving to Lisbon": Shape.DOING,
        "building a shed": Shape.PURSUIT,
        "the Rembrandt exhibition": Shape.THING,
    }


QUESTIONS = [
    ("ask how the marathon went", "how the marathon went"),
    ("how the marathon went", "how the marathon went"),
    ("Ask how the marathon went.", "how the marathon went"),
    ("ask her how the marathon went", "how the marathon went"),
    ("ask Jane how the marathon went", "how the marathon went"),
    ("ask how the marathon went, and the knee", "how the marathon went"),
    ("ask about the new flat", "about the new flat"),
    ("about Lisbon", "about Lisbon"),
    ("ask about [[Lisbon]]", "about Lisbon"),
    ("ask about moving to Lisbon", "about moving to Lisbon"),
    ("ask about your new job", "about your new job"),
    ("whether the visa came through", "whether the visa came through"),
    ("ask if Tom has left", "if Tom has left"),
    ("ask what happened with the flat", "what happened with the flat"),
    ("ask who won", "who won"),
    ("ask when the baby is due", "when the baby is due"),
    ("ask how things are going", "how things are going"),
    ("ask how training is going", "how training is going"),
    ("ask how to make the bread", "how to make the bread"),
    ("ask whether you like Lisbon", "whether you like Lisbon"),
    ("how did the marathon go?", "How did the marathon go?"),
    ("ask how is the new flat", "How is the new flat?"),
    ("ask how the surgery went", "how the surgery went"),
    ("ask about the talk on parsers", "about the talk on parsers"),
    ("did the goats settle in?", "Did the goats settle in?"),
    ("Has Tom left?", "Has Tom left?"),
    ("are you free in May?", "Are you free in May?"),
    ("have you found a flat?", "Have you found a flat?"),
]
NO_QUESTIONS = [
    "",
    "ask",
    "ask her",
    "marathon",
    "the marathon",
    "send the photos",
    "wish him luck for the opening",
    "ask for the recipe",
    "ask to meet",
    "ask how she is",
    "ask how her mother is",
    "ask what he decided about Cardiff",
    "ask how it went",
    "ask how Jane's move went",
    "ask about them",
    "ask about her",
    "ask about my article",
    "ask whether I should come",
    "ask how the marathon",
    "ask how marathon went",
    "ask whether is the flat free",
    "ask how the interview on Monday went",
    "ask how the exam tomorrow went",
    "ask how the funeral went",
    "ask about the divorce",
    "wie der Umzug war",
    "ask wie der Marathon war",
    "comment va le chat",
    "ask about https://example.org",
    "ask about `x`",
    "ask how 10k went",
    "ask about",
    "how",
    "ask about the flat & the job",
    "what",
    "ask how the marathon went %%",
    "did the goats settle in",  # without its mark it may be anything
    "was der Umzug bringt?",
    "was machst du?",
    "did she get the job?",
    "is he all right?",
    "has Jane left?",
    "are you angry?",
    "did you like my book?",
    "did you get it?",
    "is fine?",
    "can you come tomorrow?",
    "would Tom?",
    "will the divorce be quick?",
    "moved in?",
    "the goats settled in?",
    "ask about the talk on",
    "DID THE GOATS SETTLE IN?",
]


@pytest.mark.parametrize(("text", "asked"), QUESTIONS)
def test_a_question_for_next_time_is_put(text: str, asked: str) -> None:
    question = parse_question(text, JANE)
    assert question is not None
    assert question.text == asked
    assert question.direct == asked.endswith("?")


@pytest.mark.parametrize("text", NO_QUESTIONS)
def test_what_is_not_surely_a_question_is_left_to_the_user(text: str) -> None:
    assert parse_question(text, JANE) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("started a climbing group", "I started a climbing group"),
        ("Started a climbing group.", "I started a climbing group"),
        ("I am learning to weave", "I am learning to weave"),
        ("moved to Bonn, into a small flat", "I moved to Bonn"),
        ("ran 42 km", "I ran 42 km"),
        ("began my third year of teaching", "I began my third year of teaching"),
        ("signed up for a pottery course", "I signed up for a pottery course"),
        ("read [[Middlemarch]] at last", None),  # "last" may be last week
        ("new job", None),
        ("STARTED A CLIMBING GROUP", None),
        ("the book is out", None),
        ("we moved to Bonn", None),
        ("promoted to head of sales", None),
        ("invited to Paris", None),
        ("excited about the job", None),
        ("moved by the film", None),
        ("opened yesterday in Bonn", None),
        ("starting on Monday", None),
        ("Umzug nach Bonn", None),
        ("started a group!", None),
        ("lost my mother to cancer", None),
        ("met Jane for coffee", None),
        ("visited Jane in Lisbon", None),
        ("started a blog: https://example.org", None),
        ("finished!", None),
        ("started", None),
        ("", None),
    ],
)
def test_own_news_are_told_where_they_surely_are_mine(
    text: str, told: str | None
) -> None:
    assert parse_own_news(text, JANE) == told


@given(st.text())
def test_nothing_that_is_written_ever_raises(text: str) -> None:
    for parse in (parse_topic, parse_question, parse_own_news):
        parse(text, JANE)


WORDS = st.sampled_from(
    "the a new flat job moving learning to in with and at Lisbon Tom her she I not"
    " went is leaks about how ask whether you my funeral Monday's 3rd house".split()
)


@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_a_topic_never_holds_a_pronoun_or_another_word_than_the_users(
    text: str,
) -> None:
    topic = parse_topic(text, JANE)
    if topic:
        assert topic.text.casefold() in text.casefold()
        assert not {"her", "she", "i", "my", "you", "is", "went"} & set(
            topic.text.casefold().split()
        )


@pytest.mark.parametrize(
    ("text", "tender"),
    [
        ("her mother died", True),
        ("the dog may die", True),
        ("die neue Wohnung", False),
        ("wie der Umzug war", False),
        ("dies und das", False),
        ("a book about the war", True),
        ("the new flat", False),
    ],
)
def test_grief_is_told_from_a_german_article(text: str, tender: bool) -> None:
    assert is_tender(text) is tender
