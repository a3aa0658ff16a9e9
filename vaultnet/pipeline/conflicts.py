"""Files -> files: notes that a merge left in conflict, settled where nobody chooses."""

from __future__ import annotations

from vaultnet.adapters.git_history import Stages, read_versions
from vaultnet.core.merging.conflicts import Outcome, Rules, settle_conflict
from vaultnet.core.values import NotePath, say_count
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.indexing import has_conflict
from vaultnet.pipeline.resolution import Left, Resolution
from vaultnet.pipeline.snapshot import Snapshot


def rules_of(snapshot: Snapshot) -> Rules:
    """Give what the configuration says about merging."""
    return Rules(snapshot.config.log.headings, snapshot.reading.dialect)


def mend_conflict(
    snapshot: Snapshot, path: str, stages: Stages | None, done: Resolution
) -> None:
    """Settle one note in conflict; ``stages`` are its versions in git's index.

    A merge may be under way for a note that git calls unmerged, and for no other.
    Nothing is staged. Raises RefusedToWrite where the note cannot be written.
    """
    root = snapshot.vault.root
    versions = None if stages is None else read_versions(root, path, stages)
    if stages is not None and not (root / path).is_file():
        done.left[path] = Left(
            "one side has deleted it; keep the other one with git add, or say git rm"
        )
        return
    if versions is None and not done.dry:
        snapshot.vault.check_no_merge()

    outcome = Outcome()

    def edit(now: bytes | None) -> bytes | None:
        nonlocal outcome
        if now is None:
            raise RefusedToWrite(f"{path}: is not there any more")
        outcome = settle_conflict(now, versions, NotePath(path), rules_of(snapshot))
        return outcome.data

    before = done.read(snapshot, path)
    after = edit(before) or before
    if not done.dry and after != before:
        in_conflict = versions is not None or bool(outcome.why)
        snapshot.vault.change(path, edit, in_conflict=in_conflict)
        after = outcome.data or after
    done.remember(path, before, after)
    _say(path, outcome, done, is_unmerged=versions is not None)


def _say(path: str, outcome: Outcome, done: Resolution, *, is_unmerged: bool) -> None:
    if outcome.why:
        done.left[path] = Left(outcome.why, outcome.line)
        return
    done.resolved.append(path)
    if outcome.doubled:
        done.notices.append(f"{path}: {say_doubled(outcome.doubled)}")
    if is_unmerged and not done.dry:
        done.unstaged.append(path)


def say_doubled(count: int) -> str:
    """Say that a note holds both versions of something."""
    places = say_count(count, "place")
    verb = "holds" if count == 1 else "hold"
    return f"{places} {verb} both versions, one below the other; keep what is right"


def is_in_conflict(data: bytes) -> bool:
    """Tell whether a note holds the markers that a failed merge leaves."""
    return has_conflict(data.decode("utf-8", "replace"))
