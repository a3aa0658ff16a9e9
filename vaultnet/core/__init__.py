"""What is true: frozen values and pure functions; no files, no clock."""
