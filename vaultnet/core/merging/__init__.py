"""Two versions of a note and the one they come from, made into one."""
