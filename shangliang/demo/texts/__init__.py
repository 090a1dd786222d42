"""Composed Chinese texts of the demo world, each a pure function of a random generator."""
