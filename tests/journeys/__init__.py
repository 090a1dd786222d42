"""Whole stories, driven in a real browser."""
