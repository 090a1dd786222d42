"""What happens when things go wrong around a case."""
