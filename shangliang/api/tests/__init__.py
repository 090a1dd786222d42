"""Tests of the API's own parts."""
