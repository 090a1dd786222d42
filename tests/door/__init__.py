"""Tests of the door and the ledger behind it."""
