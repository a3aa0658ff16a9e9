"""Files -> files: conflict copies put together with the note that they are of.

A copy goes to the vault's own trash, once all of its words stand in the note.
"""

from __future__ import annotations

from collections.abc import Mapping

from vaultnet.adapters.git_history import common_origin
from vaultnet.adapters.vault import Unreadable
from vaultnet.core.merging.copies import (
    United,
    is_other_person,
    is_same_person,
    is_same_text,
    lost_line,
    unite_notes,
)
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath, fold, stem
from vaultnet.errors import RefusedToWrite
from vaultnet.formats.conflict_copies import Copy, read_copy_name, read_weak_name
from vaultnet.pipeline.conflicts import is_in_conflict, rules_of, say_doubled
from vaultnet.pipeline.resolution import Left, Resolution
from vaultnet.pipeline.snapshot import Snapshot
from vaultnet.pipeline.trash import free_place, move_to_trash

_UNSAFE = (
    "cannot be put together with {of} safely (no UTF-8 text, or fields that cannot be"
    " read); take over by hand what is missing there, then delete it"
)


def find_copies(snapshot: Snapshot) -> dict[str, Copy]:
    """Give the conflict copies by path.

    Names that people give, too, count where both notes have the same ``uid``; or
    where they say mostly the same, and no note of the user's links to the copy.
    """
    named = ((path, read_copy_name(path)) for path in snapshot.files.paths)
    found = {path: copy for path, copy in named if copy is not None}
    alike: dict[NotePath, Copy] = {}
    for path in snapshot.files.notes:
        for copy in read_weak_name(path):
            if copy.of not in snapshot.files.notes:
                continue
            ours, theirs = _text(snapshot, copy.of), _text(snapshot, path)
            if is_same_person(ours, theirs, path):
                found[path] = copy
            elif is_same_text(ours, theirs):
                alike[path] = copy
    linked = _linked(snapshot, alike) if alike else set()
    return found | {path: alike[path] for path in alike if path not in linked}


def _text(snapshot: Snapshot, path: str) -> bytes:
    try:
        return snapshot.vault.read(path)
    except Unreadable:
        return b""


def _linked(snapshot: Snapshot, copies: Mapping[NotePath, Copy]) -> set[str | None]:
    """Give the notes to which somebody links: they are no copies, but in use."""
    apart = {*copies, *(copy.of for copy in copies.values()), *snapshot.network.weekly}
    names = {spelled.encode() for each in copies for spelled in _spellings(each)}
    found: set[str | None] = set()
    for path in snapshot.files.notes:
        text = _text(snapshot, path)
        if path in apart or not any(name in text for name in names):
            continue
        links = parse_note(path, text).body.links
        found.update(snapshot.linker.resolve(each.target, path) for each in links)
    return found


def _spellings(path: str) -> tuple[str, str]:
    """Give a note's name as links of both sorts spell it."""
    return stem(path), stem(path).replace(" ", "%20")


def take_in_copy(snapshot: Snapshot, path: str, copy: Copy, done: Resolution) -> None:
    """Put a copy's words into its note, then the copy into the trash.

    Raises RefusedToWrite where one of them cannot be written now.
    """
    of = _note_of(snapshot, copy)
    theirs = done.read(snapshot, path)
    why = _why_not(of, theirs, copy)
    if why or of is None:
        done.left[path] = Left(why)
        return
    if not done.dry:
        snapshot.vault.check_no_merge()
    before = done.read(snapshot, of)
    why = _why_not_both(before, theirs, of)
    united = None if why else _unite(snapshot, of, before, theirs)
    if united is None:
        done.left[path] = Left(why or _UNSAFE.format(of=of))
        return
    after = united.data if done.dry else _write(snapshot, of, before, theirs, united)
    done.remember(of, before, after)
    if united.doubled and after != before:
        done.notices.append(f"{of}: {say_doubled(united.doubled)}")
    place = free_place(snapshot, path)
    if not done.dry:
        move_to_trash(snapshot, path, place, theirs)
    done.moved[path] = place
    done.resolved.append(path)


def _note_of(snapshot: Snapshot, copy: Copy) -> str | None:
    """Give the note that a copy is of; a tool may have changed the case of its name."""
    root = snapshot.vault.root
    if (root / copy.of).is_file():
        return copy.of
    alike = [each for each in snapshot.files.paths if fold(each) == fold(copy.of)]
    return alike[0] if len(alike) == 1 else None


def _why_not(of: str | None, theirs: bytes, copy: Copy) -> str:
    if copy.naming.advice:
        return copy.naming.advice
    if of is None:
        return (
            f"its note {copy.of} is not there; rename the copy to that if you want to"
            " keep it, else delete it"
        )
    if is_in_conflict(theirs):
        return "holds both sides of a conflict itself; mend it by hand"
    return ""


def _why_not_both(ours: bytes, theirs: bytes, of: str) -> str:
    if is_in_conflict(ours):
        return f"{of} holds both sides of a conflict; resolve that first"
    if is_other_person(ours, theirs, NotePath(of)):
        return f"carries another uid than {of}, so it may be somebody else; rename it"
    return ""


def _unite(snapshot: Snapshot, of: str, ours: bytes, theirs: bytes) -> United | None:
    rules = rules_of(snapshot)
    base = common_origin(snapshot.vault.root, of, ours, theirs)
    return unite_notes(
        base,
        ours,
        theirs,
        NotePath(of),
        headings=rules.headings,
        dialect=rules.dialect,
    )


def _write(
    snapshot: Snapshot, of: str, before: bytes, theirs: bytes, united: United
) -> bytes:
    """Write the note; gives what it holds then, with the words of the copy."""

    def edit(now: bytes | None) -> bytes | None:
        if now is None:
            raise RefusedToWrite(f"{of}: is not there any more")
        anew = united if now == before else _unite(snapshot, of, now, theirs)
        if anew is None or is_in_conflict(now):
            raise RefusedToWrite(f"{of}: was changed meanwhile; run this again")
        return anew.data

    snapshot.vault.change(of, edit)
    now = snapshot.vault.read(of)
    lost = lost_line(theirs, now)
    if lost:
        raise RefusedToWrite(f"{of}: was changed meanwhile, and lacks “{lost}”")
    return now
