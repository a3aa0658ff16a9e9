"""What a person from outside adds to a note, and what is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.aside import Aside
from vaultnet.core.exchange.differing import Differs
from vaultnet.core.exchange.entry import plain_fields, says_no_more
from vaultnet.core.exchange.incoming import TakenIn, take_in
from vaultnet.core.exchange.person import FIELDS, Person
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.values import NotePath

PLAIN = "---\ntags: [person]\n---\n\n## Log\n"


def note_of(text: str) -> Note:
    return parse_note(NotePath("People/Jane Doe.md"), text.encode())


def taken(text: str, person: Person, **beside: object) -> TakenIn:
    return take_in(note_of(text), Dialect({}), person, "GB", **beside)  # type: ignore[arg-type]


def jane(**fields: str | tuple[str, ...]) -> Person:
    """Jane Doe with these fields."""
    values = {k: (v,) if isinstance(v, str) else v for k, v in fields.items()}
    return Person("Jane Doe", fields=values)


def test_fields_are_added_behind_those_that_are_there() -> None:
    person = jane(email=("jane@example.org", "j@example.com"), company="Acme & Sons")
    assert taken(PLAIN, person).text == (
        "---\ntags: [person]\nemail:\n"
        '  - "jane@example.org"\n  - "j@example.com"\ncompany: "Acme & Sons"\n'
        "---\n\n## Log\n"
    )


def test_a_value_joins_others_in_the_notes_own_spelling() -> None:
    text = "---\nE-Mail: jane@example.org # home\nMobile: 07700 900123\n---\n"
    person = jane(email=("JANE@EXAMPLE.ORG", "j@example.com"), phone="+44 7700 900123")
    assert taken(text, person).text == (
        '---\nE-Mail: [jane@example.org, "j@example.com"] # home\n'
        "Mobile: 07700 900123\n---\n"
    )


def test_another_value_is_said_and_nothing_is_replaced() -> None:
    text = "---\norg: Acme\nbirthday: 05-12\n---\n"
    done = taken(text, jane(company="Beta", birthday="1990-05-13"))
    assert done.text == text
    assert done.differs == (
        Differs("org", "Acme", "Beta"),
        Differs("birthday", "05-12", "1990-05-13"),
    )


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("1990-05-12", "05-12"),
        ("12 May 1990", "1990-05-12"),
        ("--05-12", "05-12"),
    ],
)
def test_a_birthday_is_the_same_however_it_is_written(here: str, there: str) -> None:
    assert not taken(f"---\nbirthday: {here}\n---\n", jane(birthday=there)).differs


def test_a_year_that_the_note_does_not_know_is_said() -> None:
    done = taken("---\nbirthday: 05-12\n---\n", jane(birthday="1990-05-12"))
    assert [each.there for each in done.differs] == ["1990-05-12"]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ('email: "[jane](mailto:jane@example.org)"', {"email": "jane@example.org"}),
        ("url: <https://example.org/a>", {"url": "https://example.org/a"}),
        ('company: "[[Acme]]"', {"company": "Acme"}),
        ("met: 2 August 2026", {"met": "2026-08-02"}),
        ('tags: ["#friend"]', {"tags": "friend"}),
        ("tags: friend, family", {"tags": ("friend", "family")}),
        ("address: {street: 1 High St, city: Leeds}",
         {"address": "1 High St, Leeds"}),
    ],
)  # fmt: skip
def test_a_value_is_known_however_the_note_writes_it(
    field: str, values: dict[str, str | tuple[str, ...]]
) -> None:
    text = f"---\n{field}\n---\n"
    assert taken(text, jane(**values)) == TakenIn(text)


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("signal", "https://signal.me/#p/+447700900123"),
        ("whatsapp", "https://wa.me/447700900123"),
        ("telegram", "https://t.me/jane_doe"),
        ("telegram", "@_jane_"),
    ],
)
def test_an_account_stays_an_address(field: str, address: str) -> None:
    done = taken(PLAIN, jane(**{field: address}))
    assert note_of(done.text).fields[field].value == address


def test_a_handle_is_one_however_it_is_written() -> None:
    text = '---\ntelegram: "@Jane_Doe"\n---\n'
    written = ("jane_doe", "https://t.me/jane_doe", "http://telegram.me/Jane_Doe/")
    assert taken(text, jane(telegram=written)) == TakenIn(text)


def test_words_in_the_place_of_an_account_are_harmless() -> None:
    done = taken(PLAIN, jane(telegram="<% tp %>", signal="javascript:alert(1)"))
    fields = note_of(done.text).fields
    assert [fields[each].value for each in ("telegram", "signal")] == [
        "< % tp % >",
        "javascript: alert(1)",
    ]


def test_a_number_stays_as_it_is_and_words_in_its_place_are_harmless() -> None:
    numbers = ("+ 44 (0)7700-900123 ext. 4", "*100#")
    done = taken(PLAIN, jane(phone=(*numbers, "1 `= x` [[y]]")))
    phones = note_of(done.text).fields["phone"].value
    assert phones == [*numbers, "1 '= x' [ [y] ]"]


def test_a_tag_stays_a_tag_and_words_do_not_become_one() -> None:
    done = taken(PLAIN, jane(tags=("_private_", "a/b", "<% tp %>")))
    tags = note_of(done.text).fields["tags"].value
    assert tags == ["person", "_private_", "a/b", "< % tp % >"]


@pytest.mark.parametrize(
    ("here", "tags"),
    [
        ("friend, family", "friend, family, sailing"),
        ("friend family", "friend family, sailing"),
        ("friend", ["friend", "sailing"]),
        ("", ["sailing"]),
    ],
)
def test_tags_in_one_text_stay_several(here: str, tags: object) -> None:
    done = taken(f"---\ntags: {here}\n---\n", jane(tags="sailing"))
    assert note_of(done.text).fields["tags"].value == tags


def test_another_name_becomes_an_alias_and_the_notes_own_does_not() -> None:
    person = Person("Jane M. Doe", ("Janie", "jane doe"))
    assert taken(PLAIN, person).text == (
        '---\ntags: [person]\naliases:\n  - "Jane M. Doe"\n  - "Janie"\n---\n\n## Log\n'
    )


def test_a_uid_is_set_or_stays_among_the_cards_lines() -> None:
    bare = Person("Jane Doe", uid="abc-1")
    assert "\nuid: abc-1\n" in taken(PLAIN, bare).text
    own = taken("---\nuid: mine\n---\n", bare).text
    assert own == '---\nuid: mine\nvcard:\n  - "UID:abc-1"\n---\n'
    assert taken(own, bare).text == own
    odd = taken(PLAIN, Person("Jane Doe", uid="urn:x:1,2"))
    assert '  - "UID:urn:x:1\\\\,2"\n' in odd.text


def test_lines_of_a_card_are_kept_as_they_are() -> None:
    lines = ("X-FOO;TYPE=a:b  c\\n<% tp %>", "item1.X-ABLabel:_$!<Home>!$_")
    done = taken(PLAIN, Person("Jane Doe", kept=lines))
    assert note_of(done.text).fields["vcard"].value == [*lines]
    assert "<%" not in done.text
    assert taken(done.text, Person("Jane Doe", kept=lines)).text == done.text


def test_free_text_is_quoted_once_and_harmless() -> None:
    person = Person("Jane Doe", note="Met at the fair.\n\n## Log\n- 2026-01-01 call: x")
    done = taken(PLAIN, person)
    assert done.text.endswith(
        "\n## Log\n\n## Notes\n\n> Met at the fair.\n>\n> ＃# Log\n"
        "> – 2026-01-01 call: x\n"
    )
    changed = done.text.replace("> Met at the fair.\n", "")
    assert taken(changed, person).text == changed
    other = Person("Jane Doe", note="Something else")
    assert taken(done.text, other).text == done.text
    assert [each.field for each in taken(done.text, other).differs] == ["NOTE"]


@pytest.mark.parametrize("fields", ["{email: jane@example.org}", "vcard: {a: 1}"])
def test_free_text_is_quoted_once_where_its_line_cannot_be_kept(fields: str) -> None:
    person = Person("Jane Doe", note="Met at the fair.")
    done = taken(f"---\n{fields}\n---\n", person)
    assert done.text.count("> Met at the fair.") == 1
    assert taken(done.text, person).text == done.text


def test_free_text_is_quoted_once_though_the_lines_of_the_card_are_deleted() -> None:
    person = Person("Jane Doe", note="Met at the fair.")
    once = taken(PLAIN, person).text
    deleted = once.replace('vcard:\n  - "NOTE:Met at the fair."\n', "")
    assert deleted != once
    assert taken(deleted, person).text == once


def test_lines_that_stand_in_one_text_are_known() -> None:
    text = "---\nvcard: |\n  X-A:1\n  X-B:2\n---\n"
    assert taken(text, Person("Jane Doe", kept=("X-B:2", "X-A:1"))) == TakenIn(text)


def test_free_text_joins_the_notes_that_are_there() -> None:
    text = "---\nuid: a\n---\n## Notes\nMine.\n## Log\n- 2026-01-01 call\n"
    done = taken(text, Person("Jane Doe", note="Hers."))
    body = done.text.partition("---\n## Notes")[2]
    assert body == "\nMine.\n\n> Hers.\n\n## Log\n- 2026-01-01 call\n"


def test_a_picture_is_set_where_there_is_none() -> None:
    person = Person("Jane Doe")
    link = "[[Files/Jane Doe.png]]"
    text = taken(PLAIN, person, photo=link).text
    assert f'photo: "{link}"\n' in text
    assert taken("---\navatar: mine.png\n---\n", person, photo=link).added == ()


def test_lines_that_go_aside_leave_a_link() -> None:
    person = Person("Jane Doe", kept=("X-A:1", "KEY:long"), note="")
    aside = Aside(("KEY:long",), "[[Jane Doe.vcf]]")
    text = taken(PLAIN, person, aside=aside).text
    assert note_of(text).fields["vcard"].value == ["X-A:1", "[[Jane Doe.vcf]]"]
    again = taken(text, person, beside=("KEY:long",))
    assert again.text == text


def test_what_cannot_be_added_is_said_with_its_line_and_the_rest_is() -> None:
    text = "---\nemail: |\n  a@example.org\n---\n"
    done = taken(text, jane(email="j@example.org", company="Acme"))
    assert done.text == "---\nemail: |\n  a@example.org\ncompany: Acme\n---\n"
    assert [each[:25] for each in done.left] == ["People/Jane Doe.md:2: “em"]


def test_fields_hold_words_and_tidy_addresses_only() -> None:
    person = jane(
        company="[[Acme]] `= 1` <% tp %>",
        url=("javascript:alert(1)", "https://a.example"),
    )
    assert plain_fields(person) == {
        "aliases": ("Jane Doe",),
        "url": ("https://a.example",),
        "company": ("[ [Acme] ] '= 1' < % tp % >",),
    }


def test_an_entry_that_says_nothing_new_is_known() -> None:
    one = jane(email="jane@example.org", phone="07700 900123")
    two = Person("Jane Doe", kept=("X-A:1",))
    assert says_no_more(jane(phone="+447700900123"), [one], "GB")
    assert says_no_more(two, [one, two], "GB")
    assert not says_no_more(two, [one], "GB")
    assert not says_no_more(jane(company="Acme"), [one], "GB")


TEXT = st.text(max_size=20)
PEOPLE = st.builds(
    Person,
    st.just("Jane Doe"),
    st.tuples(TEXT),
    st.dictionaries(st.sampled_from(FIELDS), st.tuples(TEXT, TEXT), max_size=4),
    uid=st.none() | TEXT,
    note=TEXT,
    kept=st.tuples(TEXT.map(lambda each: "X-A:" + each.replace("\n", ""))),
)
NOTES = st.sampled_from(
    (
        PLAIN,
        "",
        "Only words",
        "---\r\nemail: a@example.org\r\norg: X # x\r\n---\r\n\r\nText\r\n",
        "---\nphone: [1]\nvcard: []\n---\n## Notes\n",
    )
)


@given(NOTES, PEOPLE)
def test_taking_in_twice_adds_nothing_and_no_word_is_lost(
    text: str, person: Person
) -> None:
    once = taken(text, person)
    again = taken(once.text, person)
    assert (again.text, again.added) == (once.text, ())
    before, after = note_of(text), note_of(once.text)
    for line in text[before.body_start :].splitlines():
        assert line in once.text
    for key, field in before.fields.items():
        now = after.fields[key].sources
        assert now[: len(field.sources)] == field.sources
