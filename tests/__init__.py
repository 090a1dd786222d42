"""Tests of the whole house: its architecture, its texts, its scaffold."""
