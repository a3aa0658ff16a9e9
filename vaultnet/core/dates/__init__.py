"""Days, weeks and the words people have for them."""
