"""The smallest thing to do that is enough, for each way of reaching somebody."""

from __future__ import annotations

from datetime import timedelta

from vaultnet.core.kinds import Kind
from vaultnet.core.prompts.saying import Lines
from vaultnet.core.prompts.view import View

_LONG = timedelta(days=365)
_ONE_LINE: Lines = (
    "One line is enough",
    "A photo and one line will do",
    "Two lines are plenty",
)
_GESTURES: dict[Kind, Lines] = {
    Kind.EMAIL: ("Two lines are plenty", "A few lines will do", "One line is enough"),
    Kind.CALL: (
        "Five minutes are enough. To start from",
        "A short call will do. To start from",
    ),
    Kind.VIDEO: (
        "Ten minutes are enough. To start from",
        "A short call will do. To start from",
    ),
    Kind.LETTER: ("A postcard is enough", "One side of a card will do"),
    Kind.SOCIAL: (
        "A word under something they posted is enough, or one line",
        "One line is enough",
    ),
    Kind.MEET: (
        "A short walk is enough. One line to ask",
        "Half an hour will do. One line to ask",
    ),
    Kind.GIFT: (
        "A small thing is enough, with one line",
        "Something small will do, with one line",
    ),
}


def gesture_for(view: View, kind: Kind) -> str:
    """Give the smallest one that fits; a call beside it where it has been long."""
    gesture = view.turn.pick("gesture", _GESTURES.get(kind, _ONE_LINE))
    quiet = view.last is not None and view.today - view.last > _LONG
    phone = view.profile.addresses.get("phone")
    if quiet and phone and kind not in (Kind.CALL, Kind.VIDEO, Kind.MEET):
        return f"{gesture}, and a short call would do as well"
    return gesture
