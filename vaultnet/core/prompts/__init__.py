"""What to say to somebody: a true detail, your news, a short draft."""
