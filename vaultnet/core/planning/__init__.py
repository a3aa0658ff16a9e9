"""Who is due, this week, and why."""
