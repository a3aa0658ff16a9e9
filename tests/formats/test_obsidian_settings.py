from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.formats.obsidian_settings import (
    SETTINGS_FILES,
    ObsidianSettings,
    attachment_folder,
    is_ignored,
    parse_settings,
)

PERIODIC = "plugins/periodic-notes/data.json"
CALENDAR = "plugins/calendar/data.json"
COMMUNITY = "community-plugins.json"


def settings(**files: Any) -> ObsidianSettings:
    """Settings files by a short name, their contents as values."""
    names = {
        name.rpartition(".")[0].replace("/data", ""): name for name in SETTINGS_FILES
    }
    short = {name.rpartition("/")[2].replace("-", "_"): name for name in names}
    return parse_settings(
        {names[short[each]]: json.dumps(value) for each, value in files.items()}
    )


def test_a_vault_without_settings_has_obsidians_defaults() -> None:
    found = parse_settings({})
    assert found == ObsidianSettings()
    assert (found.daily_format, found.weekly_format) == ("YYYY-MM-DD", "gggg-[W]ww")


def test_daily_notes_are_where_obsidian_puts_them() -> None:
    found = settings(
        daily_notes={
            "folder": "/Daily/",
            "format": "/YYYY/MM/YYYY-MM-DD",
            "autorun": True,
        }
    )
    assert (found.daily_folder, found.daily_format) == ("Daily", "YYYY/MM/YYYY-MM-DD")
    assert found.said == (
        "Daily notes lie in “Daily”, named YYYY/MM/YYYY-MM-DD"
        " (set by Obsidian's daily notes)",
    )


def test_an_empty_value_is_the_default() -> None:
    found = settings(daily_notes={"folder": "", "format": "", "template": ""})
    assert (found.daily_folder, found.daily_format) == ("", "YYYY-MM-DD")


def test_who_sets_the_daily_notes_is_known() -> None:
    assert parse_settings({}).daily_by == ""
    assert settings(daily_notes={}).daily_by == ""
    assert settings(daily_notes={"folder": "x"}).daily_by == "Obsidian's daily notes"
    assert settings(periodic_notes=OLD).daily_by == "Periodic Notes"


OLD = {
    "daily": {"format": "", "template": "", "folder": "Journal", "enabled": True},
    "weekly": {"format": "GGGG-[W]WW", "folder": "Weeks", "enabled": True},
}
NEW = {
    "activeCalendarSet": "work",
    "calendarSets": [
        {"id": "home", "day": {"enabled": True, "folder": "Home"}},
        {
            "id": "work",
            "day": {"enabled": True, "format": "", "folder": "Journal"},
            "week": {"enabled": True, "format": "GGGG-[W]WW", "folder": "Weeks"},
        },
    ],
}


@pytest.mark.parametrize("schema", [OLD, NEW])
def test_periodic_notes_win_in_both_schemas(schema: dict[str, Any]) -> None:
    found = settings(
        community_plugins=["periodic-notes"],
        daily_notes={"folder": "Daily", "format": "DD.MM.YYYY"},
        periodic_notes=schema,
    )
    assert (found.daily_folder, found.daily_format) == ("Journal", "YYYY-MM-DD")
    assert (found.weekly_folder, found.weekly_format) == ("Weeks", "GGGG-[W]WW")
    assert "set by Periodic Notes" in found.said[0]


@pytest.mark.parametrize(
    ("listed", "schema"),
    [
        ([], OLD),
        (["calendar"], OLD),
        (["periodic-notes"], {"daily": {**OLD["daily"], "enabled": False}}),
        (["periodic-notes"], {"calendarSets": [], "activeCalendarSet": "x"}),
        (["periodic-notes"], {"calendarSets": [3, {"id": "x", "day": 3}]}),
        (["periodic-notes"], {}),
    ],
)
def test_periodic_notes_that_are_off_do_not_count(
    listed: list[str], schema: dict[str, Any]
) -> None:
    found = settings(
        community_plugins=listed, daily_notes={"folder": "Daily"}, periodic_notes=schema
    )
    assert found.daily_folder == "Daily"


def test_without_a_list_of_plugins_those_with_settings_count() -> None:
    found = settings(periodic_notes=OLD, obsidian_tasks_plugin={})
    assert found.daily_folder == "Journal"
    assert found.tasks_plugin


def test_calendar_sets_weekly_notes_where_periodic_notes_do_not() -> None:
    calendar = {
        "weeklyNoteFormat": "gggg [week] w",
        "weeklyNoteFolder": "Weeks",
        "weekStart": "sunday",
        "localeOverride": "de",
    }
    found = settings(community_plugins=["calendar"], calendar=calendar)
    assert (found.weekly_folder, found.weekly_format) == ("Weeks", "gggg [week] w")
    assert (found.week_start, found.locale) == (6, "de")
    both = settings(
        community_plugins=["calendar", "periodic-notes"],
        calendar=calendar,
        periodic_notes=OLD,
    )
    assert both.weekly_format == "GGGG-[W]WW"


def test_the_app_knows_the_week_and_the_language_first() -> None:
    found = settings(
        app={"weekStart": "monday", "localeOverride": "en-gb"},
        calendar={"weekStart": "sunday", "localeOverride": "de"},
    )
    assert (found.week_start, found.locale) == (0, "en-gb")


def test_what_the_system_decides_is_unknown() -> None:
    found = settings(app={"weekStart": "locale", "localeOverride": "system-default"})
    assert (found.week_start, found.locale) == (None, "")


def test_all_template_folders_are_found() -> None:
    found = settings(
        templates={"folder": "Templates/"},
        templater_obsidian={"templates_folder": "\\Scripts\\Templater"},
        quickadd={
            "templateFolderPath": "Quick",
            "templateFolderPaths": ["Quick", "Q2"],
        },
        daily_notes={"folder": "Daily", "template": "Meta/Daily template"},
        calendar={"weeklyNoteTemplate": "Templates/Weekly"},
    )
    assert found.template_folders == (
        "Templates",
        "Scripts/Templater",
        "Quick",
        "Q2",
        "Meta",
    )
    assert found.template_notes == ()


@pytest.mark.parametrize(
    ("template", "notes"),
    [
        ("Daily template", ("Daily template.md",)),
        ("Daily/Template.md", ("Daily/Template.md",)),
        ("daily/Template", ("daily/Template.md",)),
    ],
)
def test_a_template_among_the_notes_hides_only_itself(
    template: str, notes: tuple[str, ...]
) -> None:
    found = settings(daily_notes={"folder": "Daily", "template": template})
    assert found.template_folders == ()
    assert found.template_notes == notes


def test_the_root_is_no_template_folder() -> None:
    assert settings(templates={"folder": "/"}).template_folders == ()


def test_links_filters_and_tasks_are_known() -> None:
    found = settings(
        app={"useMarkdownLinks": True, "userIgnoreFilters": ["Archive/", "/x$/", 3]},
        community_plugins=["obsidian-tasks-plugin"],
    )
    assert found.use_markdown_links
    assert found.tasks_plugin
    assert found.ignore_filters == ("Archive/", "/x$/")
    assert "The Tasks plugin is on" in found.said
    assert settings(app={"userIgnoreFilters": None}).ignore_filters == ()


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "[]", '"x"', "1" * 5000])
@pytest.mark.parametrize("name", [n for n in SETTINGS_FILES if n != COMMUNITY])
def test_what_cannot_be_read_is_said_and_defaults_hold(name: str, text: str) -> None:
    found = parse_settings({name: text})
    assert found.warnings == (
        f"Obsidian's {name} cannot be read, so its defaults are taken",
    )
    assert found.daily_format == "YYYY-MM-DD"
    assert found.template_folders == ()


def test_a_byte_order_mark_is_no_obstacle() -> None:
    found = parse_settings({"daily-notes.json": '\ufeff{"folder": "Daily"}'})
    assert (found.daily_folder, found.warnings) == ("Daily", ())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "folder format template daily day enabled calendarSets id weekStart"
                " activeCalendarSet userIgnoreFilters templateFolderPaths".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(SETTINGS_FILES), JSON.map(json.dumps)))
def test_no_settings_break_anything(files: dict[str, str]) -> None:
    found = parse_settings(files)
    assert all("\n" not in each for each in found.warnings)


IGNORED = [
    ("Archive/old.md", "Archive", True),
    ("Archives/old.md", "Archive", True),  # the start of the path, as Obsidian has it
    ("Archives/old.md", "Archive/", False),
    ("Old/Archive/x.md", "Archive/", False),
    ("Cafe\u0301/x.md", "Café/", True),
    ("People/Jane.md", r"/^People\//", True),
    ("Old/People/Jane.md", r"/^People\//", False),
    ("a/b/draft.md", r"/.*draft\.md$/", True),
    ("a/b/drafts.md", r"/.*draft\.md$/", False),
    ("a/b/draft.md", r"/^a.*draft/", True),
    ("b/draft.md", r"/^a.*draft/", False),
    ("a/b.md", r"/a.*a.*b/", False),
    ("x/Templates/y.md", r"/(^|\/)Templates?\//", True),
    ("x/2026-09-14.md", r"/\d{4}-\d{2}-\d{2}/", True),
    ("x/y.excalidraw.md", r"/\.(excalidraw|canvas)\.md$/", True),
    ("x/[draft].md", r"/[[]draft/", True),
    ("x/a&&b.md", r"/[&&]b/", True),
    ("x/[b.md", r"/\[[ab]/", True),
    ("x/a-b.md", r"/[+--]b/", True),
    ("x/y.md", r"/([[)/", False),
    ("x/y.md", r"/[]|y]/", False),
    ("x/y.md", r"/[^]|y]/", False),
    ("x/y.md", r"/(foo)?y/", True),
    ("x/y.md", "//", False),
    ("x/y.md", "/", False),
    ("x/y.md", r"/(/", False),
    ("x/y.md", r"/[/", False),
    ("x/y.md", r"/y**/", False),
    ("x/y.md", r"/(?<name>y)/", False),
]


@pytest.mark.parametrize(("path", "text", "expected"), IGNORED)
def test_excluded_files_are_left_out(path: str, text: str, expected: bool) -> None:
    assert is_ignored(path, (text,)) is expected


def test_nothing_is_left_out_without_filters() -> None:
    assert not is_ignored("x/y.md", ())


HANGING = [
    "/(a+)+$/", "/(a*)*$/", "/(a|aa)+$/", "/((a+)b?)+$/", "/(a{1,9}){1,99}$/",
    "/(a?)+$/", "/(?:a+)+$/", r"/(a+)\1+$/", "/a*a*a*a*$/", "/(.*)(.*)(.*)x$/",
    "/a?a?a?a?a?a?aaaaaa$/", "/((a)|(b))*c/", "/(([a-z]+)x?)*c/",
]  # fmt: skip


@pytest.mark.parametrize("text", HANGING)
def test_an_expression_that_could_hang_is_refused(text: str) -> None:
    before = time.perf_counter()
    assert not is_ignored("a" * 60 + "!", (text,))
    assert time.perf_counter() - before < 1
    warnings = settings(app={"userIgnoreFilters": [text]}).warnings
    assert len(warnings) == 1
    assert text in warnings[0]


@given(st.text("ab.*+?(){}[]|\\^$0:=<&-", max_size=14), st.text("ab/", max_size=30))
def test_any_expression_ends_in_time(expression: str, path: str) -> None:
    before = time.perf_counter()
    is_ignored(path, (f"/{expression}/",))
    assert time.perf_counter() - before < 1


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        ("", ""),
        ("/", ""),
        ("Files", "Files"),
        ("Files/Pictures/", "Files/Pictures"),
        ("./", "People"),
        ("./files", "People/files"),
        ("../out", ""),
        ("a/../../out", ""),
    ],
)
def test_files_go_where_obsidian_puts_them_and_never_out(
    setting: str, place: str
) -> None:
    app = json.dumps({"attachmentFolderPath": setting})
    settings = parse_settings({"app.json": app})
    assert attachment_folder(settings, "People/Jane Doe.md") == place
