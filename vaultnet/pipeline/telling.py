"""All that is known of a contact, as plain values for people and scripts."""

from __future__ import annotations

import math

from vaultnet.core.dates.occasions import Occasion
from vaultnet.core.notes.note import Note, Value
from vaultnet.pipeline.favours import favour_json
from vaultnet.pipeline.inspection import interaction_json
from vaultnet.pipeline.people import Known


def known_json(known: Known, note: Note | None) -> dict[str, object]:
    """Give what ``show --json`` says of a contact; ``note`` is their note as it is."""
    profile, standing = known.contact.profile, known.standing
    return {
        "name": profile.name,
        "path": profile.path,
        "aliases": list(profile.aliases),
        "fields": fields_json(note),
        "interactions": [interaction_json(each) for each in known.contact.history],
        "last_contact": standing.last_contact,
        "interval_days": standing.interval_days,
        "due_on": known.due_on,
        "favours": [favour_json(each) for each in known.contact.favours],
    }


def whole_json(known: Known, note: Note | None) -> dict[str, object]:
    """Give all of it: what ``show`` says, and what a contact's fields were read as."""
    profile = known.contact.profile
    return known_json(known, note) | {
        "uid": profile.uid,
        "tags": list(profile.tags),
        "addresses": {kind: list(each) for kind, each in profile.addresses.items()},
        "occasions": [_occasion(each) for each in profile.occasions],
        "met": profile.met,
        "met_at": profile.met_at,
        "introduced_by": profile.introduced_by,
        "interests": list(profile.interests),
        "company": profile.company,
        "role": profile.role,
        "location": profile.location,
        "channel": profile.channel,
        "imported_from": profile.imported_from,
        "rhythm": _rhythm(known),
    }


def fields_json(note: Note | None) -> dict[str, object]:
    """Give the fields of a note, as they are spelled there."""
    fields = note.fields if note else {}
    return {key: _sound(field.value) for key, field in fields.items()}


def _rhythm(known: Known) -> dict[str, object]:
    profile, standing = known.contact.profile, known.standing
    return {
        "strength": round(standing.strength, 3),
        "pinned": standing.pinned,
        "at_worst_days": profile.at_worst_days,
        "snooze_until": profile.snooze_until,
        "next_contact": profile.next_contact,
        "card": standing.is_card,
        "rests": standing.rests,
        "deceased": profile.gone,
    }


def _occasion(occasion: Occasion) -> dict[str, object]:
    day = f"{occasion.month:02}-{occasion.day:02}"
    written = f"{occasion.year:04}-{day}" if occasion.year else day
    return {"name": occasion.name, "date": written}


def _sound(value: Value) -> Value:
    """JSON has no endless numbers; JavaScript writes null for them, and so do we."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list):
        return [_sound(each) for each in value]
    if isinstance(value, dict):
        return {key: _sound(each) for key, each in value.items()}
    return value
