"""Notices: who is told of which act; readings of the ledger, kept per person."""
