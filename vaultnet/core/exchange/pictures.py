"""What sort of picture some bytes are."""

from __future__ import annotations

_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


def sort_of(data: bytes) -> str | None:
    """Give the sort of a picture by its first bytes: ``jpeg png gif webp``.

    None for what is no such picture.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((sort for start, sort in _STARTS if data.startswith(start)), None)
