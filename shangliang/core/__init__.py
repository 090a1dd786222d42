"""Errors, rules, text, time and files: what every app stands on; knows nobody."""
