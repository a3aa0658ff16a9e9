"""What can be configured in ``vaultnet.toml``; every key has a default."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from vaultnet.core.dates.moment import render_date
from vaultnet.core.kinds import Kind
from vaultnet.errors import BadConfig

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Which notes are people: any one of these marks is enough.

    ``folders`` match a folder's name anywhere in the path, without case,
    numbers or emoji in front of it (``20 - People``). ``region`` is the country
    (ISO 3166, such as ``DE``) of phone numbers that are written without one.
    """

    folders: Words = (
        "People", "Contacts", "Friends", "FriendTracker", "Persons", "CRM",
        "Personen", "Leute", "Menschen", "Kontakte", "Freunde",
        "Personnes", "Gens", "Amis", "Personas", "Gente", "Amigos", "Contactos",
        "Persone", "Contatti", "Amici", "Pessoas", "Contatos", "Mensen",
    )  # fmt: skip
    tags: Words = ("person", "people", "contact", "contacts", "crm/person")
    types: Words = ("person", "people", "contact", "crm-contact")
    categories: Words = ("People",)
    name_prefix: str = "@"
    ignore: Words = ()
    avoid_tags: Words = ("avoid", "deceased", "flist")
    new_in: str = "People"
    region: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """Where interactions are written down."""

    headings: Words = (
        "Log", "Contact log", "Interactions", "Interaction log", "Conversations",
        "History", "Timeline",
        "Verlauf", "Kontaktverlauf", "Kontakthistorie", "Kontaktprotokoll", "Gespräche",
        "Gesprächsnotizen", "Interaktionen", "Historique", "Échanges", "Echanges",
        "Historial", "Conversaciones", "Interacciones", "Storico", "Conversazioni",
        "Interazioni", "Histórico", "Conversas", "Interações", "Logboek",
        "Contactmomenten", "Gesprekken", "Interacties",
    )  # fmt: skip
    mentions: str = "first"  # first, start, all or none


@dataclass(frozen=True, slots=True)
class Daily:
    """Daily notes; an empty value means what Obsidian's own settings say."""

    folder: str = ""
    format: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True)
class WeekNote:
    """The weekly note: where it lies and how many people it holds.

    ``lead_days`` are the days after its Sunday whose occasions it tells ahead.
    """

    folder: str = "Network"
    name: str = "[Due] GGGG-[W]WW"
    current: str = "Due this week"
    per_week: int = 7
    lead_days: int = 7
    inbox: Words = ("Notes",)
    news: Words = ("My news",)
    now: str = "Network/Now.md"
    templates: str = "Network/Templates"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much one interaction of each kind counts."""

    meet: float = 3.0
    call: float = 2.0
    video: float = 2.0
    email: float = 1.0
    text: float = 1.0
    chat: float = 1.0
    letter: float = 1.0
    gift: float = 1.0
    social: float = 0.5
    sent: float = 0.25
    unnamed: float = 1.0

    def of(self, kind: Kind | None) -> float:
        """Give the weight of a kind, of a kind that is not named for None."""
        weight: float = getattr(self, kind or "unnamed")
        return weight


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How the interval follows strength: weeks, weeks, days."""

    longest: int = 17
    closest: int = 4
    half_life: int = 180
    weights: Weights = field(default_factory=Weights)


@dataclass(frozen=True, slots=True)
class Ingest:
    """Taking in what happened: your own addresses, profiles and names."""

    me: Words = ()


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that can be configured.

    ``fields`` gives more spellings for a field: ``last_contact = ["gesehen"]``.
    """

    people: People = field(default_factory=People)
    fields: Mapping[str, Words] = field(default_factory=dict)
    log: Log = field(default_factory=Log)
    daily: Daily = field(default_factory=Daily)
    week: WeekNote = field(default_factory=WeekNote)
    rhythm: Rhythm = field(default_factory=Rhythm)
    ingest: Ingest = field(default_factory=Ingest)


_Section = TypeVar("_Section")
_HEAVIEST = 100
_A_MONDAY = date(2024, 1, 1)
_TEN_YEARS = 522  # weeks
_HALF_A_YEAR = 26  # weeks
_LONGEST_LEAD = 28  # days
_COUNTRY = re.compile("[A-Z]{2}")
_MENTIONS = ("first", "start", "all", "none")


def parse_config(text: str) -> Config:
    """Read ``vaultnet.toml``.

    Raises BadConfig, naming the key, where a key is unknown or its value has the
    wrong type.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadConfig(f"vaultnet.toml cannot be read: {error}") from None
    config = _section(Config, table, "")
    _check(config)
    return config


def _section(kind: type[_Section], table: Mapping[str, Any], at: str) -> _Section:
    hints = get_type_hints(kind)
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{at}{key}"
        if key not in known:
            raise BadConfig(
                f"vaultnet.toml: unknown key {name!r}; known here: "
                + ", ".join(sorted(known))
            )
        values[key] = _value(hints[key], value, name)
    return kind(**values)


def _value(hint: Any, value: Any, name: str) -> Any:
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, dict):
            raise BadConfig(f"vaultnet.toml: {name!r} is a section: [{name}]")
        return _section(hint, value, f"{name}.")
    if get_origin(hint) is tuple:
        return _words(value, name)
    if get_args(hint):  # the one table of words: [fields]
        if not isinstance(value, dict):
            raise BadConfig(f"vaultnet.toml: {name!r} is a section: [{name}]")
        return {key: _words(each, f"{name}.{key}") for key, each in value.items()}
    return _plain(hint, value, name)


def _words(value: Any, name: str) -> Words:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise BadConfig(f'vaultnet.toml: {name!r} wants a list of words: ["one", "two"]')


def _plain(hint: type, value: Any, name: str) -> Any:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not hint:
        wanted = {int: "a whole number", float: "a number", str: "text in quotes"}
        raise BadConfig(f"vaultnet.toml: {name!r} wants {wanted[hint]}, not {value!r}")
    return value


def _check(config: Config) -> None:
    """Refuse what has the right type and makes no sense."""
    if config.log.mentions not in _MENTIONS:
        raise BadConfig(
            f"vaultnet.toml: 'log.mentions' is one of {', '.join(_MENTIONS)},"
            f" not {config.log.mentions!r}"
        )
    if not config.log.headings:
        raise BadConfig("vaultnet.toml: 'log.headings' wants at least one word")
    if config.people.region and not _COUNTRY.fullmatch(config.people.region):
        raise BadConfig(
            "vaultnet.toml: 'people.region' is a country in two letters, such as DE,"
            f" not {config.people.region!r}"
        )
    _check_week(config.week)
    _check_rhythm(config.rhythm)


def _check_week(week: WeekNote) -> None:
    if week.per_week < 1:
        raise BadConfig(
            f"vaultnet.toml: 'week.per_week' is 1 or more, not {week.per_week}"
        )
    if not 0 <= week.lead_days <= _LONGEST_LEAD:
        raise BadConfig(
            "vaultnet.toml: 'week.lead_days' is a number of days from 0 to"
            f" {_LONGEST_LEAD}, not {week.lead_days}"
        )
    if week.name != WeekNote().name and not _names_each_week(week.name):
        raise BadConfig(
            "vaultnet.toml: 'week.name' must name the week and its year, as"
            f" [Due] GGGG-[W]WW does, not {week.name!r}"
        )


def _check_rhythm(rhythm: Rhythm) -> None:
    if not 1 <= rhythm.closest <= rhythm.longest:
        raise BadConfig(
            "vaultnet.toml: 'rhythm.closest' and 'rhythm.longest' are weeks,"
            f" 1 <= closest <= longest, not {rhythm.closest} and {rhythm.longest}"
        )
    if rhythm.half_life < 1:
        raise BadConfig(
            f"vaultnet.toml: 'rhythm.half_life' is 1 or more, not {rhythm.half_life}"
        )
    for each in fields(rhythm.weights):
        weight = getattr(rhythm.weights, each.name)
        if not 0 <= weight <= _HEAVIEST:
            raise BadConfig(
                f"vaultnet.toml: 'rhythm.weights.{each.name}' is a number from 0 to"
                f" {_HEAVIEST}, not {weight}"
            )


def _names_each_week(name: str) -> bool:
    """Whether each week of ten years gets a name of its own."""
    mondays = [_A_MONDAY + timedelta(weeks=number) for number in range(_TEN_YEARS)]
    return len({render_date(name, monday) for monday in mondays}) == _TEN_YEARS


def warnings(config: Config) -> tuple[str, ...]:
    """Say what is allowed and still hardly meant."""
    if config.rhythm.longest <= _HALF_A_YEAR:
        return ()
    return (
        f"rhythm.longest is {config.rhythm.longest} weeks: above"
        f" {_HALF_A_YEAR} somebody is"
        " written to less than twice a year",
    )
