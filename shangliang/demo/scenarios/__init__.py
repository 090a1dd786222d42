"""Scenarios: published years rebuilt case by case, to see that all three readings say what was published."""
