"""Files -> notes -> contacts -> index -> plan -> render -> files."""
