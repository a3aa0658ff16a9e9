"""Two notes of one person made into one: nothing twice, nothing lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.merging.persons import Differs, Habits, UnitedPerson, unite_persons
from vaultnet.core.notes.edit import CannotEdit
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.values import NotePath
from vaultnet.errors import RefusedToWrite

HABITS = Habits(Dialect({}))
FORMERLY = 'formerly:\n  - "People/J Doe"\n'
LEFT = f'aliases:\n  - "J Doe"\n{FORMERLY}'


def note_of(text: str, path: str = "People/Jane Doe.md") -> Note:
    return parse_note(NotePath(path), text.encode())


def unite(ours: str, theirs: str, path: str = "People/J Doe.md") -> UnitedPerson:
    return unite_persons(note_of(ours), note_of(theirs, path), HABITS)


# -- fields ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs", "united"),
    [
        # What only the other one has comes over as it is written there.
        ("k: 1\n", "# of old\nBorn: '1990-05-12'  # sic\n",
         f"k: 1\n# of old\nBorn: '1990-05-12'  # sic\n{LEFT}"),
        ("k: 1\n", "kids:\n  - Ann\n  - {name: Bo}\n",
         f"k: 1\nkids:\n  - Ann\n  - {{name: Bo}}\n{LEFT}"),
        # Another spelling of a field is that field.
        ("dob: 1990-05-12\n", "birthday: 1990-05-12\n", f"dob: 1990-05-12\n{LEFT}"),
        ("birthday:\n", "geburtstag: 1990-05-12\n", f"birthday: 1990-05-12\n{LEFT}"),
        ("My Key: a\n", "my_key: a\n", f"My Key: a\n{LEFT}"),
        # Lists are united, the own values first.
        ("aliases: [JD]\n", "alias: Janey\n",
         f'aliases: [JD, "Janey", "J Doe"]\n{FORMERLY}'),
        ("email: jane@example.org # x\n", "mail: [JANE@example.org, j@example.com]\n",
         f'email: [jane@example.org, "j@example.com"] # x\n{LEFT}'),
        ("phone: +44 7700 900123\n", "TEL: [+447700900123, 447700900555]\n",
         f'phone: [+44 7700 900123, "447700900555"]\n{LEFT}'),
        ("tags:\n  - person\n", "tags: '#Person, boats'\n",
         f'tags:\n  - person\n  - "boats"\n{LEFT}'),
        ("url: https://example.org\n", "website: https://example.com/a\n",
         f'url: [https://example.org, "https://example.com/a"]\n{LEFT}'),
        ("vcard: [\"X-A:1\"]\n", "vcard:\n  - X-A:1\n  - X-B:2\n",
         f'vcard: ["X-A:1", "X-B:2"]\n{LEFT}'),
        # A label stays with its line, whatever its group is called in the other one.
        ('vcard: ["item1.X-A:1", "item1.X-ABLabel:a", "NOTE:x"]\n',
         'vcard: ["item1.X-B:2", "item1.X-ABLabel:b", "item2.X-A:1",'
         ' "item2.X-ABLabel:a", "NOTE:y"]\n',
         'vcard: ["item1.X-A:1", "item1.X-ABLabel:a", "NOTE:x", "item3.X-B:2",'
         f' "item3.X-ABLabel:b", "NOTE:y"]\n{LEFT}'),
        ("pets: [cat]\n", "pets: dog\n", f'pets: [cat, "dog"]\n{LEFT}'),
        # One of two identities goes on as another one.
        ("uid: u-a\n", "obsidian_uid: u-b\n",
         f'uid: u-a\nother_uids:\n  - "u-b"\n{LEFT}'),
        ("k: 1\n", "uid: u-b\n", f"k: 1\nuid: u-b\n{LEFT}"),
        ("uid: u-a\nother_uids: [u-c]\n", "uid: u-b\nother_uids: [u-d]\n",
         f'uid: u-a\nother_uids: [u-c, "u-b", "u-d"]\n{LEFT}'),
        # Somebody who was in the week stays in it.
        ("imported_from: linkedin\n", "k: 1\n",
         f"imported_from: linkedin\nk: 1\n{LEFT}cadence: auto\n"),
        ("imported_from: linkedin\ncadence:\n", "k: 1\n",
         f"imported_from: linkedin\ncadence: auto\nk: 1\n{LEFT}"),
        ("imported_from: linkedin\n", "stay_in_touch_frequency: weekly\n",
         f"imported_from: linkedin\nstay_in_touch_frequency: weekly\n{LEFT}"),
        ("imported_from: vcard\n", "imported_from: vcard\n",
         f"imported_from: vcard\n{LEFT}"),
        # Nothing to bring.
        ("k: 1\n", "email:\ntags: []\nphone: ''\n", f"k: 1\n{LEFT}"),
    ],
)  # fmt: skip
def test_fields_are_put_together(ours: str, theirs: str, united: str) -> None:
    done = unite(f"---\n{ours}---\nA.\n", f"---\n{theirs}---\n")
    assert done == UnitedPerson(f"---\n{united}---\nA.\n", ())


@pytest.mark.parametrize(
    ("ours", "theirs", "united", "items", "differs"),
    [
        ("company: Acme\n", "org: Boats Ltd\n", "company: Acme\n",
         "- org: Boats Ltd\n", [("org", "Acme", "Boats Ltd")]),
        ("company: Acme\n", "company: '[[Boats Ltd]]'\n", "company: Acme\n",
         "- company: [[Boats Ltd]]\n", [("company", "Acme", "[[Boats Ltd]]")]),
        ("photo: a.png\n", "photo: https://example.org/a.png\n", "photo: a.png\n",
         "- photo: https://example.org/a.png\n",
         [("photo", "a.png", "https://example.org/a.png")]),
        ("note: a\n", "note: '<% tp.date.now() %>'\n", "note: a\n",
         "- note: < % tp.date.now() % >\n", [("note", "a", "<% tp.date.now() %>")]),
        ("k: {a: 1}\n", "k: {b: [2, x]}\n", "k: {a: 1}\n",
         "- k: { b: [ 2, x ] }\n", [("k", "{ a: 1 }", "{ b: [ 2, x ] }")]),
        ("role: |\n  baker\n", "role: cook # once\n", "role: |\n  baker\n",
         "- role: cook\n- role: once\n", [("role", "baker", "cook")]),
        ("tags: a, b\n", "tags: [c]\n", "tags: a, b\n", "- tags: c\n",
         [("tags", "a, b", "c")]),
        # Of these days one is right, so that nobody has to choose.
        ("met: 2024-05-01\n", "first_met: 2023-01-02\n", "met: 2023-01-02\n",
         "- met: 2024-05-01 (as it was here)\n", []),
        ("met: 2023-01-02\n", "met: 2024-05-01\n", "met: 2023-01-02\n",
         "- met: 2024-05-01\n", []),
        ("last_chat: 2026-01-02\n", "last_contact: 2026-05-01\n",
         "last_chat: 2026-05-01\n", "- last_chat: 2026-01-02 (as it was here)\n", []),
        ("connected_on: 2026-01-02\n", "connected_on: 2025-05-01\n",
         "connected_on: 2025-05-01\n",
         "- connected_on: 2026-01-02 (as it was here)\n", []),
        ("k: 1\n", "imported_from: linkedin\n", "k: 1\n",
         "- imported_from: linkedin\n", []),
        ("met: last spring\n", "met: 2024-05-01\n", "met: last spring\n",
         "- met: 2024-05-01\n", [("met", "last spring", "2024-05-01")]),
    ],
)  # fmt: skip
def test_what_differs_stands_in_the_text(
    ours: str, theirs: str, united: str, items: str,
    differs: list[tuple[str, str, str]],
) -> None:  # fmt: skip
    done = unite(f"---\n{ours}---\nA.\n", f"---\n{theirs}---\n")
    text = f"---\n{united}{LEFT}---\nA.\n\n## From J Doe\n{items}"
    assert done == UnitedPerson(text, tuple(Differs(*each) for each in differs))


def test_a_last_contact_that_the_log_tells_of_is_not_said_again() -> None:
    log = "## Log\n- 2026-01-02 call: boats\n"
    done = unite(
        f"---\nlast_contact: 2026-01-02\n---\n{log}",
        "---\nlast_contact: 2026-05-01\n---\n",
    )
    assert done.text == f"---\nlast_contact: 2026-05-01\n{LEFT}---\n{log}"
    done = unite(f"---\nmet: 2026-01-02\n---\n{log}", "---\nmet: 2025-05-01\n---\n")
    assert done.text.endswith("\n- met: 2026-01-02 (as it was here)\n")


@pytest.mark.parametrize(
    ("ours", "theirs", "united"),
    [
        ("", "", f"---\n{LEFT}---\n"),
        ("A.\r\n", "---\nk: 1\n---\nB.",
         f"---\nk: 1\n{LEFT}---\n".replace("\n", "\r\n") + "A.\r\n\r\nB.\r\n"),
        ("---\r\nk: 1\r\n---", "B.\n",
         f"---\nk: 1\n{LEFT}---\nB.\n".replace("\n", "\r\n")),
    ],
)  # fmt: skip
def test_the_line_ends_are_those_of_the_first_note(
    ours: str, theirs: str, united: str
) -> None:
    assert unite(ours, theirs).text == united


@pytest.mark.parametrize(
    ("ours", "theirs", "where"),
    [
        ("---\na: [\n---\n", "", "People/Jane Doe.md:"),
        ("", "---\na: 1\na: 2\n---\n", "People/J Doe.md:3:"),
        ("---\na: 1\n", "", "People/Jane Doe.md:1:"),
        ("", "<<<<<<< HEAD\n", "People/J Doe.md:1:"),
    ],
)
def test_fields_that_cannot_be_read_are_refused(
    ours: str, theirs: str, where: str
) -> None:
    with pytest.raises(CannotEdit, match=f"^{re.escape(where)}"):
        unite(ours, theirs)


def test_the_same_name_makes_no_alias() -> None:
    done = unite("A.\n", "---\ncompany: X\n---\n", path="Old/jane doe.md")
    want = '---\ncompany: X\nformerly:\n  - "Old/jane doe"\n---\nA.\n'
    assert done.text == want
    done = unite("---\ncompany: Y\n---\n", "---\ncompany: X\n---\n", "Old/Jane Doe.md")
    assert done.text.endswith("---\n## From Old/Jane Doe\n- company: X\n")


# -- text -----------------------------------------------------------------------------


def body(ours: str, theirs: str) -> str:
    """Give the united text below the fields."""
    text = unite(ours, theirs).text
    assert text.startswith(f"---\n{LEFT}---\n")
    again = unite(text, theirs).text
    assert again == text, "doing it twice must do nothing more"
    return text.removeprefix(f"---\n{LEFT}---\n")


@pytest.mark.parametrize(
    ("ours", "theirs", "united"),
    [
        ("A.\n", "B.\n", "A.\n\nB.\n"),
        ("A.", "B.", "A.\n\nB.\n"),
        ("- a\n", "- b\n", "- a\n- b\n"),
        ("A.\n\n\n", "\n\nB.\n\n", "A.\n\nB.\n\n\n"),
        ("", "\n# J Doe\n\nB.\n", "B.\n"),
        # The title is the person's name; there is one.
        ("# Jane Doe\nA.\n\n## Work\nx\n", "# J Doe\nB.\n\n## Work\ny\n",
         "# Jane Doe\nA.\n\nB.\n\n## Work\nx\n\ny\n"),
        ("# Jane Doe\n## Work\nx\n", "B.\n", "# Jane Doe\nB.\n\n## Work\nx\n"),
        ("A.\n## Work\nx\n", "# J Doe\nB.\n### More\nz\n",
         "A.\n\nB.\n\n### More\nz\n\n## Work\nx\n"),
        # A section stands beside those of its level, and in no other one.
        ("## Work\nx\n", "## Home\ny\n", "## Work\nx\n\n## Home\ny\n"),
        ("## Log\n- 2026-01-01 a\n", "### Trips\n- 2026-02-02 Rome\n",
         "### Trips\n- 2026-02-02 Rome\n\n## Log\n- 2026-01-01 a\n"),
        ("# Log\n- 2026-01-01 a\n", "## Trips\n- 2026-02-02 Rome\n",
         "## Trips\n- 2026-02-02 Rome\n\n# Log\n- 2026-01-01 a\n"),
        ("## Work\n### Boats\nx\n## Home\ny", "## Work\n### Boats\nz\n### Cars\nc\n",
         "## Work\n### Boats\nx\n\nz\n\n### Cars\nc\n\n## Home\ny"),
        ("## Home\n### Notes\nx\n", "## Work\n### Notes\nz\n",
         "## Home\n### Notes\nx\n\n## Work\n### Notes\nz\n"),
        ("## Log\n", "# Jane, so far\nx\n## Log\nHome\n----\ny\n",
         "## Log\n\n# Jane, so far\nx\n\nHome\n----\ny\n"),
        # The same heading, however it is written.
        ("Work\n====\nx\n", "## **WORK** ##\ny\n", "Work\n====\nx\n\ny\n"),
        ("## Work\nx\n\nHome\n---\ny\n", "## work\nz\n",
         "## Work\nx\n\nz\n\nHome\n---\ny\n"),
        # What is code, quoted or inside a list is no heading.
        ("A.\n", "```\n# no\n```\n> # no\n\n- # no\n",
         "A.\n\n```\n# no\n```\n> # no\n\n- # no\n"),
    ],
)  # fmt: skip
def test_texts_are_joined_section_by_section(
    ours: str, theirs: str, united: str
) -> None:
    assert body(ours, theirs) == united


LOG = "## Log\n- 2026-08-02 call: Lisbon\n- 2026-06-01 walk\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "united"),
    [
        # By date, in the order and style that is there.
        (LOG, "## Log\n- 2026-07-01 text: boats\n- 2026-09-01 letter\n",
         "## Log\n- 2026-09-01 letter\n- 2026-08-02 call: Lisbon\n"
         "- 2026-07-01 text: boats\n- 2026-06-01 walk\n"),
        ("## Log\n* **01.02.2026** a\n* **03.02.2026** b\n",
         "### Verlauf\n- 2026-02-02: c\n- 2026-02-04: d\n",
         "## Log\n* **01.02.2026** a\n* **02.02.2026** c\n* **03.02.2026** b\n"
         "* **04.02.2026** d\n"),
        ("## Log\n1. 2026-01-01 a\n2. 2026-01-02 b\n",
         "## Log\n- 2026-01-03 c\n  more\n",
         "## Log\n1. 2026-01-01 a\n2. 2026-01-02 b\n3. 2026-01-03 c\n   more\n"),
        ("## Log\n", "## Log\n- 2026-01-01 a\n- 2026-01-02 b\n",
         "## Log\n- 2026-01-01 a\n- 2026-01-02 b\n"),
        ("A.\n", LOG, f"A.\n\n{LOG}"),
        # Alike, once; with what stands below.
        (LOG, "## History\n- [x] 2026-08-02:  call: Lisbon\n", LOG),
        (LOG, "## Log\n- 2026-08-02 call: Lisbon\n  - the flat\n    - by the river\n",
         "## Log\n- 2026-08-02 call: Lisbon\n  - the flat\n    - by the river\n"
         "- 2026-06-01 walk\n"),
        (LOG, "## Log\n- 2026-08-02 call: Porto\n",
         "## Log\n- 2026-08-02 call: Porto\n- 2026-08-02 call: Lisbon\n"
         "- 2026-06-01 walk\n"),
        (LOG, "## Log\n- 2026-08-02 10:30 call: Lisbon\n",
         "## Log\n- 2026-08-02 10:30 call: Lisbon\n- 2026-08-02 call: Lisbon\n"
         "- 2026-06-01 walk\n"),
        ("## Log\n### 2026-05-05\n- 2026-01-05 a\n", "## Log\n- 2026-01-05 a\n",
         "## Log\n### 2026-05-05\n- 2026-01-05 a\n"),
        # One week, one entry: the earlier day, the longer text.
        ("## Log\n- 2026-08-20 call: boats [[Due 2026-W34|2026-W34]]\n",
         "## Log\n- 2026-08-19 call: boats, sails [[Due 2026-W34|2026-W34]]\n  more\n",
         "## Log\n- 2026-08-19 call: boats, sails [[Due 2026-W34|2026-W34]]\n  more\n"),
        ("## Log\n- 2026-08-20 call: boats [[Due 2026-W34|2026-W34]]\n",
         "## Log\n- 2026-08-20 call: a cat [[Due 2026-W34|2026-W34]]\n",
         "## Log\n- 2026-08-20 call: a cat; boats [[Due 2026-W34|2026-W34]]\n"),
        # What is no entry stays as it is, below the entries.
        (LOG, "## Log\nOld:\n- [ ] 2026-09-09 call her\n- on Monday\n- 2026-08-03 a\n",
         "## Log\n- 2026-08-03 a\n- 2026-08-02 call: Lisbon\n- 2026-06-01 walk\n\n"
         "Old:\n- [ ] 2026-09-09 call her\n- on Monday\n"),
        (LOG, "## Log\n### 2026\n- 2026-09-01 a\n### 2025\n- 2025-01-01 b\n",
         "## Log\n- 2026-09-01 a\n- 2026-08-02 call: Lisbon\n- 2026-06-01 walk\n"
         "- 2025-01-01 b\n"),
        # Days that are headings.
        ("## Log\n### 2026-09-01\nLong talk.\n\n## Home\nx\n",
         "## Log\n### 2026-09-02 call\n- the lease\n\n#### More\ny\n"
         "### 2026-09-01\nLong talk.\n",
         "## Log\n### 2026-09-02 call\n- the lease\n\n#### More\ny\n\n"
         "### 2026-09-01\nLong talk.\n\n## Home\nx\n"),
        ("### Log\n- 2026-01-01 a\n", "## Log\n### 2026-09-02 call\nthe lease\n",
         "### Log\n- 2026-01-01 a\n\n#### 2026-09-02 call\nthe lease\n\n"),
        ("## Log\n### 2026-09-01\nLong talk.\n", "## Log\n- 2026-09-02 call: x\n  y\n",
         "## Log\n### 2026-09-02\n- call: x\n  y\n\n### 2026-09-01\nLong talk.\n"),
    ],
)  # fmt: skip
def test_logs_are_united(ours: str, theirs: str, united: str) -> None:
    assert body(ours, theirs) == united


FAVOURS = "## Favours\n- [ ] asked 2026-08-02: an intro #5min\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "united"),
    [
        (FAVOURS, "## Favors\n- [ ] offer: a bed\n  for two\n",
         f"{FAVOURS}- [ ] offer: a bed\n  for two\n"),
        (FAVOURS, "## Favours\n- [x] asked 2026-08-02: an intro ✅ 2026-09-01\n",
         "## Favours\n- [x] asked 2026-08-02: an intro #5min ✅ 2026-09-01\n"),
        (FAVOURS, FAVOURS, FAVOURS),
        ("## Favours\n", "## Favours\nWell:\n- gave 2026-01-01: x\n",
         "## Favours\n- gave 2026-01-01: x\n\nWell:\n"),
        ("A.\n", FAVOURS, f"A.\n\n{FAVOURS}"),
    ],
)  # fmt: skip
def test_favours_are_united(ours: str, theirs: str, united: str) -> None:
    assert body(ours, theirs) == united


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("A.\n```\ncode\n", "## Log\n- 2026-01-01 a\n"),
        ("A.\n\n## Log\n- 2026-01-01 a\n", "B.\n```\ncode\n"),
        ("<!--\nhidden\n", "#tag and [[link]]\n-->\n"),
    ],
)
def test_text_that_would_be_read_otherwise_is_refused(ours: str, theirs: str) -> None:
    with pytest.raises(RefusedToWrite, match="Nothing was"):
        unite(ours, theirs)


# -- no word is lost ------------------------------------------------------------------

TITLES = (
    "## Log", "## Verlauf", "## Favours",
    "## Gunsten", "## Work", "### Boats", "Home\n----", "## 2025", "### 2025",
    "### 2026-05-05", "### 2026-05-06 call", "#### 2026-07-05",
)  # fmt: skip
KINDS = (
    "{}", "{} [[Ana|{}]]", "- {}", "- 2026-0{day}-05 call: {}", "* 2026-0{day}-06 {}",
    "- **2026-0{day}-05** {}", "- 2026-0{day}-05 10:30 {}\n  - next: {}\n    - {}",
    "- 2026-0{day}-05 {} [[Due 2026-W3{day}|2026-W3{day}]]", "- [ ] 2026-0{day}-05 {}",
    "- [x] asked 2026-0{day}-05: {}", "- [ ] offer: {}\n  {}", "> - 2026-0{day}-05 {}",
    "```\n# {}\n```", "| {} | x |\n|---|---|\n| {} | y |", "    {}",
    "1. 2026-0{day}-05 {}", "2. {}", "<!-- {} -->", "%% {} %%", "***\n{}",
    "$$\n{}\n$$", "\t- {}", "{}  ",
)  # fmt: skip

blocks = st.lists(
    st.tuples(
        st.sampled_from((*KINDS, *KINDS, *TITLES)),
        st.integers(1, 9),
        st.integers(0, 40),
        st.sampled_from(("", "", "\n")),
    ),
    max_size=14,
    unique_by=lambda block: block[2],
)


def written(note: str, parts: Sequence[tuple[str, int, int, str]]) -> str:
    """Write a body in which each line has a word that no other one has.

    Words that begin with s may stand in the other note as well.
    """
    lines = []
    for kind, day, number, gap in parts:
        word = f"s{number}" if number < 12 else f"{note}{number}"
        lines.append(kind.replace("{day}", str(day)).replace("{}", f"{word}w") + gap)
    return "".join(f"{each}\n" for each in lines)


def words_of(text: str) -> list[str]:
    return re.findall(r"\b[abs]\d+w\b", text)


NAMES = st.sampled_from(
    ("", "# Jane Doe", "## J Doe", "J Doe\n====", "# Jane, as I know")
)


@given(blocks, blocks, st.tuples(NAMES, NAMES))
def test_every_word_of_both_texts_stands_in_the_united_one(
    one: list[tuple[str, int, int, str]],
    other: list[tuple[str, int, int, str]],
    titles: tuple[str, str],
) -> None:
    ours, theirs = written("a", one), written("b", other)
    ours, theirs = f"{titles[0]}\n{ours}", f"{titles[1]}\n{theirs}"
    done = unite(ours, theirs).text
    was, came, now = (Counter(words_of(text)) for text in (ours, theirs, done))
    for word in was.keys() | came.keys():
        most = was[word] + came[word] if word[0] == "s" else max(was[word], came[word])
        assert max(was[word], came[word]) <= now[word] <= most, word
    own = [word for word in words_of(ours) if word[0] == "a"]
    assert [word for word in words_of(done) if word[0] == "a"] == own
    assert unite(done, theirs).text == done
    lines = Counter(line.strip() for line in ours.split("\n") if "[[Due" not in line)
    assert (
        not lines
        - Counter(line.strip() for line in done.split("\n"))
        - Counter({line: 9 for line in lines if "asked" in line or "offer" in line})
    )


VALUES = st.sampled_from(
    ("{}", "'{}'", '"{}"', "[{}]", "[{}, '{}']", "\n  - {}\n  - {}", "{}  # {}",
     "|\n  {}", "{{k: {}}}", "2026-0{day}-05", "'[[{}]]'", "{} and {}", "&x {}",
     "!!str {}", "")
)  # fmt: skip
FIELDS = st.sampled_from(
    ("aliases", "alias", "tags", "email", "mail", "phone", "company", "org", "birthday",
     "dob", "met", "last_contact", "last_seen", "uid", "imported_from", "cadence",
     "type", "kids", "My Kids", "vcard", "formerly", "interests", "connected_on")
)  # fmt: skip
heads = st.lists(
    st.tuples(FIELDS, VALUES, st.integers(1, 9), st.integers(0, 40)),
    max_size=8,
    unique_by=(lambda each: each[0], lambda each: each[3]),
)


def head_of(note: str, parts: Sequence[tuple[str, str, int, int]]) -> str:
    lines = []
    for key, value, day, number in parts:
        word = f"s{number}w" if number < 12 else f"{note}{number}w"
        text = value.replace("{day}", str(day)).replace("{}", word)
        lines.append(f"{key}: {text.replace('{{', '{').replace('}}', '}')}\n")
    return "".join(lines)


@given(heads, heads)
def test_every_value_of_both_notes_stands_in_the_united_one(
    one: list[tuple[str, str, int, int]], other: list[tuple[str, str, int, int]]
) -> None:
    ours, theirs = head_of("a", one), head_of("b", other)
    done = unite(f"---\n{ours}---\nA.\n", f"---\n{theirs}---\n").text
    note = note_of(done)
    assert not note.problems
    said = set(words_of(done)) | set(re.findall(r"2026-0\d-05", done))
    for text in (ours, theirs):
        assert {*words_of(text), *re.findall(r"2026-0\d-05", text)} <= said
    for key, field in note_of(f"---\n{ours}---\n").fields.items():
        there = note.fields[key]
        is_day = key in ("met", "last_contact", "last_seen", "connected_on")
        assert is_day or set(field.sources) - {""} <= set(there.sources)
    again = unite(done, f"---\n{theirs}---\n").text
    assert again == done
