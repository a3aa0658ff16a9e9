"""One note of two versions: what is chosen, what is kept, what is asked."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from vaultnet.core.merging.lines import Marks
from vaultnet.core.merging.note import MergedNote, merge_notes
from vaultnet.core.merging.sections import Sort, cut_body
from vaultnet.core.people.favours import FAVOUR_HEADINGS
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.parts import make_part

PATH = NotePath("People/Jane Doe.md")


def merge(base: str | None, ours: str, theirs: str) -> MergedNote | None:
    """Merge both ways round, and see that only the labels of the sides differ."""
    was = None if base is None else base.encode()
    here = Marks(ours="here", theirs="there")
    there = Marks(ours="there", theirs="here")
    merged = merge_notes(was, ours.encode(), theirs.encode(), PATH, marks=here)
    assert merged == merge_notes(was, theirs.encode(), ours.encode(), PATH, marks=there)
    return merged


@dataclass(frozen=True)
class Case:
    """The three sides, and what comes of them."""

    base: str | None
    ours: str
    theirs: str
    merged: str
    conflicts: int = 0


def check(case: Case) -> None:
    merged = merge(case.base, case.ours, case.theirs)
    assert merged is not None
    assert merged.data.decode() == case.merged
    assert merged.conflicts == case.conflicts


def fields(text: str) -> str:
    return f"---\n{text}---\nbody\n"


def one_field(base: str, ours: str, theirs: str, merged: str) -> Case:
    return Case(fields(base), fields(ours), fields(theirs), fields(merged))


FIELDS = {
    "each side another one": one_field(
        "a: 1\nb: 2\n", "a: 3\nb: 2\n", "a: 1\nb: 4\n", "a: 3\nb: 4\n"
    ),
    "a new one on each side": one_field(
        "a: 1\n", "a: 1\nc: 3\n", "b: 2\na: 1\n", "b: 2\na: 1\nc: 3\n"
    ),
    "the later last contact": one_field(
        "last_contact: 2026-08-02\n",
        "last_contact: 2026-11-24\n",
        "last_contact: 2026-11-20\n",
        "last_contact: 2026-11-24\n",
    ),
    "the later last contact in the note's own spelling": one_field(
        "Last Spoke: 2026-08-02\n",
        "Last Spoke: 2026-09-24\n",
        "Last Spoke: '2026-11-20' # at last\n",
        "Last Spoke: '2026-11-20' # at last\n",
    ),
    "a list is a set": one_field(
        "tags: [a, b, c]\n",
        "tags: [a, b, c, d]\n",
        "tags: [b, c, 'e']\n",
        "tags: [b, c, 'e', d]\n",
    ),
    "a list as lines": one_field(
        "tags:\n- a\n- b\n",
        "tags:\n- a\n- b\n- c # new\n",
        "tags:\n- b\n- d\n",
        "tags:\n- b\n- c # new\n- d\n",
    ),
    "a list that one side turned into lines": one_field(
        "tags: [a, b]\n",
        "tags:\n  - a\n  - b\n  - c\n",
        "tags: [a, b, d]\n",
        "tags:\n  - a\n  - b\n  - c\n  - d\n",
    ),
    "a list that was empty": one_field(
        "tags:\n", "tags: [a]\n", "tags: [b]\n", "tags: [a, b]\n"
    ),
    "the same item once": one_field(
        "tags: [a]\n", "tags: [a, b]\n", "tags: [a, b, c]\n", "tags: [a, b, c]\n"
    ),
    "listed": one_field(
        'listed:\n  - "[[Jane]]"\n',
        'listed:\n  - "[[Jane]]"\n  - "[[Sam]]"\n',
        'listed:\n  - "[[Jane]]"\n  - "[[Ana]]"\n',
        'listed:\n  - "[[Jane]]"\n  - "[[Ana]]"\n  - "[[Sam]]"\n',
    ),
    "one value in two spellings": one_field(
        "a: b\n", 'a: "c"\n', "a: c\n", "a: c\n"
    ),
    "rewritten alike by a program, changed by a person": one_field(
        "a: 'b'\n", 'a: "b"\n', "a: c\n", "a: c\n"
    ),
    "taken out": one_field("a: 1\nb: 2\n", "b: 2\n", "a: 1\nb: 3\n", "b: 3\n"),
    "taken out and changed": one_field(
        "a: 1\nb: 2\n", "b: 2\n", "a: 3\nb: 2\n", "a: 3\nb: 2\n"
    ),
    "comments of both": one_field(
        "# x\na: 1\n", "# x\n# y\na: 1\n", "# x\na: 2\n", "# x\n# y\na: 2\n"
    ),
    "a comment at the end": one_field(
        "a: 1\n# x\n", "a: 1\n# x\n# y\n", "a: 2\n# x\n", "a: 2\n# x\n# y\n"
    ),
    "a text of several lines": one_field(
        "a: |\n  x\n  y\nb: 1\n", "a: |\n  x\n  z\nb: 1\n", "a: |\n  x\n  y\nb: 2\n",
        "a: |\n  x\n  z\nb: 2\n",
    ),
    "no fields before": Case(
        "body\n", "---\na: 1\n---\nbody\n", "---\nb: 2\n---\nbody\n",
        "---\na: 1\nb: 2\n---\nbody\n",
    ),
    "all fields taken out": Case(
        "---\na: 1\n---\nbody\n", "body\n", "---\na: 1\n---\nbody\nx\n", "body\nx\n"
    ),
    "no line end behind the fence": Case(
        "---\na: 1\n---\nbody\n", "---\na: 2\n---", "---\na: 1\n---\nbody\nx\n",
        "---\na: 2\n---\nx\n",
    ),
    "two values": Case(
        fields("company: Acme\n"),
        fields("company: Beta\n"),
        fields("company: Gamma # since May\n"),
        "---\ncompany: Gamma # since May\n---\n"
        '> [!warning] vaultnet: two devices changed "company"\n'
        "> company: Beta\n\nbody\n",
        conflicts=1,
    ),
    "a comment of the value that was not chosen": Case(
        fields("last_contact: 2026-08-02\n"),
        fields("last_contact: 2026-11-20 # lunch\n"),
        fields("last_contact: 2026-11-24\n"),
        "---\nlast_contact: 2026-11-24\n---\n"
        '> [!warning] vaultnet: two devices changed "last_contact"\n'
        "> last_contact: 2026-11-20 # lunch\n\nbody\n",
        conflicts=1,
    ),
    "a map is no list": Case(
        fields("a: {b: 1}\n"),
        fields("a: {b: 2}\n"),
        fields("a:\n  b: 3\n"),
        "---\na: {b: 2}\n---\n"
        '> [!warning] vaultnet: two devices changed "a"\n> a:\n>   b: 3\n\nbody\n',
        conflicts=1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FIELDS.values(), ids=FIELDS)
def test_fields_are_merged_one_by_one(case: Case) -> None:
    check(case)


def log(*entries: str) -> str:
    return "".join(f"{each}\n" for each in ("text", "", "## Log", *entries))


W47 = "[[Due 2026-W47|2026-W47]]"
W48 = "[[Due 2026-W48|2026-W48]]"
LOGS = {
    "newest first": Case(
        log("- 2026-08-02 a", "- 2026-05-01 b"),
        log("- 2026-11-20 c", "- 2026-08-02 a", "- 2026-05-01 b"),
        log("- 2026-11-24 d", "- 2026-08-02 a", "- 2026-06-01 e", "- 2026-05-01 b"),
        log("- 2026-11-24 d", "- 2026-11-20 c", "- 2026-08-02 a", "- 2026-06-01 e",
            "- 2026-05-01 b"),
    ),
    "oldest first": Case(
        log("- 2026-05-01 b", "- 2026-08-02 a"),
        log("- 2026-05-01 b", "- 2026-08-02 a", "- 2026-11-24 d"),
        log("- 2026-05-01 b", "- 2026-08-02 a", "- 2026-11-20 c"),
        log("- 2026-05-01 b", "- 2026-08-02 a", "- 2026-11-20 c", "- 2026-11-24 d"),
    ),
    "the same entry once": Case(
        log("- 2026-08-02 a"),
        log("- 2026-11-24 d", "- 2026-08-02 a"),
        log("- 2026-11-24 d", "- 2026-11-20 c", "- 2026-08-02 a"),
        log("- 2026-11-24 d", "- 2026-11-20 c", "- 2026-08-02 a"),
    ),
    "the first log on both": Case(
        "text\n",
        log("- 2026-11-24 d"),
        log("- 2026-11-20 c"),
        log("- 2026-11-24 d", "- 2026-11-20 c"),
    ),
    "one week is one entry: the earlier day, the longer text": Case(
        log("- 2026-08-02 a"),
        log(f"- 2026-11-24 call: she moved {W48}", "- 2026-08-02 a"),
        log(f"- 2026-11-23 call: she moved in May {W48}", "- 2026-08-02 a"),
        log(f"- 2026-11-23 call: she moved in May {W48}", "- 2026-08-02 a"),
    ),
    "one week, two texts": Case(
        log("- 2026-08-02 a"),
        log(f"- 2026-11-24 call: she moved {W48}", "- 2026-08-02 a"),
        log(f"- 2026-11-23 call: he stayed {W48}", "- 2026-08-02 a"),
        log(f"- 2026-11-23 call: he stayed; she moved {W48}", "- 2026-08-02 a"),
    ),
    "another week's entry in the place of one": Case(
        log(f"- 2026-11-20 a {W47}"),
        log(f"- 2026-11-24 b {W48}"),
        log(f"- 2026-11-23 b {W48}", f"- 2026-11-20 a {W47}"),
        log(f"- 2026-11-23 b {W48}"),
    ),
    "a section after it": Case(
        log("- 2026-05-01 b", "- 2026-08-02 a"),
        log("- 2026-05-01 b", "- 2026-08-02 a", "", "## Ideas"),
        log("- 2026-05-01 b", "- 2026-08-02 a", "- 2026-11-20 c"),
        log("- 2026-05-01 b", "- 2026-08-02 a", "- 2026-11-20 c", "", "## Ideas"),
    ),
    "one week, two kinds": Case(
        log(),
        log(f"- 2026-11-24 call: she moved {W48}"),
        log(f"- 2026-11-23 text {W48}"),
        log(f"- 2026-11-23 call: she moved; text {W48}"),
    ),
    "one week, merged on one side already": Case(
        log(),
        log(f"- 2026-11-23 call: he stayed; she moved {W48}"),
        log(f"- 2026-11-24 call: she moved; so did he {W48}"),
        log(f"- 2026-11-23 call: he stayed; she moved; so did he {W48}"),
    ),
    "one week, told further on both": Case(
        log(f"- 2026-11-24 call: she moved {W48}"),
        log(f"- 2026-11-24 call: she moved to Faro {W48}"),
        log(f"- 2026-11-24 call: yes, she moved {W48}"),
        log(f"- 2026-11-24 call: yes, she moved to Faro {W48}"),
    ),
    "lines below an entry": Case(
        log("- 2026-08-02 a", "  - next: b"),
        log("- 2026-11-24 d", "  - next: e", "- 2026-08-02 a", "  - next: b"),
        log("- 2026-08-02 a", "  - next: b", "  - c"),
        log("- 2026-11-24 d", "  - next: e", "- 2026-08-02 a", "  - next: b", "  - c"),
    ),
    "moved by one, told further by the other": Case(
        log("- 2026-08-02 a", "- 2026-05-01 b", "- 2026-04-01 c"),
        log("- 2026-05-01 b", "- 2026-04-01 c", "- 2026-08-02 a"),
        log("- 2026-08-02 a", "  - x", "- 2026-05-01 b", "- 2026-04-01 c"),
        log("- 2026-05-01 b", "- 2026-04-01 c", "- 2026-08-02 a", "  - x"),
    ),
    "days as headings": Case(
        log("### 2026-08-02", "a"),
        log("### 2026-11-24", "d", "", "### 2026-08-02", "a"),
        log("### 2026-11-20", "c", "", "### 2026-08-02", "a", "b"),
        log("### 2026-11-24", "d", "", "### 2026-11-20", "c", "",
            "### 2026-08-02", "a", "b"),
    ),
    "taken out": Case(
        log("- 2026-08-02 a", "- 2026-05-01 b"),
        log("- 2026-05-01 b"),
        log("- 2026-11-24 d", "- 2026-08-02 a", "- 2026-05-01 b"),
        log("- 2026-11-24 d", "- 2026-05-01 b"),
    ),
    "one entry reworded in two ways": Case(
        log("- 2026-08-02 a boat", "- 2026-05-01 b"),
        log("- 2026-08-02 a ship", "- 2026-05-01 b"),
        log("- 2026-08-02 a raft", "- 2026-05-01 b"),
        log("<<<<<<< there", "- 2026-08-02 a raft", "=======", "- 2026-08-02 a ship",
            ">>>>>>> here", "- 2026-05-01 b"),
        conflicts=1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LOGS.values(), ids=LOGS)
def test_a_log_keeps_the_entries_of_both_in_its_order(case: Case) -> None:
    check(case)


BOXES = {
    "the side that changed it": (" a", "x a", "  a b", "x a b"),
    "done before others": (" a", "x a", "/ a", "x a"),
    "others before open": (" a", "- a", "/ a", "/ a"),
    "cleared by one": ("x a", "  a", "x a b", "  a b"),
    "words of both": (" a", "x a ours", "x a theirs", "x a ours theirs"),
    "the same words once": (" a", "x a she moved", "/ a she moved", "x a she moved"),
    "the earlier day of completion": (
        " a", "x a ✅ 2026-11-25", "x a b ✅ 2026-11-24", "x a b ✅ 2026-11-24",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lead", ["", "  ", "> "])
@pytest.mark.parametrize("boxes", BOXES.values(), ids=BOXES)
@pytest.mark.parametrize("heading", ["## Ideas", "## Favours"])
def test_a_box_is_as_the_side_has_it_that_set_it(
    heading: str, boxes: tuple[str, str, str, str], lead: str
) -> None:
    base, ours, theirs, merged = (
        f"{heading}\n{lead}- [{each[0]}] {each[1:].strip()}\n- [ ] other\n"
        for each in boxes
    )
    check(Case(base, ours, theirs, merged))


@pytest.mark.parametrize("heading", FAVOUR_HEADINGS)
def test_favours_are_merged_as_such_under_each_of_their_headings(heading: str) -> None:
    (piece,) = cut_body(f"## {heading}\n- [ ] asked: a\n", ["Log"], managed=False)
    assert Sort.of(piece.name) is Sort.FAVOURS


def week(due: str, prompts: str = "", listed: str = "") -> str:
    return (
        f"---\nweek: 2026-W48\nlisted: [{listed}]\n---\n# Check-ins\n\n"
        f"%% vaultnet:begin due %%\n{due}%% vaultnet:end due %%\n\n"
        f"%% vaultnet:begin prompts %%\n{prompts}%% vaultnet:end prompts %%\n"
    )


def current(*lines: str) -> str:
    inside = "".join(f"{each}\n" for each in lines)
    return f"%% vaultnet:begin current %%\n{inside}%% vaultnet:end current %%\nx\n"


def part(text: str) -> str:
    made = make_part(text)
    return made.marker + made.text


JANE, SAM, ANA = (f"- [ ] [[{name}]] · call\n" for name in ("Jane", "Sam", "Ana"))
OLD, NEW = sorted((part("### Jane\nold"), part("### Jane\nnew")))
MINE = part("### Jane\nold").replace("old", "old, and mine")
NEWER = OLD.replace("prompt 1", "prompt 2")
WEEKS = {
    "both add a person": Case(
        week(JANE, listed="j"), week(JANE + SAM, listed="j, s"),
        week(JANE + ANA, listed="j, a"), week(JANE + ANA + SAM, listed="j, a, s"),
    ),
    "both add the same one": Case(
        week(JANE), week(JANE + SAM), week(JANE + ANA + SAM), week(JANE + ANA + SAM)
    ),
    "one takes out whom the other ticks": Case(
        week(JANE + SAM), week(SAM), week(JANE.replace("[ ]", "[x]") + SAM),
        week(JANE.replace("[ ]", "[x]") + SAM),
    ),
    "one reorders, the other ticks": Case(
        week(JANE + SAM + ANA), week(SAM + ANA + JANE),
        week(JANE.replace("[ ]", "[x]") + SAM + ANA),
        week(SAM + ANA + JANE.replace("[ ]", "[x]")),
    ),
    "lines below a person": Case(
        week(JANE + SAM), week(JANE + "  - mine\n" + SAM),
        week(JANE + "  - his\n" + SAM),
        week(JANE + "  - his\n  - mine\n" + SAM),
    ),
    "made on both devices": Case(
        None, week(JANE + SAM, part("### Jane\na"), "j, s"),
        week(JANE + ANA, part("### Jane\na"), "j, a"),
        week(JANE + ANA + SAM, part("### Jane\na"), "j, a, s"),
    ),
    "an edited prompt before a rendered one": Case(
        week(JANE, OLD), week(JANE, NEW), week(JANE, MINE), week(JANE, MINE)
    ),
    "of two rendered prompts the greater digest": Case(
        week(JANE, part("### Jane\n")), week(JANE, OLD), week(JANE, NEW),
        week(JANE, NEW),
    ),
    "of two rendered prompts the newer format": Case(
        week(JANE, part("### Jane\n")), week(JANE, NEWER), week(JANE, NEW),
        week(JANE, NEWER),
    ),
    "two edited prompts as text": Case(
        week(JANE, OLD), week(JANE, OLD.replace("\n\n", "\nx\n\n")),
        week(JANE, OLD.replace("\n###", "\ny\n###")),
        week(JANE, OLD.replace("\n\n", "\nx\n\n").replace("\n###", "\ny\n###")),
    ),
    "a prompt that was taken out does not come back": Case(
        week(JANE, OLD + part("### Sam\ns")), week(JANE, part("### Sam\ns")),
        week(JANE, NEW + part("### Sam\ns")), week(JANE, part("### Sam\ns")),
    ),
    "a prompt that was taken out and edited stays": Case(
        week(JANE, OLD), week(JANE), week(JANE, MINE), week(JANE, MINE)
    ),
    "prompts of both": Case(
        week("", ""), week("", part("### Sam\ns")), week("", part("### Ana\na")),
        week("", part("### Ana\na") + part("### Sam\ns")),
    ),
    "the current week": Case(
        current("![[W47]]"), current("![[W48]]", "mine"), current("![[W49]]"),
        current("![[W49]]", "mine"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WEEKS.values(), ids=WEEKS)
def test_a_weekly_note_has_the_people_and_the_words_of_both(case: Case) -> None:
    check(case)


TEXTS = {
    "neighbouring lines": Case("a\nb\n", "A\nb\n", "a\nB\n", "A\nB\n"),
    "two paragraphs at one place": Case(
        "a\n\nb\n", "a\n\ny\n\nb\n", "a\n\nx\n\nb\n", "a\n\nx\n\ny\n\nb\n"
    ),
    "one line rewritten in two ways": Case(
        "a\nthe boat\n", "a\nthe red boat\n", "a\nthe old boat\n",
        "a\n<<<<<<< there\nthe old boat\n=======\nthe red boat\n>>>>>>> here\n",
        conflicts=1,
    ),
    "one line rewritten in two ways, and one put before it": Case(
        "a\nthe boat sails\n", "a\nx\nthe red boat sails\n", "a\nthe old boat sails\n",
        "a\nx\n<<<<<<< there\nthe old boat sails\n=======\nthe red boat sails\n"
        ">>>>>>> here\n",
        conflicts=1,
    ),
    "two lines in a row are one conflict": Case(
        "the boat\nthe ship\n", "the boat a\nthe ship a\n", "the boat b\nthe ship b\n",
        "<<<<<<< here\nthe boat a\nthe ship a\n=======\nthe boat b\nthe ship b\n"
        ">>>>>>> there\n",
        conflicts=1,
    ),
    "rewritten and taken out": Case(
        "a\nb c\nd\n", "a\nd\n", "a\nb c e\nd\n", "a\nb c e\nd\n"
    ),
    "line ends of one side": Case("a\nb\n", "a\r\nb\r\n", "a\nb\nc\n", "a\r\nb\r\nc\n"),
    "no last line end": Case("a", "a\nb", "c\na", "c\na\nb"),
    "a byte order mark": Case("a\n", "\ufeffa\n", "a\nb\n", "\ufeffa\nb\n"),
    "the same insertion": Case("a\n", "a\nb\n", "a\nb\n\nc\n", "a\nb\n\nc\n"),
    "two fences are two": Case(
        "a\n", "a\n```\nx\n```\n", "a\n```\ny\n```\n", "a\n```\nx\n```\n```\ny\n```\n"
    ),
    "damaged markers are text": Case(
        "%% vaultnet:begin due %%\n- [ ] [[Jane]]\n",
        "%% vaultnet:begin due %%\n- [x] [[Jane]]\n",
        "%% vaultnet:begin due %%\n- [ ] [[Jane]] x\n",
        "%% vaultnet:begin due %%\n- [x] [[Jane]] x\n",
    ),
    "nothing before": Case(None, "a\nb\n", "a\nc\n", "a\nb\nc\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS.values(), ids=TEXTS)
def test_other_text_is_merged_line_by_line(case: Case) -> None:
    check(case)


CANNOT = {
    "bytes that are no text": (b"a\n", b"\xff\n", b"a\nb\n"),
    "a nought": (b"a\n", b"a\0\n", b"a\nb\n"),
    "fields that cannot be read": (b"a\n", b"---\na: [\n---\n", b"a\nb\n"),
    "a field twice": (b"a\n", b"---\na: 1\na: 2\n---\n", b"a\nb\n"),
    "fields in one line": (b"a\n", b"---\n{a: 1, b: 2}\n---\n", b"a\nb\n"),
    "a conflict already": (b"a\n", b"<<<<<<< x\na\n=======\n>>>>>>> y\n", b"a\nb\n"),
    "a base that cannot be read": (b"---\na: [\n---\n", b"a\n", b"b\n"),
}


@pytest.mark.parametrize("sides", CANNOT.values(), ids=CANNOT)
def test_what_cannot_be_merged_safely_is_left_to_git(
    sides: tuple[bytes, bytes, bytes],
) -> None:
    base, ours, theirs = sides
    assert merge_notes(base, ours, theirs, PATH) is None
    assert merge_notes(base, theirs, ours, PATH) is None


@pytest.mark.parametrize("sides", CANNOT.values(), ids=CANNOT)
def test_a_side_that_did_nothing_is_no_reason_to_look_closer(
    sides: tuple[bytes, bytes, bytes],
) -> None:
    for base in sides:
        for side in sides:
            expected = MergedNote(side, 0)
            assert merge_notes(base, side, base, PATH) == expected
            assert merge_notes(base, base, side, PATH) == expected
            assert merge_notes(base, side, side, PATH) == expected


def test_markers_are_as_long_as_git_asks() -> None:
    merged = merge_notes(
        b"the boat\n",
        b"the red boat\n",
        b"the old boat\n",
        PATH,
        marks=Marks(9, "A", "B"),
    )
    assert merged is not None
    assert merged.data.startswith(b"<<<<<<<<< B\nthe old boat\n=========\n")


def test_headings_of_the_configuration_are_logs() -> None:
    base = "## Gespräche\n- 2026-01-02 a\n".encode()
    later, latest = b"- 2026-02-02 b\n", b"- 2026-03-02 c\n"
    merged = merge_notes(
        base, base + latest, base + later, PATH, headings=("Gespräche",)
    )
    assert merged == MergedNote(base + later + latest, 0)
