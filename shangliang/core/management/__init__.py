"""Commands of the house itself: texts."""
