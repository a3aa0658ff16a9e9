"""How others write things down: Obsidian's settings, compose links."""
