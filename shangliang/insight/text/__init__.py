"""Search and likeness of texts."""
