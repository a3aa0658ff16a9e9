"""UIDs that every program can carry, made of those that not every one can."""

from __future__ import annotations

import hashlib

_LENGTH = 32  # hexadecimal digits: as many as a UUID has


def digest_of(uid: str) -> str:
    """Give the same short UID for the same long or strange one, each time."""
    return hashlib.sha256(uid.encode("utf-8", "replace")).hexdigest()[:_LENGTH]
