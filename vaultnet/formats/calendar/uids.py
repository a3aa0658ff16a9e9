"""Names of events that stay: safe for files, servers and systems that fold case."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from vaultnet.core.exchange.entry import is_plain_uid
from vaultnet.core.people.profile import Profile
from vaultnet.core.values import NotePath, safe_name

WEEK_UID = "vaultnet-your-week"


def make_uids(profiles: Iterable[Profile]) -> dict[NotePath, str]:
    """Give everybody's UID, by path: their note's ``uid``, or a digest.

    A digest of the path where there is no ``uid``, and of the ``uid`` where it could
    not stand in a file's name. Each is there once: of two notes with one ``uid`` the
    first by path has it.
    """
    taken = {WEEK_UID}
    found: dict[NotePath, str] = {}
    for profile in sorted(profiles, key=lambda profile: profile.path):
        uid = _uid_of(profile)
        if uid.casefold() in taken:
            uid = _digest(f"{profile.uid}\n{profile.path}")
        taken.add(uid.casefold())
        found[profile.path] = uid
    return found


def _uid_of(profile: Profile) -> str:
    if profile.uid is None:
        return _digest(profile.path)
    return profile.uid if _is_safe(profile.uid) else _digest(profile.uid)


def _is_safe(uid: str) -> bool:
    """Tell whether a uid is a file's name: not hidden, and not one of Windows' own."""
    first = uid.partition(".")[0]
    is_reserved = safe_name(first) == f"{first}_"
    return bool(is_plain_uid(uid) and first and not is_reserved)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
