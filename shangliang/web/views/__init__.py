"""The pages that belong to no activity."""
