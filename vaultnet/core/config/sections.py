"""The sections of ``vaultnet.toml``; every key has a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vaultnet.core.kinds import Kind

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
class Calendar:
    """The check-ins as a calendar.

    ``out`` is a file or a folder, relative to the vault; empty for the user's own
    folder for data. ``days`` are those on which check-ins may fall; ``alarm`` is a
    time such as ``09:00``, empty for none; ``prompts`` puts what to say into the
    events; ``keep`` lets ``watch`` write it all.
    """

    out: str = ""
    days: Words = ("mon", "tue", "wed", "thu", "fri")
    alarm: str = ""
    prompts: bool = True
    recurring: bool = False
    birthdays: bool = True
    keep: bool = False


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
    calendar: Calendar = field(default_factory=Calendar)
