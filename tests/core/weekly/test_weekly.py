"""The weekly note: made, grown, and never taken from the user."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.config import WeekNote
from vaultnet.core.dates.week import Week
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.listing import read_lines
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.note import (
    Change,
    Entry,
    current_path,
    due_lines,
    heading_of,
    render_current,
    render_week,
    update_week,
    week_path,
    with_boxes,
)

WEEK = Week(date(2026, 11, 23))
PATH = NotePath("Network/Due 2026-W48.md")


def entry(name: str, about: str = "in touch lately?", prompt: str = "") -> Entry:
    text = prompt or f"### {name}\n> say hello to {name}\n"
    return Entry(
        NotePath(f"People/{name}.md"), name, f"[[{name}]]", "email", about, text
    )


ANA, TOM, SAM = entry("Ana"), entry("Tom"), entry("Sam")


def body(*entries: Entry) -> str:
    lines = "".join(f"- [ ] {e.link} · {e.kind} · {e.about}\n" for e in entries)
    return (
        f"# Check-ins\n\n%% vaultnet:begin due %%\n{lines}%% vaultnet:end due %%\n\n"
        "%% vaultnet:begin prompts %%\n%% vaultnet:end prompts %%\n\n## Notes\n"
    )


def lines_for(*entries: Entry) -> tuple[str, ...]:
    lines = due_lines(body(*entries), entries)
    assert lines is not None
    return lines


def made(*entries: Entry) -> str:
    return render_week(body(*entries), WEEK, entries, lines_for(*entries))


def note(text: str) -> Note:
    return parse_note(PATH, text.encode())


def grow(text: str, *added: Entry, current: tuple[Entry, ...] = ()) -> str:
    change = Change(current=current, added=added, lines=lines_for(*added))
    return update_week(note(text), change)[0]


def test_a_new_note_holds_its_week_its_people_and_what_to_say() -> None:
    text = made(ANA, TOM)
    read = note(text)
    assert read.fields["week"].value == "2026-W48"
    assert read.fields["listed"].value == ["[[Ana]]", "[[Tom]]"]
    assert "- [ ] [[Ana]] · email · in touch lately? · [[#Ana|what to say]]\n" in text
    assert [line.target for line in read_lines(read)] == ["Ana", "Tom"]
    assert "> say hello to Tom" in text


def test_a_week_without_anybody_is_a_note_all_the_same() -> None:
    read = note(made())
    assert read.fields["listed"].value == []
    assert read_lines(read) == ()


def test_nothing_new_changes_nothing() -> None:
    text = made(ANA, TOM)
    assert grow(text, current=(ANA, TOM)) == text


def test_people_are_added_below_and_remembered_as_listed() -> None:
    text = grow(made(ANA), TOM)
    assert note(text).fields["listed"].value == ["[[Ana]]", "[[Tom]]"]
    assert [line.target for line in read_lines(note(text))] == ["Ana", "Tom"]
    assert "### Tom" in text


def test_adding_to_an_empty_list_works() -> None:
    assert note(grow(made(), ANA)).fields["listed"].value == ["[[Ana]]"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_field_that_the_user_deleted_is_made_anew(end: str) -> None:
    text = made(ANA).replace('listed:\n  - "[[Ana]]"\n', "").replace("\n", end)
    assert note(grow(text, TOM)).fields["listed"].value == ["[[Tom]]"]


def test_an_untouched_prompt_is_rendered_anew() -> None:
    newer = entry("Ana", prompt="### Ana\n> say something else\n")
    text = grow(made(ANA, TOM), current=(newer, TOM))
    assert "> say something else" in text
    assert "say hello to Ana" not in text
    assert grow(text, current=(newer, TOM)) == text


def test_an_edited_prompt_is_the_users_and_stays() -> None:
    edited = made(ANA, TOM).replace("say hello to Ana", "ask Ana about bees")
    newer = entry("Ana", prompt="### Ana\n> say something else\n")
    assert grow(edited, current=(newer, TOM)) == edited


def test_a_deleted_prompt_does_not_come_back() -> None:
    text = made(ANA)
    start, end = text.index("%% vaultnet:prompt"), text.index("%% vaultnet:end prompts")
    without = text[:start] + text[end:]
    assert grow(without, current=(ANA,)) == without


def test_a_prompt_of_a_newer_format_is_left_alone() -> None:
    text = made(ANA).replace("vaultnet:prompt 1 ", "vaultnet:prompt 2 ")
    newer = entry("Ana", prompt="### Ana\n> say something else\n")
    assert grow(text, current=(newer,)) == text


def test_boxes_are_set_and_nothing_else_on_the_line() -> None:
    text = made(ANA, TOM).replace("lately? · [[#Tom", "lately? · mine · [[#Tom")
    line = next(each.line for each in read_lines(note(text)) if each.target == "Tom")
    after = with_boxes(note(text), {line: "x"})
    assert after == text.replace("- [ ] [[Tom]]", "- [x] [[Tom]]")


def test_a_box_that_the_user_set_is_left_alone() -> None:
    text = made(ANA).replace("- [ ]", "- [-]")
    line = read_lines(note(text))[0].line
    assert with_boxes(note(text), {line: "x"}) == text


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (("%% vaultnet:end due %%\n", ""), "markers"),
        (("%% vaultnet:begin due %%\n", ""), "markers"),
        (("%% vaultnet:begin due %%", "%% vaultnet:begin due %%\n" * 2), "markers"),
        (("week: 2026-W48", "week: @"), "frontmatter"),
        (("listed:\n  - \"[[Ana]]\"", "listed: \"[[Ana]]\""), "listed"),
    ],
)  # fmt: skip
def test_where_ours_is_damaged_nothing_is_added(
    damage: tuple[str, str], code: str
) -> None:
    text = made(ANA).replace(*damage, 1)
    change = Change(added=(TOM,), lines=lines_for(TOM))
    after, problems = update_week(note(text), change)
    assert after == text
    assert code in {each.code for each in problems}


def test_a_block_that_the_user_deleted_is_said_and_the_other_still_serves() -> None:
    text = made(ANA)
    start = text.index("%% vaultnet:begin due")
    end = text.index("%% vaultnet:end due %%\n") + len("%% vaultnet:end due %%\n")
    newer = entry("Ana", prompt="### Ana\n> say something else\n")
    after, problems = update_week(note(text[:start] + text[end:]), Change((newer,)))
    assert [each.code for each in problems] == ["markers"]
    assert "something else" in after


def test_windows_line_ends_are_kept() -> None:
    text = made(ANA).replace("\n", "\r\n")
    after = grow(text, TOM, current=(entry("Ana", prompt="### Ana\n> new\n"),))
    assert after.count("\n") == after.count("\r\n")
    assert "> new" in after
    assert grow(after, current=(ANA, TOM)).count("> new") == 0


@pytest.mark.parametrize(
    "template",
    [
        "nothing",
        body(ANA).replace("%% vaultnet:end due %%", ""),
        body(ANA, TOM),
        body().replace("begin due %%\n", "begin due %%\n* [ ] [[Ana]]\n"),
    ],
    ids=["no blocks", "damaged", "one line too many", "another bullet"],
)
def test_a_template_that_gives_no_list_is_refused(template: str) -> None:
    assert due_lines(template, (ANA,)) is None


def test_names_that_no_link_can_carry_get_a_heading_that_one_can() -> None:
    assert heading_of("Ana [work] #1", (), "") == "Ana work 1"
    assert heading_of("Ana", ("Ana",), "Work") == "Ana (Work)"
    assert heading_of("#", (), "") == "Somebody"


def test_the_notes_have_their_usual_places() -> None:
    assert week_path(WeekNote(), WEEK) == PATH
    assert week_path(WeekNote(folder=""), WEEK) == "Due 2026-W48.md"
    assert current_path(WeekNote()) == "Network/Due this week.md"
    last = Week(date(2026, 12, 28))
    assert week_path(WeekNote(), last) == "Network/Due 2026-W53.md"


def test_the_current_week_is_embedded_and_the_rest_is_the_users() -> None:
    first = render_current(WeekNote(), None, "[[Due 2026-W48]]")
    assert "![[Due 2026-W48]]" in first
    mine = parse_note(PATH, f"{first}\nmy words\n".encode())
    later = render_current(WeekNote(), mine, "[[Due 2026-W49]]")
    assert later == f"{first}\nmy words\n".replace("W48", "W49")
    bare = parse_note(PATH, b"only my words\n")
    assert render_current(WeekNote(), bare, "[[Due 2026-W49]]") == "only my words\n"


def test_words_beside_the_embed_of_the_current_week_stay() -> None:
    first = render_current(WeekNote(), None, "[[Due 2026-W48]]")
    for old, new in (("![[", "Mine.\n![["), ("]]\n", "]]\nMine.\n")):
        mine = note(first.replace(old, new))
        later = render_current(WeekNote(), mine, "[[Due 2026-W49]]")
        assert later == mine.text.replace("W48", "W49")
    gone = note(first.replace("![[Due 2026-W48]]", "Mine."))
    later = render_current(WeekNote(), gone, "[[Due 2026-W49]]")
    assert "![[Due 2026-W49]]\nMine.\n" in later


EDITS = st.lists(
    st.tuples(st.sampled_from(["insert", "delete", "tick"]), st.integers(0, 40)),
    max_size=6,
)


@given(EDITS, st.booleans())
def test_whatever_the_user_does_no_word_of_theirs_is_lost(
    edits: list[tuple[str, int]], windows: bool
) -> None:
    lines = made(ANA, TOM).splitlines(keepends=True)
    for number, (what, at) in enumerate(edits):
        line = min(at, len(lines) - 1)
        if what == "insert":
            lines.insert(line, f"my words {number}\n")
        elif what == "delete":
            del lines[line]
        else:
            lines[line] = lines[line].replace("[ ]", "[x]")
    text = "".join(lines)
    text = text.replace("\n", "\r\n") if windows else text
    newer = entry("Ana", prompt="### Ana\n> something else\n")
    change = Change((newer, TOM), (SAM,), lines_for(SAM))
    after, _ = update_week(note(text), change)
    for number, (what, _) in enumerate(edits):
        word = f"my words {number}"
        assert what != "insert" or text.count(word) == after.count(word)
    assert text.count("[x]") == after.count("[x]")
    again, _ = update_week(note(after), Change((newer, TOM)))
    assert again == after
