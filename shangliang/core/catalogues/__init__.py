"""Texts people read: where they are marked in the code, and whether each has its Chinese."""
