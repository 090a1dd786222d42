"""Days in Traditional Chinese."""
