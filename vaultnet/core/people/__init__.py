"""Contacts: who they are and what happened, read from notes in any dialect."""
