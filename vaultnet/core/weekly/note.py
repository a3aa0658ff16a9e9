"""The weekly note: how it is written, and what it says when it is read back.

Format and reader live together so that they cannot drift apart. The list of
people only grows during its week; no line of it is deleted, moved or rewritten,
only an empty box is set when the person was contacted some other way.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vaultnet.core.config import WeekNote
from vaultnet.core.dates.moment import render_date
from vaultnet.core.dates.week import Week
from vaultnet.core.notes.edit import yaml_text
from vaultnet.core.notes.edit_lists import append_to_list
from vaultnet.core.notes.lines import line_end, split_lines
from vaultnet.core.notes.managed import Block, Blocks, read_blocks, replace_block
from vaultnet.core.notes.neutral import neutral
from vaultnet.core.notes.note import ListItem, Note, State
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.people.listing import WHAT_TO_SAY, read_lines
from vaultnet.core.values import NotePath, Problem
from vaultnet.core.weekly.also import BLOCK, Extra, new_extras, with_extras
from vaultnet.core.weekly.parts import join_parts, make_part, renew_parts

BLOCKS = ("due", "prompts")

_UNFIT = re.compile(r"[#|^:\[\]\\%]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One person on the list: what the line says, and the prompt below it.

    ``link`` is the text of the link to the contact, ``about`` what the line says
    after the kind, ``prompt`` the rendered part, ``heading`` its heading.
    """

    path: NotePath
    heading: str
    link: str
    kind: str
    about: str
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What an update puts into a week's note.

    ``current`` are the people who stand on the list, ``added`` those who come
    onto it, with ``lines`` one line each; ``extras`` what else the week holds, new
    or not, and ``spoken`` those of it with something to say.
    """

    current: Sequence[Entry] = ()
    added: Sequence[Entry] = ()
    lines: Sequence[str] = ()
    extras: Sequence[Extra] = ()
    spoken: Sequence[Entry] = ()


def week_path(config: WeekNote, week: Week) -> NotePath:
    """Give where a week's note lies when nobody has moved it."""
    return _in_folder(config, render_date(config.name, week.monday))


def current_path(config: WeekNote) -> NotePath:
    """Give where the note lies that always shows the current week."""
    return _in_folder(config, config.current)


def heading_of(name: str, taken: Collection[str], folder: str) -> str:
    """Give a heading that a link can lead to; two of one name differ by folder."""
    plain = _fit(name) or "Somebody"
    return f"{plain} ({_fit(folder)})" if plain in taken else plain


def due_lines(body: str, entries: Sequence[Entry]) -> tuple[str, ...] | None:
    """Give the finished lines of the list from what the template gave.

    The link to the prompt ends each line and is ours to write. None where the
    template's text cannot serve: a block is missing or damaged, or there is not
    one line with a box for each person.
    """
    blocks = read_blocks(body)
    if blocks.damaged or not set(BLOCKS) <= set(blocks.sound):
        return None
    due = blocks.sound["due"]
    lines = [line for line in body[due.start : due.end].splitlines() if line.strip()]
    fits = len(lines) == len(entries) and all(
        line.startswith("- [ ] ") and entry.link in line
        for line, entry in zip(lines, entries, strict=False)
    )
    if not fits:
        return None
    return tuple(
        f"{line.rstrip()} · {to_prompt(entry)}"
        for line, entry in zip(lines, entries, strict=True)
    )


def occasion_line(entry: Entry) -> str:
    """Give the line of somebody who only has an occasion, without its box."""
    return f"{entry.link} · {entry.about} · {to_prompt(entry)}"


def to_prompt(entry: Entry) -> str:
    """Give the link to what to say, which ends what is ours of a line."""
    return f"[[#{entry.heading}|{WHAT_TO_SAY}]]"


def render_week(
    body: str, week: Week, entries: Sequence[Entry], lines: Sequence[str]
) -> str:
    """Make the note of a week from the template's text and the lines of its list."""
    body = replace_block(
        body, read_blocks(body).sound["due"], "".join(f"{line}\n" for line in lines)
    )
    parts = join_parts(make_part(entry.prompt) for entry in entries)
    body = replace_block(body, read_blocks(body).sound["prompts"], parts)
    listed = "".join(f"\n  - {yaml_text(entry.link)}" for entry in entries) or " []"
    return f"---\ntype: vaultnet-week\nweek: {week}\nlisted:{listed}\n---\n{body}"


def has_list(note: Note) -> bool:
    """Tell whether the note's list can be read: its markers are sound."""
    return "due" in read_blocks(note.text).sound


def update_week(note: Note, change: Change) -> tuple[str, tuple[Problem, ...]]:
    """Give the note's new text; everything that is not ours stays as it is."""
    blocks = read_blocks(note.text)
    problems = [*_damage(note.path, blocks), *_broken(note)]
    sound = set(blocks.sound) if note.state is State.READ else set()
    text = note.text
    added = change.added if "due" in sound else ()
    if added:
        links = [entry.link for entry in added]
        grown = append_to_list(parse_note(note.path, text.encode()), "listed", links)
        if grown is None:
            problems.append(_no_list(note.path))
            added = ()
        else:
            text = _add_lines(grown, change.lines)
    fresh = {each.heading for each in new_extras(note, change.extras)}
    text = with_extras(note, text, change.extras)
    if "prompts" in sound:
        current = (*change.current, *change.spoken)
        spoken = [each for each in change.spoken if each.heading in fresh]
        text = _renew_prompts(text, current, (*added, *spoken))
    return text, tuple(problems)


def render_current(config: WeekNote, note: Note | None, link: str) -> str:
    """Give the note that shows the current week, by an embed in a block of ours."""
    block = f"%% vaultnet:begin current %%\n!{link}\n%% vaultnet:end current %%\n"
    if note is None:
        return f"# {config.current}\n\n{block}"
    found = read_blocks(note.text).sound.get("current")
    if found is None:
        return note.text
    lines = split_lines(note.text[found.start : found.end])
    shown = next((n for n, each in enumerate(lines) if each.startswith("![")), None)
    here = slice(0, 0) if shown is None else slice(shown, shown + 1)
    lines[here] = [f"!{link}{line_end(note.text)}"]  # what else is there is the user's
    return replace_block(note.text, found, "".join(lines))


def _fit(text: str) -> str:
    """Leave out what a link to a heading cannot hold, and what a program acts on."""
    return neutral(_UNFIT.sub(" ", text))


def with_boxes(note: Note, boxes: Mapping[int, str]) -> str:
    """Give the note with marks in empty boxes, by line; what the user set stays."""
    empty = {item.line for item in note.body.items if item.task == " "}
    return with_marks(note, {at: mark for at, mark in boxes.items() if at in empty})


def with_marks(note: Note, marks: Mapping[int, str]) -> str:
    """Give the note with other characters in boxes, by line, and nothing else."""
    lines = split_lines(note.text)
    for item in note.body.items:
        mark, line = marks.get(item.line), lines[item.line - 1]
        at = line.rfind(f"[{item.task}]", 0, item.start)
        if mark and item.task is not None and at >= 0:
            lines[item.line - 1] = f"{line[: at + 1]}{mark}{line[at + 2 :]}"
    return "".join(lines)


def closed_week(note: Note) -> str:
    """Give the note of a week that is over: untouched boxes are plain bullets.

    So no list of tasks fills up with them. A line on which the user wrote keeps its
    box.
    """
    blocks = read_blocks(note.text)
    written = {each.line for each in read_lines(note) if each.has_words}
    lines = split_lines(note.text)
    for name in ("due", BLOCK):
        for item in _items_in(note, blocks.sound.get(name)):
            line = lines[item.line - 1]
            at = line.rfind("[ ]", 0, item.start)
            if item.task == " " and at >= 0 and item.line not in written:
                rest = line[at + 3 :]
                lines[item.line - 1] = line[:at] + rest.removeprefix(" ")
    return "".join(lines)


def _in_folder(config: WeekNote, name: str) -> NotePath:
    return NotePath("/".join(filter(None, (config.folder.strip("/"), f"{name}.md"))))


def _items_in(note: Note, block: Block | None) -> Iterator[ListItem]:
    if block is None:
        return
    last = block.line + note.text.count("\n", block.start, block.end)
    for item in note.body.items:
        if block.line <= item.line < last:
            yield item


def _add_lines(text: str, new: Sequence[str]) -> str:
    block = read_blocks(text).sound["due"]
    end = line_end(text)
    inside = text[block.start : block.end]
    gap = "" if not inside or inside.endswith("\n") else end
    more = "".join(f"{line}{end}" for line in new)
    return replace_block(text, block, f"{inside}{gap}{more}")


def _renew_prompts(text: str, current: Sequence[Entry], added: Sequence[Entry]) -> str:
    block = read_blocks(text).sound["prompts"]
    inside = renew_parts(
        text[block.start : block.end],
        {entry.heading: entry.prompt for entry in current},
        {entry.heading: entry.prompt for entry in added},
        line_end(text),
    )
    return replace_block(text, block, inside)


def _damage(path: NotePath, blocks: Blocks) -> Iterator[Problem]:
    for each in blocks.damaged:
        yield Problem(
            path,
            each.line,
            "markers",
            f"the markers of the block “{each.name}” are damaged ({each.message});"
            " it is not written until they are mended",
        )
    for name in BLOCKS:
        if name not in blocks.sound and name not in {e.name for e in blocks.damaged}:
            yield Problem(
                path,
                0,
                "markers",
                f"has no block “{name}” any more, so nothing is written there",
            )


def _broken(note: Note) -> Iterator[Problem]:
    if note.state is not State.READ:
        message = "the fields at its top cannot be read; nobody is added to it"
        yield Problem(note.path, 1, "frontmatter", message)


def _no_list(path: NotePath) -> Problem:
    message = "the field “listed” cannot be added to; nobody is added to the note"
    return Problem(path, 1, "listed", message)
