"""Tests of the information reports."""
