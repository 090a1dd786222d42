"""Commands: setup, doctor, backup."""
