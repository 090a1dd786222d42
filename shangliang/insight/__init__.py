"""Insight: what makes thousands of voices readable; pure computing over votes and texts, knowing no activity."""
