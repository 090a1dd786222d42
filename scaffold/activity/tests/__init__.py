"""Tests of the gatherings."""
