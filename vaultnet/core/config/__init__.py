"""What can be configured in ``vaultnet.toml``; every key has a default."""

from vaultnet.core.config.checks import WEEKDAYS, parse_time, warnings
from vaultnet.core.config.reading import parse_config
from vaultnet.core.config.sections import (
    Calendar,
    Config,
    Daily,
    Ingest,
    Log,
    People,
    Rhythm,
    WeekNote,
    Weights,
    Words,
)

__all__ = [
    "WEEKDAYS",
    "Calendar",
    "Config",
    "Daily",
    "Ingest",
    "Log",
    "People",
    "Rhythm",
    "WeekNote",
    "Weights",
    "Words",
    "parse_config",
    "parse_time",
    "warnings",
]
