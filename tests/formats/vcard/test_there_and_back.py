"""Reading and writing are one: what one does, the other undoes."""

from __future__ import annotations

from dataclasses import replace

import vobject
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.escapes import escape, split, unescape
from vaultnet.core.exchange.person import Person, Photo
from vaultnet.core.notes.addresses import safe_url
from vaultnet.core.notes.neutral import neutral, shown
from vaultnet.formats.vcard import read_vcards, render_vcard
from vaultnet.formats.vcard.lines import parse_line
from vaultnet.formats.vcard.properties import plain_note, tag_of

VERSIONS = st.sampled_from(["3.0", "4.0"])

# What means something in a card, among all else that there is.
NASTY = st.lists(
    st.one_of(
        st.sampled_from(
            ["\\", ";", ",", ":", '"', "^n", "\\n", "=", "=0D", "é", "漢", "🎉", " ",
             "a", "END:VCARD", "BEGIN:VCARD", "item1.", "-", "http://", "&",
             "%", "'", "|"]
        ),
        st.text(max_size=4),
    ),
    max_size=14,
).map("".join)  # fmt: skip
LINE = NASTY.map(neutral).filter(bool)  # what a note can say
NOTE = st.lists(NASTY.map(shown), max_size=4).map("\n".join).map(plain_note)
TAG = NASTY.map(tag_of).filter(lambda tag: tag and tag_of(tag) == tag)
WORD = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
DAY = st.dates().filter(lambda day: day.year not in (1604, 1804)).map(str)
PHONE = st.from_regex(r"\+?[1-9][0-9]{3,12}", fullmatch=True)
EMAIL = st.builds("{}@{}.example.org".format, WORD, WORD)
URL = st.builds("https://{}.example.org/{}".format, WORD, NASTY).filter(
    lambda url: safe_url(url) == url
)


def several(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(tuple)


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "email": several(EMAIL),
        "phone": several(PHONE),
        "whatsapp": several(PHONE),
        "telegram": several(WORD),
        "linkedin": several(st.builds("https://www.linkedin.com/in/{}".format, WORD)),
        "url": several(URL),
        "company": several(LINE),
        "role": several(LINE),
        "address": several(LINE),
        "location": LINE.map(lambda text: (text,)),
        "birthday": st.one_of(DAY, DAY.map(lambda day: day[5:])).map(
            lambda day: (day,)
        ),
        "anniversary": DAY.map(lambda day: (day,)),
        "met": DAY.map(lambda day: (day,)),
        "met_at": several(LINE),
        "tags": several(TAG),
    },
)
PEOPLE = st.builds(
    Person,
    name=LINE,
    others=several(LINE) | st.just(()),
    fields=FIELDS,
    uid=st.none() | LINE,
    note=NOTE,
    photo=st.sampled_from(
        [None, Photo(b"GIF89a" + bytes(90), "gif"), "https://example.org/a.png"]
    ),
    line=st.just(1),
).map(
    lambda person: replace(
        person, others=tuple(each for each in person.others if each != person.name)
    )
)


def only(text: str) -> Person:
    people = read_vcards(text.encode())
    (person,) = people.people
    return replace(person, line=1)


@given(PEOPLE, VERSIONS)
def test_who_is_written_is_read(person: Person, version: str) -> None:
    text = render_vcard(person, version=version)
    assert only(text) == person
    assert render_vcard(person, version=version) == text
    (card,) = vobject.readComponents(text)
    card.validate()


@given(NASTY)
def test_escaping_is_undone(text: str) -> None:
    text = text.replace("\r", "")
    assert unescape(escape(text)) == text
    assert [
        unescape(part) for part in split(f"{escape(text)};{escape(text)}", ";")
    ] == [
        text,
        text,
    ]


NAMES = st.sampled_from(
    "FN N NICKNAME EMAIL TEL ADR ORG TITLE ROLE URL IMPP X-SOCIALPROFILE BDAY NOTE"
    " ANNIVERSARY X-ANNIVERSARY X-ABDATE CATEGORIES PHOTO UID X-ABLabel X-ABADR fn tel"
    " X-ANDROID-CUSTOM X-FOO KEY LABEL GEO TZ RELATED MEMBER note X-VAULTNET-LINE"
    " X-VAULTNET-UID".split()
)
PARAMS = st.lists(
    st.sampled_from(
        ["TYPE=HOME", "TYPE=PREF", "type=cell,voice", 'TYPE="a;b"', "PREF=1", "PREF=50",
         "LANGUAGE=el", "ALTID=1", "VALUE=text", "X-A=^n^'^^", "X-B=", "HOME", "PREF",
         "X-APPLE-OMIT-YEAR=1604", "TYPE=telegram", "CHARSET=UTF-8"]
    ),
    max_size=3,
)  # fmt: skip
VALUES = st.one_of(
    NASTY.map(shown),
    NASTY.map(lambda text: shown(escape(text))),
    st.lists(LINE, max_size=7).map(lambda parts: ";".join(map(escape, parts))),
    st.sampled_from(
        ["1985-04-12", "--0412", "20100619", "Ada Lovelace", "Lovelace;Ada;;;",
         "friend,vip",
         "ada@example.org", "MAILTO:ada@example.org", "tel:+44-7700-900123", "555-0100",
         "https://www.linkedin.com/in/ada", r"http\://example.org", "telegram:ada",
         "_$!<Anniversary>!$_", "LinkedIn", ";;1 Elm;York;;;", "myContacts",
         "vnd.android.cursor.item/nickname;Ada;1;;", "urn:uuid:" + "1" * 8 + "-1111" * 3
         + "-" + "1" * 12]
    ),
)  # fmt: skip


@st.composite
def content_lines(draw: st.DrawFn) -> str:
    group = draw(st.sampled_from(["", "", "", "item1.", "ITEM1.", "item2."]))
    head = ";".join((draw(NAMES), *draw(PARAMS)))
    return f"{group}{head}:{draw(VALUES)}"


CARDS = st.tuples(
    st.sampled_from(["2.1", "3.0", "4.0", ""]), st.lists(content_lines(), max_size=12)
)


def written(version: str, lines: list[str]) -> bytes:
    first = [f"VERSION:{version}"] if version else []
    return "\r\n".join(["BEGIN:VCARD", *first, *lines, "END:VCARD", ""]).encode()


@given(CARDS, VERSIONS)
def test_what_came_comes_again(card: tuple[str, list[str]], version: str) -> None:
    data = written(*card)
    for person in read_vcards(data).people:
        text = render_vcard(person, version=version)
        again = only(text)
        assert again.name == person.name
        assert sorted(again.others) == sorted(person.others)
        assert _sorted(again) == _sorted(person)
        assert (again.uid, again.note, again.photo) == (
            person.uid,
            person.note,
            person.photo,
        )
        assert _telling(again) == _telling(person)
        assert render_vcard(again, version=version) == text
        (parsed,) = vobject.readComponents(text)
        parsed.validate()


def _telling(person: Person) -> list[str]:
    # Of several FN that are one name it says nothing which is preferred.
    same = f"FN;TYPE=PREF:{escape(person.name)}".upper()
    return sorted(each for each in person.kept if each.upper() != same)


def _sorted(person: Person) -> dict[str, list[str]]:
    # New lines for tags and accounts stand behind those that came.
    return {name: sorted(values) for name, values in person.fields.items()}


@given(CARDS)
def test_each_property_of_a_card_is_in_what_is_written(
    card: tuple[str, list[str]],
) -> None:
    people = read_vcards(written(*card))
    told = {skipped.line for skipped in people.skipped}
    first = 2 + bool(card[0])
    for person in people.people:
        lines = render_vcard(person).replace("\r\n ", "").split("\r\n")
        texts = [_bare(line.partition(":")[2]) for line in lines]
        for number, line in enumerate(card[1], first):
            parsed = parse_line(number, line, version=card[0] or "3.0")
            if parsed is None or number in told or parsed.name in _IN_ANOTHER_FORM:
                continue
            for part in split(parsed.value, "," if parsed.name in _LISTS else ";"):
                assert any(_bare(part) in text for text in texts), line


_LISTS = ("NICKNAME", "CATEGORIES")
# Days, pictures and labels of groups are written as their own kind is; a UUID is bare.
_IN_ANOTHER_FORM = (
    "BDAY", "ANNIVERSARY", "X-ABDATE", "PHOTO", "X-ABLABEL", "X-ABADR", "UID",
    "X-VAULTNET-LINE", "X-VAULTNET-UID",
)  # fmt: skip


def _bare(text: str) -> str:
    """Give the letters of a text that no escape makes: all but the n of a backslash."""
    return "".join(each for each in shown(text) if each.isalnum() and each not in "nN")
