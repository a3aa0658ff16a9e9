"""Which notes are people, and who they are, in every dialect."""

from __future__ import annotations

from datetime import date

import pytest

from vaultnet.core.config import Config, People, parse_config
from vaultnet.core.dates.occasions import Occasion, Yearly
from vaultnet.core.kinds import Kind
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.facts import Facts, Gatherer, Reading
from vaultnet.core.people.marks import in_folder
from vaultnet.core.people.profile import Profile
from vaultnet.core.values import NotePath
from vaultnet.errors import BadConfig


def facts(text: str, path: str = "Somewhere/Ana Ruiz.md", config: str = "") -> Facts:
    reading = Reading(config=parse_config(config))
    return Gatherer(reading).gather(parse_note(NotePath(path), text.encode()))


def profile(
    text: str, path: str = "Somewhere/Ana Ruiz.md", config: str = ""
) -> Profile:
    found = facts(text, path, config).profile
    assert found is not None
    return found


@pytest.mark.parametrize(
    "fields",
    [
        "type: person", "fileClass: Contact", "lifeos_type: person",
        "file-role: crm-contact", "tags: [person]", "tags: person, friend",
        "tags:\n  - crm/person", "tag: people/work", 'categories: ["[[People]]"]',
        'categories: "[[People]]"', "last_contact: 2026-01-24",
        "lastContact: 2026-01-24",
        "prm-last-contacted: 2026-01-24", "dob: 1990-05-12", "type: [person]",
    ],
)  # fmt: skip
def test_each_mark_of_a_person_is_enough(fields: str) -> None:
    assert facts(f"---\n{fields}\n---\n").profile is not None


@pytest.mark.parametrize(
    "path",
    [
        "People/Ana.md", "20 - People/Ana.md", "👥 People/Work/Ana.md", "Notes/@Ana.md",
        "FriendTracker/Ana.md", "20 Menschen/Ana.md", "life/Contacts/Ana.md",
    ],
)  # fmt: skip
def test_a_folder_or_an_at_sign_marks_a_person(path: str) -> None:
    assert facts("Somebody\n", path).profile is not None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Notes/Bread.md", "Nobody"),
        ("People/People.md", "An overview"),
        ("People/Acme.md", "---\ntype: company\n---\n"),
        ("CRM/Companies/Acme.md", "A firm"),
        ("CRM/Companies/Big/Acme.md", "A firm"),
        ("Notes/Habits.md", "---\ncadence: weekly\n---\n"),
        ("Network/Due 2026-W48.md", "---\ntype: vaultnet-week\nweek: 2026-W48\n---\n"),
    ],
)
def test_other_notes_are_not_people(path: str, text: str) -> None:
    assert facts(text, path).profile is None


def test_a_hashtag_in_the_body_marks_a_person() -> None:
    assert facts("#person\n\nMet at the lake.\n").profile is not None


def test_configured_folders_replace_the_usual_ones() -> None:
    config = '[people]\nfolders = ["Life/Folks"]\n'
    assert facts("x", "Life/Folks/Ana.md", config).profile is not None
    assert facts("x", "People/Ana.md", config).profile is None


def test_the_at_sign_is_no_part_of_the_name() -> None:
    assert profile("", "Notes/@Ana Ruiz.md").name == "Ana Ruiz"


@pytest.mark.parametrize(
    "name", ["李伟", "Иван Соколов", "محمد", "J. R. Oyelaran", "Juno 🌻", "Ana [work]"]
)
def test_every_name_is_kept_as_it_is(name: str) -> None:
    assert profile("", f"People/{name}.md").name == name


@pytest.mark.parametrize(
    ("fields", "days", "rests"),
    [
        ("cadence: monthly", 30, False), ("prm-cadence: 45", 45, False),
        ("contact_frequency: weekly", 7, False), ("contact-frequency: 21", 21, False),
        ("cadence: none", None, True), ("cadence: auto", None, False),
        ("prm-tier: close", 30, False), ("prm-paused: true", None, True),
        ("paused: false", None, False), ("status: archived", None, True),
        ("status: active", None, False), ("tags: [person, deceased]", None, True),
        ("tags: [blist]", 60, False), ("cadence: 6w", 42, False),
    ],
)  # fmt: skip
def test_cadence_and_rest_are_read_in_every_spelling(
    fields: str, days: int | None, rests: bool
) -> None:
    found = profile(f"---\n{fields}\n---\n", "People/Ana.md")
    assert (found.every_days, found.rests) == (days, rests)


@pytest.mark.parametrize(
    ("fields", "gone"),
    [
        ("tags: [rip]", True), ("deceased: 2024-01-02", True),
        ("status: deceased", True), ("deceased: false", False), ("deceased:", False),
    ],
)  # fmt: skip
def test_who_has_died_rests_and_is_known_to(fields: str, gone: bool) -> None:
    found = profile(f"---\n{fields}\n---\n", "People/Ana.md")
    assert (found.gone, found.rests) == (gone, gone)


def test_the_other_fields_are_read_in_every_spelling() -> None:
    found = profile(
        "---\n"
        'aliases: [Anita]\nname: Ana Maria Ruiz\n"EMAIL[HOME]": ana@example.org\n'
        "mobile: +15550100\ndate-of-birth: 05-12\nfirst_met: 2024-03-01\n"
        'how_we_met: "at [[PyCon 2024|PyCon]]"\nmet_through: "[[Tom Reed]]"\n'
        "prm-snooze-until: 2026-12-01\nfollow_up: 2026-12-05\nchannel: phone\n"
        "org: [Acme]\nTITLE: Baker\nbased-in: Lisbon\ninterests:\n  - bread\n  - bees\n"
        "---\n",
        "People/Ana Ruiz.md",
    )
    assert found == Profile(
        path=NotePath("People/Ana Ruiz.md"),
        name="Ana Ruiz",
        aliases=("Anita", "Ana Maria Ruiz"),
        addresses={"email": ("ana@example.org",), "phone": ("+15550100",)},
        occasions=(Occasion(Yearly.BIRTHDAY, 5, 12),),
        met=date(2024, 3, 1),
        met_at="at PyCon",
        introduced_by="Tom Reed",
        snooze_until=date(2026, 12, 1),
        next_contact=date(2026, 12, 5),
        channel=Kind.CALL,
        company="Acme",
        role="Baker",
        location="Lisbon",
        interests=("bread", "bees"),
    )


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("Geburtstag: 12.5.1990", ["birthday 1990-05-12"]),
        ("BDAY: 19900512", ["birthday 1990-05-12"]),
        ("nameDay: 12-06", ["name day 12-06"]),
        ("Fête: 6 décembre", ["name day 12-06"]),
        ("anniversary: 2014-06-21", ["anniversary 2014-06-21"]),
        ("wedding-anniversary: 2014-06-21", ["anniversary 2014-06-21"]),
        ("ANNIVERSARY: --0621", ["anniversary 06-21"]),
        ("Married on: '[[2014-06-21]]'", ["anniversary 2014-06-21"]),
        (
            "Namenstag: 6. Dezember\nHochzeitstag: 21.6.\ndob: 05-12",
            ["birthday 05-12", "anniversary 06-21", "name day 12-06"],
        ),
        ("birthday:\nanniversary: ''", []),
        ("kennengelernt am: 2014-06-21", ["anniversary 2014-06-21"]),
    ],
)
def test_occasions_are_read_in_every_spelling(fields: str, found: list[str]) -> None:
    config = '[fields]\nanniversary = ["kennengelernt am"]\n'
    profile = facts(f"---\n{fields}\n---\n", "People/Ana.md", config).profile
    assert profile is not None
    years = (f"{each.year}-" if each.year else "" for each in profile.occasions)
    assert [
        f"{each.name} {year}{each.month:02}-{each.day:02}"
        for each, year in zip(profile.occasions, years, strict=True)
    ] == found


def test_the_birthday_is_one_of_the_occasions() -> None:
    found = profile("---\nnameday: 12-06\nborn: 05-12\n---\n", "People/Ana.md")
    assert found.birthday == Occasion(Yearly.BIRTHDAY, 5, 12)
    assert profile("---\nnameday: 12-06\n---\n", "People/Ana.md").birthday is None


def test_a_phone_number_keeps_the_plus_that_yaml_would_drop() -> None:
    found = profile("---\nphone: +33612345678\n---\n", "People/Ana.md")
    assert found.addresses["phone"] == ("+33612345678",)


def test_more_spellings_come_from_the_configuration() -> None:
    config = '[fields]\nlast_contact = ["gesprochen"]\nmet_at = ["kennengelernt"]\n'
    text = "---\ngesprochen: 2026-08-02\nkennengelernt: am See\n---\n"
    found = facts(text, "People/Ana.md", config)
    assert found.profile is not None
    assert found.profile.met_at == "am See"
    assert [each.on for each in found.entries] == [date(2026, 8, 2)]


def test_two_spellings_that_disagree_are_a_problem() -> None:
    text = "---\nlast_contact: 2026-08-02\nprm-last-contacted: 2026-07-01\n---\n"
    (problem,) = facts(text, "People/Ana.md").problems
    assert (problem.line, problem.code) == (3, "disagree")
    assert "2026-07-01" in problem.message


def test_two_spellings_that_agree_are_none() -> None:
    text = (
        "---\nlast_contact: 2026-08-02\nlast-contacted: 2026-08-02\nlast_chat:\n---\n"
    )
    assert facts(text, "People/Ana.md").problems == ()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("last_contact: 2026-13-45", "date"), ("birthday: someday", "birthday"),
        ("cadence: now and then", "cadence"), ("channel: pigeon", "channel"),
        ("met: 01/11/2026", "date"), ("wedding day: in June", "occasion"),
        ("Namenstag: Josef", "occasion"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_read_is_a_problem_with_its_line(
    line: str, code: str
) -> None:
    found = facts(f"---\ntags: [person]\n{line}\n---\n", "People/Ana.md")
    assert [(each.line, each.code) for each in found.problems] == [(3, code)]
    assert found.profile is not None


def test_a_broken_block_still_gives_the_person_and_the_log() -> None:
    text = "---\ntelegram: @ana\n---\n\n## Log\n- 2026-08-02 call: moving\n"
    found = facts(text, "People/Ana.md")
    assert found.profile is not None
    assert [each.text for each in found.entries] == ["moving"]
    assert [each.code for each in found.problems] == ["frontmatter"]


@pytest.mark.parametrize(
    ("path", "folders", "inside"),
    [
        ("a/People/b.md", ("people",), True),
        ("People.md", ("People",), False),
        ("Old People/b.md", ("People",), False),
        ("1) People/b.md", ("People",), True),
        ("Area/People/b.md", ("Area/People",), True),
        ("b/Area/People/b.md", ("Area/People",), False),
        ("Templates/Daily/x.md", ("Templates",), True),
        ("Archive/Projects/Jane.md", ("Archive",), True),
        ("Old/Projects/x.md", ("Old/Projects",), True),
    ],
)
def test_folders_match_by_name_or_by_path(
    path: str, folders: tuple[str, ...], inside: bool
) -> None:
    assert in_folder(path, folders) is inside


def test_a_field_that_there_is_not_is_named() -> None:
    with pytest.raises(BadConfig, match=r"fields\.lastcontact"):
        facts("", config='[fields]\nlastcontact = ["gesehen"]\n')


def test_the_defaults_of_the_configuration_hold_without_a_file() -> None:
    assert parse_config("") == Config()
    assert Config().people == People()
