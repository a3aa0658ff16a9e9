"""The few right people to write to this week, from the notes you already keep."""

__version__ = "0.1.0"
