"""Proposals (提案): from a member's draft to the archive."""
