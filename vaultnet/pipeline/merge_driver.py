"""Files -> file: one note merged for git, which runs this for each note of a merge.

It imports little, because of that.
"""

from __future__ import annotations

from collections.abc import Sequence

from vaultnet.adapters.driver import config_text_above, read_version, write_result
from vaultnet.core.config import Config, parse_config
from vaultnet.core.merging.lines import Marks
from vaultnet.core.merging.note import merge_notes
from vaultnet.core.people.dialect import Dialect
from vaultnet.core.values import NotePath
from vaultnet.errors import BadConfig, RefusedToWrite, WrongUsage

MERGED = 0
DECIDED = 42
"""The result stands, and a person has to look at it.

A number of its own, since whatever stops Python ends with 1, 2 or a signal's.
"""

_FEWEST, _MOST = 4, 7


def drive(words: Sequence[str]) -> int:
    """Merge as git asks: BASE OURS THEIRS PATH, and perhaps SIZE and two LABELs.

    The result stands in OURS; the number is the exit code. Raises RefusedToWrite
    where the note has to be left to ``git merge-file``: OURS is as it was then.
    """
    if not _FEWEST <= len(words) <= _MOST:
        raise WrongUsage("merge-driver takes BASE OURS THEIRS PATH, as git gives them")
    base, ours, theirs, path, *rest = words
    old, left, right = (read_version(each) for each in (base, ours, theirs))
    config = _config(path)
    merged = merge_notes(
        old or None,
        left,
        right,
        NotePath(path),
        headings=config.log.headings,
        dialect=Dialect(config.fields),
        marks=_marks(rest),
    )
    if merged is None:
        raise RefusedToWrite(
            f"{path}: cannot be merged by what stands in it; git merges it line by line"
        )
    if merged.data != left:
        write_result(ours, merged.data)
    return DECIDED if merged.conflicts else MERGED


def _config(path: str) -> Config:
    """A configuration that is broken just now must not stop a merge."""
    try:
        config = parse_config(config_text_above(path))
        Dialect(config.fields)
    except BadConfig:
        return Config()
    return config


def _marks(rest: Sequence[str]) -> Marks:
    """Git before 2.44 knows no labels, and hands on what stands for them."""
    size = int(rest[0]) if rest and rest[0].isdecimal() else Marks().size
    labels = rest[1:]
    if len(labels) != len(("ours", "theirs")) or labels[0].startswith("%"):
        return Marks(size)
    return Marks(size, *labels)
