"""Check-ins and occasions as iCalendar (RFC 5545), byte for byte the same each time."""

from vaultnet.formats.calendar.event import Event
from vaultnet.formats.calendar.feed import Look, is_ours, render_calendar
from vaultnet.formats.calendar.uids import WEEK_UID, make_uids
from vaultnet.formats.calendar.wording import (
    check_in_text,
    check_in_title,
    occasion_text,
    occasion_title,
    week_text,
    week_title,
)

__all__ = [
    "WEEK_UID",
    "Event",
    "Look",
    "check_in_text",
    "check_in_title",
    "is_ours",
    "make_uids",
    "occasion_text",
    "occasion_title",
    "render_calendar",
    "week_text",
    "week_title",
]
