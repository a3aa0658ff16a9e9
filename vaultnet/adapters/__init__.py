"""Where things live: the disk, SQLite, Jinja, watchdog, git, others' files."""
