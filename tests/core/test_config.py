"""The configuration: every key has a default, a wrong one is named."""

from __future__ import annotations

import pytest

from vaultnet.core.config import Config, parse_config, parse_time, warnings
from vaultnet.errors import BadConfig


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("colour = 1", "colour"),
        ("[week]\nper_wek = 5", "week.per_wek"),
        ("[week]\nper_week = 'five'", "week.per_week"),
        ("[week]\nper_week = true", "week.per_week"),
        ("[week]\nper_week = 0", "week.per_week"),
        ("week = 5", "week"),
        ("[people]\nfolders = [1]", "people.folders"),
        ("[fields]\nmet = 1", "fields.met"),
        ("fields = 1", "fields"),
        ("[log]\nmentions = 'some'", "log.mentions"),
        ("[rhythm]\nclosest = 20", "rhythm.closest"),
        ("[log]\nheadings = []", "log.headings"),
        ("[people]\nregion = 'Germany'", "people.region"),
        ("[week]\nname = '[This week]'", "week.name"),
        ("[week]\nname = '[Week] WW'", "week.name"),
        ("[rhythm]\nhalf_life = 0", "rhythm.half_life"),
        ("[rhythm.weights]\nmeet = -1", "rhythm.weights.meet"),
        ("[rhythm.weights]\nmeet = inf", "rhythm.weights.meet"),
        ("[rhythm.weights]\nhug = 1", "rhythm.weights.hug"),
        ("[calendar]\ndays = ['mon', 'noday']", "calendar.days"),
        ("[calendar]\ndays = []", "calendar.days"),
        ("[calendar]\nalarm = '9 am'", "calendar.alarm"),
        ("[calendar]\nalarm = '24:00'", "calendar.alarm"),
        ("[calendar]\nout = 'notes.md'", "calendar.out"),
        ("[calendar]\nkeep = 'yes'", "calendar.keep"),
        ("[week", "vaultnet.toml cannot be read"),
    ],
)
def test_what_is_wrong_is_named(text: str, names: str) -> None:
    with pytest.raises(BadConfig, match=r"^vaultnet\.toml") as caught:
        parse_config(text)
    assert names in str(caught.value)
    assert caught.value.exit_code == 3


def test_one_word_stands_for_a_list_and_a_whole_number_for_a_number() -> None:
    config = parse_config("[people]\nfolders = 'Folks'\n[rhythm.weights]\nmeet = 4\n")
    assert config.people.folders == ("Folks",)
    assert config.rhythm.weights.meet == 4.0


def test_the_calendar_takes_a_file_or_a_folder_and_times_of_the_day() -> None:
    for out in ("net.ics", "~/Calendars/", ""):
        assert parse_config(f"[calendar]\nout = '{out}'").calendar.out == out
    assert [parse_time(text) for text in ("09:00", "9:05", "23:59", "7")] == [
        (9, 0), (9, 5), (23, 59), None,
    ]  # fmt: skip


def test_a_longest_rhythm_above_half_a_year_is_warned_of() -> None:
    assert warnings(Config()) == ()
    (warning,) = warnings(parse_config("[rhythm]\nlongest = 40"))
    assert "rhythm.longest" in warning
