"""A folder of files kept like the vault, without losing what others wrote into it.

Servers and phones write into such a folder, too. What was written from here is
remembered by its digest: a file that still has it is ours to write or to take away,
any other only where that loses nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

Written = frozenset[tuple[str, str]]
"""What was written from here: digests of bytes, and the names of their files."""

MEMORY = ".vaultnet-written"
"""The file in such a folder that remembers; sync tools leave hidden files alone."""

CHANGED = "says what its note does not ({}); import it, and settle what differs"
ORPHANED = "was changed by another program, and has no note; import it, or delete it"

_MOST = 8  # properties that are named

_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")


@dataclass(frozen=True, slots=True)
class Mirror:
    """What is to be done in a folder; ``left`` says why a file is not touched.

    ``unsaid`` are for some of them the properties that would be lost. ``written`` is
    what will have been written from here once it is done.
    """

    write: Mapping[str, bytes] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)
    written: Written = frozenset()
    unsaid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def plan_mirror(
    wanted: Mapping[str, bytes],
    present: Mapping[str, bytes],
    written: Written,
    *,
    held: Collection[str] = (),
    unsaid: Callable[[bytes, bytes], tuple[str, ...]],
) -> Mirror:
    """Give what makes a folder hold the files that are wanted.

    ``present`` are the files there now. Files that are neither wanted nor were
    ``written`` from here are others' and stay; those in ``held`` stay, too.
    ``unsaid`` gives what the second says that the first does not, in names.
    """
    known = {name for _, name in written}
    gone = sorted((known & set(present)) - set(wanted) - set(held))
    ours = {name for name in present if is_written(name, present[name], written)}
    left = {name: ORPHANED for name in gone if name not in ours}
    changed = {
        name: properties
        for name in sorted(set(wanted) & set(present) - ours)
        if wanted[name] != present[name]
        and (properties := unsaid(wanted[name], present[name]))
    }
    left |= {name: CHANGED.format(listed(each)) for name, each in changed.items()}
    kept = {name: data for name, data in wanted.items() if name not in left}
    stay = {mark for mark in written if mark[1] in {*held, *left} - set(kept)}
    return Mirror(
        write={name: data for name, data in kept.items() if present.get(name) != data},
        remove=tuple(name for name in gone if name in ours),
        left=left,
        written=frozenset(stay | {_mark(name, data) for name, data in kept.items()}),
        unsaid=changed,
    )


def listed(words: Sequence[str]) -> str:
    """Give words as one says them: ``A, B and C``; of many the first."""
    more = [f"{len(words) - _MOST} more"] if len(words) > _MOST else []
    *most, last = [*words[:_MOST], *more]
    return f"{', '.join(most)} and {last}" if most else last


def parse_written(data: bytes, vault: str) -> Written:
    """Read what was written from a vault of this name; nothing if it was another.

    The form is that of ``sha256sum``, below a line that names the vault.
    """
    head, *lines = data.decode("utf-8", "replace").splitlines() or [""]
    if head != _head(vault):
        return frozenset()
    found = (_LINE.fullmatch(line) for line in lines)
    return frozenset((each[1], each[2]) for each in found if each)


def render_written(written: Written, vault: str) -> bytes:
    """Give the bytes for ``parse_written``, in the order of the names."""
    lines = sorted(written, key=lambda mark: (mark[1], mark[0]))
    text = "".join(f"{digest}  {name}\n" for digest, name in lines)
    return f"{_head(vault)}\n{text}".encode("utf-8", "replace")


def is_written(name: str, data: bytes, written: Written) -> bool:
    """Tell whether a file is as it was written from here."""
    return _mark(name, data) in written


def _head(vault: str) -> str:
    return f"# written by vaultnet from the vault {' '.join(vault.split())}"


def _mark(name: str, data: bytes) -> tuple[str, str]:
    return hashlib.sha256(data).hexdigest(), name
