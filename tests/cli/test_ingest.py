"""The command from end to end: real files, a real vault, its notes as they are then."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaultnet.adapters.vault import Vault
from vaultnet.core.planning.turns import is_only_imported
from vaultnet.pipeline.snapshot import refresh

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

PAGE = Path(__file__).resolve().parents[2] / "docs/commands.md"
JANE = "People/Jane Doe.md"
SAM = "People/Sam Lee.md"
BO = "People/Bo.md"
HIDDEN = "xyzzy"  # stands in all subjects, titles and texts

NOTES = {
    JANE: "---\nemail: Jane@Example.org\nlinkedin: linkedin.com/in/jane-doe\n"
    "last_contact: 2026-08-02\n---\nMet at the repair café.\n\n"
    "## Log\n- 2026-08-02 call: moving to Lisbon\n",
    SAM: "---\naliases: [Sammy]\nemail: [sam@example.org, home@example.org]\n---\n",
    BO: "---\nemail: home@example.org\nphone: +44 7700 900123\n---\n",
    "Journal/2026-11-05.md": f"- coffee with [[{SAM[:-3]}]]\n",
}

MBOX = f"""\
From ada@example.org Mon Nov  2 10:00:00 2026
From: Ada <ada@example.org>
To: "Doe, Jane" <jane@example.org>, who@example.com
Subject: {HIDDEN}
Date: Mon, 2 Nov 2026 23:30:00 -0800

{HIDDEN}
From here on {HIDDEN}

From ada@example.org Tue Nov  3 10:00:00 2026
From: Ada <ada@example.org>
To: sam@example.org, home@example.org
Cc: who@example.com
Subject: {HIDDEN}
Date: Tue, 3 Nov 2026 10:00:00 +0000

{HIDDEN}

From ada@example.org Thu Nov  5 10:00:00 2026
From: Ada <ada@example.org>
To: sam@example.org
Date: Thu, 5 Nov 2026 10:00:00 +0000

"""

CALENDAR = f"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:1
SUMMARY:{HIDDEN}
DESCRIPTION:{HIDDEN}
DTSTART:20261109T100000Z
RRULE:FREQ=WEEKLY;COUNT=5
ATTENDEE;CN={HIDDEN}:mailto:jane@example.org
ATTENDEE;PARTSTAT=DECLINED:mailto:sam@example.org
END:VEVENT
END:VCALENDAR
"""

MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
    "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    f"1,,Ada,https://www.linkedin.com/in/ada,Jane,https://www.linkedin.com/in/"
    f'jane-doe,2026-11-02 22:05:06 UTC,{HIDDEN},"{HIDDEN}, {HIDDEN}",INBOX\n'
    "2,,Cy,https://www.linkedin.com/in/cy,Ada,https://www.linkedin.com/in/ada,"
    f"2026-11-02 22:05:06 UTC,,{HIDDEN},INBOX\n"
)

CHAT = f"""\
13/11/2026, 10:00 - Messages and calls are end-to-end encrypted.
13/11/2026, 10:01 - Jane Doe: {HIDDEN}
{HIDDEN}
14/11/2026, 10:01 - Ada: {HIDDEN}
"""

FILES: dict[str, tuple[str, str]] = {
    "mbox": ("Sent.mbox", MBOX),
    "calendar": ("work.ics", CALENDAR),
    "linkedin-messages": ("messages.csv", MESSAGES),
    "whatsapp": ("WhatsApp Chat with Jane Doe.txt", CHAT),
}
PROPOSED = {
    "mbox": [
        (JANE, "2026-11-02", "email"),
        (SAM, "2026-11-03", "email"),
    ],
    "calendar": [
        (JANE, "2026-11-09", "meet"),
        (JANE, "2026-11-16", "meet"),
        (JANE, "2026-11-23", "meet"),
    ],
    "linkedin-messages": [(JANE, "2026-11-02", "chat")],
    "whatsapp": [(JANE, "2026-11-13", "chat"), (JANE, "2026-11-14", "chat")],
}


class World:
    """A vault, the files of other programs beside it, and the command."""

    def __init__(self, root: Path, folder: Path, vaultnet: Run) -> None:
        self.root, self.folder, self._vaultnet = root, folder, vaultnet
        for name, text in FILES.values():
            (folder / name).write_text(text, "utf-8")

    def file(self, source: str) -> Path:
        return self.folder / FILES[source][0]

    def say(self, *words: str | Path, today: str = "2026-11-23") -> Any:
        return self._vaultnet("--vault", self.root, "ingest", *words, today=today)

    def proposed(self, *words: str | Path) -> list[tuple[str, str, str]]:
        said = self.say(*words, "--json")
        assert said.code == 0, said.err
        return [
            (each["path"], each["date"], each["kind"])
            for each in json.loads(said.out)["proposed"]
        ]

    def note(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def notes(self) -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in sorted(self.root.rglob("*.md"))}

    def rest(self) -> None:
        """Let notes that were just written be quiet enough for other programs."""
        for path in self.root.rglob("*.md"):
            os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def world(make_vault: MakeVault, tmp_path: Path, vaultnet: Run) -> World:
    (tmp_path / "files").mkdir()
    return World(make_vault(NOTES), tmp_path / "files", vaultnet)


@pytest.mark.parametrize("source", FILES)
def test_each_source_proposes_what_the_histories_lack_and_writes_nothing(
    world: World, source: str
) -> None:
    before = world.notes()
    assert world.proposed(source, world.file(source)) == PROPOSED[source]
    said = world.say(source, world.file(source))
    assert said.code == 0
    assert len(said.out.splitlines()) == len(PROPOSED[source])
    assert "nothing was written" in said.err
    assert world.notes() == before


@pytest.mark.parametrize("source", FILES)
def test_what_was_taken_is_not_proposed_again_and_is_undone_as_one(
    world: World, source: str, vaultnet: Run
) -> None:
    before = world.notes()
    said = world.say(source, world.file(source), "--apply")
    assert (said.code, len(said.out.splitlines())) == (0, len(PROPOSED[source]))
    after = world.notes()
    assert after != before
    assert world.proposed(source, world.file(source)) == []
    again = world.say(source, world.file(source), "--apply")
    assert (again.code, again.out) == (0, "")
    assert "nothing new" in again.err
    assert world.notes() == after
    assert vaultnet("--vault", world.root, "undo").code == 0
    assert world.notes() == before


@pytest.mark.parametrize("source", FILES)
def test_no_word_of_what_was_said_goes_anywhere(
    world: World, source: str, tmp_path: Path
) -> None:
    file = world.file(source)
    for words in ([], ["--json"], ["--apply", "--dry-run"], ["--apply", "--json"]):
        said = world.say(source, file, *words)
        assert HIDDEN not in said.out + said.err
    places = [p for p in tmp_path.rglob("*") if p.is_file() and p != file]
    others = {world.folder / name for name, _ in FILES.values()}
    looked_at = [p for p in places if p not in others]
    assert any(p.is_relative_to(tmp_path / "cache") for p in looked_at)
    assert any(p.is_relative_to(tmp_path / "state") for p in looked_at)
    assert [p for p in looked_at if HIDDEN.encode() in p.read_bytes()] == []


def test_the_log_and_the_last_contact_are_written_as_log_does(world: World) -> None:
    assert world.say("calendar", world.file("calendar"), "--apply").code == 0
    assert world.note(JANE) == (
        "---\nemail: Jane@Example.org\nlinkedin: linkedin.com/in/jane-doe\n"
        "last_contact: 2026-11-23\n---\nMet at the repair café.\n\n"
        "## Log\n- 2026-11-23 meet\n- 2026-11-16 meet\n- 2026-11-09 meet\n"
        "- 2026-08-02 call: moving to Lisbon\n"
    )
    assert world.say("mbox", world.file("mbox"), "--apply").code == 0
    assert world.note(SAM) == NOTES[SAM] + "\n## Log\n- 2026-11-03 email\n"
    assert "\n- 2026-11-09 meet\n- 2026-11-02 email\n" in world.note(JANE)
    assert "last_contact: 2026-11-23" in world.note(JANE)


def test_a_newer_file_proposes_only_what_is_new(world: World) -> None:
    file = world.file("mbox")
    assert world.say("mbox", file, "--apply").code == 0
    more = MBOX.partition("\n\nFrom ada")[0].replace(" 2 Nov", " 20 Nov")
    file.write_text(f"{MBOX}{more}\n")
    assert world.proposed("mbox", file) == [(JANE, "2026-11-20", "email")]


def test_an_entry_that_was_reworded_or_moved_to_a_diary_still_counts(
    world: World,
) -> None:
    assert world.say("mbox", world.file("mbox"), "--apply").code == 0
    sam, jane = world.root / SAM, world.root / JANE
    sam.write_text(NOTES[SAM])
    (world.root / "Journal/2026-11-03.md").write_text("- wrote to [[Sam Lee]]\n")
    jane.write_text(world.note(JANE).replace("02 email", "02 asked about Lisbon"))
    world.rest()
    assert world.proposed("mbox", world.file("mbox")) == []


def test_who_has_no_note_is_named_and_not_made(world: World) -> None:
    said = world.say("mbox", world.file("mbox"), "--json")
    told = json.loads(said.out)
    assert told["unknown"] == [{"who": "who@example.com", "days": 2}]
    assert told["ambiguous"] == [{"who": "home@example.org", "days": 1}]
    assert told["known"] == 1  # the coffee of 5 November
    said = world.say("mbox", world.file("mbox"), "--apply")
    assert "no note has this address: who@example.com (2)\n" in said.err
    assert "several notes have this address: home@example.org (1)\n" in said.err
    assert len(world.notes()) == len(NOTES)


def test_people_without_a_note_are_named_up_to_five(world: World) -> None:
    to = ", ".join(f"p{n}@example.com" for n in range(5))
    mails = "".join(
        f"From x Mon Nov  2 10:00:00 2026\nFrom: ada@example.org\nTo: {each}\n"
        "Date: 2 Nov 2026 10:00 +0000\n\n"
        for each in (to, "q@example.com")
    )
    world.file("mbox").write_text(mails)
    said = world.say("mbox", world.file("mbox"))
    assert "p4@example.com (1), 1 more\n" in said.err


def test_a_dry_run_says_what_it_would_log(world: World) -> None:
    before = world.notes()
    said = world.say("mbox", world.file("mbox"), "--apply", "--dry-run")
    assert "would log 2\n" in said.err
    said = world.say("mbox", world.file("mbox"), "--apply", "--dry-run", "--json")
    assert json.loads(said.out)["applied"] == 0
    assert world.notes() == before


def test_somebody_imported_is_taken_up_by_what_is_taken_in(
    world: World, tmp_path: Path
) -> None:
    note = world.root / "People/Cy.md"
    note.write_text("---\nemail: cy@example.org\nimported_from: linkedin\n---\n")
    world.file("mbox").write_text(MBOX.replace("who@example.com", "cy@example.org"))
    world.rest()

    def waits() -> bool:
        people = refresh(Vault(world.root), tmp_path / "cache").people()
        return is_only_imported(people["People/Cy.md"], before=date(2026, 11, 24))

    assert waits()
    assert world.say("mbox", world.file("mbox"), "--apply").code == 0
    assert not waits()


def test_since_looks_further_back_and_what_is_older_is_said(world: World) -> None:
    world.file("mbox").write_text(MBOX.replace("Nov 2026", "Nov 2024"))
    said = world.say("mbox", world.file("mbox"), "--json")
    assert json.loads(said.out)["skipped"] == [{"why": "before 2025-11-23", "count": 3}]
    found = world.proposed("mbox", world.file("mbox"), "--since", "2024-11-03")
    assert [on for _, on, _ in found] == ["2024-11-03", "2024-11-05"]
    said = world.say("mbox", world.file("mbox"), "--since", "tomorrow")
    assert said.code == 2


# Who you are


def test_a_mailbox_of_several_senders_asks_who_you_are(world: World) -> None:
    file = world.file("mbox")
    file.write_text(MBOX + MBOX.replace("ada@example.org", "sam@example.com"))
    said = world.say("mbox", file)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "vaultnet: which of these are you: ada@example.org, sam@example.com? Say --me"
        " ADDRESS, or put it into vaultnet.toml under [ingest] me\n"
    )
    assert world.proposed("mbox", file, "--me", "Ada@example.org") == PROPOSED["mbox"]
    (world.root / "vaultnet.toml").write_text('[ingest]\nme = ["ada@example.org"]\n')
    assert world.proposed("mbox", file) == PROPOSED["mbox"]


def test_a_single_conversation_asks_who_you_are(world: World) -> None:
    file = world.file("linkedin-messages")
    file.write_text(MESSAGES.rpartition("2,,")[0])
    said = world.say("linkedin-messages", file)
    assert said.code == 2
    assert "which of these are you: ada, jane-doe? Say --me PROFILE" in said.err
    me = "https://linkedin.com/in/ada/"
    found = world.proposed("linkedin-messages", file, "--me", me)
    assert found == PROPOSED["linkedin-messages"]


def test_a_chat_of_two_who_have_notes_asks_who_you_are(world: World) -> None:
    file = world.folder / "_chat.txt"
    file.write_text(CHAT.replace("Ada", "Sammy"))
    said = world.say("whatsapp", file)
    assert (said.code, said.out) == (2, "")
    assert "which of these are you: jane doe, sammy? Say --me NAME" in said.err
    found = world.proposed("whatsapp", file, "--me", "Sammy")
    assert found == PROPOSED["whatsapp"]


def test_my_own_answer_to_an_invitation_counts(world: World) -> None:
    mine = "ATTENDEE;PARTSTAT=DECLINED:mailto:ada@example.org\nEND:VEVENT"
    world.file("calendar").write_text(CALENDAR.replace("END:VEVENT", mine))
    file = world.file("calendar")
    assert world.proposed("calendar", file, "--me", "ada@example.org") == []


# Other forms of the files


def test_a_maildir_and_the_folders_below_it_are_read_without_drafts(
    world: World,
) -> None:
    mails = re.split(r"^From ada@.*\n", MBOX, flags=re.MULTILINE)[1:]
    names = ("cur/1:2,S", ".Sent/new/2", ".Sent/cur/3:2,DS", "tmp/4")
    top = world.folder / "Mail"
    for name, mail in zip(names, [*mails, mails[0]], strict=True):
        for folder in ("cur", "new", "tmp"):
            (top / name).parents[1].joinpath(folder).mkdir(parents=True, exist_ok=True)
        (top / name).write_text(mail)
    assert world.proposed("maildir", top) == PROPOSED["mbox"]
    said = world.say("maildir", world.folder)
    assert said.code == 0  # also one level above
    (top / "cur/1:2,S").unlink()
    assert world.proposed("maildir", top) == PROPOSED["mbox"][1:]


def test_a_mailbox_as_apple_mail_exports_it_is_read(world: World) -> None:
    folder = world.folder / "Sent Messages.mbox"
    folder.mkdir()
    (folder / "mbox").write_text(MBOX)
    assert world.proposed("mbox", folder) == PROPOSED["mbox"]


@pytest.mark.parametrize(
    ("source", "name", "inner"),
    [
        ("whatsapp", "WhatsApp Chat - Jane Doe.zip", "_chat.txt"),
        ("linkedin-messages", "Basic_LinkedInDataExport.zip", "messages.csv"),
    ],
)
def test_a_file_is_found_in_the_archive_that_it_comes_in(
    world: World, source: str, name: str, inner: str
) -> None:
    with zipfile.ZipFile(world.folder / name, "w") as archive:
        archive.writestr("photo.jpg", b"x")
        archive.writestr(inner, FILES[source][1])
    assert world.proposed(source, world.folder / name) == PROPOSED[source]


def test_several_files_are_one(world: World) -> None:
    other = world.folder / "more.mbox"
    other.write_text(MBOX.replace("Nov 2026 ", "Oct 2026 "))
    found = world.proposed("mbox", world.file("mbox"), other, world.file("mbox"))
    assert [on for _, on, _ in found] == [
        "2026-10-02", "2026-10-03", "2026-10-05", "2026-11-02", "2026-11-03",
    ]  # fmt: skip


def test_a_chat_of_more_than_two_is_left_out(world: World) -> None:
    file = world.file("whatsapp")
    file.write_text(CHAT + "14/11/2026, 10:02 - Cy: x\n")
    said = world.say("whatsapp", file)
    assert (said.code, said.out) == (0, "")
    assert "left out: chats of more than two (1)" in said.err


def test_a_number_without_a_name_is_found_by_its_digits(world: World) -> None:
    file = world.folder / "_chat.txt"
    file.write_text("13/11/2026, 10:01 - \u202a+44 7700 900123\u202c: x\n")
    assert world.proposed("whatsapp", file) == [(BO, "2026-11-13", "chat")]


# What goes wrong


@pytest.mark.parametrize(
    ("source", "name", "content", "said"),
    [
        ("mbox", "a.mbox", b"Dear Jane,\n", "is no mbox file: no mail begins in it"),
        ("calendar", "a.ics", b"Dear Jane,\n", "this is no calendar"),
        ("whatsapp", "a.txt", b"Dear Jane,\n", "this is no chat of WhatsApp"),
        ("linkedin-messages", "a.csv", b"a,b\n", "this is no messages.csv"),
        ("whatsapp", "a.zip", b"PK\x03\x04", "the archive cannot be read"),
        ("maildir", "a", b"", "is no folder; name the Maildir itself"),
        ("mbox", "missing", None, "is not there"),
        ("calendar", "missing", None, "is not there"),
        ("calendar", "files", None, "is a folder; name the file in it"),
        ("maildir", "files", None, "is no Maildir"),
    ],
)
def test_a_file_that_cannot_be_read_ends_it_before_anything_is_written(
    world: World, source: str, name: str, content: bytes | None, said: str
) -> None:
    file = world.folder / name if name != "files" else world.folder
    if content is not None:
        file.write_bytes(content)
    good = [world.file(source)] if source in FILES else []
    before = world.notes()
    done = world.say(source, *good, file, "--apply")
    assert (done.code, done.out) == (6, "")
    assert done.err.startswith(f"vaultnet: {file}: ")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert world.notes() == before


def test_an_empty_mailbox_and_an_empty_calendar_have_nothing_new(world: World) -> None:
    world.file("mbox").write_bytes(b"")
    world.file("calendar").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    for source in ("mbox", "calendar"):
        said = world.say(source, world.file(source), "--apply")
        assert (said.code, said.out, said.err) == (0, "", "nothing new\n")


def test_a_note_that_must_not_be_written_keeps_no_other_from_it(world: World) -> None:
    broken = NOTES[JANE].replace("last_contact", "\t- {last_contact")
    (world.root / JANE).write_text(broken)
    (world.root / SAM).write_text(NOTES[SAM] + "<<<<<<< ours\n=======\n>>>>>>> x\n")
    world.rest()
    text = MBOX.replace("who@example.com", "bo@example.com")
    world.file("mbox").write_text(text)
    (world.root / BO).write_text("---\nemail: bo@example.com\n---\n")
    world.rest()
    said = world.say("mbox", world.file("mbox"), "--apply", "--json")
    told = json.loads(said.out)
    assert said.code == 5
    assert len(told["refused"]) == len(told["proposed"]) - told["applied"]
    assert f"vaultnet: {SAM}: holds both sides of a conflict" in said.err
    assert "- 2026-11-03 email\n- 2026-11-02 email\n" in world.note(BO)
    assert world.note(JANE) == broken


def test_while_git_merges_nothing_is_written(world: World) -> None:
    (world.root / ".git").mkdir()
    (world.root / ".git/MERGE_HEAD").write_text("0" * 40)
    before = world.notes()
    assert world.say("mbox", world.file("mbox"), "--apply").code == 5
    assert world.notes() == before


# Asked one by one


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals like this")
def test_on_a_terminal_each_is_asked_about_and_a_no_is_remembered(
    world: World, press: Run
) -> None:
    done = press("y", "n", "q")
    shown = done.said
    assert done.code == 0
    assert "Mon 2026-11-09  meet   Jane Doe   log it? [y/n/a/q] y" in shown
    assert "Mon 2026-11-16  meet   Jane Doe   log it? [y/n/a/q] n" in shown
    left = [(JANE, "2026-11-23", "meet")]
    press("q")
    assert world.proposed("calendar", world.file("calendar")) == left
    assert "- 2026-11-09 meet\n" in world.note(JANE)
    assert "2026-11-16" not in world.note(JANE)
    said = world.say("calendar", world.file("calendar"))
    assert "declined before (--declined asks again): 1\n" in said.err
    again = world.proposed("calendar", world.file("calendar"), "--declined")
    assert [on for _, on, _ in again] == ["2026-11-16", "2026-11-23"]


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals like this")
def test_a_takes_all_that_is_left_and_ctrl_c_nothing(world: World, press: Run) -> None:
    before = world.notes()
    assert press("y", "n", "\x03").code == 130
    assert world.notes() == before
    assert press("n", "a").code == 0
    assert "## Log\n- 2026-11-23 meet\n- 2026-11-16 meet\n- 2026-08" in world.note(JANE)


@pytest.fixture
def press(world: World, typing: Callable[..., Any]) -> Callable[..., Any]:
    """Run the command on a terminal; these keys are pressed when it asks."""

    def run(*keys: str) -> Any:
        world.rest()
        words = ("--vault", world.root, "ingest", "calendar", world.file("calendar"))
        return typing(*words, keys=keys, asks=("[y/n/a/q] ",))

    return run


# The page


def _section() -> str:
    return PAGE.read_text("utf-8").partition("\n## ingest\n")[2].partition("\n## ")[0]


def test_the_commands_shown_run(world: World, vaultnet: Run) -> None:
    (world.folder / "Mail/.Sent/cur").mkdir(parents=True)
    (world.folder / "Mail/.Sent/new").mkdir()
    mail = MBOX.partition("\n")[2].partition("\n\n")[0]
    (world.folder / "Mail/.Sent/cur/1:2,S").write_text(mail)
    shown = re.findall(r"^    vaultnet (ingest .*)$", _section(), re.MULTILINE)
    said = [
        vaultnet("--vault", world.root, *shlex.split(each), cwd=world.folder)
        for each in shown
    ]
    assert [each.code for each in said] == [0] * len(shown)
    assert [bool(each.out) for each in said] == [True] * len(shown)
    options = re.findall(r"^\| `(--[a-z-]+)", _section(), re.MULTILINE)
    assert {
        each for each in options if not any(each in line for line in shown)
    } == set()


def test_the_keys_of_the_json_are_documented(world: World) -> None:
    (paragraph,) = re.findall(r"^JSON.*?(?=\n\n|\Z)", _section(), re.M | re.S)
    documented = set(re.findall(r"`(\w+)`", paragraph))
    text = MBOX + MBOX.replace("To:", "List-Id: <x>\nTo:")
    world.file("mbox").write_text(text)
    told = json.loads(world.say("mbox", world.file("mbox"), "--json").out)
    lists = [each for each in told.values() if isinstance(each, list)]
    inner = {key for each in lists for value in each for key in value}
    assert documented == set(told) | inner
