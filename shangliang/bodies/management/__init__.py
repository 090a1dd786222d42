"""Management commands of bodies."""
