"""Any people, written as each program writes them, are read again."""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.exchange.person import People, Person
from vaultnet.formats.tables import detect_source, read_table

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
WORDS = st.text("abcdeéößАбв山O'-\"🚀&(", min_size=1, max_size=12).map(
    lambda text: f"X{text}y"
)
SLUGS = st.text("abcdefgé0123456789-", min_size=3, max_size=30)
EMAILS = st.builds(
    "{}@example.{}".format,
    st.text("abc.xyz", min_size=1, max_size=8).map(
        lambda text: f"a{text}z".replace("..", "-")
    ),
    st.sampled_from(["org", "com"]),
)
PHONES = st.integers(0, 999).map(lambda number: f"+44 7700 900{number:03}")
DAYS = st.dates(date(1930, 1, 1), date(1999, 12, 31))
LINES = st.lists(
    st.one_of(WORDS, WORDS.map(lambda word: f"{word}, {word}")), max_size=3
)


def table(rows: list[list[str]], end: str, quoting: int = 0) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def fields(**values: list[str]) -> dict[str, tuple[str, ...]]:
    """Give the fields that hold something, each value once."""
    return {
        name: tuple(dict.fromkeys(filter(None, each)))
        for name, each in values.items()
        if any(each)
    }


@st.composite
def connections(draw: st.DrawFn) -> tuple[list[str], Person]:
    """A row of LinkedIn and the person that it tells of."""
    first, last, slug, email = map(draw, (WORDS, WORDS, SLUGS, EMAILS | st.just("")))
    company, role = draw(WORDS | st.just("")), draw(WORDS | st.just(""))
    day = draw(DAYS)
    url = f"https://www.linkedin.com/in/{slug}"
    said = f"{day.day:02} {MONTHS[day.month - 1]} {day.year}"
    person = Person(
        f"{first} {last}",
        fields=fields(
            linkedin=[url], email=[email], company=[company], role=[role],
            connected_on=[day.isoformat()],
        ),
    )  # fmt: skip
    return [first, last, url, email, company, role, said], person


def told(people: People) -> list[tuple[str, dict[str, tuple[str, ...]], str]]:
    return [(each.name, dict(each.fields), each.note) for each in people.people]


@given(st.lists(connections(), min_size=1, max_size=5))
def test_connections_are_read_again(people: list[tuple[list[str], Person]]) -> None:
    titles = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    rows = table([titles.split(","), *(row for row, _ in people)], "\n")
    data = ('Notes:\n"When exporting, ..."\n\n' + rows).encode()
    read = read_table(data, "linkedin")
    assert detect_source(data) == "linkedin"
    assert read.skipped == ()
    assert told(read) == told(People(tuple(person for _, person in people)))
    assert [each.line for each in read.people] == [*range(5, 5 + len(people))]


@st.composite
def google_contacts(draw: st.DrawFn) -> tuple[list[str], Person]:
    """A row of Google and the person that it tells of."""
    first, middle, last = map(draw, (WORDS, WORDS | st.just(""), WORDS))
    emails = draw(st.lists(EMAILS, max_size=4))
    phones = draw(st.lists(PHONES, max_size=3))
    notes, company = draw(LINES), draw(WORDS | st.just(""))
    tags = draw(st.lists(st.sampled_from(["choir", "old friends", "x/y"]), max_size=3))
    day = draw(DAYS)
    labels = " ::: ".join(["* myContacts", *tags])
    row = [
        first, middle, last, company, day.isoformat(), "\n".join(notes), labels,
        "Work", " ::: ".join(emails[2:]), "* Home", " ::: ".join(emails[:2]),
        "Mobile", " ::: ".join(phones),
    ]  # fmt: skip
    person = Person(
        " ".join(filter(None, (first, middle, last))),
        fields=fields(
            company=[company], birthday=[day.isoformat()],
            tags=[tag.replace(" ", "-") for tag in tags], email=emails, phone=phones,
        ),
        note="\n".join(notes),
    )  # fmt: skip
    return row, person


@given(st.lists(google_contacts(), min_size=1, max_size=5), st.sampled_from([0, 1]))
def test_contacts_of_google_are_read_again(
    people: list[tuple[list[str], Person]], quoting: int
) -> None:
    titles = (
        "First Name,Middle Name,Last Name,Organization Name,Birthday,Notes,Labels,"
        "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
        "Phone 1 - Label,Phone 1 - Value"
    )
    rows = [titles.split(","), *(row for row, _ in people)]
    data = table(rows, "\n", quoting).encode()
    read = read_table(data, "google")
    assert detect_source(data) == "google"
    assert read.skipped == ()
    assert told(read) == told(People(tuple(person for _, person in people)))


NAMES = st.text("abcdeéößüñçÅ", min_size=1, max_size=8).map(lambda text: f"X{text}")


@given(
    st.lists(st.tuples(NAMES, NAMES, EMAILS, DAYS), min_size=1, max_size=6),
    st.booleans(),
)
def test_contacts_of_outlook_are_read_again(
    people: list[tuple[str, str, str, date]], day_first: bool
) -> None:
    """In cp1252; a birthday may be read if it or another shows what comes first."""
    titles = (
        "First Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name,"
        "Birthday,Anniversary,Priority,Private"
    )
    rows = [titles.split(",")]
    for first, last, email, born in people:
        numbers = [born.day, born.month] if day_first else [born.month, born.day]
        said = "/".join(map(str, [*numbers, born.strftime("%y")]))
        shown = f"{first} {last} ({email})"
        rows.append(
            [first, last, email, "SMTP", shown, said, "0/0/00", "Normal", "False"]
        )
    data = table(rows, "\r\n", csv.QUOTE_ALL).encode("cp1252")
    settled = any(born.day > 12 for *_, born in people)
    assert detect_source(data) == "outlook"
    read = read_table(data, "outlook")
    for person, (first, last, email, born) in zip(read.people, people, strict=True):
        sure = settled or born.day == born.month
        birthday = [born.isoformat()] if sure else []
        assert person.name == f"{first} {last}"
        assert person.fields == fields(email=[email], birthday=birthday)
        assert (person.note == "") == sure
