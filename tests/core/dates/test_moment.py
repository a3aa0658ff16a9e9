from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.dates.locales import LOCALES
from vaultnet.core.dates.moment import (
    daily_date,
    detect_format,
    parse_date,
    render_date,
)

DAYS = st.dates(min_value=date(1969, 1, 1), max_value=date(2068, 12, 31))
FIXING = (
    "YYYY-MM-DD", "YYYYMMDD", "YY.M.D", "D. MMMM YYYY", "D MMMM YYYY", "MMM Do, YYYY",
    "D-MMM-YYYY", "dddd, MMMM Do, YYYY", "ddd dd D/M/Y", "YYYY-MM-DD dddd",
    "YYYY/MM-MMMM/YYYY-MM-DD", "gggg-[W]ww-e", "gggg-[W]ww dddd", "gg-w-d",
    "GGGG-[W]WW-E", "GG W d", "GGGG-[W]WW dddd", "YYYY-DDDD", "DDDo YYYY", "x", "X",
    "YYYY-MM-DD [Q]Q", "[Day of] YYYY-MM-DD", r"\YYYYY YYYY-MM-DD", "L", "LL", "l",
    "Wo wo Qo Mo do YYYY-MM-DD", "YYYYMMDDHHmm", "YYYY-MM-DD h.mm A ss SSS ZZ z k",
)  # fmt: skip


@given(st.sampled_from(FIXING), DAYS, st.sampled_from(sorted(LOCALES)))
def test_what_is_written_reads_back(format: str, day: date, locale: str) -> None:
    assert parse_date(format, render_date(format, day, locale), locale) == day


@given(st.text(max_size=12), st.text(max_size=20), st.sampled_from(["", *LOCALES]))
def test_nothing_breaks_on_any_format(format: str, text: str, locale: str) -> None:
    parse_date(format, text, locale)
    render_date(format, date(2026, 9, 14), locale)
    daily_date(format, "", f"{text}.md", locale)


@given(st.dates(), st.sampled_from(FIXING), st.sampled_from(sorted(LOCALES)))
def test_every_day_of_the_calendar_is_written(
    day: date, format: str, locale: str
) -> None:
    assert render_date(format, day, locale)


WEEKS = """
2024-12-29  2025-W01  2024-W52  2024-W52  2024-W52
2024-12-30  2025-W01  2025-W01  2025-W01  2024-W1
2025-12-28  2026-W01  2025-W52  2025-W52  2025-W52
2026-01-04  2026-W02  2026-W01  2026-W01  2026-W1
2026-09-13  2026-W38  2026-W37  2026-W37  2026-W37
2026-12-27  2027-W01  2026-W52  2026-W52  2026-W52
2026-12-31  2027-W01  2026-W53  2026-W53  2026-W53
2027-01-01  2027-W01  2026-W53  2026-W53  2027-W53
"""


@pytest.mark.parametrize("row", WEEKS.strip().splitlines())
def test_weeks_are_counted_as_each_country_does(row: str) -> None:
    day, english, british, iso, wrong = row.split()
    on = date.fromisoformat(day)
    assert render_date("gggg-[W]ww", on) == english
    assert render_date("gggg-[W]ww", on, "en-gb") == british
    assert render_date("gggg-[W]ww", on, "fr") == british
    assert render_date("gggg-[W]ww", on, "pt-BR") == english
    assert render_date("GGGG-[W]WW", on) == iso
    assert render_date("YYYY-[W]W", on) == wrong


WRITTEN = [  # as moment 2.29.4 writes 14 September 2026
    ("en", "Do", "14th"),
    ("en", "DDDD", "257"),
    ("en", "E e d Q", "1 1 1 3"),
    ("en", "YYYY/MM-MMMM/YYYY-MM-DD", "2026/09-September/2026-09-14"),
    ("en", "LL", "September 14, 2026"),
    ("en", "ll", "Sep 14, 2026"),
    ("en", "l", "9/14/2026"),
    ("en", "HH:mm A h k", "00:00 AM 12 24"),
    ("en", "[Week] W, yyyy", "Week 38, 2026"),
    ("en", r"\D\a\y D", "Day 14"),
    ("en", r"\MMMM", "MMMM"),
    ("en", "[a]b]", "a]b"),
    ("en", "YYYY-[MM", "2026-[09"),
    ("en", "X x", "1789344000 1789344000000"),
    ("de", "dddd, D. MMMM YYYY", "Montag, 14. September 2026"),
    ("de", "dd ddd MMM", "Mo Mo. Sep."),
    ("de-AT", "MMMM", "September"),
    ("en-gb", "L e", "14/09/2026 0"),
    ("fr", "Do MMMM YYYY", "14 septembre 2026"),
    ("fr", "dddd DDDo wo", "lundi 257e 38e"),
    ("es", "D [de] MMMM", "14 de septiembre"),
    ("es", "D-MMM-YYYY, MMM", "14-sep-2026, sep"),
    ("es", "D MMM YYYY", "14 sep. 2026"),
    ("nl", "Do MMM", "14de sep."),
    ("sv", "Do dddd", "14:e måndag"),
    ("fi", "LL", "14. syyskuuta 2026"),
    ("pl", "D MMMM", "14 września"),
    ("pl", "MMMM D", "wrzesień 14"),
    ("pt", "dddd", "Segunda-feira"),
    ("pt-br", "dddd e", "segunda-feira 1"),
]


@pytest.mark.parametrize(("locale", "format", "expected"), WRITTEN)
def test_tokens_are_written_as_moment_does(
    locale: str, format: str, expected: str
) -> None:
    assert render_date(format, date(2026, 9, 14), locale) == expected


def test_an_unknown_locale_is_english() -> None:
    assert render_date("MMMM", date(2026, 9, 14), "tlh") == "September"
    assert render_date("MMMM", date(2026, 9, 14), "") == "September"


READ = [
    ("YYYY-MM-DD", "2026-09-14", "2026-09-14"),
    ("YYYY-MM-DD", "2026-9-14", None),
    ("YYYY-MM-DD", "2026-09-14 notes", None),
    ("YYYY-MM-DD", " 2026-09-14", None),
    ("YYYY-MM-DD", "2026-09-14\n", None),
    ("YYYY-MM-DD", "٢٠٢٦-٠٩-١٤", None),
    ("YYYY-MM-DD", "2026-02-29", None),
    ("YYYY-MM-DD", "2028-02-29", "2028-02-29"),
    ("YYYY-MM-DD", "0000-01-01", None),
    ("YYYY-MM-DD dddd", "2026-09-14 Monday", "2026-09-14"),
    ("YYYY-MM-DD dddd", "2026-09-14 MONDAY", "2026-09-14"),
    ("YYYY-MM-DD dddd", "2026-09-14 Tuesday", None),
    ("YYYY-MM-DD dddd", "2026-09-14 Montag", "2026-09-14"),
    ("YYYY-MM-DD dddd", "2026-09-14 Mon", None),
    ("YYYY-MM-DD d", "2026-09-14 2", None),
    ("MMMM Do, YYYY", "September 14th, 2026", "2026-09-14"),
    ("MMMM Do, YYYY", "Sep 14th, 2026", None),
    ("D. MMMM YYYY", "14. März 2026", "2026-03-14"),
    ("D. MMMM YYYY", "14. Ma\u0308rz 2026", "2026-03-14"),
    ("D [de] MMMM [de] YYYY", "14 de marzo de 2026", "2026-03-14"),
    ("[on] YYYY-MM-DD", "On 2026-09-14", None),
    ("YYYYMD", "2026914", None),  # M takes both digits of 91, as moment's does
    ("YY-MM-DD", "68-01-01", "2068-01-01"),
    ("YY-MM-DD", "69-01-01", "1969-01-01"),
    ("YYYY-MM-DD HH:mm", "2026-09-14 24:30", None),
    ("YYYY-MM-DD HH:mm", "2026-09-14 23:59", "2026-09-14"),
    ("YYYY-MM-DD h:mm a", "2026-09-14 3:05 pm", "2026-09-14"),
    ("YYYYMMDDHHmm", "202609141530", "2026-09-14"),
    ("YYYY-MM-DD[T]HH:mm:ssZ", "2026-09-14T10:00:00+02:00", "2026-09-14"),
    ("YYYY-DDDD", "2026-366", None),
    ("YYYY-DDDD", "2028-366", "2028-12-31"),
    ("YYYY-DDD", "2026-0", None),
    ("gggg-[W]ww", "2026-W38", "2026-09-13"),
    ("GGGG-[W]WW", "2026-W38", "2026-09-14"),
    ("GGGG-[W]WW", "2026-W53", "2026-12-28"),
    ("GGGG-[W]WW", "2025-W53", None),
    ("GGGG-[W]WW", "2026-W00", None),
    ("gggg-[W]ww-e", "2026-W53-3", "2026-12-31"),  # no English week: the next reads it
    ("GGGG-[W]WW dddd", "2026-W38 Thursday", "2026-09-17"),
    ("YYYY-[W]W", "2026-W3", "2026-01-12"),
    ("YYYY-MM", "2026-09", "2026-09-01"),
    ("YYYY-[Q]Q", "2026-Q3", "2026-07-01"),
    ("YYYY-MM-DD [Q]Q", "2026-09-14 Q3", "2026-09-14"),
    ("YYYY", "2026", "2026-01-01"),
    ("MM-DD", "09-14", None),  # no year
    ("YYYY-DD", "2026-14", None),
    ("dddd", "Monday", None),
    ("", "", None),
    ("[x]", "x", None),
    ("x", "999999999999999", None),
    ("Y", "99999", None),
]  # fmt: skip


@pytest.mark.parametrize(("format", "text", "expected"), READ)
def test_reading_is_strict(format: str, text: str, expected: str | None) -> None:
    day = parse_date(format, text)
    assert (day.isoformat() if day else None) == expected


def test_a_locale_reads_its_own_words_only() -> None:
    assert parse_date("D. MMMM YYYY", "2. August 2026", "de") == date(2026, 8, 2)
    assert parse_date("D MMMM YYYY", "2 August 2026", "fr") is None
    assert parse_date("gggg-[W]ww", "2026-W38", "de") == date(2026, 9, 14)
    assert parse_date("L", "01/11/2026", "en-gb") == date(2026, 11, 1)


def test_a_hostile_format_does_not_hang() -> None:
    before = time.perf_counter()
    assert parse_date("MMMM" * 200 + "D" * 999, "Mai" * 900 + "1" * 999, "de") is None
    assert time.perf_counter() - before < 5


DAILY = [
    ("YYYY-MM-DD", "", "2026-09-14.md", "2026-09-14"),
    ("YYYY-MM-DD", "", "Anywhere/below/2026-09-14.md", "2026-09-14"),
    ("YYYY-MM-DD", "Daily", "Daily/2026-09-14.md", "2026-09-14"),
    ("YYYY-MM-DD", "/daily/", "Daily/old/2026-09-14.md", "2026-09-14"),
    ("YYYY-MM-DD", "Daily", "Daily notes/2026-09-14.md", None),
    ("YYYY-MM-DD", "Daily", "2026-09-14.md", None),
    ("YYYY/MM/YYYY-MM-DD", "Daily", "Daily/2026/09/2026-09-14.md", "2026-09-14"),
    ("YYYY/MM/YYYY-MM-DD", "Daily", "Daily/2026-09-14.md", "2026-09-14"),
    ("YYYY/MM/DD", "Daily", "Daily/2026/09/14.md", "2026-09-14"),
    ("YYYY/MM/DD", "Daily", "Daily/2026/14.md", None),
    ("YYYY/MM/DD", "", "2026/09/14.md", "2026-09-14"),
    ("[Log/]YYYY-MM-DD", "", "Log/2026-09-14.md", "2026-09-14"),
    ("[Log/of] YYYY/MM-DD", "", "Log/of 2026/09-14.md", "2026-09-14"),
    ("GGGG/[W]WW/E", "", "2026/W38/4.md", "2026-09-17"),
    ("YYYY-MM-DD", "", "2026-09-14 talk.md", None),
]


@pytest.mark.parametrize(("format", "folder", "path", "expected"), DAILY)
def test_the_path_of_a_daily_note_tells_its_day(
    format: str, folder: str, path: str, expected: str | None
) -> None:
    day = daily_date(format, folder, path)
    assert (day.isoformat() if day else None) == expected


DETECTED = [
    (("2026-09-14.md", "Daily/2026-09-15.md", "x/2026-09-16.md"), ("YYYY-MM-DD", "")),
    (("2026-09-14.md", "2026-09-15.md"), None),
    (("20260914.md", "20260915.md", "20260916.md"), ("YYYYMMDD", "")),
    (("01-02-2026.md", "02-02-2026.md", "03-02-2026.md"), None),
    (("01-02-2026.md", "02-02-2026.md", "13-02-2026.md"), ("DD-MM-YYYY", "")),
    (("01-02-2026.md", "02-02-2026.md", "02-13-2026.md"), ("MM-DD-YYYY", "")),
    (("13-02-2026.md", "02-13-2026.md", "01-01-2026.md"), None),
    (("01.02.2026.md", "02.02.2026.md", "03.02.2026.md"), ("DD.MM.YYYY", "")),
    (("2026_09_14.md", "2026_09_15.md", "2026_09_16.md"), ("YYYY_MM_DD", "")),
    (
        ("D/2026/09/14.md", "D/2026/09/15.md", "D/2026/10/01.md"),
        ("YYYY/MM/DD", ""),
    ),
    (
        ("2026-09-14 Monday.md", "2026-09-15 Tuesday.md", "2026-09-16 Wednesday.md"),
        ("YYYY-MM-DD dddd", "en"),
    ),
    (
        ("2026-09-14 Montag.md", "2026-09-15 Dienstag.md", "2026-09-16 Mittwoch.md"),
        ("YYYY-MM-DD dddd", "de"),
    ),
    (
        ("August 2nd, 2026.md", "August 3rd, 2026.md", "May 1st, 2026.md"),
        ("MMMM Do, YYYY", "en"),
    ),
    (("2 août 2026.md", "3 août 2026.md", "1 mai 2026.md"), ("D MMMM YYYY", "fr")),
    (("Aug 2, 2026.md", "Aug 3, 2026.md", "May 1, 2026.md"), ("MMM D, YYYY", "en")),
    (
        ("Friday, August 14 2026", "Sunday, August 16 2026", "Monday, August 17 2026"),
        ("dddd, MMMM D YYYY", "en"),
    ),
    (("Call 2026.md", "Budget 1234567.md", "11111111.md", "0001-01-01.md"), None),
    ((), None),
]  # fmt: skip


@pytest.mark.parametrize(("names", "expected"), DETECTED)
def test_a_vault_tells_its_daily_format(
    names: tuple[str, ...], expected: tuple[str, str] | None
) -> None:
    assert detect_format(names) == expected
    assert detect_format(reversed(names)) == expected


def test_a_few_strays_do_not_change_the_format() -> None:
    names = [f"2026-09-{day:02}.md" for day in range(1, 21)]
    strays = ["13-01-2026.md", "14-01-2026.md", "15-01-2026.md"]
    assert detect_format([*strays, *names]) == ("YYYY-MM-DD", "")


WRITTEN_IN = [
    ("DD MMM YYYY", "en"), ("MMMM DD, YYYY", "en"), ("ddd, D MMM YYYY", "en"),
    ("dddd, D. MMMM YYYY", "de"), ("D. MMMM YYYY", "nb"), ("Do MMMM YYYY", "nl"),
    ("dddd D MMMM YYYY", "fr"), ("YYYY-MM-DD ddd", "es"), ("D MMMM YYYY", "pl"),
    ("dddd, D [de] MMMM [de] YYYY", "pt"), ("YYYY/MM-MMMM/DD", "it"),
    ("YYYY-MM-DD_dddd", "fi"), ("MMM D, YYYY", "sv"), ("DD-MM-YYYY", ""),
    ("D.M.YYYY", ""), ("YYYY/MM/DD", ""), ("GGGG-[W]WW-E", ""), ("MMDDYYYY", ""),
]  # fmt: skip


@pytest.mark.parametrize(("format", "locale"), WRITTEN_IN)
def test_a_detected_format_reads_and_writes_the_same_names(
    format: str, locale: str
) -> None:
    days = [date.fromordinal(date(2025, 3, 1).toordinal() + n * 5) for n in range(60)]
    names = [f"Journal/{render_date(format, day, locale)}.md" for day in days]
    found = detect_format([*names, "People/Jane Doe.md", "Talk 2026.md"])
    assert found is not None
    made, spoken = found
    assert [daily_date(made, "", name, spoken) for name in names] == days
    assert [f"Journal/{render_date(made, day, spoken)}.md" for day in days] == names


def test_many_notes_of_people_do_not_make_it_slow() -> None:
    people = [f"People/Person {number}.md" for number in range(1000, 9000)]
    meetings = [f"Talks/2026-08-02 with Person {number}.md" for number in range(1000)]
    before = time.perf_counter()
    assert detect_format(people + meetings) is None
    assert time.perf_counter() - before < 10
