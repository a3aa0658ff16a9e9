"""Obsidian's date formats (the tokens of moment.js 2.29.4), written and read."""

from __future__ import annotations

from vaultnet.core.dates.moment.daily import daily_date, detect_format
from vaultnet.core.dates.moment.formats import parse_date, render_date

__all__ = ["daily_date", "detect_format", "parse_date", "render_date"]
