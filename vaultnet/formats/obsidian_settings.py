"""How Obsidian and its plugins are set: daily notes, templates, what is left out."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vaultnet.core import values
from vaultnet.formats.left_out import is_ignored, refused_filters

__all__ = [
    "DAILY_FORMAT",
    "SETTINGS_FILES",
    "WEEKLY_FORMAT",
    "ObsidianSettings",
    "attachment_folder",
    "is_ignored",
    "parse_settings",
]

DAILY_FORMAT = "YYYY-MM-DD"
WEEKLY_FORMAT = "gggg-[W]ww"

_COMMUNITY = "community-plugins.json"
_PERIODIC = "plugins/periodic-notes/data.json"
_TEMPLATER = "plugins/templater-obsidian/data.json"
_CALENDAR = "plugins/calendar/data.json"
_QUICKADD = "plugins/quickadd/data.json"
_TASKS = "plugins/obsidian-tasks-plugin/data.json"
SETTINGS_FILES = (
    "app.json", "daily-notes.json", "templates.json", _COMMUNITY,
    _PERIODIC, _TEMPLATER, _CALENDAR, _QUICKADD, _TASKS,
)  # fmt: skip
"""The files that are read, relative to the config folder."""

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SYSTEM_LOCALE = "system-default"

Table = Mapping[str, Any]
"""A JSON object; what lies in it may be anything."""
Tables = Mapping[str, Table]
"""The settings that count, by file."""


@dataclass(frozen=True, slots=True)
class ObsidianSettings:
    """What a vault's own settings say; the defaults are Obsidian's.

    Folders are relative to the vault, without slashes at their ends; ``""`` is its
    root. ``daily_by`` is what sets the daily notes, empty where defaults hold.
    ``template_notes`` are templates that lie among other notes. ``locale`` is empty
    and ``week_start`` (Monday = 0) None where the app's language decides, which no
    file tells. ``warnings`` and ``said`` are sentences for people: what could not
    be read, and what was found.
    """

    daily_folder: str = ""
    daily_format: str = DAILY_FORMAT
    daily_by: str = ""
    weekly_folder: str = ""
    weekly_format: str = WEEKLY_FORMAT
    template_folders: tuple[str, ...] = ()
    template_notes: tuple[str, ...] = ()
    ignore_filters: tuple[str, ...] = ()
    attachments: str = ""
    tasks_plugin: bool = False
    use_markdown_links: bool = False
    locale: str = ""
    week_start: int | None = None
    warnings: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Notes:
    """How daily or weekly notes are set; ``by`` is who sets it, ``""`` nobody."""

    folder: str
    format: str
    template: str = ""
    by: str = ""


def parse_settings(files: Mapping[str, str]) -> ObsidianSettings:
    """Read the texts of the settings files; keys are those of ``SETTINGS_FILES``.

    Any may be missing, empty or broken: then defaults hold, and a warning names
    what cannot be read. Of plugins those count that are switched on; where no list
    tells, those that have settings.
    """
    loaded = {name: _load(files[name]) for name in SETTINGS_FILES if name in files}
    on = _switched_on(loaded)
    tables = {name: loaded[name] for name in on if isinstance(loaded.get(name), dict)}
    daily, weekly = _daily(tables), _weekly(tables)
    folders, notes = _templates(tables, daily, weekly)
    app = tables.get("app.json", {})
    filters = _words(app, "userIgnoreFilters")
    return ObsidianSettings(
        daily_folder=daily.folder,
        daily_format=daily.format,
        daily_by=daily.by,
        weekly_folder=weekly.folder,
        weekly_format=weekly.format,
        template_folders=folders,
        template_notes=notes,
        ignore_filters=filters,
        attachments=_text(app, "attachmentFolderPath"),
        tasks_plugin=_TASKS in on,
        use_markdown_links=app.get("useMarkdownLinks") is True,
        locale=_locale(tables),
        week_start=_week_start(tables),
        warnings=(*_unread(loaded), *refused_filters(filters)),
        said=(
            *_say_notes("Daily notes", daily),
            *_say_notes("Weekly notes", weekly),
            *(f"Templates lie in “{each}”" for each in folders),
            *(f"Left out in Obsidian: “{each}”" for each in filters),
            *(("The Tasks plugin is on",) if _TASKS in on else ()),
        ),
    )


def _load(text: str) -> Any:
    """Give what a JSON text holds, None where it cannot be read."""
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None


def _switched_on(loaded: Mapping[str, Any]) -> frozenset[str]:
    listed = loaded.get(_COMMUNITY)
    if not isinstance(listed, list):
        return frozenset(loaded)
    plugins = {f"plugins/{each}/data.json" for each in listed if isinstance(each, str)}
    return frozenset(plugins | {name for name in loaded if "/" not in name})


def _unread(loaded: Mapping[str, Any]) -> Iterator[str]:
    for name, value in loaded.items():
        if not isinstance(value, list if name == _COMMUNITY else dict):
            yield f"Obsidian's {name} cannot be read, so its defaults are taken"


def _text(table: Table, key: str) -> str:
    value = table.get(key)
    return value.strip() if isinstance(value, str) else ""


def _words(table: Table, key: str) -> tuple[str, ...]:
    value = table.get(key)
    words = value if isinstance(value, list) else []
    return tuple(each for each in words if isinstance(each, str) and each)


def _path(text: str) -> str:
    """Give a folder or note as Obsidian normalises it, ``""`` for the root."""
    plain = text.replace("\\", "/").replace("\u00a0", " ")
    parts = unicodedata.normalize("NFC", plain).split("/")
    return "/".join(part for part in parts if part not in ("", "."))


def _format(table: Table, key: str, default: str) -> str:
    return _text(table, key).lstrip("/\\").rstrip("/") or default


def _daily(tables: Tables) -> _Notes:
    if periodic := _periodic(tables, "daily", "day"):
        return _periodic_notes(periodic, DAILY_FORMAT)
    table = tables.get("daily-notes.json", {})
    return _Notes(
        _path(_text(table, "folder")),
        _format(table, "format", DAILY_FORMAT),
        _path(_text(table, "template")),
        "Obsidian's daily notes" if table else "",
    )


def _weekly(tables: Tables) -> _Notes:
    if periodic := _periodic(tables, "weekly", "week"):
        return _periodic_notes(periodic, WEEKLY_FORMAT)
    table = tables.get(_CALENDAR, {})
    folder = _path(_text(table, "weeklyNoteFolder"))
    return _Notes(
        folder,
        _format(table, "weeklyNoteFormat", WEEKLY_FORMAT),
        _path(_text(table, "weeklyNoteTemplate")),
        "Calendar" if _text(table, "weeklyNoteFormat") or folder else "",
    )


def _periodic(tables: Tables, old: str, new: str) -> Table | None:
    """Give how Periodic Notes sets them, in either of its schemas, if it does."""
    table = tables.get(_PERIODIC, {})
    sets = table.get("calendarSets")
    for each in sets if isinstance(sets, list) else ():
        if isinstance(each, dict) and each.get("id") == table.get("activeCalendarSet"):
            table, old = each, new
            break
    found = table.get(old)
    return found if isinstance(found, dict) and found.get("enabled") is True else None


def _periodic_notes(table: Table, default: str) -> _Notes:
    return _Notes(
        _path(_text(table, "folder")),
        _format(table, "format", default),
        _path(_text(table, "template")) or _path(_text(table, "templatePath")),
        "Periodic Notes",
    )


def _templates(
    tables: Tables, daily: _Notes, weekly: _Notes
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the folders that hold templates, and templates that lie among notes.

    A template's own folder counts, unless daily or weekly notes lie there, too.
    """
    quickadd = tables.get(_QUICKADD, {})
    folders = [
        _path(_text(tables.get("templates.json", {}), "folder")),
        _path(_text(tables.get(_TEMPLATER, {}), "templates_folder")),
        _path(_text(quickadd, "templateFolderPath")),
        *(_path(each) for each in _words(quickadd, "templateFolderPaths")),
    ]
    notes = []
    for template in (daily.template, weekly.template):
        own = values.folder(template)
        if own and not any(_holds(own, each.folder) for each in (daily, weekly)):
            folders.append(own)
        elif template:
            notes.append(f"{template.removesuffix('.md')}.md")
    return tuple(dict.fromkeys(filter(None, folders))), tuple(dict.fromkeys(notes))


def _holds(outer: str, inner: str) -> bool:
    return f"{values.fold(inner)}/".startswith(f"{values.fold(outer)}/")


def _locale(tables: Tables) -> str:
    found = (
        _text(tables.get(name, {}), "localeOverride")
        for name in ("app.json", _CALENDAR)
    )
    return next((each for each in found if each and each != _SYSTEM_LOCALE), "")


def _week_start(tables: Tables) -> int | None:
    found = (
        _text(tables.get(name, {}), "weekStart") for name in ("app.json", _CALENDAR)
    )
    return next((_WEEK.index(each) for each in found if each in _WEEK), None)


def _say_notes(what: str, notes: _Notes) -> Iterator[str]:
    if notes.by:
        where = f"in “{notes.folder}”" if notes.folder else "anywhere in the vault"
        yield f"{what} lie {where}, named {notes.format} (set by {notes.by})"


def attachment_folder(settings: ObsidianSettings, note: str) -> str:
    """Give the folder for a file that belongs to a note, ``""`` for the root.

    A setting that would lead out of the vault means the root.
    """
    place = settings.attachments
    beside = values.folder(note) if place.startswith(".") else ""
    parts = _path(f"{beside}/{place}").split("/")
    return "" if ".." in parts else "/".join(parts)
