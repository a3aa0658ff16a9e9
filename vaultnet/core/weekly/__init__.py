"""The weekly note: its list, its prompts, and what in it is ours."""
