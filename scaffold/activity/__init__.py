"""Gatherings: called by an office, announced to everybody, concluded with an outcome."""
