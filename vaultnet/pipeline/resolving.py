"""Files -> files: notes in conflict and conflict copies, resolved because of a wish."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath

from vaultnet.adapters.git_history import Stages, read_unmerged
from vaultnet.errors import NoSuchNote, RefusedToWrite
from vaultnet.pipeline.conflicts import is_in_conflict, mend_conflict
from vaultnet.pipeline.copies import find_copies, take_in_copy
from vaultnet.pipeline.resolution import Left, Resolution
from vaultnet.pipeline.snapshot import Snapshot


def resolve(snapshot: Snapshot, paths: Sequence[str], *, dry: bool) -> Resolution:
    """Resolve conflicts and copies: all of them, or those of some notes or folders.

    Conflicts come first, so that a copy is put together with a note that is whole.
    What cannot be written now is left, with the reason. Raises NoSuchNote for a path
    that leads nowhere.
    """
    unmerged = read_unmerged(snapshot.vault.root)
    wanted = [_wanted(snapshot, path, unmerged) for path in paths]
    done = Resolution(dry)
    conflicts = {*_in_conflict(snapshot, wanted, unmerged)}
    for path in sorted(conflicts):
        if _is_wanted(path, wanted):
            stages = unmerged.get(path)
            _or_leave(path, done, partial(mend_conflict, snapshot, path, stages, done))
    for path, copy in sorted(find_copies(snapshot).items()):
        is_wanted = _is_wanted(path, wanted) or _is_wanted(copy.of, wanted)
        if is_wanted and path not in conflicts:
            _or_leave(path, done, partial(take_in_copy, snapshot, path, copy, done))
    return done


def _or_leave(path: str, done: Resolution, work: Callable[[], None]) -> None:
    try:
        work()
    except RefusedToWrite as reason:
        done.left[path] = Left(str(reason).removeprefix(f"{path}: "))


def _wanted(snapshot: Snapshot, path: str, unmerged: Mapping[str, Stages]) -> str:
    """Give a path as the vault has it. Raises NoSuchNote where nothing is there."""
    root = snapshot.vault.root
    plain = str(PurePosixPath(path.replace("\\", "/")))
    place = root / plain
    is_there = place.exists() and place.resolve().is_relative_to(root)
    if plain not in unmerged and not is_there:
        raise NoSuchNote(f"there is no note {path!r} in {root}")
    return plain


def _is_wanted(path: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(
        each in (".", path) or path.startswith(f"{each}/") for each in wanted
    )


def _in_conflict(
    snapshot: Snapshot, wanted: Sequence[str], unmerged: Mapping[str, Stages]
) -> Iterator[str]:
    """Give the notes that git calls unmerged, and those that hold markers."""
    for path in unmerged:
        is_hidden = any(part.startswith(".") for part in path.split("/"))
        if path.casefold().endswith(".md") and not is_hidden:
            yield path
    yield from (each.path for each in snapshot.problems if each.code == "conflict")
    for path in wanted:  # it may be a template, which is else not read
        place = snapshot.vault.root / path
        is_note = path.casefold().endswith(".md") and place.is_file()
        if is_note and is_in_conflict(place.read_bytes()):
            yield path
