"""Pages that belong to no activity, and what all pages share."""
